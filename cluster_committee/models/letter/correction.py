from odoo import fields, models


class CommitteeLetterCorrection(models.Model):
    """A number of a letter that had been mistyped, and what replaced it: when, why, by
    whom. Written by the step, and kept."""

    _name = "committee.letter.correction"
    _description = "Corrected Letter Number"
    _inherit = ["workflow.guard.mixin", "web_jalali.date.guard"]
    _order = "letter_id, id desc"
    _rec_name = "number"
    _duplicable = False

    _verb_fields = frozenset({"letter_id", "number", "new_number", "on", "reason"})
    _parent_field = "letter_id"
    _parent_open_states = frozenset()

    letter_id = fields.Many2one(
        comodel_name="committee.letter",
        required=True,
        ondelete="cascade",
        index=True,
        readonly=True,
    )
    committee_id = fields.Many2one(
        related="letter_id.committee_id", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="letter_id.company_id", store=True, index=True, precompute=True
    )
    number = fields.Char(string="Number Before", required=True, readonly=True)
    new_number = fields.Char(string="Corrected To", required=True, readonly=True)
    on = fields.Date(string="Corrected On", required=True, readonly=True)
    reason = fields.Text(required=True, readonly=True)

    def _content_is_open(self, states):
        return False  # written by the step only
