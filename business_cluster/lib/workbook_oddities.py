"""What a workbook hides: sheets, rows and columns that nobody sees, and merged cells,
whose value only the first one has. They are read like all others, and told of."""

import io
from typing import NamedTuple
from xml.parsers import expat

import openpyxl

_CHUNK = 1 << 16
MOST = 50  # of each kind, on one sheet
_YES = ("1", "true")


class Oddities(NamedTuple):
    """What one sheet hides."""

    title: str
    is_hidden: bool
    rows: list  # numbers
    columns: list  # (first, last) numbers
    areas: list  # of merged cells, such as A2:B3

    @property
    def found(self):
        return self.is_hidden or any((self.rows, self.columns, self.areas))


def find(content):
    """Return the `Oddities` of each sheet of an XLSX file (bytes) that was looked at
    before (`spreadsheet.check_size`)."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return [_of_sheet(book, sheet) for sheet in book.worksheets]


def _of_sheet(book, sheet):
    found = Oddities(sheet.title, sheet.sheet_state != "visible", [], [], [])

    def element(name, attributes):
        name = name.rpartition(":")[2]
        hidden = attributes.get("hidden") in _YES
        # a collapsed group, or a height of nothing, hides as well
        if name == "row" and (hidden or _is_nothing(attributes.get("ht"))):
            _add(found.rows, int(float(attributes.get("r") or 0)))
        elif name == "col" and (hidden or _is_nothing(attributes.get("width"))):
            first, last = attributes.get("min") or 0, attributes.get("max") or 0
            _add(found.columns, (int(first), int(last)))
        elif name == "mergeCell":
            _add(found.areas, attributes.get("ref") or "")

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    with book._archive.open(sheet._worksheet_path) as opened:
        while chunk := opened.read(_CHUNK):
            parser.Parse(chunk)
    return found


def _is_nothing(size):
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False


def _add(found, what):
    if len(found) < MOST:
        found.append(what)


def rows_of(area):
    """Return (first, last) row of an area such as A2:B3; (0, 0) for a whole column."""
    numbers = ["".join(c for c in part if c.isdigit()) for part in area.split(":")]
    first, last = numbers[0], numbers[-1]
    return (int(first), int(last)) if first and last else (0, 0)
