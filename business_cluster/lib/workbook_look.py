"""Looks at a workbook before anybody reads it: what reading it would cost.

A file of a few kilobytes can name a cell a million rows down, unfold to a hundred
megabytes, or merge all cells there are. The parts are walked once by expat, which
builds nothing, and the walk ends where the file turns out to be too large.
"""

import io
import re
import zipfile
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

import xlrd

_CHUNK = 1 << 16
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what lists are made of; anything else, as styles and names, takes far longer to read
_CHEAP = {"row", "c", "v", "f", "is", "t", "si", "table-row", "table-cell", "p"}
_MARKUP = (".xml", ".rels")
_CELL = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})")


class Limits(NamedTuple):
    """What a workbook may come to."""

    unpacked: int  # bytes of all parts
    marks: int  # «<» in all parts: two for each row, cell, value and shared string
    cells: int  # that a reader makes, the empty ones before and between included
    rows: int = 100_000  # the last one
    columns: int = 1 << 14  # the last one
    parts: int = 2_000
    others: int = 50_000  # elements other than rows, cells and strings: styles, names


class WorkbookError(ValueError):
    """A file is no workbook, or a too large one: `reason` is not_xlsx or too_large."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def look(content, limits, whole=False):
    """Look at an XLSX or ODS file (bytes).

    :param whole: whether the reader makes a rectangle of each sheet, and opens what is
        merged; else it goes row by row
    :raises WorkbookError: where it is none, or exceeds a limit
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            # what a part says of its size is held to: it is not read any further
            unpacked = sum(part.file_size for part in parts)
            if unpacked > limits.unpacked or len(parts) > limits.parts:
                raise WorkbookError("too_large")
            if any(part.compress_type not in _PACKINGS for part in parts):
                raise WorkbookError("not_xlsx")
            _count_marks(packed, parts, limits.marks)
            walk = _Walk(limits, whole)
            for part in parts:
                with packed.open(part) as opened:
                    walk.go(opened, part.filename.lower().endswith(_MARKUP))
    except WorkbookError:
        raise
    # zipfile raises whatever it stumbles over in a file that is broken
    except Exception as error:  # pylint: disable=broad-except
        raise WorkbookError("not_xlsx") from error


def look_at_xls(content, limits, whole=True):  # pylint: disable=unused-argument
    """As `look`, for a file (bytes) in the format before XLSX."""
    try:
        # each row as long as it is: the usual way fills them up while it opens the file
        with xlrd.open_workbook(
            file_contents=content, on_demand=True, ragged_rows=True
        ) as book:
            for number in range(book.nsheets):
                sheet = book.sheet_by_index(number)
                if sheet.nrows * sheet.ncols > limits.cells:
                    raise WorkbookError("too_large")
                book.unload_sheet(number)
    except WorkbookError:
        raise
    # xlrd raises whatever it stumbles over in a file that is broken
    except Exception as error:  # pylint: disable=broad-except
        raise WorkbookError("not_xlsx") from error


def _count_marks(packed, parts, most):
    """Whether it is worth while to walk the parts; quick, and sees the worst."""
    marks = 0
    for part in parts:
        with packed.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                marks += chunk.count(b"<")
                if marks > most:
                    raise WorkbookError("too_large")


class _Walk:
    """What was seen of a workbook so far."""

    def __init__(self, limits, whole):
        self.limits, self.whole = limits, whole
        self.others = self.cells = 0
        self.row = self.width = self.widest = self.deepest = 0
        self.seen = dict.fromkeys(_CHEAP) | {
            "row": self._see_row,
            "c": self._see_cell,
            "table-cell": self._see_repeated,
        }
        self.rare = {"mergeCell": self._see_area, "hyperlink": self._see_area}

    def go(self, opened, is_markup):
        """Walk one part; what is no XML, as a picture, is left where it turns out."""
        self.row = self.width = self.widest = self.deepest = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            while chunk := opened.read(_CHUNK):
                parser.Parse(chunk)
        except expat.ExpatError as error:
            if is_markup:
                raise WorkbookError("not_xlsx") from error
        self._add(self.widest * self.deepest if self.whole else self.width)

    def _doctype(self, *_declared):
        raise WorkbookError("too_large")  # no program writes one; entities unfold

    def _element(self, name, attributes):
        if ":" in name:
            name = name.rpartition(":")[2]
        if name not in self.seen:
            self.others += 1
            if self.others > self.limits.others:
                raise WorkbookError("too_large")
            see = self.rare.get(name)
        else:
            see = self.seen[name]
        if see:
            see(attributes)

    def _add(self, cells):
        self.cells += cells
        if self.cells > self.limits.cells:
            raise WorkbookError("too_large")

    def _see_row(self, attributes):
        before, last_width = self.row, self.width
        self.row = int(float(attributes.get("r") or before + 1))
        self.deepest, self.width = max(self.deepest, self.row), 0
        if self.row > self.limits.rows:
            raise WorkbookError("too_large")
        if not self.whole:
            self._add(last_width + max(1, self.row - before))

    def _see_cell(self, attributes):
        column, row = _place(attributes.get("r"))
        self.width = max(column or self.width + 1, self.width)
        self.widest = max(self.widest, self.width)
        self.deepest = max(self.deepest, row)
        far = self.whole and self.widest * self.deepest > self.limits.cells
        if far or self.width > self.limits.columns:
            raise WorkbookError("too_large")

    def _see_area(self, attributes):
        if self.whole:
            self._add(_area(attributes.get("ref")))

    def _see_repeated(self, attributes):
        """A cell of an ODS; the last one of a row stands for the rest of 16,384."""
        for name, value in attributes.items():
            if name.endswith("columns-repeated") and int(value) > 1 << 14:
                raise WorkbookError("too_large")
        self._add(1)


def _place(reference):
    """Return (column, row) of a cell such as XFD1048576; 0 for what is not said."""
    found = _CELL.fullmatch(reference or "")
    return (_column(found[1]), int(found[2] or 0)) if found else (0, 0)


@lru_cache(1 << 10)
def _column(letters):
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


def _area(reference):
    first, _colon, last = (reference or "").partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    # a whole column has no row, a whole row no column
    width = right - left + 1 if right else 1 << 14
    depth = bottom - top + 1 if bottom else 1 << 20
    return abs(width * depth)
