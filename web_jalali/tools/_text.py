"""Dates as Persian text, written; and what is wrong with a stored one."""

import re
from decimal import Decimal

from . import _days
from ._days import TEHRAN, JalaliError, to_gregorian, to_jalali, week_number

# A written year from here on is a Gregorian one; no Jalali date reaches it.
FIRST_GREGORIAN_YEAR = 1700

MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
MONTHS_LATIN = (
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
)
SEASONS = ("بهار", "تابستان", "پاییز", "زمستان")
# The week begins on Saturday.
WEEKDAYS = (
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "سه‌شنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
)
ERA = "ه‍.ش."

_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_LATIN = "0123456789"
_TO_PERSIAN = str.maketrans(_LATIN + _ARABIC, _PERSIAN * 2)
_TO_LATIN = str.maketrans(_PERSIAN + _ARABIC, _LATIN * 2)


# ------------------------------------------------------------
# DIGITS
# ------------------------------------------------------------


def to_persian_digits(text):
    """Return `str(text)` with every Latin or Arabic digit as a Persian one."""
    return str(text).translate(_TO_PERSIAN)


def to_latin_digits(text):
    """Return `str(text)` with every Persian or Arabic digit as a Latin one."""
    return str(text).translate(_TO_LATIN)


def group_digits(number):
    """Return a number in Persian digits, in groups of three: «۹۲٬۰۰۰٬۰۰۰»."""
    number = Decimal(str(number))
    if number == number.to_integral_value():
        number = number.to_integral_value()
    text = f"{number:,f}".replace(",", "٬").replace(".", "٫")
    # a left-to-right mark keeps the sign on the left of the number
    return to_persian_digits(text.replace("-", "\u200e−"))


def month_name(number, lang="fa"):
    """Return what a month, 1 to 12, is called in Persian or in Latin letters."""
    names = MONTHS if (lang or "").startswith("fa") else MONTHS_LATIN
    return names[number - 1]


# ------------------------------------------------------------
# WRITING
# ------------------------------------------------------------

_FIELD = re.compile(r"'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'")


def format_date(value, pattern="yyyy/MM/dd", digits="persian"):
    """Return a date as text, after an LDML pattern such as "EEEE d MMMM y".

    Fields: y year, M or L month, d day, E weekday, Q season, w week, D day of the
    year, G era; text in 'quotes' stays. `digits` is "persian" or "latin".
    """
    return _format(value, pattern, digits, _DATE_FIELDS)


def format_datetime(value, tz=TEHRAN, pattern="yyyy/MM/dd HH:mm", digits="persian"):
    """Return a datetime as text in the local time of `tz`; a naive one is UTC.

    Adds to the fields of `format_date`: H hour, h hour of twelve, m minute, s second,
    a before or after noon.
    """
    return _format(_days.local(value, tz), pattern, digits, _DATETIME_FIELDS)


def _format(value, pattern, digits, fields):
    if digits not in ("persian", "latin"):
        raise JalaliError(f"“{digits}” are no digits; they are persian or latin.")
    jalali = to_jalali(value)
    parts = []
    for match in _FIELD.finditer(pattern):
        part, letter = match[0], match[1]
        if letter:
            if letter not in fields:
                raise JalaliError(f"The pattern “{pattern}” has no meaning for {part}.")
            part = fields[letter](value, jalali, len(part))
            # quoted text keeps its digits
            part = part.translate(_TO_PERSIAN if digits == "persian" else _TO_LATIN)
        elif part == "'":
            raise JalaliError(f"The pattern “{pattern}” lacks a closing quote.")
        elif part[0] == "'":
            part = part[1:-1].replace("''", "'") or "'"
        parts.append(part)
    return "".join(parts)


def _padded(number, width):
    return f"{number:0{width}d}"


def _format_year(_value, jalali, width):
    return _padded(jalali[0] % 100 if width == 2 else jalali[0], width)


def _format_month(_value, jalali, width):
    if width <= 2:
        return _padded(jalali[1], width)
    name = MONTHS[jalali[1] - 1]
    return name[0] if width == 5 else name


def _format_weekday(value, _jalali, width):
    name = WEEKDAYS[_days.weekday(value)]
    return name[0] if width == 5 else name


def _format_season(_value, jalali, width):
    number = (jalali[1] + 2) // 3
    return _padded(number, width) if width <= 2 else SEASONS[number - 1]


_DATE_FIELDS = {
    "y": _format_year,
    "M": _format_month,
    "L": _format_month,
    "d": lambda value, jalali, width: _padded(jalali[2], width),
    "E": _format_weekday,
    "Q": _format_season,
    "w": lambda value, jalali, width: _padded(week_number(value), width),
    "D": lambda value, jalali, width: _padded(
        value.toordinal() - _days.nowruz(jalali[0]) + 1, width
    ),
    "G": lambda value, jalali, width: ERA,
}
_DATETIME_FIELDS = {
    **_DATE_FIELDS,
    "H": lambda value, jalali, width: _padded(value.hour, width),
    "h": lambda value, jalali, width: _padded((value.hour - 1) % 12 + 1, width),
    "m": lambda value, jalali, width: _padded(value.minute, width),
    "s": lambda value, jalali, width: _padded(value.second, width),
    "a": lambda value, jalali, width: "ق.ظ." if value.hour < 12 else "ب.ظ.",
}


# ------------------------------------------------------------
# MISTAKES
# ------------------------------------------------------------


def mistaken_for(day):
    """Return the date that was meant when a Jalali date was taken as Gregorian.

    The Gregorian day 1405-09-02, six hundred years ago, was meant as 2 Azar 1405, which
    is 2026-11-23. None when the numbers of `day` are no Jalali date.
    """
    try:
        return to_gregorian(day.year, day.month, day.day)
    except JalaliError:
        return None


def describe_suspicious(day):
    """Return a sentence on what is wrong with a stored date, None when nothing is."""
    day = _days.date_part(day)
    if FIRST_GREGORIAN_YEAR <= day.year and day <= _days.LAST_DAY:
        return None
    shown = day.isoformat().replace("-", "/")
    if day > _days.LAST_DAY:
        return f"{shown} lies after the last day we count, {_days.LAST_DAY}."
    meant = mistaken_for(day)
    if meant is None:
        return f"{shown} lies before the year {FIRST_GREGORIAN_YEAR}."
    return (
        f"{shown} looks like a Jalali date that was taken as a Gregorian one;"
        f" in the Gregorian calendar it is {meant}."
    )
