from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..common import TODAY, day, on_day
from .findings import FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRulesExperts(FindingsCase):
    """Note 1: experts meet continuously, and their results are decided."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee(formed="1404/04/09")
        cls.experts = cls._gather_experts(cls.committee, on="1404/06/20")
        cls.first = cls._create_session("closed", cls.experts, "1404/07/01", outputs=1)
        cls.output = cls.first.output_ids
        cls.late = cls._create_session("closed", cls.experts, "1404/12/01")

    def _lives(self, code, *life):
        """Asserts how the obligations of a rule stand, [] where there are none."""
        for on, standings in life:
            with self.subTest(rule=code, on=on):
                self.assertEqual(self._standings(code, on), standings)

    def _exempts(self, code, on):
        with self.env.cr.savepoint() as savepoint:
            self._exempt(code, on, on)
            self.env.flush_all()
            self.assertIn("exempt", self._standings(code, on), code)
            savepoint.rollback()
        self.env.invalidate_all()

    def test_the_expert_committee_is_set_up(self):
        self._lives(
            "secretariat",
            ("1404/04/08", []),
            ("1404/04/10", ["due"]),
            ("1404/05/20", ["at_risk"]),
            ("1404/06/10", ["overdue"]),
            ("1404/06/20", ["met"]),
        )
        self._exempts("secretariat", "1404/06/10")

    def test_each_body_has_an_expert(self):
        self._lives("expert_body", ("1404/06/19", []), ("1404/06/20", ["met"] * 9))
        expert = self.experts.seat_ids[3].member_ids
        with on_day("1404/09/01"):
            expert.with_user(self.chair).action_end(reason="Left")
        self._lives(
            "expert_body",
            ("1404/09/01", ["met"] * 9),
            ("1404/09/02", ["met"] * 8 + ["at_risk"]),
            ("1404/10/03", ["met"] * 8 + ["overdue"]),
        )
        self._exempts("expert_body", "1404/10/03")
        successor = expert.with_user(self.officer).create(
            {"seat_id": expert.seat_id.id, "partner_id": self.officer.partner_id.id}
        )
        successor.with_user(self.secretary).action_seat(on=day("1404/10/10"))
        self.assertNotIn("overdue", self._standings("expert_body", "1404/10/10"))

    def test_they_meet_continuously(self):
        self._lives("expert_first", ("1404/06/21", ["due"]), ("1404/07/01", ["met"]))
        self._lives(
            "expert_gap",
            ("1404/06/30", []),
            ("1404/07/01", ["due"]),
            ("1404/09/20", ["at_risk"]),
            ("1404/10/02", ["overdue"]),
            ("1404/12/01", ["met", "due"]),
        )
        self._exempts("expert_gap", "1404/10/02")
        self._new_edition("1404/10/01", expert_max_gap_days=0)
        self._lives("expert_gap", ("1404/10/02", []))

    def test_they_meet_before_the_committee_does(self):
        self._hold(self.committee, "1404/08/15", "1404/10/15")
        self._lives(
            "expert_before",
            ("1404/08/14", []),
            ("1404/08/15", ["met"]),
            ("1404/10/15", ["met", "missed"]),
        )
        self._exempts("expert_before", "1404/10/15")
        self._new_edition("1404/01/01", expert_before_each_meeting=False)
        self._lives("expert_before", ("1404/10/15", []))

    def test_an_output_is_decided_at_the_next_meeting(self):
        meeting = self._create_meeting("held", self.committee, held="1404/08/15")
        self._lives(
            "output",
            ("1404/06/30", []),
            ("1404/07/02", ["due"]),
            ("1404/08/16", ["due"]),  # the minutes have five working days to say it
            ("1404/08/21", ["due"]),
            ("1404/08/22", ["overdue"]),
        )
        self._exempts("output", "1404/08/22")
        self._decide(meeting, "deferred")
        self._lives("output", ("1404/08/18", ["due"]), ("1404/08/30", ["due"]))
        again = self._create_meeting("held", self.committee, held="1404/10/15")
        self._decide(again, "rejected")
        self._lives("output", ("1404/10/17", ["due"]), ("1404/10/18", ["met"]))

    def test_an_output_that_is_not_tabled_is_late_with_the_meeting(self):
        self._create_meeting("held", self.committee, held="1404/08/15")
        self.output.item_id.sudo()._permitted({"output_id"}).output_id = False
        self._lives("output", ("1404/08/15", ["due"]), ("1404/08/16", ["overdue"]))

    def test_an_output_may_have_its_days(self):
        self._new_edition("1404/06/01", output_within_days=10)
        self._lives("output", ("1404/07/11", ["due"]), ("1404/07/12", ["overdue"]))

    def test_days_of_the_policy_spare_no_meeting_held_without_it(self):
        """Late is what comes first: the end of the days, or the meeting."""
        self._new_edition("1404/06/01", output_within_days=60)
        sent = day("1404/07/01")
        self.assertEqual(self.output.sent_on, sent)
        # 60 days after 1404/07/01
        self._lives("output", ("1404/08/30", ["due"]), ("1404/09/01", ["due"]))
        self._lives("output", ("1404/09/02", ["overdue"]))
        self._create_meeting("held", self.committee, held="1404/08/15")
        self._lives("output", ("1404/08/16", ["due"]))  # it was on the agenda
        self.output.item_id.sudo()._permitted({"output_id"}).output_id = False
        self._lives("output", ("1404/08/15", ["due"]), ("1404/08/16", ["overdue"]))

    def test_an_output_that_no_agenda_has_says_how_long_it_waits(self):
        self.assertEqual(self.output.state, "waiting")
        waiting = (day("1405/09/02") - day("1404/07/01")).days
        self.assertEqual(self.output.waiting_days, waiting)
        self._check("1405/09/02", "output")
        finding = self._findings("output")
        self.assertEqual((finding.standing, finding.due_on), ("due", False))
        self.assertEqual(finding._standing_phrase(), f"Waiting for {waiting} days")
        written = self._check("1405/09/02", "output")[0]
        self.assertEqual(written, 0)
        self._create_meeting("held", self.committee, held="1404/08/15")
        self.output.item_id.sudo()._permitted({"output_id"}).output_id = False
        self._check("1405/09/02", "output")
        self.assertEqual(finding.standing, "overdue")
        self.assertIn("days overdue", finding._standing_phrase())

    def _decide(self, meeting, fate):
        meeting.attendance_ids.write({"presence": "present"})
        item = self.output.item_id
        item.write({"fate": fate, "outcome_note": "A reason"})
        (meeting.agenda_item_ids - item).outcome = "discussed"
        with on_day(meeting.held_on + timedelta(days=3)):
            meeting.with_user(self.officer).action_record_minutes()
