from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import HELD_ON, TODAY, day, on_day
from ..compliance.findings import FindingsCase

SIGNED = HELD_ON + timedelta(days=2)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFlawedDispatch(FindingsCase):
    """A dispatch that does not satisfy the clause stays flagged, and the parts of the
    resolutions are worked on all the same (4-4-4, reading A35)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("signed", cls.committee)
        cls.task = cls.meeting.resolution_ids.task_ids
        cls.officers_task = cls.task.with_user(cls.officer)
        cls.paper = cls.meeting.with_user(cls.secretary)

    def _dispatch(self, on=SIGNED, signatory=None, without=None):
        bodies = self.paper._dispatch_bodies() - (without or self.env["res.partner"])
        self.paper.env["committee.letter"].create(
            {
                **self.paper._prepare_letter_values("dispatch"),
                "signatory_id": (signatory or self.chair).partner_id.id,
                "recipient_ids": [
                    Command.create({"partner_id": body.id}) for body in bodies
                ],
            }
        )
        with on_day(on):
            self.paper.action_dispatch(number=f"د/{on}")
        self._send_letters(self.paper)

    def _flaws(self):
        return "\n".join(self.meeting._irregularities().get(self.meeting.id, ()))

    def _task_standing(self, on):
        found = self._stands("task", on)
        rows = [row for (task, _period), row in found.items() if task == self.task.id]
        return [row["standing"] for row in rows]

    def test_signed_by_the_ceo_it_is_flagged_and_workable(self):
        self._dispatch(signatory=self.secretary)
        self.assertIn("must be signed by the Governor's deputy", self._flaws())
        self.assertEqual(self.task.state, "in_progress")
        self.env["committee.resolution.report"].with_user(self.officer).create(
            {
                "task_id": self.task.id,
                "on": day("1405/07/10"),
                "percent": 40,
                "text": "Begun",
            }
        )
        self.assertEqual(self.task.progress, 40)
        later = self.task.deadline + timedelta(days=10)
        with on_day("1405/07/20"):
            self.task.with_user(self.chair).action_extend_deadline(
                deadline=later, reason="Asked"
            )
        self.assertEqual(self.task.deadline, later)
        self.officers_task.action_finish(on=day("1405/08/01"), result="Done")
        self.assertEqual(self.task.state, "done")
        self.assertEqual(
            self._standings("dispatch_signature", "1405/08/01"), ["overdue"]
        )
        self.assertEqual(self._standings("dispatch", "1405/09/02"), ["overdue"])

    def test_its_parts_fall_due_by_their_own_deadlines(self):
        self._dispatch(signatory=self.secretary)
        last = self.task.deadline
        self.assertEqual(last, day("1405/07/30"))
        for on, stands in (
            ("1405/06/17", []),
            ("1405/06/18", ["due"]),
            ("1405/07/22", ["due"]),
            ("1405/07/23", ["at_risk"]),
            ("1405/07/30", ["at_risk"]),
            ("1405/08/01", ["overdue"]),
        ):
            self.assertEqual(self._task_standing(on), stands, on)
        self.assertTrue(self.task.is_overdue)

    def test_the_part_of_a_body_left_out_runs_too(self):
        body = self.task.partner_id
        self._dispatch(without=body)
        self.assertIn(body.name, self._flaws())
        self.assertEqual(
            (self.task.state, self.task.dispatched_on), ("in_progress", SIGNED)
        )
        (finding,) = self._stands("dispatch_recipients", "1405/06/19").values()
        self.assertEqual(
            (finding["subject_id"], finding["standing"]), (body.id, "overdue")
        )

    def test_the_valid_letter_that_follows_moves_no_part(self):
        self._dispatch(signatory=self.secretary)
        self.officers_task.action_finish(on=day("1405/07/01"))
        self._dispatch(on=SIGNED + timedelta(days=6))
        self.assertFalse(self._flaws())
        self.assertEqual(
            (self.task.state, self.task.dispatched_on, self.task.done_on),
            ("done", SIGNED, day("1405/07/01")),
        )

    # ------------------------------------------------------------
    # REMINDER
    # ------------------------------------------------------------

    def _remind(self, *bodies, on="1405/09/02"):
        return (
            self.env["committee.letter"]
            .with_user(self.officer)
            .create(
                {
                    "kind": "reminder",
                    "committee_id": self.committee.id,
                    "letter_date": day(on),
                    "recipient_ids": [
                        Command.create({"partner_id": body.id}) for body in bodies
                    ],
                }
            )
        )

    def _listed(self, on):
        return self._remind(self.task.partner_id, on=on)._paper_data()["tasks"]

    def test_a_reminder_lists_what_the_body_has_open_with_its_days(self):
        self._dispatch(signatory=self.secretary)
        letter = self._remind(self.task.partner_id)
        (row,) = letter._paper_data()["tasks"]
        self.assertEqual(row["number"], self.task.resolution_id.number_label)
        self.assertEqual(row["standing"], "۳۲ روز از مهلت گذشته")
        self.assertEqual(row["body"], "")
        text = letter.automation_text
        self.assertIn("۳۲ روز از مهلت گذشته", text)
        self.assertIn("۱۴۰۵/۰۷/۳۰", text)
        printed = str(
            self.env["ir.qweb"]._render(
                "cluster_committee.report_committee_letter",
                {"docs": letter, "doc": letter},
            )
        )
        self.assertIn("۳۲ روز از مهلت گذشته", printed)

    def test_a_reminder_is_of_the_day_of_the_letter(self):
        self._dispatch()
        for on, standing in (
            ("1405/07/29", "۱ روز مانده"),
            ("1405/07/30", "مهلت امروز است"),
            ("1405/08/01", "۱ روز از مهلت گذشته"),
        ):
            (row,) = self._listed(on)
            self.assertEqual(row["standing"], standing, on)
        self.assertFalse(self._listed("1405/06/17"))
        self.officers_task.action_finish(on=day("1405/08/05"))
        self.assertTrue(self._listed("1405/08/04"))
        self.assertFalse(self._listed("1405/08/05"))

    def test_a_reminder_tells_no_body_of_another(self):
        self._dispatch()
        other = self.meeting.attendance_ids[4].institution_id
        self.assertNotEqual(other, self.task.partner_id)
        self.assertFalse(self._remind(other)._reminder_data())
        (row,) = self._remind(other, self.task.partner_id)._reminder_data()
        self.assertEqual(row["body"], "")
