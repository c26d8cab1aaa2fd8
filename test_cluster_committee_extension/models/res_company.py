from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _default_letterhead_lines(self):
        return [*super()._default_letterhead_lines(), "بایگانی اسناد"]
