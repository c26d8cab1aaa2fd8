from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali


class BusinessClusterStageEvidence(models.Model):
    """What completes or corrects the evidence of a step that a cluster took, and why.
    Entries are kept beside the first evidence; a later one corrects them."""

    _name = "business.cluster.stage.evidence"
    _description = "Further Evidence of a Stage"
    _inherit = ["workflow.entry.mixin", "web_jalali.date.guard"]
    _order = "stage_id, id"
    _rec_name = "reason"
    _duplicable = False

    stage_id = fields.Many2one(
        comodel_name="business.cluster.stage",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="stage_id.company_id", store=True, index=True, precompute=True
    )
    on = fields.Date(string="Dated", required=True, default=lambda self: jalali.today())
    number = fields.Char(string="Evidence Number")
    document = fields.Binary(string="Evidence", attachment=True)
    document_name = fields.Char()
    reason = fields.Text(
        required=True, help="What it adds or corrects, and why; it is kept."
    )

    @api.constrains("on", "number", "document", "reason")
    def _check_content(self):
        today = jalali.today()
        for entry in self:
            if entry.on > today or not (entry.number or entry.document):
                raise ValidationError(
                    self.env._(
                        "Further evidence of %(stage)s has a number or a document, and"
                        " a date that does not lie in the future (note 2).",
                        stage=entry.stage_id.display_name,
                    )
                )

    def _content_is_open(self, states):
        return False  # what was entered is kept

    def _state_label(self):
        return self.env._("Entered")
