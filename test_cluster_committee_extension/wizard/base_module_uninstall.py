from odoo import api, models

from ..roles import ADDON


class BaseModuleUninstall(models.TransientModel):
    _inherit = "base.module.uninstall"

    @api.model
    def _losses(self, names):
        losses = super()._losses(names)
        # sudo: count the loans of every province, for the warning
        loans = self.env["test.committee.loan"].sudo().search_count([])
        if ADDON in names and loans:
            losses.append(self.env._("Loans of originals: %(loans)s.", loans=loans))
        return losses
