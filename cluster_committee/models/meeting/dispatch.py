from odoo import models


class CommitteeMeeting(models.Model):
    """What happened otherwise than the procedure or the policy has it."""

    _inherit = "committee.meeting"

    def _irregularities(self):
        """What happened otherwise than the procedure or the policy has it.

        :return: {meeting id: [sentences]}; a sentence of policy says that it is one
        """
        found = {}
        for meeting in self.filtered(lambda m: m.kind == "provincial"):
            sentences = [
                *meeting._agenda_flaws(),
                *meeting._invitation_flaws(),
                *meeting._attendance_flaws(),
                *meeting._dispatch_flaws(),
            ]
            if sentences:
                found[meeting.id] = sentences
        return found

    def _agenda_flaws(self):
        self.ensure_one()
        if self.held_on and not self.agenda_approved_on and self.kind == "provincial":
            return [
                self.env._(
                    "Held without an agenda that the chair approved (clause 4-4-3)."
                )
            ]
        return []

    def _invitation_flaws(self):
        self.ensure_one()
        flaws = []
        if self.held_on and not self.invited_on:
            flaws.append(
                self.env._(
                    "Held without the chair's official invitation; does not count for"
                    " the cadence (clause 4-4-1)."
                )
            )
        elif self.held_on and self.invited_on >= self.held_on:
            flaws.append(
                self.env._(
                    "The invitation is not dated before the meeting, which therefore"
                    " does not count for the cadence (clause 4-4-1)."
                )
            )
        elif self.held_on and self.held_on != self.planned_on:
            flaws.append(
                self.env._(
                    "Invited for %(planned)s and held on %(held)s: a meeting that is"
                    " moved is postponed, and invited anew (clause 4-4-1).",
                    planned=self._print_date(self.planned_on),
                    held=self._print_date(self.held_on),
                )
            )
        invitations = self._current_invitations()
        if invitations and not any(invitations.mapped("signed_by_chair")):
            flaws.append(
                self.env._(
                    "The invitation is not signed by the chair; the meeting does not"
                    " count for the cadence (clause 4-4-1)."
                )
            )
        if self.invited_on and (meeting_day := self.held_on or self.planned_on):
            notice = (meeting_day - self.invited_on).days
            if notice < self.edition_id.notice_min_days:
                flaws.append(
                    self.env._(
                        "Policy: invited %(days)s days before the meeting; at least"
                        " %(least)s are asked.",
                        days=self._digits(notice),
                        least=self._digits(self.edition_id.notice_min_days),
                    )
                )
        return flaws

    def _current_invitations(self):
        """The letters that invite to it since it was postponed, if it ever was."""
        put_off = self.act_ids.filtered(lambda act: act.verb == "postpone")
        since = max(put_off.mapped("on"), default=None)
        return self._issued_letters("invitation").filtered(
            lambda letter: not since or letter.letter_date >= since
        )

    def _attendance_flaws(self):
        self.ensure_one()
        flaws = []
        if self.held_on and not self._is_attended():
            flaws.append(
                self.env._(
                    "The attendance is not recorded of each member; until it is, the"
                    " meeting does not count for the cadence (clause 4-2-b)."
                )
            )
        bare = self.attendance_ids.filtered(
            lambda a: a.presence == "represented" and not a.introduction_number
        )
        if bare:
            flaws.append(
                self.env._(
                    "Policy: no letter of introduction for the representative of"
                    " %(names)s.",
                    names=self._join(bare.mapped("label")),
                )
            )
        flaws.extend(self._chair_flaws())
        if self.recorded_on and not self.has_quorum:
            flaws.append(self.env._("Policy: the meeting had no quorum."))
        return flaws

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

    def _issued_letters(self, kind):
        return self.letter_ids.filtered(
            lambda letter: letter.kind == kind and letter.state != "draft"
        )

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
