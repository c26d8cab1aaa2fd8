"""The Jalali (Solar Hijri) calendar: the only calendar arithmetic on the server.

Days are Gregorian `datetime.date` everywhere; a Jalali date is the numbers
`(year, month, day)` or a text, and exists at the edges only. Nothing here has a side
effect, and only `today` reads a clock. The years 1200 to 1500 are covered, where the
33-year rule agrees with the published tables and with the sun; outside of them nothing
is guessed: `JalaliError`.
"""

from ._days import (
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    TEHRAN,
    JalaliError,
    add_months,
    end_of,
    half_year,
    is_leap,
    local_date,
    local_midnight_utc,
    month_length,
    months_between,
    season,
    start_of,
    to_gregorian,
    to_jalali,
    today,
    week_number,
    year,
    year_length,
)
from ._text import (
    FIRST_GREGORIAN_YEAR,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    describe_suspicious,
    format_date,
    format_datetime,
    group_digits,
    mistaken_for,
    parse_date,
    to_latin_digits,
    to_persian_digits,
)

__all__ = [
    "FIRST_GREGORIAN_YEAR",
    "FIRST_YEAR",
    "LAST_DAY",
    "LAST_YEAR",
    "MONTHS",
    "SEASONS",
    "TEHRAN",
    "WEEKDAYS",
    "JalaliError",
    "add_months",
    "describe_suspicious",
    "end_of",
    "format_date",
    "format_datetime",
    "group_digits",
    "half_year",
    "is_leap",
    "local_date",
    "local_midnight_utc",
    "mistaken_for",
    "month_length",
    "months_between",
    "parse_date",
    "season",
    "start_of",
    "to_gregorian",
    "to_jalali",
    "to_latin_digits",
    "to_persian_digits",
    "today",
    "week_number",
    "year",
    "year_length",
]
