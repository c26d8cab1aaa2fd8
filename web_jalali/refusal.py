"""What is wrong with a written date, in the language of the user."""

import re

from .tools import jalali, persian

_NUMBERS = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_SHORT = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}(?!\d)")


def explain(env, text):
    """Return a sentence on a text that `parse_date` or `parse_datetime` refused."""
    shown = text.strip()
    match = _NUMBERS.search(jalali.to_latin_digits(shown))
    numbers = [int(part) for part in match.groups()] if match else []
    if not numbers and _SHORT.match(jalali.to_latin_digits(shown)):
        return env._(
            "“%(text)s” may be more than one day; write the year with four digits,"
            " such as %(example)s.",
            text=shown,
            example=in_digits_of(env, "1405/09/02"),
        )
    if not numbers or numbers[0] >= jalali.FIRST_GREGORIAN_YEAR:
        return env._(
            "“%(text)s” is no date; write year, month and day, such as %(example)s.",
            text=shown,
            example=in_digits_of(env, "1405/09/02"),
        )
    y, m, d = numbers
    if not jalali.FIRST_YEAR <= y <= jalali.LAST_YEAR:
        return env._(
            "“%(text)s” lies outside of the Jalali years %(first)s to %(last)s.",
            text=shown,
            first=in_digits_of(env, jalali.FIRST_YEAR),
            last=in_digits_of(env, jalali.LAST_YEAR),
        )
    if not 1 <= m <= 12:
        return env._("“%(text)s” is no date; a year has 12 months.", text=shown)
    if 1 <= d <= jalali.month_length(y, m):
        return env._("“%(text)s” is no date; its weekday or time is wrong.", text=shown)
    return env._(
        "“%(text)s” does not exist; %(month)s %(year)s has %(days)s days.",
        text=shown,
        month=jalali.month_name(m, env.lang),
        year=in_digits_of(env, y),
        days=in_digits_of(env, jalali.month_length(y, m)),
    )


def in_digits_of(env, text):
    """Return a text with the digits of the language of `env`."""
    in_persian = persian.is_persian(env)
    return jalali.to_persian_digits(text) if in_persian else str(text)
