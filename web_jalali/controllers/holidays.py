from datetime import date, timedelta

from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from ..tools import jalali

LONGEST = 400  # days in one request: a Jalali year and its neighbouring weeks


class Holidays(http.Controller):
    @http.route("/web_jalali/holidays", type="jsonrpc", auth="public", readonly=True)
    def holidays(self, start, end):
        """Return the public holidays from `start` to `end`, both ISO days, both in.

        They are the leaves without a resource of the calendars that the user's company
        uses (`res.company._holiday_calendars`): a list of `{"day": "2026-11-23",
        "name": …}`, one for each day. A visitor who is no employee gets none.
        """
        start, end = self._read_day(start), self._read_day(end)
        if (end - start).days > LONGEST:
            raise UserError(request.env._("Ask for the holidays of one year at most."))
        if not request.env.user._is_internal():
            return []
        names = {}
        for leave, tz in self._find_leaves(start, end):
            for day in self._list_days(leave, tz, start, end):
                names.setdefault(day.isoformat(), leave.name or "")
        return [{"day": day, "name": names[day]} for day in sorted(names)]

    def _read_day(self, text):
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError):
            raise UserError(
                request.env._("“%(text)s” is no day; write 2026-11-23.", text=text)
            ) from None

    def _find_leaves(self, start, end):
        """:return: [(leave, its time zone)] of the leaves that overlap the requested
        days"""
        # sudo: read the holidays, which are public, but nothing else of calendars
        company = request.env.company.sudo()
        calendars = company._holiday_calendars()
        zone = jalali.zone(company.resource_calendar_id.tz)
        # a day more on both sides: calendars may lie in different time zones
        leaves = calendars.env["resource.calendar.leaves"].search(
            Domain("resource_id", "=", False)
            & Domain("company_id", "in", [company.id, False])
            & Domain("calendar_id", "in", [*calendars.ids, False])
            & Domain("date_from", "<", jalali.local_midnight_utc(_days(end, 2), zone))
            & Domain("date_to", ">", jalali.local_midnight_utc(_days(start, -1), zone)),
            order="date_from",
        )
        return [
            (leave, jalali.zone(leave.calendar_id.tz) if leave.calendar_id else zone)
            for leave in leaves
        ]

    def _list_days(self, leave, tz, start, end):
        """Return the local days that a leave overlaps, within the requested days."""
        first = max(jalali.local_date(leave.date_from, tz), start)
        # a leave until midnight does not touch the day that begins then
        last = jalali.local_date(leave.date_to - timedelta(microseconds=1), tz)
        return [
            first + timedelta(days=passed)
            for passed in range((min(last, end) - first).days + 1)
        ]


def _days(day, number):
    return day + timedelta(days=number)
