from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..lib import cost_shares


class BusinessClusterPlanSplit(models.TransientModel):
    """Dialog that splits the cost of one line among bodies; the shares are whole rials
    that add up to the cost exactly."""

    _name = "business.cluster.plan.split"
    _description = "Split a Cost"
    _inherit = ["workflow.target.mixin"]

    line_id = fields.Many2one(
        comodel_name="business.cluster.plan.line", required=True, readonly=True
    )
    cost = fields.Float(related="line_id.cost")
    method = fields.Selection(
        selection=[("equal", "In equal shares"), ("percent", "By percent")],
        required=True,
        default="equal",
    )
    body_ids = fields.One2many(
        comodel_name="business.cluster.plan.split.body",
        inverse_name="split_id",
        compute="_compute_body_ids",
        store=True,
        readonly=False,
        string="Bodies",
    )
    remainder_id = fields.Many2one(
        comodel_name="res.partner",
        string="Remainder Goes To",
        domain=[("is_company", "=", True)],
        help="Who takes the rials that do not divide; empty: the last of the list.",
    )

    @api.depends("line_id")
    def _compute_body_ids(self):
        for split in self:
            line = split.line_id
            bodies = line.share_ids.partner_id | line._bodies_to_share()
            split.body_ids = [Command.clear()] + [
                Command.create({"partner_id": body.id}) for body in bodies
            ]

    def action_split(self):
        """:raises UserError: with the sentence of what is wrong in the percents"""
        self.ensure_one()
        bodies = self.body_ids.partner_id
        amounts = dict(zip(bodies, self._amounts(), strict=True))
        self.line_id._share_out(amounts)
        return {"type": "ir.actions.act_window_close"}

    def _amounts(self):
        bodies = self.body_ids
        partners = bodies.mapped("partner_id")
        if len(partners) != len(bodies):
            raise UserError(self.env._("Each body is named once in a split."))
        if self.remainder_id and self.remainder_id not in partners:
            raise UserError(
                self.env._(
                    "%(body)s takes the remainder, and must be one of those who pay.",
                    body=self.remainder_id.name,
                )
            )
        last = self.remainder_id or partners[-1:]
        place = partners.ids.index(last.id) if last else -1
        cost = round(self.line_id.cost)
        try:
            if self.method == "equal":
                return cost_shares.split_equally(cost, len(bodies), place)
            percents = [Decimal(f"{body.percent:.2f}") for body in bodies]
            return cost_shares.split_by_percent(cost, percents, place)
        except cost_shares.CostShareError as error:
            raise UserError(
                self.env._(
                    "Name who shares the cost of “%(line)s”; percents add up to one"
                    " hundred.",
                    line=self.line_id.display_name,
                )
            ) from error


class BusinessClusterPlanSplitBody(models.TransientModel):
    """One body that takes part in a split, with its percent where it is by percent."""

    _name = "business.cluster.plan.split.body"
    _description = "Body in a Split"

    split_id = fields.Many2one(
        comodel_name="business.cluster.plan.split",
        required=True,
        ondelete="cascade",
        index=True,
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Institution",
        required=True,
        ondelete="cascade",
        domain=[("is_company", "=", True)],
    )
    percent = fields.Float(digits=(5, 2), aggregator="sum")
