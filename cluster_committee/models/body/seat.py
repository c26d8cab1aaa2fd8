from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali, persian

from ...lib.tenures import SAT


class CommitteeSeat(models.Model):
    """A seat on one committee, held ex officio by an institution (4-2)."""

    _name = "committee.seat"
    _description = "Seat"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
    ]
    _order = "committee_id, sequence, id"

    _verb_fields = frozenset(
        {"statutory", "template_id", "state", "opened_on", "closed_on"}
    )
    _fixed_fields = frozenset({"committee_id", "role"})
    _bound_contacts = frozenset({"institution_id"})
    _named_apart = {"institution_id": "committee_id"}
    _open_states = frozenset({"open"})
    _parent_field = "committee_id"
    _parent_open_states = frozenset({"preparing", "consulted", "constituted", "active"})

    # Identity
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True
    )
    province_id = fields.Many2one(
        related="committee_id.province_id", store=True, string="Province"
    )
    template_id = fields.Many2one(
        comodel_name="committee.procedure.seat",
        ondelete="restrict",
        readonly=True,
        copy=False,
    )
    name = fields.Char(string="Title", required=True)
    role = fields.Selection(
        selection=[
            ("chair", "Chair"),
            ("secretary", "Secretary"),
            ("member", "Member"),
        ],
        required=True,
        default="member",
    )
    statutory = fields.Boolean(readonly=True, copy=False)
    decree_required = fields.Boolean(default=True)
    reason = fields.Char(help="Why a seat beyond the statutory ones was added (4-2).")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(copy=False, default=True)

    # Days
    state = fields.Selection(
        selection=[("open", "Open"), ("closed", "Closed")],
        string="Status",
        default="open",
        required=True,
        readonly=True,
        copy=False,
    )
    opened_on = fields.Date(
        string="In Place of a Closed Seat Since",
        readonly=True,
        copy=False,
        help="Empty for a seat that is there since the formation of the committee, or"
        " since its first holder.",
    )
    closed_on = fields.Date(
        string="Last Day of the Seat",
        readonly=True,
        copy=False,
        help="From the day after on it is no seat of the committee any more.",
    )

    # People
    institution_kind_id = fields.Many2one(comodel_name="committee.institution.kind")
    institution_id = fields.Many2one(
        comodel_name="res.partner",
        domain=[("is_company", "=", True)],
        index=True,
        ondelete="restrict",
    )
    member_ids = fields.One2many(
        comodel_name="committee.member", inverse_name="seat_id", string="Tenures"
    )
    member_id = fields.Many2one(
        comodel_name="committee.member", compute="_compute_member_id", string="Holder"
    )
    holder_id = fields.Many2one(
        comodel_name="res.partner",
        compute="_compute_member_id",
        string="Post-Holder",
    )
    decree_number = fields.Char(compute="_compute_member_id")
    decree_date = fields.Date(compute="_compute_member_id")
    standing = fields.Selection(
        selection=[
            ("filled", "Filled"),
            ("vacant", "Vacant"),
            ("expired", "Expired"),
        ],
        compute="_compute_member_id",
        search="_search_standing",
    )
    can_edit = fields.Boolean(compute="_compute_can_edit")
    can_close = fields.Boolean(compute="_compute_can")

    _one_chair_and_secretary = models.UniqueIndex(
        "(committee_id, role) WHERE role != 'member' AND active",
        "A committee has one chair and one secretary (clause 4-2).",
    )

    _one_title = models.UniqueIndex(
        "(committee_id, search_key) WHERE active",
        "This committee has a seat of that title already.",
    )

    _closed_has_a_day = models.Constraint(
        "CHECK ((state = 'closed') = (closed_on IS NOT NULL)"
        " AND (state = 'open' OR NOT active))",
        "A seat is closed with its last day, and is then put aside.",
    )
    _in_order = models.Constraint(
        "CHECK (closed_on >= opened_on)", "A seat is not closed before it opens."
    )

    @api.depends("member_ids.state", "member_ids.date_from", "member_ids.date_to")
    def _compute_member_id(self):
        today = jalali.today()
        current = {m.seat_id: m for m in self.committee_id._holders_on(today)}
        for seat in self:
            seat.member_id = current.get(seat, False)
            seat.holder_id = seat.member_id.partner_id
            seat.decree_number = seat.member_id.decree_number
            seat.decree_date = seat.member_id.decree_date
            lapsed = seat.member_ids.filtered(
                lambda m: m.state == "seated" and m.date_to and m.date_to < today
            )
            seat.standing = (
                "filled" if seat.member_id else "expired" if lapsed else "vacant"
            )

    @api.model
    def _search_standing(self, operator, value):
        if operator != "in":
            return NotImplemented
        sitting = self.env["committee.committee"]._sitting_domain(jalali.today())
        current = Domain("member_ids", "any", sitting)
        lapsed = Domain(
            "member_ids",
            "any",
            [("state", "=", "seated"), ("date_to", "<", jalali.today())],
        )
        parts = {
            "filled": current,
            "expired": ~current & lapsed,
            "vacant": ~current & ~lapsed,
        }
        return Domain.OR(parts[standing] for standing in value if standing in parts)

    @api.depends("committee_id.state", "state")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        writable = self._filtered_access("write")
        for seat in self:
            seat.can_edit = seat in writable and seat._content_is_open(
                self._open_states
            )

    @api.constrains("name", "statutory", "reason")
    def _check_reason_of_added_seat(self):
        for seat in self:
            if not seat.statutory and persian.is_blank(seat.reason):
                raise ValidationError(
                    self.env._(
                        "“%(seat)s” is not one of the statutory seats: write the"
                        " reason why it is added (clause 4-2).",
                        seat=seat.name,
                    )
                )

    @api.constrains("active", "decree_required", "institution_kind_id")
    def _check_statutory_seat(self):
        for seat in self.filtered("statutory"):
            template = seat.template_id
            if (
                seat.active != (seat.state == "open")
                or seat.decree_required != template.decree_required
                or seat.institution_kind_id != template.institution_kind_id
            ):
                raise ValidationError(seat._why_it_stays())

    @api.constrains("active")
    def _check_closed_by_step(self):
        """A seat that somebody held is closed on a day, not just archived (4-2)."""
        for seat in self.filtered(
            lambda seat: seat.state == "open" and not seat.active
        ):
            if seat._was_held():
                raise ValidationError(
                    self.env._(
                        "“%(seat)s” had a holder: close it by the step “Close Seat”,"
                        " with its last day and the reason (clause 4-2).",
                        seat=seat.name,
                    )
                )

    @api.constrains("institution_id", "institution_kind_id")
    def _check_kind_of_body(self):
        for seat in self:
            if refusal := seat._kind_refusal(seat.institution_id):
                raise ValidationError(refusal)

    def write(self, vals):
        if "institution_id" in vals:
            self.check_access("write")  # else the refusal would disclose a foreign one
            for seat in self:
                if refusal := seat._body_refusal(vals["institution_id"]):
                    raise UserError(refusal)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_statutory(self):
        statutory = self.filtered("statutory")
        if statutory and not self._permits("unlink"):
            raise UserError(statutory[0]._why_it_stays())

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _why_it_stays(self):
        return self.env._(
            "“%(seat)s” is one of the statutory seats: it is neither removed nor filled"
            " otherwise than the edition says (clause 4-2). Only a new edition changes"
            " that.",
            seat=self.name,
        )

    def _was_held(self):
        # sudo: read whether anybody ever sat, for a check
        return any(member.state in SAT for member in self.sudo().member_ids)

    def _kind_refusal(self, body):
        """:return: the sentence that refuses `body` (partner) for this seat, or None:
        it must be of the kind that the seat names, or the company whose head is the
        secretary"""
        asked = self.institution_kind_id
        if not body or not asked or body.institution_kind_id == asked:
            return None
        if self.role == "secretary" and body == self.company_id.partner_id:
            return None
        return self.env._(
            "The seat “%(seat)s” belongs to a body of the kind “%(kind)s”, and %(body)s"
            " is none (clause 4-2): choose a body of that kind, or correct the kind on"
            " the form of the institution.",
            seat=self.name,
            kind=asked.name,
            body=body.name,
        )

    def _body_refusal(self, body_id):
        """The sentence that refuses another body once somebody sat for this one, or
        nothing: what was decided with it stays true (reading A8)."""
        if self.institution_id.id in (False, body_id) or not self._was_held():
            return None
        return self.env._(
            "The seat “%(seat)s” was held for %(body)s already, so its body stays"
            " (clause 4-2). If the body has a new name, change the name of the"
            " institution; if another body takes its place, close the seat with the"
            " reason: a statutory one opens anew for the new body.",
            seat=self.name,
            body=self.institution_id.name,
        )
