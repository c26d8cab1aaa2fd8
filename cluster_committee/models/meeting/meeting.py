from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali

from ...lib import numbers
from ..workflow_guard_mixin import NO_ACCESS

BEFORE_APPROVAL = frozenset({"draft", "returned", "agenda_proposed"})
BEFORE_HELD = BEFORE_APPROVAL | {"agenda_approved", "invited", "postponed"}
MINUTED = frozenset({"held"})
RECORDED = frozenset({"recorded", "signed", "dispatched", "closed"})
HELD_STATES = ("held", "recorded", "signed", "dispatched", "closed")


class CommitteeMeeting(models.Model):
    """A meeting of a committee, or a session of the expert committee: from its
    agenda to the dispatched minutes (4-4)."""

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

    _verb_fields = frozenset(
        {
            "state",
            "number",
            "number_year",
            "postponed_from",
            "agenda_proposed_on",
            "agenda_approved_on",
            "agenda_remarks",
            "minutes_remarks",
            "invited_on",
            "held_on",
            "recorded_on",
            "secretary_signed_on",
            "secretary_signed_by_id",
            "chair_signed_on",
            "chair_signed_by_id",
            "chair_signed_on_paper",
            "dispatched_on",
            "national_copy_on",
            "closed_on",
            "taken_over",
            "minutes_document",
            "minutes_document_name",
            "minutes_sha256",
        }
    )
    _fixed_fields = frozenset({"committee_id"})
    _open_states = BEFORE_APPROVAL
    _deletable_states = frozenset({"draft"})
    _editable_in = {
        "date_start": BEFORE_HELD - {"invited"},
        "date_end": BEFORE_HELD - {"invited"},
        "place": BEFORE_HELD - {"invited"},
        "actual_start": BEFORE_HELD | MINUTED,
        "actual_end": BEFORE_HELD | MINUTED,
        "notes": MINUTED,
        "next_meeting_on": MINUTED,
        "guest_ids": BEFORE_HELD | MINUTED,
        # what was signed by hand may be scanned later
        "signed_scan": RECORDED,
        "signed_scan_name": RECORDED,
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
    postponed_from = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the meeting should have been, before it was postponed.",
    )
    planned_on = fields.Date(compute="_compute_planned_on", store=True)
    actual_start = fields.Datetime()
    actual_end = fields.Datetime()
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

    # Steps
    agenda_proposed_on = fields.Date(readonly=True, copy=False)
    agenda_approved_on = fields.Date(readonly=True, copy=False)
    minutes_remarks = fields.Text(
        string="Remarks on the Minutes",
        readonly=True,
        copy=False,
        help="Why the minutes were returned the last time.",
    )
    agenda_remarks = fields.Text(
        string="Chair's Remarks on the Agenda", readonly=True, copy=False
    )
    invited_on = fields.Date(readonly=True, copy=False)
    held_on = fields.Date(readonly=True, copy=False, index=True)
    recorded_on = fields.Date(string="Minutes Recorded On", readonly=True, copy=False)
    secretary_signed_on = fields.Date(readonly=True, copy=False)
    secretary_signed_by_id = fields.Many2one(
        comodel_name="res.partner", readonly=True, copy=False
    )
    chair_signed_on = fields.Date(readonly=True, copy=False)
    chair_signed_by_id = fields.Many2one(
        comodel_name="res.partner", readonly=True, copy=False
    )
    chair_signed_on_paper = fields.Boolean(readonly=True, copy=False)
    dispatched_on = fields.Date(readonly=True, copy=False)
    national_copy_on = fields.Date(
        string="National Copy Sent On", readonly=True, copy=False
    )
    closed_on = fields.Date(readonly=True, copy=False)
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
    counts = fields.Boolean(
        string="Counts for the Cadence",
        compute="_compute_counts",
        store=True,
        help="Held upon an invitation that the chair signed before (clause 4-4), its"
        " attendance recorded, as the edition of its day counts meetings.",
    )
    counts_from = fields.Date(
        compute="_compute_counts", store=True, help="Since when the meeting counts."
    )

    # Content
    agenda_item_ids = fields.One2many(
        comodel_name="committee.agenda.item", inverse_name="meeting_id", copy=True
    )
    attendance_ids = fields.One2many(
        comodel_name="committee.attendance", inverse_name="meeting_id"
    )
    resolution_ids = fields.One2many(
        comodel_name="committee.resolution", inverse_name="meeting_id"
    )
    letter_ids = fields.One2many(
        comodel_name="committee.letter", inverse_name="meeting_id"
    )
    guest_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Guests",
        help="Who is invited beside the members.",
    )
    notes = fields.Text(string="General Discussion")
    next_meeting_on = fields.Date(string="Next Meeting Proposed For")
    act_ids = fields.One2many(
        comodel_name="committee.act",
        inverse_name="res_id",
        string="History",
        domain=[("res_model", "=", "committee.meeting")],
    )
    minutes_document = fields.Binary(attachment=True, copy=False, groups=NO_ACCESS)
    minutes_document_name = fields.Char(readonly=True, copy=False)
    minutes_sha256 = fields.Char(string="SHA-256", readonly=True, copy=False)

    # Figures
    member_count = fields.Integer(compute="_compute_counted_presence", store=True)
    present_count = fields.Integer(
        string="Present", compute="_compute_counted_presence", store=True
    )
    attendance_rate = fields.Float(
        compute="_compute_presence",
        help="Members present, in person or represented, in percent of those invited.",
    )
    has_quorum = fields.Boolean(compute="_compute_presence")
    resolution_count = fields.Integer(compute="_compute_resolution_count")
    irregularities = fields.Html(compute="_compute_irregularities", sanitize=False)

    # Buttons
    can_propose_agenda = fields.Boolean(compute="_compute_can")
    can_return_agenda = fields.Boolean(compute="_compute_can")
    can_approve_agenda = fields.Boolean(compute="_compute_can")
    can_invite = fields.Boolean(compute="_compute_can")
    can_hold = fields.Boolean(compute="_compute_can")
    can_hold_uninvited = fields.Boolean(compute="_compute_can")
    can_record_minutes = fields.Boolean(compute="_compute_can")
    can_return_minutes = fields.Boolean(compute="_compute_can")
    can_sign_as_secretary = fields.Boolean(compute="_compute_can")
    can_sign_as_chair = fields.Boolean(compute="_compute_can")
    can_dispatch = fields.Boolean(compute="_compute_can")
    can_send_national_copy = fields.Boolean(compute="_compute_can")
    can_postpone = fields.Boolean(compute="_compute_can")
    can_cancel = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    _one_number = models.UniqueIndex(
        "(committee_id, number_year, number) WHERE number > 0",
        "A meeting number is given once in a year of a committee.",
    )
    _cadence = models.Index("(committee_id, held_on) WHERE counts")
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
            meeting.display_name = f"{title} – {meeting.committee_id.province_id.name}"

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
        for meeting in self:
            meeting.can_sign_as_secretary &= not meeting.secretary_signed_on
            meeting.can_sign_as_chair &= not meeting.chair_signed_on
            meeting.can_send_national_copy &= not meeting.national_copy_on
            if meeting.state == "dispatched":  # again only for what was left out
                meeting.can_dispatch &= bool(meeting._dispatch_flaws())
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
