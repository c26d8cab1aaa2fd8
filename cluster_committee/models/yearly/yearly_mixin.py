from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeYearlyMixin(models.AbstractModel):
    """What a committee decides for one Jalali year: approved only by a resolution of a
    held meeting whose minutes are signed, changed only by another one (4-3).

    A draft that names its resolution is approved with the signatures under the minutes
    by itself; the step is there for what was linked later.
    """

    _name = "committee.yearly.mixin"
    _description = "Yearly Decision"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "jalali_year desc, id desc"
    _rec_name = "jalali_year"

    _verb_fields = frozenset({"approved_on", "superseded_on", "superseded_by_id"})
    _fixed_fields = frozenset({"committee_id"})
    # the duty that its resolution serves: the code of a clause
    _duty_code = None
    _same_owner = dict.fromkeys(("resolution_id", "output_id"), "committee_id")

    # Identity
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("kind", "=", "provincial")],
        default=lambda self: self.env["committee.meeting"]._default_committee_id(),
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="committee_id.province_id", store=True, string="Province"
    )
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        required=True,
        aggregator=None,
        index=True,
        default=lambda self: jalali.year(jalali.today()),
    )
    in_this_year = fields.Boolean(
        string="In This Jalali Year", search="_search_in_this_year", store=False
    )

    # Where it comes from, and what approves it
    output_id = fields.Many2one(
        copy=False,
        comodel_name="committee.expert.output",
        string="Proposed By",
        ondelete="restrict",
        domain="[('committee_id', '=', committee_id)]",
        help="The expert output that proposes it (note 1).",
    )
    resolution_id = fields.Many2one(
        copy=False,
        comodel_name="committee.resolution",
        string="Approving Resolution",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('committee_id', '=', committee_id)]",
    )
    meeting_id = fields.Many2one(related="resolution_id.meeting_id", string="Meeting")
    decided_on = fields.Date(
        related="resolution_id.meeting_id.held_on",
        store=True,
        help="The day of the meeting that resolved it.",
    )
    approved_on = fields.Date(
        readonly=True,
        copy=False,
        index=True,
        help="The day on which both signatures stood under the minutes.",
    )
    superseded_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("superseded", "Superseded"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )

    # Buttons
    can_approve = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    _one_approved_a_year = models.UniqueIndex(
        "(committee_id, jalali_year) WHERE state = 'approved'",
        "A committee has one approved decision of this kind in a year; a newer one"
        " supersedes it.",
    )
    _year_in_range = models.Constraint(
        "CHECK (jalali_year BETWEEN 1300 AND 1500)",
        "The year is a Jalali year, such as 1405.",
    )
    _approved_by_a_resolution = models.Constraint(
        "CHECK (state = 'draft' OR (resolution_id IS NOT NULL"
        " AND approved_on IS NOT NULL))",
        "What is approved was approved by a resolution, on a day (clause 4-3).",
    )
    _superseded_has_ended = models.Constraint(
        "CHECK ((state = 'superseded') = (superseded_on IS NOT NULL)"
        " AND (state = 'superseded') = (superseded_by_id IS NOT NULL))",
        "It ends on the day when a newer one supersedes it, and only then.",
    )

    @api.model
    def _search_in_this_year(self, operator, value):
        if operator != "in":
            return NotImplemented
        kind = "=" if True in value else "!="
        return [("jalali_year", kind, jalali.year(jalali.today()))]

    @api.depends("state", "resolution_id.number", "jalali_year")
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        self._fill_next_step()

    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        decisions._tell_duty()
        return decisions

    def write(self, vals):
        written = super().write(vals)
        if vals.get("resolution_id"):
            self._tell_duty()
        return written

    def _tell_duty(self):
        """An open resolution that names no duty serves the one of this decision."""
        silent = self.resolution_id.filtered(
            lambda resolution: (
                not resolution.duty_id and resolution.meeting_id.state == "held"
            )
        )
        if silent:
            silent.duty_id = self._duty_clause()

    @api.constrains("resolution_id")
    def _check_duty_of_resolution(self):
        """Refused at once: a resolution on another matter (4-3)."""
        for decision in self:
            if refusal := decision._duty_refusal():
                raise ValidationError(refusal)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="approved",
        by=("secretary",),
        label=_lt("Approve"),
        main=True,
        dating="now",
    )
    def action_approve(self, on=None):
        """Note the approval by the signed resolution that it names; what was in force
        for that year is superseded."""
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("approve", on)
        self._approve(on)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("approve")
    def _needs_signed_resolution(self, act):
        """Only a resolution of a held meeting, with signed minutes, approves (4-3)."""
        found = {}
        for decision in self:
            resolution = decision.resolution_id
            if not resolution:
                sentence = self.env._(
                    "%(decision)s names no resolution: it is approved by a resolution"
                    " of the committee only (clause 4-3).",
                    decision=decision.display_name,
                )
            elif not resolution.number:
                sentence = self.env._(
                    "The minutes of %(meeting)s are not signed by both; its resolutions"
                    " approve nothing yet (clause 4-3).",
                    meeting=resolution.meeting_id.display_name,
                )
            elif refusal := decision._duty_refusal():
                sentence = refusal
            elif act.on < resolution.meeting_id.held_on:
                sentence = self.env._(
                    "%(decision)s cannot be approved before the meeting that resolved"
                    " it (clause 4-3).",
                    decision=decision.display_name,
                )
            else:
                continue
            found[decision.id] = [sentence]
        return found

    @needs("approve")
    def _needs_another_resolution(self, act):
        """What was resolved is changed by another resolution only (4-3)."""
        before = self._in_force()
        return {
            decision.id: [
                self.env._(
                    "%(resolution)s approved the one in force already: it is changed by"
                    " another, later resolution only (clause 4-3).",
                    resolution=decision.resolution_id.display_name,
                )
            ]
            for decision in self
            if (old := before.get(decision._key()))
            and decision.resolution_id
            and (
                old.resolution_id == decision.resolution_id
                or decision.decided_on
                and decision.decided_on < old.decided_on
            )
        }

    @needs("approve")
    def _needs_content(self, act):
        return {
            decision.id: [
                self.env._(
                    "%(decision)s has no lines yet (clause 4-3).",
                    decision=decision.display_name,
                )
            ]
            for decision in self
            if not decision.line_ids
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _duty_clause(self):
        """The clause of the duty, in the edition of today."""
        edition = self.env["committee.procedure.edition"]._edition_on(jalali.today())
        return self.env["committee.procedure.clause"].search(
            [("edition_id", "=", edition.id), ("code", "=", self._duty_code)]
        )

    def _duty_refusal(self):
        """The sentence that refuses a resolution that serves another duty than this
        decision, or nothing."""
        duty = self.resolution_id.duty_id
        if not duty or duty.code == self._duty_code:
            return None
        return self.env._(
            "“%(resolution)s” serves another duty (clause %(other)s), so it does not"
            " approve %(decision)s: name the resolution on the duty of clause"
            " %(clause)s, or mend its duty before its minutes are signed.",
            resolution=self.resolution_id.display_name,
            other=duty.number,
            clause=self._duty_clause().number,
            decision=self.display_name,
        )

    def _key(self):
        return self.committee_id, self.jalali_year

    def _in_force(self):
        """{(committee, Jalali year): what is approved for it}"""
        found = self.search(
            [
                ("committee_id", "in", self.committee_id.ids),
                ("jalali_year", "in", self.mapped("jalali_year")),
                ("state", "=", "approved"),
            ]
        )
        return {decision._key(): decision for decision in found}

    def _on(self, day):
        """What is in force on `day` (date) of these, whatever came of it later."""
        return self.filtered(
            lambda decision: (
                decision.approved_on
                and decision.approved_on <= day
                and (not decision.superseded_on or decision.superseded_on > day)
            )
        )

    @api.model
    def _follow_signature(self, meetings, day):
        """With the signatures the drafts that these minutes resolve are approved."""
        drafts = self.search(
            [("resolution_id.meeting_id", "in", meetings.ids), ("state", "=", "draft")]
        )
        complete = drafts.filtered("line_ids").filtered(
            lambda decision: not decision._duty_refusal()
        )
        complete -= complete._incomplete()
        latest = {decision._key(): decision for decision in complete.sorted("id")}
        self.union(*latest.values())._approve(day)

    def _incomplete(self):
        """Those that the signatures do not approve, since something is left out."""
        return self.browse()

    def _approve(self, on):
        self._supersede(lambda _decision: on)
        if self:
            self._move("approve", {"approved_on": on}, on=on)

    def _supersede(self, day_of):
        """What is in force ends where one of these takes its place, on its day."""
        before = self._in_force()
        for decision in self:
            if old := before.get(decision._key()):
                ended = {
                    "state": "superseded",
                    "superseded_on": day_of(decision),
                    "superseded_by_id": decision.id,
                }
                old._permitted(ended).write(ended)
        self.flush_model()  # before these take their place

    def action_revise(self):
        """Open a new draft with the same content, which another resolution approves."""
        self.ensure_one()
        draft = self.copy()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [(False, "form")],
        }
