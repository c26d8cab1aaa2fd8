from odoo import fields, models


class WorkflowStep(models.TransientModel):
    """Questions of the dialog for the answer to a finding."""

    _inherit = "workflow.step"

    asks_answer = fields.Boolean(compute="_compute_step")
    answer = fields.Text(help="What the province does about it, and until when.")

    def _questions(self, record, found, on_paper):
        return {
            **super()._questions(record, found, on_paper),
            "asks_answer": record._name == "committee.finding"
            and found.name == "acknowledge",
        }

    def _step_arguments(self):
        arguments = super()._step_arguments()
        if self.asks_answer:
            arguments["answer"] = self.answer
        return arguments
