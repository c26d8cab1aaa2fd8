from odoo import fields, models
from odoo.tools import SQL

from ..models.rial import Rial


class BusinessClusterFunding(models.Model):
    """Planned, committed, paid and missing, one row for each share of an approved plan,
    to be summed by plan, cluster, body and year (note 2)."""

    _name = "business.cluster.funding"
    _description = "Funding of Clusters"
    _auto = False
    _order = "jalali_year desc, id desc"
    _rec_name = "partner_id"
    _depends = {
        "business.cluster.plan": ["state", "jalali_year", "province_id", "approved_on"],
        "business.cluster.plan.share": [
            *("line_id", "plan_id", "cluster_id", "company_id", "kind"),
            *("partner_id", "amount", "committed", "paid"),
        ],
    }

    line_id = fields.Many2one(comodel_name="business.cluster.plan.line", readonly=True)
    plan_id = fields.Many2one(comodel_name="business.cluster.plan", readonly=True)
    cluster_id = fields.Many2one(comodel_name="business.cluster", readonly=True)
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    province_id = fields.Many2one(
        comodel_name="res.country.state", string="Province", readonly=True
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner", string="Institution", readonly=True
    )
    kind = fields.Selection(
        selection=[("agency", "Agency"), ("project", "Project")],
        string="Kind of Cost",
        readonly=True,
    )
    jalali_year = fields.Integer(string="Year (Jalali)", readonly=True, aggregator=None)
    plan_state = fields.Selection(
        selection=[
            ("approved", "Approved by the Steering Council"),
            ("superseded", "Superseded"),
        ],
        string="Plan Status",
        readonly=True,
    )
    planned = Rial(
        string="Planned (Rial)",
        readonly=True,
        help="The share in the plan in force; nothing where a newer plan took over.",
    )
    committed = Rial(string="Committed (Rial)", readonly=True)
    paid = Rial(string="Paid (Rial)", readonly=True)
    gap = Rial(
        string="Not Committed (Rial)",
        readonly=True,
        help="Planned, less what is committed.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT s.id, s.line_id, s.plan_id, s.cluster_id, s.company_id,
                   p.province_id, s.partner_id, s.kind, p.jalali_year,
                   p.state AS plan_state,
                   CASE p.state WHEN 'approved' THEN s.amount ELSE 0 END AS planned,
                   s.committed, s.paid,
                   CASE p.state WHEN 'approved' THEN s.amount ELSE 0 END
                       - COALESCE(s.committed, 0) AS gap
              FROM business_cluster_plan_share s
              JOIN business_cluster_plan p ON p.id = s.plan_id
             WHERE p.state != 'draft'
            """
        )

    def action_open_plan(self):
        """Open the plan that the share belongs to."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "business.cluster.plan",
            "res_id": self.plan_id.id,
            "views": [(False, "form")],
        }
