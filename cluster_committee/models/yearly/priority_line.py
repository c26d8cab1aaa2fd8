from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class CommitteePriorityLine(models.Model):
    """One cluster on a priority list: its rank, and its scores by the criteria."""

    _name = "committee.priority.line"
    _description = "Priority"
    _inherit = ["workflow.guard.mixin"]
    _order = "list_id, sequence, id"
    _rec_name = "cluster_id"

    _fixed_fields = frozenset({"list_id"})
    _same_owner = {"cluster_id": "company_id"}
    _parent_field = "list_id"
    _parent_open_states = frozenset({"draft"})

    list_id = fields.Many2one(
        comodel_name="committee.priority.list",
        string="Priority List",
        required=True,
        ondelete="cascade",
        index=True,
    )
    list_state = fields.Selection(related="list_id.state", string="Status of the List")
    company_id = fields.Many2one(
        related="list_id.company_id", store=True, index=True, precompute=True
    )
    jalali_year = fields.Integer(
        related="list_id.jalali_year", store=True, aggregator=None
    )
    sequence = fields.Integer(default=10)
    rank = fields.Integer(compute="_compute_rank", store=True, aggregator=None)
    cluster_id = fields.Many2one(
        comodel_name="business.cluster",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('company_id', '=', company_id), ('state', '!=', 'stopped')]",
    )
    score_ids = fields.One2many(
        comodel_name="committee.priority.score", inverse_name="line_id", string="Scores"
    )
    score = fields.Float(
        compute="_compute_score",
        store=True,
        aggregator="avg",
        digits=(5, 1),
        help="Of 100: the points by the criteria, by their weights.",
    )
    note = fields.Char(string="Reason")

    _once = models.Constraint(
        "UNIQUE (list_id, cluster_id)", "A cluster stands once on a priority list."
    )

    @api.depends("list_id.line_ids.sequence")
    def _compute_rank(self):
        for priorities, lines in self.grouped("list_id").items():
            every = (priorities.line_ids | lines).sorted(
                lambda line: (line.sequence, line.id or 0)
            )
            ranks = {line: rank for rank, line in enumerate(every, start=1)}
            for line in lines:
                line.rank = ranks[line]

    @api.depends("score_ids.points", "score_ids.weight")
    def _compute_score(self):
        for line in self:
            weights = sum(line.score_ids.mapped("weight"))
            points = sum(score.points * score.weight for score in line.score_ids)
            line.score = points / weights if weights else 0

    @api.constrains("cluster_id", "list_id")
    def _check_cluster_goes_on(self):
        """Priorities are for clusters that are developed (4-3-3)."""
        for line in self:
            if line.cluster_id.state == "stopped":
                raise ValidationError(
                    self.env._(
                        "The project of %(cluster)s is stopped, so it gets no priority"
                        " of the year (clause 4-3-3): resume the project first, or"
                        " leave it out.",
                        cluster=line.cluster_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._add_missing_scores()
        return lines

    def copy_data(self, default=None):
        """Copy the scores with their line."""
        return [
            {**values, **line._prepare_scores()}
            for line, values in zip(self, super().copy_data(default), strict=True)
        ]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _add_missing_scores(self):
        """Each line is judged by each criterion of the edition of its list."""
        self.env["committee.priority.score"].create(
            [
                {"line_id": line.id, "criterion_id": criterion.id}
                for line in self
                for criterion in line.list_id.edition_id.criterion_ids
                - line.score_ids.criterion_id
            ]
        )

    def _prepare_scores(self):
        return {
            "score_ids": [
                Command.create(
                    {"criterion_id": score.criterion_id.id, "points": score.points}
                )
                for score in self.score_ids
            ]
        }

    def _prepare_carried_values(self):
        """The values of this line in the list of the next year."""
        return {
            "cluster_id": self.cluster_id.id,
            "sequence": self.sequence,
            "note": self.note,
            **self._prepare_scores(),
        }


class CommitteePriorityScore(models.Model):
    """The points of one cluster by one criterion."""

    _name = "committee.priority.score"
    _description = "Priority Score"
    _inherit = ["workflow.guard.mixin"]
    _order = "line_id, id"
    _rec_name = "criterion_id"

    _fixed_fields = frozenset({"line_id", "criterion_id"})
    _parent_field = "list_id"
    _parent_open_states = frozenset({"draft"})

    line_id = fields.Many2one(
        comodel_name="committee.priority.line",
        string="Priority",
        required=True,
        ondelete="cascade",
        index=True,
    )
    list_id = fields.Many2one(
        related="line_id.list_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="line_id.company_id", store=True, index=True, precompute=True
    )
    criterion_id = fields.Many2one(
        comodel_name="committee.priority.criterion",
        required=True,
        ondelete="restrict",
        index=True,
    )
    weight = fields.Integer(related="criterion_id.weight", aggregator=None)
    points = fields.Integer(aggregator="avg", help="From 0 to 100.")

    _once = models.Constraint(
        "UNIQUE (line_id, criterion_id)", "A cluster is judged once by a criterion."
    )
    _points_in_range = models.Constraint(
        "CHECK (points BETWEEN 0 AND 100)", "Points lie between 0 and 100."
    )

    def _check_parents_open(self, vals_list):
        """A score belongs to a line, and with it to the list that has to be open."""
        default = self.default_get(["line_id"]).get("line_id")
        lines = self.env["committee.priority.line"].browse(
            {vals.get("line_id", default) for vals in vals_list} - {None, False}
        )
        lines.check_access("read")  # else the refusal would disclose a foreign one
        return super()._check_parents_open(
            [{"list_id": priorities.id} for priorities in lines.list_id]
        )
