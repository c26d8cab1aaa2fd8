from odoo import fields, models


class TestWorkflowRemark(models.Model):
    """A line whose parent is named by a reference, and a reference to anything."""

    _name = "test.workflow.remark"
    _description = "Remark on Any Record"
    _inherit = "workflow.guard.mixin"

    _parent_field = "res_id"
    _parent_open_states = frozenset({"draft"})
    _same_owner = {"about": "company_id"}

    name = fields.Char()
    res_model = fields.Char()
    res_id = fields.Many2oneReference(model_field="res_model")
    company_id = fields.Many2one(
        comodel_name="res.company", default=lambda self: self.env.company
    )
    about = fields.Reference(
        selection=[("test.workflow.order", "Order"), ("res.partner", "Contact")]
    )
