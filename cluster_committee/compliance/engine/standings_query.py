"""The queries of the engine: the standings of obligations on a day, and the findings
that are stored."""

# each obligation of a rule, with the standing that follows from its dated facts
STANDINGS_QUERY = """
    %(tables)s,
    excused AS MATERIALIZED (  -- the days on which a province is asked for nothing
        SELECT x.company_id,
               range_agg(daterange(x.date_from, x.date_to, '[]')) AS days
          FROM committee_exemption x
         WHERE x.granted_on IS NOT NULL
           AND (x.rule = %(rule)s OR x.clause = %(clause)s)
           AND x.date_from <= COALESCE(x.date_to, 'infinity')
      GROUP BY x.company_id
    ),
    judged AS (
        SELECT d.*, x.id AS exemption_id, d.due_on + COALESCE(
                   CASE WHEN x.id IS NULL AND excused.days IS NOT NULL
                         AND d.force != 'hard' AND d.due_on < LEAST(d.met_on, %(day)s)
                   THEN (SELECT sum(upper(free) - lower(free))::int
                           FROM unnest(excused.days * datemultirange(daterange(
                                d.due_on + 1, LEAST(d.met_on, %(day)s)))) free)
                   END, 0) AS late_from,
               CASE
               WHEN x.id IS NOT NULL THEN 'exempt'
               WHEN d.met_on <= %(day)s THEN 'met'
               WHEN d.force = 'soft' THEN
                   CASE WHEN %(day)s >= LEAST(d.warns_on, d.due_on, d.doomed_on,
                                              d.lost_on)
                        THEN 'at_risk' ELSE 'due' END
               WHEN d.lost_on <= %(day)s THEN 'missed'
               WHEN d.doomed_on <= %(day)s THEN 'unachievable'
               WHEN %(day)s > d.due_on THEN 'overdue'
               WHEN %(day)s >= d.warns_on THEN 'at_risk'
               ELSE 'due'
               END AS standing,
               CASE
               WHEN x.id IS NOT NULL THEN '-infinity'
               WHEN d.met_on <= %(day)s THEN d.met_on - 1
               ELSE %(day)s
               END AS levels_until
          FROM demand d
     LEFT JOIN excused ON excused.company_id = d.company_id
     LEFT JOIN LATERAL (
               SELECT x.id
                 FROM committee_exemption x
                WHERE x.granted_on IS NOT NULL AND x.company_id = d.company_id
                  AND (x.rule = %(rule)s OR x.clause = %(clause)s)
                  AND d.force != 'hard'
                  AND LEAST(%(day)s, d.met_on, d.lost_on)
                      BETWEEN x.date_from AND COALESCE(x.date_to, 'infinity')
                  -- what was done in time is met, once the exemption is over
                  AND (d.met_on <= d.due_on AND %(day)s > x.date_to) IS NOT TRUE
             ORDER BY x.id LIMIT 1) x ON TRUE
         WHERE d.opens_on <= %(day)s
           AND COALESCE(d.due_on, d.lost_on, d.opens_on) >= d.since
           AND (NOT %(lasts)s OR COALESCE(d.met_on, 'infinity') >= d.since)
    ),
    standings AS (
        SELECT s.company_id, %(rule)s AS rule, s.subject_id, s.period,
               s.committee_id, s.opens_on, s.warns_on, s.due_on, s.escalates_on,
               s.doomed_on, s.lost_on,
               CASE WHEN s.met_on <= %(day)s THEN s.met_on END AS met_on,
               s.measure, s.target, s.evidence_id, %(clause)s AS clause,
               %(nature)s AS nature, %(actor)s AS actor, s.exemption_id, s.standing,
               s.late_from,
               NULLIF(LEAST(GREATEST(%(reached)s),
                     CASE s.force WHEN 'soft' THEN 1 END), -1)::varchar AS level
          FROM judged s
    )
"""

# write the rows that differ from the stored ones, and close those that vanished
STORE = """
    %(standings)s,
    changed AS (
        SELECT s.*
          FROM standings s
     LEFT JOIN committee_finding f
            ON f.rule = %(rule)s  -- and not s.rule: this one an index finds
           AND (f.company_id, f.subject_id, f.period)
             = (s.company_id, s.subject_id, s.period)
         WHERE f.id IS NULL OR (%(old)s) IS DISTINCT FROM (%(new)s)
    ),
    written AS (
        INSERT INTO committee_finding AS f (
               %(key)s, %(columns)s, state, first_seen_on, changed_on,
               closed_on, create_uid, create_date)
        SELECT %(key)s, %(columns)s,
               CASE standing WHEN 'met' THEN 'closed' ELSE 'open' END,
               %(day)s, %(day)s,
               CASE standing WHEN 'met' THEN %(day)s END,
               %(uid)s, now() AT TIME ZONE 'UTC'
          FROM changed
        ON CONFLICT (%(key)s) DO UPDATE
           SET (%(columns)s) = ROW(%(excluded)s),
               changed_on = %(day)s,
               closed_on = CASE
                   WHEN f.settled_on IS NOT NULL THEN f.closed_on
                   WHEN EXCLUDED.standing = 'met'
                   THEN COALESCE(f.closed_on, %(day)s) END,
               state = CASE
                   WHEN f.settled_on IS NOT NULL
                     OR EXCLUDED.standing = 'met' THEN 'closed'
                   ELSE 'open' END
        RETURNING 1
    ),
    vanished AS (
        UPDATE committee_finding f
           SET standing = 'not_applicable', state = 'closed', level = NULL,
               changed_on = %(day)s, exemption_id = NULL,
               closed_on = COALESCE(f.closed_on, %(day)s)
         WHERE f.rule = %(rule)s AND f.company_id = ANY(%(companies)s)
           AND f.standing != 'not_applicable'
           AND NOT EXISTS (
               SELECT 1 FROM standings s
                WHERE (f.company_id, f.subject_id, f.period)
                    = (s.company_id, s.subject_id, s.period))
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM vanished)
"""

# close the findings of rules whose addon is uninstalled
CLOSE_UNWATCHED = """
    UPDATE committee_finding
       SET standing = 'not_applicable', state = 'closed', level = NULL,
           exemption_id = NULL, changed_on = %(day)s,
           closed_on = COALESCE(closed_on, %(day)s)
     WHERE company_id = ANY(%(companies)s) AND rule != ALL(%(rules)s)
       AND standing != 'not_applicable'
"""
