from odoo import fields, models


class TestCommitteeLoanPage(models.Model):
    """A line is open as long as the loan is only asked for."""

    _name = "test.committee.loan.page"
    _description = "Page That Is Lent"
    _inherit = "workflow.guard.mixin"

    _fixed_fields = frozenset({"loan_id"})
    _parent_field = "loan_id"
    _parent_open_states = frozenset({"draft"})

    loan_id = fields.Many2one(
        comodel_name="test.committee.loan",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="loan_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
