from odoo import fields, models

from odoo.addons.web_jalali.tools import jalali


class CommitteeMeetingPlan(models.Model):
    """The secretary's proposal of number and dates of one Jalali year's meetings
    (4-4-2)."""

    _name = "committee.meeting.plan"
    _description = "Yearly Meeting Plan"
    _inherit = ["web_jalali.date.guard", "mail.thread"]
    _order = "jalali_year desc, id desc"
    _rec_name = "jalali_year"

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True
    )
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        required=True,
        aggregator=None,
        default=lambda self: jalali.year(jalali.today()),
    )
    meeting_count = fields.Integer(
        string="Number of Meetings", required=True, default=2
    )
    proposed_on = fields.Date(default=lambda self: jalali.today())
    first_on = fields.Date(string="First Meeting On")
    second_on = fields.Date(string="Second Meeting On")
    reason = fields.Text(help="Why more or fewer meetings than usual are proposed.")

    _one_a_year = models.Constraint(
        "UNIQUE (committee_id, jalali_year)",
        "A committee has one meeting plan in a year.",
    )
    _year_in_range = models.Constraint(
        "CHECK (jalali_year BETWEEN 1300 AND 1500)",
        "The year of a plan is a Jalali year, such as 1405.",
    )
    _count_positive = models.Constraint(
        "CHECK (meeting_count > 0)", "A plan has at least one meeting."
    )
