from odoo import fields, models
from odoo.tools import SQL


class CommitteeCopyInbox(models.Model):
    """The meetings that a province in a database of its own has announced are listed
    together with those held in this database."""

    _inherit = "committee.copy.inbox"
    _depends = {
        "committee.announced.meeting": ["number", "held_on", "due_on", "sent_on"],
    }

    announced_id = fields.Many2one(
        comodel_name="committee.announced.meeting",
        string="Announced Meeting",
        readonly=True,
    )
    told_on = fields.Date(
        readonly=True,
        help="The day of the last list in which the province told of the meeting.",
    )

    def _rows_query(self):
        # the copies of packages are due when their provinces say so; beside their ids
        # are those of meetings whose copy has not arrived
        return SQL(
            """
                SELECT r.id * 2 AS id, r.company_id, r.province_id, r.meeting_id,
                       r.copy_id, r.meeting_number, r.number_year, r.held_on,
                       r.recorded_on, COALESCE(r.due_on, told.due_on) AS due_on,
                       r.sent_on, r.received_on, r.acknowledged_on, r.state,
                       told.id AS announced_id, told.told_on
                  FROM (%(rows)s) r
             LEFT JOIN committee_received_copy c
                    ON c.id = r.copy_id AND c.kind = 'provincial'
                   AND r.meeting_id IS NULL
             LEFT JOIN committee_announced_meeting told
                    ON told.province_id = c.province_id
                   AND told.number_year = c.number_year AND told.number = c.number
                 UNION ALL
                SELECT told.id * 2 + 1, told.company_id, told.province_id, NULL, NULL,
                       told.meeting_number, told.number_year, told.held_on,
                       told.recorded_on, told.due_on, told.sent_on, NULL, NULL,
                       CASE WHEN told.sent_on IS NULL THEN 'missing' ELSE 'sent' END,
                       told.id, told.told_on
                  FROM committee_announced_meeting told
                 WHERE NOT EXISTS (
                       SELECT FROM committee_received_copy c
                        WHERE c.province_id = told.province_id
                          AND c.kind = 'provincial'
                          AND c.number_year = told.number_year
                          AND c.number = told.number)
            """,
            rows=super()._rows_query(),
        )

    def _source(self):
        return super()._source() or self.announced_id
