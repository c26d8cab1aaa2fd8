import io

from docx import Document

from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.report_weasyprint.tests.pdf_text import read_back

from ...lib import letter_text
from ..common import TODAY, CommitteeCase, day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSnapshot(RefusalMixin, CommitteeCase):
    """What was issued tells the names of its day, on every surface."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("closed", cls.committee)
        cls.letters = cls.env["committee.letter"].search(
            [("committee_id", "=", cls.committee.id), ("state", "!=", "draft")]
        )
        cls.delegation = cls._create_delegation(cls.committee, "in_force")
        cls.duty = cls.env["committee.duty.holder"].with_user(cls.secretary)
        cls.duty = cls.duty.create(
            {
                "company_id": cls.own.id,
                "duty": "officer",
                "partner_id": cls.officer.partner_id.id,
                "date_from": day("1405/05/01"),
            }
        )
        cls.duty.action_appoint(on=day("1405/05/01"))

    def _word_texts(self, letter):
        document = Document(io.BytesIO(letter_text.word(letter._letter_parts())))
        cells = (
            cell.text
            for table in document.tables
            for row in table.rows
            for cell in row.cells
        )
        return [*(p.text for p in document.paragraphs), *cells]

    def _surfaces(self):
        """{what: text} of everything that tells what was issued."""
        self.env.invalidate_all()
        found = {}
        reports = self.env["ir.actions.report"]
        for letter in self.letters.with_user(self.officer):
            name = f"{letter.subject} {letter.number}"
            found["word", name] = self._word_texts(letter)
            found["text", name] = letter.automation_text
            printed, _kind = reports._render_qweb_pdf(
                "cluster_committee.action_report_committee_letter_paper", letter.ids
            )
            found["pdf", name] = printed
            # as if it had never been sealed
            paper = reports._get_report(letter._sealed_report)
            found["print", name] = read_back(reports._make_paper(paper, letter))
            with Form(letter) as form:
                found["signatory", name] = form.signatory_name
            found["recipients", name] = letter.recipient_ids.mapped("partner_name")
        for member in self.committee.seat_ids.member_ids.with_user(self.officer):
            found["register", member.id] = member.read(
                ["display_name", "partner_name", "institution_name", "post"]
            )
        for held in (self.delegation, self.duty):
            found[held._name] = held.read(["display_name", "partner_name"])
        found["delegator"] = self.delegation.delegator_name
        return found

    def _rename_everything(self):
        partners = (
            self.letters.signatory_id
            | self.letters.recipient_ids.partner_id
            | self.committee.seat_ids.member_ids.partner_id
            | self.committee.seat_ids.institution_id
            | self.delegation.partner_id
            | self.delegation.delegator_id
            | self.duty.partner_id
        )
        for partner in partners:
            partner.sudo().write(
                {"name": f"Renamed {partner.id}", "function": "Another post"}
            )
        self.committee.write({"chair_title": "مدیرکل"})
        self.committee.province_id.sudo().name = "استان دیگر"
        self.own.sudo().write({"name": "شرکت دیگر", "paper_letterhead": "سازمان دیگر"})
        # what no user can rename any more is renamed behind the guard
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE committee_meeting SET date_start = date_start + interval '3 days',"
            " date_end = date_end + interval '3 days',"
            " held_on = held_on + 3, place = 'elsewhere' WHERE id = %(meeting)s;"
            " UPDATE committee_agenda_item SET name = 'Renamed'"
            " WHERE meeting_id = %(meeting)s;"
            " UPDATE committee_seat SET name = 'Renamed'"
            " WHERE committee_id = %(committee)s;"
            " UPDATE committee_committee SET name = 'کمیتهٔ دیگر'"
            " WHERE id = %(committee)s",
            {"meeting": self.meeting.id, "committee": self.committee.id},
        )
        self.env.invalidate_all()

    def test_every_surface_tells_the_names_of_the_day(self):
        before = self._surfaces()
        self.assertGreater(len(before), 40)
        self._rename_everything()
        after = self._surfaces()
        self.maxDiff = None
        for what, text in before.items():
            with self.subTest(what=what):
                self.assertEqual(after[what], text)

    def test_a_draft_follows_its_contacts(self):
        person = self.env["res.partner"].create({"name": "Before"})
        letter = self.env["committee.letter"].with_user(self.officer)
        letter = letter.create(
            {
                "kind": "reminder",
                "committee_id": self.committee.id,
                "recipient_ids": [(0, 0, {"partner_id": person.id})],
            }
        )
        self.assertEqual(letter.recipient_ids.partner_name, "Before")
        person.name = "After"
        self.assertEqual(letter.recipient_ids.partner_name, "After")
        self.assertIn("After", letter._letter_parts()["to"][0])
        letter.with_user(self.secretary).action_issue(
            on=day("1405/06/01"), number="ی/۱"
        )
        person.name = "Later"
        self.env.invalidate_all()
        self.assertEqual(letter.recipient_ids.partner_name, "After")
        self.assertIn("After", letter._letter_parts()["to"][0])

    def test_a_copy_has_the_names_of_today(self):
        letter = self.letters.filtered(lambda x: x.kind == "formation_proposal")
        signatory = letter.signatory_id
        signatory.name = "Renamed"
        copy = letter.with_user(self.officer).copy()
        self.assertFalse(copy.sudo().snapshot)
        self.assertNotEqual(letter.signatory_name, "Renamed")
        self.assertIn(copy.signatory_name, ("Renamed", False))

    def test_nobody_writes_a_snapshot(self):
        letter = self.letters[:1]
        for record, values in (
            (letter, {"snapshot": {}}),
            (letter.sudo(), {"snapshot": {}}),
            (letter.sudo(), {"signatory_name": "x"}),
            (letter.recipient_ids.sudo()[:1], {"partner_name": "x"}),
            (self.committee.seat_ids.member_ids.sudo()[:1], {"partner_name": "x"}),
        ):
            with self.assertRaises(AccessError):
                record.write(values)
