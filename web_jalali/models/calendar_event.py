import re
from datetime import date

from odoo import api, models

from .. import calendar_system
from ..tools import jalali

# Invisible marks around the parts of a text that are numbers of a clock or calendar
_MARK = "\u2063"
_MARKED = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class CalendarEvent(models.Model):
    """Shows the time of a meeting in Jalali, in Persian invitations and pages."""

    _inherit = "calendar.event"

    @api.model
    def _get_display_time(self, start, stop, zduration, zallday):
        if not calendar_system.writes_jalali(self.env):
            return super()._get_display_time(start, stop, zduration, zallday)
        marked = super(
            CalendarEvent, self.with_context(jalali_display_time=True)
        )._get_display_time(start, stop, zduration, zallday)
        return _MARKED.sub(lambda found: _write_jalali(found[1]), marked)

    def _get_date_formats(self):
        date_format, time_format = super()._get_date_formats()
        if self.env.context.get("jalali_display_time"):
            return f"{_MARK}%Y-%m-%d{_MARK}", f"{_MARK}{time_format}{_MARK}"
        return date_format, time_format

    # ------------------------------------------------------------
    # RECURRENCE
    # ------------------------------------------------------------

    def _get_recurrence_params(self):
        params = super()._get_recurrence_params()
        if self:
            params.update(self._get_place_in_month(self._get_start_date()))
        return params

    @api.model
    def _get_recurrence_params_by_date(self, event_date):
        params = super()._get_recurrence_params_by_date(event_date)
        params.update(self._get_place_in_month(event_date))
        return params

    def _get_place_in_month(self, day):
        """Return the day of the Jalali month, and which of its weekdays it is there.

        Empty where a rule is Gregorian: an existing one keeps its calendar, a new one
        is made in that of the user.
        """
        seen = self.env["res.users"]._get_calendar_system()
        counted, anchor = self.env.context.get("jalali_rule") or (seen, 0)
        if counted != "jalali":
            return {}
        y, m, number = jalali.to_jalali(day)
        nth = (number - 1) // 7 + 1
        # the 30th of a month that has no 31st still belongs to a rule for the 31st
        shortened = min(anchor, jalali.month_length(y, m)) == number
        return {
            "day": anchor if shortened else number,
            # as Odoo proposes it: the fourth week is the last
            "byday": str(nth) if nth < 4 else "-1",
        }

    def _update_future_events(self, values, time_values, recurrence_values):
        return super(CalendarEvent, self._keep_rule())._update_future_events(
            values, time_values, recurrence_values
        )

    def _rewrite_recurrence(self, values, time_values, recurrence_values):
        return super(CalendarEvent, self._keep_rule())._rewrite_recurrence(
            values, time_values, recurrence_values
        )

    def _keep_rule(self):
        # while a rule is rewritten, its event has none that could be asked
        rule = self.recurrence_id
        return self.with_context(
            jalali_rule=(rule.calendar_system or "gregorian", rule.day)
        )


def _write_jalali(text):
    if not _ISO_DAY.fullmatch(text):
        return jalali.to_persian_digits(text)
    try:
        return jalali.format_date(date.fromisoformat(text))
    except jalali.JalaliError:
        return text
