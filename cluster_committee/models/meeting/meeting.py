from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali

from ...lib import numbers

BEFORE_APPROVAL = frozenset({"draft", "returned", "agenda_proposed"})
BEFORE_HELD = BEFORE_APPROVAL | {"agenda_approved", "invited", "postponed"}
MINUTED = frozenset({"held"})
RECORDED = frozenset({"recorded", "signed", "dispatched", "closed"})
HELD_STATES = ("held", "recorded", "signed", "dispatched", "closed")


class CommitteeMeeting(models.Model):
    """A meeting of a committee, or a session of the expert committee: from its
    agenda to the dispatched minutes (4-4).

    This file defines what it is; each stage has a file of its own, with the fields, the
    steps and their conditions, the flaws and the letters of that stage.
    """

    _name = "committee.meeting"
    _description = "Committee Meeting"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_start desc, id desc"
    _search_key_fields = ("name", "place", "committee_name")

    _verb_fields = frozenset({"closed_on"})
    _fixed_fields = frozenset({"committee_id"})
    _open_states = BEFORE_APPROVAL
    _deletable_states = frozenset({"draft"})
    _editable_in = {
        "date_start": BEFORE_HELD - {"invited"},
        "date_end": BEFORE_HELD - {"invited"},
        "place": BEFORE_HELD - {"invited"},
    }

    # Identity
    name = fields.Char(compute="_compute_name", store=True)
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self._default_committee_id(),
    )
    committee_name = fields.Char(related="committee_id.name", string="Committee Name")
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="committee_id.province_id", store=True, string="Province"
    )
    kind = fields.Selection(related="committee_id.kind", store=True)
    meeting_type = fields.Selection(
        selection=[("regular", "Regular"), ("extraordinary", "Extraordinary")],
        string="Type",
        default="regular",
        required=True,
    )
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    number_year = fields.Integer(
        string="Number of Year", readonly=True, copy=False, aggregator=None
    )
    number_label = fields.Char(
        string="Meeting Number", compute="_compute_number_label", store=True
    )
    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        compute="_compute_edition_id",
        string="Edition in Force",
    )

    # Dates
    date_start = fields.Datetime(string="Start", required=True, tracking=True)
    date_end = fields.Datetime(
        string="End",
        compute="_compute_date_end",
        store=True,
        readonly=False,
        precompute=True,
    )
    place = fields.Char(tracking=True)
    planned_on = fields.Date(compute="_compute_planned_on", store=True)
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        compute="_compute_jalali_year",
        store=True,
        index=True,
        aggregator=None,
    )
    in_this_year = fields.Boolean(
        string="In This Jalali Year", search="_search_in_this_year", store=False
    )
    half_year = fields.Selection(
        selection=[("1", "First half-year"), ("2", "Second half-year")],
        compute="_compute_jalali_year",
        store=True,
    )
    closed_on = fields.Date(readonly=True, copy=False)

    # Content
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("returned", "Agenda Returned"),
            ("agenda_proposed", "Agenda Proposed"),
            ("agenda_approved", "Agenda Approved"),
            ("invited", "Invited"),
            ("postponed", "Postponed"),
            ("held", "Held"),
            ("recorded", "Minutes Recorded"),
            ("signed", "Signed"),
            ("dispatched", "Dispatched"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        group_expand=True,
        string="Status",
    )
    act_ids = fields.One2many(
        comodel_name="workflow.act",
        inverse_name="res_id",
        string="History",
        domain=[("res_model", "=", "committee.meeting")],
    )
    irregularities = fields.Html(compute="_compute_irregularities", sanitize=False)

    # Buttons
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    _one_number = models.UniqueIndex(
        "(committee_id, number_year, number) WHERE number > 0",
        "A meeting number is given once in a year of a committee.",
    )
    _ends_after_it_starts = models.Constraint(
        "CHECK (date_end > date_start)", "A meeting ends after it starts."
    )
    _held_has_a_day = models.Constraint(
        "CHECK (state NOT IN ('held', 'recorded', 'signed', 'dispatched', 'closed')"
        " OR (held_on IS NOT NULL AND number > 0))",
        "A held meeting has its day and its number.",
    )
    _closed_when_both_done = models.Constraint(
        "CHECK ((state = 'closed') = (closed_on IS NOT NULL)"
        " AND (state != 'closed' OR kind = 'expert'"
        " OR (dispatched_on IS NOT NULL AND national_copy_on IS NOT NULL)))",
        "A meeting is closed when its minutes are dispatched and copied.",
    )

    @api.model
    def _default_committee_id(self):
        """The one provincial committee of the company, where there is one."""
        return self.env["committee.committee"].search(
            [
                ("kind", "=", "provincial"),
                ("company_id", "=", self.env.company.id),
                ("state", "!=", "dissolved"),
            ]
        )

    @api.depends("number", "number_year")
    def _compute_number_label(self):
        for meeting in self:
            meeting.number_label = (
                numbers.short_number(meeting.number, meeting.number_year)
                if meeting.number
                else False
            )

    @api.depends("number_label", "committee_id.name", "kind")
    def _compute_name(self):
        for meeting in self:
            meeting.name = " ".join(
                filter(None, (meeting.committee_id.name, meeting.number_label))
            )

    @api.depends("committee_id", "number_label", "kind", "planned_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for meeting in self:
            label = meeting.number_label or self.env._("without a number")
            title = (
                self.env._("Expert session %(number)s", number=label)
                if meeting.kind == "expert"
                else self.env._("Meeting %(number)s", number=label)
            )
            meeting.display_name = (
                f"{title} – {meeting.committee_id.province_id._get_printed_name()}"
            )

    @api.depends("date_start")
    def _compute_date_end(self):
        for meeting in self:
            if meeting.date_start and not meeting.date_end:
                meeting.date_end = meeting.date_start + timedelta(hours=2)

    @api.depends("date_start")
    def _compute_planned_on(self):
        for meeting in self:
            meeting.planned_on = meeting.date_start and jalali.local_date(
                meeting.date_start
            )

    @api.depends("held_on", "planned_on")
    def _compute_jalali_year(self):
        for meeting in self:
            day = meeting.held_on or meeting.planned_on
            meeting.jalali_year = day and jalali.year(day)
            meeting.half_year = day and str(jalali.half_year(day))

    @api.model
    def _search_in_this_year(self, operator, value):
        if operator != "in":
            return NotImplemented
        kind = "=" if True in value else "!="
        return [("jalali_year", kind, jalali.year(jalali.today()))]

    @api.depends("planned_on", "held_on")
    def _compute_edition_id(self):
        by_day = self.grouped(lambda m: m.held_on or m.planned_on or jalali.today())
        in_force = self.env["committee.procedure.edition"]._editions_on(by_day)
        for day, meetings in by_day.items():
            for meeting in meetings:
                meeting.edition_id = in_force[day] or meeting.committee_id.edition_id

    @api.depends("state", "attendance_ids.presence", "letter_ids.state")
    @api.depends_context("lang")
    def _compute_irregularities(self):
        found = self._irregularities()
        for meeting in self:
            meeting.irregularities = self._as_list(found.get(meeting.id))

    @api.depends(
        "state",
        "secretary_signed_on",
        "chair_signed_on",
        "national_copy_on",
        "letter_ids.state",
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can(self):
        result = super()._compute_can()
        for name in self._verbs:
            for meeting in self.filtered(lambda m, name=name: m._is_done(name)):
                meeting[f"can_{name}"] = False
        return result

    @api.depends(
        "state",
        "agenda_item_ids",
        "attendance_ids.presence",
        "resolution_ids",
        "letter_ids.state",
        "secretary_signed_on",
        "chair_signed_on",
    )
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        self._fill_next_step()

    @api.constrains("committee_id")
    def _check_committee_exists_on(self):
        for meeting in self:
            if meeting.committee_id.state == "dissolved":
                raise ValidationError(
                    self.env._(
                        "%(committee)s is dissolved: it holds no meetings. Form"
                        " the committee of the province anew (clause 4-0).",
                        committee=meeting.committee_id.name,
                    )
                )

    @api.onchange("committee_id")
    def _onchange_committee_id(self):
        if self.committee_id.state in ("preparing", "consulted"):
            return {
                "warning": {
                    "title": self.env._("The committee is not constituted"),
                    "message": self.env._(
                        "A meeting can be prepared, but invitations go out only after"
                        " the members have their decrees (clause 4-2)."
                    ),
                }
            }
        return None

    # ------------------------------------------------------------
    # CHECKS OF ALL STAGES
    # ------------------------------------------------------------

    def _irregularities(self):
        """What happened otherwise than the procedure or the policy has it.

        :return: {meeting id: [sentences]}; a sentence of policy says that it is one
        """
        found = {}
        days_late = self._minutes_days_late()
        for meeting in self.filtered(lambda m: m.kind == "provincial"):
            sentences = [
                *meeting._agenda_flaws(),
                *meeting._invitation_flaws(),
                *meeting._attendance_flaws(),
                *meeting._minutes_flaws(days_late.get(meeting.id)),
                *meeting._signature_flaws(),
                *meeting._dispatch_flaws(),
                *meeting._proof_flaws(),
            ]
            if sentences:
                found[meeting.id] = sentences
        return found

    def _each(self, *tests):
        """:param tests: pairs of (function of a meeting, sentence where it is false)
        :return: {id: sentences}
        """
        return {
            meeting.id: [sentence for test, sentence in tests if not test(meeting)]
            for meeting in self
        }

    def _not_before(self, field, act):
        """An act is not dated before the one that it follows."""
        label = self._fields[field]._description_string(self.env)
        return {
            meeting.id: [
                self.env._(
                    "The date lies before “%(earlier)s” (%(day)s).",
                    earlier=label,
                    day=meeting._print_date(meeting[field]),
                )
            ]
            for meeting in self
            if meeting[field] and act.on < meeting[field]
        }
