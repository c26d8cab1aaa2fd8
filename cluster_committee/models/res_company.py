from odoo import fields, models


class ResCompany(models.Model):
    """A company is the industrial-estates company of one province, or the national
    organisation (section 2 of the procedure)."""

    _inherit = "res.company"

    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province of the Committee",
        domain=[("iso_code", "!=", False)],
        ondelete="restrict",
        index="btree_not_null",
        help="The province whose committee this company forms (clause 4-1).",
    )
    is_national_office = fields.Boolean(
        string="National Organisation",
        help="This company is the national organisation: it forms no committee.",
    )
    national_copy_partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="National Copy Goes To",
        ondelete="restrict",
        help="Who receives the copy of the minutes (clause 4-4-4). Empty: the"
        " small-industries deputy of the national organisation.",
    )
    monitoring_start_date = fields.Date(
        string="Watched From",
        help="What lies before this day is not held against the province.",
    )

    duty_holder_ids = fields.One2many(
        comodel_name="committee.duty.holder", inverse_name="company_id"
    )
    committee_calendar_id = fields.Many2one(
        comodel_name="resource.calendar",
        string="Working Calendar of the Committee",
        ondelete="restrict",
        help="Where the province has a week or holidays of its own. Empty: the national"
        " calendar.",
    )

    _one_company_per_province = models.UniqueIndex(
        "(province_id) WHERE province_id IS NOT NULL",
        "This province has a company already; a province has one (clause 4-1).",
    )
    _one_national_office = models.UniqueIndex(
        "(is_national_office) WHERE is_national_office",
        "There is one national organisation, and another company is marked as it.",
    )
    _national_has_no_province = models.Constraint(
        "CHECK (NOT (is_national_office AND province_id IS NOT NULL))",
        "The national organisation has no province: clear the one or the other.",
    )
    _monitoring_start_is_not_misread = models.Constraint(
        "CHECK (monitoring_start_date >= '1700-01-01')",
        "The day from which the province is watched looks like a Jalali date, but dates"
        " are kept in the Gregorian calendar: please give that day.",
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("committee_calendar_id"):
            self.committee_calendar_id._rebuild_days()
        return result

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _holiday_calendars(self):
        """Companies of the procedure also keep the official holidays (4-4-4)."""
        calendars = super()._holiday_calendars()
        if self.province_id or self.is_national_office:
            calendars |= self.committee_calendar_id or self.env.ref(
                "cluster_committee.resource_calendar_national"
            )
        return calendars

    def _national_office(self):
        """Who receives the national copy of the minutes of these companies (4-4-4)."""
        deputy = self.env.ref(
            "cluster_committee.partner_national_deputy", raise_if_not_found=False
        )
        receivers = [company.national_copy_partner_id or deputy for company in self]
        return self.env["res.partner"].union(*filter(None, receivers))
