from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali

from ..workflow_verb import verb

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """The steps of a meeting, in the order of its life (4-4)."""

    _inherit = "committee.meeting"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        "returned",
        to="agenda_proposed",
        by=("secretary",),
        label=_lt("Propose Agenda"),
        main=True,
        letter="agenda_proposal",
    )
    def action_propose_agenda(self, on=None, number=None):
        """Propose the agenda to the chair (4-4-3); the company's letter is optional."""
        on = self._act_day(on, "agenda_proposal")
        self._check_blockers("propose_agenda", on)
        self._take_up_what_waits()
        self._move("propose_agenda", {"agenda_proposed_on": on}, on=on)
        self.agenda_item_ids._renumber()
        if number or self._drafted_letters("agenda_proposal"):
            self._issue_letters("agenda_proposal", number=number, on=on)

    @verb(
        "agenda_proposed",
        to="returned",
        by=("chair",),
        paper=("secretary",),
        label=_lt("Return Agenda"),
        asks_reason=True,
        delegable="agenda",
    )
    def action_return_agenda(self, on=None, reason=None):
        self._transition(
            "return_agenda",
            {"agenda_remarks": reason},
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @verb(
        "agenda_proposed",
        to="agenda_approved",
        by=("chair",),
        paper=("secretary",),
        label=_lt("Approve Agenda"),
        main=True,
        letter="agenda_approval",
        delegable="agenda",
    )
    def action_approve_agenda(self, on=None, number=None):
        """The chair approves the agenda, which freezes it (4-4-3)."""
        on = self._act_day(on, "agenda_approval")
        paper = self._actors(self._workflow[0]["approve_agenda"])[1]
        if paper:
            self._check_blockers("approve_agenda", on)
            self._issue_letters("agenda_approval", number=number, on=on)
        self._transition("approve_agenda", {"agenda_approved_on": on}, on=on)
        self.agenda_item_ids._approve(on)

    @verb(
        "agenda_approved",
        "postponed",
        to="invited",
        by=("chair",),
        paper=("secretary",),
        label=_lt("Issue Invitation"),
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
        self._issue_letters("invitation", number=number, on=on, send=True)

    @verb(
        "invited",
        to="held",
        by=("officer",),
        label=_lt("Record as Held"),
        main=True,
    )
    def action_hold(self, on=None):
        """Note that the meeting took place on `on`, by default the invited day."""
        day = fields.Date.to_date(on)
        self._transition(
            "hold",
            lambda meeting: {"held_on": day or meeting.planned_on},
            on=day or max(self.mapped("planned_on")),
        )
        self._snapshot_invited()
        self._begin_to_count()

    @verb(
        "draft",
        "returned",
        "agenda_proposed",
        "agenda_approved",
        "postponed",
        to="held",
        by=("secretary",),
        label=_lt("Record as Held Without Invitation"),
        asks_reason=True,
    )
    def action_hold_uninvited(self, on=None, reason=None):
        """Record a meeting that took place without the chair's invitation: a fact,
        which is flagged and does not count for the cadence (4-4-1)."""
        day = fields.Date.to_date(on)
        self._check_blockers("hold_uninvited", day or max(self.mapped("planned_on")))
        numbers = self._take_numbers()
        self._transition(
            "hold_uninvited",
            lambda meeting: {"held_on": day or meeting.planned_on, **numbers[meeting]},
            on=day or max(self.mapped("planned_on")),
            reason=reason,
        )
        self.agenda_item_ids._number_items()
        self._snapshot_invited()

    @verb(
        "held",
        to="recorded",
        by=("officer",),
        label=_lt("Record Minutes"),
        main=True,
    )
    def action_record_minutes(self, on=None):
        """The company records the minutes; the clocks of dispatch and copy start."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("record_minutes", {"recorded_on": on}, on=on)
        self._begin_to_count()

    @verb(
        "recorded",
        to="held",
        by=("secretary",),
        label=_lt("Return Minutes"),
        asks_reason=True,
    )
    def action_return_minutes(self, on=None, reason=None):
        """Reopen minutes that are not yet signed by both; signatures are void."""
        self._transition(
            "return_minutes",
            {
                "minutes_remarks": reason,
                "recorded_on": False,
                "secretary_signed_on": False,
                "secretary_signed_by_id": False,
                "chair_signed_on": False,
                "chair_signed_by_id": False,
                "chair_signed_on_paper": False,
            },
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @verb(
        "recorded",
        to="signed",
        by=("secretary",),
        label=_lt("Sign as Secretary"),
        main=True,
    )
    def action_sign_as_secretary(self, on=None):
        self._sign("secretary", fields.Date.to_date(on) or jalali.today())

    @verb(
        "recorded",
        to="signed",
        by=("chair",),
        paper=("secretary",),
        label=_lt("Sign as Chair"),
        main=True,
        delegable="minutes",
    )
    def action_sign_as_chair(
        self, on=None, signatory_id=None, scan=None, scan_name=None
    ):
        """:param signatory_id: who signed the paper, where it was not the chair
        :param scan: the minutes that he signed by hand (base64), where his signature
            is recorded from paper; it may also come later
        """
        on = fields.Date.to_date(on) or jalali.today()
        signatory = self.env["res.partner"].browse(signatory_id)
        self._sign("chair", on, scan, scan_name, signatory)

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

    @verb(
        "signed",
        "dispatched",
        to=None,
        by=("secretary",),
        label=_lt("Send National Copy"),
        main=True,
        letter="national_copy",
    )
    def action_send_national_copy(self, on=None, number=None):
        """Send the national organisation a copy of the minutes (4-4-4)."""
        on = self._act_day(on, "national_copy")
        self._check_blockers("send_national_copy", on)
        letters = self._issue_letters("national_copy", number=number, on=on, send=True)
        days = {letter.meeting_id: letter.letter_date for letter in letters}
        self._finish(
            "send_national_copy",
            days,
            lambda meeting: {"national_copy_on": days[meeting]},
            self.filtered(
                lambda m: m.state == "dispatched" and not m._dispatch_flaws()
            ),
        )
        self._deliver_copies(letters)

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

    @verb(
        "invited",
        to="postponed",
        by=("chair",),
        paper=("secretary",),
        label=_lt("Postpone"),
        asks_reason=True,
        delegable="invitation",
    )
    def action_postpone(self, on=None, reason=None):
        """Postpone an invited meeting: it keeps its number and papers, and needs a
        new date and a new invitation. Replies given so far are kept as old ones."""
        self._transition(
            "postpone",
            lambda meeting: {
                "invited_on": False,
                "postponed_from": meeting.date_start,
            },
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @verb(
        "draft",
        "returned",
        "agenda_proposed",
        "agenda_approved",
        "invited",
        "postponed",
        to="cancelled",
        by=("chair", "secretary"),
        label=_lt("Cancel Meeting"),
        asks_reason=True,
    )
    def action_cancel(self, on=None, reason=None):
        self._transition("cancel", on=fields.Date.to_date(on), reason=reason)
