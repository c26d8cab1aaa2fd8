from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.web_jalali.tools import jalali

from .cadence_oracle import STANDINGS, YEAR_STANDINGS, Policy, assess

DAY = timedelta(days=1)
properties = settings(deadline=None, database=None, max_examples=300)

some_days = st.dates(date(2022, 3, 21), date(2029, 3, 19))
some_held = st.lists(some_days, max_size=8)
maybe_formed = st.none() | some_days
policies = st.just(Policy()) | st.builds(
    Policy,
    min_meetings_per_year=st.integers(0, 4),
    interval_months=st.integers(1, 12),
    gap_warning_days=st.integers(0, 60),
    gap_tolerance_days=st.integers(0, 60),
    min_spacing_days=st.integers(0, 200),
    first_meeting_days=st.integers(0, 90),
)


def day(text):
    return jalali.parse_date(text)


def days(text):
    return [jalali.parse_date(word) for word in text.split()]


class CadenceCase(BaseCase):
    def assertCadence(self, cadence, **expected):
        """Compare attributes; dates may be given as Jalali texts."""
        for name, value in expected.items():
            if isinstance(value, str) and value[:1].isdigit():
                value = day(value)
            self.assertEqual(getattr(cadence, name), value, name)


@tagged("post_install", "-at_install")
class TestVectors(CadenceCase):
    """The vectors and scenarios of the procedure's worked examples."""

    def test_t1_two_meetings_half_a_year_apart(self):
        held = days("1404/02/15 1404/08/13")
        self.assertCadence(assess(held[:1], day("1404/08/12")), due_on="1404/08/15")
        self.assertCadence(
            assess(held, day("1404/12/29")),
            count=2,
            effective_count=2,
            required=2,
            due_on="1405/02/13",
            standing="ok",
            year_standing="met",
            spacing_ok=True,
            longest_gap_days=183,
        )

    def test_t2_two_meetings_in_a_month_count_once(self):
        self.assertCadence(
            assess(days("1405/02/08 1405/03/05"), day("1405/12/29")),
            count=2,
            effective_count=1,
            year_standing="unachievable",
            too_close=(day("1405/03/05"),),
            spacing_ok=False,
            longest_gap_days=28,
        )

    def test_t4_one_of_two_is_on_track(self):
        self.assertCadence(
            assess(days("1405/04/10"), day("1405/09/02")),
            effective_count=1,
            required=2,
            achievable=2,
            last_chance_on="1405/12/29",
            due_on="1405/10/10",
            days_left=38,
            standing="ok",
            year_standing="on_track",
            next_check_on="1405/09/10",
        )

    def test_t6_and_t7_the_due_day_is_clamped(self):
        for held, due in [("1403/12/30", "1404/06/30"), ("1404/06/31", "1404/12/29")]:
            self.assertCadence(assess(days(held), day(held)), due_on=due)

    def test_t13_the_first_meeting_is_due_after_formation(self):
        self.assertCadence(
            assess([], day("1405/09/02"), formed_on=day("1405/04/09")),
            last_held_on=None,
            due_on="1405/06/07",
            days_left=-86,
            standing="overdue",
            count=0,
            longest_gap_days=None,
        )

    def test_a_healthy_province(self):
        held = days("1404/02/15 1404/08/13 1405/02/08 1405/08/05")
        for position, due in enumerate(days("1404/08/15 1405/02/13 1405/08/08"), 1):
            self.assertEqual(assess(held, held[position] - DAY).due_on, due)
        self.assertCadence(
            assess(held, day("1405/09/02")),
            last_held_on="1405/08/05",
            due_on="1406/02/05",
            standing="ok",
            count=2,
            effective_count=2,
            year_standing="met",
            spacing_ok=True,
            longest_gap_days=183,
        )
        gaps = [(later - earlier).days for earlier, later in pairwise(held)]
        self.assertEqual(gaps, [183, 175, 182])

    def test_a_new_committee(self):
        formed_on = day("1405/04/09")
        before = assess([], day("1405/06/15"), formed_on=formed_on)
        self.assertCadence(before, standing="overdue", days_left=-8, required=1)
        self.assertCadence(
            assess(days("1405/06/16"), day("1405/09/02"), formed_on=formed_on),
            due_on="1405/12/16",
            standing="ok",
            count=1,
            required=1,
            year_standing="met",
        )


@tagged("post_install", "-at_install")
class TestGap(CadenceCase):
    def assertStandings(self, table, held=(), **arguments):
        for text, standing in table:
            cadence = assess(held, day(text), **arguments)
            self.assertEqual(cadence.standing, standing, text)

    def test_standings_around_the_due_day(self):
        self.assertStandings(
            [
                ("1404/08/13", "ok"),
                ("1405/01/13", "ok"),  # 31 days left
                ("1405/01/14", "warning"),
                ("1405/02/12", "warning"),
                ("1405/02/13", "due"),
                ("1405/02/14", "overdue"),
                ("1405/03/12", "overdue"),  # 30 days late
                ("1405/03/13", "national"),
                ("1407/01/01", "national"),
            ],
            held=days("1404/02/15 1404/08/13"),
        )

    def test_the_first_meeting_is_late_but_no_national_exception(self):
        self.assertStandings(
            [
                ("1405/04/08", "not_applicable"),
                ("1405/04/09", "ok"),
                ("1405/05/08", "warning"),
                ("1405/06/07", "due"),
                ("1405/06/08", "overdue"),
                ("1406/06/08", "overdue"),
            ],
            formed_on=day("1405/04/09"),
        )

    def test_days_follow_the_policy(self):
        policy = Policy(gap_warning_days=0, gap_tolerance_days=0, interval_months=3)
        self.assertStandings(
            [("1404/05/14", "ok"), ("1404/05/15", "due"), ("1404/05/16", "national")],
            held=days("1404/02/15"),
            policy=policy,
        )

    def test_nothing_is_known_of_an_unformed_committee(self):
        self.assertCadence(
            assess([], day("1405/09/02")),
            standing="not_applicable",
            year_standing="not_applicable",
            due_on=None,
            days_left=None,
            required=0,
            achievable=0,
            next_check_on=None,
        )
        coming = assess([], day("1405/04/01"), formed_on=day("1405/04/09"))
        self.assertCadence(
            coming, standing="not_applicable", next_check_on="1405/04/09"
        )

    def test_what_lies_after_the_day_has_not_happened(self):
        held = days("1404/02/15 1404/08/13")
        as_of = day("1404/08/12")
        now, known = assess(held, as_of), assess(held[:1], as_of)
        self.assertCadence(now, next_check_on="1404/08/13", count=1, days_left=3)
        self.assertEqual(replace(now, next_check_on=known.next_check_on), known)

    def test_the_answer_and_the_policy_are_frozen(self):
        with self.assertRaises(FrozenInstanceError):
            assess([], date(2026, 1, 1)).standing = "ok"
        with self.assertRaises(FrozenInstanceError):
            Policy().interval_months = 12


@tagged("post_install", "-at_install")
class TestYear(CadenceCase):
    def test_spacing_is_counted_from_the_last_that_counted(self):
        for held, counted, too_close in [
            # 119 days, 120 days
            ("1405/01/01 1405/04/27", 1, "1405/04/27"),
            ("1405/01/01 1405/04/28", 2, ""),
            # the middle one does not count, so the third is measured from the first
            ("1405/01/01 1405/03/01 1405/05/01", 2, "1405/03/01"),
            # across Nowruz: too close to one of the year before
            ("1404/12/01 1405/02/01 1405/06/01", 1, "1405/02/01"),
            # but not to one of the year before that did not count itself
            ("1404/09/10 1404/12/20 1405/01/20", 1, ""),
            ("1405/01/01 1405/01/01", 1, "1405/01/01"),
        ]:
            with self.subTest(held=held):
                cadence = assess(days(held), day("1405/12/28"))
                self.assertEqual(cadence.effective_count, counted)
                self.assertEqual(cadence.too_close, tuple(days(too_close)))

    def test_the_year_of_formation_demands_what_it_can_hold(self):
        for formed_on, required in [
            ("1405/01/01", 2),
            ("1405/01/02", 1),
            ("1405/04/09", 1),
            ("1405/07/01", 1),
            ("1405/12/29", 1),
            ("1404/12/29", 2),
        ]:
            cadence = assess([], day("1405/12/29"), formed_on=day(formed_on))
            self.assertEqual(cadence.required, required, formed_on)
        three = Policy(min_meetings_per_year=3, interval_months=4)
        for formed_on, required in [("1405/01/01", 3), ("1405/05/01", 2)]:
            cadence = assess([], day("1405/12/29"), three, day(formed_on))
            self.assertEqual(cadence.required, required, formed_on)
        rare = Policy(interval_months=7)
        for formed_on, required in [("1405/01/01", 1), ("1404/12/29", 2)]:
            cadence = assess([], day("1405/12/29"), rare, day(formed_on))
            self.assertEqual(cadence.required, required, formed_on)

    def test_without_spacing_two_days_count_and_one_day_does_not(self):
        close = Policy(min_spacing_days=0)
        for held, counted in [
            ("1405/02/01 1405/02/02", 2),
            ("1405/02/01 1405/02/01", 1),
        ]:
            cadence = assess(days(held), day("1405/12/29"), close)
            self.assertEqual(cadence.effective_count, counted, held)

    def test_a_year_runs_out(self):
        formed_on = day("1404/01/01")
        for as_of, standing, achievable in [
            ("1405/01/01", "on_track", 4),
            ("1405/07/28", "on_track", 2),
            ("1405/07/29", "at_risk", 2),
            ("1405/08/29", "at_risk", 2),  # 120 days before the last
            ("1405/08/30", "unachievable", 1),
            ("1405/12/28", "unachievable", 1),
            ("1405/12/29", "unachievable", 0),
            ("1406/01/01", "on_track", 4),
        ]:
            with self.subTest(as_of=as_of):
                self.assertCadence(
                    assess([], day(as_of), formed_on=formed_on),
                    year_standing=standing,
                    achievable=achievable,
                )

    def test_the_last_chance_of_a_year(self):
        formed_on = day("1404/01/01")
        for held, as_of, last_chance_on, standing in [
            ("", "1405/05/01", "1405/08/29", "on_track"),
            ("1405/02/08", "1405/05/01", "1405/12/29", "on_track"),
            ("1405/02/08", "1405/11/29", "1405/12/29", "at_risk"),
            ("1405/02/08", "1405/12/29", None, "unachievable"),
            ("1405/02/08 1405/08/05", "1405/09/02", None, "met"),
            # a meeting that cannot be followed by another in time
            (
                "1404/10/01 1404/12/25 1405/02/01",
                "1405/09/10",
                "1405/12/29",
                "on_track",
            ),
            ("1405/08/29", "1405/09/02", "1405/12/29", "on_track"),
            ("1405/08/30", "1405/09/02", None, "unachievable"),
        ]:
            with self.subTest(held=held, as_of=as_of):
                self.assertCadence(
                    assess(days(held), day(as_of), formed_on=formed_on),
                    last_chance_on=last_chance_on,
                    year_standing=standing,
                )

    def test_a_leap_year_ends_a_day_later(self):
        held = days("1403/02/01")
        self.assertCadence(assess(held, day("1403/12/29")), year_standing="at_risk")
        self.assertCadence(
            assess(held, day("1403/12/30")), year_standing="unachievable"
        )

    def test_a_policy_that_demands_nothing_is_met(self):
        nothing = Policy(min_meetings_per_year=0)
        cadence = assess([], day("1405/12/29"), nothing, day("1405/01/01"))
        self.assertCadence(cadence, required=0, year_standing="met")


@tagged("post_install", "-at_install")
class TestNextCheck(CadenceCase):
    def assertChecks(self, as_of, checks, **arguments):
        """Go from check to check, as the daily run does."""
        as_of = day(as_of)
        for text in checks:
            as_of = assess(as_of=as_of, **arguments).next_check_on
            self.assertEqual(as_of, day(text))

    def test_a_committee_that_falls_silent(self):
        self.assertChecks(
            "1404/08/13",
            [
                "1404/12/29",  # the year is met; nothing more is reckoned with
                "1405/01/01",  # a new year
                "1405/01/06",  # four meetings are out of reach
                "1405/01/14",  # warning
                "1405/02/13",  # due
                "1405/02/14",  # overdue
                "1405/03/13",  # national
                "1405/05/02",  # three meetings are out of reach
                "1405/07/29",  # the year is at risk
                "1405/08/30",  # unachievable
                "1405/12/29",  # nothing more can be reached
                "1406/01/01",
            ],
            held=days("1404/02/15 1404/08/13"),
        )

    def test_a_committee_that_never_meets(self):
        self.assertChecks(
            "1405/04/01",
            [
                "1405/04/09",  # formed
                "1405/05/02",  # three meetings are out of reach
                "1405/05/08",  # warning
                "1405/06/07",  # due
                "1405/06/08",  # overdue, and no national exception
                "1405/08/30",  # two meetings are out of reach
                "1405/11/29",  # the one that is required is at risk
                "1405/12/29",  # nothing more can be reached
                "1406/01/01",
            ],
            held=[],
            formed_on=day("1405/04/09"),
        )


@tagged("post_install", "-at_install")
class TestProperties(BaseCase):
    @properties
    @given(some_held, some_days, policies, maybe_formed)
    def test_the_parts_of_an_answer_agree(self, held, as_of, policy, formed_on):
        cadence = assess(held, as_of, policy, formed_on)
        self.assertIn(cadence.standing, STANDINGS)
        self.assertIn(cadence.year_standing, YEAR_STANDINGS)
        self.assertEqual(
            cadence.count, cadence.effective_count + len(cadence.too_close)
        )
        self.assertLessEqual(cadence.effective_count, cadence.achievable)
        if cadence.due_on:
            self.assertEqual(cadence.due_on - as_of, cadence.days_left * DAY)
        if cadence.last_held_on:
            self.assertLessEqual(cadence.last_held_on, as_of)
            self.assertLess(cadence.last_held_on, cadence.due_on)
        if cadence.year_standing == "met":
            self.assertGreaterEqual(cadence.effective_count, cadence.required)
        elif cadence.year_standing == "unachievable":
            self.assertLess(cadence.achievable, cadence.required)
        elif cadence.year_standing != "not_applicable":
            self.assertLess(cadence.effective_count, cadence.required)
            self.assertGreaterEqual(cadence.achievable, cadence.required)
            self.assertGreaterEqual(cadence.last_chance_on, as_of)

    @properties
    @given(some_held, some_days, policies, maybe_formed)
    def test_the_order_of_the_meetings_does_not_matter(
        self, held, as_of, policy, formed_on
    ):
        self.assertEqual(
            assess(held, as_of, policy, formed_on),
            assess(sorted(held, reverse=True), as_of, policy, formed_on),
        )

    @properties
    @given(some_held, some_days, some_days, policies, maybe_formed)
    def test_without_a_meeting_a_standing_only_gets_worse(
        self, held, one, other, policy, formed_on
    ):
        earlier, later = sorted([one, other])
        held = [meeting for meeting in held if meeting <= earlier]
        standings = [
            STANDINGS.index(assess(held, as_of, policy, formed_on).standing)
            for as_of in (earlier, later)
        ]
        self.assertEqual(standings, sorted(standings))

    @properties
    @given(some_held, some_days, some_days, policies, maybe_formed)
    def test_one_more_meeting_never_brings_the_due_day_forward(
        self, held, meeting, as_of, policy, formed_on
    ):
        before = assess(held, as_of, policy, formed_on)
        after = assess([*held, meeting], as_of, policy, formed_on)
        if before.last_held_on:
            self.assertGreaterEqual(after.due_on, before.due_on)
        self.assertGreaterEqual(after.count, before.count)

    @properties
    @given(some_held, some_days, policies, maybe_formed)
    def test_nothing_changes_before_the_next_check(
        self, held, as_of, policy, formed_on
    ):
        def fixed(on):
            return replace(assess(held, on, policy, formed_on), days_left=0)

        now = fixed(as_of)
        until = now.next_check_on or as_of + 400 * DAY
        self.assertGreater(until, as_of)
        for step in range((until - as_of).days):
            self.assertEqual(fixed(as_of + step * DAY), now)

    @properties
    @given(some_held, some_days, maybe_formed)
    def test_the_next_check_is_no_false_alarm(self, held, as_of, formed_on):
        def told(on):
            answer = assess(held, on, formed_on=formed_on)
            return replace(answer, days_left=0, next_check_on=None)

        check = assess(held, as_of, formed_on=formed_on).next_check_on
        if check and check not in [*held, formed_on]:
            self.assertNotEqual(told(check), told(as_of))

    @properties
    @given(some_held, some_days, policies, maybe_formed)
    def test_what_is_called_achievable_can_be_achieved(
        self, held, as_of, policy, formed_on
    ):
        now = assess(held, as_of, policy, formed_on)
        year_end = jalali.end_of(as_of, "year")
        if now.standing == "not_applicable" or as_of == year_end:
            return
        held = [meeting for meeting in held if meeting <= as_of]
        # hold a meeting on each day on which one counts, as soon as it does
        best = now.effective_count
        for step in range((year_end - as_of).days + 1):
            more = [*held, as_of + step * DAY]
            count = assess(more, year_end, policy, formed_on).effective_count
            if count > best:
                best, held = count, more
        self.assertEqual(best, now.achievable)
