from odoo.tests import tagged

from ..over_http import OverHttpCase

NOWRUZ = {"start": "2026-03-19", "end": "2026-03-25"}


@tagged("post_install", "-at_install")
class TestPickerHolidays(OverHttpCase):
    """The date picker of a committee's people marks the official holidays."""

    def _ask(self, user):
        self.authenticate(user.login, user.login)
        found = self.make_jsonrpc_request("/web_jalali/holidays", NOWRUZ)
        return {holiday["day"]: holiday["name"] for holiday in found}

    def test_official_holidays_are_marked_for_the_province(self):
        found = self._ask(self.officer)
        days = ["2026-03-20", *(f"2026-03-2{number}" for number in range(1, 5))]
        self.assertEqual(sorted(found), days, "29 Esfand and the four days of Nowruz")
        self.assertEqual(found["2026-03-21"], "نوروز")

    def test_a_calendar_of_the_province_is_asked_instead(self):
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Of the province",
                "tz": "Asia/Tehran",
                "company_id": self.own.id,
            }
        )
        self.own.committee_calendar_id = calendar
        self.assertEqual(self._ask(self.officer), {})
        self.env["resource.calendar.leaves"].create(
            {
                "name": "سوگواری",
                "calendar_id": calendar.id,
                "date_from": "2026-03-20 20:30:00",
                "date_to": "2026-03-21 20:30:00",
            }
        )
        self.assertEqual(self._ask(self.officer), {"2026-03-21": "سوگواری"})

    def test_a_company_outside_the_procedure_keeps_its_own(self):
        self.own.province_id = False
        self.assertEqual(self._ask(self.officer), {})
