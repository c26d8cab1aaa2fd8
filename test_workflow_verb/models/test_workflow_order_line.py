from odoo import fields, models


class TestWorkflowOrderLine(models.Model):
    """A line is open as long as its order is."""

    _name = "test.workflow.order.line"
    _description = "Line of an Order"
    _inherit = "workflow.guard.mixin"

    _fixed_fields = frozenset({"order_id"})
    _parent_field = "order_id"
    _parent_open_states = frozenset({"draft"})

    name = fields.Char(required=True)
    amount = fields.Integer()
    order_id = fields.Many2one(
        comodel_name="test.workflow.order", required=True, ondelete="cascade"
    )
