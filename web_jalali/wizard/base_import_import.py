import datetime as dt

from odoo import models

from odoo.addons.base_import.models.base_import import ImportValidationError

from .. import calendar_system
from ..refusal import explain, in_digits_of
from ..tools import jalali

SHOWN = 5  # wrong values named in one message


class BaseImport(models.TransientModel):
    """Reads Jalali dates in files, for whom sees the Jalali calendar.

    Real dates of a spreadsheet have no calendar and are kept. Text is read strictly: a
    day that does not exist is refused with its row, and nothing is imported.
    """

    _inherit = "base_import.import"

    def _try_match_date_time(self, preview_values, options):
        if calendar_system.is_jalali(self.env):
            texts = [value for value in preview_values if _is_text(value)]
            if texts and all(_is_date(text) for text in texts):
                options["date_format"] = "%Y/%m/%d"
                return ["date", "datetime"]
            if texts and all(_is_datetime(text) for text in texts):
                options["datetime_format"] = "%Y/%m/%d %H:%M:%S"
                return ["datetime"]
        return super()._try_match_date_time(preview_values, options)

    def _parse_date_from_data(self, data, index, name, field_type, options):
        if not calendar_system.is_jalali(self.env):
            return super()._parse_date_from_data(data, index, name, field_type, options)
        wrong = []
        for number, line in enumerate(data):
            if not _is_text(line[index]):
                continue
            try:
                line[index] = self._read_date(line[index], field_type, options)
            except jalali.JalaliError:
                wrong.append((number, explain(self.env, line[index])))
        if wrong:
            self._refuse_dates(wrong, name, field_type, options)
        return None

    def _read_date(self, text, field_type, options):
        """Return the ISO text of a written date; a JalaliError when it is none."""
        try:
            moment = jalali.parse_datetime(text)
        except jalali.JalaliError:
            moment = self._read_gregorian(text, options)
            if moment is None:
                raise
        if field_type == "date":
            return moment.date().isoformat()
        return moment.isoformat(" ", "seconds")

    def _read_gregorian(self, text, options):
        """Return a moment written in the format chosen in the dialog, as 23/11/2026."""
        for key in ("datetime_format", "date_format"):
            try:
                moment = dt.datetime.strptime(text.strip(), options.get(key) or "")
            except ValueError:
                continue
            if moment.year >= jalali.FIRST_GREGORIAN_YEAR:
                return moment
        return None

    def _refuse_dates(self, wrong, name, field_type, options):
        first = 1 + int(options.get("skip") or 0) + bool(options.get("has_headers"))
        lines = [
            self.env._(
                "Row %(row)s, column “%(column)s”: %(error)s",
                row=in_digits_of(self.env, number + first),
                column=self._find_label(name),
                error=error,
            )
            for number, error in wrong[:SHOWN]
        ]
        if len(wrong) > SHOWN:
            lines.append(
                self.env._(
                    "And %(count)s more.",
                    count=in_digits_of(self.env, len(wrong) - SHOWN),
                )
            )
        raise ImportValidationError("\n".join(lines), field=name, field_type=field_type)

    def _find_label(self, path):
        """Return the labels of the fields of a path such as "line_ids/date"."""
        model, labels = self.env[self.res_model], []
        for name in path.split("/"):
            field = model._fields[name]
            labels.append(field.get_description(self.env, ["string"])["string"])
            if field.relational:
                model = self.env[field.comodel_name]
        return "/".join(labels)


def _is_text(value):
    return isinstance(value, str) and bool(value.strip())


def _is_date(text):
    try:
        return bool(jalali.parse_date(text))
    except jalali.JalaliError:
        return False


def _is_datetime(text):
    try:
        return bool(jalali.parse_datetime(text))
    except jalali.JalaliError:
        return False
