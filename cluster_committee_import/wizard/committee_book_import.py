from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib import spreadsheet
from odoo.addons.web_jalali.tools import persian

from ..lib import workbook
from .import_book import SHEETS, Book

_lt = LazyTranslate(__name__)

GUIDE = _lt("Guide")


class CommitteeBookImport(models.TransientModel):
    """Takes over what a province, or all of them, has on paper so far: institutions,
    committees, seats, users, holders by their decrees, past meetings and expert
    sessions with what came of them, priorities and forecasts.

    Another addon adds a sheet by extending `_sheets`."""

    _name = "committee.book.import"
    _description = "Import of Past Facts"
    _inherit = ["spreadsheet.import"]

    unread_sheets = fields.Char(readonly=True, string="Sheets Not Read")
    imported_count = fields.Integer(string="Rows Imported", readonly=True)

    def action_preview(self):
        self.ensure_one()
        self.imported_count = 0
        self._show(self._rows_of(self._read_sheets()))
        return self._reopen()

    def action_confirm(self):
        """Write all rows of all sheets, or none; see `spreadsheet.import`."""
        self.ensure_one()
        sheets = self._read_sheets()
        if self._check_shown(self._rows_of(sheets)):
            return self._reopen()
        self.imported_count = self.new_count + self.changed_count
        for sheet in sheets:
            sheet.enter()
        return self._after_import(sheets)

    def _after_import(self, _sheets):
        self.env["committee.engine"]._check_soon()
        self._show(self._rows_of(self._read_sheets()))  # by now all is the same
        return {**self._reopen(), "name": self.env._("Imported")}

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def _read_sheets(self):
        """The sheets with their rows, checked against what is there and each other."""
        sheets = self._import_lists()
        self._fill(sheets)
        for sheet in sheets:
            sheet.check()
        return sheets

    @api.model
    def _sheets(self):
        """The classes of the sheets (`import_book.Sheet`), in the order in which they
        are shown, read, checked and written: what a sheet names, an earlier one brings.
        """
        return SHEETS

    def _import_lists(self):
        return list(Book(self, self._sheets()).sheets.values())

    def _rows_of(self, sheets):
        return [row for sheet in sheets for row in sheet.rows]

    def _fill(self, sheets):
        by_title = {key: sheet for sheet in sheets for key in self._titles_of(sheet)}
        try:
            content = self._read_content()
            found = workbook.read(content)
            self._note_oddities(content, left_out=(workbook.LISTS,))
        except spreadsheet.SpreadsheetError as error:
            raise UserError(self._why_unreadable(error.reason)) from error
        unread, unknown = [], []
        for title, lines in found.items():
            if sheet := by_title.get(persian.normalise(title)):
                unread += self._read_lines(sheet, title, lines)
            else:
                unknown.append(title)
        self._note_unread(unread, unknown)
        if not any(sheet.rows for sheet in sheets):
            raise UserError(
                self.env._(
                    "The file has no row to import. Fill in at least one of the sheets"
                    " of the template: %(sheets)s.",
                    sheets=self._join(self._text(sheet.title) for sheet in sheets),
                )
            )

    def _read_lines(self, sheet, title, lines):
        found = workbook.split_heads(
            lines, lambda texts: not self._missing_heads(texts, sheet)
        )
        if lines and not found:
            raise UserError(self._why_no_heads(sheet, title))
        heads, lines = found or ([], [])
        places, unread = self._find_columns(heads, sheet.columns)
        name = self._text(sheet.title)
        for number, values in lines:
            row = self._read_row(number, values, places, sheet.columns, name)
            row.list = sheet
            sheet.rows.append(row)
        return [f"{title}: {head}" for head in unread]

    def _read_value(self, column, value):
        if column.kind != "rial":
            return super()._read_value(column, value)
        rials = spreadsheet.as_whole(value, spreadsheet.MOST_RIALS)
        if rials < 0:
            raise ValueError(value)
        return rials

    def _why_no_value(self, column, value, error):
        if column.kind != "rial":
            return super()._why_no_value(column, value, error)
        return self.env._(
            "“%(column)s” is “%(value)s”, which is no amount: write whole rials, not"
            " negative, up to nine quadrillion.",
            column=self._text(column.label),
            value=value,
        )

    def _missing_heads(self, heads, sheet):
        places, _unread = self._find_columns(heads, sheet.columns)
        return [
            self._text(column.label)
            for column in sheet.columns
            if column.required and column.key not in places
        ]

    def _note_unread(self, unread, unknown):
        guides = {persian.normalise(text) for text in self._texts(GUIDE)}
        others = [title for title in unknown if persian.normalise(title) not in guides]
        self.unread, self.unread_sheets = self._join(unread), self._join(others)

    def _titles_of(self, sheet):
        return {sheet.key, *map(persian.normalise, self._texts(sheet.title))}

    def _texts(self, label):
        langs = {"en_US", "fa_IR", self.env.lang or "en_US"}
        return {self._text(label, lang) for lang in langs}

    def _sheet_title(self, key):
        return self._text(
            next(kind.title for kind in self._sheets() if kind.key == key)
        )

    def _why_no_heads(self, sheet, title):
        return self.env._(
            "The sheet “%(sheet)s” has lost the heads of its columns: one of its first"
            " rows must hold %(heads)s, as in the template.",
            sheet=title,
            heads=self._join(
                self._text(column.label) for column in sheet.columns if column.required
            ),
        )

    # ------------------------------------------------------------
    # SHOWING
    # ------------------------------------------------------------

    def _reopen(self):
        return {**super()._reopen(), "name": self.env._("Import Past Facts")}

    def _row_label(self, row):
        return row.list.label(row)

    def _place_of(self, row):
        return self.env._(
            "sheet “%(sheet)s”, row %(row)s",
            sheet=row.sheet,
            row=self._digits(row.number),
        )

    def _make_template(self):
        return workbook.template(
            [
                workbook.Sheet(
                    self._text(sheet.title),
                    self._text(sheet.note),
                    [self._head_of(sheet, column) for column in sheet.columns],
                )
                for sheet in self._import_lists()
            ],
            guide_title=self._text(GUIDE),
            right_to_left=self._is_persian(),
        )

    def _head_of(self, sheet, column):
        return workbook.Head(
            self._text(column.label),
            self._guide(column),
            column.required,
            sheet.choices(column),
        )
