import io
from datetime import date, datetime
from unittest.mock import patch

import openpyxl

from odoo.tests import tagged

from odoo.addons.base_import.models.base_import import ImportValidationError

from ..tools import _days
from .common import JalaliCase
from .test_js_oracle import vectors

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

    def test_every_text_is_read_as_in_the_browser(self):
        """One import of all that is read, and one try of each that is refused."""
        told = vectors()
        today = date.fromisoformat(told["today"])
        moments = [
            *told["moments"],
            *([text, f"{day} 00:00:00"] for text, day in told["read"]),
        ]
        refused = [*told["refused"], *told["refused_moments"]]
        refused += told["shortcuts"] + told["refused_shortcuts"]
        wizard = self._open_csv([["Name"], ["x"]])
        with patch.object(_days, "today", lambda *_args: today):
            for kind, length in [("datetime", 19), ("date", 10)]:
                lines = [[text] for text, _moment in moments]
                wizard._parse_date_from_data(lines, 0, "start", kind, {})
                for [found], (text, moment) in zip(lines, moments, strict=True):
                    self.assertEqual(found, moment[:length], text)
                for text in filter(str.strip, refused):
                    line = [[text]]
                    with self.subTest(text=text), self.assertRaises(Exception) as no:
                        wizard._parse_date_from_data(line, 0, "start", kind, {})
                    self.assertIsInstance(no.exception, ImportValidationError)

    def _read_alone(self, text, kind="datetime", **options):
        """Return what one text of a column is taken for; a sentence when refused."""
        line = [[text]]
        wizard = self._open_csv([["Name"], ["x"]])
        with patch.object(_days, "today", lambda *_args: date(2026, 11, 23)):
            try:
                wizard._parse_date_from_data(line, 0, "start", kind, options)
            except ImportValidationError as error:
                return str(error)
        return line[0][0]

    def test_the_format_chosen_in_the_dialog_is_kept(self):
        chosen = [
            ("30/11/26 10:00", "datetime_format", "%d/%m/%y", "2026-11-30 10:00:00"),
            ("30/11/26 10:00", "date_format", "%d/%m/%y", "2026-11-30 10:00:00"),
            (
                "30/11/26 10:00",
                "datetime_format",
                "%d/%m/%y %H:%M",
                "2026-11-30 10:00:00",
            ),
            ("30/11/26", "date_format", "%d/%m/%y", "2026-11-30 00:00:00"),
            ("۳۰/۱۱/۲۶", "date_format", "%d/%m/%y", "2026-11-30 00:00:00"),
            ("26-11-30", "date_format", "%y-%m-%d", "2026-11-30 00:00:00"),
            ("11/30/26", "date_format", "%m/%d/%y", "2026-11-30 00:00:00"),
            (
                "23/11/2026 10:00",
                "datetime_format",
                "%d/%m/%Y %H:%M",
                "2026-11-23 10:00:00",
            ),
            ("1405/09/02", "date_format", "%d/%m/%y", "2026-11-23 00:00:00"),
            ("25/09/1405", "date_format", "%m/%d/%Y", "2026-12-16 00:00:00"),
        ]
        for text, option, form, expected in chosen:
            with self.subTest(text=text, form=form):
                self.assertEqual(self._read_alone(text, **{option: form}), expected)

    def test_two_digits_are_never_another_century_in_silence(self):
        """Neither without a format nor where it could be a day of both calendars."""
        for text, form in [
            ("30/11/26 10:00", ""),
            ("30/11/26", "%Y/%m/%d"),
            ("26-11-30", ""),
            ("26-11-30", "%Y-%m-%d"),
            ("05/09/02", "%y/%m/%d"),
            ("02/09/1405", "%m/%d/%Y"),
            ("30/11/70", "%d/%m/%y"),
        ]:
            with self.subTest(text=text, form=form):
                said = self._read_alone(text, date_format=form)
                self.assertRegex(said, "چهار رقم|نیست")

    def test_a_format_with_two_digits_is_chosen_by_a_person_only(self):
        rows = [["Name", "Day"], ["x", "30/11/26"], ["y", "29/11/26"]]
        preview, result = self._import(self._open_csv(rows), ["name", "start_date"])
        self.assertNotIn("%y", preview["options"].get("date_format") or "")
        self.assertEqual(result["messages"][0]["type"], "error")
        wizard = self._open_csv(rows)
        preview, result = self._import(
            wizard, ["name", "start_date"], date_format="%d/%m/%y"
        )
        self.assertEqual(preview["options"]["date_format"], "%d/%m/%y")
        self.assertEqual(self._imported(result)[0].start_date, date(2026, 11, 30))

    def test_an_english_user_imports_as_ever(self):
        rows = [["Name", "Day"], ["x", "11/23/2026"], ["y", "11/24/2026"]]
        wizard = self._open_csv(rows, user=self.english)
        _preview, result = self._import(wizard, ["name", "start_date"])
        self.assertEqual(result["messages"], [])
        self.assertEqual(self._imported(result)[0].start_date, date(2026, 11, 23))
