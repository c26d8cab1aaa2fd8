from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)

# the hour in Tehran at which a planned meeting is drafted; the secretariat moves it
HOUR = timedelta(hours=9)


class CommitteeMeetingPlan(models.Model):
    """The secretary's proposal of number and dates of one Jalali year's meetings
    (4-4-2)."""

    _name = "committee.meeting.plan"
    _description = "Yearly Meeting Plan"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard", "mail.thread"]
    _order = "jalali_year desc, id desc"
    _rec_name = "jalali_year"

    _verb_fields = frozenset({"proposed_on"})
    _fixed_fields = frozenset({"committee_id"})

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env["committee.meeting"]._default_committee_id(),
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
        string="Number of Meetings",
        required=True,
        aggregator=None,
        default=lambda self: self._default_meeting_count(),
    )
    line_ids = fields.One2many(
        comodel_name="committee.meeting.plan.line",
        inverse_name="plan_id",
        string="Dates",
        copy=True,
    )
    reason = fields.Text(help="Why more or fewer meetings than usual are proposed.")
    proposed_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        selection=[("draft", "Draft"), ("proposed", "Proposed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    missing_meeting_count = fields.Integer(
        string="Meetings Not Yet Made", compute="_compute_missing_meeting_count"
    )

    can_propose = fields.Boolean(compute="_compute_can")
    can_reopen = fields.Boolean(compute="_compute_can")
    can_make_meetings = fields.Boolean(compute="_compute_can")

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
    _proposed_has_a_day = models.Constraint(
        "CHECK (state = 'draft' OR proposed_on IS NOT NULL)",
        "A proposed plan was proposed on a day.",
    )

    @api.model
    def _default_meeting_count(self):
        """As many as the edition in force asks for in a year."""
        edition = self.env["committee.procedure.edition"]._edition_on(jalali.today())
        return edition.min_meetings_per_year or 2

    @api.depends("committee_id", "jalali_year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._(
                "Meetings of %(year)s, %(province)s",
                year=self._digits(plan.jalali_year),
                province=plan.committee_id.province_id._get_printed_name(),
            )

    @api.depends("line_ids.meeting_id")
    def _compute_missing_meeting_count(self):
        for plan in self:
            missing = plan.line_ids.filtered(lambda line: not line.meeting_id)
            plan.missing_meeting_count = len(missing)

    @api.depends("state", "line_ids.meeting_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can(self):
        result = super()._compute_can()
        for plan in self:
            plan.can_make_meetings &= bool(plan.missing_meeting_count)
        return result

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="proposed",
        by=("secretary",),
        label=_lt("Propose"),
        main=True,
        dating="now",
    )
    def action_propose(self, on=None):
        """Propose number and dates; the day of the first proposal stays."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition(
            "propose", lambda plan: {"proposed_on": plan.proposed_on or on}, on=on
        )

    @verb(
        "proposed",
        to="draft",
        by=("secretary",),
        label=_lt("Change the Plan"),
        dating="now",
        asks_reason=True,
    )
    def action_reopen(self, on=None, reason=None):
        """Open the plan again; the meetings that were made of it stay."""
        self._transition("reopen", on=fields.Date.to_date(on), reason=reason)

    @verb(
        "proposed",
        to=None,
        by=("officer",),
        label=_lt("Make the Meetings"),
        dating="now",
    )
    def action_make_meetings(self, on=None):
        """Draft a meeting for each date that has none yet; idempotent.

        A meeting that the committee already has on the day is used.
        """
        self._check_blockers("make_meetings", fields.Date.to_date(on))
        lines = self.line_ids.filtered(lambda line: not line.meeting_id)
        if lines:
            self._move("make_meetings", on=fields.Date.to_date(on))
            lines._make_meetings()
        return self._open_meetings()

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("propose")
    def _needs_dates_and_reason(self, act):
        """Number and dates belong together, and an unusual number has its reason."""
        found = {}
        for plan in self:
            sentences = found.setdefault(plan.id, [])
            if len(plan.line_ids) != plan.meeting_count:
                sentences.append(
                    self.env._(
                        "The plan names %(dates)s dates for %(count)s meetings: enter a"
                        " date for each meeting (clause 4-4-2).",
                        dates=self._digits(len(plan.line_ids)),
                        count=self._digits(plan.meeting_count),
                    )
                )
            usual = plan._edition().min_meetings_per_year
            if plan.meeting_count != usual and persian.is_blank(plan.reason):
                sentences.append(
                    self.env._(
                        "%(count)s meetings are proposed and not %(usual)s: write the"
                        " reason (clause 4-4-2).",
                        count=self._digits(plan.meeting_count),
                        usual=self._digits(usual),
                    )
                )
        return found

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _open_meetings(self):
        domain = [("id", "in", self.line_ids.meeting_id.ids)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Meetings of the Plan"),
            "res_model": "committee.meeting",
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
        }

    def _edition(self):
        """The edition that the year of the plan begins with, as it is known today."""
        self.ensure_one()
        editions = self.env["committee.procedure.edition"]
        first = jalali.to_gregorian(self.jalali_year or 1405, 1, 1)
        today = editions._edition_on(jalali.today())
        return editions._edition_on(first) or today or self.committee_id.edition_id
