"""The periods that a Jalali user groups by: where they begin, what they are called.

A period is named by its first day, as in `web_jalali_start` of the database. Days
outside of the years 1200 to 1500 form two periods of their own, `BEFORE` and `AFTER`.
"""

import datetime as dt

from .refusal import in_digits_of
from .tools import jalali

# unit: how many months it holds; a week has no number of months
MONTHS_IN = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
UNITS = (*MONTHS_IN, "week")
BEFORE = dt.date.min
AFTER = jalali.LAST_DAY + dt.timedelta(days=1)


def start_of(day, unit):
    """Return the first date of the period that holds a date, as the database does."""
    if unit == "week":
        passed = (day.weekday() + 2) % 7
        return dt.date.fromordinal(max(day.toordinal() - passed, 1))
    if day < jalali.FIRST_DAY:
        return BEFORE
    return jalali.start_of(day, _name(unit)) if day < AFTER else AFTER


def start_of_next(start, unit):
    """Return the first date after the period that begins at `start`.

    None when there is none: nothing comes after the last period.
    """
    if unit == "week":
        # the first week of all is cut short by the beginning of the calendar
        ordinal = start_of(start, unit).toordinal() + 7
        ordinal -= start.weekday() + 2 if start == dt.date.min else 0
        return dt.date.fromordinal(ordinal) if ordinal <= _LAST_ORDINAL else None
    if start == BEFORE:
        return jalali.FIRST_DAY
    if start == AFTER:
        return None
    return jalali.end_of(start, _name(unit)) + dt.timedelta(days=1)


def starts_between(first, last, unit):
    """Return the first dates of the periods from that of `first` to that of `last`."""
    starts, start = [], start_of(first, unit)
    while start and start <= last:
        starts.append(start)
        start = start_of_next(start, unit)
    return starts


def steps_after(start, unit, steps):
    """Return the first date of the period `steps` periods after that of `start`."""
    for _step in range(steps):
        start = start_of_next(start, unit) or start
    return start


_LAST_ORDINAL = dt.date.max.toordinal()


def _name(unit):
    return "season" if unit == "quarter" else unit


# ------------------------------------------------------------
# LABELS
# ------------------------------------------------------------


def label(env, start, unit):
    """Return what a period is called in the language of `env`: «آذر ۱۴۰۵»."""
    if unit != "week" and start in (BEFORE, AFTER):
        text = _label_outside(env, start)
    else:
        try:
            text = _LABELS[unit](env, start)
        except jalali.JalaliError:  # a week or a day outside of our years
            text = start.isoformat()
    return in_digits_of(env, text)


def label_moment(env, moment, unit):
    """Return a local day, or an hour of it, in the language of `env`."""
    day = jalali.date_part(moment)
    text = label(env, day, "day")
    if unit == "hour":
        text = in_digits_of(env, f"{moment:%H:%M} {text}")
    return text


def _label_outside(env, start):
    if start == BEFORE:
        return env._("Before %(year)s", year=jalali.FIRST_YEAR)
    return env._("After %(year)s", year=jalali.LAST_YEAR)


def _label_month(env, start):
    y, m, _d = jalali.to_jalali(start)
    return f"{jalali.month_name(m, env.lang)} {y}"


def _label_season(env, start):
    seasons = {
        1: env._("Spring %(year)s", year=jalali.year(start)),
        2: env._("Summer %(year)s", year=jalali.year(start)),
        3: env._("Autumn %(year)s", year=jalali.year(start)),
        4: env._("Winter %(year)s", year=jalali.year(start)),
    }
    return seasons[jalali.season(start)]


def _label_half_year(env, start):
    if jalali.half_year(start) == 1:
        return env._("First half of %(year)s", year=jalali.year(start))
    return env._("Second half of %(year)s", year=jalali.year(start))


def _label_year(_env, start):
    return str(jalali.year(start))


def _label_week(env, start):
    return env._(
        "Week %(week)s of %(year)s",
        week=jalali.week_number(start),
        year=jalali.year(start),
    )


def _label_day(env, start):
    y, m, d = jalali.to_jalali(start)
    return f"{d} {jalali.month_name(m, env.lang)} {y}"


_LABELS = {
    "month": _label_month,
    "quarter": _label_season,
    "half_year": _label_half_year,
    "year": _label_year,
    "week": _label_week,
    "day": _label_day,
}
