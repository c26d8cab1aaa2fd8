import base64
import io

import openpyxl

from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day

from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionList(ExtensionCase):
    """A list of another addon from a spreadsheet: all rows are shown, then written, or
    none of them."""

    def _wizard(self, **values):
        imports = self.env["test.committee.loan.import"].with_user(self.officer)
        return imports.create(values)

    def _preview(self, *rows):
        template = io.BytesIO(base64.b64decode(self._wizard().template))
        book = openpyxl.load_workbook(template)
        for row in rows:
            book.worksheets[0].append(row)
        packed = io.BytesIO()
        book.save(packed)
        wizard = self._wizard(file=base64.b64encode(packed.getvalue()))
        wizard.action_preview()
        return wizard

    def test_rows_are_shown_and_written_all_or_none(self):
        meeting = self._create_meeting("held")
        good = ("The audit", "1405/06/16", "1405/10/01")
        wrong = ("A court", "1405/06/17", None)
        wizard = self._preview(good, wrong)
        self.assertEqual(
            wizard.row_ids.mapped(lambda row: (row.number, row.fate, row.label)),
            [(3, "wrong", "A court"), (2, "new", "The audit")],
        )
        with self.refused("Nothing was imported", "in row 3"):
            wizard.action_confirm()
        self.assertFalse(meeting.loan_ids)
        action = self._preview(good).action_confirm()
        loan = meeting.loan_ids
        self.assertEqual(action["domain"], [("id", "in", loan.ids)])
        self.assertEqual(loan.due_on, day("1405/10/01"))
        self.assertEqual(self._preview(good).row_ids.fate, "same")
        later = (*good[:2], "1405/11/01")
        self._preview(later).action_confirm()
        self.assertEqual(loan.due_on, day("1405/11/01"))
