from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali

from ..lib import cost_shares
from .rial import Rial


class BusinessClusterPlan(models.Model):
    """The action plan of a cluster for one Jalali year: what is done, what it costs and
    who pays how much. Approved by the steering council, it is the basis of all support
    (note 2); it is then frozen, and superseded by a newer plan of the same year."""

    _name = "business.cluster.plan"
    _description = "Action Plan"
    _inherit = [
        "business.cluster.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "jalali_year desc, cluster_id, version desc, id desc"
    _search_key_fields = ("cluster_name", "minutes_number")

    _verb_fields = frozenset(
        {"version", "approved_on", "superseded_on", "superseded_by_id"}
    )
    _fixed_fields = frozenset({"cluster_id"})

    # Identity
    cluster_id = fields.Many2one(
        comodel_name="business.cluster",
        required=True,
        ondelete="restrict",
        index=True,
    )
    cluster_name = fields.Char(related="cluster_id.name", string="Cluster Name")
    company_id = fields.Many2one(
        related="cluster_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="cluster_id.province_id", store=True, index=True, string="Province"
    )
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        required=True,
        index=True,
        aggregator=None,
        default=lambda self: jalali.year(jalali.today()),
    )
    in_this_year = fields.Boolean(
        string="In This Jalali Year", search="_search_in_this_year", store=False
    )
    project_year = fields.Selection(
        selection=[("1", "First year"), ("2", "Second year"), ("3", "Third year")],
        string="Year of the Project",
    )
    version = fields.Integer(
        readonly=True,
        copy=False,
        aggregator=None,
        help="The how many-th approved plan of the cluster for this year.",
    )
    broker_id = fields.Many2one(
        comodel_name="res.partner",
        string="Development Broker Organisation",
        compute="_compute_broker_id",
        store=True,
        precompute=True,
        help="As it is named for the cluster, until the plan is approved.",
    )

    # Approval
    minutes_number = fields.Char(
        string="Number of the Council's Minutes", copy=False, tracking=True
    )
    minutes_date = fields.Date(
        string="Date of the Council's Minutes", copy=False, tracking=True
    )
    minutes_document = fields.Binary(
        string="Approved Document", attachment=True, copy=False
    )
    minutes_document_name = fields.Char(copy=False)
    approved_on = fields.Date(readonly=True, copy=False, index=True)
    superseded_on = fields.Date(readonly=True, copy=False)
    superseded_by_id = fields.Many2one(
        comodel_name="business.cluster.plan",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("approved", "Approved by the Steering Council"),
            ("superseded", "Superseded"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        group_expand=True,
    )

    # Content
    line_ids = fields.One2many(
        comodel_name="business.cluster.plan.line", inverse_name="plan_id", copy=True
    )
    notes = fields.Text()

    # Money, in rials
    cost = Rial(string="Total Cost (Rial)", compute="_compute_cost", store=True)
    project_cost = Rial(
        string="Project Cost (Rial)",
        compute="_compute_cost",
        store=True,
    )
    committed = Rial(string="Committed (Rial)", compute="_compute_contributed")
    paid = Rial(string="Paid (Rial)", compute="_compute_contributed")
    project_committed = Rial(
        string="Committed to the Projects (Rial)",
        compute="_compute_contributed",
    )
    project_committed_percent = fields.Float(
        string="Committed of the Project Cost (%)",
        compute="_compute_contributed",
        digits=(6, 2),
    )
    cost_table = fields.Html(
        compute="_compute_cost_table", sanitize=False, string="Cost-Sharing Table"
    )

    # Buttons
    can_approve = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    _one_approved_a_year = models.UniqueIndex(
        "(cluster_id, jalali_year) WHERE state = 'approved'",
        "A cluster has one approved action plan in a year; a newer one supersedes it.",
    )
    _year_in_range = models.Constraint(
        "CHECK (jalali_year BETWEEN 1300 AND 1500)",
        "The year of a plan is a Jalali year, such as 1405.",
    )
    _approved_has_minutes = models.Constraint(
        "CHECK ((state = 'draft') = (approved_on IS NULL) AND (state = 'draft'"
        " OR (minutes_number IS NOT NULL AND approved_on = minutes_date)))",
        "An approved plan has the number and the date of the council's minutes.",
    )
    _superseded_has_ended = models.Constraint(
        "CHECK ((state = 'superseded') = (superseded_on IS NOT NULL)"
        " AND (state = 'superseded') = (superseded_by_id IS NOT NULL))",
        "A plan ends on the day when a newer one supersedes it, and only then.",
    )

    @api.depends("cluster_id.name", "jalali_year", "version")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            name = self.env._(
                "Action plan %(year)s – %(cluster)s",
                year=self._digits(plan.jalali_year),
                cluster=plan.cluster_id.name or "",
            )
            if plan.version > 1:
                name += f" ({self._digits(plan.version)})"
            plan.display_name = name

    @api.model
    def _search_in_this_year(self, operator, value):
        if operator != "in":
            return NotImplemented
        kind = "=" if True in value else "!="
        return [("jalali_year", kind, jalali.year(jalali.today()))]

    @api.depends("cluster_id.broker_id")
    def _compute_broker_id(self):
        for plan in self:
            if plan.state == "draft" or not plan.broker_id:
                plan.broker_id = plan.cluster_id.broker_id
            else:  # as it was when the plan was approved
                plan.broker_id = plan.broker_id

    @api.depends("line_ids.cost", "line_ids.kind")
    def _compute_cost(self):
        for plan in self:
            projects = plan.line_ids.filtered(lambda line: line.kind == "project")
            plan.cost = sum(plan.line_ids.mapped("cost"))
            plan.project_cost = sum(projects.mapped("cost"))

    @api.depends(
        "project_cost",
        "state",
        "line_ids.share_ids.committed",
        "line_ids.share_ids.paid",
    )
    def _compute_contributed(self):
        given = self._contributed()
        for plan in self:
            sums = given.get(plan._origin, {})
            projects = sums.get(("project", "commitment"), 0)
            agency = sums.get(("agency", "commitment"), 0)
            plan.committed = agency + projects
            plan.paid = sum(
                amount for (_cost, kind), amount in sums.items() if kind == "payment"
            )
            plan.project_committed = projects
            plan.project_committed_percent = cost_shares.percent(
                projects, plan.project_cost
            )

    @api.depends("line_ids.share_ids.amount", "line_ids.cost", "line_ids.kind")
    @api.depends_context("lang")
    def _compute_cost_table(self):
        for plan in self:
            plan.cost_table = plan._origin.line_ids and self.env["ir.qweb"]._render(
                "business_cluster.business_cluster_cost_table",
                {"table": plan._origin._cost_table_data()},
            )

    @api.depends(
        "state",
        "minutes_number",
        "minutes_date",
        "minutes_document_name",
        "line_ids.share_ids.amount",
        "line_ids.cost",
    )
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        self._fill_next_step()

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _was_in_force_on(self, day):
        """Whether it was the approved plan of its year on `day` (date)."""
        return bool(self.approved_on) and (
            self.approved_on <= day
            and (not self.superseded_on or self.superseded_on > day)
        )

    def _contributed(self):
        """{plan: {(kind of cost, kind of contribution): rials confirmed}}

        The plan in force has what was given under those that it superseded too; a
        superseded one, what was given under itself.
        """
        in_force = self._origin.filtered(lambda plan: plan.state == "approved")
        others = self._origin - in_force
        kinds = ["cost_kind", "kind"]
        contributions = self.env["business.cluster.contribution"]
        confirmed = fields.Domain("state", "=", "confirmed")
        sums = {plan: {} for plan in self._origin}
        if in_force:
            of_year = {(plan.cluster_id, plan.jalali_year): plan for plan in in_force}
            for cluster, year, *kind, amount in contributions._read_group(
                confirmed
                & fields.Domain("cluster_id", "in", in_force.cluster_id.ids)
                & fields.Domain("plan_year", "in", in_force.mapped("jalali_year")),
                ["cluster_id", "plan_year", *kinds],
                ["amount:sum"],
            ):
                if plan := of_year.get((cluster, year)):
                    sums[plan][tuple(kind)] = amount
        if others:
            for plan, *kind, amount in contributions._read_group(
                confirmed & fields.Domain("plan_id", "in", others.ids),
                ["plan_id", *kinds],
                ["amount:sum"],
            ):
                sums[plan][tuple(kind)] = amount
        return sums
