"""The one clock: the moment and, through `jalali.today`, the day of everything.

Two things move it, and neither comes from a client, a context or the database:

- `moved_to`, within one thread of this process, for tests and for what builds
  demonstration data;
- the environment variable `WEB_JALALI_CLOCK_DAYS`, read once when the process starts,
  for a demonstration server. Every page of such a server says so.
"""

import contextlib
import contextvars
import datetime as dt
import os

VARIABLE = "WEB_JALALI_CLOCK_DAYS"

_moment = contextvars.ContextVar("web_jalali_moment", default=None)


class ClockError(ValueError):
    """The clock cannot be moved to what was asked for. Says so in a sentence."""


def _read_days(text):
    """:return: by how many days (int) a text of the environment moves the clock"""
    try:
        return int(text or 0)
    except ValueError:
        raise ClockError(
            f"{VARIABLE} is “{text}”: it takes a whole number of days, such as 30."
        ) from None


_days = _read_days(os.environ.get(VARIABLE))


def now():
    """Return the moment as a naive datetime in UTC, without fractions of a second."""
    moved = _moment.get()
    if moved is not None:
        return moved
    moment = dt.datetime.now(dt.timezone.utc).replace(microsecond=0, tzinfo=None)
    return moment + dt.timedelta(days=_days)


def moved_days():
    """Return by how many days this process was started into another time (int)."""
    return _days


@contextlib.contextmanager
def moved_to(moment):
    """Stop the clock of this thread at `moment`, a naive datetime in UTC.

    It is a capability of the code that runs in this process; nested ones restore the
    outer moment.
    """
    if not isinstance(moment, dt.datetime) or moment.tzinfo is not None:
        raise ClockError(
            f"The clock is moved to a naive datetime in UTC, not {moment!r}."
        )
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
