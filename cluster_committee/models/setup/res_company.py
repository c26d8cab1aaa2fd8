from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.web_jalali.tools import jalali, persian

# how the company of a province is called, before the name of the province
COMPANY_NAME = "شرکت شهرک‌های صنعتی استان"


class ResCompany(models.Model):
    """A company is the industrial-estates company of one province, or the national
    organisation (section 2 of the procedure)."""

    _inherit = "res.company"

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

    @api.constrains("monitoring_start_date")
    def _check_watch_has_begun(self):
        """What will happen cannot be forgiven beforehand: that is an exemption."""
        for company in self:
            day = company.monitoring_start_date
            if day and day > jalali.today():
                raise ValidationError(
                    self.env._(
                        "%(company)s cannot be watched from a day to come: enter today"
                        " or a day before. For a time to come the owner of the"
                        " procedure grants an exemption (clause 4-4-2).",
                        company=company.name,
                    )
                )

    def _check_watch_is_moved(self, day):
        """Monitoring may be moved to an earlier day by whoever sets the company up, to
        a later day only by the owner of the procedure.

        :raises AccessError: where another user than the owner of the procedure moves
            the start of monitoring to a later day, or removes it
        """
        day = fields.Date.to_date(day)
        owner = "cluster_committee.group_committee_owner"
        for company in self:
            begun = company.monitoring_start_date
            forgiven = begun and (not day or day > begun)
            if forgiven and not self.env.user.has_group(owner):
                raise AccessError(
                    self.env._(
                        "%(company)s is watched already: only the owner of the"
                        " procedure moves that day to a later one (clause 3-2).",
                        company=company.name,
                    )
                )

    def write(self, vals):
        if "monitoring_start_date" in vals and not self.env.su:
            self._check_watch_is_moved(vals["monitoring_start_date"])
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
        found = self.env["ir.model.data"]._xmlid_to_res_id(
            "cluster_committee.partner_national_deputy", raise_if_not_found=False
        )
        deputy = self.env["res.partner"].browse(found or ())
        receivers = [company.national_copy_partner_id or deputy for company in self]
        return self.env["res.partner"].union(*filter(None, receivers))

    @api.model
    def _office_is_here(self):
        """Whether the national organisation works in this database (6a)."""
        # sudo: read whether a national office exists; nothing else is shown
        companies = self.sudo()
        return bool(
            companies.search_count([("is_national_office", "=", True)], limit=1)
        )

    @api.model
    def _create_provincial_companies(self):
        """See that each province has its company: siblings, and no branches, since
        those cannot be changed afterwards (design, section 6a).

        A company that has the province, or the name, stays as it is; run again, it
        changes nothing. The right to found companies is the user's own.

        :return: the companies that were created or got their province
        """
        provinces = self.env["res.country.state"].search(
            [("iso_code", "!=", False)], order="province_sequence"
        )
        self.check_access("create")
        # sudo: read all companies, to find the provinces that have one
        known = self.sudo().search([("is_national_office", "=", False)])
        missing = provinces - known.province_id
        adopted = self._adopt_by_name(known, missing)
        # sudo: read the kind of institution that these companies are
        kinds = self.env["committee.institution.kind"].sudo()
        kind = kinds.search([("is_estates_company", "=", True)], limit=1)
        created = self.create(
            [
                {
                    "name": f"{COMPANY_NAME} {province._get_printed_name()}",
                    "province_id": province.id,
                    "country_id": province.country_id.id,
                    "state_id": province.id,
                    # what it did before is entered as history, and raises no alarm
                    "monitoring_start_date": jalali.today(),
                }
                for province in missing - adopted.province_id
            ]
        )
        created.partner_id.write({"institution_kind_id": kind.id})
        return adopted | created

    def _adopt_by_name(self, known, provinces):
        """Give its province to a company of that name that has none yet."""
        by_name = {
            persian.normalise(company.name): company
            for company in known
            if not company.province_id
        }
        adopted = self.browse()
        for province in provinces:
            for prefix in (COMPANY_NAME, COMPANY_NAME.rpartition(" ")[0]):
                name = persian.normalise(f"{prefix} {province._get_printed_name()}")
                if company := by_name.pop(name, None):
                    company.province_id = province
                    adopted |= company.with_env(self.env)
                    break
        return adopted
