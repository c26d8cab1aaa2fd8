"""Days of a story that was written for one day and is told on another."""

from odoo.addons.web_jalali.tools import jalali


def moved(day, written_for, told_on):
    """Return `day` of a story written for the day `written_for`, told on `told_on`.

    By whole Jalali months first, then by the days that remain: six months stay six
    months, within two days, though half-years differ in length. A shift by days alone
    would turn a gap of 183 days, which spring allows, into one that autumn forbids.
    Order is kept: what was not later is not later.
    """
    months = _months(written_for, told_on)
    rest = told_on - jalali.add_months(written_for, months)
    return jalali.add_months(day, months) + rest


def _months(start, end):
    """Return how many whole Jalali months lead from `start` to `end`, or back."""
    (y0, m0, _d0), (y1, m1, _d1) = jalali.to_jalali(start), jalali.to_jalali(end)
    months = 12 * (y1 - y0) + m1 - m0
    return months - (jalali.add_months(start, months) > end)
