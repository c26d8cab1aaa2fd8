from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import (
    HELD_ON,
    TODAY,
    CommitteeCase,
    day,
    on_day,
)
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin


class RoomCase(RefusalMixin, CommitteeCase):
    """A held meeting, and what browsers in its room send."""

    state = "held"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._create_meeting(cls.state)
        cls.clerk = cls.meeting.with_user(cls.officer)
        cls.clerk.attendance_ids.write({"presence": False})  # nobody is marked yet
        cls.item = cls.meeting.agenda_item_ids[0]
        cls.row = cls.meeting.attendance_ids[2]

    def _change(self, key, part, ref, values=None, base=None, act="write"):
        return {
            "id": key,
            "act": act,
            "part": part,
            "ref": ref,
            "values": values or {},
            "base": base or {},
        }

    def _said(self, key, text, base=False):
        """What a clerk typed as the discussion of the item."""
        return self._change(
            key, "item", self.item.id, {"discussion": text}, {"discussion": base}
        )

    def _keep(self, *changes, by=None):
        answers = (by or self.clerk).room_apply_changes(list(changes))["answers"]
        self.env.invalidate_all()
        return answers

    def _statuses(self, *changes, by=None):
        return [answer["status"] for answer in self._keep(*changes, by=by)]


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRoomKeeps(RoomCase):
    """What is typed in the room is kept once, in its order, by the models' guards."""

    def test_a_resolution_with_its_body_in_one_go(self):
        body = self.row.institution_id
        made, typed, part = self._keep(
            self._change(
                "a1",
                "resolution",
                None,
                {"name": "مقرر", "item_id": self.item.id},
                act="create",
            ),
            self._change(
                "a2", "resolution", "a1", {"name": "مقرر گردید"}, {"name": "مقرر"}
            ),
            self._change(
                "a3",
                "task",
                None,
                {
                    "resolution_id": "a1",
                    "partner_id": body.id,
                    "role": "lead",
                    "deadline": "2026-10-07",
                },
                act="create",
            ),
        )
        resolution = self.meeting.resolution_ids
        self.assertEqual(made["record"], resolution.id)
        self.assertEqual(typed["record"], resolution.id)
        self.assertEqual(part["record"], resolution.task_ids.id)
        self.assertEqual(resolution.name, "مقرر گردید")
        self.assertEqual(resolution.create_uid, self.officer)
        self.assertEqual(resolution.task_ids.partner_id, body)
        self.assertEqual(resolution.task_ids.deadline, day("1405/07/15"))
        self.assertEqual(self.item.outcome, "decided")

    def test_what_is_sent_twice_is_made_once(self):
        create = self._change(
            "a1",
            "resolution",
            None,
            {"name": "One", "item_id": self.item.id},
            act="create",
        )
        said = self._said("a2", "It was said")
        first = self._keep(create, said)
        again = self._keep(create, said)
        self.assertEqual(first, again)
        self.assertEqual(len(self.meeting.resolution_ids), 1)
        self._keep(self._said("a3", "It was said again", "It was said"))
        self._keep(said)  # comes late, by another road
        self.assertEqual(self.item.discussion, "It was said again")

    def test_what_was_typed_further_under_its_first_name(self):
        """As a second window of the same browser may have sent it meanwhile."""
        values = {"name": "One", "item_id": self.item.id}
        (made,) = self._keep(
            self._change("a1", "resolution", None, values, act="create")
        )
        values = {"name": "One and two", "item_id": self.item.id}
        (again,) = self._keep(
            self._change("a1", "resolution", None, values, act="create")
        )
        self.assertEqual(made["record"], again["record"])
        self.assertEqual(self.meeting.resolution_ids.name, "One and two")

    def test_another_clerk_is_not_overwritten(self):
        other = self.meeting.with_user(self.secretary)
        self._keep(self._said("b1", "By the secretary"), by=other)
        (answer,) = self._keep(self._said("a1", "By the officer"))
        self.assertEqual(answer["status"], "conflict")
        self.assertEqual(answer["current"], {"discussion": "By the secretary"})
        self.assertEqual(answer["by"], self.secretary.name)
        self.assertEqual(self.item.discussion, "By the secretary")
        settled = self._said("a2", "By both", "By the secretary")
        self.assertEqual(self._statuses(settled), ["done"])
        self.assertEqual(self.item.discussion, "By both")

    def test_two_clerks_may_write_two_fields_of_a_row(self):
        other = self.meeting.with_user(self.secretary)
        row = "attendance", self.row.id
        presence = self._change(
            "b1", *row, {"presence": "present"}, {"presence": False}
        )
        note = self._change("a1", *row, {"note": "A"}, {"note": False})
        self.assertEqual(self._statuses(presence, by=other), ["done"])
        self.assertEqual(self._statuses(note), ["done"])
        self.assertEqual((self.row.presence, self.row.note), ("present", "A"))

    def test_the_same_from_two_is_no_conflict(self):
        for key, by in (("b1", self.secretary), ("a1", self.officer)):
            status = self._statuses(
                self._said(key, "The same"), by=self.meeting.with_user(by)
            )
            self.assertEqual(status, ["done"])

    def test_one_refusal_stops_nothing_else(self):
        answers = self._keep(
            self._said("a1", "First"),
            self._change("a2", "item", self.item.id, {"name": "Another title"}),
            self._change("a3", "item", self.item.id, {"outcome": "discussed"}),
        )
        self.assertEqual([a["status"] for a in answers], ["done", "refused", "done"])
        self.assertIn("not written in the room: name", answers[1]["sentence"])
        self.assertEqual(self.item.name, "First item")
        self.assertEqual(self.item.outcome, "discussed")

    def test_late_early_and_represented(self):
        values = {
            "presence": "represented",
            "representative_name": "مریم رضایی",
            "introduction_number": "م/۷۷۱",
            "introduction_date": "2026-09-06",
            "arrived_at": "2026-09-07 07:00:00",
            "left_at": "2026-09-07 08:00:00",
        }
        change = self._change(
            "a1", "attendance", self.row.id, values, dict.fromkeys(values, False)
        )
        self.assertEqual(self._statuses(change), ["done"])
        self.assertEqual(self.row.representative_name, "مریم رضایی")
        self.assertEqual(str(self.row.left_at), "2026-09-07 08:00:00")
        (printed,) = (
            row["presence_label"]
            for row in self.meeting._attendance_data()
            if row["representative"] == "مریم رضایی"
        )
        self.assertEqual(printed, "نماینده (از ساعت ۱۰:۳۰ تا ساعت ۱۱:۳۰)")

    def test_a_guest_is_entered_by_name(self):
        guest = self._change("a1", "guest", None, {"name": "خانم صادقی"}, act="guest")
        first, again = self._keep(guest)[0], self._keep(guest)[0]
        self.assertEqual(first["record"], again["record"])
        row = self.meeting.attendance_ids.filtered(lambda r: r.role == "guest")
        self.assertEqual((row.label, row.presence), ("خانم صادقی", "present"))
        self.assertEqual(self.meeting.guest_ids, row.partner_id)

    def test_a_body_has_one_part(self):
        resolution = self._one_resolution()
        body = self.row.institution_id
        part = {"resolution_id": resolution.id, "partner_id": body.id}
        answers = self._keep(
            self._change("a1", "task", None, part, act="create"),
            self._change("a2", "task", None, part, act="create"),
        )
        self.assertEqual([a["status"] for a in answers], ["done", "refused"])
        self.assertIn("has its part", answers[1]["sentence"])

    def test_what_is_removed_is_what_was_seen(self):
        resolution = self._one_resolution()
        seen = {"name": "Another"}
        (kept,) = self._keep(
            self._change("a1", "resolution", resolution.id, {}, seen, act="remove")
        )
        self.assertEqual(kept["status"], "conflict")
        seen = {"name": resolution.name}
        self._keep(
            self._change("a2", "resolution", resolution.id, {}, seen, act="remove")
        )
        self.assertFalse(resolution.exists())
        answers = self._keep(
            self._change("a2", "resolution", resolution.id, {}, seen, act="remove"),
            self._change("a3", "resolution", resolution.id, {"name": "Late"}),
        )
        self.assertEqual([a["status"] for a in answers], ["done", "refused"])
        self.assertIn("does not stand in", answers[1]["sentence"])

    def _one_resolution(self):
        return self.clerk.resolution_ids.create(
            {"meeting_id": self.meeting.id, "item_id": self.item.id, "name": "One"}
        )

    # ------------------------------------------------------------
    # RIGHTS AND GUARDS
    # ------------------------------------------------------------

    def test_who_may_not_write_keeps_nothing(self):
        for user in (self.chair, self.national, self.foreign_officer):
            with self.assertRaises(AccessError):
                self.meeting.with_user(user).room_apply_changes(
                    [self._said("a1", "Hush")]
                )
        self.assertFalse(self.item.discussion)
        with self.assertRaises(AccessError):
            self.meeting.with_user(self.foreign_officer).room_state()
        room = self.meeting.with_user(self.chair).room_state()
        self.assertFalse(room["meeting"]["editable"])

    def test_nothing_outside_of_the_meeting_is_written(self):
        other = self._create_meeting("held", self.meeting.committee_id, "1405/07/20")
        item = other.agenda_item_ids[0]
        changes = [
            self._change("a1", "item", item.id, {"discussion": "Hush"}),
            self._change("a2", "meeting", other.id, {"notes": "Hush"}),
            self._change(
                "a3",
                "resolution",
                None,
                {"name": "Hush", "item_id": item.id},
                act="create",
            ),
            self._change("a4", "user", 2, {"login": "hush"}),
            self._change("a5", "item", self.item.id, act="unlink"),
        ]
        self.assertEqual(self._statuses(*changes), ["refused"] * len(changes))
        self.assertFalse(item.discussion or other.notes or other.resolution_ids)

    def test_what_steps_decide_is_not_written(self):
        changes = [
            self._change("a1", "item", self.item.id, {"state": "proposed"}),
            self._change("a2", "attendance", self.row.id, {"label": "Another"}),
            self._change("a3", "meeting", self.meeting.id, {"state": "signed"}),
            self._change("a4", "item", self.item.id, act="remove"),
        ]
        self.assertEqual(self._statuses(*changes), ["refused"] * len(changes))

    def test_after_the_minutes_the_guards_refuse(self):
        self._write_minutes(self.clerk)
        with on_day(HELD_ON + timedelta(days=2)):
            self.clerk.action_record_minutes()
        (answer,) = self._keep(self._said("a1", "Too late", "It was discussed."))
        self.assertEqual(answer["status"], "refused")
        self.assertIn("can no longer be edited", answer["sentence"])
        self.assertEqual(self.item.discussion, "It was discussed.")
        self.meeting.with_user(self.secretary).action_return_minutes(reason="Again")
        (answer,) = self._keep(self._said("a1", "Too late", "It was discussed."))
        self.assertEqual(answer["status"], "done")  # what was refused was not made

    def test_the_chair_approves_a_late_item(self):
        (made,) = self._keep(
            self._change("a1", "item", None, {"name": "Raised"}, act="create")
        )
        item = self.item.browse(made["record"])
        self.assertEqual((item.state, item.late), ("proposed", True))
        approve = self._change("a2", "item", "a1", act="approve")
        self.assertEqual(self._statuses(approve), ["refused"])
        by = self.meeting.with_user(self.secretary)
        self.assertEqual(self._statuses(approve, by=by), ["done"])
        self.assertEqual((item.state, item.approved_on), ("approved", HELD_ON))

    def test_finish_names_what_is_missing_and_then_records(self):
        blockers = self.clerk.room_finish()["blockers"]
        self.assertHas(blockers, "is not marked")
        self.assertEqual(self.meeting.state, "held")
        self._write_minutes(self.clerk)
        self.assertEqual(self.clerk.room_finish(), {"blockers": []})
        self.assertEqual(self.meeting.state, "recorded")

    # ------------------------------------------------------------
    # WHAT THE SCREEN SHOWS
    # ------------------------------------------------------------

    def test_the_state_of_the_room(self):
        self._one_resolution()
        room = self.clerk.room_state()
        self.assertEqual(len(room["attendance"]), 9)
        self.assertEqual(room["quorum"]["mode"], "majority")
        self.assertEqual(room["quorum"]["members"], 9)
        self.assertEqual(room["quorum"]["needed"], 5)
        self.assertEqual(room["quorum"]["counted"], ["present", "represented"])
        self.assertEqual(room["items"][0]["name"], "First item")
        self.assertEqual(room["resolutions"][0]["item_id"], self.item.id)
        self.assertTrue(room["meeting"]["editable"])
        words = self.clerk.room_words()
        body = self.row.institution_id
        told = {"id": body.id, "name": body.name, "seated": True}
        self.assertIn(told, words["bodies"])
        self.assertTrue(words["phrases"])

    def test_own_phrases_go_first(self):
        phrases = self.env["committee.phrase"]
        common = phrases.search([("company_id", "=", False)], limit=1)
        with self.assertRaises(AccessError):
            common.with_user(self.officer).name = "Another"
        phrases.with_user(self.officer).create({"sign": common.sign, "name": "Ours"})
        found = self.clerk.room_words()["phrases"]
        ours = [p["name"] for p in found if p["sign"] == common.sign]
        self.assertEqual(ours, ["Ours"])
        with self.refused("without a space"):
            phrases.with_user(self.officer).create({"sign": "a b", "name": "Ours"})


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRoomBeforeTheMeeting(RoomCase):
    """Before it begins presence is tapped; with the beginning the items open."""

    state = "invited"

    def test_it_begins_in_the_room(self):
        row = "attendance", self.row.id
        tapped = self._change("a1", *row, {"presence": "present"}, {"presence": False})
        hold = self._change("a3", "meeting", self.meeting.id, act="hold")
        answers = self._keep(
            tapped, self._said("a2", "Too early"), hold, self._said("a4", "In time")
        )
        self.assertEqual(
            [a["status"] for a in answers], ["done", "refused", "done", "done"]
        )
        self.assertEqual((self.meeting.state, self.meeting.held_on), ("held", HELD_ON))
        self.assertEqual(self.item.discussion, "In time")
        again = self._change("b1", "meeting", self.meeting.id, act="hold")
        self.assertEqual(
            self._statuses(again, by=self.meeting.with_user(self.secretary)), ["done"]
        )

    def test_it_does_not_begin_before_its_day(self):
        hold = self._change("a1", "meeting", self.meeting.id, act="hold")
        with freeze_time("2026-09-01 06:30:00"):
            (answer,) = self._keep(hold)
        self.assertEqual(answer["status"], "refused")
        self.assertIn("future", answer["sentence"])


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRoomOfExperts(RoomCase):
    """An expert session writes its outputs in the room (note 1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        experts = cls._gather_experts(cls.meeting.committee_id)
        cls.session = cls._create_session("held", experts, outputs=1)
        cls.clerk = cls.session.with_user(cls.officer)
        cls.output = cls.session.output_ids

    def test_an_output_is_added_written_and_removed(self):
        values = {"name": "A study", "purpose": "information"}
        self.assertEqual(
            self._statuses(
                self._change("b1", "output", None, values, act="create"),
                self._change("b2", "output", "b1", {"text": "Its text"}, {"text": ""}),
                self._change(
                    "b3",
                    "output",
                    self.output.id,
                    base={"name": self.output.name},
                    act="remove",
                ),
            ),
            ["done"] * 3,
        )
        output = self.session.output_ids
        self.assertEqual((output.name, output.text), ("A study", "Its text"))
        self.assertEqual(output.create_uid, self.officer)
        (row,) = self.clerk.room_state()["outputs"]
        self.assertEqual(row["purpose"], "information")
        self.assertIn("information", self.clerk.room_words()["purpose"])

    def test_only_a_held_session_takes_outputs(self):
        create = self._change("c1", "output", None, {"name": "One"}, act="create")
        self.assertEqual(self._statuses(create, by=self.meeting), ["refused"])
        with on_day(self.session.held_on):
            self.session.action_record_minutes()
        again = {**create, "id": "c2"}
        self.assertEqual(self._statuses(again), ["refused"])
        typed = self._change(
            "c3", "output", self.output.id, {"text": "x"}, {"text": False}
        )
        self.assertEqual(self._statuses(typed), ["refused"])
        other = self.meeting.with_user(self.officer)
        self.assertEqual(self._statuses({**typed, "id": "c4"}, by=other), ["refused"])

    def test_the_room_knows_which_days_are_off(self):
        known = self.clerk.room_words()["workdays"]
        self.assertEqual(known["from"], str(self.session.held_on))
        self.assertIn("2026-07-17", known["off"])  # a Friday
        self.assertNotIn("2026-07-18", known["off"])
        self.assertGreater(known["until"], "2028-01-01")
