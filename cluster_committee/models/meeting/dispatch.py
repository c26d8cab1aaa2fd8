from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """The dispatch: the chair sends the decisions for execution to all member and
    responsible bodies, by his official letter (4-4-4)."""

    _inherit = "committee.meeting"

    dispatched_on = fields.Date(readonly=True, copy=False)

    # Buttons
    can_dispatch = fields.Boolean(compute="_compute_can")

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "signed",
        "dispatched",
        to="dispatched",
        by=("chair",),
        paper=("secretary",),
        label=_lt("Dispatch Resolutions"),
        main=True,
        letter="dispatch",
        delegable="dispatch",
    )
    def action_dispatch(self, on=None, number=None):
        """Send the decisions for execution by the chair's official letter (4-4-4)."""
        on = self._act_day(on, "dispatch")
        self._check_blockers("dispatch", on)
        letters = self._issue_letters("dispatch", number=number, on=on, send=True)
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
        # lent: checks are asked of records that may be read as a whole, as `self` is
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
        """The bodies that sit at the meeting, those whose seat is vacant on its day,
        and those responsible for a task (reading A17); a member whose seat names no
        institution is written to himself."""
        members = self.attendance_ids.filtered("is_member")
        alone = members.filtered(lambda row: not row.institution_id)
        bodies = members.institution_id | alone.partner_id | self._bodies_of_seats()
        return bodies | self.resolution_ids.task_ids.partner_id

    def _bodies_of_seats(self):
        # lent: reading which bodies have a seat, to write to them
        committee = self.committee_id.sudo().with_context(active_test=False)
        seats = committee.seat_ids._standing_on(self.held_on or self.planned_on)
        return seats.institution_id.with_env(self.env)

    def _dispatched_to(self):
        """The bodies that the dispatch letters so far were sent to."""
        letters = self._issued_letters("dispatch").filtered("signed_by_chair")
        return letters.recipient_ids.partner_id

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
