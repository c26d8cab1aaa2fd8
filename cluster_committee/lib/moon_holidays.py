"""The holidays of a Jalali year that the library `holidays` reckons and that fall on
another day each year: a proposal, for months begin when the moon is seen."""

import holidays

from odoo.addons.web_jalali.tools import jalali


def propose(year):
    """Return the holidays of a Jalali year that the moon moves, and those of this year
    alone.

    :return: [(day, Persian name, whether the day is an estimate)], in order
    """
    first = jalali.to_gregorian(year - 1, 1, 1).year
    last = jalali.to_gregorian(year + 2, 1, 1).year
    found = holidays.country_holidays(
        "IR", years=range(first, last + 1), language="fa_IR"
    )
    estimated = found.estimated_label.replace("%s", "")
    places = {
        (name, *jalali.to_jalali(day)) for day in found for name in found.get_list(day)
    }
    return [
        (day, _set_well(name.removesuffix(estimated)), name.endswith(estimated))
        for day in sorted(found)
        if jalali.year(day) == year
        for name in found.get_list(day)
        if not _is_fixed(name, day, places)
    ]


def _is_fixed(name, day, places):
    """Whether it falls on this day in the years before and after too."""
    year, month, number = jalali.to_jalali(day)
    return {(name, year + one, month, number) for one in (-1, 1)} <= places


def _set_well(name):
    return " ".join(name.replace("؛", "؛ ").split())
