"""Meetings of before this system came, taken over from their papers."""

from odoo import fields, models
from odoo.fields import Command

from odoo.addons.cluster_committee.models.body.past import KnownPast, known_past

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
    """The same steps, checks and numbers as of any meeting, each with the day on its
    paper; but no document is made of past meetings, and nothing that waits today is
    added to a past agenda."""

    _inherit = "committee.meeting"
    _verb_fields = frozenset({"taken_over"})

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
            without an invitation; resolutions: [{item, name, tasks, duty_id}]}}
        """
        known = KnownPast(self.committee_id)
        in_order = self.with_context(committee_past=known).sorted("date_start")
        # numbers are given in the order of the meetings, whatever day they were invited
        numbers = in_order._take_numbers()
        for meeting in in_order:
            values = {**numbers[meeting], "taken_over": True}
            meeting._permitted(values).write(values)
        invited = in_order.filtered(lambda meeting: facts[meeting].get("invited"))
        invited._approve_past(facts)
        invited._invite_past(facts)
        days = {meeting: meeting.planned_on for meeting in invited}
        invited._transition("hold", lambda meeting: {"held_on": days[meeting]}, on=days)
        (in_order - invited)._hold_past_uninvited(facts)
        in_order._snapshot_invited()
        in_order._resolve_past(facts)
        in_order._record_past_minutes(facts)
        in_order._begin_to_count()
        in_order._sign_past(facts)
        in_order._dispatch_past(facts)
        in_order._copy_past(facts)

    def _dated_elsewhere(self, act_verb):
        """What is taken over bears the days on its papers, whoever enters them."""
        if act_verb.name in PAST_STEPS and known_past(self.env):
            return self
        return super()._dated_elsewhere(act_verb)

    def _approve_past(self, facts):
        days = self._days_of(facts, "approved")
        self._check_blockers("propose_agenda", days)
        self._move(
            "propose_agenda",
            lambda meeting: {"agenda_proposed_on": days[meeting]},
            on=days,
        )
        self.agenda_item_ids._renumber()
        self._check_blockers("approve_agenda", days)
        self._issue_past("agenda_approval", facts, "approval_number", days)
        self._move(
            "approve_agenda",
            lambda meeting: {"agenda_approved_on": days[meeting]},
            on=days,
        )
        for day, meetings in self.grouped(days.get).items():
            meetings.agenda_item_ids._approve(day)

    def _invite_past(self, facts):
        days = self._days_of(facts, "invited")
        self._check_blockers("invite", days)
        self._move("invite", lambda meeting: {"invited_on": days[meeting]}, on=days)
        self._issue_past("invitation", facts, "invitation_number", days)

    def _hold_past_uninvited(self, facts):
        """A fact, which is flagged and does not count for the cadence (4-4-1)."""
        days = {meeting: meeting.planned_on for meeting in self}
        for reason, meetings in self.grouped(lambda m: facts[m]["reason"]).items():
            own = {meeting: days[meeting] for meeting in meetings}
            meetings._check_blockers("hold_uninvited", own)
            meetings._move(
                "hold_uninvited",
                lambda meeting: {"held_on": days[meeting]},
                on=own,
                reason=reason,
            )
            meetings.agenda_item_ids._number_items()

    def _resolve_past(self, facts):
        """What was resolved, with the part of each body, as the minutes have it."""
        vals_list = []
        for meeting in self:
            items = meeting.agenda_item_ids.sorted()
            for order, resolution in enumerate(
                facts[meeting].get("resolutions", ()), start=1
            ):
                place = resolution["item"] - 1
                vals_list.append(
                    {
                        "meeting_id": meeting.id,
                        "item_id": items[place].id,
                        "sequence": 10 * order,
                        "name": resolution["name"],
                        "duty_id": resolution["duty_id"] or items[place].duty_id.id,
                        "task_ids": [
                            Command.create(task) for task in resolution["tasks"]
                        ],
                    }
                )
        self.resolution_ids.create(vals_list)

    def _record_past_minutes(self, facts):
        recorded = self.filtered(lambda meeting: facts[meeting].get("recorded"))
        rows = recorded.attendance_ids
        absent = rows.filtered(
            lambda row: row.seat_id in facts[row.meeting_id].get("absent", ())
        )
        absent.write({"presence": "absent"})
        (rows - absent).write({"presence": "present"})
        # what became of an expert output came with its item
        items = recorded.agenda_item_ids.filtered(lambda item: not item.fate)
        decided = items.filtered("resolution_ids")
        decided.write({"outcome": "decided"})
        (items - decided).write({"outcome": "discussed"})
        days = recorded._days_of(facts, "recorded")
        recorded._transition(
            "record_minutes",
            lambda meeting: {"recorded_on": days[meeting]},
            on=days,
        )

    def _sign_past(self, facts):
        """Both signatures, by hand on one paper, whose scan may follow."""
        signed = self.filtered(lambda meeting: facts[meeting].get("signed"))
        days = signed._days_of(facts, "signed")
        signers = {}
        for day, meetings in signed.grouped(days.get).items():
            # sudo: read who held the two posts on that day, as signatories
            committees = meetings.committee_id.sudo()
            members = committees._holders_on(day, role="secretary")
            chairs = committees._signatories_on(day, "minutes")
            for member in members:
                signers["secretary", member.committee_id.id, day] = member.partner_id.id
            for committee in committees:
                signers["chair", committee.id, day] = chairs[committee][:1].id
        for role, target in (("secretary", False), ("chair", "signed")):
            on_paper = {"chair_signed_on_paper": True} if target else {}
            signed._transition(
                f"sign_as_{role}",
                lambda meeting, role=role, on_paper=on_paper: {
                    f"{role}_signed_on": days[meeting],
                    f"{role}_signed_by_id": signers.get(
                        (role, meeting.committee_id.id, days[meeting])
                    ),
                    **on_paper,
                },
                on=days,
                to=target,
            )
        signed.resolution_ids._number()

    def _dispatch_past(self, facts):
        """The chair's letter to all member bodies, with its own number and date."""
        sent = self.filtered(lambda meeting: facts[meeting].get("dispatched"))
        days = sent._days_of(facts, "dispatched")
        sent._check_blockers("dispatch", days)
        sent._issue_past("dispatch", facts, "dispatch_number", days)
        sent._move(
            "dispatch", lambda meeting: {"dispatched_on": days[meeting]}, on=days
        )
        sent.resolution_ids.task_ids._take_up(days)

    def _copy_past(self, facts):
        """The copy went on paper, and no bytes of it are here for an inbox."""
        copied = self.filtered(lambda meeting: facts[meeting].get("copied"))
        days = copied._days_of(facts, "copied")
        copied._check_blockers("send_national_copy", days)
        copied._issue_past("national_copy", facts, "copy_number", days)
        copied._finish(
            "send_national_copy",
            days,
            lambda meeting: {"national_copy_on": days[meeting]},
            copied.filtered(
                lambda m: m.state == "dispatched" and not m._dispatch_flaws()
            ),
        )

    def _days_of(self, facts, key):
        """:return: {meeting: the day on its papers (date)}"""
        return {meeting: facts[meeting][key] for meeting in self}

    def _issue_past(self, kind, facts, number, days):
        self.env["committee.letter"]._issue_past(
            [
                {
                    **meeting._prepare_letter_values(kind),
                    "number": facts[meeting][number],
                    "letter_date": days[meeting],
                }
                for meeting in self
            ]
        )
