import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from .. import calendar_system, periods
from ..tools import jalali
from .common import JalaliCase

ZONES = ("Asia/Tehran", "UTC", "America/Sao_Paulo", "Asia/Kabul")
# where the clock goes from 23:59 to 01:00 in Tehran, and back, in 1400 and 1401
CLOCK_CHANGES = ("2021-03-21", "2021-09-21", "2022-03-21", "2022-09-21")


def moments_to_group():
    """Moments at the edges of Jalali periods, of clock changes and of all else."""
    days = [dt.date.fromisoformat(day) for day in CLOCK_CHANGES]
    days += [jalali.to_gregorian(1405, m, 1) for m in range(1, 13)]
    days += [jalali.to_gregorian(y, 12, 29) for y in (1399, 1403, 1404)]
    times = [
        "18:29",
        "19:29",
        "19:31",
        "20:29",
        "20:30",
        "20:31",
        "23:59",
        "02:30",
        "03:00",
    ]
    for day in days:
        for ahead in (-1, 0):
            for time in times:
                yield dt.datetime.combine(
                    day + dt.timedelta(days=ahead), dt.time.fromisoformat(time)
                )


class GroupingCase(JalaliCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant("base.group_system", "base.group_partner_manager")
        cls.currency = cls.env["res.currency"].create({"name": "JLL", "symbol": "J"})

    def create_rates(self, *days):
        """Create one record per day: `name` of a currency's rate is a date."""
        return self.env["res.currency.rate"].create(
            [{"currency_id": self.currency.id, "name": day} for day in days]
        )

    def group_rates(self, unit, user=None, **options):
        rates = self.as_user(user or self.persian, "res.currency.rate")
        return rates.with_context(**options).formatted_read_group(
            [("currency_id", "=", self.currency.id)], [f"name:{unit}"], ["__count"]
        )

    def assertParts(self, model, domain, groups):
        """Each record is in one group, and the group's domain finds what it counts."""
        domain, seen = Domain(domain), Counter()
        for group in groups:
            found = model.search(domain & Domain(group["__extra_domain"]))
            self.assertEqual(len(found), group["__count"], group)
            seen.update(found.ids)
        self.assertEqual(set(seen), set(model.search(domain).ids))
        self.assertEqual(set(seen.values()), {1})


@tagged("post_install", "-at_install")
class TestSqlPeriods(JalaliCase):
    def _starts(self, unit):
        self.env.cr.execute(
            f"""
            SELECT d::date, {self._sql(unit)} FROM generate_series(
                   %s::timestamp, %s::timestamp, '1 day') AS d ORDER BY d
            """,
            [jalali.FIRST_DAY - dt.timedelta(3), jalali.LAST_DAY + dt.timedelta(3)],
        )
        return self.env.cr.fetchall()

    def _sql(self, unit):
        start = self.env["web_jalali.period"]._get_sql_start(unit, SQL("d::date"))
        return self.env.cr.mogrify(start.code, start.params).decode()

    def test_sql_and_python_agree_on_every_day(self):
        for unit in periods.UNITS:
            rows = self._starts(unit)
            self.assertEqual(len(rows), 109_938 + 6, unit)
            first, last = rows[0][0], rows[-1][0]
            starts = set(periods.starts_between(first, last, unit))
            start = periods.start_of(first, unit)
            for day, found in rows:
                start = day if day in starts else start
                self.assertEqual(found, start, (unit, day))

    def test_each_month_of_sql_is_that_of_python(self):
        for day, found in self._starts("month")[::7]:
            self.assertEqual(found, periods.start_of(day, "month"), day)

    def test_sql_knows_the_days_at_the_ends_of_time(self):
        for unit in periods.UNITS:
            self.env.cr.execute(
                f"""SELECT d, {self._sql(unit)} FROM (VALUES
                    (DATE '0001-01-01'), ('0001-01-05'), ('0784-06-12'), ('1700-01-01'),
                    ('2500-07-01'), ('9999-12-31'), (NULL)) AS days (d)"""
            )
            for day, start in self.env.cr.fetchall():
                expected = day and periods.start_of(day, unit)
                self.assertEqual(start, expected, (unit, day))

    def test_the_functions_are_inlined_and_may_run_in_parallel(self):
        self.env.cr.execute(
            "EXPLAIN VERBOSE SELECT web_jalali_start(1, create_date::date)"
            " FROM res_users"
        )
        plan = "".join(row[0] for row in self.env.cr.fetchall())
        self.assertNotIn("web_jalali_start", plan)
        self.assertIn("width_bucket", plan)
        self.env.cr.execute(
            "SELECT DISTINCT provolatile, proparallel FROM pg_proc"
            " WHERE proname LIKE 'web\\_jalali\\_start%'"
        )
        self.assertEqual(self.env.cr.fetchall(), [("i", "s")])


@tagged("post_install", "-at_install")
class TestPeriodsInPython(JalaliCase):
    @settings(deadline=None, database=None, max_examples=300)
    @given(
        st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)),
        st.sampled_from(periods.UNITS),
    )
    def test_periods_part_the_days_of_all_times(self, day, unit):
        start = periods.start_of(day, unit)
        after = periods.start_of_next(start, unit)
        self.assertLessEqual(start, day)
        if after:
            self.assertLess(day, after)
            self.assertEqual(periods.start_of(after, unit), after)
            last = after - dt.timedelta(days=1)
            self.assertEqual(periods.start_of(last, unit), start)

    def test_labels_are_words_of_the_language(self):
        day = jalali.to_gregorian(1405, 9, 1)
        persian = self.env(context={"lang": "fa_IR"})
        english = self.env(context={"lang": "en_US"})
        for unit, fa, en in [
            ("month", "آذر ۱۴۰۵", "Azar 1405"),
            ("quarter", "پاییز ۱۴۰۵", "Autumn 1405"),
            ("half_year", "نیمهٔ دوم ۱۴۰۵", "Second half of 1405"),
            ("year", "۱۴۰۵", "1405"),
            ("week", "هفتهٔ ۳۶ سال ۱۴۰۵", "Week 36 of 1405"),
            ("day", "۱ آذر ۱۴۰۵", "1 Azar 1405"),
        ]:
            self.assertEqual(periods.label(persian, day, unit), fa)
            self.assertEqual(periods.label(english, day, unit), en)
        self.assertEqual(periods.label(persian, periods.BEFORE, "month"), "پیش از ۱۲۰۰")
        self.assertEqual(periods.label(english, periods.AFTER, "year"), "After 1500")


@tagged("post_install", "-at_install")
class TestGroupedDates(GroupingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # days from before the guard are grouped as well
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param(calendar_system.GUARD_ALL, "False")

    def test_months_are_jalali_months(self):
        self.create_rates(
            "2026-10-22", "2026-10-23", "2026-11-21", "2026-11-22", "2027-03-20"
        )
        groups = self.group_rates("month")
        self.assertEqual(
            [(group["name:month"], group["__count"]) for group in groups],
            [
                (("2026-09-23", "مهر ۱۴۰۵"), 1),
                (("2026-10-23", "آبان ۱۴۰۵"), 2),
                (("2026-11-22", "آذر ۱۴۰۵"), 1),
                (("2027-02-20", "اسفند ۱۴۰۵"), 1),
            ],
        )
        self.assertEqual(
            list(groups[2]["__extra_domain"]),
            ["&", ("name", ">=", "2026-11-22"), ("name", "<", "2026-12-22")],
        )

    def test_every_unit_parts_the_records(self):
        days = [jalali.FIRST_DAY, dt.date(1700, 5, 5), dt.date(784, 6, 12)]
        days += [jalali.LAST_DAY, dt.date(2500, 1, 1)]
        days += [
            jalali.to_gregorian(1405, m, d) for m in range(1, 13) for d in (1, 15, 29)
        ]
        days += [jalali.to_gregorian(1403, 12, 30), jalali.to_gregorian(1404, 1, 1)]
        rates = self.create_rates(*days)
        model = self.as_user(self.persian, "res.currency.rate")
        for unit in (*periods.UNITS, "day"):
            with self.subTest(unit=unit):
                groups = self.group_rates(unit)
                self.assertParts(model, [("id", "in", rates.ids)], groups)

    def test_days_outside_of_our_years_have_a_group_and_a_name(self):
        self.create_rates("0784-06-12", "1820-01-01", "2026-11-23", "2122-03-21")
        groups = self.group_rates("month")
        self.assertEqual(
            [(group["name:month"][1], group["__count"]) for group in groups],
            [("پیش از ۱۲۰۰", 2), ("آذر ۱۴۰۵", 1), ("پس از ۱۵۰۰", 1)],
        )
        labels = [group["name:week"][1] for group in self.group_rates("week")]
        self.assertEqual(labels[0], "۰۷۸۴-۰۶-۰۹")

    def test_an_english_and_a_gregorian_user_see_what_odoo_shows(self):
        self.create_rates("2026-10-31", "2026-11-23", "2026-11-01")
        for unit, english, gregorian in [
            ("month", ["October 2026", "November 2026"], ["اکتبر 2026", "نوامبر 2026"]),
            ("year", ["2026"], ["2026"]),
            ("day", ["31 Oct 2026", "01 Nov 2026", "23 Nov 2026"], None),
        ]:
            labels = [
                g[f"name:{unit}"][1] for g in self.group_rates(unit, self.english)
            ]
            self.assertEqual(labels, english)
            groups = self.group_rates(unit, self.chooser)
            labels = [g[f"name:{unit}"][1] for g in groups]
            if gregorian:
                self.assertEqual(labels, gregorian)
            self.assertFalse(set("".join(labels)) & set("۰۱۲۳۴۵۶۷۸۹"))

    def test_a_jalali_user_with_another_language_reads_it_in_that(self):
        self.create_rates("2026-11-23")
        self.english.calendar_system = "jalali"
        for unit, label in [("month", "Azar 1405"), ("quarter", "Autumn 1405")]:
            [group] = self.group_rates(unit, self.english)
            self.assertEqual(group[f"name:{unit}"][1], label)

    def test_empty_months_in_between_are_filled(self):
        self.create_rates("2026-11-23", "2027-03-21")
        groups = self.group_rates("month", fill_temporal=True)
        self.assertEqual(
            [(g["name:month"][1].split()[0], g["__count"]) for g in groups],
            [("آذر", 1), ("دی", 0), ("بهمن", 0), ("اسفند", 0), ("فروردین", 1)],
        )
        fill = {"fill_from": "2026-10-30", "fill_to": "2026-12-01", "min_groups": 7}
        groups = self.group_rates("month", fill_temporal=fill)
        self.assertEqual(
            [(g["name:month"][0], g["__count"]) for g in groups],
            [
                ("2026-10-23", 0),
                ("2026-11-22", 1),
                ("2026-12-22", 0),
                ("2027-01-21", 0),
                ("2027-02-20", 0),
                ("2027-03-21", 1),
                ("2027-04-21", 0),
            ],
        )

    def test_filling_does_not_begin_with_a_misread_year(self):
        self.create_rates("0784-06-12", "2026-11-23", "2027-01-21")
        groups = self.group_rates("month", fill_temporal=True)
        self.assertEqual([g["__count"] for g in groups], [1, 1, 0, 1])

    def test_filling_what_is_empty(self):
        self.assertEqual(self.group_rates("month", fill_temporal=True), [])
        fill = {"fill_from": "2026-11-23", "min_groups": 2}
        groups = self.group_rates("month", fill_temporal=fill)
        self.assertEqual([g["__count"] for g in groups], [0, 0])

    def test_grouping_costs_no_more_queries_than_odoo_does(self):
        self.create_rates("2026-10-22", "2026-11-23")
        for user in (self.english, self.persian):
            self.group_rates("month", user)
            with self.assertQueryCount(1):
                self.group_rates("month", user)

    def test_business_code_groups_as_it_was_written(self):
        self.create_rates("2026-11-01", "2026-11-30")
        rates = self.as_user(self.persian, "res.currency.rate")
        domain = [("currency_id", "=", self.currency.id)]
        self.assertEqual(
            rates._read_group(domain, ["name:month"], ["__count"]),
            [(dt.date(2026, 11, 1), 2)],
        )


@tagged("post_install", "-at_install")
class TestGroupedMoments(GroupingCase):
    def _create_events(self, moments):
        return self.env["calendar.event"].create(
            [
                {"name": "x", "start": moment, "stop": moment, "user_id": False}
                for moment in moments
            ]
        )

    def test_groups_part_the_records_in_every_time_zone(self):
        events = self._create_events(moments_to_group())
        domain = [("id", "in", events.ids)]
        for tz in (*ZONES, "America/Havana", False):
            model = self.as_user(self.persian, "calendar.event", tz)
            for unit in (*periods.UNITS, "day", "hour"):
                with self.subTest(tz=tz, unit=unit):
                    groups = model.formatted_read_group(
                        domain, [f"start:{unit}"], ["__count"]
                    )
                    if unit == "hour":  # the hour that comes twice is one group
                        continue
                    self.assertParts(model, domain, groups)

    def test_the_group_is_that_of_the_local_day(self):
        events = self._create_events(moments_to_group())
        for tz in ZONES:
            model = self.as_user(self.persian, "calendar.event", tz)
            for unit in ("month", "week", "year"):
                groups = model.formatted_read_group(
                    [("id", "in", events.ids)], [f"start:{unit}"], ["start:array_agg"]
                )
                for group in groups:
                    starts = {
                        periods.start_of(jalali.local_date(moment, ZoneInfo(tz)), unit)
                        for moment in group["start:array_agg"]
                    }
                    self.assertEqual(len(starts), 1, (tz, unit, group))
                    label = periods.label(model.env, starts.pop(), unit)
                    self.assertEqual(group[f"start:{unit}"][1], label)

    def test_one_minute_parts_two_months_in_tehran(self):
        self._create_events([])
        events = self._create_events(["2026-11-21 20:29:00", "2026-11-21 20:31:00"])
        for tz, labels in [
            ("Asia/Tehran", ["آبان ۱۴۰۵", "آذر ۱۴۰۵"]),
            ("UTC", ["آبان ۱۴۰۵"]),
            ("Asia/Kabul", ["آذر ۱۴۰۵"]),
        ]:
            model = self.as_user(self.persian, "calendar.event", tz)
            groups = model.formatted_read_group(
                [("id", "in", events.ids)], ["start:month"], ["__count"]
            )
            self.assertEqual([g["start:month"][1] for g in groups], labels)
        first = self.as_user(self.persian, "calendar.event").formatted_read_group(
            [("id", "in", events.ids)], ["start:month"], ["__count"]
        )[1]
        self.assertEqual(first["start:month"][0], "2026-11-21 20:30:00")

    def test_the_first_moment_of_a_day_without_midnight(self):
        # 2 Farvardin 1400 began at 01:00 in Tehran
        events = self._create_events(["2021-03-21 20:29:00", "2021-03-21 20:30:00"])
        model = self.as_user(self.persian, "calendar.event")
        groups = model.formatted_read_group(
            [("id", "in", events.ids)], ["start:day"], ["__count"]
        )
        self.assertEqual(
            [(g["start:day"], g["__count"]) for g in groups],
            [
                (("2021-03-20 20:30:00", "۱ فروردین ۱۴۰۰"), 1),
                (("2021-03-21 20:30:00", "۲ فروردین ۱۴۰۰"), 1),
            ],
        )

    def test_hours_and_days_are_labelled_in_jalali(self):
        events = self._create_events(["2026-11-23 05:45:00"])
        model = self.as_user(self.persian, "calendar.event")
        [group] = model.formatted_read_group(
            [("id", "in", events.ids)], ["start:hour"], ["__count"]
        )
        self.assertEqual(
            group["start:hour"], ("2026-11-23 05:30:00", "۰۹:۰۰ ۲ آذر ۱۴۰۵")
        )

    def test_empty_days_and_weeks_are_filled(self):
        events = self._create_events(["2026-11-21 20:31:00", "2026-12-06 20:29:00"])
        model = self.as_user(self.persian, "calendar.event").with_context(
            fill_temporal=True
        )
        for unit, counts in [
            ("week", [1, 0, 1]),
            ("day", [1, *[0] * 13, 1]),
            ("month", [2]),
        ]:
            groups = model.formatted_read_group(
                [("id", "in", events.ids)], [f"start:{unit}"], ["__count"]
            )
            self.assertEqual([g["__count"] for g in groups], counts, unit)


@tagged("post_install", "-at_install")
class TestNestedGroups(GroupingCase):
    def setUp(self):
        super().setUp()
        self.rates = self.create_rates(
            "2026-11-21", "2026-11-22", "2026-11-23", "2027-03-21"
        )
        self.model = self.as_user(self.persian, "res.currency.rate")
        self.domain = [("currency_id", "=", self.currency.id)]

    def test_years_open_into_months_and_these_into_records(self):
        answer = self.model.web_read_group(
            self.domain,
            ["name:year", "name:month"],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification={"name": {}},
        )
        year = answer["groups"][0]
        self.assertEqual(year["name:year"], ("2026-03-21", "۱۴۰۵"))
        self.assertEqual(answer["length"], 2)
        opened = self.model.web_read_group(
            [*self.domain, *year["__extra_domain"]], ["name:month"], ["__count"]
        )
        self.assertEqual(
            [(g["name:month"][1], g["__count"]) for g in opened["groups"]],
            [("آبان ۱۴۰۵", 1), ("آذر ۱۴۰۵", 2)],
        )

    def test_a_page_of_groups_knows_how_many_there_are(self):
        answer = self.model.web_read_group(self.domain, ["name:month"], limit=2)
        self.assertEqual((len(answer["groups"]), answer["length"]), (2, 3))

    def test_groups_are_ordered_as_asked(self):
        groups = self.model.formatted_read_group(
            self.domain, ["name:month"], ["__count"], order="name:month desc"
        )
        self.assertEqual([g["__count"] for g in groups], [1, 2, 1])

    def test_a_pivot_groups_by_several_at_once(self):
        sets = [[], ["name:year"], ["name:year", "currency_id"], ["name:quarter"]]
        total, years, pairs, seasons = self.model.formatted_read_grouping_sets(
            self.domain, sets, ["__count"]
        )
        self.assertEqual(total[0]["__count"], 4)
        self.assertEqual([g["name:year"][1] for g in years], ["۱۴۰۵", "۱۴۰۶"])
        self.assertEqual([g["__count"] for g in pairs], [3, 1])
        self.assertEqual(
            [g["name:quarter"][1] for g in seasons], ["پاییز ۱۴۰۵", "بهار ۱۴۰۶"]
        )

    def test_a_path_to_another_model_is_followed(self):
        partners = self.env["res.partner"].create([{"name": "a"}, {"name": "b"}])
        users = self.env["res.partner"].sudo()
        users.flush_model()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2026-11-21 20:31' WHERE id = %s",
            [partners[0].id],
        )
        children = self.env["res.partner"].create(
            [{"name": "child", "parent_id": partner.id} for partner in partners]
        )
        self.env.invalidate_all()
        model = self.as_user(self.persian, "res.partner")
        domain = [("id", "in", children.ids)]
        groups = model.formatted_read_group(
            domain, ["parent_id.create_date:month"], ["__count"]
        )
        self.assertEqual(groups[0]["parent_id.create_date:month"][1][:3], "آذر")
        self.assertParts(model, domain, groups)

    def test_the_older_read_group_tells_the_same(self):
        for spec in ("name:month", "name"):
            rows = self.model.with_context(fill_temporal=True).read_group(
                self.domain, ["rate:sum"], [spec]
            )
            self.assertEqual(rows[0][spec], "آبان ۱۴۰۵")
            self.assertEqual([row["name_count"] for row in rows], [1, 2, 0, 0, 0, 1])
            found = [self.model.search_count(row["__domain"]) for row in rows]
            self.assertEqual(found, [1, 2, 0, 0, 0, 1])
            self.assertEqual(
                rows[1]["__range"][spec], {"from": "2026-11-22", "to": "2026-12-22"}
            )

    def test_the_bars_of_a_board_are_keyed_by_its_groups(self):
        bars = self.model.read_progress_bar(
            self.domain,
            "name:month",
            {"field": "currency_id", "colors": {self.currency: "success"}},
        )
        self.assertEqual(set(bars), {"2026-10-23", "2026-11-22", "2027-03-21"})
