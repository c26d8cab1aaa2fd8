from odoo import fields, models


class TestWorkflowLabel(models.Model):
    """A record without a guard, whose fields are given once."""

    _name = "test.workflow.label"
    _description = "Label"
    _inherit = "workflow.record.mixin"

    _fixed_fields = frozenset({"code", "number", "day", "kin_ids"})
    _duplicable = False

    name = fields.Char()
    code = fields.Char()
    number = fields.Integer()
    day = fields.Date()
    kin_ids = fields.Many2many(
        comodel_name="test.workflow.label",
        relation="test_workflow_label_kin",
        column1="label_id",
        column2="kin_id",
    )
