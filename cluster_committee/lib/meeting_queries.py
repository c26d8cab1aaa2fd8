"""What the models of a meeting and the rules on it both ask of the database: who may
sign for a committee, which invitation is official, whom a dispatch must reach, how late
the minutes were recorded."""

from .day_queries import days_late, limit_after
from .tenures import kinds_of_letters, sat

# who signs for a committee, from when until when, and which kinds of letters; the chair
# signs all of them, an acting chair or a delegate those of the acts given to him
SIGNATORY = f"""
    signatory AS NOT MATERIALIZED (
        SELECT t.committee_id, t.partner_id, t.date_from,
               COALESCE(t.date_to, 'infinity') AS date_to, NULL::text[] AS kinds
          FROM committee_member t
         WHERE t.role = 'chair' AND {sat("t")}
         UNION ALL
        SELECT g.committee_id, g.partner_id, g.date_from,
               COALESCE(g.date_to, 'infinity'),
               {kinds_of_letters("g")}
          FROM committee_delegation g
         WHERE g.state != 'draft'
    )"""


def not_postponed_after(meeting, letter):
    """That the invitation `letter` is not of the time before `meeting` was postponed: a
    postponed meeting needs a new one (4-4-1)."""
    return f"""NOT EXISTS (
               SELECT 1 FROM workflow_act put_off
                WHERE put_off.res_model = 'committee.meeting'
                  AND put_off.res_id = {meeting}.id AND put_off.verb = 'postpone'
                  AND put_off."on" > {letter}.letter_date)"""


def invites_before(meeting, letter):
    """That `letter` is an invitation to `meeting`, dated before it was held, and not of
    the time before it was postponed (4-4-1)."""
    return f"""{letter}.meeting_id = {meeting}.id AND {letter}.kind = 'invitation'
           AND {letter}.letter_date < {meeting}.held_on
           AND {not_postponed_after(meeting, letter)}"""


def signed_validly(letter="l"):
    """The join of a letter with who could sign it on its own date, and did."""
    return f"""signatory power
            ON power.committee_id = {letter}.committee_id
           AND power.partner_id = {letter}.signatory_id
           AND {letter}.letter_date BETWEEN power.date_from AND power.date_to
           AND (power.kinds IS NULL OR {letter}.kind = ANY(power.kinds))"""


def was_seat(seat, *days):
    """That `seat` was one of its committee on each of `days`: it is there, or has its
    last day; what was archived without one never had a holder."""
    within = "".join(
        f" AND {day} BETWEEN COALESCE({seat}.opened_on, '-infinity')"
        f" AND COALESCE({seat}.closed_on, 'infinity')"
        for day in days
    )
    return f"({seat}.active OR {seat}.closed_on IS NOT NULL){within}"


# the meetings whose invitation is of before and signed by who might sign it
INVITED_OFFICIALLY = f"""
    WITH {SIGNATORY}
    SELECT DISTINCT l.meeting_id
      FROM unnest(%(ids)s::int[], %(days)s::date[]) AS m(id, held_on)
      JOIN committee_letter l ON l.state != 'draft' AND {invites_before("m", "l")}
      JOIN {signed_validly("l")}
"""

# the bodies that the dispatch of the meetings in `sending` (id, committee_id, day,
# dispatch_to) must reach (reading A17): who has a part in a resolution, and where the
# edition asks for all members whoever sat at the meeting and the bodies of its seats on
# that day, vacant ones as well (a statutory seat is there from the formation on, an
# added one from its first holder on)
DISPATCH_BODIES = f"""
        SELECT m.id AS meeting_id,
               COALESCE(a.institution_id, a.partner_id) AS partner_id
          FROM sending m
          JOIN committee_attendance a
            ON a.meeting_id = m.id AND a.active AND a.is_member
         WHERE m.dispatch_to = 'members'
         UNION
        SELECT m.id, s.institution_id
          FROM sending m
          JOIN committee_seat s
            ON s.committee_id = m.committee_id AND s.institution_id IS NOT NULL
           AND {was_seat("s", "m.day")}
         WHERE m.dispatch_to = 'members' AND (s.statutory OR EXISTS (
               SELECT 1 FROM committee_member t
                WHERE t.seat_id = s.id AND {sat("t")}
                  AND t.date_from <= m.day))
         UNION
        SELECT m.id, t.partner_id
          FROM sending m
          JOIN committee_resolution_task t ON t.meeting_id = m.id
    """

# the same, of meetings that are given
BODIES_OF_DISPATCHES = f"""
    WITH sending AS (
        SELECT * FROM unnest(%(ids)s::int[], %(committees)s::int[], %(days)s::date[],
                             %(readings)s::varchar[])
               AS m(id, committee_id, day, dispatch_to))
    SELECT body.meeting_id, array_agg(body.partner_id) AS partner_ids
      FROM ({DISPATCH_BODIES}) body GROUP BY body.meeting_id
"""

# by how many days the minutes of meetings that are given were recorded late; the
# parameters are those of the edition of the day of the recording
MINUTES_LATE = f"""
    SELECT e.id, {days_late("due.day", "e.recorded_on", "e.calendar_id")} AS days
      FROM unnest(%(ids)s::int[], %(held)s::date[], %(recorded)s::date[],
                  %(calendars)s::int[], %(limits)s::int[], %(readings)s::varchar[])
           AS e(id, held_on, recorded_on, calendar_id, days, time_limits)
      JOIN {limit_after("e.held_on", "e.days", "e.calendar_id")}
"""
