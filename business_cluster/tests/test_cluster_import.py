import base64
import io
from datetime import datetime

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from ..lib import spreadsheet
from .common import TODAY, ClusterCase, day
from .refusal import RefusalMixin

HEADS = (
    *("Cluster", "Main Product", "Location", "Number of Firms"),
    *("Cluster Development Agent (CDA)", "Identified On", "Prioritised On"),
    *("Feasibility Study Since", "Result of the Feasibility Study"),
    "Diagnostic Study Since",
)
CHEESE = (
    *("خوشه پنیر لیقوان", "پنیر", "لیقوان", "۱۴۰", "شرکت توسعه سهند"),
    *("1402/02/05", datetime(2023, 10, 2), "۱۴۰۳/۲/۱", "Positive", "1403-09-15"),
)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestClusterImport(RefusalMixin, ClusterCase):
    """The list of a province, from its spreadsheet to the register."""

    def _wizard(self, *rows, heads=HEADS, user=None):
        return self._of_file(self._xlsx([heads, *rows]), user)

    def _of_file(self, content, user=None):
        wizards = self.env["business.cluster.import"].with_user(user or self.officer)
        return wizards.create({"file": base64.b64encode(content)})

    def _xlsx(self, rows):
        book, packed = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(packed)
        return packed.getvalue()

    def _clusters(self):
        return self.env["business.cluster"].search([("company_id", "=", self.own.id)])

    def _fates(self, wizard):
        wizard.action_preview()
        return wizard.row_ids.mapped("fate")

    def _import(self, *rows, **options):
        wizard = self._wizard(*rows, **options)
        wizard.action_preview()
        wizard.action_confirm()
        return wizard

    def test_a_list_becomes_clusters_with_their_history(self):
        wizard = self._wizard(CHEESE, ("کفش دست‌دوز", *[None] * 9))
        self.assertEqual(self._fates(wizard), ["new", "new"])
        self.assertIn("new contact", wizard.row_ids[0].message)
        self.assertFalse(self._clusters(), "a preview writes nothing")
        wizard.action_confirm()
        cheese = self._clusters().filtered("product")
        self.assertEqual(len(self._clusters()), 2)
        self.assertEqual(
            (cheese.state, cheese.firm_count, cheese.agent_id.name),
            ("diagnostic", 140, "شرکت توسعه سهند"),
        )
        self.assertEqual(
            cheese.stage_ids.sorted("on").mapped("on"),
            [
                day(on)
                for on in ("1402/02/05", "1402/07/10", "1403/02/01", "1403/09/15")
            ],
        )

    def test_twice_gives_no_doubles(self):
        self._import(CHEESE)
        other_spelling = ("پنير ليقوان", *CHEESE[1:])
        wizard = self._wizard(CHEESE)
        self.assertEqual(self._fates(wizard), ["same"])
        wizard.action_confirm()
        self.assertEqual(self._fates(self._wizard(other_spelling)), ["changed"])
        self.assertEqual(len(self._clusters()), 1)
        partners = self.env["res.partner"].search([("name", "=", CHEESE[4])])
        self.assertEqual(len(partners), 1)

    def test_what_has_changed_is_shown_and_written(self):
        self._import((*CHEESE[:7], None, None, None))
        wizard = self._wizard((*CHEESE[:3], 150, *CHEESE[4:]))
        self.assertEqual(self._fates(wizard), ["changed"])
        message = wizard.row_ids.message
        self.assertIn("Number of Firms: “140” becomes “150”.", message)
        self.assertIn("Diagnostic Study: 1403/09/15 is added.", message)
        wizard.action_confirm()
        cluster = self._clusters()
        self.assertEqual((cluster.state, cluster.firm_count), ("diagnostic", 150))

    def test_an_empty_cell_leaves_what_is_there(self):
        self._import(CHEESE)
        self._import((CHEESE[0], *[None] * 9))
        self.assertEqual(self._clusters().product, "پنیر")

    def test_a_row_of_blanks_is_no_row(self):
        blank = (" ", "\u200c", None, "\u00a0", "", "\u200b", *[None] * 4)
        wizard = self._wizard(blank, CHEESE, blank, ("کفش", *[None] * 9))
        self.assertEqual(self._fates(wizard), ["new", "new"])
        self.assertEqual(wizard.row_ids.mapped("number"), [3, 5])

    def test_what_is_wrong_is_said_and_nothing_is_written(self):
        empty = [None] * 9
        wrong = (
            ((None, "x", *empty[1:]), "“Cluster” is missing"),
            (("A", None, None, "many", *empty[3:]), "no whole number"),
            (("B", None, None, -1, *empty[3:]), "not negative"),
            (("C", *empty[:4], "1404/13/01", *empty[5:]), "1404/13/01"),
            (("D", *empty[:4], "1405/09/03", *empty[5:]), "future"),
            (("E", *empty[:5], "1404/01/01", *empty[6:]), "Identified” is missing"),
            (
                ("F", *empty[:4], "1404/02/01", "1404/01/01", *empty[6:]),
                "before the step before it",
            ),
            (("G", *CHEESE[1:8], None, CHEESE[9]), "positive feasibility study"),
            (("H", *CHEESE[1:8], "Perhaps", None), "Positive, Negative"),
            (("A", *empty), "Row 3 is the same cluster"),
        )
        wizard = self._wizard(*(row for row, _why in wrong))
        self.assertEqual(self._fates(wizard), ["wrong"] * len(wrong))
        for row, (_values, why) in zip(wizard.row_ids, wrong, strict=True):
            self.assertIn(why, row.message)
        with self.refused("Nothing was imported: 10 rows are wrong", "row 2"):
            wizard.action_confirm()
        self.assertFalse(self._clusters())

    def test_one_wrong_row_stops_all(self):
        wizard = self._wizard(CHEESE, ("B", None, None, "many", *[None] * 6))
        # what has to be mended comes first
        self.assertEqual(self._fates(wizard), ["wrong", "new"])
        with self.refused("Nothing was imported"):
            wizard.action_confirm()
        self.assertFalse(self._clusters())

    def test_a_recorded_day_is_not_overwritten(self):
        self._import(CHEESE)
        wizard = self._wizard((*CHEESE[:5], "1402/02/06", *CHEESE[6:]))
        self.assertEqual(self._fates(wizard), ["wrong"])
        self.assertIn("recorded for 1402/02/05 already", wizard.row_ids.message)

    def test_steps_of_the_secretary_are_not_taken_by_an_officer(self):
        heads = (*HEADS, "Action Planning Since", "Action Plan Approved On")
        row = (*CHEESE, "1404/09/01", "1405/02/20")
        wizard = self._wizard(row, heads=heads)
        self.assertEqual(self._fates(wizard), ["wrong"])
        self.assertIn("is recorded by", wizard.row_ids.message)
        self._import(row, heads=heads, user=self.secretary)
        self.assertEqual(self._clusters().state, "plan_approved")

    def test_what_changed_since_the_preview_is_shown_again(self):
        wizard = self._wizard(CHEESE)
        wizard.action_preview()
        self._create_cluster(name=CHEESE[0])
        shown = wizard.action_confirm()
        self.assertEqual(shown["res_model"], wizard._name)
        self.assertEqual(wizard.row_ids.mapped("fate"), ["changed"])
        self.assertFalse(self._clusters().product)

    def test_the_template_is_read_in_both_languages(self):
        self.env["res.lang"]._activate_lang("fa_IR")
        self.env["ir.module.module"]._load_module_terms(["business_cluster"], ["fa_IR"])
        for lang, right_to_left in (("en_US", False), ("fa_IR", True)):
            wizard = self._wizard().with_context(lang=lang)
            book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
            sheet = book.worksheets[0]
            self.assertEqual(bool(sheet.sheet_view.rightToLeft), right_to_left)
            sheet.append([f"خوشه {lang}"])
            packed = io.BytesIO()
            book.save(packed)
            for reader in ("en_US", "fa_IR"):
                filled = self._of_file(packed.getvalue()).with_context(lang=reader)
                self.assertEqual(self._fates(filled), ["new"], (lang, reader))
                self.assertFalse(filled.unread)

    def test_the_template_is_at_hand_before_a_file_is_chosen(self):
        wizards = self.env["business.cluster.import"].with_user(self.officer)
        wizard = Form(wizards).save()  # as the button does
        action = wizard.action_download_template()
        self.assertEqual(action["target"], "self")
        place = f"/web/content/{wizard._name}/{wizard.id}/template?"
        self.assertTrue(action["url"].startswith(place))
        self.assertTrue(base64.b64decode(wizard.template).startswith(b"PK"))
        with self.refused("Download the template"):
            wizard.action_preview()

    def test_columns_that_are_not_known_are_named(self):
        wizard = self._wizard(("A", "x"), heads=("Cluster", "Colour"))
        self.assertEqual(self._fates(wizard), ["new"])
        self.assertEqual(wizard.unread, "Colour")
        with self.refused("Missing: Cluster"):
            self._wizard(("A",), heads=("Colour",)).action_preview()

    def test_a_file_that_is_none_is_refused_in_words(self):
        for content, part in (
            (b"PK\x03\x04 no archive", "no spreadsheet"),
            (b"name;product\n", "no spreadsheet"),
            (self._xlsx([]), "is empty"),
            (self._xlsx([HEADS, *[("x",)] * (spreadsheet.MAX_ROWS + 1)]), "too large"),
            (b"x" * (spreadsheet.MAX_BYTES + 1), "too large"),
        ):
            with self.refused(part, error=UserError):
                self._of_file(content).action_preview()
