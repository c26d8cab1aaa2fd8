from odoo import models

from .committee_demo import ADDON, CORE


class IrModuleModule(models.Model):
    """Refuses to uninstall the demo data while something real hangs on it."""

    _inherit = "ir.module.module"

    def button_uninstall(self):
        if self.env.is_admin():  # others are refused without details
            self._check_demo_removal()
        return super().button_uninstall()

    def _check_demo_removal(self):
        names = set((self | self.downstream_dependencies()).mapped("name"))
        # with the committee itself all of its records go, of which its dialog warns
        if ADDON in names and CORE not in names:
            self.env["committee.demo"]._check_removal()
