import datetime as dt
import re

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.base_import.models import base_import

from .. import calendar_system
from ..refusal import explain, in_digits_of
from ..tools import jalali

SHOWN = 5  # wrong values named in one message
NEAR = 50  # years from today within which two digits name a year
FORMATS = ("datetime_format", "date_format")  # the options of the dialog


class BaseImport(models.TransientModel):
    """Reads Jalali dates in files, for whom sees the Jalali calendar.

    Real dates of a spreadsheet have no calendar and are kept. Text is read strictly: a
    day that does not exist is refused with its row, and nothing is imported.
    """

    _inherit = "base_import.import"

    def _try_match_date_time(self, preview_values, options):
        if not calendar_system.is_jalali(self.env):
            return super()._try_match_date_time(preview_values, options)
        chosen = [options.get(key) for key in FORMATS]
        texts = [value for value in preview_values if _is_text(value)]
        if texts and all(_reads(text) for text in texts):
            if any(":" in text for text in texts):
                options["datetime_format"] = chosen[0] or "%Y/%m/%d %H:%M:%S"
                return ["datetime"]
            options["date_format"] = chosen[1] or "%Y/%m/%d"
            return ["date", "datetime"]
        found = super()._try_match_date_time(preview_values, options)
        for key, before in zip(FORMATS, chosen, strict=True):
            # two digits may be a year of either calendar: a person says which
            if "%y" in (options.get(key) or "") and options[key] != before:
                options[key] = before or ""
        return found

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
        """Return the ISO text of a written date; a JalaliError when it is none.

        A format with two digits for the year stands in the options when the user chose
        it, and then it says what the text means. What the format and our own reading
        understand in two ways is refused.
        """
        tz = jalali.zone(str(self.env.tz))
        forms = [options[key] for key in FORMATS if options.get(key)]
        chosen = next(filter(None, (_read_chosen(text, form) for form in forms)), None)
        try:
            moment = jalali.parse_datetime(text, tz=tz)
        except jalali.JalaliError:
            moment = chosen or self._read_gregorian(text, options)
            if moment is None:
                raise
        else:
            if chosen and chosen != moment:
                raise jalali.JalaliError("Write the year with four digits.")
        if field_type == "date":
            return moment.date().isoformat()
        return moment.isoformat(" ", "seconds")

    def _read_gregorian(self, text, options):
        """Return a moment written in the format chosen in the dialog, as 23/11/2026."""
        for key in FORMATS:
            try:
                moment = dt.datetime.strptime(text.strip(), options.get(key) or "")
            except ValueError:
                continue
            if "%Y" in options[key] and moment.year >= jalali.FIRST_GREGORIAN_YEAR:
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
        error = getattr(base_import, "ImportValidationError", None)
        if error is None:
            raise UserError("\n".join(lines))
        raise error("\n".join(lines), field=name, field_type=field_type)

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


def _reads(text):
    try:
        return bool(jalali.parse_datetime(text))
    except jalali.JalaliError:
        return False


def _read_chosen(text, form):
    """Return the moment of a text in a format that our own reading may contradict.

    With two digits for the year (%d/%m/%y) it is a Gregorian one; None when it lies too
    far away to be meant surely. With the month first (%m/%d/%Y) it is a Jalali one. A
    time of day behind the date is read whether the format has one or not.
    """
    day_form = re.split(r"[ T,]*%[HIMS]", form)[0]
    written = jalali.to_latin_digits(text).strip()
    day, _space, time = re.match(r"(\S*)(\s*)(.*)", written, re.DOTALL).groups()
    try:
        parsed = _read_short(day, day_form) or _read_month_first(day, day_form)
        # the day is any; the reader of moments knows how a time is written
        moment = jalali.parse_datetime(f"2000-01-01 {time}" if time else "2000-01-01")
    except (ValueError, jalali.JalaliError):
        return None
    return dt.datetime.combine(parsed, moment.time()) if parsed else None


def _read_short(text, form):
    if "%y" not in form:
        return None
    parsed = dt.datetime.strptime(text, form).date()
    return parsed if abs(parsed.year - jalali.today().year) <= NEAR else None


def _read_month_first(text, form):
    match = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)
    if not match or re.findall("%([A-Za-z])", form) != ["m", "d", "Y"]:
        return None
    month, day, year = map(int, match.groups())
    if year >= jalali.FIRST_GREGORIAN_YEAR:
        return None
    return jalali.to_gregorian(year, month, day)
