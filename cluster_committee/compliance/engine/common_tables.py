"""Common table expressions for the queries of rules: the facts on the day in question,
and arithmetic with Jalali months and working days as joins.

A rule's query may use these tables. All of them refer to one day, `%(day)s`, one batch
of companies, `%(companies)s`, and dated rows only, so that a past or future day can be
queried like today.
"""

from ...lib.day_queries import day_column
from ...lib.day_queries import limit_after as limit_after  # for rules of other addons

NATIONAL = "(SELECT res_id FROM ir_model_data WHERE module = 'cluster_committee'" + (
    " AND name = 'resource_calendar_national')"
)

# editions of the governing procedure, by the days on which they are in force
EDITION = """
    edition AS (
        SELECT e.*, e.effective_from AS starts_on,
               COALESCE(e.effective_to, 'infinity') AS ends_on
          FROM committee_procedure_edition e
          JOIN committee_procedure p ON p.id = e.procedure_id AND p.governs
         WHERE e.state NOT IN ('draft', 'withdrawn')
    )"""

# companies that form a committee; `since` the start of their monitoring
PROVINCE = f"""
    province AS (
        SELECT r.id, r.id AS company_id, NULL::int AS committee_id,
               COALESCE(r.monitoring_start_date, '-infinity') AS since,
               COALESCE(r.committee_calendar_id, {NATIONAL}) AS calendar_id
          FROM res_company r
         WHERE r.id = ANY(%(companies)s) AND NOT COALESCE(r.is_national_office, FALSE)
    )"""

# provincial committees formed until the day; `halted_on` the day from which one is
# suspended or dissolved: what was due before stays due, nothing new falls due
COMMITTEE = """
    committee AS (
        SELECT c.id, c.id AS committee_id, c.company_id, p.since, p.calendar_id,
               c.formed_on, c.parent_body,
               LEAST(CASE WHEN c.dissolved_on <= %(day)s THEN c.dissolved_on END,
                     halt.halted_on) AS halted_on
          FROM committee_committee c
          JOIN province p ON p.company_id = c.company_id
     LEFT JOIN LATERAL (
               SELECT min(halt."on") AS halted_on
                 FROM workflow_act halt
                WHERE halt.res_model = 'committee.committee' AND halt.res_id = c.id
                  AND halt.verb = 'suspend' AND halt."on" <= %(day)s
                  AND NOT EXISTS (
                      SELECT 1
                        FROM workflow_act again
                       WHERE again.res_model = halt.res_model
                         AND again.res_id = halt.res_id AND again.verb = 'resume'
                         AND (again."on", again.id) > (halt."on", halt.id)
                         AND again."on" <= %(day)s)) halt ON TRUE
         WHERE c.kind = 'provincial' AND c.formed_on <= %(day)s
    )"""

# their meetings that were held until the day, and of these the ones that count (4-4);
# minutes that were returned after the day were recorded on it
MEETING = """
    returned AS MATERIALIZED (
        SELECT r.meeting_id, r.recorded_on, r.counts_from
          FROM (SELECT DISTINCT ON (back.res_id) back.res_id AS meeting_id,
                       given."on" AS recorded_on, back.counts_from
                  FROM workflow_act back
                  JOIN workflow_act given ON given.res_id = back.res_id
                   AND given.res_model = back.res_model
                   AND given.verb = 'record_minutes' AND given.id < back.id
                 WHERE back.verb = 'return_minutes' AND back."on" > %(day)s
                   AND back.res_model = 'committee.meeting'
              ORDER BY back.res_id, back.id, given.id DESC) r
         WHERE r.recorded_on <= %(day)s
    ),
    meeting AS NOT MATERIALIZED (
        SELECT m.id, m.committee_id, m.company_id, c.since, c.calendar_id, c.formed_on,
               m.held_on, m.invited_on, m.agenda_approved_on,
               COALESCE(r.recorded_on, m.recorded_on) AS recorded_on,
               m.chair_signed_on,
               COALESCE(r.counts_from, m.counts_from) AS counts_from,
               CASE WHEN NOT EXISTS (
                   SELECT 1 FROM committee_letter late  -- no scan of its receipt yet
                    WHERE late.meeting_id = m.id AND late.kind = 'national_copy'
                      AND late.awaits_proof)
               THEN m.national_copy_on END AS national_copy_on
          FROM committee_meeting m
          JOIN committee c ON c.id = m.committee_id
     LEFT JOIN returned r ON r.meeting_id = m.id
         WHERE m.held_on <= %(day)s
    ),
    counted AS NOT MATERIALIZED (
        SELECT m.* FROM meeting m WHERE m.counts_from <= %(day)s
    )"""

# Jalali and Gregorian years that began until the day
YEAR = f"""
    year AS MATERIALIZED (
        SELECT 'jalali' AS kind, d.jalali_year AS year, d.day AS starts_on,
               d.year_ends_on AS ends_on
          FROM committee_calendar_day d
         WHERE d.calendar_id = {NATIONAL} AND d.day = d.year_starts_on
           AND d.day <= %(day)s
         UNION ALL
        SELECT 'gregorian', extract(year FROM first)::int, first::date,
               (first + interval '1 year' - interval '1 day')::date
          FROM generate_series('2000-01-01'::timestamp, %(day)s::timestamp,
                               interval '1 year') AS first
    )"""

COMMON_TABLES = ",".join((EDITION, PROVINCE, COMMITTEE, MEETING, YEAR))


def edition_on(*days, alias="e"):
    """The edition in force on the first of `days` that is past, else on the day in
    question: what is settled is judged by the edition of its own day, what is open by
    the one in force now (3-2)."""
    reckoned = ", ".join(("%(day)s::date", *days))
    return f"""edition {alias}
            ON LEAST({reckoned}) BETWEEN {alias}.starts_on AND {alias}.ends_on"""


def months_after(start, months, calendar, alias="due", kind="'jalali'"):
    """The day `months` after `start`, clamped to the end of the month, and the first
    working day from it on."""
    return f"""LATERAL (
            SELECT CASE {kind}
                   WHEN 'gregorian' THEN
                       ({start} + make_interval(months => {months}))::date
                   ELSE (
                       SELECT month.day - 1 + LEAST(
                                  {day_column("day_of_month", calendar, start)},
                                  month.month_length)
                         FROM committee_calendar_day month
                        WHERE month.calendar_id = {calendar} AND month.day_of_month = 1
                          AND month.month_index = {months}
                              + {day_column("month_index", calendar, start)})
                   END AS day
            OFFSET 0
            ) {alias}_found ON TRUE
        JOIN LATERAL (
            SELECT {alias}_found.day,
                   {day_column("next_working_on", calendar, f"{alias}_found.day")}
                       AS next_working_on
            OFFSET 0
            ) {alias} ON {alias}.day IS NOT NULL"""
