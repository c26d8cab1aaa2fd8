"""Import of a list from a spreadsheet, with a preview before anything is written."""

import base64
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib import persian, spreadsheet

FATES = [("new", "New"), ("changed", "Changed"), ("same", "Same"), ("wrong", "Wrong")]


class Column(NamedTuple):
    """One column of a list: the key its values have, and what its head says."""

    key: str
    label: object  # translated lazily
    kind: str = "text"  # or whole, day, choice
    required: bool = False
    choices: tuple = ()  # (value, label) of a choice
    help: object = ""


class Row:
    """One row of the file: its number, its values by key, and what becomes of it."""

    def __init__(self, number):
        self.number = number
        self.values = {}
        self.errors = []
        self.changes = []
        self.record = None
        self.steps = ()
        self.agent = None

    @property
    def fate(self):
        if self.errors:
            return "wrong"
        if not self.record:
            return "new"
        return "changed" if self.changes else "same"


class CommitteeImport(models.AbstractModel):
    """Asks for a file, shows what would become of each of its rows, and writes all of
    them or none when that is confirmed. Run twice, it changes nothing the second time.

    A list of its own declares `_import_columns` and says how a row is found, compared
    and written: `_find_records`, `_compare_row`, `_write_rows`.
    """

    _name = "committee.import"
    _description = "Import of a List"

    _import_columns = ()

    file = fields.Binary(string="Spreadsheet (XLSX)", attachment=False)
    file_name = fields.Char()
    template = fields.Binary(compute="_compute_template", attachment=False)
    template_name = fields.Char(compute="_compute_template")
    row_ids = fields.One2many(
        comodel_name="committee.import.row",
        inverse_name="res_id",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
    )
    new_count = fields.Integer(compute="_compute_counts", string="New")
    changed_count = fields.Integer(compute="_compute_counts", string="Changed")
    same_count = fields.Integer(compute="_compute_counts", string="Same")
    wrong_count = fields.Integer(compute="_compute_counts", string="Wrong")
    unread = fields.Char(readonly=True, string="Columns Not Read")

    @api.depends_context("lang")
    def _compute_template(self):
        for wizard in self:
            wizard.template = base64.b64encode(wizard._make_template())
            wizard.template_name = f"{self.env._('List')}.xlsx"

    @api.depends("row_ids.fate")
    def _compute_counts(self):
        for wizard in self:
            fates = wizard.row_ids.mapped("fate")
            for fate, _label in FATES:
                wizard[f"{fate}_count"] = fates.count(fate)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_preview(self):
        """Show what would become of each row; nothing but this preview is written."""
        self.ensure_one()
        self._show(self._read_rows())
        return self._reopen()

    def action_confirm(self):
        """Write all rows, or none: the file is read afresh, and where something has
        changed since the preview, a new preview is shown instead.

        :raises UserError: while a row is wrong
        """
        self.ensure_one()
        rows = self._read_rows()
        shown = [(row.number, row.fate, row.message) for row in self.row_ids]
        found = [(row.number, row.fate, self._message(row)) for row in rows]
        if shown != found:
            self._show(rows)
            return self._reopen()
        if wrong := [row for row in rows if row.errors]:
            raise UserError(
                self.env._(
                    "Nothing was imported: %(count)s rows are wrong, the first of them"
                    " in row %(row)s: %(why)s",
                    count=len(wrong),
                    row=wrong[0].number,
                    why=wrong[0].errors[0],
                )
            )
        return self._after_import(self._write_rows(rows))

    # ------------------------------------------------------------
    # TO BE DECLARED
    # ------------------------------------------------------------

    def _find_records(self, rows):
        """Set the record of each row that is there already."""
        raise NotImplementedError

    def _compare_row(self, row):
        """Add to the changes of a row whose record exists, and to its errors."""
        raise NotImplementedError

    def _write_rows(self, rows):
        """Write the rows that are new or changed; return the records of all rows."""
        raise NotImplementedError

    def _row_label(self, row):
        return row.values.get(self._import_columns[0].key) or ""

    def _after_import(self, records):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Imported"),
            "res_model": records._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", records.ids)],
        }

    # ------------------------------------------------------------
    # READING
    # ------------------------------------------------------------

    def _read_rows(self):
        """The rows of the file with their values, errors and changes."""
        heads, lines = self._read_file()
        places = self._place_columns(heads)
        rows = [self._read_row(number, values, places) for number, values in lines]
        self._find_records(rows)
        for row in rows:
            self._compare_row(row)
        return rows

    def _read_file(self):
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        try:
            return spreadsheet.read(content)
        except spreadsheet.SpreadsheetError as error:
            raise UserError(self._why_unreadable(error.reason)) from error

    def _why_unreadable(self, reason):
        if reason == "too_large":
            return self.env._(
                "The file is too large: at most %(rows)s rows and %(size)s megabytes"
                " are read at once. Divide the list.",
                rows=spreadsheet.MAX_ROWS,
                size=spreadsheet.MAX_BYTES // 1_000_000,
            )
        if reason == "empty":
            return self.env._("The first sheet of the file is empty.")
        return self.env._(
            "This is no spreadsheet of the kind XLSX. Download the template, fill it in"
            " and choose that file."
        )

    def _place_columns(self, heads):
        """{column: its place}, by its head in English or in the user's language."""
        keys = [persian.normalise(head) for head in heads]
        places, known = {}, set()
        for order, column in enumerate(self._import_columns):
            for key in self._keys_of(column):
                if key in keys:
                    places[order] = keys.index(key)
                    known.add(keys.index(key))
        missing = [
            self._text(column.label)
            for order, column in enumerate(self._import_columns)
            if column.required and order not in places
        ]
        if missing:
            raise UserError(
                self.env._(
                    "The first row must hold the heads of the columns, as in the"
                    " template. Missing: %(heads)s.",
                    heads=", ".join(missing),
                )
            )
        self.unread = ", ".join(
            head for place, head in enumerate(heads) if head and place not in known
        )
        return places

    def _keys_of(self, column):
        langs = {"en_US", "fa_IR", self.env.lang or "en_US"}
        return {column.key} | {
            persian.normalise(self._text(column.label, lang)) for lang in langs
        }

    def _text(self, label, lang=None):
        """What a head says, in the language of the user or in another."""
        env = self.with_context(lang=lang).env if lang else self.env
        return env._(label)

    def _read_row(self, number, values, places):
        row = Row(number)
        for order, place in places.items():
            column = self._import_columns[order]
            value = values[place] if place < len(values) else None
            if value in (None, "") or not spreadsheet.as_text(value):
                continue
            try:
                row.values[column.key] = self._read_value(column, value)
            except ValueError as error:
                row.errors.append(self._why_no_value(column, value, error))
        row.errors += [
            self.env._("“%(column)s” is missing.", column=self._text(column.label))
            for column in self._import_columns
            if column.required and not row.values.get(column.key)
        ]
        return row

    def _read_value(self, column, value):
        if column.kind == "whole":
            return spreadsheet.as_whole(value)
        if column.kind == "day":
            return spreadsheet.as_day(value)
        if column.kind == "choice":
            key = persian.normalise(spreadsheet.as_text(value))
            for choice, label in column.choices:
                if key in self._keys_of(Column(choice, label)):
                    return choice
            raise ValueError(value)
        return spreadsheet.as_text(value)

    def _why_no_value(self, column, value, error):
        if column.kind == "day":
            return self.env._(
                "“%(column)s”: %(why)s", column=self._text(column.label), why=str(error)
            )
        if column.kind == "choice":
            return self.env._(
                "“%(column)s” is “%(value)s”; write one of: %(choices)s.",
                column=self._text(column.label),
                value=value,
                choices=", ".join(
                    self._text(label) for _value, label in column.choices
                ),
            )
        return self.env._(
            "“%(column)s” is “%(value)s”, which is no whole number.",
            column=self._text(column.label),
            value=value,
        )

    # ------------------------------------------------------------
    # SHOWING
    # ------------------------------------------------------------

    def _message(self, row):
        return "\n".join(row.errors or row.changes)

    def _show(self, rows):
        self.row_ids.unlink()
        self.env["committee.import.row"].create(
            [
                {
                    "res_model": self._name,
                    "res_id": self.id,
                    "number": row.number,
                    "label": self._row_label(row),
                    "fate": row.fate,
                    "message": self._message(row),
                }
                for row in rows
            ]
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import From a Spreadsheet"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _make_template(self):
        guide = [
            (self._text(column.label), self._guide(column))
            for column in self._import_columns
        ]
        return spreadsheet.template(
            [head for head, _text in guide],
            guide,
            right_to_left=(self.env.lang or "").startswith("fa"),
            titles=(self.env._("List"), self.env._("Guide")),
        )

    def _guide(self, column):
        parts = [self.env._("Required.")] if column.required else []
        if column.kind == "day":
            parts.append(
                self.env._("A Jalali date as text, such as 1405/09/02, or a real date.")
            )
        if column.kind == "choice":
            parts.append(
                " / ".join(self._text(label) for _value, label in column.choices)
            )
        if column.kind == "whole":
            parts.append(self.env._("A whole number."))
        return " ".join(filter(None, (*parts, column.help and self._text(column.help))))


class CommitteeImportRow(models.TransientModel):
    """What becomes of one row of a file, as the preview shows it."""

    _name = "committee.import.row"
    _description = "Row of an Import"
    _order = "number, id"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True, index=True
    )
    number = fields.Integer(string="Row", readonly=True, aggregator=None)
    label = fields.Char(string="Name", readonly=True)
    fate = fields.Selection(selection=FATES, readonly=True, required=True)
    message = fields.Text(string="What and Why", readonly=True)
