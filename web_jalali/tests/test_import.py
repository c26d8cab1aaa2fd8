import io
from datetime import date, datetime

import openpyxl

from odoo.tests import tagged

from .common import JalaliCase

WRITTEN = [
    "1405/09/02",
    "۱۴۰۵/۰۹/۰۲",
    "1405-9-2",
    "۲ آذر ۱۴۰۵",
    "2026-11-23",
    "05/09/02",
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@tagged("post_install", "-at_install")
class TestImport(JalaliCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant("base.group_system")

    def _open(self, content, kind, user=None, model="calendar.event"):
        wizard = self.as_user(user or self.persian, "base_import.import")
        return wizard.create(
            {"res_model": model, "file": content, "file_type": kind, "file_name": "x"}
        )

    def _open_csv(self, rows, **options):
        lines = [",".join(row) for row in rows]
        return self._open("\n".join(lines).encode(), "text/csv", **options)

    def _open_xlsx(self, rows, **options):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return self._open(stream.getvalue(), XLSX, **options)

    def _import(self, wizard, fields, **options):
        options = {
            "has_headers": True,
            "quoting": '"',
            "separator": ",",
            "advanced": False,
            **options,
        }
        preview = wizard.parse_preview(dict(options))
        self.assertNotIn("error", preview)
        chosen = {
            key: preview["options"].get(key)
            for key in ("date_format", "datetime_format")
        }
        result = wizard.execute_import(fields, fields, {**options, **chosen})
        return preview, result

    def test_dates_of_a_csv_are_read_in_all_ways_of_writing(self):
        rows = [["Name", "Day"], *(["x", text] for text in WRITTEN)]
        wizard = self._open_csv(rows)
        preview, result = self._import(wizard, ["name", "start_date"])
        self.assertIn("date", preview["header_types"][1])
        self.assertEqual(result["messages"], [])
        starts = [event.start_date for event in self._imported(result)]
        self.assertEqual(starts, [date(2026, 11, 23)] * len(WRITTEN))

    def _imported(self, result):
        return self.env["calendar.event"].browse(result["ids"])

    def test_moments_are_local(self):
        rows = [
            ["Name", "Start", "Stop"],
            ["x", "۱۴۰۵/۰۹/۰۲ ۱۰:۳۰", "1405/09/02 11:30:00"],
            ["y", "1405/09/02 00:15:00", "1405/9/2 1:00"],
        ]
        preview, result = self._import(self._open_csv(rows), ["name", "start", "stop"])
        self.assertEqual(preview["header_types"][1], ["datetime"])
        self.assertEqual(result["messages"], [])
        self.assertEqual(
            self._imported(result).mapped("start"),
            [datetime(2026, 11, 23, 7, 0), datetime(2026, 11, 22, 20, 45)],
        )

    def test_a_spreadsheet_may_mix_real_dates_and_text(self):
        rows = [
            ["Name", "Day"],
            ["real", date(2026, 11, 23)],
            ["text", "1405/09/02"],
            ["Persian", "۱۴۰۵/۹/۲"],
            ["none", None],
        ]
        wizard = self._open_xlsx(rows)
        _preview, result = self._import(wizard, ["name", "start_date"])
        self.assertEqual(result["messages"], [])
        starts = [event.start_date for event in self._imported(result)]
        self.assertEqual(starts[:3], [date(2026, 11, 23)] * 3)

    def test_an_impossible_day_is_refused_with_its_row_and_nothing_is_imported(self):
        before = self.env["calendar.event"].search_count([])
        rows = [
            ["Name", "Day"],
            ["a", "1405/09/02"],
            ["b", "1404/12/30"],
            ["c", "۱۴۰۵/۱۳/۰۱"],
            ["d", "soon"],
        ]
        for wizard in (self._open_csv(rows), self._open_xlsx(rows)):
            _preview, result = self._import(wizard, ["name", "start_date"])
            [message] = result["messages"]
            self.assertEqual(message["type"], "error")
            lines = message["message"].splitlines()
            self.assertEqual(len(lines), 3)
            for line, row, text in zip(
                lines, "۳۴۵", ["۱۴۰۴ دارای ۲۹ روز", "۱۲ ماه", "soon"], strict=True
            ):
                self.assertIn(row, line)
                self.assertIn(text, line)
        self.assertEqual(self.env["calendar.event"].search_count([]), before)

    def test_a_gregorian_format_chosen_in_the_dialog_works_on(self):
        rows = [["Name", "Day"], ["x", "23/11/2026"], ["y", "24/11/2026"]]
        preview, result = self._import(self._open_csv(rows), ["name", "start_date"])
        self.assertEqual(preview["options"]["date_format"], "%d/%m/%Y")
        self.assertEqual(result["messages"], [])
        self.assertEqual(self._imported(result)[0].start_date, date(2026, 11, 23))

    def test_an_english_user_imports_as_ever(self):
        rows = [["Name", "Day"], ["x", "11/23/2026"], ["y", "11/24/2026"]]
        wizard = self._open_csv(rows, user=self.english)
        _preview, result = self._import(wizard, ["name", "start_date"])
        self.assertEqual(result["messages"], [])
        self.assertEqual(self._imported(result)[0].start_date, date(2026, 11, 23))
