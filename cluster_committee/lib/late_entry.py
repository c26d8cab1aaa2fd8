"""How late a fact was entered (reading A32): the working days from its day to that of
its entry, whether these are more than the edition of that day allows, and whether the
mark is spared, because it lies before the watch of the province or was entered in its
first days in the system."""

LATE_ENTRY = """
    SELECT fact.key, GREATEST(COALESCE(upto.ordinal - since.ordinal, 0), 0) AS days,
           COALESCE(upto.ordinal - since.ordinal
                    > COALESCE(e.late_entry_days, %(limit)s), FALSE) AS late,
           COALESCE(fact.day < r.monitoring_start_date, FALSE)
           OR COALESCE(fact.entered_on
                       <= first.day + COALESCE(e.first_entry_grace_days, %(grace)s),
                       TRUE) AS spared
      FROM unnest(%(keys)s::int[], %(companies)s::int[], %(days)s::date[],
                  %(entered)s::date[]) AS fact(key, company_id, day, entered_on)
      JOIN res_company r ON r.id = fact.company_id
 LEFT JOIN committee_calendar_day since
        ON since.calendar_id = COALESCE(r.committee_calendar_id, %(national)s)
       AND since.day = fact.day
 LEFT JOIN committee_calendar_day upto
        ON upto.calendar_id = COALESCE(r.committee_calendar_id, %(national)s)
       AND upto.day = fact.entered_on
 LEFT JOIN (SELECT one.*
              FROM committee_procedure_edition one
              JOIN committee_procedure p ON p.id = one.procedure_id AND p.governs
             WHERE one.state NOT IN ('draft', 'withdrawn')) e
        ON fact.entered_on BETWEEN e.effective_from
                               AND COALESCE(e.effective_to, 'infinity')
 LEFT JOIN LATERAL (
           SELECT (min(a.entered_at) AT TIME ZONE 'UTC'
                   AT TIME ZONE 'Asia/Tehran')::date AS day
             FROM workflow_act a
            WHERE a.company_id = fact.company_id
           ) first ON TRUE
"""
# where no edition is in force on the day of the entry
LIMIT, GRACE = 3, 30
