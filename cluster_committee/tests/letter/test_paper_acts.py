import io
import zipfile
from datetime import timedelta

from docx import Document

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from ...lib import letter_text
from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPaperActs(RefusalMixin, CommitteeCase):
    """A letter leaves for the chair's own registry and comes back with one entry."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def _drafted(self, kind="invitation", state="agenda_approved", **values):
        meeting = self._create_meeting(state, self.committee, **values)
        officer = meeting.with_user(self.officer)
        opened = officer.with_context(letter_kind=kind).action_draft_letter()
        letter = self.env["committee.letter"].browse(opened["res_id"])
        return meeting, letter.with_user(self.officer)

    # ------------------------------------------------------------
    # COMING BACK
    # ------------------------------------------------------------

    def test_number_and_date_are_entered_once_and_confirmed(self):
        meeting, letter = self._drafted()
        secretary = letter.with_user(self.secretary)
        with self.refused("does not wait for you"):
            secretary.action_confirm()
        with self.refused("has no number"):
            letter.action_register(on=day("1405/06/04"))
        letter.action_register(
            on=day("1405/06/04"),
            number="۱۴۰۵/۵۵/د",
            values={"signatory_id": self.chair.partner_id.id, "state": "sent"},
        )
        self.assertEqual((letter.state, meeting.state), ("draft", "agenda_approved"))
        self.assertTrue(letter.awaits_confirmation)
        self.assertEqual(letter.registered_by_id, self.officer)
        self.assertEqual(meeting.pending_letter_id, letter)
        self.assertEqual(self.committee.pending_letter_count, 1)
        self.assertTrue(secretary.can_confirm)
        self.assertFalse(letter.can_confirm)
        with self.refused("does not wait for you"):
            letter.action_confirm()
        secretary.action_confirm()
        self.assertEqual((meeting.state, letter.state), ("invited", "issued"))
        self.assertEqual(
            (letter.number, letter.letter_date), ("۱۴۰۵/۵۵/د", day("1405/06/04"))
        )
        self.assertEqual(meeting.invited_on, day("1405/06/04"))
        self.assertEqual(letter.signatory_id, self.chair.partner_id)
        self.assertTrue(letter.on_paper and letter.scan_missing)
        self.assertFalse(letter.awaits_confirmation)

    def test_each_kind_of_the_chair_is_confirmed_into_its_step(self):
        for kind, state, target in (
            ("agenda_approval", "agenda_proposed", "agenda_approved"),
            ("dispatch", "signed", "dispatched"),
        ):
            with self.subTest(kind=kind):
                meeting, letter = self._drafted(kind, state)
                letter.action_register(on=day("1405/06/20"), number=f"د/{kind}")
                letter.with_user(self.secretary).action_confirm()
                self.assertEqual(meeting.state, target)
        seat = self.committee.seat_ids.with_user(self.officer).create(
            {
                "committee_id": self.committee.id,
                "name": "A bank",
                "reason": "As it is asked for",
            }
        )
        person = self.env["res.partner"].create({"name": "A banker"})
        member = seat.member_ids.create({"seat_id": seat.id, "partner_id": person.id})
        letter = self.env["committee.letter"].with_user(self.officer)
        letter = letter.create(member._prepare_letter_values("decree"))
        letter.action_register(on=day("1405/06/20"), number="ح/۹۹")
        letter.with_user(self.secretary).action_confirm()
        self.assertEqual((member.state, member.letter_id), ("seated", letter))

    def test_what_is_no_letter_of_the_chair_is_not_entered_so(self):
        letter = self.env["committee.letter"].with_user(self.officer)
        reminder = letter.create(
            {"kind": "reminder", "committee_id": self.committee.id}
        )
        self.assertFalse(reminder.can_register)
        with self.refused("whose way is another one"):
            reminder.action_register(number="۱")
        astray = letter.create({"kind": "dispatch", "committee_id": self.committee.id})
        with self.refused("neither the meeting nor the member"):
            astray.action_register(number="۱")
        with self.refused("in the future"):
            self._drafted()[1].action_register(on=day("1405/09/03"), number="۱")

    def test_nobody_forges_who_entered_it(self):
        _meeting, letter = self._drafted()
        for values in (
            {"registered_by_id": self.secretary.id},
            {"registered_at": "2026-01-01 00:00:00"},
            {"awaits_confirmation": True},
        ):
            with self.assertRaises(AccessError):
                letter.write(values)

    def test_the_step_wizard_hands_over_number_signatory_and_scan(self):
        _meeting, letter = self._drafted()
        step = (
            self.env["workflow.step"]
            .with_user(self.officer)
            .create(
                {
                    "record_model": letter._name,
                    "record_id": letter.id,
                    "verb": "register",
                    "on": day("1405/06/04"),
                    "number": "د/۷۱",
                    "signatory_id": self.chair.partner_id.id,
                    "scan": b"JVBERi0=",
                    "scan_name": "scan.pdf",
                }
            )
        )
        self.assertTrue(step.asks_letter and step.asks_signatory)
        step.action_confirm()
        self.assertEqual((letter.number, letter.scan_name), ("د/۷۱", "scan.pdf"))
        self.assertTrue(letter.awaits_confirmation)

    def test_the_step_wizard_proposes_who_signs(self):
        meeting, letter = self._drafted()
        steps = self.env["workflow.step"]
        for user, target, verb in (
            (self.officer, letter, "register"),
            (self.secretary, meeting, "invite"),
        ):
            asked = steps.with_user(user).with_context(
                default_record_model=target._name,
                default_record_id=target.id,
                default_verb=verb,
            )
            found = asked.default_get(["record_model", "record_id", "verb", "on"])
            self.assertEqual(found["signatory_id"], self.chair.partner_id.id)

    def test_open_scans_are_counted_and_listed(self):
        meeting, letter = self._drafted()
        letter.action_register(on=day("1405/06/04"), number="د/۱")
        before = self.committee.open_scan_count
        letter.with_user(self.secretary).action_confirm()
        self.env.invalidate_all()
        self.assertEqual(self.committee.open_scan_count, before + 1)
        action = self.committee.with_user(self.officer).action_open_scans()
        found = letter.search(action["domain"])
        self.assertIn(letter, found)
        letter.scan = b"JVBERi0="
        self.env.invalidate_all()
        self.assertEqual(self.committee.open_scan_count, before)
        self.assertNotIn(letter, letter.search(action["domain"]))

    # ------------------------------------------------------------
    # A MISTYPED NUMBER
    # ------------------------------------------------------------

    def test_an_old_number_is_kept_and_found(self):
        meeting = self._create_meeting("invited", self.committee)
        letter = meeting._issued_letters("invitation").with_user(self.secretary)
        before = letter.number
        letter.action_correct_number(number="د/۹۹", reason="Two digits were swapped.")
        letter.action_correct_number(number="د/۱۰۰", reason="Once more.")
        self.assertEqual(letter.number, "د/۱۰۰")
        kept = letter.correction_ids.sorted("id")
        self.assertEqual(kept.mapped("number"), [before, "د/۹۹"])
        self.assertEqual(kept.mapped("new_number"), ["د/۹۹", "د/۱۰۰"])
        self.assertEqual(kept[0].reason, "Two digits were swapped.")
        self.assertEqual(kept.create_uid, self.secretary)
        found = letter.search([("correction_ids.number", "ilike", before)])
        self.assertIn(letter, found)
        with self.assertRaises(AccessError):
            kept[0].write({"number": "د/۱"})
        with self.assertRaises(UserError):
            kept[0].sudo().unlink()

    def test_a_corrected_number_that_stands_already_is_told(self):
        first, second = (
            self._create_meeting("invited", self.committee)._issued_letters(
                "invitation"
            )
            for _meeting in range(2)
        )
        second.with_user(self.secretary).action_correct_number(
            number="ش/۷۷", reason="Mistyped."
        )
        self.env.invalidate_all()
        self.assertFalse(first.has_twin or second.has_twin)
        first.with_user(self.secretary).action_correct_number(
            number="ش/77", reason="Mistyped."
        )
        self.env.invalidate_all()
        self.assertTrue(first.has_twin and second.has_twin)

    # ------------------------------------------------------------
    # REPLIES
    # ------------------------------------------------------------

    def _reply(self, row, **values):
        return (
            self.env["committee.invitation.reply"]
            .with_user(self.officer)
            .create({"attendance_id": row.id, **values})
        )

    def test_a_reply_is_recorded_on_behalf_and_marked_so(self):
        meeting = self._create_meeting("invited", self.committee)
        row = meeting.attendance_ids[2].with_user(self.officer)
        reply = self._reply(
            row, channel="messenger", answer="represented", told_by="His office"
        )
        self.assertEqual(reply.create_uid, self.officer)
        self.assertEqual((reply.company_id, reply.meeting_id), (self.own, meeting))
        self.assertEqual(row.reply, "represented")
        for part in ("Messenger", "2026-11-23", self.officer.name):
            self.assertIn(part, row.reply_note)
        with self.assertRaises(AccessError):
            reply.answer = "coming"
        with self.assertRaises(AccessError):
            reply.unlink()
        self._reply(row, answer="not_coming")
        self.env.invalidate_all()
        self.assertEqual(row.reply, "not_coming")  # the later one
        self.assertEqual(len(row.reply_ids), 2)

    def test_a_reply_has_a_day_between_invitation_and_today(self):
        meeting = self._create_meeting("invited", self.committee)
        row = meeting.attendance_ids[2]
        for on in (meeting.invited_on - timedelta(days=1), day("1405/09/03")):
            with self.refused("correct its date"):
                self._reply(row, replied_on=on)

    def test_replies_before_a_postponement_are_old(self):
        meeting = self._create_meeting("invited", self.committee)
        row = meeting.attendance_ids[2]
        reply = self._reply(row, replied_on=meeting.invited_on)
        with on_day("1405/06/10"):
            meeting.with_user(self.chair).action_postpone(reason="A reason")
        with self.refused("Nothing can be added", error=AccessError):
            self._reply(row)
        later = meeting.date_start + timedelta(days=7)
        meeting.with_user(self.officer).write(
            {"date_start": later, "date_end": later + timedelta(hours=2)}
        )
        with on_day("1405/06/12"):
            meeting.with_user(self.chair).action_invite(number="د/۶")
        self.env.invalidate_all()
        self.assertTrue(reply.is_old)
        self.assertFalse(row.reply)
        self._reply(row, answer="coming")
        self.env.invalidate_all()
        self.assertEqual(row.reply, "coming")

    def test_a_foreign_secretariat_records_no_reply(self):
        meeting = self._create_meeting("invited", self.committee)
        with self.assertRaises(AccessError):
            self.env["committee.invitation.reply"].with_user(
                self.foreign_officer
            ).create({"attendance_id": meeting.attendance_ids[0].id})


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestLetterFile(RefusalMixin, CommitteeCase, HttpCase):
    """The chair's letter as a file or a text for the governorate's automation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.own.name = "شرکت شهرک‌های صنعتی استان کهگیلویه و بویراحمد"
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("agenda_approved", cls.committee)
        officer = cls.meeting.with_user(cls.officer)
        opened = officer.with_context(letter_kind="invitation").action_draft_letter()
        cls.letter = cls.env["committee.letter"].browse(opened["res_id"])

    def test_the_text_has_all_that_the_paper_says(self):
        text = self.letter.with_user(self.officer).automation_text
        for part in (
            "اعضای محترم و مدعوین",
            "(به شرح فهرست گیرندگان)",
            "موضوع: دعوت به جلسهٔ",
            "با سلام و احترام؛",
            "بدین‌وسیله از جنابعالی دعوت می‌شود",
            "۱۶ شهریور ۱۴۰۵",
            "محل: سالن جلسات استانداری",
            "۱- First item",
            "گیرندگان:",
        ):
            self.assertIn(part, text)
        addressed = self.letter._addressed_recipients()
        self.assertGreater(len(addressed), 5)
        for recipient in addressed:
            self.assertIn(recipient.partner_id.name.split()[0], text)
        self.assertNotIn("\u2068", text)

    def test_a_letter_that_came_in_has_neither(self):
        letter = self.env["committee.letter"].create(
            {"kind": "introduction", "committee_id": self.committee.id}
        )
        self.assertFalse(letter.automation_text)
        with self.refused("came from another organisation"):
            letter.action_download_word()

    def test_the_word_file_runs_from_the_right(self):
        content = letter_text.word(self.letter._letter_parts())
        document = Document(io.BytesIO(content))
        texts = [p.text for p in document.paragraphs if p.text]
        self.assertEqual(texts[0], letter_text.IN_THE_NAME)
        self.assertTrue(any(t.startswith("موضوع: دعوت به") for t in texts))
        xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        written = [p for p in document.paragraphs if p.text]
        for paragraph in written:
            self.assertIsNotNone(paragraph._p.pPr.find(f"{NS}bidi"), paragraph.text)
            self.assertTrue(all(run.font.rtl for run in paragraph.runs))
        _head, agenda, recipients = document.tables
        self.assertEqual(xml.count("<w:bidiVisual/>"), 3)
        self.assertEqual(len(agenda.rows), 1 + len(self.meeting.agenda_item_ids))
        self.assertEqual(
            len(recipients.rows), 1 + len(self.letter._addressed_recipients())
        )
        self.assertEqual(recipients.rows[1].cells[0].text, "۱")
        self.assertEqual(
            [cell.text for cell in recipients.rows[0].cells],
            list(letter_text.RECIPIENT_HEADS),
        )

    def test_its_tables_fit_the_page_and_no_empty_one_follows(self):
        content = letter_text.word(self.letter._letter_parts())
        document = Document(io.BytesIO(content))
        for table in document.tables:
            width = sum(column.width.cm for column in table.columns)
            self.assertAlmostEqual(width, 16, 1)  # of 21, between the margins
        number, name, _purpose = document.tables[2].columns
        self.assertLess(number.width, name.width)
        last = document.paragraphs[-1]
        self.assertFalse(last.text)
        self.assertLessEqual(last.paragraph_format.line_spacing.pt, 4)

    def test_who_may_not_read_the_letter_gets_no_file(self):
        url = self.letter.with_user(self.officer).action_download_word()["url"]
        self.authenticate(self.officer.login, self.officer.login)
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("wordprocessingml", answer.headers["Content-Type"])
        Document(io.BytesIO(answer.content))
        self.authenticate(self.foreign_officer.login, self.foreign_officer.login)
        self.assertEqual(self.url_open(url).status_code, 404)


NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
