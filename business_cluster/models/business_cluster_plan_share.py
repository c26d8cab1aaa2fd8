from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .rial import Rial


class BusinessClusterPlanShare(models.Model):
    """What one body pays of one line of an action plan, in whole rials (note 2)."""

    _name = "business.cluster.plan.share"
    _description = "Share of a Cost"
    _inherit = ["workflow.guard.mixin"]
    _order = "plan_id, line_id, id"
    _rec_names_search = ["partner_id", "line_id"]

    _fixed_fields = frozenset({"line_id"})
    _parent_field = "plan_id"
    _parent_open_states = frozenset({"draft"})

    line_id = fields.Many2one(
        comodel_name="business.cluster.plan.line",
        required=True,
        ondelete="cascade",
        index=True,
    )
    plan_id = fields.Many2one(
        related="line_id.plan_id", store=True, index=True, precompute=True
    )
    plan_state = fields.Selection(related="plan_id.state", string="Plan Status")
    cluster_id = fields.Many2one(
        related="plan_id.cluster_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(related="line_id.kind", store=True, precompute=True)
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Institution",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", True)],
    )
    amount = Rial(string="Share (Rial)")
    zero_reason = fields.Char(
        string="Reason for Zero", help="Why a supporter pays nothing of this."
    )
    contribution_ids = fields.One2many(
        comodel_name="business.cluster.contribution", inverse_name="share_id"
    )
    change_ids = fields.One2many(
        comodel_name="business.cluster.plan.share.change",
        inverse_name="share_id",
        string="Written Changes",
    )
    limit_amount = Rial(
        string="Open to Commitment (Rial)",
        compute="_compute_limit_amount",
        store=True,
        help="The share, or what the last written change made of it.",
    )
    committed = Rial(
        string="Committed (Rial)",
        compute="_compute_committed",
        store=True,
    )
    paid = Rial(string="Paid (Rial)", compute="_compute_committed", store=True)

    _once = models.Constraint(
        "UNIQUE (line_id, partner_id)", "A body has one share of a line."
    )
    _amount_in_range = models.Constraint(
        "CHECK (amount >= 0 AND amount <= 9000000000000000)",
        "A share is a number of whole rials, up to nine quadrillion, and not negative.",
    )

    @api.depends("line_id.code", "line_id.name", "partner_id.name")
    def _compute_display_name(self):
        for share in self:
            share.display_name = " – ".join(
                filter(None, (share.partner_id.name, share.line_id.display_name))
            )

    @api.depends("amount", "change_ids.state", "change_ids.amount", "change_ids.date")
    def _compute_limit_amount(self):
        for share in self:
            changes = share.change_ids.filtered(lambda c: c.state == "confirmed")
            last = changes.sorted(lambda change: (change.date, change.id))[-1:]
            share.limit_amount = last.amount if last else share.amount

    @api.depends("contribution_ids.state", "contribution_ids.amount")
    def _compute_committed(self):
        for share in self:
            confirmed = share.contribution_ids.filtered(
                lambda given: given.state == "confirmed"
            )
            sums = dict.fromkeys(("commitment", "payment"), 0)
            for given in confirmed:
                sums[given.kind] += given.amount
            share.committed = sums["commitment"]
            share.paid = sums["payment"]

    @api.constrains("partner_id", "amount")
    def _check_agency_of_broker(self):
        """Refused at once: agency costs on another body than the broker (N2-a)."""
        for share in self:
            if refusal := share._agency_refusal():
                raise ValidationError(refusal)

    @api.constrains("line_id", "amount")
    def _check_not_above_cost(self):
        """Refused at once: a share above the whole cost of its line (N2-b)."""
        for share in self:
            if share.amount > share.line_id.cost:
                raise ValidationError(share._above_cost(share.amount))

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def _check_parents_open(self, vals_list):
        """A share is added while the plan of its line is drafted."""
        default = self.default_get(["line_id"]).get("line_id")
        lines = self.env["business.cluster.plan.line"].browse(
            {vals.get("line_id", default) for vals in vals_list} - {None, False}
        )
        lines.check_access("read")  # else the refusal would disclose a foreign one
        return super()._check_parents_open(
            [{"plan_id": plan.id} for plan in lines.plan_id]
        )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _agency_refusal(self):
        """The sentence that refuses a share of agency costs, or nothing (N2-a)."""
        broker = self.plan_id.broker_id
        if self.kind != "agency" or self.partner_id == broker:
            return None
        return self.env._(
            "The cost of the agency is met by the development broker organisation only"
            " (note 2): “%(line)s” is paid by %(broker)s, not by %(body)s.",
            line=self.line_id.display_name,
            broker=broker.name,
            body=self.partner_id.name,
        )

    def _above_cost(self, amount):
        """The sentence that refuses `amount` (rials) as a share of its line."""
        plan = self.plan_id
        return self.env._(
            "The share of %(body)s cannot be %(amount)s rials: “%(line)s” costs"
            " %(cost)s rials altogether (note 2). If it costs more now, draft a newer"
            " plan.",
            body=self.partner_id.name,
            amount=plan._rials(amount),
            line=self.line_id.display_name,
            cost=plan._rials(self.line_id.cost),
        )

    def _key(self):
        """What stays the same share when a newer plan of the year supersedes one."""
        plan = self.plan_id
        return plan.cluster_id, plan.jalali_year, self.line_id.code_key, self.partner_id

    def _contributed(self):
        """{key: the larger of what was committed and what was paid}, confirmed, in
        rials, under all plans of these clusters and years."""
        largest = {}
        for (*key, _kind), by_day in self._contributed_by_day().items():
            total = sum(by_day.values())
            largest[tuple(key)] = max(largest.get(tuple(key), 0), total)
        return largest

    def _contributed_by_day(self):
        """{(*key, kind): {date: rials confirmed}} of these clusters and years."""
        contributions = self.env["business.cluster.contribution"]
        found = contributions._read_group(
            [
                ("cluster_id", "in", self.cluster_id.ids),
                ("plan_year", "in", self.plan_id.mapped("jalali_year")),
                ("state", "=", "confirmed"),
            ],
            ["cluster_id", "plan_year", "line_code", "partner_id", "kind", "date:day"],
            ["amount:sum"],
        )
        given = {}
        for *key, on, amount in found:
            given.setdefault(tuple(key), {})[on] = amount
        return given

    def _limits(self, changes=None):
        """What was and is open of the shares of these clusters and years: as approved,
        as changed in writing, nothing where a newer plan has no such share.

        :param changes: written changes that are not confirmed yet, counted as if
        :return: {key: [(date, rials open from then on)], in their order}
        """
        shares = self.search(
            [
                ("cluster_id", "in", self.cluster_id.ids),
                ("plan_id.jalali_year", "in", self.plan_id.mapped("jalali_year")),
                ("plan_id.approved_on", "!=", False),
            ]
        )
        steps = {}
        for share in shares:
            plan = share.plan_id
            found = steps.setdefault(share._key(), [])
            found.append(((plan.approved_on, plan.version, 0, 0), share.amount))
            if plan.superseded_on:
                found.append(((plan.superseded_on, plan.version, 2, 0), 0))
            for change in share.change_ids:
                counts = change.state == "confirmed" or (changes and change in changes)
                if counts and not (
                    plan.superseded_on and change.date >= plan.superseded_on
                ):
                    order = (change.date, plan.version, 1, change.id)
                    found.append((order, change.amount))
        return {
            key: [(order[0], limit) for order, limit in sorted(found)]
            for key, found in steps.items()
        }
