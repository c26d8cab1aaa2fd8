from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, day, on_day
from .cadence_oracle import Policy, assess
from .findings import FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRulesCadence(FindingsCase):
    """Two meetings a year, six months apart: the three checks and their readings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee(formed="1403/06/01")

    def _meet(self, *days):
        """Held meetings on Jalali days, some still to come: as plain facts."""
        self.env.cr.execute(
            "DELETE FROM committee_attendance; DELETE FROM committee_meeting"
        )
        self.env.cr.execute(
            """INSERT INTO committee_meeting
                      (committee_id, company_id, kind, date_start, state, held_on,
                       invited_on, number, number_year, counts, counts_from,
                       meeting_type)
               SELECT %s, %s, 'provincial', now(), 'held', day, day - 9,
                      row_number() OVER (ORDER BY day), 1300, TRUE, day, 'regular'
                 FROM unnest(%s::date[]) day""",
            [
                self.committee.id,
                self.own.id,
                [held if isinstance(held, date) else day(held) for held in days],
            ],
        )
        self.env.invalidate_all()

    def _form(self, formed):
        self.env.cr.execute(
            "UPDATE committee_committee SET formed_on = %s WHERE id = %s",
            [formed and day(formed), self.committee.id],
        )
        self.env.invalidate_all()

    def _gap(self, on):
        """(standing, due day) of the running interval."""
        rows = self._stands("meeting_gap", on).values()
        last = max(rows, key=lambda row: row["opens_on"])
        return last["standing"], last["due_on"]

    def _count(self, on, code="meeting_count"):
        """(standing, reached, demanded) of the last year or part of it."""
        rows = self._stands(code, on).values()
        last = max(rows, key=lambda row: row["opens_on"])
        return last["standing"], last["measure"], last["target"]

    # ------------------------------------------------------------
    # VECTORS (7.D)
    # ------------------------------------------------------------

    def test_t1_two_meetings_in_time(self):
        self._meet("1404/02/15", "1404/08/13")
        self.assertEqual(self._count("1404/12/29"), ("met", 2, 2))
        first = min(
            self._stands("meeting_gap", "1404/12/29").values(),
            key=lambda row: row["opens_on"],
        )
        self.assertEqual(
            (first["standing"], first["due_on"]), ("met", day("1404/08/15"))
        )
        self.assertEqual(self._gap("1404/12/29")[1], day("1405/02/13"))

    def test_t2_two_meetings_too_close(self):
        self._meet("1405/02/08", "1405/03/05")
        # on its last day the year can no longer be met, when it is over it was missed
        self.assertEqual(self._count("1405/12/29"), ("unachievable", 1, 2))
        over = self._stands("meeting_count", "1406/01/01").values()
        (last,) = [row for row in over if row["period"] == "1405"]
        self.assertEqual((last["standing"], last["level"]), ("missed", "4"))
        self.assertEqual(self._standings("meeting_spacing", "1405/12/29")[0], "met")
        self.assertEqual(self._standings("meeting_spacing", "1405/12/29")[1], "missed")
        self.assertEqual(
            self._standings("meeting_spacing", "1405/04/01"), ["met", "at_risk"]
        )

    def test_t4_one_meeting_is_on_track(self):
        self._form("1405/04/09")
        self._meet("1405/04/10")
        self._form("1404/04/09")
        self.assertEqual(self._count("1405/09/02"), ("due", 1, 2))
        self.assertEqual(self._gap("1405/09/02"), ("due", day("1405/10/10")))

    def test_t6_and_t7_months_are_clamped(self):
        self._meet("1403/12/30")
        self.assertEqual(self._gap("1404/01/10")[1], day("1404/06/30"))
        self._meet("1404/06/31")
        self.assertEqual(self._gap("1404/07/10")[1], day("1404/12/29"))

    def test_t13_none_ever(self):
        self._form("1405/04/09")
        (row,) = self._stands("first_meeting", "1405/09/02").values()
        self.assertEqual(
            (row["standing"], row["due_on"]), ("overdue", day("1405/06/07"))
        )
        self.assertEqual(row["nature"], "policy")

    # ------------------------------------------------------------
    # READINGS
    # ------------------------------------------------------------

    def test_a_new_edition_rules_from_its_day_on(self):
        self._meet("1404/02/15", "1404/08/13", "1405/02/08")
        self._new_edition("1405/05/01", interval_months=4, gap_tolerance_days=10)
        self.assertEqual(self._gap("1405/04/31"), ("due", day("1405/08/08")))
        self.assertEqual(self._gap("1405/05/01"), ("due", day("1405/06/08")))
        # what was settled was judged by the edition of its day
        rows = self._stands("meeting_gap", "1405/05/01").values()
        self.assertEqual(
            [row["due_on"] for row in sorted(rows, key=lambda row: row["opens_on"])],
            [day("1404/08/15"), day("1405/02/13"), day("1405/06/08")],
        )

    def test_gregorian_months(self):
        self._new_edition("1404/01/01", interval_calendar="gregorian")
        self._meet("1404/06/09")  # 2025-08-31
        self.assertEqual(self._gap("1404/07/10")[1], date(2026, 2, 28))

    def test_a_due_day_of_rest_may_move(self):
        self._meet("1404/08/23")  # due on a Saturday, then a Friday
        self._new_edition("1404/01/01", due_on_rest_day="next")
        due = self._gap("1404/10/01")[1]
        self.assertEqual(due, day("1405/02/23"))
        self._meet("1404/08/22")
        self.assertEqual(day("1405/02/22").weekday(), 1)
        self._meet("1404/08/25")  # 1405/02/25 is a Friday
        self.assertEqual(day("1405/02/25").weekday(), 4)
        self.assertEqual(self._gap("1404/10/01")[1], day("1405/02/26"))

    def test_one_in_each_half_year(self):
        self._new_edition("1404/01/01", count_reading="half_year")
        self._meet("1404/02/15", "1404/03/20")
        periods = {period for _c, period in self._stands("meeting_count", "1404/12/29")}
        self.assertEqual(periods, {"1403"})  # as the edition of that year had it
        standings = self._standings("meeting_count_half", "1404/12/29")
        self.assertEqual(standings[-2:], ["met", "unachievable"])
        self.assertEqual(
            self._standings("meeting_count_half", "1404/12/20")[-1], "at_risk"
        )

    def test_any_twelve_months(self):
        self._new_edition("1404/01/01", count_reading="rolling")
        self._meet("1404/02/15", "1404/08/13", "1405/02/08")
        self.assertEqual(
            self._standings("meeting_count_rolling", "1405/06/01"),
            ["met", "due", "due"],
        )
        self.assertEqual(
            self._standings("meeting_count_rolling", "1405/08/14"),
            ["met", "overdue", "due"],
        )

    def test_strict_and_lax_spacing(self):
        self._meet("1404/02/15", "1404/07/10")
        self.assertEqual(self._count("1404/12/29"), ("met", 2, 2))
        self._new_edition("1404/01/01", spacing_reading="strict")
        self.assertEqual(self._count("1404/12/29"), ("unachievable", 1, 2))
        self._meet("1404/02/15", "1404/02/20")
        self._new_edition("1404/06/01", spacing_reading="none")
        self.assertEqual(self._count("1404/12/29"), ("met", 2, 2))

    def test_the_year_of_formation(self):
        self._meet()
        for reading, formed, wanted in (
            ("proportional", "1404/01/01", 2),
            ("proportional", "1404/01/02", 1),
            ("proportional", "1404/11/15", 1),
            ("full", "1404/11/15", 2),
        ):
            with self.env.cr.savepoint() as savepoint:
                self._form(formed)
                self._new_edition("1403/12/01", formation_year=reading)
                self.assertEqual(self._count("1404/12/20")[2], wanted, formed)
                savepoint.rollback()
        self._form("1404/11/15")
        self._new_edition("1403/12/01", formation_year="none")
        self.assertFalse(self._stands("meeting_count", "1404/12/20"))

    def test_binding_hard_or_soft(self):
        self._meet("1404/02/15")
        self._exempt("meeting_gap", "1404/01/01", "1404/10/30")
        self.assertEqual(self._gap("1404/10/01")[0], "exempt")
        self._new_edition("1404/09/01", cadence_force="hard")
        self.assertEqual(self._gap("1404/08/30")[0], "exempt")
        self.assertEqual(self._gap("1404/10/01")[0], "overdue")
        self._new_edition("1404/11/01", cadence_force="soft")
        self.assertEqual(self._gap("1404/11/10")[0], "at_risk")
        rows = self._stands("meeting_gap", "1404/11/10").values()
        self.assertEqual({row["level"] for row in rows}, {"1"})

    def test_what_counts_as_a_meeting(self):
        meeting = self._create_meeting("held", self.committee, held="1405/02/15")
        self.assertEqual(meeting.counts_from, meeting.held_on)
        members = meeting.attendance_ids.with_user(self.officer)
        members.write({"presence": "excused"})
        meeting.agenda_item_ids.with_user(self.officer).outcome = "discussed"
        with on_day("1405/02/20"):
            meeting.with_user(self.officer).action_record_minutes()
        self.assertFalse(meeting.counts_from)  # no quorum
        self.assertFalse(self._stands("meeting_gap", "1405/09/02"))

    def test_only_recorded_meetings_may_count(self):
        self._new_edition("1405/01/01", counted_from="recorded")
        meeting = self._create_meeting("held", self.committee, held="1405/02/15")
        self.assertFalse(meeting.counts)
        self._to_recorded(meeting, day("1405/02/15"))
        self.assertEqual(meeting.counts_from, day("1405/02/17"))

    # ------------------------------------------------------------
    # THE PURE FUNCTION
    # ------------------------------------------------------------

    FIRST = date(2024, 3, 20)  # 1403/01/01
    DAYS = st.integers(0, 1200).map(lambda n: date(2024, 3, 20) + timedelta(days=n))

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(
        held=st.lists(DAYS, max_size=9, unique=True),
        formed=DAYS,
        on=DAYS,
        interval=st.sampled_from((3, 6, 7)),
        spacing=st.sampled_from((0, 30, 120, 170)),
        wanted=st.sampled_from((1, 2, 3)),
        warning=st.sampled_from((0, 15, 30)),
    )
    def test_the_queries_say_what_the_pure_function_says(
        self, held, formed, on, interval, spacing, wanted, warning
    ):
        if formed > on:
            formed, on = on, formed
        held = sorted(d for d in held if d >= formed)
        policy = Policy(
            interval_months=interval,
            min_spacing_days=spacing,
            min_meetings_per_year=wanted,
            gap_warning_days=warning,
        )
        with self.env.cr.savepoint() as savepoint:
            self._as_facts(held, formed, policy)
            rows = {
                code: self.env["committee.engine"]._standings(
                    on, self.own, [self._rule(code)]
                )
                for code in ("meeting_gap", "first_meeting", "meeting_count")
            }
            savepoint.rollback()
        self._compare(assess(held, on, policy, formed), rows, on)

    def _as_facts(self, held, formed, policy):
        self._meet(*held)
        self.env.cr.execute(
            "UPDATE committee_committee SET formed_on = %s WHERE id = %s",
            [formed, self.committee.id],
        )
        self.env.cr.execute(
            """UPDATE committee_procedure_edition
                  SET interval_months = %s, min_spacing_days = %s,
                      min_meetings_per_year = %s, gap_warning_days = %s""",
            [
                policy.interval_months,
                policy.min_spacing_days,
                policy.min_meetings_per_year,
                policy.gap_warning_days,
            ],
        )

    def _compare(self, pure, rows, on):
        open_ones = [
            row
            for code in ("meeting_gap", "first_meeting")
            for row in rows[code]
            if not row["met_on"]
        ]
        (gap,) = open_ones
        self.assertEqual(gap["due_on"], pure.due_on)
        standing = {
            "ok": ("due",),
            "warning": ("at_risk",),
            "due": ("at_risk",),
            "overdue": ("overdue",),
            "national": ("overdue",),
        }[pure.standing]
        self.assertIn(gap["standing"], standing)
        self.assertEqual(gap["level"] == "4", pure.standing == "national")
        (year,) = (
            r for r in rows["meeting_count"] if r["period"] == str(jalali.year(on))
        )
        self.assertEqual(
            (year["measure"], year["target"]), (pure.effective_count, pure.required)
        )
        standing = {"on_track": "due"}.get(pure.year_standing, pure.year_standing)
        self.assertEqual(year["standing"], standing)
