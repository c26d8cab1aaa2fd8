"""The steps of a meeting keep the day that it was planned for: of a meeting that was
postponed, until then the day before it was moved."""


def migrate(cr, version):
    cr.execute("""
        UPDATE workflow_act a
           SET planned_on = CASE
               WHEN m.postponed_from IS NOT NULL AND EXISTS (
                    SELECT 1 FROM workflow_act put_off
                     WHERE put_off.res_model = a.res_model
                       AND put_off.res_id = a.res_id
                       AND put_off.verb IN ('postpone', 'postpone_session')
                       AND put_off.id >= a.id)
               THEN (m.postponed_from AT TIME ZONE 'UTC'
                     AT TIME ZONE 'Asia/Tehran')::date
               ELSE m.planned_on END
          FROM committee_meeting m
         WHERE a.res_model = 'committee.meeting' AND a.res_id = m.id
           AND a.planned_on IS NULL
    """)
