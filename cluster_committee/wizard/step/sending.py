from odoo import fields, models

SENT = ("committee.letter", "committee.letter.recipient")


class WorkflowStep(models.TransientModel):
    """Questions of the dialog for a letter that left: the way it went."""

    _inherit = "workflow.step"

    asks_channel = fields.Boolean(compute="_compute_step")
    channel = fields.Selection(
        selection=lambda self: self.env["committee.letter.recipient"]
        ._fields["channel"]
        ._description_selection(self.env),
        string="Sent By",
        help="Left empty, each recipient keeps the way that is written beside him.",
    )

    def _questions(self, record, found, on_paper):
        return {
            **super()._questions(record, found, on_paper),
            "asks_channel": record._name in SENT and found.name == "send",
        }

    def _proposed(self, values):
        proposed = super()._proposed(values)
        if self.record_model == "committee.letter" and self.verb == "send":
            proposed.pop("on", None)  # the day it left, and not that of the letter
        return proposed

    def _step_arguments(self):
        arguments = super()._step_arguments()
        if self.asks_channel:
            arguments["channel"] = self.channel
        return arguments
