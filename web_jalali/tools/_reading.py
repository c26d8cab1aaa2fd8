"""Dates and moments that people and programs wrote, read; strictly, never guessed.

`static/src/core/reading.js` does the same in the browser, and `tests/data/dates.json`
holds the texts on which both must agree.
"""

import datetime as dt
import re
import unicodedata

from . import _days
from ._days import TEHRAN, JalaliError, to_gregorian, to_jalali
from ._text import FIRST_GREGORIAN_YEAR, MONTHS, MONTHS_LATIN, WEEKDAYS, to_latin_digits

# Written out: what is a space differs between Python and the browser
_SPACES = re.compile(
    "[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u0640]")
_LETTERS = str.maketrans("يىكآأ", "ییکاا")


def _clean(text):
    if any(unicodedata.category(letter) == "No" for letter in text):
        raise JalaliError("A raised or circled figure is no digit.")
    text = unicodedata.normalize("NFKC", text)
    text = _INVISIBLE.sub("", to_latin_digits(text).translate(_LETTERS))
    return _SPACES.sub(" ", text).strip(" ")


_MONTH_NUMBERS = {_clean(name): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name.lower(): at for at, name in enumerate(MONTHS_LATIN, 1)}
_MONTH_NUMBERS["امرداد"] = 5
_WEEKDAY_NUMBERS = {_clean(name): number for number, name in enumerate(WEEKDAYS)}

_WEEKDAY = re.compile(r"((?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه) ?[,،]? ?(?=[0-9])")
_NUMBERS = re.compile(r"([0-9]{1,4}) ?([-/. ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TEXTUAL = re.compile(
    rf"([0-9]{{1,2}}) ?({'|'.join(_MONTH_NUMBERS)})(?: ?ماه)? ?[,،]? ?"
    r"([0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_MORNING = r"am|a\.m\.|ق\.? ?ظ\.?|قبل ?از ?ظهر|صبح"
_AFTERNOON = r"pm|p\.m\.|ب\.? ?ظ\.?|بعد ?از ?ظهر|عصر"
_TIME = re.compile(
    r"(?P<day>.+?)(?: ?[,،] ?| |T)(?:ساعت )?"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,6})?)?"
    rf"(?: ?(?:(?P<morning>{_MORNING})|(?P<afternoon>{_AFTERNOON})))?"
    r"(?: ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}))?",
    re.IGNORECASE,
)
_GREGORIAN_MARK = " م"
# Two digits for a year are read when the day lies within these years of today
_NEAR = 50


def parse_date(text, today=None):
    """Return the date that a person wrote, or raise a JalaliError; never guess a day.

    Read are year/month/day and day/month/year with / - . or spaces, 14050902, and
    «دوشنبه ۲ آذر ۱۴۰۵», in the digits of all three sets; a time behind it is left out.
    A year from 1700 on, written first, is Gregorian, also with «م» behind it.

    A year of two digits stands first and is the one from 79 years before to 20 years
    after `today` (a date; default: the clock's). It is refused when the day lies more
    than 50 years away, or when the same numbers, day first, name a nearer day.
    """
    return parse_datetime(text, today).date()


def parse_datetime(text, today=None, tz=TEHRAN):
    """Return the naive datetime that a person or a program wrote.

    The date is read as by `parse_date`, the time as 9:30, 09:30:15, «ساعت ۹:۳۰» or
    9:30 pm; without one it is midnight. A zone (Z, +03:30) behind the time goes with a
    Gregorian day only; the moment is given in the time of `tz`. What is neither is a
    JalaliError.
    """
    try:
        return _parse_moment(_clean(text), today, tz)
    except JalaliError as error:
        raise JalaliError(f"“{text}” is no date. {error}") from None


def _parse_moment(text, today, tz):
    marked = text.endswith(_GREGORIAN_MARK)
    text = text.removesuffix(_GREGORIAN_MARK)
    match = _TIME.fullmatch(text)
    written = match["day"] if match else text
    day = _parse_marked(written) if marked else _parse_day(written, today)
    if not match:
        return dt.datetime.combine(day, dt.time.min)
    moment = dt.datetime.combine(day, _parse_time(match))
    return _in_zone(moment, match, tz) if match["zone"] else moment


def _parse_time(match):
    hour = int(match["hour"])
    if match["morning"] or match["afternoon"]:
        if not 1 <= hour <= 12:
            raise JalaliError("With morning or afternoon, the hours are 1 to 12.")
        hour = hour % 12 + (12 if match["afternoon"] else 0)
    try:
        return dt.time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise JalaliError("The hours are 0 to 23, the minutes 0 to 59.") from None


def _in_zone(moment, match, tz):
    """Return the local time of `tz`; programs alone write a zone."""
    if not re.match(r"(?:1[7-9]|[2-9][0-9])[0-9]{2}\D", match["day"]):
        raise JalaliError("A time with a zone needs a Gregorian day.")
    zone = match["zone"].upper().replace(":", "")
    minutes = 0
    if zone != "Z":
        if int(zone[1:3]) > 23 or int(zone[3:]) > 59:
            raise JalaliError("There is no such time zone.")
        minutes = (int(zone[1:3]) * 60 + int(zone[3:])) * (-1 if zone[0] == "-" else 1)
    moment = (moment - dt.timedelta(minutes=minutes)).replace(tzinfo=dt.UTC)
    return _days.local(moment, tz).replace(tzinfo=None)


def _parse_day(text, today):
    weekday = _WEEKDAY.match(text)
    day = _parse(text[weekday.end() :] if weekday else text, today)
    if weekday:
        _check_weekday(day, weekday[1].replace(" ", ""))
    return day


def _parse_marked(text):
    """Return the Gregorian day of 2150/01/31 م, as days outside of ours are shown."""
    match = _NUMBERS.fullmatch(text)
    if not match or len(match[1]) != 4 or len(match[4]) > 2:
        raise JalaliError("Write a Gregorian date as year-month-day.")
    if int(match[1]) < FIRST_GREGORIAN_YEAR:
        raise JalaliError(f"The Gregorian years begin with {FIRST_GREGORIAN_YEAR}.")
    return _gregorian(match[1], match[3], match[4])


def _gregorian(year, month, day):
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise JalaliError(
            f"The Gregorian calendar has no {year}-{month}-{day}."
        ) from None


def _parse(text, today):
    if match := _COMPACT.fullmatch(text):
        return _from_parts(*match.groups(), today)
    if match := _TEXTUAL.fullmatch(text):
        return _from_jalali(match[3], _MONTH_NUMBERS[match[2].lower()], match[1], today)
    if match := _NUMBERS.fullmatch(text):
        first, _separator, month, last = match.groups()
        if len(first) in (2, 4) and len(last) <= 2:
            return _from_parts(first, month, last, today)
        if len(first) <= 2 and len(last) == 4:
            return _from_jalali(last, month, first, today)
    raise JalaliError("Write year, month and day, for example 1405/09/02.")


def _from_parts(year, month, day, today):
    if int(year) < FIRST_GREGORIAN_YEAR:
        if len(year) == 2:
            return _from_short(year, month, day, today)
        return to_gregorian(int(year), int(month), int(day))
    parsed = _gregorian(year, month, day)
    to_jalali(parsed)  # refuses what lies outside the years we cover
    return parsed


def _from_jalali(year, month, day, today):
    if int(year) >= FIRST_GREGORIAN_YEAR:
        raise JalaliError("Write a Gregorian date as year-month-day.")
    if len(year) == 2:
        return _near_day(year, month, day, today or _days.today())
    return to_gregorian(int(year), int(month), int(day))


def _from_short(first, month, last, today):
    """Return the day of 05/09/02, unless 02/09/05 was more likely meant."""
    today = today or _days.today()
    parsed = _near_day(first, month, last, today)
    try:
        other = _near_day(last.zfill(2), month, first, today)
    except JalaliError:
        return parsed
    if abs(other - today) < abs(parsed - today):
        raise JalaliError("Is the year first or the day? Write it with four digits.")
    return parsed


def _near_day(short, month, day, today):
    this_year = _days.year(today)
    earliest = this_year - 79
    year = earliest + (int(short) - earliest) % 100
    parsed = to_gregorian(year, int(month), int(day))
    then = to_jalali(parsed)
    now = to_jalali(today)
    years = (now[0] - then[0]) if parsed <= today else (then[0] - now[0])
    behind = then[1:] < now[1:] if parsed <= today else then[1:] > now[1:]
    if years > _NEAR or (years == _NEAR and behind):
        raise JalaliError(
            f"The year {year} lies more than {_NEAR} years away; write four digits."
        )
    return parsed


def _check_weekday(day, name):
    actual = WEEKDAYS[_days.weekday(day)]
    if _clean(actual) != name:
        raise JalaliError(f"That day is a {actual}.")
