import datetime
import re

from odoo import api, fields, models

from .. import calendar_system
from ..jalali_rule import RSCALE, JalaliRule
from ..tools import jalali

_RSCALE_PARTS = re.compile(r";?(?:RSCALE|SKIP)=[^;:\s]*")


class CalendarRecurrence(models.Model):
    """Repeats by Jalali month or year, when who made it sees that calendar.

    A meeting of 31 Farvardin comes back on the 31st of each month that has one, and on
    the last day of each that has not. The rule keeps its calendar, whoever edits it.
    """

    _inherit = "calendar.recurrence"

    # No default: the rules from before the addon are Gregorian and remain so
    calendar_system = fields.Selection(
        selection=[("jalali", "Jalali"), ("gregorian", "Gregorian")],
        string="Calendar",
        help="Whose months and years a monthly or yearly rule counts.",
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        seen = self.env["res.users"]._get_calendar_system()
        return super().create([{"calendar_system": seen, **vals} for vals in vals_list])

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _counts_jalali(self):
        return self.calendar_system == "jalali" and self.rrule_type in (
            "monthly",
            "yearly",
        )

    @api.depends("calendar_system")
    def _compute_rrule(self):
        return super()._compute_rrule()

    def _get_rrule(self, dtstart=None):
        rule = super()._get_rrule(dtstart=dtstart)
        return JalaliRule(rule, self) if self._counts_jalali() else rule

    @api.model
    def _rrule_parse(self, rule_str, date_start):
        values = super()._rrule_parse(_RSCALE_PARTS.sub("", rule_str), date_start)
        if RSCALE.partition(";")[0] in rule_str:
            values["calendar_system"] = "jalali"
        return values

    def _get_start_of_period(self, dt):
        if not self._counts_jalali() or self.rrule_type != "monthly":
            return super()._get_start_of_period(dt)
        if not isinstance(dt, datetime.datetime):
            return jalali.start_of(dt, "month")
        tz = jalali.zone(str(self._get_timezone()))
        local = jalali.local(dt, tz).replace(tzinfo=None)
        first = datetime.datetime.combine(jalali.start_of(local, "month"), local.time())
        return jalali.to_utc(first, tz)

    def get_recurrence_name(self):
        name = super().get_recurrence_name()
        if name and self.until and calendar_system.writes_jalali(self.env):
            name = name.replace(str(self.until), jalali.format_date(self.until))
        return name
