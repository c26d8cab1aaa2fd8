from odoo import fields, models


class CommitteePriorityCriterion(models.Model):
    """One criterion by which clusters are ranked, with its weight: policy of the
    national office, and part of an edition (4-3-3)."""

    _name = "committee.priority.criterion"
    _description = "Priority Criterion"
    _inherit = ["workflow.guard.mixin"]
    _order = "edition_id, sequence, id"

    _fixed_fields = frozenset({"edition_id"})
    _parent_field = "edition_id"
    _parent_open_states = frozenset({"draft"})

    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        required=True,
        ondelete="cascade",
        index=True,
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Criterion", required=True)
    weight = fields.Integer(
        required=True,
        default=10,
        aggregator=None,
        help="Against the weights of the other criteria.",
    )
    note = fields.Char(string="How It Is Judged")

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)", "The weight of a criterion is positive."
    )


class CommitteeProcedureEdition(models.Model):
    _inherit = "committee.procedure.edition"

    criterion_ids = fields.One2many(
        comodel_name="committee.priority.criterion",
        inverse_name="edition_id",
        string="Priority Criteria",
        copy=True,
    )
