from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

# clusters whose project is over, or was stopped, need no priority any more
OVER = ("completed", "aftercare", "stopped")


class CommitteePriorityList(models.Model):
    """The ranked clusters of one Jalali year, which the committee approves (4-3-3)."""

    _name = "committee.priority.list"
    _description = "Priority List"
    _inherit = ["committee.yearly.mixin"]

    _duty_code = "C4-3-3"

    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        string="Criteria of Edition",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env["committee.committee"]._default_edition_id(),
        domain=[("state", "!=", "draft")],
    )
    line_ids = fields.One2many(
        comodel_name="committee.priority.line",
        inverse_name="list_id",
        string="Clusters",
        copy=True,
    )
    line_count = fields.Integer(
        string="Number of Clusters", compute="_compute_line_count"
    )
    superseded_by_id = fields.Many2one(
        comodel_name="committee.priority.list",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    last_year_id = fields.Many2one(
        comodel_name="committee.priority.list",
        string="List of Last Year",
        compute="_compute_last_year_id",
    )

    @api.depends("jalali_year", "committee_id.province_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for priorities in self:
            priorities.display_name = self.env._(
                "Priorities of %(year)s – %(province)s",
                year=priorities._digits(priorities.jalali_year),
                province=priorities.committee_id.province_id._get_printed_name(),
            )

    @api.depends("line_ids")
    def _compute_line_count(self):
        for priorities in self:
            priorities.line_count = len(priorities.line_ids)

    @api.depends("jalali_year", "committee_id")
    def _compute_last_year_id(self):
        approved = self.search(
            [
                ("committee_id", "in", self.committee_id.ids),
                ("state", "=", "approved"),
            ]
        )
        by_key = {priorities._key(): priorities for priorities in approved}
        for priorities in self:
            committee, year = priorities._key()
            priorities.last_year_id = by_key.get((committee, year - 1), False)

    def copy_data(self, default=None):
        """A copy leaves out the clusters whose projects were stopped meanwhile."""
        copies = super().copy_data(default)
        for priorities, values in zip(self, copies, strict=True):
            if "line_ids" in values and "line_ids" not in (default or {}):
                going_on = priorities.line_ids.filtered(
                    lambda line: line.cluster_id.state != "stopped"
                )
                lines = going_on.copy_data()
                values["line_ids"] = [Command.create(line) for line in lines]
        return copies

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_carry_over(self):
        """Take over the approved list of the year before: its clusters that still go
        on, in their order, with their scores."""
        for priorities in self:
            last = priorities.last_year_id
            if not last:
                raise UserError(
                    self.env._(
                        "%(list)s has nothing to carry over: no list of the year"
                        " before is approved (clause 4-3-3).",
                        list=priorities.display_name,
                    )
                )
            known = priorities.line_ids.cluster_id
            priorities.line_ids = [
                Command.create(line._prepare_carried_values())
                for line in last.line_ids
                if line.cluster_id not in known and line.cluster_id.state not in OVER
            ]

    def action_rank(self):
        """Put the clusters in the order of their scores, the highest first."""
        for priorities in self:
            ranked = priorities.line_ids.sorted(
                lambda line: (-line.score, line.sequence, line.id)
            )
            for order, line in enumerate(ranked, start=1):
                line.sequence = 10 * order
