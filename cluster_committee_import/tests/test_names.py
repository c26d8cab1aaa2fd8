from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase

from .book import FilledBook

NO_NAMES = ("-", "–", "0", "۰", "...", "۱۲", "؟", "«»")
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "Err:502")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestNames(CommitteeCase):
    """What is no name is refused; what the file hides is told of."""

    def _wizard(self, user=None, **values):
        model = self.env["committee.book.import"].with_user(user or self.secretary)
        return model.create(values)

    def _book(self):
        return FilledBook(self._wizard())

    def _preview(self, book):
        wizard = self._wizard(file=book.content())
        wizard.action_preview()
        return wizard

    def test_what_is_no_name_is_refused_and_told(self):
        book = self._book()
        before = self.env["res.partner"].search_count([])
        rows = [
            book.add(
                "institutions",
                province=self.own.province_id.province_name,
                name=name,
                kind="سایر نهادها",
            )
            for name in NO_NAMES + ERRORS
        ]
        wizard = self._preview(book)
        told = {row.number: row for row in wizard.row_ids}
        for number, name in zip(rows, NO_NAMES + ERRORS, strict=True):
            with self.subTest(name=name):
                self.assertEqual(told[number].fate, "wrong")
                sentence = "no name" if name in NO_NAMES else "error of a formula"
                self.assertIn(sentence, told[number].message)
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_every_column_of_every_sheet_refuses_an_error_of_a_formula(self):
        sheets = self._wizard()._import_lists()
        wizard = self._wizard()
        for sheet in sheets:
            for place, column in enumerate(sheet.columns):
                for error in ERRORS:
                    with self.subTest(sheet=sheet.key, column=column.key, error=error):
                        values = [None] * place + [error]
                        row = wizard._read_row(
                            3, values, {column.key: place}, sheet.columns
                        )
                        self.assertIn("error of a formula", " ".join(row.errors))
                        self.assertNotIn(column.key, row.values)

    def test_every_column_of_names_refuses_what_is_none(self):
        named = {
            (sheet.key, column.key)
            for sheet in self._wizard()._import_lists()
            for column in sheet.columns
            if column.kind == "name"
        }
        self.assertLessEqual(
            {
                ("institutions", "name"),
                ("seats", "name"),
                ("seats", "institution"),
                ("users", "name"),
                ("holders", "name"),
                ("holders", "seat"),
                ("meetings", "place"),
                ("meetings", "items"),
            },
            named,
        )
        wizard = self._wizard()
        for sheet in wizard._import_lists():
            for column in sheet.columns:
                if column.kind == "name":
                    for name in NO_NAMES:
                        row = wizard._read_row(
                            3, [name], {column.key: 0}, sheet.columns
                        )
                        self.assertIn("no name", " ".join(row.errors))

    def test_what_the_file_hides_is_told(self):
        book = self._book()
        place = self.own.province_id.province_name
        for number in range(4):
            book.add(
                "institutions",
                province=place,
                name=f"نهاد {'الف' * (number + 1)}",
                kind="سایر نهادها",
            )
        self.assertFalse(self._preview(book).oddities)
        page = book.sheet("institutions")
        page.row_dimensions[4].hidden = True
        page.row_dimensions[5].hidden = True
        page.column_dimensions["D"].hidden = True
        page.merge_cells("C5:C6")
        book.sheet("seats").sheet_state = "hidden"
        wizard = self._preview(book)
        lines = wizard.oddities.splitlines()
        self.assertEqual(len(lines), 4)
        for part in ("4, 5", "C5:C6", "D", "Seats"):
            self.assertTrue(any(part in line for line in lines), part)
        # hidden rows are read, and the merged one lacks its value
        fates = {row.number: row.fate for row in wizard.row_ids}
        self.assertEqual((fates[4], fates[6]), ("new", "wrong"))
