from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..common import HELD_ON, TODAY, day, on_day
from ..compliance.findings import FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestMeetingCounts(FindingsCase):
    """What counts as a meeting (reading A2): held upon an official invitation dated
    before it, its attendance recorded, and a quorum where the policy asks for one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def _hold(self, signatory=None):
        """A meeting that was held, its invitation signed by `signatory` (user)."""
        meeting = self._create_meeting("agenda_approved", self.committee)
        officer, secretary, _chair = self._people_at(meeting)
        if signatory:
            officer.env["committee.letter"].create(
                {
                    **officer._prepare_letter_values("invitation"),
                    "signatory_id": signatory.partner_id.id,
                }
            )
        with on_day(HELD_ON - timedelta(days=12)):
            secretary.action_invite(number="د/۱")
        self._send_letters(meeting)
        with on_day(officer.planned_on):
            officer.action_hold()
        return officer

    def _first(self):
        (standing,) = self._standings("first_meeting", "1405/09/02")
        return standing

    def test_attendance_is_recorded_before_it_counts(self):
        meeting = self._hold()
        self.assertFalse(meeting.counts)
        self.assertIn("not recorded of each member", meeting.irregularities)
        self.assertEqual(self._first(), "overdue")
        self.assertEqual(self.committee.state, "constituted")
        meeting.attendance_ids.write({"presence": "present"})
        self.assertTrue(meeting.counts)
        self.assertEqual(meeting.counts_from, HELD_ON)
        self.assertFalse(meeting.irregularities)
        self.assertEqual(self._first(), "met")
        # told at once, not only with the next look of the engine
        self.assertEqual(self.committee.state, "active")
        self.assertEqual(self.committee.activated_on, HELD_ON)
        self.assertEqual(self.committee.next_due_on, day("1405/12/16"))

    def test_each_member_is_written_down(self):
        meeting = self._hold()
        meeting.attendance_ids[:-1].write({"presence": "present"})
        self.assertFalse(meeting.counts)
        self.assertIn("not recorded of each member", meeting.irregularities)
        meeting.attendance_ids[-1].presence = "absent"
        self.assertTrue(meeting.counts)

    def test_what_was_postponed_counts_by_its_new_invitation_only(self):
        meeting = self._create_meeting("invited", self.committee)
        officer, secretary, chair = self._people_at(meeting)
        with on_day(HELD_ON - timedelta(days=6)):
            chair.action_postpone(reason="The hall is shut")
        start = meeting.date_start + timedelta(days=14)
        officer.write({"date_start": start, "date_end": start + timedelta(hours=2)})
        officer.env["committee.letter"].create(
            {
                **officer._prepare_letter_values("invitation"),
                "signatory_id": self.secretary.partner_id.id,
            }
        )
        with on_day(HELD_ON + timedelta(days=4)):
            secretary.action_invite(number="د/۲")
        with on_day(officer.planned_on):
            officer.action_hold()
        officer.attendance_ids.write({"presence": "present"})
        self.assertFalse(meeting.counts)
        self.assertIn("not signed by the chair", meeting.irregularities)
        self.assertEqual(self._standings("invitation", "1405/09/02"), ["missed"])

    def test_a_quorum_is_a_policy(self):
        meeting = self._hold()
        rows = meeting.attendance_ids
        rows.write({"presence": "absent"})
        rows[:4].write({"presence": "present"})
        self.assertFalse(meeting.counts)  # four of nine
        self.assertEqual(self._first(), "overdue")
        rows[4].presence = "represented"
        self.assertTrue(meeting.counts)
        self.assertEqual(self.committee.next_due_on, day("1405/12/16"))
        rows[4].presence = "excused"
        self.assertFalse(meeting.counts)
        # and the committee says so at once
        self.assertEqual(self.committee.next_due_on, day("1405/06/07"))

    def test_an_invitation_of_another_hand_invites_to_nothing(self):
        meeting = self._hold(self.secretary)
        meeting.attendance_ids.write({"presence": "present"})
        self.assertFalse(meeting.counts)
        self.assertIn("does not count", meeting.irregularities)
        self.assertEqual(self._standings("invitation", "1405/09/02"), ["missed"])
        self.assertEqual(self._first(), "overdue")

    def test_a_chair_whose_tenure_was_over_invites_to_nothing(self):
        """The field and the rule follow what comes to light later alike."""
        meeting = self._hold()
        meeting.attendance_ids.write({"presence": "present"})
        self.assertTrue(meeting.counts)
        chair = self.committee.seat_ids.filtered(lambda s: s.role == "chair").member_id
        with on_day(HELD_ON - timedelta(days=20)):
            chair.with_user(self.secretary).action_end(reason="Another post")
        self.assertFalse(meeting.counts)
        self.assertEqual(self._standings("invitation", "1405/09/02"), ["missed"])

    def test_many_meetings_ask_as_few_questions_as_one(self):
        meeting = self._hold()
        meeting.attendance_ids.write({"presence": "present"})
        other = self._create_meeting(
            "held", self._create_committee(company=self.foreign), "1405/06/20"
        )
        meetings = (meeting | other).sudo()
        asked = []
        for some in (meetings[0], meetings):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env.add_to_compute(meetings._fields["counts_from"], some)
            self.env.flush_all()
            asked.append(self.env.cr.sql_log_count - before)
        self.assertEqual(asked[0], asked[1])
