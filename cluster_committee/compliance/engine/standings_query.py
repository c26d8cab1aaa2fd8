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
               CASE WHEN d.force != 'hard' THEN NULLIF(
                   excused.days * datemultirange(daterange(d.opens_on, GREATEST(
                       d.opens_on, COALESCE(LEAST(d.met_on, d.lost_on), 'infinity')),
                       '[]')),
                   '{}')::varchar END AS excused,
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
     LEFT JOIN committee body ON body.id = d.committee_id
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
           AND (body.halted_on IS NULL  -- of a halted committee, what was late before
                OR COALESCE(LEAST(d.due_on, d.doomed_on, d.lost_on), d.opens_on)
                   < body.halted_on)
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
               s.late_from, s.force, s.excused,
               NULLIF(LEAST(GREATEST(%(reached)s),
                     CASE s.force WHEN 'soft' THEN 1 END), -1)::varchar AS level
          FROM judged s
    )
"""

# the last day before it for which a province was checked
KNOWN = """
    checked_before AS MATERIALIZED (
        SELECT link.res_company_id AS company_id,
               max(LEAST(made.date_to, %(day)s - 1)) AS day
          FROM committee_check made
          JOIN committee_check_res_company_rel link ON link.committee_check_id = made.id
         WHERE made.date_from < %(day)s AND link.res_company_id = ANY(%(companies)s)
      GROUP BY link.res_company_id
    )"""

# the day from which a changed finding `c` stands as it does, by its own dates: what was
# asked again after an exemption or a suspension stands so from the day after
HOLDS_FROM = """
    CASE
    WHEN c.standing IS NOT DISTINCT FROM c.standing_from THEN
        CASE WHEN c.met_on IS DISTINCT FROM c.met_from THEN LEAST(c.met_on, c.met_from)
             WHEN c.late_from IS DISTINCT FROM c.late_before THEN c.due_on + 1
             WHEN c.standing IN ('met', 'exempt') THEN %(day)s
             WHEN c.due_on IS DISTINCT FROM c.due_from
             THEN LEAST(c.due_on, c.due_from) + 1
             ELSE %(day)s END
    ELSE GREATEST(
        CASE c.standing
            WHEN 'met' THEN c.met_on
            WHEN 'missed' THEN c.lost_on
            WHEN 'unachievable' THEN c.doomed_on
            WHEN 'overdue' THEN c.due_on + 1
            WHEN 'at_risk'
            THEN COALESCE(c.warns_on, LEAST(c.due_on, c.doomed_on, c.lost_on))
            WHEN 'exempt' THEN (SELECT x.date_from FROM committee_exemption x
                                 WHERE x.id = c.exemption_id)
            END,
        c.opens_on,
        CASE WHEN c.standing_from = 'exempt'
             THEN (SELECT COALESCE(x.date_to + 1, %(day)s) FROM committee_exemption x
                    WHERE x.id = c.exemption_from) END,
        CASE WHEN c.standing_from = 'not_applicable'
             THEN (SELECT max(again."on") FROM workflow_act again
                    WHERE again.res_model = 'committee.committee'
                      AND again.res_id = c.committee_id AND again.verb = 'resume') END)
    END"""

# how it stood at the last check before, by what is known now
AT_KNOWN = """
    CASE
    WHEN c.opens_on > k.day THEN 'not_applicable'
    WHEN c.standing_from = 'not_applicable' AND EXISTS (
         SELECT FROM workflow_act again
          WHERE again.res_model = 'committee.committee'
            AND again.res_id = c.committee_id AND again.verb = 'resume'
            AND again."on" > k.day) THEN 'not_applicable'
    WHEN COALESCE(c.exemption_id, c.exemption_from) IS NOT NULL AND EXISTS (
         SELECT FROM committee_exemption x
          WHERE x.id IN (c.exemption_id, c.exemption_from)
            AND k.day BETWEEN x.date_from AND COALESCE(x.date_to, 'infinity'))
    THEN 'exempt'
    WHEN c.met_on <= k.day THEN 'met'
    WHEN c.force = 'soft' THEN
         CASE WHEN k.day >= LEAST(c.warns_on, c.due_on, c.doomed_on, c.lost_on)
              THEN 'at_risk' ELSE 'due' END
    WHEN c.lost_on <= k.day THEN 'missed'
    WHEN c.doomed_on <= k.day THEN 'unachievable'
    WHEN k.day > c.due_on THEN 'overdue'
    WHEN k.day >= c.warns_on THEN 'at_risk'
    ELSE 'due' END"""

# the first day whose answer may be another one than before, since one of the dates that
# make the standing has moved: it may be past though the standing of today is the same
MOVED_FROM = """
    CASE WHEN c.standing_from IS NULL THEN c.opens_on ELSE LEAST(
        CASE WHEN c.opens_on IS DISTINCT FROM c.opens_from
             THEN LEAST(c.opens_on, c.opens_from) END,
        CASE WHEN c.warns_on IS DISTINCT FROM c.warns_from
             THEN LEAST(c.warns_on, c.warns_from) END,
        CASE WHEN c.due_on IS DISTINCT FROM c.due_from
             THEN LEAST(c.due_on, c.due_from) + 1 END,
        CASE WHEN c.doomed_on IS DISTINCT FROM c.doomed_from
             THEN LEAST(c.doomed_on, c.doomed_from) END,
        CASE WHEN c.lost_on IS DISTINCT FROM c.lost_from
             THEN LEAST(c.lost_on, c.lost_from) END,
        CASE WHEN c.met_on IS DISTINCT FROM c.met_from
             THEN LEAST(c.met_on, c.met_from) END,
        CASE WHEN c.excused IS DISTINCT FROM c.excused_from THEN lower(
             (COALESCE(c.excused, '{}')::datemultirange
              - COALESCE(c.excused_from, '{}')::datemultirange)
             + (COALESCE(c.excused_from, '{}')::datemultirange
                - COALESCE(c.excused, '{}')::datemultirange)) END)
    END"""

# the columns of the log that are written for a changed finding
LOGGED = """finding_id, standing_from, standing_to, state_from, state_to, level_from,
               level_to, measure_from, measure_to, target, due_on, late_from, met_on,
               valid_on, checked_on, known_on, revises, entered_at, user_id"""

WORDS = {
    "known": KNOWN,
    "holds_from": HOLDS_FROM,
    "at_known": AT_KNOWN,
    "moved_from": MOVED_FROM,
    "logged": LOGGED,
}

# write the rows that differ from the stored ones, and close those that vanished; each
# change is appended to the log
STORE = """
    %(standings)s,
    {known},
    changed AS (
        SELECT s.*, f.standing AS standing_from, f.state AS state_from,
               f.level AS level_from, f.measure AS measure_from, f.met_on AS met_from,
               f.due_on AS due_from, f.late_from AS late_before,
               f.opens_on AS opens_from, f.warns_on AS warns_from,
               f.doomed_on AS doomed_from, f.lost_on AS lost_from,
               f.excused AS excused_from,
               f.exemption_id AS exemption_from
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
               closed_on, create_uid, create_date)  -- clock: a column of Odoo's
        SELECT %(key)s, %(columns)s,
               CASE standing WHEN 'met' THEN 'closed' ELSE 'open' END,
               %(day)s, %(day)s,
               CASE standing WHEN 'met' THEN %(day)s END,
               %(uid)s, %(now)s
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
        RETURNING f.id, f.company_id, f.subject_id, f.period, f.state
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
        RETURNING f.id
    ),
    noted AS (
        SELECT w.id AS finding_id, c.standing_from, c.standing AS standing_to,
               c.state_from, w.state AS state_to, c.level_from, c.level AS level_to,
               c.measure_from, c.measure AS measure_to, c.target, c.due_on,
               c.late_from, c.met_on, LEAST({holds_from}, %(day)s) AS valid_on,
               k.day AS known_on,
               {at_known} != COALESCE(c.standing_from, 'not_applicable')
                   OR (LEAST(c.opens_on, c.opens_from) <= k.day
                       AND {moved_from} <= k.day) AS is_revised
          FROM changed c
          JOIN written w ON (w.company_id, w.subject_id, w.period)
                          = (c.company_id, c.subject_id, c.period)
     LEFT JOIN checked_before k ON k.company_id = c.company_id
         UNION ALL
        -- as they were when the statement began
        SELECT f.id, f.standing, 'not_applicable', f.state, 'closed', f.level, NULL,
               f.measure, f.measure, f.target, f.due_on, f.late_from, f.met_on,
               LEAST(COALESCE((SELECT max(halt."on") FROM workflow_act halt
                                WHERE halt.res_model = 'committee.committee'
                                  AND halt.res_id = f.committee_id
                                  AND halt.verb IN ('suspend', 'dissolve')),
                              f.opens_on), %(day)s), k.day, FALSE
          FROM committee_finding f
     LEFT JOIN checked_before k ON k.company_id = f.company_id
         WHERE f.id = ANY(ARRAY(SELECT id FROM vanished))
    ),
    logged AS (
        INSERT INTO committee_finding_change ({logged})
        SELECT finding_id, standing_from, standing_to, state_from, state_to, level_from,
               level_to, measure_from, measure_to, target, due_on, late_from, met_on,
               valid_on, %(day)s, known_on,
               known_on IS NOT NULL AND (is_revised OR COALESCE(
                   standing_to IN (standing_from, 'not_applicable')
                   AND valid_on <= known_on, FALSE)),
               %(now)s, NULLIF(%(uid)s, 1)
          FROM noted
    )
    SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM vanished)
""".format(**WORDS)

# close the findings of rules whose addon is uninstalled, and note that these companies
# were checked on the day: a further check of a day writes nothing, that of the next day
# extends the row
CLOSE_UNWATCHED = f"""
    WITH closed AS (
        UPDATE committee_finding
           SET standing = 'not_applicable', state = 'closed', level = NULL,
               exemption_id = NULL, changed_on = %(day)s,
               closed_on = COALESCE(closed_on, %(day)s)
         WHERE company_id = ANY(%(companies)s) AND rule != ALL(%(rules)s)
           AND standing != 'not_applicable'
        RETURNING id
    ),
    logged AS (
        INSERT INTO committee_finding_change ({LOGGED})
        SELECT f.id, f.standing, 'not_applicable', f.state, 'closed', f.level, NULL,
               f.measure, f.measure, f.target, f.due_on, f.late_from, f.met_on,
               %(day)s, %(day)s, NULL, FALSE, %(now)s, NULLIF(%(uid)s, 1)
          FROM committee_finding f WHERE f.id = ANY(ARRAY(SELECT id FROM closed))
    ),
    standing AS (
        SELECT made.id, made.date_to
          FROM committee_check made
         WHERE made.companies = %(checked)s
           AND %(day)s BETWEEN made.date_from AND made.date_to + 1
    ),
    extended AS (
        UPDATE committee_check made SET date_to = %(day)s
          FROM standing s
         WHERE s.id = made.id AND s.date_to < %(day)s
           AND NOT EXISTS (SELECT FROM standing t WHERE t.date_to >= %(day)s)
    ),
    begun AS (
        INSERT INTO committee_check (companies, date_from, date_to)
        SELECT %(checked)s, %(day)s, %(day)s
         WHERE NOT EXISTS (SELECT FROM standing)
           AND cardinality(%(companies)s::int[]) > 0
        RETURNING id
    ),
    linked AS (
        INSERT INTO committee_check_res_company_rel (committee_check_id, res_company_id)
        SELECT begun.id, unnest(%(companies)s::int[]) FROM begun
    )
    SELECT count(*) FROM closed
"""
