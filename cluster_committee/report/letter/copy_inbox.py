from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

STATES = [
    ("missing", "Missing"),
    ("sent", "Sent, Not Yet Here"),
    ("received", "Received"),
    ("acknowledged", "Receipt Acknowledged"),
]


class CommitteeCopyInbox(models.Model):
    """For each meeting that was held, where the copy of its minutes for the national
    organisation is: missing, on its way, received or acknowledged (4-4-4)."""

    _name = "committee.copy.inbox"
    _description = "Copies of Minutes"
    _auto = False
    _order = "days_late desc, held_on desc, id desc"
    _rec_name = "meeting_number"
    _depends = {
        "committee.meeting": ["state", "kind", "recorded_on", "held_on"],
        "committee.received.copy": ["state", "meeting_id", "received_on"],
        "committee.letter.recipient": ["state", "acknowledged_on"],
        "committee.letter": ["state", "kind", "meeting_id", "sent_on"],
        "committee.finding": ["due_on", "rule", "subject_id"],
    }

    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    province_id = fields.Many2one(
        comodel_name="res.country.state", string="Province", readonly=True
    )
    meeting_id = fields.Many2one(comodel_name="committee.meeting", readonly=True)
    copy_id = fields.Many2one(
        comodel_name="committee.received.copy", string="Copy", readonly=True
    )
    meeting_number = fields.Char(readonly=True)
    number_year = fields.Integer(string="Year (Jalali)", readonly=True, aggregator=None)
    held_on = fields.Date(readonly=True)
    recorded_on = fields.Date(string="Minutes Recorded On", readonly=True)
    due_on = fields.Date(string="Due", readonly=True)
    sent_on = fields.Date(readonly=True)
    received_on = fields.Date(readonly=True)
    acknowledged_on = fields.Date(readonly=True)
    state = fields.Selection(selection=STATES, string="Status", readonly=True)
    days_late = fields.Integer(
        readonly=True,
        aggregator=None,
        help="In days after the copy was due: until it was sent, or until today.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT s.*,
                   GREATEST(COALESCE(s.sent_on, %(today)s) - s.due_on, 0) AS days_late
              FROM (%(rows)s) s
            """,
            today=jalali.today(),
            rows=self._rows_query(),
        )

    def _rows_query(self):
        """SQL of all rows, but for how late they are; an addon may add rows, and
        columns for the fields that it adds."""
        # two tables have their ids side by side: meetings here, and copies of others
        return SQL(
            """
                SELECT m.id * 2 AS id, m.company_id, m.province_id,
                       m.id AS meeting_id, c.id AS copy_id,
                       m.number_label AS meeting_number, m.number_year, m.held_on,
                       m.recorded_on, due.due_on, seen.sent_on,
                       c.received_on,
                       COALESCE(c.acknowledged_on, seen.acknowledged_on)
                           AS acknowledged_on,
                       CASE WHEN c.state IS NOT NULL THEN c.state
                            WHEN seen.sent_on IS NULL THEN 'missing'
                            WHEN seen.acknowledged_on IS NOT NULL THEN 'acknowledged'
                            ELSE 'sent' END AS state
                  FROM committee_meeting m
             LEFT JOIN committee_received_copy c ON c.meeting_id = m.id
             LEFT JOIN committee_finding due
                    ON due.rule = 'national_copy' AND due.subject_id = m.id
             LEFT JOIN LATERAL (
                       SELECT min(r.acknowledged_on) AS acknowledged_on,
                              min(l.sent_on) AS sent_on
                         FROM committee_letter l
                         JOIN committee_letter_recipient r ON r.letter_id = l.id
                        WHERE l.meeting_id = m.id AND l.kind = 'national_copy'
                       ) seen ON TRUE
                 WHERE m.kind = 'provincial'
                   AND m.held_on IS NOT NULL
                 UNION ALL
                SELECT c.id * 2 + 1, c.company_id, c.province_id, NULL, c.id,
                       c.meeting_number, c.number_year, c.held_on, c.recorded_on, NULL,
                       c.letter_date, c.received_on, c.acknowledged_on, c.state
                  FROM committee_received_copy c
                 WHERE c.meeting_id IS NULL
            """
        )

    def _source(self):
        """The record that the row is of."""
        return self.copy_id or self.meeting_id

    def action_open_source(self):
        """Open the copy where it is, and the meeting where it is missing."""
        self.ensure_one()
        found = self._source()
        return {
            "type": "ir.actions.act_window",
            "res_model": found._name,
            "res_id": found.id,
            "views": [(False, "form")],
        }
