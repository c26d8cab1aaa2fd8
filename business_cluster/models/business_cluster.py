from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali, persian

# the mandatory order of a cluster's life; a higher step depends on the earlier ones
LIFE_CYCLE = (
    ("identified", "Identified"),
    ("prioritised", "Prioritised"),
    ("feasibility", "Feasibility Study"),
    ("diagnostic", "Diagnostic Study"),
    ("planning", "Action Planning"),
    ("plan_approved", "Action Plan Approved"),
    ("year_1", "Implementation – First Year"),
    ("year_2", "Implementation – Second Year"),
    ("year_3", "Implementation – Third Year"),
    ("evaluation", "Evaluation"),
    ("completed", "Completed (Licence)"),
    ("aftercare", "Support After Completion"),
)
_ORDER = tuple(stage for stage, _label in LIFE_CYCLE)
WITH_PLAN = _ORDER[_ORDER.index("plan_approved") :]
STAGES = (("draft", "Entered"), *LIFE_CYCLE, ("stopped", "Stopped"))


class BusinessCluster(models.Model):
    """A business cluster of a province: what it makes and where, who develops it, and
    how far it has come in the mandatory life cycle (note 2)."""

    _name = "business.cluster"
    _description = "Business Cluster"
    _inherit = [
        "business.cluster.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "province_sequence, name, id"
    _search_key_fields = ("name", "product", "location")

    _verb_fields = frozenset({"stage_on"})
    _fixed_fields = frozenset({"company_id"})
    _open_states = frozenset(stage for stage, _label in STAGES)
    _deletable_states = frozenset({"draft"})
    _editable_in = {
        "feasibility_result": frozenset({"feasibility"}),
        "feasibility_result_on": frozenset({"feasibility"}),
    }

    # Identity
    name = fields.Char(required=True, tracking=True)
    name_key = fields.Char(compute="_compute_name_key", store=True, copy=False)
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        domain=[("province_id", "!=", False)],
    )
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        related="company_id.province_id",
        store=True,
        index=True,
        string="Province",
    )
    province_sequence = fields.Integer(
        related="province_id.province_sequence", store=True, string="Province Order"
    )
    product = fields.Char(string="Main Product")
    location = fields.Char(help="The city or the district where its firms are.")
    firm_count = fields.Integer(string="Number of Firms")
    employee_count = fields.Integer(string="Number of Employees")

    # People
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Officer in Charge",
        default=lambda self: self.env.user,
        domain="[('company_ids', 'in', company_id)]",
        index="btree_not_null",
    )
    agent_id = fields.Many2one(
        comodel_name="res.partner",
        string="Cluster Development Agent (CDA)",
        ondelete="restrict",
        tracking=True,
    )
    technical_supervisor_id = fields.Many2one(
        comodel_name="res.partner",
        string="Technical Advisor-Supervisor",
        ondelete="restrict",
        tracking=True,
    )
    broker_id = fields.Many2one(
        comodel_name="res.partner",
        string="Development Broker Organisation",
        compute="_compute_broker_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        ondelete="restrict",
        tracking=True,
        help="Who meets the costs of the agency (note 2): the company of the province,"
        " unless another body is named for this cluster.",
    )
    council_member_ids = fields.One2many(
        comodel_name="business.cluster.council.member",
        inverse_name="cluster_id",
        string="Steering Council",
    )
    supporter_ids = fields.One2many(
        comodel_name="business.cluster.supporter",
        inverse_name="cluster_id",
        string="Supporting Organisations",
    )

    # Life cycle
    state = fields.Selection(
        selection=list(STAGES),
        string="Stage",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        group_expand="_expand_stages",
    )
    stage_on = fields.Date(string="In This Stage Since", readonly=True, copy=False)
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        compute="_compute_jalali_year",
        store=True,
        index=True,
        aggregator=None,
        help="The year in which the cluster came to its present stage.",
    )
    half_year = fields.Selection(
        selection=[("1", "First half-year"), ("2", "Second half-year")],
        compute="_compute_jalali_year",
        store=True,
    )
    stage_ids = fields.One2many(
        comodel_name="business.cluster.stage",
        inverse_name="cluster_id",
        string="History of Stages",
    )
    feasibility_result = fields.Selection(
        selection=[("positive", "Positive"), ("negative", "Negative")],
        string="Result of the Feasibility Study",
        copy=False,
        tracking=True,
    )
    feasibility_result_on = fields.Date(string="Date of the Result", copy=False)
    notes = fields.Text()

    # Plans
    plan_ids = fields.One2many(
        comodel_name="business.cluster.plan",
        inverse_name="cluster_id",
        string="Action Plans",
    )
    plan_count = fields.Integer(compute="_compute_plan_count")
    lacks_plan = fields.Boolean(
        string="No Approved Plan Here",
        compute="_compute_lacks_plan",
        store=True,
        help="Its stage says that its action plan was approved, but no approved plan is"
        " recorded: enter it, with the minutes of the steering council (note 2).",
    )

    # Buttons
    can_identify = fields.Boolean(compute="_compute_can")
    can_prioritise = fields.Boolean(compute="_compute_can")
    can_study_feasibility = fields.Boolean(compute="_compute_can")
    can_diagnose = fields.Boolean(compute="_compute_can")
    can_plan = fields.Boolean(compute="_compute_can")
    can_adopt_plan = fields.Boolean(compute="_compute_can")
    can_start_year_1 = fields.Boolean(compute="_compute_can")
    can_start_year_2 = fields.Boolean(compute="_compute_can")
    can_start_year_3 = fields.Boolean(compute="_compute_can")
    can_evaluate = fields.Boolean(compute="_compute_can")
    can_complete = fields.Boolean(compute="_compute_can")
    can_support = fields.Boolean(compute="_compute_can")
    can_stop = fields.Boolean(compute="_compute_can")
    can_resume = fields.Boolean(compute="_compute_can")
    can_step_back = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    _one_name_in_a_province = models.UniqueIndex(
        "(company_id, name_key)",
        "The province has a cluster of this name already.",
    )
    _counts_not_negative = models.Constraint(
        "CHECK (firm_count >= 0 AND employee_count >= 0)",
        "Numbers of firms and of employees are not negative.",
    )
    _stage_has_a_day = models.Constraint(
        "CHECK ((state = 'draft') = (stage_on IS NULL))",
        "A cluster has been in its stage since a day.",
    )

    @api.depends("name")
    def _compute_name_key(self):
        for cluster in self:
            cluster.name_key = self._key_of(cluster.name)

    @api.model
    def _expand_stages(self, stages, domain):
        """The stages in which clusters are, in the order of their course."""
        return [stage for stage, _label in STAGES if stage in stages]

    @api.depends("company_id")
    def _compute_broker_id(self):
        for cluster in self:
            cluster.broker_id = cluster.broker_id or cluster.company_id.partner_id

    @api.depends("stage_on")
    def _compute_jalali_year(self):
        for cluster in self:
            day = cluster.stage_on
            cluster.jalali_year = day and jalali.year(day)
            cluster.half_year = day and str(jalali.half_year(day))

    @api.depends("state", "plan_ids.approved_on")
    def _compute_lacks_plan(self):
        """A cluster that had begun before this came into use is taken over with its
        stage; that its plan is missing is shown until it is entered."""
        for cluster in self:
            cluster.lacks_plan = cluster.state in WITH_PLAN and not any(
                cluster.plan_ids.mapped("approved_on")
            )

    @api.depends("plan_ids")
    def _compute_plan_count(self):
        counts = dict(
            self.env["business.cluster.plan"]._read_group(
                [("cluster_id", "in", self.ids)], ["cluster_id"], ["__count"]
            )
        )
        for cluster in self:
            cluster.plan_count = counts.get(cluster._origin, 0)

    @api.depends("state", "feasibility_result")
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        self._fill_next_step()

    @api.constrains("company_id")
    def _check_company_has_province(self):
        for cluster in self:
            if not cluster.company_id.province_id:
                raise ValidationError(
                    self.env._(
                        "%(company)s has no province. %(cluster)s is registered by the"
                        " company of its province: set the province first.",
                        company=cluster.company_id.name,
                        cluster=cluster.name,
                    )
                )

    @api.constrains("broker_id")
    def _check_broker_of_drafts(self):
        """No draft is left with agency costs on another body (N2-a)."""
        # sudo: read the draft plans of this cluster, to name them
        shares = self.env["business.cluster.plan.share"].sudo()
        shares = shares.search(
            [
                ("cluster_id", "in", self.ids),
                ("kind", "=", "agency"),
                ("plan_id.state", "=", "draft"),
            ]
        )
        for share in shares:
            if share.partner_id != share.cluster_id.broker_id:
                raise ValidationError(
                    self.env._(
                        "%(plan)s puts agency costs on %(body)s, and these are met by"
                        " the development broker organisation only (note 2): remove"
                        " those shares from the draft first.",
                        plan=share.plan_id.display_name,
                        body=share.partner_id.name,
                    )
                )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _key_of(self, name):
        """The key that a name has; «خوشه پنیر» and «پنیر» are one cluster to those who
        type them."""
        key = persian.normalise(name or "")
        return key.removeprefix("خوشه") or key
