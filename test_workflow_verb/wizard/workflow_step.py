from odoo import fields, models


class WorkflowStep(models.TransientModel):
    """The dialog asks what one step of this addon needs."""

    _inherit = "workflow.step"

    asks_keyword = fields.Boolean(compute="_compute_step")
    keyword = fields.Char()

    def _questions(self, record, found, on_paper):
        asked = record._name == "test.workflow.order" and found.name == "audit"
        return {**super()._questions(record, found, on_paper), "asks_keyword": asked}

    def _proposed(self, values):
        proposed = super()._proposed(values)
        if self.asks_keyword:
            proposed["keyword"] = "as always"
        return proposed
