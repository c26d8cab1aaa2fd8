from odoo import api, models


class BaseModuleUninstall(models.TransientModel):
    """Demo data is no loss."""

    _inherit = "base.module.uninstall"

    @api.model
    def _lost_committees(self):
        demo = self.env["committee.demo"]._demo_records("committee.committee")
        return super()._lost_committees() - demo
