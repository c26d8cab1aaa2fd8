from odoo import fields, models


class WorkflowStep(models.TransientModel):
    """Questions of the dialog for the end of a tenure."""

    _inherit = "workflow.step"

    asks_end_reason = fields.Boolean(compute="_compute_step")
    end_reason = fields.Selection(
        selection=lambda self: self.env["committee.member"]
        ._fields["end_reason"]
        ._description_selection(self.env),
        default="replaced",
    )

    def _questions(self, record, found, on_paper):
        return {
            **super()._questions(record, found, on_paper),
            "asks_end_reason": record._name == "committee.member"
            and found.name == "end",
        }

    def _step_arguments(self):
        arguments = super()._step_arguments()
        if self.asks_end_reason:
            arguments["end_reason"] = self.end_reason
        return arguments
