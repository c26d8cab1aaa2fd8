from odoo import fields, models


class WorkflowStep(models.TransientModel):
    """The dialog asks on which shelf an original is filed."""

    _inherit = "workflow.step"

    asks_shelf = fields.Boolean(compute="_compute_step")
    shelf = fields.Char()

    def _questions(self, record, found, on_paper):
        asked = record._name == "committee.meeting" and found.name == "file"
        return {**super()._questions(record, found, on_paper), "asks_shelf": asked}

    def _proposed(self, values):
        proposed = super()._proposed(values)
        if self.asks_shelf and not values.get("shelf"):
            proposed["shelf"] = self._record().file_code
        return proposed

    def _step_arguments(self):
        arguments = super()._step_arguments()
        if self.asks_shelf:
            arguments["shelf"] = self.shelf
        return arguments
