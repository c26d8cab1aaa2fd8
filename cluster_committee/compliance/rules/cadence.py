"""Clause 4-4-2: "… normally holding at least two committee meetings a year, with an
interval of six months, is necessary."

Read as three independent checks (reading A1): the longest gap, the count of a year, the
spacing. Two and six are the text's; every other number is policy.
"""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..engine.common_tables import edition_on, months_after

_lt = LazyTranslate(__name__)

# each meeting that counts, and the one after it
SPELL = """
    spell AS (
        SELECT m.*, lead(m.id) OVER later AS next_id,
               lead(m.held_on) OVER later AS next_held_on
          FROM counted m
        WINDOW later AS (PARTITION BY m.committee_id ORDER BY m.held_on, m.id)
    )"""

# when the first meeting is due after the formation, and the next one after a meeting,
# where `due` is the day on which the interval of the edition `e` ends
FIRST_DUE_ON = "c.formed_on + e.first_meeting_days"
NEXT_DUE_ON = (
    "CASE e.due_on_rest_day WHEN 'next' THEN due.next_working_on ELSE due.day END"
)


def interval_after(held_on, calendar, alias="due"):
    """The join of the day on which the interval of the edition `e` ends."""
    return months_after(
        held_on, "e.interval_months", calendar, alias, "e.interval_calendar"
    )


# the earliest day on which another meeting counts beside one held on `w.held_on`
COUNTS_AGAIN = f"""
    LATERAL (
        SELECT CASE e.spacing_reading
               WHEN 'none' THEN w.held_on + 1
               WHEN 'strict' THEN (
                   SELECT far.day - e.gap_tolerance_days
                     FROM (SELECT 1) one
                     JOIN {interval_after("w.held_on", "w.calendar_id", "far")})
               ELSE w.held_on + GREATEST(e.min_spacing_days, 1)
               END AS day
    ) again"""

# the meetings that count on the day, read by the index of their committee and day; what
# counts once it is recorded counted until its minutes were returned
COUNTING = """committee_meeting m
             LEFT JOIN returned r ON r.meeting_id = m.id"""
COUNTS = """m.held_on IS NOT NULL AND (m.counts OR r.counts_from IS NOT NULL)
                  AND COALESCE(r.counts_from, m.counts_from) <= %(day)s"""

# the meetings that are far enough apart: walked in order from the first one ever,
# across the ends of years, by the spacing of one edition
EFFECTIVE = f"""
    walked AS (
        SELECT first.id, c.id AS committee_id, c.calendar_id, e.id AS edition_id,
               first.held_on
          FROM committee c
    CROSS JOIN edition e
          JOIN LATERAL (
               SELECT m.id, m.held_on
                 FROM {COUNTING}
                WHERE m.committee_id = c.id AND {COUNTS}
             ORDER BY m.held_on, m.id LIMIT 1) first ON TRUE
         WHERE EXISTS (
               SELECT 1 FROM year y
                WHERE LEAST(%(day)s, y.ends_on) BETWEEN e.starts_on AND e.ends_on
                  AND y.ends_on >= c.since)
         UNION ALL
        SELECT next.id, w.committee_id, w.calendar_id, w.edition_id, next.held_on
          FROM walked w
          JOIN edition e ON e.id = w.edition_id
          JOIN {COUNTS_AGAIN} ON TRUE
          JOIN LATERAL (
               SELECT m.id, m.held_on
                 FROM {COUNTING}
                WHERE m.committee_id = w.committee_id AND {COUNTS}
                  AND m.held_on >= again.day
             ORDER BY m.held_on, m.id LIMIT 1) next ON TRUE
    ),
    effective AS (
        SELECT w.*, again.day AS again_on
          FROM walked w
          JOIN edition e ON e.id = w.edition_id
          JOIN {COUNTS_AGAIN} ON TRUE
    )"""

# what one year demands of one committee (reading A3), and what it has
TALLY = f"""
    demanded AS (
        SELECT c.*, y.year, y.starts_on, y.ends_on, e.id AS edition_id,
               e.gap_warning_days, e.cadence_force,
               CASE e.spacing_reading
               WHEN 'none' THEN 1
               WHEN 'strict' THEN e.interval_months * 29 - e.gap_tolerance_days
               ELSE GREATEST(e.min_spacing_days, 1) END AS spacing,
               CASE
               WHEN c.formed_on < y.starts_on OR e.formation_year = 'full'
               THEN e.min_meetings_per_year
               WHEN e.formation_year = 'none' THEN 0
               ELSE LEAST(e.min_meetings_per_year, GREATEST(1,
                   CASE e.year_type
                   WHEN 'gregorian' THEN 13 - extract(month FROM c.formed_on)::int
                       - (extract(day FROM c.formed_on) > 1)::int
                   ELSE 12 * (f.jalali_year + 1) - f.month_index
                       - (f.day_of_month > 1)::int
                   END / e.interval_months))
               END AS required
          FROM committee c
          JOIN year y ON y.ends_on >= GREATEST(c.formed_on, c.since)
          JOIN {edition_on("y.ends_on")}
           AND e.year_type = y.kind AND e.count_reading = 'year'
     LEFT JOIN committee_calendar_day f
            ON f.calendar_id = c.calendar_id AND f.day = c.formed_on
    ),
    tally AS (
        SELECT d.id, d.committee_id, d.company_id, d.since, d.year, d.starts_on,
               d.ends_on, d.edition_id, d.gap_warning_days, d.cadence_force, d.required,
               d.spacing, max(w.held_on) AS last_on, max(w.again_on) AS again_on,
               count(w.id) FILTER (WHERE w.held_on >= d.starts_on)::int AS effective,
               count(w.id) FILTER (WHERE w.held_on >= d.starts_on
                                     AND w.held_on < d.since)::int AS before,
               max(w.again_on) FILTER (WHERE w.held_on < d.since) AS before_again_on,
               (array_agg(w.held_on ORDER BY w.held_on)
                   FILTER (WHERE w.held_on >= d.starts_on))[d.required] AS met_on,
               (array_agg(w.id ORDER BY w.held_on)
                   FILTER (WHERE w.held_on >= d.starts_on))[d.required] AS met_by
          FROM demanded d
     LEFT JOIN effective w ON w.committee_id = d.committee_id
           AND w.edition_id = d.edition_id AND w.held_on <= d.ends_on
         WHERE d.required > 0
      GROUP BY d.id, d.committee_id, d.company_id, d.since, d.year, d.starts_on,
               d.ends_on, d.edition_id, d.gap_warning_days, d.cadence_force, d.required,
               d.spacing
    ),
    last_chance AS (
        SELECT t.*,
               t.ends_on - GREATEST(t.required - t.effective - 1, 0) * t.spacing AS day
          FROM tally t
         -- what a year could not reach any more when its watch began is not asked of it
         WHERE t.ends_on - (t.required - t.before - 1) * t.spacing
               >= GREATEST(t.since, CASE WHEN t.before < t.required
                                         THEN t.before_again_on END)
    )"""


class CommitteeRuleMeetingGap(models.AbstractModel):
    """From one meeting to the next not more than six months (4-4-2)."""

    _name = "committee.rule.meeting.gap"
    _inherit = "committee.rule"
    _description = "Interval Between Meetings"

    _code = "meeting_gap"
    _lasts = True
    _clause = "C4-4-2b"
    _label = _lt("Next meeting within the interval")
    _advice = _lt("Hold the next meeting of the committee.")
    _levels = {0: "warns", 1: "warns", 2: 0, 3: 0, 4: "escalates"}
    _immediate = frozenset({2, 3})
    _subject = _evidence = "committee.meeting"
    _with = SPELL
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "warns_on": "due.day - e.gap_warning_days",
        "due_on": NEXT_DUE_ON,
        "escalates_on": "due.day + e.gap_tolerance_days + 1",
        "met_on": "m.next_held_on",
        "evidence_id": "m.next_id",
        "force": "e.cadence_force",
    }
    _from = f"""
        spell m
        JOIN {edition_on("m.next_held_on")}
        JOIN {interval_after("m.held_on", "m.calendar_id")}"""


class CommitteeRuleFirstMeeting(models.AbstractModel):
    """The first meeting soon after the formation; how soon is policy."""

    _name = "committee.rule.first.meeting"
    _inherit = "committee.rule"
    _description = "First Meeting After the Formation"

    _code = "first_meeting"
    _clause = "C4-4-2b"
    _nature = "policy"
    _label = _lt("First meeting after the formation")
    _advice = _lt("Hold the first meeting of the committee.")
    _levels = {0: "warns", 1: "warns", 2: 0, 3: 0}
    _immediate = frozenset({2, 3})
    _lasts = True
    _evidence = "committee.meeting"
    _with = """
    first AS (
        SELECT DISTINCT ON (m.committee_id) m.committee_id, m.id, m.held_on
          FROM counted m ORDER BY m.committee_id, m.held_on, m.id
    )"""
    _demand = {
        "opens_on": "c.formed_on",
        "warns_on": f"{FIRST_DUE_ON} - e.gap_warning_days",
        "due_on": FIRST_DUE_ON,
        "met_on": "first.held_on",
        "evidence_id": "first.id",
        "force": "e.cadence_force",
    }
    _from = f"""
        committee c
        LEFT JOIN first ON first.committee_id = c.id
        JOIN {edition_on("first.held_on")}"""


class CommitteeRuleMeetingCount(models.AbstractModel):
    """At least two meetings in the year (4-4-2)."""

    _name = "committee.rule.meeting.count"
    _inherit = "committee.rule"
    _description = "Meetings of the Year"

    _code = "meeting_count"
    _clause = "C4-4-2b"
    _label = _lt("Meetings of the year")
    _advice = _lt("Hold the meetings that the year still lacks.")
    _levels = {0: "warns", 1: "warns", 2: "doomed", 3: "doomed", 4: "lost"}
    _evidence = "committee.meeting"
    _with = f"{EFFECTIVE},{TALLY}"
    _of = "t"
    _demand = {
        "period": "t.year",
        "opens_on": "t.starts_on",
        "warns_on": "t.day - t.gap_warning_days",
        "due_on": "t.ends_on",
        # the spacing leaves no room for what is missing before the year ends
        "doomed_on": "CASE WHEN t.again_on > t.day"
        " THEN GREATEST(t.last_on, t.starts_on) ELSE LEAST(t.day + 1, t.ends_on) END",
        "lost_on": "t.ends_on + 1",
        "met_on": "t.met_on",
        "measure": "t.effective",
        "target": "t.required",
        "evidence_id": "t.met_by",
        "force": "t.cadence_force",
    }
    _from = "last_chance t"


class CommitteeRuleMeetingCountHalf(models.AbstractModel):
    """One meeting in each half of the year: another reading of clause 4-4-2."""

    _name = "committee.rule.meeting.count.half"
    _inherit = "committee.rule.meeting.count"
    _description = "Meeting of the Half-Year"

    _code = "meeting_count_half"
    _label = _lt("Meeting of the half-year")
    _advice = _lt("Hold a meeting in this half of the year.")
    _with = f"""
    half AS (
        SELECT y.kind, y.year, part,
               CASE part WHEN 1 THEN y.starts_on ELSE second.day END AS starts_on,
               CASE part WHEN 1 THEN second.day - 1 ELSE y.ends_on END AS ends_on
          FROM year y
    CROSS JOIN generate_series(1, 2) part
    CROSS JOIN LATERAL (
               SELECT CASE y.kind
                      WHEN 'gregorian' THEN (y.starts_on + interval '6 months')::date
                      ELSE y.starts_on + 186 END AS day) second
    ),
    halves AS (
        SELECT c.*, h.year, h.part, h.starts_on, h.ends_on, e.gap_warning_days,
               e.cadence_force, min(m.held_on) AS met_on, count(m.id)::int AS effective,
               (array_agg(m.id ORDER BY m.held_on, m.id)
                   FILTER (WHERE m.id IS NOT NULL))[1] AS met_by
          FROM committee c
          JOIN half h ON h.starts_on <= %(day)s
           AND h.ends_on >= GREATEST(c.formed_on, c.since)
          JOIN year y ON y.kind = h.kind AND y.year = h.year
          JOIN {edition_on("h.ends_on")}
           AND e.year_type = h.kind AND e.count_reading = 'half_year'
     LEFT JOIN counted m ON m.committee_id = c.id
           AND m.held_on BETWEEN h.starts_on AND h.ends_on
         WHERE CASE
               WHEN c.formed_on < y.starts_on OR e.formation_year = 'full' THEN TRUE
               WHEN e.formation_year = 'none' THEN FALSE
               ELSE c.formed_on <= h.starts_on OR h.part = 2 END
      GROUP BY c.id, c.committee_id, c.company_id, c.since, c.calendar_id, c.formed_on,
               c.parent_body, c.halted_on, h.year, h.part, h.starts_on, h.ends_on,
               e.gap_warning_days, e.cadence_force
    )"""
    _of = "t"
    _demand = {
        "period": "t.year || '/' || t.part",
        "opens_on": "t.starts_on",
        "warns_on": "t.ends_on - t.gap_warning_days",
        "due_on": "t.ends_on",
        "doomed_on": "t.ends_on",
        "lost_on": "t.ends_on + 1",
        "met_on": "t.met_on",
        "measure": "t.effective",
        "target": "1",
        "evidence_id": "t.met_by",
        "force": "t.cadence_force",
    }
    _levels = {0: "warns", 1: "warns", 2: 0, 3: 0, 4: "lost"}
    _from = "halves t"


class CommitteeRuleMeetingCountRolling(models.AbstractModel):
    """Two meetings in any twelve months: another reading of clause 4-4-2.

    After each meeting as many others follow within twelve months as a year demands;
    what a committee owes that has not met yet is the first meeting's rule.
    """

    _name = "committee.rule.meeting.count.rolling"
    _inherit = "committee.rule.meeting.count"
    _description = "Meetings of Twelve Months"

    _code = "meeting_count_rolling"
    _label = _lt("Meetings of the last twelve months")
    _advice = _lt("Hold the meetings that the last twelve months lack.")
    _subject = "committee.meeting"
    _with = f"""{EFFECTIVE},
    window_of AS (
        SELECT c.*, w.held_on, w.id AS meeting_id, e.min_meetings_per_year AS required,
               e.gap_warning_days, e.gap_tolerance_days, e.cadence_force,
               lead(w.id, e.min_meetings_per_year) OVER later AS met_by,
               lead(w.held_on, e.min_meetings_per_year) OVER later AS met_on
          FROM committee c
          JOIN {edition_on()} AND e.count_reading = 'rolling'
          JOIN effective w ON w.committee_id = c.id AND w.edition_id = e.id
        WINDOW later AS (PARTITION BY c.id ORDER BY w.held_on)
    )"""
    _of = "t"
    _demand = {
        "subject_id": "t.meeting_id",
        "opens_on": "t.held_on",
        "warns_on": "due.day - t.gap_warning_days",
        "due_on": "due.day",
        "escalates_on": "due.day + t.gap_tolerance_days + 1",
        "met_on": "t.met_on",
        "target": "t.required",
        "evidence_id": "t.met_by",
        "force": "t.cadence_force",
    }
    _levels = {0: "warns", 1: "warns", 2: 0, 3: 0, 4: "escalates"}
    _from = f"""
        window_of t
        JOIN {months_after("t.held_on", "12", "t.calendar_id")}"""


class CommitteeRuleMeetingSpacing(models.AbstractModel):
    """Two meetings close together are one for the count; how close is policy.

    More meetings than two are always allowed, so a close one matters only in a year
    that is short of meetings.
    """

    _name = "committee.rule.meeting.spacing"
    _inherit = "committee.rule"
    _description = "Spacing of Meetings"

    _code = "meeting_spacing"
    _clause = "C4-4-2b"
    _nature = "policy"
    _label = _lt("Meetings far enough apart")
    _advice = _lt(
        "The meeting lies too close to the one before and does not count: hold another."
    )
    _levels = {0: "warns", 1: "warns"}
    _subject = _evidence = "committee.meeting"
    _with = f"{EFFECTIVE},{TALLY}"
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "warns_on": "m.held_on",
        "due_on": "t.ends_on",
        "lost_on": "t.ends_on",
        "met_on": "CASE WHEN w.id IS NOT NULL THEN m.held_on"
        " WHEN t.met_on IS NOT NULL THEN GREATEST(t.met_on, m.held_on) END",
        "evidence_id": "COALESCE(w.id, t.met_by)",
    }
    _from = """
        counted m
        JOIN tally t ON t.committee_id = m.committee_id
         AND m.held_on BETWEEN t.starts_on AND t.ends_on
        LEFT JOIN effective w ON w.id = m.id AND w.edition_id = t.edition_id"""
