"""Shifts the days of a story that was written for one day and is loaded on another."""

from datetime import datetime, time, timedelta

from odoo.addons.web_jalali.tools import clock, jalali

REST = (3, 4)  # Thursday and Friday, by the number of Python's weekdays


def clock_on(day, hour=10):
    """Stop the clock at an hour of that day in Tehran, for who acts in it."""
    return clock.moved_to(
        jalali.to_utc(datetime.combine(day, time(hour)), jalali.TEHRAN)
    )


def moved(day, written_for, told_on):
    """Return `day` of a story written for the day `written_for`, loaded on `told_on`.

    By whole Jalali months first, then by the days that remain: six months stay six
    months, within two days, though half-years differ in length. A shift by days alone
    would turn a gap of 183 days, which spring allows, into one that autumn forbids.
    Order is kept: what was not later is not later.

    On another day than its own the story keeps to working days: nobody meets, signs or
    sends on a Friday. A day of rest gives way to the nearer working day; one to come,
    to the next.
    """
    if told_on == written_for:
        return day
    months = _months(written_for, told_on)
    rest = told_on - jalali.add_months(written_for, months)
    found = jalali.add_months(day, months) + rest
    return _at_work(found, told_on)


def _at_work(day, told_on):
    """Return the working day next to `day`, on the same side of `told_on`."""
    after = before = day
    while after.weekday() in REST:
        after += timedelta(days=1)
    while before.weekday() in REST:
        before -= timedelta(days=1)
    if day > told_on:
        return after
    # the nearer one, so that gaps between days change as little as may be
    return before if after > told_on or day - before < after - day else after


def _months(start, end):
    """Return how many whole Jalali months lead from `start` to `end`, or back."""
    (y0, m0, _d0), (y1, m1, _d1) = jalali.to_jalali(start), jalali.to_jalali(end)
    months = 12 * (y1 - y0) + m1 - m0
    return months - (jalali.add_months(start, months) > end)
