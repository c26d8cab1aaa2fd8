from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import persian

from .rial import Rial


class BusinessClusterPlanLine(models.Model):
    """One cost line of an action plan: of the agency or of a project, what it costs,
    by what it is measured, from when until when (note 2)."""

    _name = "business.cluster.plan.line"
    _description = "Line of an Action Plan"
    _inherit = [
        "workflow.guard.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
    ]
    _order = "plan_id, kind, sequence, id"
    _search_key_fields = ("code", "name")

    _fixed_fields = frozenset({"plan_id"})
    _parent_field = "plan_id"
    _parent_open_states = frozenset({"draft"})

    plan_id = fields.Many2one(
        comodel_name="business.cluster.plan",
        required=True,
        ondelete="cascade",
        index=True,
    )
    plan_state = fields.Selection(related="plan_id.state", string="Plan Status")
    cluster_id = fields.Many2one(
        related="plan_id.cluster_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="As the plan numbers it, such as «پ۱».")
    code_key = fields.Char(
        string="Code, However Typed",
        compute="_compute_code_key",
        store=True,
        precompute=True,
    )
    name = fields.Char(string="Line", required=True)
    kind = fields.Selection(
        selection=[("agency", "Agency"), ("project", "Project")],
        required=True,
        default="project",
        help="The agency is paid by the development broker organisation alone;"
        " projects are shared by the supporting organisations (note 2).",
    )
    cost = Rial(string="Cost (Rial)", required=True)
    indicator = fields.Char(help="By what the result is measured, and how much of it.")
    date_start = fields.Date(string="Planned Start")
    date_end = fields.Date(string="Planned End")
    share_ids = fields.One2many(
        comodel_name="business.cluster.plan.share", inverse_name="line_id", copy=True
    )
    shared = Rial(string="Shared (Rial)", compute="_compute_shared")
    unshared = Rial(string="Not Yet Shared (Rial)", compute="_compute_shared")

    _code_once = models.UniqueIndex(
        "(plan_id, code_key)", "A code is given once in an action plan."
    )
    _cost_in_range = models.Constraint(
        # beyond this a number of the browser is no longer exact to the rial
        "CHECK (cost > 0 AND cost <= 9000000000000000)",
        "The cost of a line is a positive number of whole rials, up to nine"
        " quadrillion.",
    )
    _in_order = models.Constraint(
        "CHECK (date_end >= date_start)", "A line does not end before it starts."
    )

    @api.depends("code")
    def _compute_code_key(self):
        """«پ۱» is «پ1»: one line, whoever typed it."""
        for line in self:
            line.code_key = persian.normalise(line.code or "")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = " – ".join(filter(None, (line.code, line.name)))

    @api.depends("cost", "share_ids.amount")
    def _compute_shared(self):
        for line in self:
            line.shared = sum(line.share_ids.mapped("amount"))
            line.unshared = line.cost - line.shared

    @api.constrains("cost", "share_ids")
    def _check_not_above_cost(self):
        """More than the cost is refused at once, less when the plan is approved."""
        for line in self:
            if line.shared > line.cost:
                raise ValidationError(
                    self.env._(
                        "The sum of the shares is above the cost of the line (note 2):"
                        " “%(line)s” costs %(cost)s rials, its shares are %(shared)s.",
                        line=line.display_name,
                        cost=line.plan_id._rials(line.cost),
                        shared=line.plan_id._rials(line.shared),
                    )
                )

    @api.constrains("kind")
    def _check_agency_of_broker(self):
        self.share_ids._check_agency_of_broker()

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_split(self):
        """Ask how the cost is split."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Split the Cost"),
            "res_model": "business.cluster.plan.split",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_line_id": self.id},
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _bodies_to_share(self):
        """Who may pay for this line: the broker, and for projects the supporters of
        the day too."""
        self.ensure_one()
        broker = self.plan_id.broker_id
        if self.kind == "agency":
            return broker
        supporters = self.env["business.cluster.supporter"]
        day = self.plan_id._day_of_supporters()
        found = supporters.search(
            supporters._on_domain(day)
            & fields.Domain("cluster_id", "=", self.cluster_id.id)
        )
        return broker | found.partner_id

    def _share_out(self, amounts):
        """Replace the shares of this line.

        :param amounts: {partner: whole rials}, which add up to the cost
        """
        self.ensure_one()
        shares = {share.partner_id: share for share in self.share_ids}
        commands = [
            fields.Command.delete(share.id)
            for partner, share in shares.items()
            if partner not in amounts
        ]
        for partner, amount in amounts.items():
            values = {"amount": amount}
            if partner in shares:
                commands.append(fields.Command.update(shares[partner].id, values))
            else:
                commands.append(
                    fields.Command.create({"partner_id": partner.id, **values})
                )
        self.write({"share_ids": commands})

    def _above_its_cost(self, given):
        """The sentence that refuses `given` (rials) of all bodies together."""
        plan = self.plan_id
        return self.env._(
            "All bodies together would give %(given)s rials to “%(line)s”, which costs"
            " %(cost)s rials (note 2). What one gives more, another gives less; if it"
            " costs more now, draft a newer plan.",
            given=plan._rials(given),
            line=self.display_name,
            cost=plan._rials(self.cost),
        )
