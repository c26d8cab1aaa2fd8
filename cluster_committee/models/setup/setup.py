from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.web_jalali.tools import jalali, persian

from ...lib.addon import ADDON
from ..working_days.resource_calendar import FIXED_HOLIDAYS

ADMINISTRATOR = "base.group_erp_manager"
SECRETARYS = ("paper", "titles", "committee")  # the steps that need no administrator
ROLES = ("officer", "supervisor", "secretary", "chair", "national", "owner")


class CommitteeSetup(models.Model):
    """The set-up of a company. Which steps are done follows from the records
    themselves, so that it can be interrupted and continued at any time, here or on each
    record's own form."""

    _name = "committee.setup"
    _inherit = ["workflow.record.mixin"]
    _description = "Set-Up"
    _rec_name = "company_id"
    _fixed_fields = frozenset({"company_id"})
    _duplicable = False

    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, ondelete="cascade"
    )
    installation = fields.Selection(
        selection=[("province", "One province"), ("national", "National organisation")],
        compute="_compute_installation",
    )
    is_administrator = fields.Boolean(compute="_compute_is_administrator")

    # Company and province
    company_name = fields.Char(related="company_id.name", readonly=False)
    province_id = fields.Many2one(
        string="Province of the Committee",
        related="company_id.province_id",
        readonly=False,
        help="The province whose committee this company forms (clause 4-1).",
    )
    is_national_office = fields.Boolean(
        related="company_id.is_national_office", readonly=False
    )
    province_count = fields.Integer(compute="_compute_provinces")
    monitoring_start_date = fields.Date(
        related="company_id.monitoring_start_date", readonly=False
    )

    committee_id = fields.Many2one(
        comodel_name="committee.committee", compute="_compute_committee_id"
    )

    # Steps
    holiday_count = fields.Integer(compute="_compute_holiday_count")
    company_done = fields.Boolean(compute="_compute_steps")
    paper_done = fields.Boolean(compute="_compute_steps")
    people_done = fields.Boolean(compute="_compute_steps")
    titles_done = fields.Boolean(compute="_compute_steps")
    holidays_done = fields.Boolean(compute="_compute_steps")
    monitoring_done = fields.Boolean(compute="_compute_steps")
    committee_done = fields.Boolean(compute="_compute_steps")
    open_count = fields.Integer(string="Number of Open Steps", compute="_compute_steps")
    open_steps = fields.Char(compute="_compute_steps")
    next_step = fields.Char(compute="_compute_steps")
    # numbers within a Persian screen have Persian digits
    province_text = fields.Char(
        string="Provinces With a Company", compute="_compute_numbers"
    )
    holiday_text = fields.Char(
        string="Holidays of This Year", compute="_compute_numbers"
    )

    _one_per_company = models.Constraint(
        "UNIQUE (company_id)", "The set-up of this company has begun already."
    )

    # ------------------------------------------------------------
    # WHAT IS THERE
    # ------------------------------------------------------------

    @api.depends("is_national_office")
    def _compute_installation(self):
        for setup in self:
            national = setup.is_national_office
            setup.installation = "national" if national else "province"

    @api.depends_context("uid")
    def _compute_is_administrator(self):
        self.is_administrator = self.env.user.has_group(ADMINISTRATOR)

    def _compute_provinces(self):
        # sudo: count the companies
        companies = self.env["res.company"].sudo()
        self.province_count = companies.search_count([("province_id", "!=", False)])

    @api.depends("company_id")
    def _compute_committee_id(self):
        # sudo: read whether a committee exists, before the user has a role
        committees = self.env["committee.committee"].sudo()
        committees = committees.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("kind", "=", "provincial"),
                ("state", "!=", "dissolved"),
            ]
        )
        found = {committee.company_id: committee for committee in committees}
        for setup in self:
            committee = found.get(setup.company_id, committees.browse())
            setup.committee_id = committee.with_env(self.env)

    def _compute_holiday_count(self):
        national = self.env.ref("cluster_committee.resource_calendar_national")
        first = jalali.start_of(jalali.today(), "year")
        self.holiday_count = self.env["resource.calendar.leaves"].search_count(
            [
                ("calendar_id", "=", national.id),
                ("jalali_year", "=", jalali.year(first)),
            ]
        )

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    @api.depends(
        "is_national_office",
        "province_id",
        "paper_confirmed",
        "monitoring_start_date",
        "watch_from",
        *(f"{role}_ids" for role in ROLES),
    )
    @api.depends_context("lang")
    def _compute_steps(self):
        for setup in self:
            done = setup._steps_done()
            for step in ("company", *setup._labels()):
                setup[f"{step}_done"] = done.get(step, True)
            missing = [step for step, is_done in done.items() if not is_done]
            setup.open_count = len(missing)
            names = [setup._labels()[step] for step in missing]
            setup.next_step = names[0] if names else False
            comma = "، " if persian.is_persian(self.env) else ", "
            setup.open_steps = comma.join(names)

    @api.depends("province_count", "holiday_count")
    @api.depends_context("lang")
    def _compute_numbers(self):
        for setup in self:
            for name in ("province", "holiday"):
                text = str(setup[f"{name}_count"])
                if persian.is_persian(self.env):
                    text = jalali.to_persian_digits(text)
                setup[f"{name}_text"] = text

    def _labels(self):
        return {
            "company": self.env._("Company and Province"),
            "paper": self.env._("Letterhead, Emblem and Typeface"),
            "people": self.env._("Users and Roles"),
            "titles": self.env._("Chair's Title and Parent Body"),
            "holidays": self.env._("Official Holidays"),
            "monitoring": self.env._("Watched From"),
            "committee": self.env._("First Committee"),
        }

    def _steps_done(self):
        """{step: whether it is done} in their order, of those this company has."""
        self.ensure_one()
        # what no moon moves is entered by the addon, the others are not
        holidays = self.holiday_count > len(FIXED_HOLIDAYS)
        if self.is_national_office:
            return {
                "company": self.province_count == len(self._all_provinces()),
                "people": bool(self.owner_ids and self.national_ids | self.owner_ids),
                "holidays": holidays,
                "monitoring": self._is_watch_begun(),
            }
        roles = ("officer", "secretary")  # a chair may work on paper
        return {
            "company": bool(self.province_id),
            "paper": self.paper_confirmed,
            "people": all(self[f"{role}_ids"] for role in roles),
            "titles": bool(self.chair_title and self.parent_body),
            "holidays": holidays,
            "monitoring": bool(self.monitoring_start_date),
            "committee": bool(self.committee_id),
        }

    def _all_provinces(self):
        return self.env["res.country.state"].search([("iso_code", "!=", False)])

    @api.model
    def _may_set_up(self):
        """Whether the user takes up the set-up of the company at hand."""
        keeps = self.env.user.has_group(f"{ADDON}.group_committee_secretary")
        return keeps or self.env.user.has_group(ADMINISTRATOR)

    @api.model
    def _still_open(self):
        """The names of the steps that the user has before him in the company at hand,
        in their order; a secretary sees those that are his work."""
        if not self._may_set_up():
            return []
        company = self.env.company
        setups = self.sudo()  # sudo: read the set-up of the user's own company
        setup = setups.search([("company_id", "=", company.id)])
        setup = setup or setups.new({"company_id": company.id})
        national = setup.is_national_office
        if not (national or setup.province_id or not setup.province_count):
            return []  # one of the companies that have no committee
        done = setup._steps_done()
        if not self.env.user.has_group(ADMINISTRATOR):
            done = {step: done[step] for step in SECRETARYS if step in done}
        labels = setup._labels()
        return [labels[step] for step, is_done in done.items() if not is_done]

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def action_open(self):
        """Open the set-up of the current company at its current step."""
        company = self.env.company
        if not self._may_set_up():
            raise AccessError(
                self.env._(
                    "A company is set up by its secretary or by the administrator."
                )
            )
        setups = self.sudo()  # sudo: create the one record of the user's own company
        setup = setups.search([("company_id", "=", company.id)])
        setup = setup or setups.create({"company_id": company.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set-Up"),
            "res_model": self._name,
            "res_id": setup.id,
            "views": [(False, "form")],
        }

    def action_create_companies(self):
        """A company for each province that has none; only who founds companies."""
        self.env["res.company"]._create_provincial_companies()
        return self.action_open()

    def action_confirm_paper(self):
        self.paper_confirmed = True

    def action_form_committee(self):
        """Open the committee of the company, or begin it with its seats (4-1)."""
        self.ensure_one()
        committee = self.committee_id
        if not committee:
            if not self.province_id:
                raise UserError(
                    self.env._(
                        "%(company)s has no province yet: set it in the first step, or"
                        " let the administrator do so.",
                        company=self.company_name,
                    )
                )
            committee = committee.create(
                {
                    "company_id": self.company_id.id,
                    "chair_title": self.chair_title,
                    "parent_body": self.parent_body,
                }
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": committee._name,
            "res_id": committee.id,
            "views": [(False, "form")],
        }
