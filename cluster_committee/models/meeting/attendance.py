from odoo import api, fields, models

SNAPSHOT = frozenset(
    {
        "meeting_id",
        "seat_id",
        "member_id",
        "partner_id",
        "institution_id",
        "institution_name",
        "label",
        "role",
        "sequence",
        "active",
    }
)


class CommitteeAttendance(models.Model):
    """One seat, or one guest, at one meeting: who was invited as they were that day,
    and who came (4-2)."""

    _name = "committee.attendance"
    _description = "Attendance"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "meeting_id, sequence, id"
    _rec_name = "label"
    _duplicable = False

    _verb_fields = SNAPSHOT
    _named_apart = dict.fromkeys(("partner_id", "institution_id"), "meeting_id")
    _parent_field = "meeting_id"
    _parent_open_states = frozenset({"invited", "held"})

    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        required=True,
        ondelete="cascade",
        index=True,
        readonly=True,
    )
    committee_id = fields.Many2one(
        related="meeting_id.committee_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="meeting_id.company_id", store=True, index=True, precompute=True
    )
    held_on = fields.Date(related="meeting_id.held_on", store=True)

    # Snapshot
    seat_id = fields.Many2one(
        comodel_name="committee.seat", readonly=True, ondelete="restrict", index=True
    )
    member_id = fields.Many2one(
        comodel_name="committee.member", readonly=True, ondelete="restrict", index=True
    )
    is_member = fields.Boolean(compute="_compute_is_member", store=True)
    partner_id = fields.Many2one(
        comodel_name="res.partner", readonly=True, ondelete="restrict", required=True
    )
    label = fields.Char(string="Title", readonly=True, required=True)
    institution_id = fields.Many2one(
        comodel_name="res.partner",
        string="Institution Record",
        readonly=True,
        ondelete="restrict",
    )
    institution_name = fields.Char(string="Institution", readonly=True)
    role = fields.Selection(
        selection=[
            ("chair", "Chair"),
            ("secretary", "Secretary"),
            ("member", "Member"),
            ("guest", "Guest"),
        ],
        default="guest",
        required=True,
        readonly=True,
    )
    sequence = fields.Integer(readonly=True)
    active = fields.Boolean(default=True, readonly=True)

    # Presence
    presence = fields.Selection(
        selection=[
            ("present", "Present"),
            ("represented", "Represented"),
            ("excused", "Excused"),
            ("absent", "Absent"),
        ],
    )
    representative_name = fields.Char(string="Representative")
    introduction_number = fields.Char(string="Letter of Introduction")
    introduction_date = fields.Date(string="Date of Introduction")
    arrived_at = fields.Datetime(
        string="Came Late At", help="When somebody came after the meeting had begun."
    )
    left_at = fields.Datetime(
        string="Left Early At", help="When somebody left before the meeting was over."
    )
    note = fields.Char()

    _seat_once = models.UniqueIndex(
        "(meeting_id, seat_id) WHERE seat_id IS NOT NULL AND active",
        "A seat stands once in the attendance of a meeting.",
    )

    _left_after_arrival = models.Constraint(
        "CHECK (left_at > arrived_at)", "Nobody leaves a meeting before he has come."
    )

    @api.depends("seat_id")
    def _compute_is_member(self):
        for attendance in self:
            attendance.is_member = bool(attendance.seat_id)

    def write(self, vals):
        """With its attendance a meeting that was held may begin to count, or cease."""
        held = self.env["committee.meeting"]
        if "presence" in vals:
            held = self.meeting_id.filtered("held_on")
        counted = held.filtered("counts")
        done = super().write(vals)
        (held - counted).filtered("counts")._begin_to_count()
        (counted - counted.filtered("counts")).committee_id._refresh_cadence()
        return done
