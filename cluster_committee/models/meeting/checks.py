from odoo import api, models
from odoo.exceptions import ValidationError

from ..workflow_verb import needs


class CommitteeMeeting(models.Model):
    """What must hold before a step of a meeting."""

    _inherit = "committee.meeting"

    @api.onchange("committee_id")
    def _onchange_committee_id(self):
        if self.committee_id.state in ("preparing", "consulted"):
            return {
                "warning": {
                    "title": self.env._("The committee is not constituted"),
                    "message": self.env._(
                        "A meeting can be prepared, but invitations go out only after"
                        " the members have their decrees (clause 4-2)."
                    ),
                }
            }
        return None

    @api.constrains("committee_id")
    def _check_committee_exists_on(self):
        for meeting in self:
            if meeting.committee_id.state == "dissolved":
                raise ValidationError(
                    self.env._(
                        "%(committee)s is dissolved: it holds no meetings. Form"
                        " the committee of the province anew (clause 4-0).",
                        committee=meeting.committee_id.name,
                    )
                )

    def _is_done(self, name):
        done = {
            "sign_as_secretary": self.secretary_signed_on,
            "sign_as_chair": self.chair_signed_on,
            "send_national_copy": self.national_copy_on,
            "dispatch": self.state == "dispatched" and not self._dispatch_flaws(),
        }
        return bool(done.get(name))

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def _each(self, *tests):
        """{id: sentences} from (test, sentence) pairs: what fails is said."""
        return {
            meeting.id: [sentence for test, sentence in tests if not test(meeting)]
            for meeting in self
        }

    @needs("propose_agenda", "schedule")
    def _needs_agenda(self, act):
        """The company proposes an agenda, a time and a place (4-4-3)."""
        empty = self.filtered(lambda meeting: not meeting.agenda_item_ids)
        waiting = empty._waiting_outputs().committee_id
        waiting |= empty._waiting_items().committee_id
        return self._each(
            (
                lambda meeting: (
                    meeting.agenda_item_ids or meeting.committee_id in waiting
                ),
                self.env._("The agenda has no item yet (clause 4-4-3)."),
            ),
            (
                lambda meeting: meeting.place,
                self.env._("The place of the meeting is not set."),
            ),
        )

    @needs("approve_agenda", "return_agenda")
    def _needs_proposal_before(self, act):
        return self._not_before("agenda_proposed_on", act)

    @needs("invite", in_any_state=True)
    def _needs_approval_before(self, act):
        """Invitations follow the chair's approval of the agenda (4-4-3)."""
        found = self._not_before("agenda_approved_on", act)
        for meeting in self.filtered(lambda m: not m.agenda_approved_on):
            found[meeting.id] = [
                self.env._("The agenda is not approved by the chair (clause 4-4-3).")
            ]
        return found

    @needs("invite", "schedule")
    def _needs_new_time(self, act):
        """What was postponed is invited to another time."""
        return self._each(
            (
                lambda meeting: (
                    meeting.state != "postponed"
                    or meeting.date_start != meeting.postponed_from
                ),
                self.env._("The meeting was postponed: set its new date and time."),
            )
        )

    @needs("invite")
    def _needs_time_before_meeting(self, act):
        """The invitation is dated before the meeting (4-4-1)."""
        return self._each(
            (
                lambda meeting: act.on < meeting.planned_on,
                self.env._(
                    "The invitation must be dated before the day of the meeting"
                    " (clause 4-4-1)."
                ),
            )
        )

    @needs("invite")
    def _needs_chair_and_members(self, act):
        """Members sit by decree, and the chair invites them (4-2, 4-4-1)."""
        found = {}
        for day, meetings in self.grouped("planned_on").items():
            holders = meetings.committee_id._holders_on(day)
            chairs = meetings.committee_id._signatories_on(day, "presiding")
            for meeting in meetings:
                sentences = found.setdefault(meeting.id, [])
                if not chairs[meeting.committee_id]:
                    sentences.append(
                        self.env._(
                            "Nobody holds the chair on the day of the meeting, nor a"
                            " delegation to chair it (clause 4-2)."
                        )
                    )
                if meeting.kind == "provincial" and meeting.committee_id.state not in (
                    "constituted",
                    "active",
                ):
                    sentences.append(
                        self.env._(
                            "The committee is not constituted: its members have no"
                            " decrees yet (clause 4-2)."
                        )
                    )
                if meeting.committee_id not in holders.committee_id:
                    sentences.append(
                        self.env._("Nobody sits on the committee on that day.")
                    )
        return found

    @needs("hold", "hold_uninvited")
    def _needs_members_on_the_day(self, act):
        return self._not_before("invited_on", act)

    @needs("record_minutes")
    def _needs_complete_minutes(self, act):
        """Attendance, items and resolutions are written down (4-4-4)."""
        found = self._not_before("held_on", act)
        for meeting in self:
            sentences = found.setdefault(meeting.id, [])
            unmarked = meeting.attendance_ids.filtered(lambda a: not a.presence)
            if unmarked:
                sentences.append(
                    self.env._(
                        "The attendance of %(names)s is not marked (clause 4-2).",
                        names=self._some(unmarked.mapped("label")),
                    )
                )
            open_items = meeting.agenda_item_ids.filtered(
                lambda item: item.outcome == "pending"
                and (item.state == "approved" or not item.late)
            )
            if open_items:
                sentences.append(
                    self.env._(
                        "These items have no outcome yet: %(items)s.",
                        items=self._join(open_items.mapped("name")),
                    )
                )
            sentences.extend(meeting.agenda_item_ids._what_is_missing())
            sentences.extend(meeting.resolution_ids._what_is_missing())
        return found

    @needs("return_minutes", "sign_as_secretary", "sign_as_chair")
    def _needs_minutes_before(self, act):
        return self._not_before("recorded_on", act)

    @needs("sign_as_secretary")
    def _needs_no_signature_of_secretary(self, act):
        return self._each(
            (
                lambda meeting: not meeting.secretary_signed_on,
                self.env._("The secretary has signed these minutes already."),
            )
        )

    @needs("sign_as_chair")
    def _needs_no_signature_of_chair(self, act):
        return self._each(
            (
                lambda meeting: not meeting.chair_signed_on,
                self.env._("The chair has signed these minutes already."),
            )
        )

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

    @needs("send_national_copy")
    def _needs_signed_minutes(self, act):
        found = self._not_before("chair_signed_on", act)
        for meeting in self.filtered("national_copy_on"):
            found[meeting.id] = [self.env._("The national copy was sent already.")]
        return found

    def _not_before(self, field, act):
        """An act is not dated before the one that it follows."""
        label = self._fields[field]._description_string(self.env)
        return {
            meeting.id: [
                self.env._(
                    "The date lies before “%(earlier)s” (%(day)s).",
                    earlier=label,
                    day=meeting._print_date(meeting[field]),
                )
            ]
            for meeting in self
            if meeting[field] and act.on < meeting[field]
        }
