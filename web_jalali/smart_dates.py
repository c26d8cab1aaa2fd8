"""Relative dates of domains, such as `today =1d -1m`, in the calendar of the user.

`=1d` is the first day of the Jalali month, `=1m` Farvardin, `=1405y` that Jalali year;
months and years are added as Jalali ones and clamped to the last day of the month.
Days, weeks, weekdays and times are alike in both calendars. For all other users, Odoo's
own `parse_date` answers.
"""

import datetime as dt
import inspect
import re
import sys

from dateutil.relativedelta import relativedelta as _step

from odoo.fields import Domain
from odoo.tools import date_utils

from . import calendar_system, surfaces
from .tools import clock, jalali

_CALENDAR_TERM = re.compile(r"([+-])(\d+)([my])|(=)(\d+)([dmy])")
_OTHER_TERM = re.compile(r"([+-])(\d+)([dwHMS])|(=)(\d+)([HMS])")
_WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_WEEKDAY_TERM = re.compile(rf"([=+-])({'|'.join(_WEEKDAYS)}|week_start)")
# what is set to nothing below an hour, a minute, a second that is set
_BELOW = {
    "hour": {"minute": 0, "second": 0, "microsecond": 0},
    "minute": {"second": 0, "microsecond": 0},
    "second": {"microsecond": 0},
}
_UNITS = {"d": "days", "w": "weeks", "H": "hours", "M": "minutes", "S": "seconds"}


def install():
    """Lay the patch where domains ask for dates, unless it lies."""
    if _parse_date is None or list(inspect.signature(_parse_date).parameters) != [
        "value",
        "env",
    ]:
        if not surfaces.is_off("relative dates"):
            surfaces.note("relative dates", ["odoo.tools.date_utils.parse_date"])
        return
    # domains took the function by name when they were loaded
    for module in (date_utils, sys.modules[Domain.__module__]):
        if getattr(module, "parse_date", None) is not parse_date:
            module.parse_date = parse_date


_parse_date = getattr(date_utils, "parse_date", None)


def parse_date(value, env):
    """Return the date or naive UTC datetime that a technical text means for a user.

    :raise ValueError: when it means none
    """
    terms = value.split()
    if not any(map(_CALENDAR_TERM.fullmatch, terms)):
        return _parse_date(value, env)
    if not calendar_system.is_jalali(env):
        return _parse_date(value, env)
    return _parse_jalali(terms, env)


def _parse_jalali(terms, env):
    start = terms.pop(0) if terms[0] in ("today", "now") else "now"
    tz = jalali.zone(str(env.tz))
    moment = jalali.local(clock.now(), tz).replace(tzinfo=None)
    if start == "today":
        moment = moment.date()
    for term in terms:
        moment = _move(moment, term, env)
    return jalali.to_utc(moment, tz) if start == "now" else moment


def _move(moment, term, env):
    if match := _CALENDAR_TERM.fullmatch(term):
        sign, number, unit = (part for part in match.groups() if part)
        return _move_in_calendar(moment, sign, int(number), unit)
    if match := _OTHER_TERM.fullmatch(term):
        sign, number, unit = (part for part in match.groups() if part)
        unit = _UNITS[unit]
        if sign == "=":
            unit = unit.removesuffix("s")
            return moment + _step(**{unit: int(number), **_BELOW[unit]})
        return moment + _step(**{unit: int(sign + number)})
    if match := _WEEKDAY_TERM.fullmatch(term):
        return _move_to_weekday(moment, *match.groups(), env)
    raise ValueError(f"Invalid term {term!r} in a relative date")


def _move_in_calendar(moment, sign, number, unit):
    if sign != "=":
        months = number * (12 if unit == "y" else 1)
        return jalali.add_months(moment, -months if sign == "-" else months)
    if isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time.min)
    if unit == "y" and number >= jalali.FIRST_GREGORIAN_YEAR:
        return moment + _step(year=number)
    y, m, d = jalali.to_jalali(moment)
    y, m = number if unit == "y" else y, number if unit == "m" else m
    d = min(number if unit == "d" else d, jalali.month_length(y, m))
    day = jalali.to_gregorian(y, m, d)
    return moment.replace(year=day.year, month=day.month, day=day.day)


def _move_to_weekday(moment, sign, name, env):
    first = int(env["res.lang"]._get_data(code=env.user.lang).week_start) - 1
    wanted = first if name == "week_start" else _WEEKDAYS.index(name)
    days = (wanted - first) % 7 - (moment.weekday() - first) % 7
    if sign == "=" and isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time.min)
    elif sign == "+" and days < 0:
        days += 7
    elif sign == "-" and days > 0:
        days -= 7
    return moment + dt.timedelta(days)
