"""The parts of resolutions that were dispatched by a letter which does not satisfy the
clause run all the same, from the day of that letter on (reading A35)."""


def migrate(cr, version):
    cr.execute("""
        UPDATE committee_resolution_task t
           SET state = 'in_progress', dispatched_on = l.letter_date
          FROM (SELECT meeting_id, min(letter_date) AS letter_date
                  FROM committee_letter
                 WHERE kind = 'dispatch' AND state != 'draft'
              GROUP BY meeting_id) l
         WHERE l.meeting_id = t.meeting_id AND t.state = 'not_dispatched'
    """)
