from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from ...lib.tenures import SAT
from .past import known_past

_lt = LazyTranslate(__name__)


class CommitteeMember(models.Model):
    """One person's tenure on a seat: one row per decree, never overwritten (4-2)."""

    _name = "committee.member"
    _description = "Member"
    _inherit = [
        "committee.workflow.mixin",
        "committee.kept.names.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "committee_id, sequence, date_from desc, id desc"
    _rec_name = "partner_name"
    _search_key_fields = ("partner_name", "post")

    _verb_fields = frozenset({"letter_id", "end_reason", "end_note"})
    _fixed_fields = frozenset({"seat_id"})
    _bound_contacts = frozenset({"partner_id"})
    _same_owner = {"proposal_letter_id": "committee_id"}
    _open_states = frozenset({"draft", "proposed"})
    _deletable_states = frozenset({"draft"})
    _parent_field = "committee_id"
    _parent_open_states = frozenset(
        {"preparing", "consulted", "constituted", "active", "suspended"}
    )

    # Identity
    seat_id = fields.Many2one(
        comodel_name="committee.seat", required=True, ondelete="restrict", index=True
    )
    committee_id = fields.Many2one(
        related="seat_id.committee_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="seat_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="seat_id.province_id", store=True, string="Province"
    )
    role = fields.Selection(related="seat_id.role", store=True)
    sequence = fields.Integer(related="seat_id.sequence", store=True)
    institution_id = fields.Many2one(
        related="seat_id.institution_id", store=True, string="Institution"
    )

    # People
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Person",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", False)],
    )
    # stored: a field that is not stored is disclosed across provinces
    partner_name = fields.Char(
        string="Name", compute="_compute_partner_name", store=True
    )
    institution_name = fields.Char(
        string="Institution as Named", compute="_compute_institution_name", store=True
    )
    post = fields.Char(
        compute="_compute_post", store=True, readonly=False, precompute=True
    )

    # Decree
    proposal_letter_id = fields.Many2one(
        copy=False,
        comodel_name="committee.letter",
        string="Decree Proposal",
        domain=[("kind", "=", "decree_proposal")],
        ondelete="restrict",
    )
    letter_id = fields.Many2one(
        comodel_name="committee.letter",
        string="Decree",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    decree_number = fields.Char(related="letter_id.number")
    decree_date = fields.Date(related="letter_id.letter_date")
    date_from = fields.Date(copy=False, string="From")
    date_to = fields.Date(
        copy=False,
        string="Valid Until",
        help="The last day of the tenure; empty while it is open.",
    )
    end_reason = fields.Selection(
        selection=[
            ("replaced", "Replaced"),
            ("revoked", "Decree revoked"),
            ("moved", "Left the post"),
            ("expired", "Term ended"),
            ("seat", "Seat closed"),
        ],
        readonly=True,
        copy=False,
    )
    end_note = fields.Char(readonly=True, copy=False)
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("proposed", "Proposed"),
            ("seated", "Seated"),
            ("ended", "Ended"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    is_current = fields.Boolean(
        string="Sits Today", compute="_compute_is_current", search="_search_is_current"
    )

    # Buttons
    can_propose = fields.Boolean(compute="_compute_can")
    can_issue = fields.Boolean(compute="_compute_can")
    can_seat = fields.Boolean(compute="_compute_can")
    can_end = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    _one_holder_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(seat_id, seat_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)"
        f" WHERE (state IN {SAT})",
        "A seat has one holder on one day (clause 4-2).",
    )
    _tenure_has_a_start = models.Constraint(
        f"CHECK (state NOT IN {SAT} OR date_from IS NOT NULL)",
        "A tenure begins on a day.",
    )
    _tenure_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A tenure does not end before it begins."
    )
    _ended_with_reason = models.Constraint(
        "CHECK ((state = 'ended') = (end_reason IS NOT NULL))",
        "A tenure that ended says why, and only such a one.",
    )

    @api.depends("partner_id.name", "state")
    def _compute_partner_name(self):
        self._keep_name("partner_name", "partner_id")

    @api.depends("institution_id.name", "state")
    def _compute_institution_name(self):
        self._keep_name("institution_name", "institution_id")

    def _names_are_kept(self):
        return self.state in SAT

    @api.depends("seat_id")
    def _compute_post(self):
        for member in self:
            member.post = member.post or member.seat_id.name

    @api.depends("state", "date_from", "date_to")
    def _compute_is_current(self):
        current = self.search([("id", "in", self.ids), ("is_current", "=", True)])
        for member in self:
            member.is_current = member._origin in current

    @api.model
    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        current = self.env["committee.committee"]._sitting_domain(jalali.today())
        return current if True in value else ~current

    @api.depends("state", "seat_id.decree_required")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can(self):
        result = super()._compute_can()
        for member in self:  # by decree, or by office without one
            member.can_issue &= member.seat_id.decree_required
            member.can_propose &= member.seat_id.decree_required
            member.can_seat &= not member.seat_id.decree_required
        return result

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="proposed",
        by=("secretary",),
        label=_lt("Propose Decree"),
        dating="now",
        main=True,
    )
    def action_propose(self, on=None):
        self._transition("propose", on=fields.Date.to_date(on))

    @verb(
        "draft",
        "proposed",
        to="seated",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Issue Decree"),
        dating="now",
        main=True,
        letter="decree",
        delegable="decree",
    )
    def action_issue(self, on=None, number=None):
        """Issue the decree of each member; he sits from its date on (4-2).

        :param on: the date of the decree; `number`: as typed from the registry of the
            issuer. Both may be in the drafted letter already.
        """
        on = fields.Date.to_date(on)
        self._check_blockers("issue", on)
        recorded = self._actors(self._verb("issue")).recorded
        if not recorded:
            on = jalali.today()
        letters = self._drafted_letters("decree", draft_missing=True)
        letters._complete(number=number, on=on, on_paper=bool(recorded))
        self._seat_by_decree(letters)
        letters._issue(on_paper=bool(recorded))

    @verb(
        "draft",
        "proposed",
        to="seated",
        by=("secretary",),
        label=_lt("Record Office-Holder"),
        dating="fact",
    )
    def action_seat(self, on=None):
        """Seat one who sits by virtue of his office, without a decree (4-2)."""
        on = fields.Date.to_date(on)
        start = on or jalali.today()
        self._seat_by(
            "seat", lambda member: {"date_from": member.date_from or start}, on=on
        )

    @verb(
        "seated",
        to="ended",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("End Tenure"),
        dating="now",
        asks_reason=True,
        delegable="decree",
    )
    def action_end(self, on=None, end_reason="replaced", reason=None):
        """End the tenure with the day `on` as its last day."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"date_to": on, "end_reason": end_reason, "end_note": reason}
        self._transition("end", values, on=on, reason=reason)

    @verb(
        "draft",
        "proposed",
        to="withdrawn",
        by=("secretary",),
        label=_lt("Withdraw Proposal"),
        dating="now",
    )
    def action_withdraw(self, on=None):
        self._transition("withdraw", on=fields.Date.to_date(on))

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("seat")
    def _needs_no_decree(self, act):
        """Only who sits by office needs no decree (reading A6)."""
        return {
            member.id: [
                self.env._(
                    "The seat “%(seat)s” is filled by a decree of the chair (clause"
                    " 4-2); propose the decree instead.",
                    seat=member.seat_id.name,
                )
            ]
            for member in self
            if member.seat_id.decree_required
        }

    @needs("propose", "issue")
    def _needs_decree(self, act):
        """Who sits by office gets no decree (reading A6)."""
        return {
            member.id: [
                self.env._(
                    "The seat “%(seat)s” is held by office, without a decree; record"
                    " the office-holder instead.",
                    seat=member.seat_id.name,
                )
            ]
            for member in self
            if not member.seat_id.decree_required
        }

    @needs("issue", "seat")
    def _needs_free_seat(self, act):
        """No two holders of one seat on one day (4-2)."""
        found = {}
        past = known_past(self.env)
        others = (
            past.members.with_env(self.env)
            if past
            else self.search(
                [("seat_id", "in", self.seat_id.ids), ("state", "in", SAT)]
            )
        )
        of_seat = others.grouped("seat_id")
        for member in self:
            begin = member.date_from or act.on
            holder = of_seat.get(member.seat_id, others.browse()).filtered(
                lambda other, member=member, begin=begin: (
                    (not other.date_to or other.date_to >= begin)
                    and (not member.date_to or other.date_from <= member.date_to)
                )
            )[:1]
            if holder:
                found[member.id] = [
                    self.env._(
                        "The seat “%(seat)s” is held by %(holder)s on that day; end"
                        " that tenure first (clause 4-2).",
                        seat=member.seat_id.name,
                        holder=holder.partner_id.name,
                    )
                ]
        return found

    @needs("end")
    def _needs_end_in_tenure(self, act):
        return {
            member.id: [
                self.env._(
                    "The tenure of %(member)s cannot end before it began.",
                    member=member.partner_id.name,
                )
            ]
            for member in self
            if act.on < member.date_from
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _prepare_attendance_values(self, meeting):
        """Who is invited, written down as he is on the day."""
        return {
            "meeting_id": meeting.id,
            "seat_id": self.seat_id.id,
            "member_id": self.id,
            "partner_id": self.partner_id.id,
            "label": f"{self.partner_id.name} ({self.post})",
            "institution_id": self.institution_id.id,
            "institution_name": self.institution_id.name,
            "role": self.role,
            "sequence": self.sequence,
        }
