from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali


class CommitteeResolutionReport(models.Model):
    """What an institution reported of its part in a resolution on one day: how far it
    has come, and what shows it (4-3-5). Reports are kept; a later one corrects them."""

    _name = "committee.resolution.report"
    _description = "Progress Report"
    _inherit = ["workflow.guard.mixin", "web_jalali.date.guard"]
    _order = "task_id, on desc, id desc"
    _rec_name = "text"
    _duplicable = False

    _parent_field = "task_id"
    _parent_open_states = frozenset({"in_progress"})

    task_id = fields.Many2one(
        comodel_name="committee.resolution.task",
        string="Part",
        required=True,
        ondelete="cascade",
        index=True,
    )
    resolution_id = fields.Many2one(
        related="task_id.resolution_id",
        store=True,
        index=True,
        precompute=True,
    )
    committee_id = fields.Many2one(
        related="task_id.committee_id", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="task_id.company_id", store=True, index=True, precompute=True
    )
    on = fields.Date(
        string="Reported On", required=True, default=lambda self: jalali.today()
    )
    percent = fields.Integer(string="Progress (%)", required=True, aggregator="avg")
    text = fields.Text(string="Action Taken", required=True)
    letter_number = fields.Char(help="Of the institution's letter, if it wrote one.")
    document = fields.Binary(string="Evidence", attachment=True)
    document_name = fields.Char()

    _in_percent = models.Constraint(
        "CHECK (percent BETWEEN 0 AND 100)", "Progress lies between 0 and 100."
    )

    @api.constrains("on")
    def _check_day(self):
        today = jalali.today()
        for report in self:
            if report.on > today or report.on < report.task_id.meeting_id.held_on:
                raise ValidationError(
                    self.env._(
                        "The report on the part of %(body)s is dated before the"
                        " meeting, or in the future: correct its date (clause 4-3-5).",
                        body=report.task_id.partner_id.name,
                    )
                )

    def _content_is_open(self, states):
        return False  # what was reported is kept
