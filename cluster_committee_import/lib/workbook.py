"""A workbook that people fill in: several lists in one file, each on its own sheet."""

import io
from typing import NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from odoo.addons.business_cluster.lib.spreadsheet import (
    MAX_ROWS,
    SpreadsheetError,
    as_text,
    cell_rows,
    check_size,
    plain,
)
from odoo.addons.web_jalali.tools import persian

# heads are in one of the first rows, under a line that explains how to fill in the
# sheet
HEADS_WITHIN = 5
LISTS = "lists"  # a hidden sheet: what the cells of a column may be chosen from
WIDEST = 50  # characters, of a column
_PROMPT = 250  # what Excel shows beside a cell is no longer


class Head(NamedTuple):
    """One column of a sheet: its head, what to write under it, what to choose from."""

    label: str
    help: str = ""
    required: bool = False
    choices: tuple = ()


class Sheet(NamedTuple):
    """One sheet of a template: its name, the line above its heads, its columns."""

    title: str
    note: str
    heads: list


def read(content):
    """Return the sheets of an XLSX file (bytes).

    :return: {title: [(number of the row in the sheet, values)]}; a value is what the
        cell shows: a text, a number, a date or None. Empty rows are left out.
    :raises SpreadsheetError: also for more than MAX_ROWS rows in all sheets together
    """
    check_size(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True
        )
        sheets, total = {}, 0
        for sheet in book.worksheets:
            if sheet.title != LISTS:
                lines = sheets[sheet.title] = []
                for line in _filled_rows(sheet):
                    lines.append(line)
                    total += 1
                    if total > MAX_ROWS + HEADS_WITHIN * len(book.worksheets):
                        raise SpreadsheetError("too_large")
    except SpreadsheetError:
        raise
    # openpyxl raises any exception on a file that is broken
    except Exception as error:  # pylint: disable=broad-except
        raise SpreadsheetError("not_xlsx") from error
    return sheets


def _filled_rows(sheet):
    for number, row in enumerate(cell_rows(sheet), start=1):
        values = [plain(value) for value in row]
        if not all(persian.is_blank(as_text(value)) for value in values):
            yield number, values


def split_heads(lines, are_heads):
    """Return (heads, the lines under them) of a sheet, or None where it has no heads.

    :param are_heads: function that returns whether the texts of a row are the heads
    """
    for place, (_number, values) in enumerate(lines[:HEADS_WITHIN]):
        texts = [as_text(value) for value in values]
        if are_heads(texts):
            return texts, lines[place + 1 :]
    return None


def template(sheets, *, guide_title, right_to_left):
    """Return an XLSX file (bytes) with an empty list on each of `sheets` (Sheet), lists
    to choose from, and a guide to what to write in each column."""
    book = openpyxl.Workbook()
    guide, lists = book.active, book.create_sheet(LISTS)
    guide.title, lists.sheet_state = guide_title, "hidden"
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 40, 100
    places = {}
    for sheet in sheets:
        _write_guide(guide, sheet)
        _write_sheet(book.create_sheet(sheet.title), sheet, lists, places)
    for each in book.worksheets:
        each.sheet_view.rightToLeft = right_to_left
    book.move_sheet(guide, offset=len(book.worksheets))
    book.active = 1  # the first list, after the hidden one
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_guide(guide, sheet):
    guide.append([sheet.title, sheet.note])
    for cell in guide[guide.max_row]:
        cell.font = Font(bold=True)
    for head in sheet.heads:
        guide.append([head.label, head.help])
    guide.append([])
    for row in guide.iter_rows(min_row=guide.max_row - len(sheet.heads) - 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_sheet(page, sheet, lists, places):
    page.append([sheet.note])
    page.append([head.label for head in sheet.heads])
    page.merge_cells(
        start_row=1, start_column=1, end_row=1, end_column=len(sheet.heads)
    )
    page.cell(1, 1).alignment = Alignment(wrap_text=True, vertical="top")
    page.row_dimensions[1].height = 46
    page.freeze_panes = "A3"
    for place, head in enumerate(sheet.heads, start=1):
        cell, letter = page.cell(2, place), get_column_letter(place)
        cell.font = Font(bold=True)
        cell.fill = PatternFill(
            "solid", fgColor="FCE4D6" if head.required else "E7E6E6"
        )
        longest = max(map(len, (head.label, *head.choices)))
        page.column_dimensions[letter].width = min(max(14, longest + 4), WIDEST)
        page.column_dimensions[letter].number_format = "@"
        check = _validation(head, lists, places)
        check.add(f"{letter}3:{letter}{MAX_ROWS + 2}")
        page.add_data_validation(check)


def _validation(head, lists, places):
    """What a cell may be chosen from, and the help shown beside it. Another text may be
    typed all the same: the import reads other spellings, and says what it cannot."""
    check = DataValidation(type=None, allow_blank=True)
    if head.choices:
        place = places.setdefault(head.choices, len(places) + 1)
        for row, choice in enumerate(head.choices, start=1):
            lists.cell(row, place).value = persian.printable(choice)
        letter = get_column_letter(place)
        last = len(head.choices)
        check = DataValidation(
            type="list", formula1=f"{LISTS}!${letter}$1:${letter}${last}"
        )
        check.showErrorMessage = False
    check.promptTitle, check.prompt = head.label[:32], head.help[:_PROMPT]
    check.showInputMessage = bool(head.help)
    return check
