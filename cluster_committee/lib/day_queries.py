"""Arithmetic with working days and Jalali years in queries: as joins with the calendar
that is kept in `committee_calendar_day`."""


# Days are looked up one by one and not joined: the planner cannot know that months and
# working days single out one row each, and would multiply the calendar by itself.
# OFFSET 0 keeps it from looking a day up again for each column that names it.
def day_column(column, calendar, day):
    """One column of the row of `day` in a working calendar."""
    return f"""(SELECT one.{column} FROM committee_calendar_day one
                 WHERE one.calendar_id = {calendar} AND one.day = {day})"""


def year_after(day, calendar):
    """The first day of the Jalali year after the one that `day` lies in."""
    return f"({day_column('year_ends_on', calendar, day)} + 1)"


def limit_after(start, days, calendar, alias="due", edition="e"):
    """The last day of a time limit: `days` working days after `start`, or days of the
    calendar where the edition counts so (reading A16)."""
    return f"""LATERAL (
            SELECT CASE {edition}.time_limits
                   WHEN 'calendar' THEN {start} + {days}
                   ELSE (SELECT last.day
                           FROM committee_calendar_day last
                          WHERE last.calendar_id = {calendar} AND last.working
                            AND last.ordinal = {days}
                                + {day_column("ordinal", calendar, start)})
                   END AS day
            OFFSET 0
            ) {alias} ON TRUE"""


def days_late(due, done, calendar, edition="e"):
    """By how many days `done` is after the last day `due` of a time limit: working
    days, or days of the calendar where the edition counts so; NULL if it is not."""
    return f"""(CASE WHEN {done} <= {due} THEN NULL
                 WHEN {edition}.time_limits = 'calendar' THEN {done} - {due}
                 ELSE {day_column("ordinal", calendar, done)}
                    - {day_column("ordinal", calendar, due)} END)"""
