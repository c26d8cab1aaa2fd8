from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali


class CommitteeSeat(models.Model):
    """A seat on one committee, held ex officio by an institution (4-2)."""

    _name = "committee.seat"
    _description = "Seat"
    _inherit = ["committee.workflow.mixin", "committee.persian.search.mixin"]
    _order = "committee_id, sequence, id"

    _verb_fields = frozenset({"statutory", "template_id"})
    _fixed_fields = frozenset({"committee_id", "role"})
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
    active = fields.Boolean(default=True)

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

    _one_chair_and_secretary = models.UniqueIndex(
        "(committee_id, role) WHERE role != 'member' AND active",
        "A committee has one chair and one secretary (clause 4-2).",
    )

    _one_title = models.UniqueIndex(
        "(committee_id, search_key) WHERE active",
        "This committee has a seat of that title already.",
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

    @api.depends("committee_id.state")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        writable = self._filtered_access("write")
        for seat in self:
            seat.can_edit = seat in writable and seat._content_is_open(frozenset())

    @api.constrains("name", "statutory", "reason")
    def _check_reason_of_added_seat(self):
        for seat in self:
            if not seat.statutory and not (seat.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "“%(seat)s” is not one of the statutory seats: write the"
                        " reason why it is added (clause 4-2).",
                        seat=seat.name,
                    )
                )

    @api.constrains("active", "decree_required")
    def _check_statutory_seat(self):
        for seat in self.filtered("statutory"):
            decreed = seat.template_id.decree_required
            if not seat.active or seat.decree_required != decreed:
                raise ValidationError(seat._why_it_stays())

    @api.ondelete(at_uninstall=False)
    def _unlink_except_statutory(self):
        statutory = self.filtered("statutory")
        if statutory and not self._permits("unlink"):
            raise UserError(statutory[0]._why_it_stays())

    def _why_it_stays(self):
        return self.env._(
            "“%(seat)s” is one of the statutory seats: it is neither removed nor filled"
            " otherwise than the edition says (clause 4-2). Only a new edition changes"
            " that.",
            seat=self.name,
        )
