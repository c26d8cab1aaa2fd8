from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.business_cluster.models.rial import Rial
from odoo.addons.web_jalali.tools import persian


class CommitteeForecastLine(models.Model):
    """What one body is expected to give for one cluster in the year, from one source of
    funds, in whole rials (4-3-4)."""

    _name = "committee.forecast.line"
    _description = "Forecast Line"
    _inherit = ["workflow.guard.mixin"]
    _order = "forecast_id, cluster_id, partner_id, source, id"
    _rec_name = "cluster_id"

    _verb_fields = frozenset({"planned", "built"})
    _fixed_fields = frozenset({"forecast_id"})
    _same_owner = {"cluster_id": "company_id"}
    _parent_field = "forecast_id"
    _parent_open_states = frozenset({"draft"})

    forecast_id = fields.Many2one(
        comodel_name="committee.forecast",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="forecast_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="forecast_id.province_id", store=True, string="Province"
    )
    jalali_year = fields.Integer(
        related="forecast_id.jalali_year", store=True, aggregator=None
    )
    state = fields.Selection(related="forecast_id.state", store=True)
    cluster_id = fields.Many2one(
        comodel_name="business.cluster",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('company_id', '=', company_id)]",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Institution",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", True)],
    )
    source = fields.Selection(
        selection=[
            ("own", "Budget of the body"),
            ("provincial", "Provincial credits"),
            ("national", "National credits"),
            ("facility", "Bank facilities"),
            ("firms", "Firms of the cluster"),
        ],
        string="Source of Funds",
        required=True,
        default="own",
    )
    built = fields.Boolean(
        string="From an Action Plan or Priority", readonly=True, copy=False
    )
    planned = Rial(
        string="Of Action Plans (Rial)",
        readonly=True,
        copy=False,
        help="The shares of the body in the approved action plans of the year.",
    )
    amount = Rial(string="Forecast (Rial)", required=True)
    reason = fields.Char(help="Why the forecast differs from the action plans.")

    _once = models.Constraint(
        "UNIQUE (forecast_id, cluster_id, partner_id, source)",
        "A body stands once with a source for a cluster.",
    )
    _amount_in_range = models.Constraint(
        "CHECK (amount >= 0 AND amount <= 9000000000000000 AND amount = trunc(amount))",
        "A forecast is a number of whole rials, up to nine quadrillion, and not"
        " negative.",
    )

    @api.constrains("amount", "planned", "reason")
    def _check_reason_of_adjustment(self):
        for line in self:
            if line.amount != line.planned and persian.is_blank(line.reason):
                raise ValidationError(
                    self.env._(
                        "The forecast of %(body)s for %(cluster)s differs from the"
                        " action plans: write the reason (clause 4-3-4).",
                        body=line.partner_id.name,
                        cluster=line.cluster_id.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked_by_plans(self):
        """What the plans ask is not left out silently (4-3-4)."""
        if self._permits("unlink"):
            return
        for line in self:
            if line.planned:
                raise UserError(
                    self.env._(
                        "The action plans ask %(body)s for money for %(cluster)s"
                        " (clause 4-3-4): keep the line, set it to zero and write the"
                        " reason.",
                        body=line.partner_id.name,
                        cluster=line.cluster_id.name,
                    )
                )

    def _content_is_open(self, states):
        return self.forecast_id.state in self._parent_open_states

    def _plan(self, rials):
        """Take over what the plans say now; what was not adjusted follows it."""
        values = {"planned": rials}
        if self.amount == self.planned:
            values["amount"] = rials
        self._permitted(values).write(values)
