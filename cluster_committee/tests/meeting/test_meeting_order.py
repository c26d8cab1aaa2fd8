from datetime import timedelta
from html import unescape

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..common import HELD_ON, TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestOrder(RefusalMixin, CommitteeCase):
    """Steps follow one another in time, and each says what it still lacks."""

    def _refused(self, verb, meeting, user, part, **kwargs):
        with self.refused(part):
            getattr(meeting.with_user(user), f"action_{verb}")(**kwargs)

    def test_no_act_is_dated_before_the_one_it_follows(self):
        committee = self._create_committee()
        for state, verb, user, follows in (
            ("agenda_proposed", "approve_agenda", self.chair, "agenda_proposed_on"),
            ("agenda_proposed", "return_agenda", self.chair, "agenda_proposed_on"),
            ("agenda_approved", "invite", self.chair, "agenda_approved_on"),
            ("invited", "hold", self.officer, "invited_on"),
            ("held", "record_minutes", self.officer, "held_on"),
            ("recorded", "sign_as_secretary", self.secretary, "recorded_on"),
            ("recorded", "sign_as_chair", self.chair, "recorded_on"),
            ("signed", "dispatch", self.chair, "chair_signed_on"),
            ("signed", "send_national_copy", self.secretary, "chair_signed_on"),
        ):
            with self.subTest(verb=verb):
                meeting = self._create_meeting(state, committee)
                if state == "held":
                    self._write_minutes(meeting.with_user(self.officer))
                kwargs = {"on": meeting[follows] - timedelta(days=1)}
                if verb in ("invite", "dispatch", "send_national_copy"):
                    kwargs["number"] = "۱"
                if verb == "return_agenda":
                    kwargs["reason"] = "x"
                self._refused(verb, meeting, user, "The date lies before", **kwargs)
                self.assertEqual(meeting.state, state)

    def test_no_act_lies_in_the_future(self):
        tomorrow = day("1405/09/03")
        committee = self._create_committee()
        for state, verb, user in (
            ("draft", "propose_agenda", self.secretary),
            ("agenda_proposed", "approve_agenda", self.chair),
            ("agenda_approved", "invite", self.chair),
            ("invited", "hold", self.officer),
            ("held", "record_minutes", self.officer),
            ("recorded", "sign_as_chair", self.chair),
            ("signed", "dispatch", self.chair),
            ("signed", "send_national_copy", self.secretary),
        ):
            with self.subTest(verb=verb):
                meeting = self._create_meeting(state, committee, "1405/08/20")
                self._refused(verb, meeting, user, "in the future", on=tomorrow)
                self.assertEqual(meeting.state, state)

    def test_an_invitation_comes_before_the_meeting(self):
        meeting = self._create_meeting("agenda_approved")
        for late in (0, 1):
            on = HELD_ON + timedelta(days=late)
            self._refused("invite", meeting, self.chair, "4-4-1", on=on, number="۱")
        with on_day(HELD_ON - timedelta(days=1)):
            meeting.with_user(self.chair).action_invite(number="۱")
        self.assertEqual(meeting.state, "invited")
        flaws = meeting._irregularities()[meeting.id]
        self.assertHas(flaws, "Policy: invited 1 days before the meeting")

    def test_a_meeting_of_the_future_is_not_held_yet(self):
        meeting = self._create_meeting("agenda_approved", held="1405/09/10")
        meeting.with_user(self.chair).action_invite(number="۱")
        self._refused("hold", meeting, self.officer, "in the future")

    def test_nobody_is_invited_before_the_members_have_their_decrees(self):
        committee = self._create_committee("consulted")
        meeting = self._create_meeting("draft", committee)
        with on_day("1405/05/28"):
            meeting.with_user(self.secretary).action_propose_agenda()
        blockers = meeting.with_user(self.chair)._verb_blockers("invite")[meeting.id]
        self.assertHas(
            blockers, "The agenda is not approved by the chair (clause 4-4-3)"
        )

    # ------------------------------------------------------------
    # WHAT IS STILL MISSING
    # ------------------------------------------------------------

    def _panel(self, meeting, user):
        meeting = meeting.with_user(user)
        return meeting.next_step, unescape(meeting.next_step_blockers or "")

    def test_the_panel_says_what_the_button_would_say(self):
        meeting = (
            self.env["committee.meeting"]
            .with_user(self.officer)
            .create(
                {
                    "committee_id": self._create_committee().id,
                    "date_start": "2026-09-07 06:30:00",
                }
            )
        )
        step, panel = self._panel(meeting, self.secretary)
        self.assertEqual(step, "Propose Agenda")
        self.assertIn("The agenda has no item yet (clause 4-4-3).", panel)
        self.assertIn("The place of the meeting is not set.", panel)
        with self.assertRaises(UserError) as refused:
            meeting.with_user(self.secretary).action_propose_agenda()
        for sentence in str(refused.exception).splitlines():
            self.assertIn(sentence, panel)

    def test_the_panel_tells_whose_turn_it_is(self):
        meeting = self._create_meeting("agenda_proposed")
        step, panel = self._panel(meeting, self.officer)
        self.assertEqual(step, "Approve Agenda")
        self.assertIn("This step belongs to the chair of the committee", panel)
        self.assertEqual(self._panel(meeting, self.chair), ("Approve Agenda", ""))

    def test_the_panel_names_who_is_unmarked_and_what_is_open(self):
        meeting = self._create_meeting("held")
        officer = meeting.with_user(self.officer)
        officer.attendance_ids[0].presence = False
        self.env["committee.resolution"].with_user(self.officer).create(
            {"meeting_id": meeting.id, "name": "Nobody does it"}
        )
        step, panel = self._panel(meeting, self.officer)
        self.assertEqual(step, "Record Minutes")
        self.assertIn(meeting.attendance_ids[0].label, panel)
        self.assertNotIn(meeting.attendance_ids[1].label, panel)
        self.assertIn("clause 4-2", panel)
        self.assertIn("First item, Second item", panel)
        self.assertIn("Resolution 1 names no responsible body (clause 4-4-4)", panel)

    def test_a_finished_meeting_has_no_next_step(self):
        meeting = self._create_meeting("closed")
        self.assertEqual(self._panel(meeting, self.secretary), (False, ""))

    # ------------------------------------------------------------
    # WHAT HAPPENED OTHERWISE
    # ------------------------------------------------------------

    def test_held_without_invitation_is_recorded_and_does_not_count(self):
        meeting = self._create_meeting("agenda_approved")
        committee = meeting.committee_id
        due_before = committee.next_due_on
        secretary = meeting.with_user(self.secretary)
        with self.refused("Write the reason"):
            with on_day(HELD_ON):
                secretary.action_hold_uninvited(on=HELD_ON)
        with on_day(HELD_ON):
            secretary.action_hold_uninvited(on=HELD_ON, reason="Called by telephone.")
        self.assertEqual((meeting.state, meeting.number), ("held", 1))
        self.assertFalse(meeting.counts)
        self.assertHas(
            meeting._irregularities()[meeting.id],
            "Held without the chair's official invitation",
        )
        self.assertEqual(committee.state, "constituted")
        self.assertEqual(committee.next_due_on, due_before)
        self.assertEqual(len(meeting.attendance_ids), 9)

    def test_what_was_held_uninvited_is_minuted_as_it_was(self):
        meeting = self._create_meeting("draft")
        with on_day(HELD_ON):
            meeting.with_user(self.secretary).action_hold_uninvited(
                on=HELD_ON, reason="Called by telephone."
            )
        mine = meeting.with_user(self.officer)
        self._refused("record_minutes", meeting, self.officer, "no outcome yet")
        self._write_minutes(mine)
        with on_day(HELD_ON + timedelta(days=2)):
            mine.action_record_minutes()
        self.assertEqual(meeting.state, "recorded")
        flaws = meeting._irregularities()[meeting.id]
        self.assertHas(flaws, "agenda that the chair approved (clause 4-4-3)")

    def test_held_on_another_day_than_invited_is_told(self):
        meeting = self._create_meeting("invited")
        later = HELD_ON + timedelta(days=9)
        with on_day(later):
            meeting.with_user(self.officer).action_hold(on=later)
        flaws = meeting._irregularities()[meeting.id]
        self.assertHas(flaws, "Invited for 2026-09-07 and held on 2026-09-16")
        self.assertHas(flaws, "invited anew (clause 4-4-1)")

    def test_invited_on_its_own_day_it_does_not_count(self):
        meeting = self._create_meeting("invited")
        with on_day(meeting.invited_on):
            meeting.with_user(self.officer).action_hold(on=meeting.invited_on)
        self.assertFalse(meeting.counts)
        flaws = meeting._irregularities()[meeting.id]
        self.assertHas(flaws, "not dated before the meeting")
        self.assertHas(flaws, "clause 4-4-1")

    def test_what_the_policy_asks_is_told_as_policy(self):
        meeting = self._create_meeting("held")
        officer = meeting.with_user(self.officer)
        self._write_minutes(officer)
        officer.attendance_ids[:5].write({"presence": "absent"})
        officer.attendance_ids[5].presence = "represented"
        with on_day(HELD_ON + timedelta(days=2)):
            officer.action_record_minutes()
        flaws = meeting._irregularities()[meeting.id]
        self.assertHas(flaws, "Policy: the meeting had no quorum.")
        self.assertHas(flaws, "Policy: no letter of introduction")
        self.assertIn(meeting.attendance_ids[5].label, "\n".join(flaws))
        self.assertFalse(any("clause" in flaw for flaw in flaws))
        # a meeting without the quorum that the edition asks for is none (reading A2)
        self.assertFalse(meeting.counts)
        meeting.edition_id.sudo()._permitted({"counted_with_quorum"}).write(
            {"counted_with_quorum": False}
        )
        self.assertTrue(meeting._counts_from())

    def test_a_batch_moves_as_one(self):
        committee = self._create_committee()
        ready = self._create_meeting("agenda_proposed", committee)
        early = self._create_meeting("draft", committee, "1405/07/20")
        both = (ready | early).with_user(self.chair)
        with self.assertRaises(UserError):
            with on_day(HELD_ON - timedelta(days=10)):
                both.action_approve_agenda()
        self.assertEqual(ready.state, "agenda_proposed")

    def test_the_agenda_is_frozen_by_its_approval(self):
        meeting = self._create_meeting("agenda_approved")
        item = meeting.agenda_item_ids[0].with_user(self.officer)
        for name, value in (("name", "Other"), ("sequence", 99)):
            with self.assertRaises(AccessError):
                item[name] = value
        with self.refused("kept"):
            item.unlink()
