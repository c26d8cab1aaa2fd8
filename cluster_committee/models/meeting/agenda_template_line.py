from odoo import fields, models

from odoo.addons.web_jalali.tools import jalali

MONTHS = [
    (str(number), latin) for number, latin in enumerate(jalali.MONTHS_LATIN, start=1)
]


class CommitteeAgendaTemplateLine(models.Model):
    """One standing item, all the year or in a season of it."""

    _name = "committee.agenda.template.line"
    _description = "Standing Item of an Agenda"
    _inherit = "workflow.target.mixin"
    _order = "template_id, sequence, id"
    _fixed_fields = frozenset({"template_id", "company_id"})

    template_id = fields.Many2one(
        comodel_name="committee.agenda.template",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="template_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    is_follow_up = fields.Boolean(
        string="Review of Resolutions",
        help="Comes on an agenda only when there is something to review.",
    )
    duty_id = fields.Many2one(
        comodel_name="committee.procedure.clause",
        domain=[("is_duty", "=", True)],
        ondelete="restrict",
        string="Duty",
    )
    month_from = fields.Selection(
        selection=MONTHS, string="From Month", help="Empty: all the year."
    )
    month_to = fields.Selection(selection=MONTHS, string="To Month")

    _season_has_both_ends = models.Constraint(
        "CHECK ((month_from IS NULL) = (month_to IS NULL))",
        "Set both the first and the last month of a season, or none.",
    )

    def _is_in_season(self, month):
        """Whether `month` (1 to 12, Jalali) lies in the season of the line, which may
        reach over Nowruz."""
        if not self.month_from or not self.month_to:
            return True
        first, last = int(self.month_from), int(self.month_to)
        if first <= last:
            return first <= month <= last
        return month >= first or month <= last

    def _prepare_item_values(self):
        return {
            "sequence": self.sequence,
            "name": self.name,
            "is_follow_up": self.is_follow_up,
            "duty_id": self.duty_id.id,
            "standing": True,
            "proposer_id": self.company_id.partner_id.id,
        }
