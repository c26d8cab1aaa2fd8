from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali


class CommitteeConsultation(models.Model):
    """A consultation before the formation of a committee (4-1): with whom, on which
    day, in what form and with what result."""

    _name = "committee.consultation"
    _description = "Consultation"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "consulted_on, id"
    _rec_name = "party"
    _duplicable = False

    _fixed_fields = frozenset({"committee_id"})
    _parent_field = "committee_id"
    _parent_open_states = frozenset({"preparing"})

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True
    )
    party = fields.Selection(
        selection=[
            ("governor", "Governor"),
            ("deputy", "Governor's planning deputy"),
            ("other", "Other"),
        ],
        string="Consulted With",
        required=True,
    )
    consulted_on = fields.Date(string="Date", required=True)
    form = fields.Selection(
        selection=[("meeting", "Meeting"), ("letter", "Letter")],
        required=True,
        default="meeting",
    )
    result = fields.Selection(
        selection=[
            ("agreed", "Agreed"),
            ("remarks", "Agreed with remarks"),
            ("opposed", "Opposed"),
            ("pending", "Awaiting the answer"),
        ],
        required=True,
        default="agreed",
    )
    letter_number = fields.Char()
    letter_date = fields.Date()
    summary = fields.Text()
    document = fields.Binary(attachment=True, string="Attachment")
    document_name = fields.Char()

    @api.depends("party")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["party"]._description_selection(self.env))
        for consultation in self:
            consultation.display_name = self.env._(
                "Consultation: %(party)s", party=labels.get(consultation.party, "")
            )

    @api.constrains("consulted_on")
    def _check_consulted_on(self):
        if any(c.consulted_on > jalali.today() for c in self):
            raise ValidationError(
                self.env._(
                    "A consultation is recorded after it took place; its date cannot"
                    " lie in the future (clause 4-1)."
                )
            )
