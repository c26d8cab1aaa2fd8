import ast
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import jalali

TABLE = Path(__file__).parent / "data" / "nowruz-tehran-university.txt"
FIRST_DAY = date(1821, 3, 21)
UNITS = ("month", "season", "half_year", "year", "week")

days = st.dates(FIRST_DAY, jalali.LAST_DAY)
# far enough from both ends for any step the tests take
inner_days = st.dates(date(1860, 1, 1), date(2080, 1, 1))
properties = settings(deadline=None, database=None, max_examples=200)


def nowruz_table():
    """Return (Jalali year, date of Nowruz, leap?) as Tehran University gives them."""
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, nowruz = line.split()
            leap = "*" in name
            rows.append((int(name.strip("*")), date.fromisoformat(nowruz), leap))
    return rows


def every_day():
    for ordinal in range(FIRST_DAY.toordinal(), jalali.LAST_DAY.toordinal() + 1):
        yield date.fromordinal(ordinal)


@tagged("post_install", "-at_install")
class TestConversion(BaseCase):
    def test_nowruz_and_leap_years_are_those_of_the_official_table(self):
        rows = nowruz_table()
        self.assertEqual((rows[0][0], rows[-1][0], len(rows)), (1206, 1498, 293))
        for y, nowruz, leap in rows:
            self.assertEqual(jalali.to_gregorian(y, 1, 1), nowruz, y)
            self.assertEqual(jalali.to_jalali(nowruz), (y, 1, 1))
            self.assertEqual(jalali.is_leap(y), leap, y)
            self.assertEqual(jalali.year_length(y), 366 if leap else 365)
            self.assertEqual(jalali.month_length(y, 12), 30 if leap else 29)

    def test_every_day_comes_after_the_day_before_and_goes_round(self):
        y, m, d = 1200, 1, 1
        for day in every_day():
            self.assertEqual(jalali.to_jalali(day), (y, m, d))
            self.assertEqual(jalali.to_gregorian(y, m, d), day)
            d += 1
            if d > jalali.month_length(y, m):
                m, d = m % 12 + 1, 1
                y += m == 1
        self.assertEqual((y, m, d), (1501, 1, 1))

    def test_every_day_agrees_with_another_implementation(self):
        """The rule of 8 leap years in 33, which holds within 1200 to 1500."""
        for y in range(1200, 1501):
            nowruz = 226895 + 365 * (y - 1) + (8 * y + 21) // 33
            self.assertEqual(jalali.to_gregorian(y, 1, 1).toordinal(), nowruz, y)
            self.assertEqual(jalali.is_leap(y), (25 * y + 11) % 33 < 8, y)

    def test_leap_years_that_other_libraries_get_wrong(self):
        leap = [1210, 1243, 1276, 1309, 1342, 1399, 1403, 1408, 1436, 1469, 1474]
        common = [1209, 1242, 1275, 1308, 1341, 1400, 1404, 1407, 1437, 1470, 1473]
        self.assertEqual([y for y in leap + common if jalali.is_leap(y)], leap)

    def test_a_datetime_is_converted_by_its_date_part(self):
        self.assertEqual(jalali.to_jalali(datetime(2026, 11, 23, 23, 59)), (1405, 9, 2))

    def test_days_that_do_not_exist_are_refused_with_a_sentence(self):
        for numbers, sentence in [
            ((1404, 12, 30), "no day 30 in month 12 of the Jalali year 1404"),
            ((1405, 7, 31), "that month has 30 days"),
            ((1405, 1, 0), "no day 0"),
            ((1405, 1, 32), "that month has 31 days"),
            ((1405, 13, 1), "no month 13"),
            ((1405, 0, 1), "no month 0"),
            ((1199, 12, 29), "outside the years 1200 to 1500"),
            ((1501, 1, 1), "outside the years 1200 to 1500"),
            ((2026, 11, 23), "outside the years 1200 to 1500"),
        ]:
            with (
                self.subTest(numbers=numbers),
                self.assertRaisesRegex(jalali.JalaliError, sentence),
            ):
                jalali.to_gregorian(*numbers)
        self.assertTrue(issubclass(jalali.JalaliError, ValueError))

    def test_days_outside_the_range_are_refused_everywhere(self):
        before, after = FIRST_DAY - timedelta(1), jalali.LAST_DAY + timedelta(1)
        calls = [
            jalali.to_jalali,
            jalali.year,
            jalali.season,
            jalali.half_year,
            jalali.week_number,
            jalali.format_date,
            lambda day: jalali.add_months(day, 0),
            lambda day: jalali.months_between(day, day),
            *(lambda day, unit=unit: jalali.start_of(day, unit) for unit in UNITS),
            *(lambda day, unit=unit: jalali.end_of(day, unit) for unit in UNITS),
        ]
        for call in calls:
            for day in (before, after, date(1405, 9, 2)):
                with self.assertRaises(jalali.JalaliError):
                    call(day)
        with self.assertRaises(jalali.JalaliError):
            jalali.add_months(jalali.LAST_DAY, 1)
        for call in (jalali.is_leap, jalali.year_length):
            for y in (1199, 1501):
                with self.assertRaises(jalali.JalaliError):
                    call(y)

    def test_the_tools_know_no_odoo(self):
        for path in Path(jalali.__file__).parent.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in getattr(node, "names", [])]
                if isinstance(node, ast.ImportFrom):
                    names.append(node.module or "")
                self.assertFalse(
                    [name for name in names if name.split(".")[0] == "odoo"], path
                )


@tagged("post_install", "-at_install")
class TestMonths(BaseCase):
    def test_months_are_added_as_in_the_table_of_the_design(self):
        for start, months, expected in [
            ((1405, 1, 31), 6, (1405, 7, 30)),
            ((1405, 6, 31), 6, (1405, 12, 29)),
            ((1408, 6, 31), 6, (1408, 12, 30)),
            ((1405, 7, 30), 6, (1406, 1, 30)),
            ((1403, 12, 30), 12, (1404, 12, 29)),
            ((1403, 12, 30), 60, (1408, 12, 30)),
            ((1405, 1, 1), -1, (1404, 12, 1)),
            ((1405, 1, 30), -1, (1404, 12, 29)),
            ((1405, 12, 29), 1, (1406, 1, 29)),
            ((1405, 9, 2), 0, (1405, 9, 2)),
            ((1405, 12, 1), -12, (1404, 12, 1)),
        ]:
            with self.subTest(start=start, months=months):
                day = jalali.add_months(jalali.to_gregorian(*start), months)
                self.assertEqual(jalali.to_jalali(day), expected)

    def test_a_datetime_keeps_its_time_and_zone(self):
        moment = datetime(2026, 4, 20, 9, 30, 15, 7, tzinfo=timezone.utc)
        later = jalali.add_months(moment, 6)
        self.assertEqual(later, datetime(2026, 10, 22, 9, 30, 15, 7, timezone.utc))
        self.assertIs(type(jalali.add_months(date(2026, 4, 20), 6)), date)

    @properties
    @given(inner_days, st.integers(-400, 400))
    def test_the_day_stays_or_becomes_the_last_of_its_month(self, day, months):
        y, m, d = jalali.to_jalali(day)
        y2, m2, d2 = jalali.to_jalali(jalali.add_months(day, months))
        self.assertEqual(y2 * 12 + m2, y * 12 + m + months)
        self.assertEqual(d2, min(d, jalali.month_length(y2, m2)))

    @properties
    @given(inner_days, inner_days, st.integers(-400, 400))
    def test_adding_months_keeps_the_order_of_days(self, one, other, months):
        first, last = sorted([one, other])
        self.assertLessEqual(
            jalali.add_months(first, months), jalali.add_months(last, months)
        )

    @properties
    @given(inner_days, inner_days)
    def test_full_months_between_are_the_most_that_fit(self, one, other):
        start, end = sorted([one, other])
        months = jalali.months_between(start, end)
        self.assertLessEqual(jalali.add_months(start, months), end)
        self.assertGreater(jalali.add_months(start, months + 1), end)
        self.assertEqual(jalali.months_between(end, start), -months)

    def test_full_months_between_dates(self):
        for start, end, months in [
            ((1405, 4, 9), (1406, 1, 1), 8),
            ((1405, 1, 1), (1406, 1, 1), 12),
            ((1405, 1, 2), (1406, 1, 1), 11),
            ((1405, 6, 31), (1405, 7, 30), 1),
            ((1405, 6, 31), (1405, 12, 29), 6),
            ((1405, 9, 2), (1405, 9, 2), 0),
        ]:
            start, end = jalali.to_gregorian(*start), jalali.to_gregorian(*end)
            self.assertEqual(jalali.months_between(start, end), months)
            noon = datetime(end.year, end.month, end.day, 12)
            self.assertEqual(jalali.months_between(start, noon), months)

    def test_ten_thousand_months_are_added_in_a_moment(self):
        day = date(2026, 4, 20)
        started = time.process_time()
        for months in range(10_000):
            jalali.add_months(day, months % 600)
        self.assertLess(time.process_time() - started, 0.5)


@tagged("post_install", "-at_install")
class TestPeriods(BaseCase):
    @properties
    @given(days, st.sampled_from(UNITS))
    def test_periods_part_the_days_without_gap_or_overlap(self, day, unit):
        start, end = jalali.start_of(day, unit), jalali.end_of(day, unit)
        self.assertLessEqual(start, day)
        self.assertLessEqual(day, end)
        for other in (start, end):
            if FIRST_DAY <= other <= jalali.LAST_DAY:
                self.assertEqual(jalali.start_of(other, unit), start)
                self.assertEqual(jalali.end_of(other, unit), end)
        if end < jalali.LAST_DAY:
            self.assertEqual(
                jalali.start_of(end + timedelta(1), unit), end + timedelta(1)
            )

    def test_the_periods_of_one_day(self):
        day = jalali.to_gregorian(1403, 11, 17)
        for unit, start, end in [
            ("week", (1403, 11, 13), (1403, 11, 19)),
            ("month", (1403, 11, 1), (1403, 11, 30)),
            ("season", (1403, 10, 1), (1403, 12, 30)),
            ("half_year", (1403, 7, 1), (1403, 12, 30)),
            ("year", (1403, 1, 1), (1403, 12, 30)),
        ]:
            self.assertEqual(jalali.to_jalali(jalali.start_of(day, unit)), start)
            self.assertEqual(jalali.to_jalali(jalali.end_of(day, unit)), end)
        self.assertEqual(jalali.year(day), 1403)
        self.assertEqual((jalali.half_year(day), jalali.season(day)), (2, 4))
        evening = datetime(day.year, day.month, day.day, 20)
        self.assertEqual(type(jalali.start_of(evening, "week")), date)
        self.assertEqual(type(jalali.end_of(evening, "year")), date)

    def test_seasons_and_half_years_of_each_month(self):
        nowruz = jalali.to_gregorian(1405, 1, 31)
        months = [jalali.add_months(nowruz, n) for n in range(12)]
        self.assertEqual(
            [jalali.season(day) for day in months],
            [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3,
        )
        self.assertEqual([jalali.half_year(day) for day in months], [1] * 6 + [2] * 6)

    def test_an_unknown_period_is_refused(self):
        for call in (jalali.start_of, jalali.end_of):
            with self.assertRaisesRegex(jalali.JalaliError, "“decade” is no period"):
                call(date(2026, 1, 1), "decade")

    @properties
    @given(days)
    def test_weeks_count_from_the_saturday_before_nowruz(self, day):
        saturday = jalali.start_of(day, "week")
        self.assertEqual(saturday.weekday(), 5)
        nowruz = jalali.start_of(day, "year")
        first = jalali.start_of(nowruz, "week")
        self.assertEqual(jalali.week_number(nowruz), 1)
        self.assertEqual(jalali.week_number(day), (saturday - first).days // 7 + 1)


@tagged("post_install", "-at_install")
class TestClock(BaseCase):
    def test_the_day_turns_at_midnight_in_tehran(self):
        for moment, expected in [
            ("2026-11-23 20:29:59", date(2026, 11, 23)),
            ("2026-11-23 20:30:00", date(2026, 11, 24)),
            ("2026-11-23 20:31:00", date(2026, 11, 24)),
            # summer time, until 1401
            ("2021-06-01 19:29:59", date(2021, 6, 1)),
            ("2021-06-01 19:30:00", date(2021, 6, 2)),
        ]:
            utc = datetime.fromisoformat(moment)
            self.assertEqual(jalali.local_date(utc), expected)
            self.assertEqual(
                jalali.local_date(utc.replace(tzinfo=timezone.utc)), expected
            )
            with freeze_time(moment):
                self.assertEqual(jalali.today(), expected)
                self.assertEqual(jalali.today(timezone.utc), utc.date())

    def test_a_moment_with_a_zone_of_its_own_keeps_it(self):
        tokyo = datetime(2026, 11, 24, 5, 29, tzinfo=ZoneInfo("Asia/Tokyo"))
        self.assertEqual(jalali.local_date(tokyo), date(2026, 11, 23))
        later = tokyo + timedelta(minutes=1)
        self.assertEqual(jalali.local_date(later), date(2026, 11, 24))

    def test_everything_works_while_the_clock_stands(self):
        with freeze_time("2026-03-20 21:00:00"):
            today = jalali.today()
            self.assertEqual(jalali.to_jalali(today), (1405, 1, 1))
            self.assertEqual(jalali.add_months(today, -12), date(2025, 3, 21))
            self.assertEqual(jalali.start_of(today, "year"), date(2026, 3, 21))
            self.assertEqual(jalali.local_date(datetime.utcnow()), today)
            self.assertEqual(jalali.parse_date("05/01/01"), today)
            self.assertEqual(jalali.months_between(datetime.now(), today), 0)

    def test_a_day_begins_at_its_first_moment(self):
        for numbers, expected in [
            ((1405, 9, 2), "2026-11-22 20:30:00"),
            # clocks went forward at midnight: the day began at one o'clock
            ((1400, 1, 1), "2021-03-20 20:30:00"),
            ((1400, 1, 2), "2021-03-21 20:30:00"),
            ((1400, 1, 3), "2021-03-22 19:30:00"),
            ((1401, 1, 2), "2022-03-21 20:30:00"),
            # and back at midnight: the day before had 25 hours
            ((1400, 6, 30), "2021-09-20 19:30:00"),
            ((1400, 6, 31), "2021-09-21 20:30:00"),
            ((1401, 6, 30), "2022-09-20 19:30:00"),
            ((1401, 6, 31), "2022-09-21 20:30:00"),
        ]:
            day = jalali.to_gregorian(*numbers)
            midnight = jalali.local_midnight_utc(day)
            self.assertEqual(str(midnight), expected, numbers)
            self.assertIsNone(midnight.tzinfo)

    @properties
    @given(
        days,
        st.sampled_from(
            ["Asia/Tehran", "America/Sao_Paulo", "America/Havana", "Europe/Brussels"]
        ),
    )
    def test_the_moment_before_the_first_is_another_day(self, day, zone):
        tz = ZoneInfo(zone)
        midnight = jalali.local_midnight_utc(day, tz)
        self.assertEqual(jalali.local_date(midnight, tz), day)
        before = midnight - timedelta(microseconds=1)
        self.assertEqual(jalali.local_date(before, tz), day - timedelta(1))
