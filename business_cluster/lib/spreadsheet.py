"""Spreadsheets that people fill in: a template to begin with, and what they send."""

import io
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from odoo.addons.web_jalali.tools import jalali, persian

from . import workbook_look

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000
# What a file of that size may unfold to: 5,000 rows of thirty columns do
LIMITS = workbook_look.Limits(unpacked=40_000_000, marks=1_200_000, cells=1_000_000)
LARGEST = 2**31 - 1  # whole number that a column keeps
MOST_RIALS = 9_000_000_000_000_000  # as the fields of money have it

# what a cell shows whose formula went wrong
_ERROR = re.compile(r"#(\w+/?\w*[!?]?)|Err:\d+", re.ASCII)
_DAY = re.compile(r"(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})")
_COMPACT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")


class SpreadsheetError(ValueError):
    """A file cannot be read as a spreadsheet: `reason` is not_xlsx, too_large or
    empty."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def read(content):
    """Return the first sheet of an XLSX file (bytes): its heads, and its rows.

    :return: (heads, [(number of the row in the sheet, values)]); a value is what the
        cell shows: a text, a number, a date or None. Rows in which nothing can be seen
        are left out.
    :raises SpreadsheetError: also for more than MAX_ROWS rows
    """
    rows = [
        (number, values)
        for number, values in enumerate(_cells(content), start=1)
        if not all(persian.is_blank(as_text(value)) for value in values)
    ]
    if not rows:
        raise SpreadsheetError("empty")
    (_number, heads), *lines = rows
    return [as_text(head) for head in heads], lines


def _cells(content):
    check_size(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        for number, row in enumerate(cell_rows(book.worksheets[0])):
            if number > MAX_ROWS:
                raise SpreadsheetError("too_large")
            yield [plain(value) for value in row]
    except SpreadsheetError:
        raise
    # openpyxl raises any exception on a file that is broken
    except Exception as error:  # pylint: disable=broad-except
        raise SpreadsheetError("not_xlsx") from error


def check_size(content):
    """:raises SpreadsheetError: for a file that is no workbook, or unfolds too far"""
    if len(content) > MAX_BYTES:
        raise SpreadsheetError("too_large")
    try:
        workbook_look.look(content, LIMITS)
    except workbook_look.WorkbookError as error:
        raise SpreadsheetError(error.reason) from error


def cell_rows(sheet):
    """Return the rows of a sheet that is read on demand, each as wide as its cells
    reach; how large the sheet says it is may be anything."""
    sheet.reset_dimensions()
    return sheet.iter_rows(min_row=1, min_col=1, values_only=True)


def plain(value):
    """Return the value of a cell, a moment as its day."""
    return value.date() if isinstance(value, datetime) else value


def as_text(value):
    """Return the text of a cell; a whole number without its «.0»."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def is_error(value):
    """Return whether a cell shows the error of a formula, such as #REF! or #N/A."""
    return bool(_ERROR.fullmatch(as_text(value)))


def is_no_name(value):
    """Return whether a text names nothing: it has no letter, as «-», «0» or «…»."""
    return not any(character.isalpha() for character in as_text(value))


def as_whole(value, largest=LARGEST):
    """Return the whole number that a cell holds, in any digits, grouped or not.

    :raises ValueError: where the cell has no whole number, or one beyond `largest`
    """
    text = jalali.to_latin_digits(as_text(value))
    for separator in (",", "٬", "،", " ", "\u200c", "\u200e"):
        text = text.replace(separator, "")
    try:
        number = Decimal(text.replace("٫", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or number != number.to_integral_value():
        raise ValueError(text)
    if abs(number) > largest:
        raise ValueError(text)
    return int(number)


def as_day(value):
    """Return the day of a cell: a real date, or a Jalali one as text.

    A text with a Gregorian year, and a real date with a Jalali one, are mistakes.

    :raises ValueError: where the cell has no day; a JalaliError says what is
        wrong with it
    """
    parts = parts_of_day(value)
    real = isinstance(value, date)
    if parts and real != (parts[0] >= jalali.FIRST_GREGORIAN_YEAR):
        raise ValueError(value)
    return value if real else jalali.parse_date(as_text(value))


def parts_of_day(value):
    """Return the (first, second, third) number of what somebody wrote for a date, or
    None; the first is the year, wherever it is written."""
    text = jalali.to_latin_digits(as_text(value))
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if not found:
        return None
    first, second, third = (int(part) for part in found.groups())
    return (third, second, first) if third > first else (first, second, third)


def template(heads, guide, *, right_to_left, titles):
    """Return an XLSX file (bytes) with those heads, whose cells all take text.

    :param guide: [(head, what to write under it)], written on a second sheet
    :param titles: the names of the two sheets
    """
    book = openpyxl.Workbook()
    sheet, second = book.active, book.create_sheet()
    sheet.title, second.title = titles
    for each in (sheet, second):
        each.sheet_view.rightToLeft = right_to_left
    sheet.append(heads)
    for place, head in enumerate(heads, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(14, len(head) + 4)
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"
    for line in guide:
        second.append(line)
    second.column_dimensions["A"].width, second.column_dimensions["B"].width = 34, 90
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
