from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.business_cluster.models.rial import Rial


class CommitteeForecastComparison(models.Model):
    """The approved forecast of a year beside what was committed and paid, by cluster
    and institution, in rials (4-3-4)."""

    _name = "committee.forecast.comparison"
    _description = "Forecast and Contributions"
    _auto = False
    _order = "jalali_year desc, company_id, cluster_id, partner_id"
    _rec_name = "cluster_id"
    _depends = {
        "committee.forecast": ["state", "jalali_year", "company_id"],
        "committee.forecast.line": ["amount", "cluster_id", "partner_id"],
        "business.cluster.contribution": ["state", "kind", "amount", "plan_year"],
    }

    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    province_id = fields.Many2one(
        comodel_name="res.country.state", string="Province", readonly=True
    )
    jalali_year = fields.Integer(string="Year (Jalali)", readonly=True, aggregator=None)
    cluster_id = fields.Many2one(comodel_name="business.cluster", readonly=True)
    partner_id = fields.Many2one(
        comodel_name="res.partner", string="Institution", readonly=True
    )
    forecast = Rial(string="Forecast (Rial)", readonly=True)
    committed = Rial(string="Committed (Rial)", readonly=True)
    paid = Rial(string="Paid (Rial)", readonly=True)
    gap = Rial(string="Not Yet Committed (Rial)", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT row_number() OVER (
                       ORDER BY s.company_id, s.jalali_year, s.cluster_id,
                                s.partner_id
                   ) AS id,
                   s.company_id, p.province_id, s.jalali_year, s.cluster_id,
                   s.partner_id, sum(s.forecast) AS forecast,
                   sum(s.committed) AS committed, sum(s.paid) AS paid,
                   sum(s.forecast) - sum(s.committed) AS gap
              FROM (
                SELECT f.company_id, f.jalali_year, l.cluster_id, l.partner_id,
                       l.amount AS forecast, 0 AS committed, 0 AS paid
                  FROM committee_forecast_line l
                  JOIN committee_forecast f ON f.id = l.forecast_id
                 WHERE f.state = 'approved'
                 UNION ALL
                SELECT company_id, plan_year, cluster_id, partner_id, 0,
                       CASE WHEN kind = 'commitment' THEN amount ELSE 0 END,
                       CASE WHEN kind = 'payment' THEN amount ELSE 0 END
                  FROM business_cluster_contribution
                 WHERE state = 'confirmed'
              ) s
              JOIN res_company p ON p.id = s.company_id
             GROUP BY s.company_id, p.province_id, s.jalali_year, s.cluster_id,
                      s.partner_id
            """
        )
