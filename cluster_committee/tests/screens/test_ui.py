import os
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from ..common import CommitteeCase, day, on_day


class ScreenCase(CommitteeCase, HttpCase):
    """People of one province who read Persian, before a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls.officer | cls.secretary | cls.chair
        people.lang = "fa_IR"

    def _tour(self, user, name, on="1405/09/02"):
        # the clock goes on, or no timeout would ever come
        that_day = freeze_time(f"{day(on)} 06:30:00", tick=True)
        # the web client shows and reads hours in the zone of the browser
        with that_day, patch.dict(os.environ, TZ="Asia/Tehran"):
            self.start_tour(
                "/odoo", f"cluster_committee.{name}", login=user.login, timeout=300
            )


@tagged("post_install", "-at_install")
class TestMeetingOnScreen(ScreenCase):
    """One meeting from draft to closed, in the browsers of those who take part; each
    acts on a day of his own, as the dialog proposes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.training = cls.env["res.partner"].create(
            {"name": "ادارهٔ کل آموزش فنی و حرفه‌ای", "is_company": True}
        )

    def test_draft_to_closed(self):
        self._tour(self.officer, "officer_prepares", "1405/05/28")
        self.meeting = self.env["committee.meeting"].search(
            [("committee_id", "=", self.committee.id)]
        )
        self.assertEqual(len(self.meeting), 1)
        self.assertEqual(self.meeting.create_uid, self.officer)
        self.assertEqual(self.meeting.planned_on, day("1405/06/16"))
        self.assertEqual(str(self.meeting.date_start), "2026-09-07 06:30:00")
        self.assertEqual(len(self.meeting.agenda_item_ids), 2)
        self._assert_state("draft")

        self._tour(self.secretary, "secretary_proposes", "1405/05/28")
        self._assert_state("agenda_proposed", agenda_proposed_on="1405/05/28")
        self.assertEqual(self.meeting.agenda_item_ids.mapped("number"), [1, 2])
        self.assertEqual(self._last_act().create_uid, self.secretary)

        self._tour(self.chair, "chair_approves", "1405/06/02")
        self._assert_state("agenda_approved", agenda_approved_on="1405/06/02")
        self.assertEqual(
            set(self.meeting.agenda_item_ids.mapped("state")), {"approved"}
        )
        self.assertEqual(self._last_act().create_uid, self.chair)
        self.assertFalse(self._last_act().on_paper)

        self._tour(self.chair, "chair_invites", "1405/06/04")
        self._assert_state("invited", invited_on="1405/06/04")
        self.assertEqual((self.meeting.number, self.meeting.number_year), (1, 1405))
        self._assert_letter("invitation", "۱۴۰۵/۱۲۳/د", "1405/06/04", self.chair)
        self.assertEqual(len(self.meeting.attendance_ids), 9)

        self._tour(self.officer, "officer_writes_minutes", "1405/06/18")
        self._assert_state("recorded", held_on="1405/06/16", recorded_on="1405/06/18")
        self.assertTrue(self.meeting.counts)
        self._assert_minutes()

        self._tour(self.secretary, "secretary_signs", "1405/06/18")
        self._assert_state("recorded", secretary_signed_on="1405/06/18")
        self.assertFalse(self.meeting.minutes_sha256)

        self._tour(self.chair, "chair_signs_and_dispatches", "1405/06/24")
        self._assert_state(
            "dispatched", chair_signed_on="1405/06/24", dispatched_on="1405/06/24"
        )
        self.assertEqual(self.meeting.chair_signed_by_id, self.chair.partner_id)
        self.assertTrue(self.meeting.minutes_sha256)
        self.assertEqual(self.meeting.resolution_ids.number, 1)
        letter = self._assert_letter("dispatch", "۱۴۰۵/۱۴۰/د", "1405/06/24", self.chair)
        bodies = self.meeting.attendance_ids.institution_id | self.training
        self.assertEqual(letter.recipient_ids.partner_id, bodies)
        self.assertEqual(self.meeting.resolution_ids.task_ids.state, "in_progress")

        self._tour(self.secretary, "secretary_sends_copy", "1405/06/25")
        self._assert_state(
            "closed", national_copy_on="1405/06/25", closed_on="1405/06/25"
        )
        self._assert_letter("national_copy", "ش/۲۱", "1405/06/25", self.secretary)
        self._send_letters(self.meeting)
        self.assertFalse(self.meeting._irregularities())

    def _assert_state(self, state, **days):
        self.meeting.invalidate_recordset()
        self.assertEqual(self.meeting.state, state)
        for field, expected in days.items():
            self.assertEqual(self.meeting[field], day(expected), field)

    def _last_act(self):
        return self.meeting.act_ids.sorted("id")[-1]

    def _assert_letter(self, kind, number, on, signatory):
        letter = self.meeting.letter_ids.filtered(lambda found: found.kind == kind)
        self.assertEqual(letter.number, number)
        self.assertEqual(letter.letter_date, day(on))
        self.assertEqual(letter.signatory_id, signatory.partner_id)
        self.assertEqual(letter.state, "issued")  # and not yet sent
        self.assertFalse(letter.on_paper)
        return letter

    def _assert_minutes(self):
        rows = self.meeting.attendance_ids.sorted()
        self.assertEqual(
            rows.mapped("presence"),
            [
                "present",
                "present",
                "represented",
                "excused",
                "present",
                "present",
                "represented",
                "absent",
                "present",
            ],
        )
        sent = rows.filtered(lambda row: row.presence == "represented")
        self.assertEqual(
            sent.mapped("representative_name"), ["مریم رضایی", "حسن کریمی"]
        )
        self.assertEqual(sent.mapped("introduction_number"), ["م/۷۷۱", "م/۹۰۲"])
        first, second = self.meeting.agenda_item_ids
        self.assertEqual(first.outcome, "discussed")
        self.assertEqual(first.discussion, "گزارش دبیرخانه شنیده شد.")
        self.assertEqual(second.outcome, "decided")
        resolution = self.meeting.resolution_ids
        self.assertEqual(resolution.item_id, second)
        self.assertEqual(resolution.deadline, day("1405/07/30"))
        self.assertEqual(resolution.task_ids.partner_id, self.training)
        self.assertEqual(resolution.task_ids.role, "lead")


@tagged("post_install", "-at_install")
class TestButtonsOnScreen(ScreenCase):
    """A button is there only for the one who can press it, and where he can."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        committee = cls._create_committee()
        cls._create_meeting("draft", committee, held="1405/08/20")
        cls._create_meeting("agenda_proposed", committee, held="1405/08/10")
        cls._create_meeting("recorded", committee)

    def test_each_role(self):
        for role in ("officer", "secretary", "chair"):
            with self.subTest(role=role):
                self._tour(getattr(self, role), f"{role}_buttons")


@tagged("post_install", "-at_install")
class TestExpertsOnScreen(ScreenCase):
    """From an expert session to the result, and back, by what each screen names."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        committee = cls._create_committee()
        experts = cls._gather_experts(committee)
        session = cls._create_session("closed", experts, outputs=1)
        meeting = cls._create_meeting("held", committee)
        meeting.attendance_ids.write({"presence": "present"})
        for item in meeting.agenda_item_ids:
            item.outcome = "discussed"
        item = session.output_ids.item_id
        item.fate = "adopted"
        body = meeting.attendance_ids[2].institution_id
        resolution = meeting.resolution_ids.create(
            {
                "meeting_id": meeting.id,
                "item_id": item.id,
                "name": "مقرر گردید پیشنهاد کارشناسان اجرا شود.",
                "deadline": day("1405/07/30"),
                "task_ids": [Command.create({"partner_id": body.id})],
            }
        )
        on = day("1405/06/16")
        with on_day(on):
            meeting.action_record_minutes()
        for state in ("signed", "dispatched", "closed"):
            getattr(cls, f"_to_{state}")(meeting, on)
        resolution.task_ids.with_user(cls.officer).action_finish()

    def test_from_session_to_result(self):
        self._tour_from("expert-sessions", "from_session_to_result")

    def test_from_result_to_session(self):
        self._tour_from("committee-follow-up", "from_result_to_session")

    def _tour_from(self, path, name):
        that_day = freeze_time(f"{day('1405/09/02')} 06:30:00", tick=True)
        with that_day, patch.dict(os.environ, TZ="Asia/Tehran"):
            self.start_tour(
                f"/odoo/{path}",
                f"cluster_committee.{name}",
                login=self.officer.login,
                timeout=300,
            )
