from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day
from odoo.addons.cluster_committee_import.tests.book import FilledBook

from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionSheet(ExtensionCase):
    """A sheet of another addon in the workbook of past facts: in the template, checked,
    recorded by a verb of the workflow, its errors named by row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("signed", cls.committee)
        cls.place = cls.own.province_id.province_name

    def _wizard(self, user=None, **values):
        imports = self.env["committee.book.import"].with_user(user or self.secretary)
        return imports.create(values)

    def _preview(self, book, user=None):
        wizard = self._wizard(user, file=book.content())
        wizard.action_preview()
        return wizard

    def _book(self, user=None, **values):
        book = FilledBook(self._wizard(user))
        row = {
            "province": self.place,
            "day": "1405/06/16",
            "filed": "1405/06/25",
            "shelf": "B-12",
        }
        return book, book.add("filed", **{**row, **values})

    def test_the_template_has_it(self):
        names = FilledBook(self._wizard()).book.sheetnames
        self.assertIn("Filed Originals", names)
        self.assertIn("Past Meetings", names)
        persian = FilledBook(self._wizard().with_context(lang="fa_IR"))
        self.assertTrue(persian.sheet("filed"))

    def test_its_rows_are_recorded_by_the_step(self):
        book, number = self._book()
        wizard = self._preview(book)
        (row,) = wizard.row_ids
        self.assertEqual((row.sheet, row.number), ("Filed Originals", number))
        self.assertEqual(row.fate, "changed")
        self.assertFalse(self.meeting.filed_on)
        wizard.action_confirm()
        self.assertEqual(self.meeting.filed_on, day("1405/06/25"))
        self.assertEqual(self.meeting.shelf, "B-12")
        act = self.meeting.act_ids.filtered(lambda act: act.verb == "file")
        self.assertTrue(act.on_paper)
        self.assertEqual(act.create_uid, self.secretary)
        self.assertEqual(set(self._preview(book).row_ids.mapped("fate")), {"same"})

    def test_the_owner_records_it_for_a_province(self):
        """By the steps that the sheet names, and no others."""
        book, _number = self._book(self.owner)
        self._preview(book, self.owner).action_confirm()
        self.assertEqual(self.meeting.filed_on, day("1405/06/25"))
        with self.refused("This step belongs to"):
            self.meeting.with_user(self.owner).action_file()

    def test_errors_are_named_by_row(self):
        book, number = self._book()
        bad = {}
        for place, held, filed, column, sentence in (
            (self.place, "17", "1405/07/01", "Meeting Held On", "No meeting of that"),
            (self.place, "15", "1405/06/14", "Original Filed On", "lies before"),
            (self.place, "16", "1405/07/01", "Meeting Held On", f"Row {number} says"),
            ("Nowhere", "16", "1405/07/01", "Province", "none of the 31 provinces"),
            (self.place, "16", None, "Original Filed On", ""),
        ):
            values = {"province": place, "day": f"1405/06/{held}", "filed": filed}
            bad[book.add("filed", **values)] = (column, sentence)
        wizard = self._preview(book)
        wrong = wizard.row_ids.filtered(lambda row: row.fate == "wrong")
        self.assertEqual(set(wrong.mapped("number")), set(bad))
        for row in wrong:
            column, sentence = bad[row.number]
            self.assertIn(column, row.column)
            self.assertIn(sentence, row.message)
        with self.refused("Nothing was imported", "sheet “Filed Originals”"):
            wizard.action_confirm()
        self.assertFalse(self.meeting.filed_on)

    def test_what_is_recorded_is_not_overwritten(self):
        with on_day("1405/06/20"):
            self.meeting.with_user(self.archivist).action_file()
        book, number = self._book()
        (row,) = self._preview(book).row_ids
        self.assertEqual((row.number, row.fate), (number, "wrong"))
        self.assertIn("an import does not overwrite it", row.message)
