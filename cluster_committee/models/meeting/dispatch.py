from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import needs, verb

from ...lib.meeting_queries import BODIES_OF_DISPATCHES

_lt = LazyTranslate(__name__)

# what the bodies of a dispatch follow from
DISPATCHED_FROM = (
    "committee.attendance",
    "committee.member",
    "committee.resolution.task",
    "committee.seat",
)


class CommitteeMeeting(models.Model):
    """The dispatch: the chair sends the decisions for execution to all member and
    responsible bodies, by his official letter (4-4-4)."""

    _inherit = "committee.meeting"

    _verb_fields = frozenset({"dispatched_on"})

    dispatched_on = fields.Date(readonly=True, copy=False)
    dispatch_body_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Bodies to Dispatch To",
        compute="_compute_dispatch_body_ids",
    )

    # Buttons
    can_dispatch = fields.Boolean(compute="_compute_can")

    @api.depends(
        "held_on",
        "planned_on",
        "attendance_ids.active",
        "attendance_ids.institution_id",
        "attendance_ids.is_member",
        "attendance_ids.partner_id",
        "committee_id.seat_ids.active",
        "committee_id.seat_ids.closed_on",
        "committee_id.seat_ids.institution_id",
        "committee_id.seat_ids.opened_on",
        "committee_id.seat_ids.member_ids.date_from",
        "committee_id.seat_ids.member_ids.state",
        "resolution_ids.task_ids.partner_id",
    )
    def _compute_dispatch_body_ids(self):
        """The bodies that the dispatch must reach (4-4-4), as in the rule on it."""
        for name in DISPATCHED_FROM:
            self.env[name].flush_model()
        known = self._origin
        found = self.env.execute_query_dict(
            SQL(
                BODIES_OF_DISPATCHES,
                ids=known.ids,
                committees=[meeting.committee_id.id for meeting in known],
                days=[meeting.held_on or meeting.planned_on for meeting in known],
                readings=[meeting.edition_id.dispatch_to or None for meeting in known],
            )
        )
        bodies = {row["meeting_id"]: row["partner_ids"] for row in found}
        for meeting in self:
            meeting.dispatch_body_ids = bodies.get(meeting._origin.id, [])

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "signed",
        "dispatched",
        to="dispatched",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Dispatch Resolutions"),
        dating="now",
        main=True,
        letter="dispatch",
        delegable="dispatch",
    )
    def action_dispatch(self, on=None, number=None):
        """Send the decisions for execution by the chair's official letter (4-4-4)."""
        on = self._act_day(on, "dispatch")
        self._check_blockers("dispatch", on)
        letters = self._issue_letters("dispatch", number=number, on=on)
        days = {letter.meeting_id: letter.letter_date for letter in letters}
        self._finish(
            "dispatch",
            days,
            lambda meeting: {"dispatched_on": days[meeting]},  # the letter that counts
            self.filtered(lambda m: m.national_copy_on and not m._dispatch_flaws()),
        )
        self.resolution_ids.task_ids._take_up(days)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def _is_done(self, name):
        if name == "dispatch":  # again only for what was left out
            return self.state == "dispatched" and not self._dispatch_flaws()
        return super()._is_done(name)

    @needs("dispatch")
    def _needs_full_dispatch(self, act):
        """The chair sends the decisions to all member and responsible bodies; what
        was sent on paper is recorded as it was, and flagged (4-4-4)."""
        found = self._not_before("chair_signed_on", act)
        for meeting in self:
            if meeting.state == "dispatched" and not meeting._dispatch_flaws():
                found[meeting.id] = [
                    self.env._("The resolutions were dispatched already.")
                ]
        # sudo: checks run on records readable as a whole, as `self` is
        asked = self & act.direct.sudo()
        drafted = asked._drafted_letters("dispatch")
        for meeting in asked:
            letter = drafted.filtered(
                lambda draft, meeting=meeting: draft.meeting_id == meeting
            )
            left_out = letter and (
                meeting._dispatch_bodies() - letter.recipient_ids.partner_id
            )
            found.setdefault(meeting.id, []).extend(meeting._left_out(left_out or ()))
        return found

    def _dispatch_flaws(self):
        """Why the dispatch so far does not satisfy clause 4-4-4, if it does not."""
        self.ensure_one()
        letters = self._issued_letters("dispatch")
        if not letters:
            return []
        valid = letters.filtered("signed_by_chair")
        if not valid:
            return [
                self.env._(
                    "The dispatch letter must be signed by the Governor's deputy"
                    " (clause 4-4-4); this one does not count."
                )
            ]
        return self._left_out(self._dispatch_bodies() - valid.recipient_ids.partner_id)

    def _left_out(self, bodies):
        return [
            self.env._(
                "%(body)s is not among the recipients of the dispatch letter (clause"
                " 4-4-4).",
                body=body.name,
            )
            for body in bodies
        ]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _letter_recipients(self, kind):
        if kind == "dispatch":
            return self._dispatch_bodies()
        return super()._letter_recipients(kind)

    def _dispatch_bodies(self):
        """The bodies that the dispatch must reach, in the order in which its letter
        names them: those of the members, of vacant seats, and of the tasks; a member
        whose seat names no institution is written to himself."""
        members = self.attendance_ids.filtered("is_member")
        # sudo: read which bodies have a seat, to address them
        committee = self.committee_id.sudo().with_context(active_test=False)
        order = (
            members.institution_id
            | members.partner_id
            | committee.seat_ids.institution_id.with_env(self.env)
            | self.resolution_ids.task_ids.partner_id
        )
        return order & self.dispatch_body_ids

    def _finish(self, name, days, values, done):
        """Move by `name`; those in `done` have dispatch and copy, and are closed."""

        def closing(meeting):
            earlier = (meeting.dispatched_on, meeting.national_copy_on)
            return {"closed_on": max(days[meeting], *filter(None, earlier))}

        for meetings, target in ((self - done, None), (done, "closed")):
            if meetings:
                meetings._move(
                    name,
                    lambda meeting, closed=target: {
                        **values(meeting),
                        **(closing(meeting) if closed else {}),
                    },
                    on={meeting: days[meeting] for meeting in meetings},
                    to=target,
                )
