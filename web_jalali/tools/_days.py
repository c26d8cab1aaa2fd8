"""Days, months and years of the Jalali calendar, and the clock on the wall."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import jdatetime

from . import clock

TEHRAN = ZoneInfo("Asia/Tehran")
FIRST_YEAR, LAST_YEAR = 1200, 1500


class JalaliError(ValueError):
    """A day that does not exist, or a text that is no day. Says so in a sentence."""


# ------------------------------------------------------------
# CONVERSION
# ------------------------------------------------------------


def nowruz(y):
    """Proleptic Gregorian ordinal of 1 Farvardin of year `y`."""
    return jdatetime.date(y, 1, 1).togregorian().toordinal()


_FIRST, _LAST = nowruz(FIRST_YEAR), nowruz(LAST_YEAR + 1) - 1
FIRST_DAY, LAST_DAY = dt.date.fromordinal(_FIRST), dt.date.fromordinal(_LAST)


def _check_year(y):
    if not FIRST_YEAR <= y <= LAST_YEAR:
        raise JalaliError(
            f"The Jalali year {y} is outside the years {FIRST_YEAR} to {LAST_YEAR}."
        )


def to_jalali(day):
    """Return `(year, month, day)` of a date, or of the date part of a datetime."""
    ordinal = day.toordinal()
    if not _FIRST <= ordinal <= _LAST:
        raise JalaliError(
            f"{date_part(day).isoformat()} is outside the Jalali years"
            f" {FIRST_YEAR} to {LAST_YEAR}."
        )
    jalali = jdatetime.date.fromgregorian(date=date_part(day))
    return jalali.year, jalali.month, jalali.day


def to_gregorian(y, m, d):
    """Return the date of a Jalali day; a day that does not exist is a JalaliError."""
    length = month_length(y, m)
    if not 1 <= d <= length:
        raise JalaliError(
            f"There is no day {d} in month {m} of the Jalali year {y};"
            f" that month has {length} days."
        )
    return jdatetime.date(y, m, d).togregorian()


def is_leap(y):
    """Whether Esfand of the Jalali year `y` has 30 days."""
    _check_year(y)
    return jdatetime.date(y, 1, 1).isleap()


def month_length(y, m):
    """Return the number of days of month `m`, 1 to 12, of the Jalali year `y`."""
    _check_year(y)
    if not 1 <= m <= 12:
        raise JalaliError(f"There is no month {m}; the months are 1 to 12.")
    return 31 if m <= 6 else 30 if m <= 11 or is_leap(y) else 29


def year_length(y):
    """Return the number of days of the Jalali year `y`, 365 or 366."""
    return 366 if is_leap(y) else 365


# ------------------------------------------------------------
# PERIODS
# ------------------------------------------------------------

_MONTHS_IN = {"month": 1, "season": 3, "half_year": 6, "year": 12}


def year(day):
    """Return the Jalali year of a date."""
    return to_jalali(day)[0]


def half_year(day):
    """Return 1 for Farvardin to Shahrivar, 2 for Mehr to Esfand."""
    return (to_jalali(day)[1] + 5) // 6


def season(day):
    """Return the season of a date, 1 (spring) to 4 (winter)."""
    return (to_jalali(day)[1] + 2) // 3


def weekday(day):
    """Return 0 for Saturday to 6 for Friday."""
    return (day.weekday() + 2) % 7


def week_number(day):
    """Return the week of the Jalali year; week 1 holds 1 Farvardin.

    A week across Nowruz is the last one of the old year and the first of the new.
    """
    passed = day.toordinal() - nowruz(year(day))
    # the weekday of Nowruz is `passed` days before that of `day`
    return (passed + (weekday(day) - passed) % 7) // 7 + 1


def add_months(day, months):
    """Return the same day of the month, Jalali `months` later (or earlier).

    A day that the month does not have becomes its last one: 31 Shahrivar and six
    months are the last of Esfand. Always count from the first date; steps of a month
    each would drift. A datetime keeps its time of day.
    """
    y, m, d = to_jalali(day)
    y, m = divmod(y * 12 + m - 1 + months, 12)
    m += 1
    then = to_gregorian(y, m, min(d, month_length(y, m)))
    return day.replace(year=then.year, month=then.month, day=then.day)


def start_of(day, unit):
    """Return the first date of the month, season, half_year, year or week of `day`."""
    y, m, _day = to_jalali(day)
    if unit == "week":
        return dt.date.fromordinal(day.toordinal() - weekday(day))
    step = _months_in(unit)
    return to_gregorian(y, (m - 1) // step * step + 1, 1)


def end_of(day, unit):
    """Return the last date of the month, season, half_year, year or week of `day`."""
    y, m, _day = to_jalali(day)
    if unit == "week":
        return start_of(day, unit) + dt.timedelta(days=6)
    step = _months_in(unit)
    last = ((m - 1) // step + 1) * step
    return to_gregorian(y, last, month_length(y, last))


def _months_in(unit):
    try:
        return _MONTHS_IN[unit]
    except KeyError:
        units = ", ".join([*_MONTHS_IN, "week"])
        raise JalaliError(f"“{unit}” is no period; the periods are {units}.") from None


def months_between(start, end):
    """Return how many full Jalali months lie between two dates, negative backwards.

    It is the greatest n with `add_months(start, n) <= end`.
    """
    start, end = date_part(start), date_part(end)
    if end < start:
        return -months_between(end, start)
    (y1, m1, _d1), (y2, m2, _d2) = to_jalali(start), to_jalali(end)
    months = (y2 - y1) * 12 + m2 - m1
    return months if add_months(start, months) <= end else months - 1


def date_part(day):
    """Return the date of a date or datetime."""
    return day.date() if isinstance(day, dt.datetime) else day


# ------------------------------------------------------------
# CLOCK
# ------------------------------------------------------------


def today(tz=TEHRAN):
    """Return the date that the calendar on the wall shows in `tz`."""
    return local_date(clock.now(), tz)


def zone(name):
    """Return the time zone of this name; Tehran's when it is empty or unknown."""
    try:
        return ZoneInfo(name) if name else TEHRAN
    except (ZoneInfoNotFoundError, ValueError):
        return TEHRAN


def local_date(moment, tz=TEHRAN):
    """Return the date in `tz` of a datetime; a naive one is UTC, as Odoo stores it."""
    return local(moment, tz).date()


def local(moment, tz):
    """Return a datetime in the time of `tz`; a naive one is UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.timezone.utc)
    return moment.astimezone(tz)


def local_midnight_utc(day, tz=TEHRAN):
    """Return the first moment of a local day as a naive UTC datetime.

    In the night of 1 to 2 Farvardin 1400 clocks went from 23:59 to 01:00: there the
    first moment is 01:00, for which the offset before the gap gives the right instant.
    """
    return to_utc(dt.datetime(day.year, day.month, day.day), tz)


def to_utc(moment, tz):
    """Return a naive datetime that clocks of `tz` show as a naive one in UTC."""
    return moment.replace(tzinfo=tz).astimezone(dt.timezone.utc).replace(tzinfo=None)
