from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali


class CommitteeEditionDistribution(models.Model):
    """Which company has acknowledged which edition, and which one has not (7)."""

    _name = "committee.edition.distribution"
    _description = "Distribution of Editions"
    _auto = False
    _order = "edition_id desc, state desc, province_id"
    _rec_name = "province_id"
    _depends = {
        "committee.procedure.edition": ["state", "effective_from"],
        "committee.edition.acknowledgement": ["edition_id", "company_id"],
        "committee.finding": ["due_on", "rule", "subject_id"],
        "res.company": ["province_id"],
    }

    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition", readonly=True
    )
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    province_id = fields.Many2one(
        comodel_name="res.country.state", string="Province", readonly=True
    )
    effective_from = fields.Date(readonly=True)
    due_on = fields.Date(string="Due", readonly=True)
    acknowledged_on = fields.Date(readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users", string="Acknowledged By", readonly=True
    )
    signer_name = fields.Char(string="Name in the File", readonly=True)
    state = fields.Selection(
        selection=[
            ("missing", "Receipt Not Acknowledged"),
            ("acknowledged", "Receipt Acknowledged"),
        ],
        string="Status",
        readonly=True,
    )
    days_late = fields.Integer(
        readonly=True,
        aggregator=None,
        help="In days after the acknowledgement was due: until it was given, or until"
        " today.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH held AS (%(held)s)
            SELECT row_number() OVER (ORDER BY e.id, h.province_id) AS id,
                   e.id AS edition_id, h.company_id, h.province_id, e.effective_from,
                   due.due_on, a.acknowledged_on, a.user_id, a.signer_name,
                   CASE WHEN a.id IS NULL THEN 'missing' ELSE 'acknowledged' END
                       AS state,
                   GREATEST(COALESCE(a.acknowledged_on, %(today)s) - due.due_on, 0)
                       AS days_late
              FROM committee_procedure_edition e
              JOIN committee_procedure p ON p.id = e.procedure_id AND p.governs
        CROSS JOIN held h
         LEFT JOIN committee_edition_acknowledgement a
                ON a.edition_id = e.id AND a.province_id = h.province_id
         LEFT JOIN committee_finding due
                ON due.rule = 'acknowledgement' AND due.subject_id = e.id
               AND due.company_id = h.company_id
             WHERE a.id IS NOT NULL OR e.state = 'in_force'
            """,
            held=self._held_query(),
            today=jalali.today(),
        )

    def _held_query(self):
        """SQL of the companies bound by the editions: (company_id, province_id)."""
        return SQL(
            """
                SELECT c.id AS company_id, c.province_id
                  FROM res_company c
                 WHERE c.province_id IS NOT NULL AND c.active
            """
        )
