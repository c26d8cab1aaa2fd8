from openpyxl.utils import get_column_letter

from odoo import fields, models

from ..lib import spreadsheet, workbook_oddities

LAST_COLUMN = 18_278  # that has a name


class SpreadsheetImport(models.AbstractModel):
    """What whoever filled in a spreadsheet may not see: cells that say nothing, and
    what the file hides."""

    _inherit = "spreadsheet.import"

    oddities = fields.Text(
        readonly=True,
        string="Look at Again",
        help="What the file hides or merges; it is read like everything else.",
    )

    def _why_nothing(self, column, value):
        """The sentence that says why a cell says nothing, or None."""
        words = {
            "column": self._text(column.label),
            "value": spreadsheet.as_text(value),
        }
        if spreadsheet.is_error(value):
            return self.env._(
                "“%(column)s” is “%(value)s”, the error of a formula: correct it in the"
                " spreadsheet, or type the value itself.",
                **words,
            )
        if column.kind == "name" and spreadsheet.is_no_name(value):
            return self.env._(
                "“%(column)s” is “%(value)s”, which is no name. Write the name, or"
                " leave the cell empty where there is none.",
                **words,
            )
        return None

    def _note_oddities(self, content, first_only=False, left_out=()):
        """Note what the file hides or merges, for the preview.

        :param first_only: whether the first sheet only is read
        :param left_out: titles of sheets that are not read
        """
        sheets = workbook_oddities.find(content)[: 1 if first_only else None]
        lines = []
        for sheet in sheets:
            if sheet.title not in left_out:
                lines += self._oddity_lines(sheet)
        self.oddities = "\n".join(lines) or False

    def _oddity_lines(self, sheet):
        """:return: sentences on what one sheet hides"""
        if sheet.is_hidden:
            yield self.env._(
                "The sheet “%(sheet)s” is hidden; it is read all the same.",
                sheet=sheet.title,
            )
        if sheet.rows:
            yield self.env._(
                "Hidden rows of “%(sheet)s” are read like the others: %(rows)s.",
                sheet=sheet.title,
                rows=self._join(str(self._digits(row)) for row in sheet.rows),
            )
        columns = [pair for pair in sheet.columns if 0 < pair[0] <= LAST_COLUMN]
        if columns:
            yield self.env._(
                "Hidden columns of “%(sheet)s” are read like the others: %(columns)s.",
                sheet=sheet.title,
                columns=self._join(self._column_names(*pair) for pair in columns),
            )
        # the line above the heads is merged in the template itself
        areas = [a for a in sheet.areas if workbook_oddities.rows_of(a)[1] != 1]
        if areas:
            yield self.env._(
                "Merged cells of “%(sheet)s” (%(areas)s): only the first cell of each"
                " has the value, and the others are read as empty.",
                sheet=sheet.title,
                areas=self._join(areas),
            )

    @staticmethod
    def _column_names(first, last):
        names = [get_column_letter(min(n, LAST_COLUMN)) for n in (first, last)]
        return ":".join(dict.fromkeys(names))
