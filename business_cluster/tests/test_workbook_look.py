import base64
import time

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base_import.models.base_import import ImportValidationError

from ..lib import spreadsheet
from . import hostile_books
from .common import ClusterCase

SECONDS = 2


@tagged("post_install", "-at_install")
class TestWorkbookLook(ClusterCase):
    """Files that would hold up the server are refused at a look, within two seconds."""

    def _refused_in_time(self, read, error):
        began = time.process_time()
        with self.assertRaises(error) as caught:
            read()
        self.assertLess(time.process_time() - began, SECONDS)
        return str(caught.exception)

    def _odoo_s_import(self, content, name="x.xlsx"):
        imports = self.env["base_import.import"].with_user(self.officer)
        return imports.create(
            {"res_model": "business.cluster", "file": content, "file_name": name}
        )

    def test_a_list_is_refused_in_a_sentence(self):
        for what, content in hostile_books.hostile().items():
            with self.subTest(what):
                wizard = self.env["business.cluster.import"].with_user(self.officer)
                wizard = wizard.create({"file": base64.b64encode(content)})
                said = self._refused_in_time(wizard.action_preview, UserError)
                self.assertIn("too large", said)
                self.assertFalse(wizard.row_ids)

    def test_odoo_s_own_import_refuses_them_too(self):
        books = hostile_books.hostile() | hostile_books.whole_sheet_only()
        files = {what: (content, "x.xlsx") for what, content in books.items()}
        files["the last cell of an old sheet"] = (hostile_books.far_xls(), "x.xls")
        files["a repeated cell"] = (hostile_books.wide_ods(), "x.ods")
        for what, (content, name) in files.items():
            with self.subTest(what):
                imported = self._odoo_s_import(content, name)
                said = self._refused_in_time(
                    lambda imported=imported: imported._read_file({}),
                    ImportValidationError,
                )
                self.assertIn("too large", said)
        answer = imported.parse_preview({"has_headers": True})
        self.assertIn("too large", answer["error"])

    def test_a_usual_file_is_read(self):
        """As wide and long as lists are, with a sheet that claims all cells as its own,
        as spreadsheets do after a column was coloured."""
        content = hostile_books.usual(spreadsheet.MAX_ROWS, 20)
        heads, lines = spreadsheet.read(content)
        self.assertEqual((len(heads), len(lines)), (20, spreadsheet.MAX_ROWS - 1))
        self.assertEqual(lines[0], (2, [f"خانهٔ 1، {place}" for place in range(20)]))
        claimed = hostile_books.repacked(
            hostile_books.usual(3, 2),
            sheet=lambda part: part.replace("A1:B3", "B2:XFD1048576"),
        )
        heads, lines = spreadsheet.read(claimed)
        self.assertEqual(heads, ["خانهٔ 0، 0", "خانهٔ 0، 1"])
        self.assertEqual([number for number, _values in lines], [2, 3])
        rows, _lines = self._odoo_s_import(hostile_books.usual())._read_file({})
        self.assertEqual(rows, 200)
