import base64
import hashlib
from functools import partial
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY
from odoo.addons.report_weasyprint.tests.pdf_text import read_back, squeezed

from ..roles import ADDON
from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionPaper(ExtensionCase, HttpCase):
    """A paper of another addon: made by the engine, sealed once, served by the route,
    refused where it was changed, and nobody's to write."""

    real_paper = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with patch.object(
            cls.env.registry["ir.actions.report"],
            "_make_document",
            lambda self, record: b"%PDF-",
        ):  # the papers on the road to it are others'
            committee = cls._create_committee()
            cls.meeting = cls._create_meeting("signed", committee)
        cls.loan = cls._create_loan(cls.meeting, "lent", borrower="حسابرسی کل")
        cls.report = f"{ADDON}.action_report_test_committee_loan"

    def _print(self, loan, user):
        reports = self.env["ir.actions.report"].with_user(user)
        reports = reports.with_context(force_report_rendering=True)
        return reports._render_qweb_pdf(self.report, loan.ids)[0]

    def _file(self):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", self.loan._name),
                ("res_id", "=", self.loan.id),
                ("res_field", "=", "document"),
            ]
        )

    def test_it_is_made_with_the_letterhead(self):
        page = "".join(read_back(self.loan.with_user(self.archivist)._sealed_bytes()))
        for text in ("رسید امانت سند", "حسابرسی کل", "بایگانی اسناد", "Page 1"):
            self.assertIn(squeezed(text), page)
        self.assertIn(squeezed(self.own.name), page)
        self.assertNotIn(squeezed("پیش‌نویس"), page)

    def test_the_line_of_another_addon_stands_in_the_letterhead(self):
        lines = self.own._letterhead_lines()
        self.assertIn(self.own.name, lines)
        self.assertEqual(lines[-1], "بایگانی اسناد")
        self.own.paper_letterhead = "Written by the company"
        self.assertEqual(self.own._letterhead_lines(), ["Written by the company"])

    def test_it_is_sealed_once(self):
        content = self.loan._sealed_bytes()
        digest = hashlib.sha256(content).hexdigest()
        self.assertEqual(self.loan.document_sha256, digest)
        self.assertEqual(self.loan.document_name, f"loan-{self.loan.id}.pdf")
        self.loan.with_user(self.officer).note = "A note that came later"
        self.assertEqual(self._print(self.loan, self.officer), content)

    def test_it_is_served_to_who_may_read_the_record(self):
        content = self.loan._sealed_bytes()
        action = self.loan.with_user(self.archivist).action_open_document()
        for user, code in (
            (self.archivist, 200),
            (self.officer, 200),
            (self.foreign_officer, 404),
            (self.foreign_archivist, 404),
        ):
            self.authenticate(user.login, user.login)
            answer = self.url_open(action["url"], allow_redirects=False)
            self.assertEqual(answer.status_code, code, user.login)
            self.assertEqual(answer.content == content, code == 200)

    def test_changed_bytes_are_refused(self):
        self.env["ir.attachment"].flush_model()
        self.env.cr.execute(  # in the database: no step and no write does it
            "UPDATE ir_attachment SET store_fname = NULL, db_datas = %s WHERE id = %s",
            [b"%PDF-forged", self._file().id],
        )
        self.env.invalidate_all()
        with self.refused("its SHA-256 differs"):
            self.loan.with_user(self.officer)._sealed_bytes()
        with self.refused("its SHA-256 differs"):
            self._print(self.loan, self.officer)

    def test_its_fields_and_its_file_are_guarded(self):
        forged = base64.b64encode(b"FORGED").decode()
        for values in (
            {"document": forged},
            {"document_name": "forged.pdf"},
            {"document_sha256": "0"},
        ):
            for hands in (self.loan.with_user(self.officer), self.loan.sudo()):
                with self.refused("by the steps of the procedure", error=AccessError):
                    hands.write(values)
            line = {"loan_ids": [Command.update(self.loan.id, values)]}
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.meeting.sudo().write(line)
        file = self._file()
        self.assertTrue(file)
        for user in (self.officer, self.archivist, self.secretary):
            mine = file.with_user(user)
            for attempt in (
                partial(mine.write, {"raw": b"FORGED"}),
                partial(mine.write, {"res_field": False}),
                mine.unlink,
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    attempt()

    def test_it_is_refused_where_it_may_not_be_printed(self):
        loan = self._create_loan(self.meeting, due_on=False)
        with self.refused("Say until when it is lent.", error=UserError):
            self._print(loan, self.officer)

    def test_a_draft_is_marked_and_not_kept(self):
        loan = self._create_loan(self.meeting)
        page = "".join(read_back(self._print(loan, self.officer)))
        self.assertIn(squeezed("پیش‌نویس"), page)
        self.assertFalse(loan.document_sha256)
