from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import TODAY, CommitteeCase, day, on_day

OUTPUT = "committee.expert.output"
NEW_TIME = {"date_start": "2026-10-10 06:30:00", "date_end": "2026-10-10 08:30:00"}
FATES = {
    "adopted": "adopted",
    "adopted_changed": "adopted_changed",
    "rejected": "rejected",
    "sent_back": "sent_back",
    "deferred": "waiting",
}


class ExpertCase(CommitteeCase):
    """A provincial committee with its expert committee, and one output that waits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.experts = cls._gather_experts(cls.committee)
        cls.session = cls._create_session("closed", cls.experts, outputs=1)
        cls.output = cls.session.output_ids

    def _hold(self, held="1405/06/16"):
        """A meeting whose minutes are open, with the item of the output."""
        meeting = self._create_meeting("held", self.committee, held)
        meeting.attendance_ids.write({"presence": "present"})
        for item in meeting.agenda_item_ids - self.output.item_id:
            item.outcome = "discussed"
        return meeting

    def _decide(self, meeting, fate, reason="A reason"):
        item = self.output.item_id
        item.write({"fate": fate, "outcome_note": reason})
        if fate in ("adopted", "adopted_changed"):
            body = meeting.attendance_ids[2].institution_id
            meeting.resolution_ids.create(
                {
                    "meeting_id": meeting.id,
                    "item_id": item.id,
                    "name": "It was resolved as the experts proposed.",
                    "deadline": day("1405/07/30"),
                    "task_ids": [Command.create({"partner_id": body.id})],
                }
            )
        return item


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSession(ExpertCase):
    """Sessions have a shorter road, numbers of their own, and experts who come."""

    def test_a_session_takes_the_number_of_its_own_committee(self):
        second = self._create_session("closed", self.experts, "1405/05/05", outputs=2)
        self.assertEqual(
            [(s.number, s.number_year) for s in self.session | second],
            [(1, 1405), (2, 1405)],
        )
        meeting = self._create_meeting("invited", self.committee)
        self.assertEqual(meeting.number, 1)
        self.assertEqual(
            second.output_ids.mapped("number_label"),
            [f"\u2068۲/۱۴۰۵/{n}\u2069" for n in "۱۲"],
        )

    def test_no_letter_goes_out_and_nothing_is_flagged(self):
        self.assertFalse(self.session.letter_ids)
        self.assertFalse(self.session.irregularities)
        self.assertFalse(self.session.counts)
        self.assertEqual(len(self.session.attendance_ids), 9)
        self.assertEqual(self.experts.state, "active")
        self.assertEqual(self.experts.activated_on, day("1405/04/22"))

    def test_it_is_scheduled_before_it_takes_place(self):
        session = self._create_session("draft", self.experts, "1405/05/05")
        with self.assertRaisesRegex(UserError, "no later than on its day"):
            session.action_schedule(on=day("1405/05/06"))

    def test_without_experts_nobody_is_asked(self):
        session = self._create_session("draft", self.experts, "1405/04/01")
        with self.assertRaisesRegex(UserError, r"No expert .* \(note 1\)"):
            session.action_schedule(on=day("1405/03/25"))

    def test_a_postponed_session_keeps_its_number(self):
        session = self._create_session("postponed", self.experts, "1405/05/05")
        session.action_schedule(on=day("1405/05/06"))
        self.assertEqual((session.state, session.number), ("invited", 2))

    def test_its_resolution_is_an_output(self):
        session = self._create_session("held", self.experts, "1405/05/05")
        with self.assertRaisesRegex(ValidationError, "decides nothing"):
            self.env["committee.resolution"].with_user(self.officer).create(
                {"meeting_id": session.id, "name": "Resolved"}
            )

    def test_an_item_added_later_needs_no_approval(self):
        session = self._create_session("held", self.experts, "1405/05/05")
        item = session.agenda_item_ids.create(
            {"meeting_id": session.id, "name": "One more"}
        )
        self.assertEqual((item.state, item.late), ("approved", False))

    def test_missing_bodies_are_visible_and_found(self):
        self.assertFalse(self.experts.missing_body_ids)
        member = self.experts.seat_ids[3].member_ids
        with on_day("1405/06/01"):
            member.with_user(self.chair).action_end(reason="Left")
        self.env.invalidate_all()
        body = member.institution_id
        for committee in self.committee | self.experts:
            self.assertEqual(committee.missing_body_ids, body)
            self.assertTrue(committee.lacks_experts)
        self.assertFalse(
            self.experts._missing_bodies_on(day("1405/06/01"))[self.experts]
        )
        found = self.committee.search([("lacks_experts", "=", True)])
        self.assertEqual(
            found & (self.committee | self.experts), self.committee | self.experts
        )
        self.assertFalse(
            self.committee.search([("lacks_experts", "=", False)])
            & (self.committee | self.experts)
        )

    def test_each_missing_body_gets_its_seat_once(self):
        self.experts.action_seat_missing_bodies()
        self.assertEqual(self.experts.seat_count, 9)
        self.assertEqual(
            self.experts.seat_ids.institution_id,
            self.committee.seat_ids.institution_id,
        )


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExpertOutput(ExpertCase):
    """No output is ever lost: it waits, stands on one agenda, or has its fate."""

    def assertNoneLost(self):
        for output in self.env[OUTPUT].search([("purpose", "=", "approval")]):
            if output.session_id.state != "closed":
                self.assertEqual(output.state, "draft")
                continue
            holding = output.item_ids.filtered("holds_output")
            self.assertLessEqual(len(holding), 1)
            self.assertEqual(output.item_id, holding)
            self.assertEqual(bool(holding), output.state != "waiting", output.state)
            self.assertIn(output.state, ("waiting", "tabled", *FATES))

    def test_it_waits_once_its_session_is_closed(self):
        recorded = self._create_session("recorded", self.experts, "1405/05/05", 1)
        self.assertEqual(recorded.output_ids.state, "draft")
        self.assertEqual(self.output.state, "waiting")
        self.assertEqual(self.output.sent_on, day("1405/04/22"))
        self.assertNoneLost()

    def test_it_comes_on_the_next_proposed_agenda_by_itself(self):
        draft = self._create_meeting("draft", self.committee)
        self.assertEqual(draft.waiting_output_count, 1)
        self.assertFalse(draft.agenda_item_ids.output_id)
        draft.with_user(self.secretary).action_propose_agenda()
        item = draft.agenda_item_ids[-1]
        self.assertEqual(item.output_id, self.output)
        self.assertEqual(item.name, self.output.name)
        self.assertEqual(item.number, 3)
        self.assertEqual((self.output.state, self.output.item_id), ("tabled", item))
        other = self._create_meeting("agenda_proposed", self.committee, "1405/07/16")
        self.assertFalse(other.agenda_item_ids.output_id)
        self.assertNoneLost()

    def test_an_agenda_of_outputs_alone_can_be_proposed(self):
        draft = self._create_meeting("draft", self.committee)
        draft.agenda_item_ids.unlink()
        draft.with_user(self.secretary).action_propose_agenda()
        self.assertEqual(draft.agenda_item_ids.output_id, self.output)

    def test_what_is_for_information_comes_on_no_agenda(self):
        session = self._create_session("held", self.experts, "1405/05/05", 1)
        session.output_ids.purpose = "information"
        session.agenda_item_ids.outcome = "discussed"
        with on_day("1405/05/05"):
            session.action_record_minutes()
        with on_day("1405/05/05"):
            session.with_user(self.secretary).action_close_session()
        self.assertEqual(session.output_ids.state, "informed")
        meeting = self._create_meeting("agenda_proposed", self.committee)
        self.assertEqual(meeting.agenda_item_ids.output_id, self.output)
        with self.assertRaisesRegex(ValidationError, "for information"):
            self._create_meeting("draft", self.committee).agenda_item_ids.create(
                {
                    "meeting_id": self._create_meeting("draft", self.committee).id,
                    "name": "Again",
                    "output_id": session.output_ids.id,
                }
            )

    def test_each_fate_is_kept(self):
        for fate, state in FATES.items():
            with self.subTest(fate=fate), self.env.cr.savepoint() as savepoint:
                meeting = self._hold()
                item = self._decide(meeting, fate)
                self.assertEqual(self.output.state, "tabled")  # minutes are open
                with on_day("1405/06/18"):
                    meeting.action_record_minutes()
                self.assertEqual(self.output.state, state)
                decided = state != "waiting" and day("1405/06/16")
                self.assertEqual(self.output.decided_on, decided)
                self.assertEqual(
                    item.outcome, "deferred" if fate == "deferred" else "decided"
                )
                self.assertNoneLost()
                savepoint.rollback()
            self.env.invalidate_all()

    def test_minutes_need_its_fate(self):
        meeting = self._hold()
        with self.assertRaisesRegex(UserError, "is not recorded.*note 1"):
            with on_day("1405/06/18"):
                meeting.action_record_minutes()
        self.output.item_id.fate = "adopted"
        with self.assertRaisesRegex(UserError, "no resolution stands under"):
            with on_day("1405/06/18"):
                meeting.action_record_minutes()
        self.output.item_id.fate = "deferred"
        with self.assertRaisesRegex(UserError, "Write the reason"):
            with on_day("1405/06/18"):
                meeting.action_record_minutes()
        with self.assertRaisesRegex(ValidationError, "cannot be dropped"):
            self.output.item_id.write({"fate": False, "outcome": "dropped"})

    def test_it_is_deferred_once_only(self):
        first = self._hold()
        self._decide(first, "deferred")
        with on_day("1405/06/18"):
            first.action_record_minutes()
        self.assertEqual(self.output.deferral_reason, "A reason")
        second = self._hold("1405/07/16")
        self.assertEqual(self.output.item_id.meeting_id, second)
        with self.assertRaisesRegex(ValidationError, "deferred already.*once only"):
            self._decide(second, "deferred")
        self._decide(second, "rejected")
        with on_day("1405/07/18"):
            second.action_record_minutes()
        self.assertEqual(self.output.state, "rejected")
        self.assertNoneLost()

    def test_a_cancelled_or_deleted_meeting_gives_it_back(self):
        meeting = self._create_meeting("agenda_proposed", self.committee)
        meeting.with_user(self.chair).action_cancel(reason="Not now")
        self.assertEqual(self.output.state, "waiting")
        draft = self._create_meeting("draft", self.committee)
        draft.action_take_up()
        self.assertEqual(self.output.state, "tabled")
        draft.unlink()
        self.assertEqual(self.output.state, "waiting")
        draft = self._create_meeting("draft", self.committee)
        draft.action_take_up()
        self.output.item_id.unlink()
        self.assertEqual(self.output.state, "waiting")
        self.assertNoneLost()

    def test_it_is_not_taken_off_an_agenda_that_was_proposed(self):
        meeting = self._create_meeting("agenda_proposed", self.committee)
        for who in (self.officer, self.secretary):
            with self.assertRaisesRegex(UserError, "stays on the agenda.*note 1"):
                self.output.item_id.with_user(who).unlink()
            with self.assertRaisesRegex(UserError, "stays on the agenda.*note 1"):
                self.output.item_id.with_user(who).output_id = False
        with self.assertRaisesRegex(UserError, "stays on the agenda"):
            gone = [Command.delete(self.output.item_id.id)]
            meeting.with_user(self.officer).agenda_item_ids = gone
        self.assertEqual(self.output.state, "tabled")

    def test_the_outcome_of_its_item_says_what_the_fate_says(self):
        self._hold()
        item = self.output.item_id
        item.fate = "rejected"
        with self.assertRaisesRegex(ValidationError, "has its fate: Rejected.*note 1"):
            item.outcome = "discussed"
        item.fate = "deferred"
        self.assertEqual(item.outcome, "deferred")

    def test_the_minutes_tell_its_fate(self):
        meeting = self._hold()
        self._decide(meeting, "adopted_changed")
        told = [item["outcome"] for item in meeting._agenda_data()]
        self.assertIn("خروجی نشست کارشناسی با اصلاح تصویب شد", told)

    def test_a_postponed_meeting_gives_it_back(self):
        first = self._create_meeting("postponed", self.committee)
        item = first.agenda_item_ids.filtered("output_id")
        self.assertEqual((self.output.state, len(item)), ("waiting", 1))
        # it is invited again: the item is there as it was
        with self.env.cr.savepoint() as savepoint:
            first.write(NEW_TIME)
            with on_day("1405/07/10"):
                first.with_user(self.chair).action_invite(number="۱۰")
            self.assertEqual(self.output.item_id, item)
            savepoint.rollback()
        self.env.invalidate_all()
        # or another meeting comes before
        second = self._create_meeting("agenda_proposed", self.committee, "1405/07/10")
        self.assertEqual(self.output.item_id.meeting_id, second)
        self.assertEqual(item.outcome, "dropped")
        self.assertIn("Taken up by", item.outcome_note)
        first.write(NEW_TIME)
        with on_day("1405/07/10"):
            first.with_user(self.chair).action_invite(number="۱۰")
        self.assertEqual(self.output.item_id.meeting_id, second)
        self.assertNoneLost()

    def test_a_late_item_never_approved_gives_it_back(self):
        meeting = self._hold()
        other = self._create_session("closed", self.experts, "1405/05/05", 1).output_ids
        meeting.agenda_item_ids.create(
            {"meeting_id": meeting.id, "name": "Late", "output_id": other.id}
        )
        self.assertEqual(other.state, "tabled")
        self._decide(meeting, "adopted")
        with on_day("1405/06/18"):
            meeting.action_record_minutes()
        self.assertEqual((self.output.state, other.state), ("adopted", "waiting"))
        self.assertNoneLost()

    def test_the_database_holds_it_to_one_agenda(self):
        self._create_meeting("agenda_proposed", self.committee)
        draft = self._create_meeting("draft", self.committee, "1405/07/16")
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                draft.agenda_item_ids[0].output_id = self.output
                self.env.flush_all()

    def test_it_is_written_while_the_session_is_and_kept_afterwards(self):
        meeting = self._create_meeting("draft", self.committee)
        item = meeting.agenda_item_ids[0].id
        for values in ({"name": "Another"}, {"state": "adopted"}, {"item_id": item}):
            with self.assertRaises(AccessError):
                self.output.write(values)
        with self.assertRaises(UserError):
            self.output.unlink()
        with self.assertRaisesRegex(UserError, "Nothing can be added"):
            self.output.create({"session_id": meeting.id, "name": "From nowhere"})
        held = self._create_meeting("held", self.committee)
        with self.assertRaisesRegex(ValidationError, "expert session"):
            self.output.create({"session_id": held.id, "name": "From nowhere"})

    def test_what_was_sent_back_is_revised_by_a_new_one(self):
        meeting = self._hold()
        self._decide(meeting, "sent_back")
        with on_day("1405/06/18"):
            meeting.action_record_minutes()
        session = self._create_session("held", self.experts, "1405/07/05", 1)
        session.output_ids.revises_id = self.output
        self.assertEqual(session.output_ids.revises_id, self.output)
