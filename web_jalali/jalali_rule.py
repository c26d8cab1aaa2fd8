"""Occurrences by Jalali month and year, in the shape of dateutil's rule."""

import datetime as dt

from .tools import jalali

# RFC 7529: months of the Persian calendar, the last day where a month is too short
RSCALE = "RSCALE=PERSIAN;SKIP=BACKWARD;"


class JalaliRule:
    """The days of a monthly or yearly rule, each counted from its first month.

    Iterating gives naive datetimes of the wall clock from `dtstart` on; its text is the
    RRULE of RFC 7529, which calendar programs that know the Persian calendar repeat
    alike, and others leave alone.
    """

    def __init__(self, gregorian, recurrence):
        """
        :param gregorian: dateutil's rule of the same recurrence: start, count, until
        :param recurrence: a `calendar.recurrence` that is monthly or yearly
        """
        self.start = gregorian._dtstart
        self.count = gregorian._count
        self.until = gregorian._until
        self.text = str(gregorian)
        self.recurrence = recurrence

    def __str__(self):
        return self.text.replace("RRULE:", f"RRULE:{RSCALE}")

    def __iter__(self):
        given, step = 0, 0
        while self.count is None or given < self.count:
            try:
                moment = self._occurrence(step)
            except jalali.JalaliError:  # beyond the years that we count
                return
            if self.until and moment > self.until:
                return
            step += 1
            if moment >= self.start:
                given += 1
                yield moment

    def _occurrence(self, step):
        rule = self.recurrence
        if rule.rrule_type == "yearly":
            return jalali.add_months(self.start, 12 * step * rule.interval)
        first = jalali.start_of(self.start, "month")
        y, m, _day = jalali.to_jalali(jalali.add_months(first, step * rule.interval))
        length = jalali.month_length(y, m)
        if rule.month_by == "day":
            number = self._nth_weekday(y, m, length)
        else:
            number = min(rule.day, length)
        day = jalali.to_gregorian(y, m, number)
        return dt.datetime.combine(day, self.start.time())

    def _nth_weekday(self, y, m, length):
        """Return the day of the month that is its n-th, or last, such weekday."""
        wanted = WEEKDAYS.index(self.recurrence.weekday)
        nth = int(self.recurrence.byday)
        first = jalali.to_gregorian(y, m, 1 if nth > 0 else length)
        if nth > 0:
            return 1 + (wanted - first.weekday()) % 7 + 7 * (nth - 1)
        return length - (first.weekday() - wanted) % 7


WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
