from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import BaseCase, Form, freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, CommitteeCase, day, on_day
from ..compliance import cadence_oracle as cadence
from ..refusal import RefusalMixin


class TestJudgedPlan(BaseCase):
    """Planned days against the cadence, beside the meetings that were held."""

    def _judge(self, planned, held=(), **policy):
        judged = cadence.judge_plan(
            [day(d) for d in planned],
            [day(d) for d in held],
            cadence.Policy(**policy),
            day("1404/01/01"),
        )
        return {d: judged[day(d)] for d in planned}

    def test_a_day_counts_when_it_lies_far_enough_from_the_last_that_counts(self):
        found = self._judge(["1405/02/10", "1405/05/01", "1405/08/10"], ["1404/09/01"])
        self.assertEqual(
            [planned.is_countable for planned in found.values()], [True, False, True]
        )
        # the one too close moved nothing: the third is measured from the first
        self.assertEqual(found["1405/08/10"].before, day("1405/02/10"))

    def test_a_day_is_late_after_the_interval(self):
        found = self._judge(["1405/03/01", "1405/09/02"], ["1404/09/01"])
        first, second = found.values()
        self.assertEqual((first.late, first.due_on), (False, day("1405/03/01")))
        self.assertEqual((second.late, second.due_on), (True, day("1405/09/01")))

    def test_without_a_meeting_before_it_counts_from_the_formation(self):
        judged = cadence.judge_plan([date(2026, 5, 1)], [])
        self.assertEqual(
            judged[date(2026, 5, 1)], cadence.PlannedDay(True, None, None, False)
        )


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestMeetingPlan(RefusalMixin, CommitteeCase):
    """The year's meetings are planned, looked at, proposed and made (4-4-2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def _plan(self, *days, year=1406, proposed=False, **values):
        plan = (
            self.env["committee.meeting.plan"]
            .with_user(self.officer)
            .create(
                {
                    "committee_id": self.committee.id,
                    "jalali_year": year,
                    "meeting_count": len(days),
                    "line_ids": [Command.create({"day": day(d)}) for d in days],
                    **values,
                }
            )
        )
        if proposed:
            plan.with_user(self.secretary).action_propose()
        return plan

    # ------------------------------------------------------------
    # PROPOSING
    # ------------------------------------------------------------

    def test_number_and_dates_belong_together(self):
        plan = self._plan("1406/02/05", meeting_count=2)
        secretary = plan.with_user(self.secretary)
        with self.refused("names 1 dates for 2 meetings"):
            secretary.action_propose()
        plan.meeting_count = 1
        with self.refused("1 meetings are proposed and not 2", "4-4-2"):
            secretary.action_propose()
        plan.reason = "\u200c\u200b"
        with self.refused("1 meetings are proposed and not 2", "4-4-2"):
            secretary.action_propose()
        plan.reason = "The province is small."
        with self.refused("belongs to the secretary"):
            plan.action_propose()
        with on_day("1405/09/01"):
            secretary.action_propose()
        self.assertEqual(
            (plan.state, plan.proposed_on), ("proposed", day("1405/09/01"))
        )
        with self.assertRaises(AccessError):
            plan.line_ids[0].day = day("1406/02/06")
        secretary.action_reopen(reason="The hall is taken")
        plan.line_ids.day = day("1406/02/06")
        secretary.action_propose()
        self.assertEqual(plan.proposed_on, day("1405/09/01"))  # the first one counts

    def test_a_date_lies_in_the_year_of_its_plan(self):
        with self.assertRaisesRegex(ValidationError, "does not lie in the year"):
            self._plan("1406/02/05", "1407/01/05")

    def test_the_number_asked_for_is_that_of_the_edition(self):
        plan = self.env["committee.meeting.plan"].new({})
        self.assertEqual(plan.meeting_count, 2)

    # ------------------------------------------------------------
    # HOW IT FITS
    # ------------------------------------------------------------

    def test_each_date_is_told_against_the_cadence(self):
        self._create_meeting("held", self.committee, "1405/08/20")
        plan = self._plan("1406/01/18", "1406/04/09", "1406/11/26")
        good, close, late = plan.line_ids
        self.assertEqual(good.fits, "well")
        self.assertIn("Counts: 147 days after 2026-11-11.", good.remarks)
        self.assertEqual(close.fits, "not")
        self.assertIn("Too close: 84 days after 2027-04-07", close.remarks)
        self.assertIn("the policy asks for 120", close.remarks)
        self.assertIn("Gap too long: the meeting is due by 2027-12-30", late.remarks)

    def test_plans_that_are_asked_about_together_are_judged_apart(self):
        """Each by the meetings and the formation of its own committee (4-4-2)."""
        elsewhere = self._create_committee(company=self.foreign, formed="1405/04/20")
        own = self._plan("1406/01/18", "1406/04/09", "1406/05/25", "1406/11/26")
        other = self.env["committee.meeting.plan"].with_user(self.foreign_officer)
        other = other.create(
            {
                "committee_id": elsewhere.id,
                "jalali_year": 1406,
                "meeting_count": 2,
                "line_ids": [
                    Command.create({"day": day(d)})
                    for d in ("1406/02/05", "1406/05/01")
                ],
            }
        )
        held = {self.committee: [day("1405/08/20")]}
        lines = own.sudo().line_ids | other.sudo().line_ids
        judged = lines._judged_days(held)
        found = {
            jalali.format_date(line.day, digits="latin"): (
                row["is_countable"],
                row["before"] and jalali.format_date(row["before"], digits="latin"),
                row["least"],
                jalali.format_date(row["due_on"], digits="latin"),
            )
            for line, row in judged.items()
        }
        self.assertEqual(
            found,
            {
                # 120 days after the last that counts; due six months after the last
                "1406/01/18": (True, "1405/08/20", 120, "1406/02/20"),
                "1406/04/09": (False, "1406/01/18", 120, "1406/07/18"),
                "1406/05/25": (True, "1406/01/18", 120, "1406/10/09"),
                "1406/11/26": (True, "1406/05/25", 120, "1406/11/25"),
                # sixty days after the formation
                "1406/02/05": (True, None, None, "1405/06/18"),
                "1406/05/01": (False, "1406/02/05", 120, "1406/08/05"),
            },
        )

    def test_a_planned_day_counts_from_the_spacing_on(self):
        """120 days after 1405/08/20 it is 1405/12/20."""
        self.assertEqual((day("1405/12/20") - day("1405/08/20")).days, 120)
        plan = self._plan("1405/12/19", "1405/12/20", year=1405)
        close, far = plan.sudo().line_ids
        held = {self.committee: [day("1405/08/20")]}
        self.assertFalse(close._judged_days(held)[close]["is_countable"])
        self.assertTrue(far._judged_days(held)[far]["is_countable"])

    def _set(self, **policy):
        """Other parameters of the edition in force."""
        edition = self.env["committee.procedure.edition"]._edition_on(day("1405/09/02"))
        edition.sudo()._permitted(policy).write(policy)
        self.env.flush_all()
        self.env.invalidate_all()

    def test_a_plan_follows_the_readings_of_the_edition(self):
        self._create_meeting("held", self.committee, "1405/08/20")
        plan = self._plan("1406/01/18", "1406/04/09", "1406/11/26")
        good, close, late = plan.line_ids
        self._set(spacing_reading="none")
        self.assertIn("Counts: 84 days after", close.remarks)
        # six months less the tolerance
        self._set(spacing_reading="strict", gap_tolerance_days=30)
        self.assertIn("Too close: 147 days after 2026-11-11", good.remarks)
        self._set(spacing_reading="days")
        self.assertIn("the meeting is due by 2027-12-30", late.remarks)
        close.day = day("1406/05/20")  # 2027-08-11
        self.assertIn("the meeting is due by 2028-02-09", late.remarks)
        self._set(interval_calendar="gregorian")
        self.assertIn("the meeting is due by 2028-02-11", late.remarks)

    def test_a_due_day_of_rest_moves_in_the_plan_as_in_the_rule(self):
        self._create_meeting("held", self.committee, "1405/08/24")
        plan = self._plan("1406/02/25")  # half a year on is the Friday before it
        self.assertIn("Gap too long", plan.line_ids.remarks)
        self._set(due_on_rest_day="next")
        self.assertNotIn("Gap too long", plan.line_ids.remarks)

    def test_a_committee_in_preparation_plans_its_year(self):
        preparing = self._create_committee("preparing", self.foreign)
        plan = self.env["committee.meeting.plan"].with_user(self.foreign_officer)
        with Form(plan) as form:
            form.committee_id = preparing
            form.jalali_year = 1406
            for text in ("1406/02/05", "1406/05/01"):
                with form.line_ids.new() as line:
                    line.day = day(text)
        first, second = form.record.line_ids
        self.assertIn("Counts as the first meeting.", first.remarks)
        self.assertIn("Too close: 89 days after", second.remarks)

    def test_a_plan_says_what_the_pure_function_says(self):
        self._create_meeting("held", self.committee, "1405/08/20")
        planned = ["1406/01/18", "1406/04/09", "1406/05/25", "1406/11/26"]
        plan = self._plan(*planned)
        judged = cadence.judge_plan(
            [day(text) for text in planned],
            [day("1405/08/20")],
            cadence.policy_of(plan._edition()),
            plan.committee_id.formed_on,
        )
        for line in plan.line_ids:
            expected = judged[line.day]
            found = "Counts" in line.remarks, "Gap too long" in line.remarks
            self.assertEqual(found, (expected.is_countable, expected.late), line.day)

    def test_days_off_are_named(self):
        plan = self._plan("1406/01/13", "1406/05/01", "1406/08/16")
        nature, friday, working = plan.line_ids
        self.assertIn("Official holiday: روز طبیعت", nature.remarks)
        self.assertEqual(friday.day.weekday(), 4)
        self.assertIn("Friday is no working day", friday.remarks)
        self.assertEqual(nature.fits, "not")
        self.assertNotIn("working day", working.remarks)

    def test_another_committee_of_the_same_members_is_told(self):
        experts = self._gather_experts(self.committee)
        seat = experts.seat_ids.with_user(self.officer).create(
            {
                "committee_id": experts.id,
                "name": "The secretary himself",
                "reason": "As he wished",
                "decree_required": False,
            }
        )
        member = seat.member_ids.create(
            {"seat_id": seat.id, "partner_id": self.secretary.partner_id.id}
        )
        session = self._create_session("draft", experts, held="1406/02/05")
        plan = self._plan("1406/02/05", "1406/08/05")
        same, other = plan.line_ids
        self.assertNotIn("On the same day", same.remarks)
        member.with_user(self.secretary).action_seat(on=day("1405/08/01"))
        self.env.invalidate_all()
        self.assertIn("On the same day", same.remarks)
        self.assertIn(self.secretary.name, same.remarks)
        self.assertNotIn("On the same day", other.remarks)
        session.with_user(self.secretary).action_cancel(reason="Not needed")
        self.env.invalidate_all()
        self.assertNotIn("On the same day", same.remarks)

    def test_all_lines_are_asked_about_at_once(self):
        few = self._plan("1406/02/05", "1406/08/05")
        many = self._plan(*(f"1407/{m:02}/05" for m in range(1, 13)), year=1407)
        counts = []
        for plan in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            plan.line_ids.mapped("remarks")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertGreater(counts[0], 0)
        self.assertLessEqual(counts[1], counts[0] + 2)

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    def test_one_click_makes_the_meetings_and_another_none(self):
        there = self._create_meeting("draft", self.committee, "1406/02/05")
        plan = self._plan("1406/02/05", "1406/08/05")
        with self.refused("is in the state"):
            plan.action_make_meetings()
        plan.with_user(self.secretary).action_propose()
        self.assertTrue(plan.can_make_meetings)
        plan.action_make_meetings()
        first, second = plan.line_ids
        self.assertEqual(first.meeting_id, there)  # it stood there already
        made = second.meeting_id
        self.assertEqual((made.state, made.planned_on), ("draft", second.day))
        self.assertEqual(made.place, there.place)
        self.assertEqual(made.date_start.hour, 5)  # nine in Tehran, in UTC
        count = self.env["committee.meeting"].search_count([])
        plan.action_make_meetings()
        self.assertEqual(self.env["committee.meeting"].search_count([]), count)
        self.assertFalse(plan.can_make_meetings)
        made.unlink()
        self.env.invalidate_all()
        self.assertEqual(plan.missing_meeting_count, 1)
        plan.action_make_meetings()
        self.assertEqual(second.meeting_id.planned_on, second.day)

    def test_a_date_with_a_meeting_moves_with_the_meeting_only(self):
        plan = self._plan("1406/02/05", "1406/08/05", proposed=True)
        plan.action_make_meetings()
        plan.with_user(self.secretary).action_reopen(reason="One more")
        with self.assertRaises(AccessError):
            plan.line_ids[0].day = day("1406/02/06")
        with self.refused("kept"):
            plan.line_ids[0].unlink()

    def test_a_held_meeting_is_told_as_held(self):
        plan = self._plan("1405/06/16", year=1405, reason="Late in the year")
        meeting = self._create_meeting("held", self.committee)
        plan.with_user(self.secretary).action_propose()
        plan.action_make_meetings()
        self.assertEqual(plan.line_ids.meeting_id, meeting)
        self.env.invalidate_all()
        self.assertIn("Held on 2026-09-07", plan.line_ids.remarks)
