from datetime import timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import HELD_ON, TODAY, CommitteeCase, on_day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRoadsBack(RefusalMixin, CommitteeCase):
    """A meeting is returned, postponed, cancelled, reopened: nothing is lost."""

    # ------------------------------------------------------------
    # THE AGENDA
    # ------------------------------------------------------------

    def test_the_chair_returns_the_agenda_with_remarks(self):
        meeting = self._create_meeting("agenda_proposed")
        officer, secretary, chair = self._people_at(meeting)
        with self.refused("Write the reason"):
            with on_day(HELD_ON - timedelta(days=15)):
                chair.action_return_agenda()
        with on_day(HELD_ON - timedelta(days=15)):
            chair.action_return_agenda(reason="Add the report of the bank.")
        self.assertEqual(meeting.state, "returned")
        self.assertEqual(meeting.agenda_remarks, "Add the report of the bank.")
        officer.agenda_item_ids = [Command.create({"name": "Report of the bank"})]
        with on_day(HELD_ON - timedelta(days=14)):
            secretary.action_propose_agenda()
        with on_day(HELD_ON - timedelta(days=13)):
            chair.action_approve_agenda()
        self.assertEqual(meeting.agenda_item_ids.mapped("number"), [1, 2, 3])
        self.assertFalse(any(meeting.agenda_item_ids.mapped("late")))
        verbs = meeting.act_ids.sorted("id").mapped("verb")
        self.assertEqual(
            verbs[:3], ["propose_agenda", "return_agenda", "propose_agenda"]
        )

    def test_items_are_numbered_as_they_stand_at_the_approval(self):
        meeting = self._create_meeting("agenda_proposed")
        mine = meeting.with_user(self.officer)
        with on_day(HELD_ON - timedelta(days=18)):
            meeting.with_user(self.chair).action_return_agenda(reason="One item less.")
        mine.agenda_item_ids[0].unlink()
        on = HELD_ON - timedelta(days=17)
        with on_day(on):
            meeting.with_user(self.secretary).action_propose_agenda()
        self.assertEqual(meeting.agenda_item_ids.mapped("number"), [1])
        mine.agenda_item_ids.create({"meeting_id": meeting.id, "name": "Third item"})
        with on_day(on):
            meeting.with_user(self.chair).action_approve_agenda()
        self.assertEqual(
            meeting.agenda_item_ids.mapped(lambda i: (i.number, i.name, i.late)),
            [(1, "Second item", False), (2, "Third item", False)],
        )

    def test_what_comes_after_the_approval_is_late_and_needs_its_own(self):
        meeting = self._create_meeting("agenda_approved")
        officer = meeting.with_user(self.officer)
        officer.agenda_item_ids = [Command.create({"name": "Came late"})]
        late = officer.agenda_item_ids.filtered("late")
        self.assertEqual((late.name, late.number), ("Came late", 3))
        self._to_invited(meeting, HELD_ON)
        self._to_held(meeting, HELD_ON)
        with self.refused("can no longer be edited", error=AccessError):
            late.discussion = "It was discussed."
        with self.refused("the chair of the committee"):
            late.action_approve()
        with on_day(HELD_ON):
            late.with_user(self.chair).action_approve()
        late.discussion = "It was discussed."
        self.assertEqual((late.state, late.approved_on), ("approved", HELD_ON))

    def test_a_regular_item_is_not_approved_alone(self):
        meeting = self._create_meeting("agenda_proposed")
        with self.refused("approved together with the agenda (clause 4-4-3)"):
            meeting.agenda_item_ids[0].with_user(self.chair).action_approve()

    def test_a_late_item_that_was_not_approved_holds_no_minutes_up(self):
        meeting = self._create_meeting("held")
        officer = self._people_at(meeting)[0]
        officer.agenda_item_ids = [Command.create({"name": "Raised in the room"})]
        self._write_minutes_but_late(officer)
        with on_day(HELD_ON + timedelta(days=2)):
            officer.action_record_minutes()
        late = meeting.agenda_item_ids.filtered("late")
        self.assertEqual((late.state, late.outcome), ("proposed", "pending"))

    def _write_minutes_but_late(self, officer):
        officer.attendance_ids.write({"presence": "present"})
        regular = officer.agenda_item_ids.filtered(lambda item: not item.late)
        regular.write({"outcome": "discussed"})

    # ------------------------------------------------------------
    # POSTPONED AND CANCELLED
    # ------------------------------------------------------------

    def test_a_postponed_meeting_keeps_its_number_and_papers(self):
        meeting = self._create_meeting("invited")
        officer, secretary, chair = self._people_at(meeting)
        officer.attendance_ids[3].note = "Cannot come on that day."
        old_letter = meeting.letter_ids.filtered(lambda le: le.kind == "invitation")
        with self.refused("Write the reason"):
            with on_day(HELD_ON - timedelta(days=3)):
                chair.action_postpone()
        with on_day(HELD_ON - timedelta(days=3)):
            chair.action_postpone(reason="The hall is shut.")
        self.assertEqual((meeting.state, meeting.number), ("postponed", 1))
        self.assertFalse(meeting.invited_on)
        with self.refused("Record as Held"):
            with on_day(officer.planned_on):
                officer.action_hold()
        moved = meeting.date_start + timedelta(days=20)
        officer.write({"date_start": moved, "date_end": moved + timedelta(hours=2)})
        with on_day(HELD_ON + timedelta(days=5)):
            chair.action_invite(number="۱۴۰۵/۲۰۰/د")
        letters = meeting.letter_ids.filtered(lambda le: le.kind == "invitation")
        self.assertEqual(len(letters), 2)
        self.assertIn(old_letter, letters)
        self.assertEqual(meeting.number, 1)
        self.assertEqual(meeting.attendance_ids[3].note, "Cannot come on that day.")
        with on_day(officer.planned_on):
            officer.action_hold()
        self.assertEqual(meeting.held_on, HELD_ON + timedelta(days=20))
        self.assertFalse(meeting.counts)
        self.assertIn("attendance is not recorded of each", meeting.irregularities)
        officer.attendance_ids.write({"presence": "present"})
        self.assertTrue(meeting.counts)

    def test_a_meeting_ends_after_it_starts(self):
        meeting = self._create_meeting("draft").with_user(self.officer)
        start = meeting.date_start
        with self.refused("Meeting", "move its end", "4-4-3", error=ValidationError):
            meeting.date_start = meeting.date_end + timedelta(days=1)
        with self.refused("2026-09-07 10:00", error=ValidationError):
            meeting.create(
                {
                    "committee_id": meeting.committee_id.id,
                    "date_start": start,
                    "date_end": start,
                }
            )
        self.env["res.lang"]._activate_lang("fa_IR")
        persian = meeting.with_context(lang="fa_IR")
        with self.refused("۱۴۰۵/۰۶/۱۶ ۱۰:۰۰", error=ValidationError):
            persian.date_end = start

    def test_a_signature_by_hand_has_a_scan_now_or_later(self):
        meeting = self._create_meeting("recorded")
        officer, secretary, chair = self._people_at(meeting)
        step = {"record_model": meeting._name, "record_id": meeting.id}
        step["verb"] = "sign_as_chair"
        steps = self.env["workflow.step"]
        self.assertTrue(steps.with_user(self.secretary).create(step).asks_scan)
        self.assertFalse(steps.with_user(self.chair).create(step).asks_scan)
        secretary.action_sign_as_secretary()
        with on_day(HELD_ON + timedelta(days=2)):
            secretary.action_sign_as_chair()
        self.assertEqual(meeting.chair_signed_on, HELD_ON + timedelta(days=2))
        missing = [("signed_scan_missing", "=", True)]
        self.assertIn(meeting, meeting.search(missing))
        officer.write({"signed_scan": "JVBERi0=", "signed_scan_name": "m.pdf"})
        self.assertNotIn(meeting, meeting.search(missing))
        other = self._create_meeting("recorded", meeting.committee_id, "1405/07/20")
        step |= {"record_id": other.id, "scan": "JVBERi0=", "scan_name": "m.pdf"}
        steps.with_user(self.secretary).create(step).action_confirm()
        self.assertTrue(other.chair_signed_on_paper)
        self.assertEqual(other.signed_scan_name, "m.pdf")
        self.assertFalse(other.signed_scan_missing)
        own = self._create_meeting("signed", meeting.committee_id, "1405/08/20")
        self.assertFalse(own.signed_scan_missing)  # signed here: nothing is missing

    def test_a_meeting_cannot_be_invited_again_for_a_day_that_is_past(self):
        meeting = self._create_meeting("invited")
        chair = meeting.with_user(self.chair)
        with on_day(HELD_ON - timedelta(days=1)):
            chair.action_postpone(reason="Snow")
        with self.refused("before the day of the meeting", "4-4-1"):
            with on_day(HELD_ON + timedelta(days=1)):
                chair.action_invite(number="۲۰۱")

    def test_a_cancelled_meeting_keeps_its_number_for_itself(self):
        meeting = self._create_meeting("invited")
        with on_day(HELD_ON - timedelta(days=2)):
            meeting.with_user(self.secretary).action_cancel(
                reason="Merged with the next one."
            )
        self.assertEqual((meeting.state, meeting.number), ("cancelled", 1))
        following = self._create_meeting("closed", meeting.committee_id, "1405/07/20")
        self.assertEqual(following.number, 2)
        self.assertFalse(meeting.counts)
        with self.refused("kept"):
            meeting.with_user(self.officer).unlink()

    def test_a_number_stays_past_nowruz(self):
        committee = self._create_committee()
        with freeze_time("2027-03-10 08:00:00"):  # 1405/12/19
            meeting = self._create_meeting("invited", committee, "1405/12/25")
            chair = meeting.with_user(self.chair)
            chair.action_postpone(reason="The roads are closed.")
        with freeze_time("2027-05-30 08:00:00"):  # 1406/03/09
            meeting.with_user(self.officer).write(
                {
                    "date_start": "2027-04-14 06:30:00",  # 1406/01/25
                    "date_end": "2027-04-14 08:30:00",
                }
            )
            with on_day("1406/01/15"):
                chair.action_invite(number="۱۴۰۶/۵/د")
            self.assertEqual((meeting.number, meeting.number_year), (1, 1405))
            self.assertEqual(meeting.jalali_year, 1406)
            first = self._create_meeting("closed", committee, "1406/02/20")
            second = self._create_meeting("invited", committee, "1406/03/05")
        self.assertEqual((first.number, first.number_year), (1, 1406))
        self.assertEqual(second.number, 2)
        self.assertEqual(first.number_label, "\u2068۱/۱۴۰۶\u2069")
        label = first.resolution_ids.number_label
        self.assertEqual(label, "\u2068۱/۱۴۰۶/۱\u2069")

    # ------------------------------------------------------------
    # MINUTES
    # ------------------------------------------------------------

    def test_returned_minutes_lose_their_signatures(self):
        meeting = self._create_meeting("recorded")
        officer, secretary, chair = self._people_at(meeting)
        on = HELD_ON + timedelta(days=3)
        with on_day(on):
            chair.action_sign_as_chair()
        self.assertEqual((meeting.state, meeting.chair_signed_on), ("recorded", on))
        with self.refused("Write the reason"):
            with on_day(on):
                secretary.action_return_minutes()
        with on_day(on):
            secretary.action_return_minutes(reason="The amount is wrong.")
        self.assertEqual(meeting.state, "held")
        for name in ("recorded_on", "chair_signed_on", "chair_signed_by_id"):
            self.assertFalse(meeting[name], name)
        officer.resolution_ids.amount = 5_000_000
        with on_day(on):
            officer.action_record_minutes()
        with on_day(on):
            secretary.action_sign_as_secretary()
        self.assertEqual(meeting.state, "recorded")  # the chair has not signed these
        with on_day(on):
            chair.action_sign_as_chair()
        self.assertEqual(meeting.state, "signed")
        self.assertEqual(meeting.resolution_ids.number, 1)
        self.assertTrue(meeting.minutes_sha256)

    def test_signed_minutes_do_not_go_back(self):
        meeting = self._create_meeting("signed")
        with self.refused("Signed"):
            meeting.with_user(self.secretary).action_return_minutes(reason="Please")
        with self.assertRaises(AccessError):
            meeting.resolution_ids.with_user(self.officer).name = "Another"

    # ------------------------------------------------------------
    # PEOPLE BETWEEN INVITATION AND MEETING
    # ------------------------------------------------------------

    def test_who_sits_on_the_day_stands_in_the_minutes(self):
        """The holder changed between invitation and meeting."""
        meeting = self._create_meeting("invited")
        row = meeting.attendance_ids[4]
        old, seat = row.member_id, row.seat_id
        change = HELD_ON - timedelta(days=4)
        with on_day(change):
            old.with_user(self.chair).action_end(reason="Moved to Tehran.")
        person = self.env["res.partner"].create({"name": "The new head"})
        new = (
            self.env["committee.member"]
            .with_user(self.officer)
            .create({"seat_id": seat.id, "partner_id": person.id})
        )
        with on_day(change + timedelta(days=1)):
            new.with_user(self.chair).action_issue(number="ح/۱۰۰")
        with on_day(meeting.planned_on):
            meeting.with_user(self.officer).action_hold()
        rows = meeting.attendance_ids.filtered(lambda row: row.seat_id == seat)
        self.assertEqual(rows.member_id, new)
        self.assertEqual(rows.partner_id, person)
        self.assertEqual(len(meeting.attendance_ids), 9)

    def test_minutes_show_those_who_sat_then(self):
        """Whoever comes later changes nothing of an old meeting."""
        meeting = self._create_meeting("closed")
        row = meeting.attendance_ids[4]
        before = (row.label, row.partner_id, row.institution_name)
        row.member_id.with_user(self.chair).action_end(reason="Retired.")
        row.partner_id.name = "Another name"
        row.institution_id.name = "Another body"
        self.assertEqual((row.label, row.partner_id, row.institution_name), before)
        self.assertEqual(len(meeting.attendance_ids), 9)

    def test_guests_are_invited_and_never_counted(self):
        committee = self._create_committee()
        body = self.env["res.partner"].create({"name": "Training", "is_company": True})
        guest = self.env["res.partner"].create(
            {"name": "Its head", "parent_id": body.id}
        )
        meeting = self._create_meeting("draft", committee)
        meeting.with_user(self.officer).guest_ids = guest
        self._walk(meeting, "invited", HELD_ON)
        row = meeting.attendance_ids.filtered(lambda row: row.role == "guest")
        self.assertEqual((row.partner_id, row.institution_id), (guest, body))
        letter = meeting.letter_ids.filtered(lambda le: le.kind == "invitation")
        self.assertIn(guest, letter.recipient_ids.partner_id)
        another = self.env["res.partner"].create({"name": "Came along"})
        meeting.with_user(self.officer).guest_ids = [Command.link(another.id)]
        self.assertIn(another, meeting.attendance_ids.partner_id)
        with on_day(meeting.planned_on):
            meeting.with_user(self.officer).action_hold()
        members = meeting.attendance_ids.filtered("is_member")
        members.with_user(self.officer).write({"presence": "present"})
        members[:2].with_user(self.officer).write({"presence": "absent"})
        self.assertEqual((meeting.present_count, meeting.member_count), (7, 9))
