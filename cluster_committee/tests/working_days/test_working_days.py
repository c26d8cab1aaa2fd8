from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ...compliance.engine.common_tables import months_after
from ...lib.day_queries import limit_after
from ...models.working_days.calendar_day import FIRST_YEAR, LAST_YEAR
from ..common import TODAY, day
from ..compliance.findings import FindingsCase

REST = {3, 4}  # Thursday and Friday, as date.weekday() counts
FIXED = {(1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13)}
FIXED |= {(3, 14), (3, 15), (11, 22), (12, 29)}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWorkingDays(FindingsCase):
    """The table of days says what the calendar says, and follows its holidays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.env.ref("cluster_committee.resource_calendar_national")
        cls.days = cls.env["committee.calendar.day"]

    def _after(self, start, number, calendar=None):
        """The last of so many working days after a Jalali day."""
        self.env.flush_all()
        reckoned = limit_after(
            "asked.day", str(number), str((calendar or self.calendar).id)
        )
        self.env.cr.execute(
            f"SELECT due.day FROM (SELECT %s::date AS day, 'working' AS time_limits)"
            f" asked JOIN (SELECT 'working' AS time_limits) e ON TRUE JOIN {reckoned}",
            [day(start)],
        )
        return self.env.cr.fetchone()[0]

    def _holidays(self, *rows):
        """Holidays entered by the owner of the procedure, as an import does."""
        leaves = self.env["resource.calendar.leaves"].with_user(self.owner)
        result = leaves.load(["name", "holiday_on"], [list(row) for row in rows])
        self.assertFalse(result["messages"])
        return leaves.browse(result["ids"])

    def test_every_working_day_is_counted(self):
        rows = self.days.search([("calendar_id", "=", self.calendar.id)], order="day")
        first = jalali.to_gregorian(FIRST_YEAR, 1, 1)
        self.assertEqual(rows[0].day, first)
        self.assertEqual(jalali.year(rows[-1].day), LAST_YEAR)
        begin, end = day("1404/01/01"), day("1405/12/29")
        passed = rows.filtered(lambda row: row.day < begin)[-1].ordinal
        for row in rows.filtered(lambda row: begin <= row.day <= end):
            year, month, number = jalali.to_jalali(row.day)
            works = row.day.weekday() not in REST and (month, number) not in FIXED
            passed += works
            self.assertEqual((row.working, row.ordinal), (works, passed), row.day)
            self.assertEqual(
                (row.jalali_year, row.month_index, row.day_of_month),
                (year, year * 12 + month - 1, number),
            )
            self.assertEqual(row.month_length, jalali.month_length(year, month))
            self.assertEqual(row.year_ends_on, jalali.end_of(row.day, "year"))

    def test_months_are_those_of_the_calendar(self):
        for months in (1, 6, 11):
            reckoned = months_after("d.day", str(months), "d.calendar_id")
            self.env.cr.execute(
                "SELECT d.day, due.day FROM committee_calendar_day d"
                f" JOIN {reckoned} WHERE d.calendar_id = %s",
                [self.calendar.id],
            )
            rows = self.env.cr.fetchall()
            self.assertGreater(len(rows), 365 * (LAST_YEAR - FIRST_YEAR - 1))
            wrong = [row for row in rows if jalali.add_months(row[0], months) != row[1]]
            self.assertEqual(wrong, [])

    def test_working_days_of_the_scenario(self):
        self.assertEqual(self._after("1404/02/15", 3), day("1404/02/20"))
        self.assertEqual(self._after("1405/06/16", 2), day("1405/06/18"))
        self.assertEqual(self._after("1405/06/18", 4), day("1405/06/24"))
        # across the holidays of Nowruz
        self.assertEqual(self._after("1404/12/28", 1), day("1405/01/05"))

    def test_a_holiday_moves_what_is_due(self):
        before = self._after("1405/06/16", 5)
        leave = self._holidays(("Of the moon", "2026-09-09"))
        self.assertEqual(leave.jalali_year, 1405)
        self.assertEqual(leave.calendar_id, self.calendar)
        self.assertGreater(self._after("1405/06/16", 5), before)
        leave.holiday_on = day("1405/09/01")  # it was seen another day
        self.assertEqual(self._after("1405/06/16", 5), before)
        leave.unlink()
        self.assertEqual(self._after("1405/08/30", 2), day("1405/09/02"))

    def test_a_holiday_typed_on_the_list_has_its_year(self):
        """Odoo's defaults give it the hours of today before it gets its own day."""
        leaves = self.env["resource.calendar.leaves"]
        leave = leaves.create(
            {
                **leaves.default_get(["date_from", "date_to", "company_id"]),
                "name": "عاشورا",
                "holiday_on": day("1404/04/15"),
                "holiday_days": 1,
            }
        )
        self.assertEqual(
            (leave.holiday_on, leave.jalali_year), (day("1404/04/15"), 1404)
        )
        self.assertEqual(leave.holiday_days, 1)

    def test_only_the_owner_enters_holidays(self):
        leaves = self.env["resource.calendar.leaves"]
        for user in (self.officer, self.secretary, self.national):
            with self.assertRaises(AccessError):
                leaves.with_user(user).create(
                    {"name": "Off", "holiday_on": day("1405/09/01")}
                )

    def test_the_week_is_that_of_the_edition_of_the_day(self):
        self._new_edition("1405/07/01", weekly_rest="friday")
        self.assertEqual(self._after("1405/06/18", 1), day("1405/06/21"))
        self.assertEqual(self._after("1405/07/08", 1), day("1405/07/09"))

    def test_a_province_may_have_its_own_week(self):
        own = self.calendar.copy({"name": "Own", "company_id": False})
        own.attendance_ids.filtered(lambda a: a.dayofweek == "2").unlink()
        self.own.committee_calendar_id = own
        # Wednesdays off beside Thursdays and Fridays, and the national holidays too
        self.assertEqual(self._after("1405/06/17", 1, own), day("1405/06/21"))
        self.assertEqual(self._after("1404/12/27", 1, own), day("1405/01/08"))

    def test_calendar_days_where_the_edition_says_so(self):
        meeting = self._create_meeting("held")
        (row,) = self._stands("minutes", "1405/06/20").values()
        self.assertEqual(row["due_on"], day("1405/06/23"))
        self._new_edition("1405/06/01", time_limits="calendar")
        (row,) = self._stands("minutes", "1405/06/20").values()
        self.assertEqual(row["due_on"], meeting.held_on + timedelta(days=5))
