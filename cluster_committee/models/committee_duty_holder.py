from odoo import api, fields, models
from odoo.fields import Domain


class CommitteeDutyHolder(models.Model):
    """Who holds a duty of the company on a date: the small-industries deputy, who
    owns the execution (3-1), or the officer of the secretariat."""

    _name = "committee.duty.holder"
    _description = "Duty Holder"
    _inherit = ["web_jalali.date.guard", "mail.thread"]
    _order = "company_id, duty, date_from desc"
    _rec_name = "partner_id"

    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    duty = fields.Selection(
        selection=[
            ("supervisor", "Small-industries deputy"),
            ("officer", "Secretariat officer"),
        ],
        required=True,
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Person",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
    )
    letter_number = fields.Char()
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until")

    _one_supervisor_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&) WHERE (duty = 'supervisor')",
        "A company has one small-industries deputy on one day (clause 3-1).",
    )
    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A duty does not end before it begins."
    )

    @api.model
    def _on(self, duty, day):
        """Who holds `duty` in any company on `day` (date)."""
        return self.search(
            Domain("duty", "=", duty)
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )
