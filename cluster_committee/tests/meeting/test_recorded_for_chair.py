from odoo.tests import freeze_time, tagged

from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin
from ..scans import pdf, picture


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRecordedForChair(RefusalMixin, CommitteeCase):
    """What is recorded from paper in the chair's name, he hears of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def _told(self, partner=None):
        partner = partner or self.chair.partner_id
        return self.env["mail.message"].search(
            [
                ("partner_ids", "in", partner.ids),
                ("message_type", "=", "user_notification"),
            ]
        )

    def _recorded(self):
        meeting = self._create_meeting("agenda_approved", self.committee)
        with on_day("1405/06/04"):
            meeting.with_user(self.secretary).action_invite(number="د/۱")
        return meeting

    def test_he_gets_it_as_he_prefers(self):
        for way in ("inbox", "email"):
            with self.subTest(way=way):
                self.chair.notification_type = way
                before = self._told()
                meeting = self._recorded()
                message = self._told() - before
                self.assertEqual(len(message), 1)
                self.assertEqual(
                    (message.model, message.res_id), (meeting._name, meeting.id)
                )
                self.assertEqual(message.author_id, self.secretary.partner_id)
                for part in (self.secretary.name, "Issue Invitation"):
                    self.assertIn(part, message.body)
                self.assertEqual(
                    message.notification_ids.mapped("notification_type"), [way]
                )
                mails = self.env["mail.mail"].search(
                    [("mail_message_id", "=", message.id)]
                )
                # queued: Odoo sends it after the commit
                states = ["outgoing"] if way == "email" else []
                self.assertEqual(mails.mapped("state"), states)

    def test_what_he_does_himself_he_is_not_told_of(self):
        before = self._told()
        self._create_meeting("dispatched", self.committee)
        self.assertEqual(self._told(), before)

    def test_many_acts_of_one_step_are_one_message(self):
        seats = self.committee.seat_ids.with_user(self.officer).create(
            [
                {"committee_id": self.committee.id, "name": name, "reason": "As asked"}
                for name in ("A bank", "A union", "A school")
            ]
        )
        people = self.env["res.partner"].create([{"name": s.name} for s in seats])
        members = self.env["committee.member"].with_user(self.officer)
        members = members.create(
            [
                {"seat_id": seat.id, "partner_id": person.id}
                for seat, person in zip(seats, people, strict=True)
            ]
        )
        letters = members.with_user(self.officer)._drafted_letters(
            "decree", draft_missing=True
        )
        for number, letter in enumerate(letters, start=51):
            letter.number = f"ح/{number}"
        before = self._told()
        members.with_user(self.secretary).action_issue(on=day("1405/06/04"))
        message = self._told() - before
        self.assertEqual(len(message), 1)
        for person in people:
            self.assertIn(person.name, message.body)

    def test_a_chair_without_a_user_is_mailed(self):
        chair = self.committee.seat_ids.member_ids.filtered(lambda m: m.role == "chair")
        person = self.env["res.partner"].create(
            {"name": "Another chair", "email": "chair@example.com"}
        )
        chair.with_user(self.secretary).action_end(on=day("1405/06/01"), reason="Left")
        successor = self.env["committee.member"].with_user(self.officer)
        successor = successor.create(
            {"seat_id": chair.seat_id.id, "partner_id": person.id}
        )
        successor.with_user(self.secretary).action_seat(on=day("1405/06/02"))
        meeting = self._create_meeting("agenda_proposed", self.committee)
        with on_day("1405/06/03"):
            meeting.with_user(self.secretary).action_approve_agenda(number="ت/۱")
        message = self._told(person)
        self.assertEqual(message.notification_ids.notification_type, "email")

    def test_an_act_without_scan_stays_open_and_is_counted(self):
        meeting = self._recorded()
        for step in ("held", "recorded"):
            getattr(self, f"_to_{step}")(meeting, day("1405/06/16"))
        secretary = meeting.with_user(self.secretary)
        with on_day("1405/06/18"):
            secretary.action_sign_as_secretary()
        with on_day("1405/06/18"):
            secretary.action_sign_as_chair()
        self._to_dispatched(meeting, day("1405/06/16"))
        self._to_closed(meeting, day("1405/06/16"))
        self.assertEqual(meeting.state, "closed")
        self.assertEqual(len(meeting.missing_scans.splitlines()), 2)
        self.env.flush_all()
        standing = self.env["committee.province.standing"].with_user(self.national)
        row = standing.search([("company_id", "=", self.own.id)])
        self.assertEqual(row.open_scan_count, 2)
        officer = meeting.with_user(self.officer)
        officer.write({"signed_scan": b"Zm9v", "signed_scan_name": "scan.pdf"})
        letter = meeting.letter_ids.filtered("scan_missing")
        letter.with_user(self.officer).write({"scan": b"Zm9v"})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(meeting.missing_scans)
        self.assertEqual(row.open_scan_count, 0)

    # ------------------------------------------------------------
    # ACTS WITHOUT A LETTER
    # ------------------------------------------------------------

    def _open_papers(self):
        self.env.flush_all()
        standing = self.env["committee.province.standing"].with_user(self.national)
        row = standing.search([("company_id", "=", self.own.id)])
        row.invalidate_recordset()
        return row.open_scan_count

    def test_an_act_without_a_letter_has_a_place_for_its_scan(self):
        meeting = self._create_meeting("agenda_proposed", self.committee)
        before = self._open_papers()
        with on_day("1405/06/03"):
            meeting.with_user(self.secretary).action_return_agenda(reason="Too long")
        paper = meeting.act_paper_ids.with_user(self.officer)
        self.assertEqual((paper.step, paper.on), ("Return Agenda", day("1405/06/03")))
        self.assertIn("Return Agenda", meeting.missing_scans)
        self.assertEqual(self._open_papers(), before + 1)
        rows = self.env["committee.work"].with_user(self.officer).today()["rows"]
        waiting = [row["id"] for row in rows if row["model"] == paper._name]
        self.assertEqual(waiting, paper.ids)
        paper.write({"scan": pdf(), "scan_name": "returned.pdf"})
        self.assertFalse(meeting.missing_scans)
        self.assertEqual(self._open_papers(), before)
        with self.refused("Replace File"):
            paper.write({"scan": picture()})
        with on_day("1405/06/05"):
            paper.with_user(self.secretary).action_replace_file(reason="The wrong one")
        self.assertEqual(self._open_papers(), before + 1)

    def test_what_the_chair_does_himself_or_by_letter_has_none(self):
        meeting = self._create_meeting("agenda_proposed", self.committee)
        with on_day("1405/06/03"):
            meeting.with_user(self.chair).action_return_agenda(reason="Too long")
        self._recorded()
        self.assertFalse(self.env["committee.act.paper"].search([]))

    def test_the_dialog_takes_the_scan_with_the_step(self):
        meeting = self._recorded()
        steps = self.env["workflow.step"].with_user(self.secretary)
        step = steps.create(
            {
                "record_model": meeting._name,
                "record_id": meeting.id,
                "verb": "postpone",
                "on": day("1405/06/05"),
                "reason": "A storm",
                "scan": pdf(),
                "scan_name": "postponed.pdf",
            }
        )
        self.assertTrue(step.asks_scan and step.by_paper and not step.asks_letter)
        step.action_confirm()
        self.assertEqual(meeting.act_paper_ids.scan_name, "postponed.pdf")
        self.assertFalse(meeting.act_paper_ids.scan_missing)
