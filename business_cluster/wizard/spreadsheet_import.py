"""Import of a list from a spreadsheet, with a preview before anything is written."""

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali, persian

from ..lib import spreadsheet
from ..lib.import_row import Column, Row

FATES = [("new", "New"), ("changed", "Changed"), ("same", "Same"), ("wrong", "Wrong")]


class SpreadsheetImport(models.AbstractModel):
    """Import of a list: shows a preview of each row of a file, and writes all rows or
    none when it is confirmed. Idempotent.

    An import declares `_import_columns` and implements `_find_records`, `_compare_row`
    and `_write_rows`.
    """

    _name = "spreadsheet.import"
    _description = "Import of a List"

    _import_columns = ()

    file = fields.Binary(string="Spreadsheet (XLSX)", attachment=False)
    file_name = fields.Char()
    template = fields.Binary(compute="_compute_template", attachment=False)
    template_name = fields.Char(compute="_compute_template")
    row_ids = fields.One2many(
        comodel_name="spreadsheet.import.row",
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
            wizard.template_name = f"{self.env._('Template')}.xlsx"

    @api.depends("row_ids.fate")
    def _compute_counts(self):
        for wizard in self:
            fates = wizard.row_ids.mapped("fate")
            for fate, _label in FATES:
                wizard[f"{fate}_count"] = fates.count(fate)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_download_template(self):
        query = "download=true&filename_field=template_name"
        url = f"/web/content/{self._name}/{self.id}/template?{query}"
        return {"type": "ir.actions.act_url", "url": url, "target": "self"}

    def action_preview(self):
        """Show what would become of each row; nothing but this preview is written."""
        self.ensure_one()
        self._show(self._read_rows())
        return self._reopen()

    def action_confirm(self):
        """Write all rows, or none: the file is read again, and where something has
        changed since the preview, a new preview is shown instead.

        :raises UserError: while a row is wrong
        """
        self.ensure_one()
        rows = self._read_rows()
        if self._check_shown(rows):
            return self._reopen()
        return self._after_import(self._write_rows(rows))

    def _check_shown(self, rows):
        """Whether these rows differ from those of the preview, which is then shown
        again.

        :raises UserError: while a row is wrong
        """
        shown = [
            (row.sheet or "", row.number, row.fate, row.message or "")
            for row in self.row_ids
        ]
        found = [
            (row.sheet, row.number, row.fate, self._message(row))
            for row in self._wrong_first(rows)
        ]
        if shown != found:
            self._show(rows)
            return True
        if wrong := [row for row in rows if row.errors]:
            raise UserError(
                self.env._(
                    "Nothing was imported: %(count)s rows are wrong, the first of them"
                    " in %(place)s: %(why)s",
                    count=self._digits(len(wrong)),
                    place=self._place_of(wrong[0]),
                    why=wrong[0].errors[0],
                )
            )
        return False

    def _place_of(self, row):
        return self.env._("row %(row)s", row=self._digits(row.number))

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
        try:
            content = self._read_content()
            found = spreadsheet.read(content)
            self._note_oddities(content, first_only=True)
            return found
        except spreadsheet.SpreadsheetError as error:
            raise UserError(self._why_unreadable(error.reason)) from error

    def _read_content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

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
        """{key of a column: its place}, by its head in English or in the user's
        language."""
        places, unread = self._find_columns(heads, self._import_columns)
        missing = [
            self._text(column.label)
            for column in self._import_columns
            if column.required and column.key not in places
        ]
        if missing:
            raise UserError(
                self.env._(
                    "The first row must hold the heads of the columns, as in the"
                    " template. Missing: %(heads)s.",
                    heads=self._join(missing),
                )
            )
        self.unread = self._join(unread)
        return places

    def _find_columns(self, heads, columns):
        """({key of a column: its place}, [heads that belong to none])"""
        keys = [persian.normalise(head) for head in heads]
        places, known = {}, set()
        for column in columns:
            for key in self._keys_of(column):
                if key in keys:
                    places[column.key] = keys.index(key)
                    known.add(keys.index(key))
        unread = [
            head for place, head in enumerate(heads) if head and place not in known
        ]
        return places, unread

    def _keys_of(self, column):
        langs = {"en_US", self.env.lang or "en_US"}
        if self.env["res.lang"]._get_data(code="fa_IR"):
            langs.add("fa_IR")
        return {column.key} | {
            persian.normalise(self._text(column.label, lang)) for lang in langs
        }

    def _text(self, label, lang=None):
        """What a head says, in the language of the user or in another."""
        env = self.with_context(lang=lang).env if lang else self.env
        return env._(label)

    def _read_row(self, number, values, places, columns=None, sheet=""):
        row = Row(number, sheet)
        for column in columns or self._import_columns:
            place = places.get(column.key, len(values))
            value = values[place] if place < len(values) else None
            if value in (None, "") or not spreadsheet.as_text(value):
                if column.required:
                    row.fail(self._why_missing(column), self._text(column.label))
                continue
            if nothing := self._why_nothing(column, value):
                row.fail(nothing, self._text(column.label))
                continue
            try:
                row.values[column.key] = self._read_value(column, value)
            except ValueError as error:
                row.fail(
                    self._why_no_value(column, value, error), self._text(column.label)
                )
        return row

    def _why_missing(self, column):
        return self.env._("“%(column)s” is missing.", column=self._text(column.label))

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
            return self._why_no_day(column, value)
        if column.kind == "choice":
            return self.env._(
                "“%(column)s” is “%(value)s”; write one of: %(choices)s.",
                column=self._text(column.label),
                value=value,
                choices=self._join(
                    self._text(label) for _value, label in column.choices
                ),
            )
        return self.env._(
            "“%(column)s” is “%(value)s”, which is no whole number.",
            column=self._text(column.label),
            value=value,
        )

    def _why_no_day(self, column, value):
        """Which part of a date is impossible, and how it is written."""
        words = {
            "column": self._text(column.label),
            "value": spreadsheet.as_text(value),
        }
        parts = spreadsheet.parts_of_day(value)
        if parts and parts[0] >= jalali.FIRST_GREGORIAN_YEAR:
            return self.env._(
                "“%(column)s” is “%(value)s”, which looks like a Gregorian date. Write"
                " the Jalali day, such as 1405/09/02, or a real date of the"
                " spreadsheet.",
                **words,
            )
        if parts and not 1 <= parts[1] <= 12:
            return self.env._(
                "“%(column)s” is “%(value)s”, but a year has months 1 to 12. Write"
                " year, month and day, such as 1405/09/02.",
                **words,
            )
        known = parts and jalali.FIRST_YEAR <= parts[0] <= jalali.LAST_YEAR
        if known and not 1 <= parts[2] <= jalali.month_length(*parts[:2]):
            return self.env._(
                "“%(column)s” is “%(value)s”, but that month has the days 1 to"
                " %(last)s. Write the day that stands in the letter.",
                last=self._digits(jalali.month_length(*parts[:2])),
                **words,
            )
        return self.env._(
            "“%(column)s” is “%(value)s”, which is no day. Write year, month and day,"
            " such as 1405/09/02.",
            **words,
        )

    def _digits(self, number):
        """A number within a sentence, in the digits of the user's language."""
        return jalali.to_persian_digits(str(number)) if self._is_persian() else number

    def _day_text(self, day):
        text = jalali.format_date(day)
        return text if self._is_persian() else jalali.to_latin_digits(text)

    def _is_persian(self):
        return persian.is_persian(self.env)

    # ------------------------------------------------------------
    # SHOWING
    # ------------------------------------------------------------

    def _join(self, texts):
        return ("، " if self._is_persian() else ", ").join(texts)

    @staticmethod
    def _wrong_first(rows):
        """What has to be mended is seen without a search among what is right."""
        return sorted(rows, key=lambda row: not row.errors)

    def _message(self, row):
        return "\n".join(row.errors or row.changes)

    def _show(self, rows):
        self.row_ids.unlink()
        self.env["spreadsheet.import.row"].create(
            [
                {
                    "res_model": self._name,
                    "res_id": self.id,
                    "sheet": row.sheet,
                    "column": self._join(row.columns),
                    "number": row.number,
                    "label": self._row_label(row),
                    "fate": row.fate,
                    "message": self._message(row),
                }
                for row in self._wrong_first(rows)
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
            right_to_left=self._is_persian(),
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
