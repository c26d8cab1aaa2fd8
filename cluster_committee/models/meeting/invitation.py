from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from .meeting import BEFORE_HELD, MINUTED

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """The invitation: the chair calls all who sit on the day of the meeting, and the
    guests, and they are written down as they are then (4-4-1)."""

    _inherit = "committee.meeting"

    _verb_fields = frozenset({"number", "number_year", "invited_on"})
    _editable_in = {
        "guest_ids": BEFORE_HELD | MINUTED,
    }

    attendance_ids = fields.One2many(
        comodel_name="committee.attendance", inverse_name="meeting_id"
    )
    guest_ids = fields.Many2many(
        copy=False,
        comodel_name="res.partner",
        string="Guests",
        help="Who is invited beside the members.",
    )
    invited_on = fields.Date(readonly=True, copy=False)

    # Buttons
    can_invite = fields.Boolean(compute="_compute_can")

    def write(self, vals):
        result = super().write(vals)
        if "guest_ids" in vals:
            self._snapshot_guests()
        return result

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "agenda_approved",
        "postponed",
        to="invited",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Issue Invitation"),
        dating="now",
        main=True,
        letter="invitation",
        delegable="invitation",
    )
    def action_invite(self, on=None, number=None):
        """Invite all who sit on the day of the meeting, and the guests (4-4-1).

        The meeting takes its number now and keeps it.
        """
        on = self._act_day(on, "invitation")
        self._check_blockers("invite", on)
        numbers = self._take_numbers()
        self._transition(
            "invite", lambda meeting: {"invited_on": on, **numbers[meeting]}, on=on
        )
        self._snapshot_invited()
        self._issue_letters("invitation", number=number, on=on)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

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
        return flaws + self._notice_flaws()

    def _notice_flaws(self):
        """A notice shorter than the policy asks for, or advises (reading A13)."""
        meeting_day = self.held_on or self.planned_on
        if not self.invited_on or not meeting_day:
            return []
        if not self.invitation_sent_on and self.held_on:
            return [
                self.env._("Policy: nobody has marked that the invitation was sent.")
            ]
        notice = (meeting_day - (self.invitation_sent_on or self.invited_on)).days
        least = self.edition_id.notice_min_days
        advised = self.edition_id.notice_warn_days
        if notice < least:
            return [
                self.env._(
                    "Policy: invited %(days)s days before the meeting; at least"
                    " %(least)s are asked.",
                    days=self._digits(notice),
                    least=self._digits(least),
                )
            ]
        if notice < advised:
            return [
                self.env._(
                    "Policy: invited %(days)s days before the meeting; %(advised)s are"
                    " advised.",
                    days=self._digits(notice),
                    advised=self._digits(advised),
                )
            ]
        return []

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _take_numbers(self):
        """{meeting: number values}: the n-th of the Jalali year of its committee.

        A postponed meeting keeps the number that it has.
        """
        bare = self.filtered(lambda meeting: not meeting.number)
        keys = [(m.committee_id.id, jalali.year(m.planned_on)) for m in bare]
        # sudo: increment the counter, which users have no access to
        numbers = self.env["committee.counter"].sudo()._next(keys)
        given = {
            meeting: {"number": number, "number_year": year}
            for meeting, (_committee, year), number in zip(
                bare, keys, numbers, strict=True
            )
        }
        return {meeting: given.get(meeting, {}) for meeting in self}

    def _letter_recipients(self, kind):
        if kind == "invitation":
            # sudo: read the members, to invite them
            holders = self.committee_id.sudo()._holders_on(self.planned_on)
            return holders.partner_id | self.guest_ids
        return super()._letter_recipients(kind)

    def _current_invitations(self):
        """The letters that invite to it since it was postponed, if it ever was."""
        put_off = self.act_ids.filtered(lambda act: act.verb == "postpone")
        since = max(put_off.mapped("on"), default=None)
        return self._issued_letters("invitation").filtered(
            lambda letter: not since or letter.letter_date >= since
        )

    def _snapshot_invited(self):
        """Write down who sits on the day of the meeting, as they are then, and the
        guests. Rows of those who no longer sit are archived."""
        vals_list = []
        stale = self.env["committee.attendance"]
        by_day = self.grouped(lambda meeting: meeting.held_on or meeting.planned_on)
        for day, meetings in by_day.items():
            # sudo: read the members, to record their attendance
            holders = meetings.committee_id.sudo()._holders_on(day)
            seated = holders.grouped("committee_id")
            for meeting in meetings:
                members = seated.get(meeting.committee_id, holders.browse())
                rows = meeting.attendance_ids
                stale |= rows.filtered(
                    lambda row, members=members: row.member_id
                    and row.member_id not in members
                )
                vals_list += [
                    member._prepare_attendance_values(meeting)
                    for member in members - rows.member_id
                ]
        stale._permitted({"active"}).write({"active": False})
        stale.flush_recordset(["active"])  # before others take their seats
        stale._permitted_create(vals_list)
        self._snapshot_guests()

    def _snapshot_guests(self):
        """Invited guests get a line in the attendance, as members do."""
        attendances = self.env["committee.attendance"]
        attendances._permitted_create(
            [
                meeting._prepare_guest_values(guest)
                for meeting in self
                if meeting.state in ("invited", "held")
                for guest in meeting.guest_ids - meeting.attendance_ids.partner_id
            ]
        )

    def _prepare_guest_values(self, guest):
        body = guest.commercial_partner_id
        return {
            "meeting_id": self.id,
            "partner_id": guest.id,
            "label": guest.name,
            "institution_id": body.id,
            "institution_name": body.name,
            "sequence": 1000,
        }
