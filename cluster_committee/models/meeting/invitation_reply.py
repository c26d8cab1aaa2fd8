from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali


class CommitteeInvitationReply(models.Model):
    """What one who is invited answered, as the secretariat recorded it on his behalf:
    by which channel, who gave it, who entered it and when (4-2-b).

    Replies are kept; a later one replaces them. One that was given before the meeting
    was postponed is kept as an old one.
    """

    _name = "committee.invitation.reply"
    _description = "Reply to an Invitation"
    _inherit = ["workflow.entry.mixin", "web_jalali.date.guard"]
    _order = "attendance_id, replied_on desc, id desc"
    _rec_name = "answer"
    _duplicable = False

    _parent_field = "meeting_id"
    _parent_open_states = frozenset({"invited", "held"})

    attendance_id = fields.Many2one(
        comodel_name="committee.attendance",
        string="Invited",
        required=True,
        ondelete="cascade",
        index=True,
    )
    meeting_id = fields.Many2one(
        related="attendance_id.meeting_id", store=True, index=True, precompute=True
    )
    committee_id = fields.Many2one(
        related="attendance_id.committee_id", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="attendance_id.company_id", store=True, index=True, precompute=True
    )
    answer = fields.Selection(
        selection=[
            ("coming", "Comes"),
            ("represented", "Sends a representative"),
            ("not_coming", "Does not come"),
        ],
        required=True,
        default="coming",
    )
    channel = fields.Selection(
        selection=[
            ("phone", "Phone"),
            ("messenger", "Messenger"),
            ("letter", "Letter"),
            ("in_person", "In person"),
        ],
        string="Reply Came By",
        required=True,
        default="phone",
    )
    replied_on = fields.Date(required=True, default=lambda self: jalali.today())
    told_by = fields.Char(help="Who answered the phone or wrote the message.")
    representative_name = fields.Char(string="Representative")
    note = fields.Char()
    # of the meeting as it was called when the reply was entered
    invited_for = fields.Datetime(
        compute="_compute_invited_for", store=True, precompute=True
    )
    is_old = fields.Boolean(
        string="Before the Postponement",
        compute="_compute_is_old",
        search="_search_is_old",
        help="Given to an invitation to another time; the meeting was postponed since.",
    )

    @api.depends("attendance_id")  # and not its time: this is a snapshot
    def _compute_invited_for(self):
        for reply in self:
            reply.invited_for = reply.attendance_id.meeting_id.date_start

    @api.depends("invited_for", "meeting_id.date_start")
    def _compute_is_old(self):
        for reply in self:
            reply.is_old = reply.invited_for != reply.meeting_id.date_start

    @api.model
    def _search_is_old(self, operator, value):
        if operator != "in":
            return NotImplemented
        old = Domain.custom(to_sql=self._is_old_sql)
        return old if True in value else ~old

    @staticmethod
    def _is_old_sql(replies, alias, query):
        """Whether the time that a reply was given for is another one by now."""
        meetings = replies.env["committee.meeting"]
        meetings.flush_model(["date_start"])
        return SQL(
            "%s IS DISTINCT FROM (SELECT m.date_start FROM committee_meeting m"
            " WHERE m.id = %s)",
            replies._field_to_sql(alias, "invited_for", query),
            replies._field_to_sql(alias, "meeting_id", query),
        )

    @api.constrains("replied_on")
    def _check_day(self):
        today = jalali.today()
        for reply in self:
            invited_on = reply.meeting_id.invited_on
            if reply.replied_on > today or (
                invited_on and reply.replied_on < invited_on
            ):
                raise ValidationError(
                    self.env._(
                        "The reply of %(invited)s is dated before the invitation, or in"
                        " the future: correct its date (clause 4-2).",
                        invited=reply.attendance_id.label,
                    )
                )

    @api.model
    def _check_parents_open(self, vals_list):
        """The meeting follows from who is invited to it."""
        default = self.default_get(["attendance_id"]).get("attendance_id")
        invited = self.env["committee.attendance"].browse(
            {vals.get("attendance_id", default) for vals in vals_list} - {None, False}
        )
        invited.check_access("read")  # else the refusal would disclose a foreign one
        return super()._check_parents_open(
            [{"meeting_id": row.meeting_id.id} for row in invited]
        )

    def _content_is_open(self, states):
        return False  # what was answered is kept


class CommitteeAttendance(models.Model):
    """The attendance shows the last reply of each person invited."""

    _inherit = "committee.attendance"

    reply_ids = fields.One2many(
        comodel_name="committee.invitation.reply",
        inverse_name="attendance_id",
        string="Replies",
    )
    reply = fields.Selection(
        selection=lambda self: self.env["committee.invitation.reply"]
        ._fields["answer"]
        ._description_selection(self.env),
        compute="_compute_reply",
    )
    reply_note = fields.Char(string="Reply Recorded", compute="_compute_reply")

    @api.depends("reply_ids", "meeting_id.date_start")
    @api.depends_context("lang")
    def _compute_reply(self):
        channels = dict(
            self.env["committee.invitation.reply"]
            ._fields["channel"]
            ._description_selection(self.env)
        )
        for attendance in self:
            last = attendance.reply_ids.filtered(lambda r: not r.is_old).sorted(
                lambda r: (r.replied_on, r.id)
            )[-1:]
            attendance.reply = last.answer
            attendance.reply_note = last and self.env._(
                "%(channel)s, %(day)s, entered by %(user)s",
                channel=channels[last.channel],
                day=attendance._print_date(last.replied_on),
                user=last.create_uid.name,
            )

    def action_record_reply(self):
        """Open a new reply of who is invited, to be recorded on his behalf."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a Reply"),
            "res_model": "committee.invitation.reply",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_attendance_id": self.id},
        }
