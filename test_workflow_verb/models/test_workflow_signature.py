from odoo import fields, models


class TestWorkflowSignature(models.Model):
    """A line that tells the contacts of its paper apart."""

    _name = "test.workflow.signature"
    _description = "Signature on a Paper"
    _inherit = "workflow.guard.mixin"

    _parent_field = "paper_id"
    _parent_open_states = frozenset({"draft", "issued"})
    _named_apart = {"partner_id": "paper_id"}

    paper_id = fields.Many2one(comodel_name="test.workflow.paper", required=True)
    partner_id = fields.Many2one(comodel_name="res.partner", required=True)
