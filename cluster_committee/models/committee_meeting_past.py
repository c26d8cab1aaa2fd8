"""Meetings of before this system came, taken over from their papers."""

from odoo import fields, models

# the steps that are recorded of a past meeting
PAST_STEPS = (
    "propose_agenda",
    "approve_agenda",
    "invite",
    "hold",
    "hold_uninvited",
    "record_minutes",
    "sign_as_secretary",
    "sign_as_chair",
    "dispatch",
    "send_national_copy",
)


class CommitteeMeeting(models.Model):
    """The same steps, checks and numbers as of any meeting, each with the day that its
    paper bears; but no paper of ours is made of what was written long ago, and nothing
    that waits today joins an agenda of then."""

    _inherit = "committee.meeting"

    taken_over = fields.Boolean(
        string="Taken Over From Paper",
        readonly=True,
        copy=False,
        help="Imported with its days and numbers as its papers bear them; whoever acted"
        " then did so before this system came, and no paper of ours was made.",
    )

    def _record_past(self, facts):
        """Bring drafts to where their papers say they came.

        :param facts: {meeting: {approved, approval_number, invited, invitation_number,
            recorded, signed, dispatched, dispatch_number, copied, copy_number: what is
            known; absent: the seats that nobody came for; reason: why it was held
            without an invitation}}
        """
        in_order = self.sorted("date_start")
        # numbers are given in the order of the meetings, whatever day they were invited
        numbers = in_order._take_numbers()
        for meeting in in_order:
            values = {**numbers[meeting], "taken_over": True}
            meeting._permitted(values).write(values)
        invited = in_order.filtered(lambda meeting: facts[meeting].get("invited"))
        invited._approve_past(facts)
        invited._invite_past(facts)
        for day, meetings in invited.grouped("planned_on").items():
            meetings._transition("hold", {"held_on": day}, on=day)
        (in_order - invited)._hold_past_uninvited(facts)
        in_order._snapshot_invited()
        in_order._note_committee_active()
        in_order.committee_id._refresh_cadence()
        in_order._record_past_minutes(facts)
        in_order._sign_past(facts)
        in_order._dispatch_past(facts)
        in_order._copy_past(facts)

    def _approve_past(self, facts):
        for day, meetings in self._by_day(facts, "approved"):
            meetings._check_blockers("propose_agenda", day)
            meetings._move("propose_agenda", {"agenda_proposed_on": day}, on=day)
            meetings.agenda_item_ids._renumber()
            meetings._check_blockers("approve_agenda", day)
            meetings._issue_past("agenda_approval", facts, "approval_number", day)
            meetings._move("approve_agenda", {"agenda_approved_on": day}, on=day)
            meetings.agenda_item_ids._approve(day)

    def _invite_past(self, facts):
        for day, meetings in self._by_day(facts, "invited"):
            meetings._check_blockers("invite", day)
            meetings._move("invite", {"invited_on": day}, on=day)
            meetings._issue_past("invitation", facts, "invitation_number", day)

    def _hold_past_uninvited(self, facts):
        """A fact, which is flagged and does not count for the cadence (4-4-1)."""
        by_reason = self.grouped(
            lambda meeting: (meeting.planned_on, facts[meeting]["reason"])
        )
        for (day, reason), meetings in by_reason.items():
            meetings._check_blockers("hold_uninvited", day)
            meetings._move("hold_uninvited", {"held_on": day}, on=day, reason=reason)
            meetings.agenda_item_ids._number_items()

    def _record_past_minutes(self, facts):
        recorded = self.filtered(lambda meeting: facts[meeting].get("recorded"))
        rows = recorded.attendance_ids
        absent = rows.filtered(
            lambda row: row.seat_id in facts[row.meeting_id].get("absent", ())
        )
        absent.write({"presence": "absent"})
        (rows - absent).write({"presence": "present"})
        recorded.agenda_item_ids.write({"outcome": "discussed"})
        for day, meetings in recorded._by_day(facts, "recorded"):
            meetings._transition("record_minutes", {"recorded_on": day}, on=day)

    def _sign_past(self, facts):
        """Both signatures, by hand on one paper, whose scan may follow."""
        signed = self.filtered(lambda meeting: facts[meeting].get("signed"))
        for day, meetings in signed._by_day(facts, "signed"):
            # lent: reading who held the two posts on that day, to name them
            committees = meetings.committee_id.sudo()
            members = committees._holders_on(day, role="secretary")
            chairs = committees._signatories_on(day, "minutes")
            signers = {
                "secretary": {m.committee_id.id: m.partner_id for m in members},
                "chair": {each.id: chairs[each][:1] for each in committees},
            }
            for role, found in signers.items():
                meetings._sign_past_as(role, found, day)

    def _sign_past_as(self, role, signers, day):
        nobody = self.env["res.partner"]
        target = "signed" if role == "chair" else False
        on_paper = {"chair_signed_on_paper": True} if role == "chair" else {}
        self._transition(
            f"sign_as_{role}",
            lambda meeting: {
                f"{role}_signed_on": day,
                f"{role}_signed_by_id": signers.get(meeting.committee_id.id, nobody).id,
                **on_paper,
            },
            on=day,
            to=target,
        )

    def _dispatch_past(self, facts):
        """The chair's letter to all member bodies, by the number and date it bears."""
        dispatched = self.filtered(lambda meeting: facts[meeting].get("dispatched"))
        for day, meetings in dispatched._by_day(facts, "dispatched"):
            meetings._check_blockers("dispatch", day)
            meetings._issue_past("dispatch", facts, "dispatch_number", day)
            meetings._move("dispatch", {"dispatched_on": day}, on=day)

    def _copy_past(self, facts):
        """The copy went on paper, and no bytes of it are here for an inbox."""
        copied = self.filtered(lambda meeting: facts[meeting].get("copied"))
        for day, meetings in copied._by_day(facts, "copied"):
            meetings._check_blockers("send_national_copy", day)
            meetings._issue_past("national_copy", facts, "copy_number", day)
            meetings._finish(
                "send_national_copy",
                dict.fromkeys(meetings, day),
                lambda meeting, day=day: {"national_copy_on": day},
                meetings.filtered(
                    lambda m: m.state == "dispatched" and not m._dispatch_flaws()
                ),
            )

    def _by_day(self, facts, key):
        return self.grouped(lambda meeting: facts[meeting][key]).items()

    def _issue_past(self, kind, facts, number, day):
        letters = self.env["committee.letter"]._issue_past(
            [
                {
                    **meeting._prepare_letter_values(kind),
                    "number": facts[meeting][number],
                    "letter_date": day,
                }
                for meeting in self
            ]
        )
        if kind != "agenda_approval":
            letters._mark_sent()
