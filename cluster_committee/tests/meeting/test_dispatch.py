from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..common import HELD_ON, TODAY, CommitteeCase, on_day
from ..refusal import RefusalMixin

SIGNED = HELD_ON + timedelta(days=2)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPaperActs(RefusalMixin, CommitteeCase):
    """The chair acts in the system, or the secretary records what he did on paper."""

    def test_the_chair_in_the_system_needs_no_paper(self):
        meeting = self._create_meeting("agenda_approved")
        self.assertFalse(meeting.letter_ids)
        self.assertFalse(meeting.act_ids[0].on_paper)

    def test_an_approval_on_paper_has_its_number_at_once_and_its_scan_later(self):
        meeting = self._create_meeting("agenda_proposed")
        officer, secretary, _chair = self._people_at(meeting)
        on = HELD_ON - timedelta(days=14)
        with self.refused("has no number"):
            with on_day(on):
                secretary.action_approve_agenda()
        self.assertEqual(meeting.state, "agenda_proposed")
        with self.refused("belongs to"):
            with on_day(on):
                officer.action_approve_agenda(number="۳۱")
        with on_day(on):
            secretary.action_approve_agenda(number="۳۱/۱۴۰۵")
        self.assertEqual(
            (meeting.state, meeting.agenda_approved_on), ("agenda_approved", on)
        )
        letter = meeting.letter_ids
        self.assertEqual((letter.kind, letter.state), ("agenda_approval", "issued"))
        self.assertEqual((letter.number, letter.letter_date), ("۳۱/۱۴۰۵", on))
        self.assertEqual(letter.signatory_id, self.chair.partner_id)
        self.assertTrue(letter.on_paper and letter.scan_missing)
        act = meeting.act_ids.filtered(lambda act: act.verb == "approve_agenda")
        self.assertTrue(act.on_paper)
        self.assertEqual(act.create_uid, self.secretary)
        letter.with_user(self.officer).scan = b"JVBERi0="
        self.assertFalse(letter.scan_missing)

    def test_what_waits_for_its_scan_is_found(self):
        meeting = self._create_meeting("agenda_proposed")
        with on_day(HELD_ON - timedelta(days=14)):
            meeting.with_user(self.secretary).action_approve_agenda(number="۳۱")
        letters = self.env["committee.letter"].with_user(self.officer)
        waiting = letters.search([("scan_missing", "=", True)])
        self.assertEqual(waiting, meeting.letter_ids)

    def test_minutes_signed_by_the_chair_on_paper_say_so(self):
        meeting = self._create_meeting("recorded")
        secretary = meeting.with_user(self.secretary)
        with on_day(SIGNED):
            secretary.action_sign_as_secretary()
        with on_day(SIGNED):
            secretary.action_sign_as_chair()
        self.assertEqual(meeting.state, "signed")
        self.assertTrue(meeting.chair_signed_on_paper)
        self.assertEqual(meeting.chair_signed_by_id, self.chair.partner_id)
        self.assertEqual(meeting.secretary_signed_by_id, self.secretary.partner_id)

    def test_a_signature_in_the_system_is_not_one_on_paper(self):
        meeting = self._create_meeting("signed")
        self.assertFalse(meeting.chair_signed_on_paper)
        self.assertEqual(meeting.chair_signed_by_id, self.chair.partner_id)

    def test_nobody_signs_twice(self):
        meeting = self._create_meeting("recorded")
        secretary = meeting.with_user(self.secretary)
        with on_day(SIGNED):
            secretary.action_sign_as_secretary()
        with self.refused("has signed these minutes already"):
            with on_day(SIGNED):
                secretary.action_sign_as_secretary()


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDispatch(RefusalMixin, CommitteeCase):
    """The decisions go out by the chair's letter, to all whom they concern (4-4-4)."""

    def _draft(self, meeting, **values):
        """The dispatch letter of a meeting, prepared by the officer."""
        officer = meeting.with_user(self.officer)
        action = officer.with_context(letter_kind="dispatch").action_draft_letter()
        letter = officer.letter_ids.browse(action["res_id"])
        letter.write(values)
        return letter

    def _flaws(self, meeting):
        return "\n".join(meeting._irregularities().get(meeting.id, ()))

    def test_it_goes_to_all_members_and_all_who_have_a_part(self):
        meeting = self._create_meeting("held")
        outside = self.env["res.partner"].create(
            {"name": "A body without a seat", "is_company": True}
        )
        officer = meeting.with_user(self.officer)
        self._write_minutes(officer)
        officer.resolution_ids.task_ids = [
            (0, 0, {"partner_id": outside.id, "role": "collaborator"})
        ]
        with on_day(SIGNED):
            officer.action_record_minutes()
        self._to_signed(meeting, HELD_ON)
        with on_day(SIGNED):
            meeting.with_user(self.chair).action_dispatch(number="۱")
        letter = meeting._issued_letters("dispatch")
        members = meeting.attendance_ids.institution_id
        self.assertEqual(letter.recipient_ids.partner_id, members | outside)
        # issued by the chair, it has not left yet
        self.assertEqual(letter.state, "issued")
        self.assertEqual(set(letter.recipient_ids.mapped("state")), {"pending"})
        self.assertFalse(meeting.dispatch_sent_on)
        tasks = meeting.resolution_ids.task_ids
        self.assertEqual(set(tasks.mapped("state")), {"in_progress"})
        self.assertEqual(set(tasks.mapped("dispatched_on")), {SIGNED})

    def test_signed_by_another_hand_it_is_kept_and_does_not_count(self):
        meeting = self._create_meeting("signed")
        secretary = meeting.with_user(self.secretary)
        self._draft(meeting, signatory_id=self.secretary.partner_id.id)
        with on_day(SIGNED):
            secretary.action_dispatch(number="ش/۹۹")
        self.assertIn("must be signed by the Governor's deputy", self._flaws(meeting))
        self.assertIn("clause 4-4-4", self._flaws(meeting))
        task = meeting.resolution_ids.task_ids
        self.assertEqual((task.state, task.dispatched_on), ("in_progress", SIGNED))
        with on_day(SIGNED):
            secretary.action_send_national_copy(number="ش/۱۰۰")
        self.assertEqual(meeting.state, "dispatched")  # and not closed
        # the deputy's own letter heals it, as of its date
        healed = SIGNED + timedelta(days=6)
        with on_day(healed):
            meeting.with_user(self.chair).action_dispatch(number="د/۵")
        self.assertFalse(self._flaws(meeting))
        self.assertEqual((meeting.state, meeting.dispatched_on), ("closed", healed))
        # the body had its part all the time (reading A35)
        self.assertEqual((task.state, task.dispatched_on), ("in_progress", SIGNED))
        self.assertEqual(len(meeting._issued_letters("dispatch")), 2)

    def test_in_the_system_no_member_body_is_left_out(self):
        meeting = self._create_meeting("signed")
        left_out = meeting.attendance_ids[5].institution_id
        letter = self._draft(meeting)
        letter.recipient_ids.filtered(lambda r: r.partner_id == left_out).unlink()
        chair = meeting.with_user(self.chair)
        with self.refused(left_out.name, "4-4-4"):
            with on_day(SIGNED):
                chair.action_dispatch(number="۱")
        self.assertEqual((meeting.state, letter.state), ("signed", "draft"))

    def test_on_paper_a_body_left_out_is_flagged_until_it_is_told_too(self):
        meeting = self._create_meeting("signed")
        left_out = meeting.attendance_ids[5].institution_id
        letter = self._draft(meeting)
        letter.recipient_ids.filtered(lambda r: r.partner_id == left_out).unlink()
        secretary = meeting.with_user(self.secretary)
        with on_day(SIGNED):
            secretary.action_dispatch(number="۱")
        self.assertIn(left_out.name, self._flaws(meeting))
        with on_day(SIGNED):
            secretary.action_send_national_copy(number="ش/۲")
        self.assertEqual(meeting.state, "dispatched")
        later = SIGNED + timedelta(days=3)
        with on_day(later):
            secretary.action_dispatch(number="۲")
        self.assertFalse(self._flaws(meeting))
        self.assertEqual(meeting.state, "closed")

    def test_what_was_dispatched_is_not_dispatched_again(self):
        meeting = self._create_meeting("dispatched")
        with self.refused("dispatched already"):
            meeting.with_user(self.chair).action_dispatch(number="۲")

    def test_copy_and_dispatch_come_in_any_order(self):
        meeting = self._create_meeting("signed")
        with on_day(SIGNED):
            meeting.with_user(self.secretary).action_send_national_copy(number="ش/۱")
        self.assertEqual((meeting.state, meeting.national_copy_on), ("signed", SIGNED))
        with on_day(SIGNED):
            meeting.with_user(self.chair).action_dispatch(number="۱")
        self.assertEqual((meeting.state, meeting.closed_on), ("closed", SIGNED))

    def test_a_part_that_is_done_says_how_late(self):
        task = self._create_meeting("closed").resolution_ids.task_ids
        officer = task.with_user(self.officer)
        self.assertTrue(officer.is_overdue)
        overdue = officer.search([("is_overdue", "=", True)])
        self.assertEqual(overdue, officer)
        with self.refused("before the meeting"):
            officer.action_finish(on=HELD_ON - timedelta(days=1))
        officer.action_finish(on=task.deadline + timedelta(days=7), result="Done.")
        self.assertEqual((task.days_late, task.progress), (7, 100))
        self.assertFalse(task.is_overdue)
        self.assertEqual(task.resolution_id.progress_state, "done")
        with self.refused("Write the reason"):
            task.with_user(self.secretary).action_reopen()
        task.with_user(self.secretary).action_reopen(reason="Reported too early.")
        self.assertEqual((task.state, task.done_on), ("in_progress", False))
