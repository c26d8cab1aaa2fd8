from odoo import api, fields, models

from .. import calendar_system


class ResConfigSettings(models.TransientModel):
    """The administrator switches Jalali dates off, or guards all models."""

    _inherit = "res.config.settings"

    # No `config_parameter`: it forgets a False, but to be on is the default here
    jalali_enabled = fields.Boolean(string="Jalali Calendar")
    jalali_guard_all = fields.Boolean(
        string="Refuse Misread Dates Everywhere",
        help="Refuse dates before 1700 in every model, however they arrive. Such a"
        " date is most often a Jalali one that was taken as Gregorian. On as soon as"
        " Persian is installed, unless switched off here.",
    )

    @api.model
    def get_values(self):
        return {
            **super().get_values(),
            "jalali_enabled": calendar_system.is_enabled(self.env),
            "jalali_guard_all": calendar_system.guards_all(self.env),
        }

    def set_values(self):
        result = super().set_values()
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(calendar_system.ENABLED, str(self.jalali_enabled))
        # what nobody has chosen goes on to follow the installed languages
        if self.jalali_guard_all != calendar_system.guards_all(self.env):
            parameters.set_param(calendar_system.GUARD_ALL, str(self.jalali_guard_all))
        return result
