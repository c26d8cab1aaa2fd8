from odoo import api, fields, models, tools

from .. import calendar_system


class ResUsers(models.Model):
    """A user chooses the calendar in which dates are shown and typed."""

    _inherit = "res.users"

    calendar_system = fields.Selection(
        selection=[
            ("auto", "By language"),
            ("jalali", "Jalali (Solar Hijri)"),
            ("gregorian", "Gregorian"),
        ],
        string="Calendar",
        default="auto",
        required=True,
        help="The calendar in which you read and type dates. By language: Jalali in"
        " Persian, Gregorian in any other language. Dates are stored alike for all.",
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @property
    def SELF_READABLE_FIELDS(self):
        return super().SELF_READABLE_FIELDS + ["calendar_system"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return super().SELF_WRITEABLE_FIELDS + ["calendar_system"]

    def _get_invalidation_fields(self):
        return super()._get_invalidation_fields() | {"calendar_system"}

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @tools.ormcache("self.id")
    def _get_calendar_choice(self):
        """Return "auto", "jalali" or "gregorian" as the user chose; cached."""
        # each user may read his own choice only
        user = self.sudo().with_context(prefetch_fields=False)
        return user.exists().calendar_system or "auto"

    @api.model
    def _get_calendar_system(self):
        """Return "jalali" or "gregorian": what the user of this request sees."""
        return "jalali" if calendar_system.is_jalali(self.env) else "gregorian"
