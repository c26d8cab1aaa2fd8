"""The cadence of clause 4-4-2b, two meetings a year, half a year apart, once more in
plain Python: what the queries of the rules are compared with.

`assess` gives how the meetings of one committee stand on one day, `judge_plan` how
planned days would. The clause has two numbers, how many and how far apart; all others
are policy.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from odoo.addons.web_jalali.tools import jalali

from ...models.body import cadence as committee_cadence

# from good to bad; without a new meeting a committee moves only to the right
STANDINGS = tuple(dict(committee_cadence.STANDINGS))
YEAR_STANDINGS = tuple(dict(committee_cadence.YEAR_STANDINGS))


@dataclass(frozen=True)
class Policy:
    """The parameters of one edition, in meetings, Jalali months and days."""

    min_meetings_per_year: int = 2
    interval_months: int = 6
    gap_warning_days: int = 30
    gap_tolerance_days: int = 30
    min_spacing_days: int = 120
    first_meeting_days: int = 60


STANDARD = Policy()


def policy_of(edition):
    """The parameters of an edition that the functions here ask for."""
    return Policy(**{name: edition[name] for name in Policy.__dataclass_fields__})


@dataclass(frozen=True)
class Cadence:
    """How the meetings of one committee stand on one day.

    The year is the Jalali year of that day.

    :param last_held_on: the last meeting, None before the first
    :param due_on: when the next meeting is due, None for a committee not yet formed
    :param days_left: days until then, negative when late
    :param standing: one of STANDINGS: the gap since the last meeting
    :param count: meetings held in the year
    :param effective_count: those of them that lie far enough from the one before
    :param required: how many the year demands
    :param achievable: the greatest effective count the year can still reach
    :param last_chance_on: the last day on which the next meeting can still save the
        year, None when the year is met, lost, or demands nothing
    :param year_standing: one of YEAR_STANDINGS: the count of the year
    :param too_close: the meetings of the year that did not count
    :param longest_gap_days: the longest time between two meetings, None before the
        second
    :param next_check_on: the next day on which a value other than `days_left` changes
        by itself, None when none ever does
    """

    last_held_on: date | None
    due_on: date | None
    days_left: int | None
    standing: str
    count: int
    effective_count: int
    required: int
    achievable: int
    last_chance_on: date | None
    year_standing: str
    too_close: tuple[date, ...]
    longest_gap_days: int | None
    next_check_on: date | None

    @property
    def spacing_ok(self):
        """Whether every meeting of the year counts."""
        return not self.too_close


@dataclass(frozen=True)
class PlannedDay:
    """How a meeting on a planned day would count.

    :param is_countable: whether it lies far enough from the last one that counts
    :param before: that one, None for the first
    :param due_on: when it is due after the meeting before it, None when nothing is
    :param late: whether it lies after that day
    """

    is_countable: bool
    before: date | None
    due_on: date | None
    late: bool


def judge_plan(planned, held, policy=STANDARD, formed_on=None):
    """Return {day: PlannedDay} for meetings planned beside those that were held.

    :param planned, held: dates in any order
    """
    spacing = timedelta(days=max(policy.min_spacing_days, 1))
    judged, known, last_counted = {}, [], None
    for day in sorted({*planned, *held}):
        due_on = None
        if known or formed_on is not None:
            due_on = _due_on(known, policy, formed_on)
        is_countable = last_counted is None or day - last_counted >= spacing
        if day in planned:
            late = due_on is not None and day > due_on
            judged[day] = PlannedDay(is_countable, last_counted, due_on, late)
        if is_countable:
            last_counted = day
        known.append(day)
    return judged


def assess(held, as_of, policy=STANDARD, formed_on=None):
    """Return the Cadence of one committee at the close of one day.

    :param held: dates of the meetings that were held, in any order
    :param as_of: the day asked about; what lies after it has not happened yet
    :param policy: the parameters of the edition in force
    :param formed_on: the date of formation, None when it is not known
    """
    known = sorted(day for day in held if day <= as_of)
    # facts that the caller knows but that lie after the day asked about
    coming = [day for day in (*held, formed_on) if day is not None and day > as_of]
    if formed_on in coming:
        formed_on = None
    if not known and formed_on is None:
        return _not_formed(min(coming, default=None))

    due_on = _due_on(known, policy, formed_on)
    standing, standing_turns = _gap(due_on, as_of, policy, first=not known)
    year = _Year(known, as_of, policy, formed_on)
    turns = [*coming, *standing_turns, *year.turns()]
    return Cadence(
        last_held_on=known[-1] if known else None,
        due_on=due_on,
        days_left=(due_on - as_of).days,
        standing=standing,
        count=len(year.counted) + len(year.too_close),
        effective_count=len(year.counted),
        required=year.required,
        achievable=year.achievable,
        last_chance_on=year.last_chance_on,
        year_standing=year.standing,
        too_close=tuple(year.too_close),
        longest_gap_days=max(_gaps(known), default=None),
        next_check_on=min(day for day in turns if day > as_of),
    )


def _not_formed(next_check_on):
    return Cadence(
        last_held_on=None,
        due_on=None,
        days_left=None,
        standing="not_applicable",
        count=0,
        effective_count=0,
        required=0,
        achievable=0,
        last_chance_on=None,
        year_standing="not_applicable",
        too_close=(),
        longest_gap_days=None,
        next_check_on=next_check_on,
    )


def _gaps(known):
    return [(later - earlier).days for earlier, later in pairwise(known)]


# ------------------------------------------------------------
# THE GAP
# ------------------------------------------------------------


def _due_on(known, policy, formed_on):
    if known:
        return jalali.add_months(known[-1], policy.interval_months)
    return formed_on + timedelta(days=policy.first_meeting_days)


def _gap(due_on, as_of, policy, *, first):
    """Return the standing towards a due day, and the days on which it turns.

    The first meeting never becomes a national exception: when it is due is policy, the
    clause speaks of the time between meetings only.
    """
    late = (as_of - due_on).days
    turns = [
        due_on - timedelta(days=policy.gap_warning_days),
        due_on,
        due_on + timedelta(days=1),
    ]
    if not first:
        turns.append(due_on + timedelta(days=policy.gap_tolerance_days + 1))
    if late < -policy.gap_warning_days:
        return "ok", turns
    if late < 0:
        return "warning", turns
    if late == 0:
        return "due", turns
    if first or late <= policy.gap_tolerance_days:
        return "overdue", turns
    return "national", turns


# ------------------------------------------------------------
# THE YEAR
# ------------------------------------------------------------


class _Year:
    """The count of the Jalali year of one day."""

    def __init__(self, known, as_of, policy, formed_on):
        self.as_of = as_of
        self.starts_on = jalali.start_of(as_of, "year")
        self.ends_on = jalali.end_of(as_of, "year")
        # two meetings on one day are never two for the clause
        self.spacing = timedelta(days=max(policy.min_spacing_days, 1))
        self.warning = timedelta(days=policy.gap_warning_days)
        self.last_counted = self._walk(known)
        self.required = self._required(policy, formed_on)
        self.achievable = len(self.counted) + self._still_possible(as_of)
        self.last_chance_on = self._last_chance_on()
        self.standing = self._standing()

    def _walk(self, known):
        """Sort the meetings of the year into those that count and those too close.

        The walk begins with the first meeting ever: whether one counts depends on the
        last one that counted, across the ends of years.
        """
        self.counted, self.too_close = [], []
        last = None
        for day in known:
            is_countable = last is None or day - last >= self.spacing
            if is_countable:
                last = day
            if day >= self.starts_on:
                (self.counted if is_countable else self.too_close).append(day)
        return last

    def _required(self, policy, formed_on):
        required = policy.min_meetings_per_year
        if formed_on is None or formed_on < self.starts_on:
            return required
        next_year = self.ends_on + timedelta(days=1)
        months = jalali.months_between(formed_on, next_year)
        return min(required, max(1, months // policy.interval_months))

    def _still_possible(self, day):
        """Return how many more meetings can count when the next is held from `day`.

        On its last day the year is settled: no further meeting is expected.
        """
        if self.as_of == self.ends_on:
            return 0
        if self.last_counted is not None:
            day = max(day, self.last_counted + self.spacing)
        if day > self.ends_on:
            return 0
        return (self.ends_on - day) // self.spacing + 1

    def _last_chance_on(self):
        missing = self.required - len(self.counted)
        if missing <= 0 or self.achievable < self.required:
            return None
        return self.ends_on - (missing - 1) * self.spacing

    def _standing(self):
        if len(self.counted) >= self.required:
            return "met"
        if self.last_chance_on is None:
            return "unachievable"
        if self.last_chance_on - self.as_of <= self.warning:
            return "at_risk"
        return "on_track"

    def turns(self):
        """Return the days, some of them past, on which the year can look different."""
        turns = [self.ends_on + timedelta(days=1)]
        possible = self.achievable - len(self.counted)
        if possible:
            # the day after the last one that allows as many
            latest = self.ends_on - (possible - 1) * self.spacing
            turns.append(latest + timedelta(days=1))
            turns.append(self.ends_on)
        if self.last_chance_on is not None:
            turns.append(self.last_chance_on - self.warning)
        return turns
