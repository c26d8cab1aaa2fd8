"""The steps of meetings and of expert sessions."""

from odoo import models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..models.meeting.meeting import BEFORE_HELD

_lt = LazyTranslate(__name__)

PROVINCIAL = ("kind", "=", "provincial")
DRAFT = ("state", "=", "draft")


class CommitteeWorkMeeting(models.AbstractModel):
    """Work on a meeting of the committee."""

    _name = "committee.work.meeting"
    _inherit = "committee.work"
    _description = "Work on a Meeting"

    _model = "committee.meeting"
    _where = (PROVINCIAL,)

    def _name_of(self, meeting):
        """Until it is invited, a meeting has its day, and no number."""
        planned = not meeting.number and meeting._print_date(meeting.planned_on)
        return " – ".join(filter(None, (meeting.display_name, planned)))


class CommitteeWorkPrepare(models.AbstractModel):
    _name = "committee.work.prepare"
    _inherit = "committee.work"
    _description = "Next Meeting to Prepare"

    _key = "prepare_meeting"
    _model = "committee.committee"
    _roles = ("officer",)
    _label = _lt("Prepare the next meeting")
    _rule = "first_meeting"
    _until = "delay_from"

    def _domain(self, day):
        """Where the next meeting is due soon, or the first one, and none is begun."""
        first = Domain("state", "=", "constituted")
        due = Domain("state", "=", "active") & Domain(
            "cadence_standing", "not in", (False, "not_applicable", "ok")
        )
        begun = Domain("meeting_ids", "any", [("state", "in", list(BEFORE_HELD))])
        return Domain([PROVINCIAL]) & (first | due) & ~begun


class CommitteeWorkPropose(models.AbstractModel):
    _name = "committee.work.propose"
    _inherit = "committee.work.meeting"
    _description = "Agenda to Propose"

    _key = "propose_agenda"
    _verb = "propose_agenda"
    _label = _lt("Propose the agenda to the chair")
    _rule = "agenda"
    _until = "planned_on"
    _lead = "notice_min_days"


class CommitteeWorkReturned(models.AbstractModel):
    _name = "committee.work.returned"
    _inherit = "committee.work.meeting"
    _description = "Returned Agenda"

    _key = "returned_agenda"
    _roles = ("officer",)
    _where = (PROVINCIAL, ("state", "=", "returned"))
    _label = _lt("Mend the agenda as the chair remarked")
    _rule = "agenda"
    _until = "planned_on"
    _lead = "notice_min_days"


class CommitteeWorkApprove(models.AbstractModel):
    _name = "committee.work.approve"
    _inherit = "committee.work.meeting"
    _description = "Agenda to Approve"

    _key = "approve_agenda"
    _verb = "approve_agenda"
    _label = _lt("Approve the agenda")
    _label_on_paper = _lt("Record the chair's approval of the agenda")
    _since = "agenda_proposed_on"
    _rule = "agenda"
    _until = "planned_on"
    _lead = "notice_min_days"


class CommitteeWorkInvite(models.AbstractModel):
    _name = "committee.work.invite"
    _inherit = "committee.work.meeting"
    _description = "Invitation to Issue"

    _key = "invite"
    _verb = "invite"
    _label = _lt("Issue the invitation")
    _label_on_paper = _lt("Record the chair's invitation")
    _since = "agenda_approved_on"
    _until = "planned_on"
    _lead = "notice_min_days"


class CommitteeWorkDraftInvitation(models.AbstractModel):
    """Who keeps the papers writes the letter, before the chair issues it."""

    _name = "committee.work.draft.invitation"
    _inherit = "committee.work.meeting"
    _description = "Invitation to Draft"

    _key = "draft_invitation"
    _roles = ("officer",)
    _where = (
        PROVINCIAL,
        ("state", "=", "agenda_approved"),
        ("letter_ids", "not any", [("kind", "=", "invitation"), DRAFT]),
    )
    _label = _lt("Draft the invitation for the chair")
    _since = "agenda_approved_on"
    _until = "planned_on"
    _lead = "notice_min_days"


class CommitteeWorkDraftDispatch(models.AbstractModel):
    _name = "committee.work.draft.dispatch"
    _inherit = "committee.work.meeting"
    _description = "Dispatch Letter to Draft"

    _key = "draft_dispatch"
    _roles = ("officer",)
    _where = (
        PROVINCIAL,
        ("state", "=", "signed"),
        ("letter_ids", "not any", [("kind", "=", "dispatch"), DRAFT]),
    )
    _label = _lt("Draft the dispatch letter for the chair")
    _since = "chair_signed_on"
    _rule = "dispatch"


class CommitteeWorkReply(models.AbstractModel):
    """Who is invited says whether he comes, or another asks him (4-2-b)."""

    _name = "committee.work.reply"
    _inherit = "committee.work.meeting"
    _description = "Replies to an Invitation Missing"

    _key = "reply_missing"
    _roles = ("officer",)
    _label = _lt("Ask who has not replied to the invitation, and record the replies")
    _since = "invited_on"
    _until = "planned_on"

    def _domain(self, day):
        unanswered = Domain("role", "=", "member") & Domain(
            "reply_ids", "not any", [("is_old", "=", False)]
        )
        return (
            super()._domain(day)
            & Domain("state", "=", "invited")
            & Domain("planned_on", ">=", day)
            & Domain("attendance_ids", "any", unanswered)
        )

    def _name_of(self, meeting):
        missing = meeting.attendance_ids.filtered(
            lambda row: row.role == "member" and not row.reply
        )
        return self.env._(
            "%(meeting)s – %(count)s without a reply",
            meeting=super()._name_of(meeting),
            count=meeting._digits(len(missing)),
        )


class CommitteeWorkLateItem(models.AbstractModel):
    _name = "committee.work.late.item"
    _inherit = "committee.work"
    _description = "Late Item to Approve"

    _key = "late_item"
    _model = "committee.agenda.item"
    _verb = "approve"
    _way = "open"
    _opens = "meeting_id"
    _where = (
        ("late", "=", True),
        ("meeting_id.state", "in", ("agenda_approved", "invited", "postponed", "held")),
    )
    _label = _lt("Approve the late agenda item")
    _label_on_paper = _lt("Record the chair's approval of the late item")
    _rule = "late_item"
    _place = "committee_id.province_id"


class CommitteeWorkHold(models.AbstractModel):
    _name = "committee.work.hold"
    _inherit = "committee.work.meeting"
    _description = "Meeting to Record as Held"

    _key = "hold"
    _verb = "hold"
    _where = ()
    _label = _lt("Record that the meeting was held")
    _until = _day_of_step = "planned_on"

    def _domain(self, day):
        return super()._domain(day) & Domain("planned_on", "<=", day)


class CommitteeWorkMinutes(models.AbstractModel):
    _name = "committee.work.minutes"
    _inherit = "committee.work.meeting"
    _description = "Minutes to Record"

    _key = "record_minutes"
    _verb = "record_minutes"
    _where = (("minutes_remarks", "=", False),)
    _label = _lt("Complete and record the minutes")
    _since = "held_on"
    _rule = "minutes"


class CommitteeWorkReturnedMinutes(models.AbstractModel):
    _name = "committee.work.returned.minutes"
    _inherit = "committee.work.minutes"
    _description = "Returned Minutes"

    _key = "returned_minutes"
    _way = "open"
    _where = (("minutes_remarks", "!=", False),)
    _label = _lt("Mend the minutes as was remarked, and record them again")

    def _name_of(self, meeting):
        return f"{super()._name_of(meeting)}: {meeting.minutes_remarks}"


class CommitteeWorkSignSecretary(models.AbstractModel):
    _name = "committee.work.sign.secretary"
    _inherit = "committee.work.meeting"
    _description = "Minutes to Sign as Secretary"

    _key = "sign_as_secretary"
    _verb = "sign_as_secretary"
    _where = (PROVINCIAL, ("secretary_signed_on", "=", False))
    _label = _lt("Sign the minutes as secretary")
    _since = "recorded_on"
    _rule = "dispatch"


class CommitteeWorkSignChair(models.AbstractModel):
    _name = "committee.work.sign.chair"
    _inherit = "committee.work.meeting"
    _description = "Minutes to Sign as Chair"

    _key = "sign_as_chair"
    _verb = "sign_as_chair"
    _where = (PROVINCIAL, ("chair_signed_on", "=", False))
    _label = _lt("Sign the minutes as chair")
    _label_on_paper = _lt("Record the chair's signature of the minutes")
    _since = "recorded_on"
    _rule = "dispatch"


class CommitteeWorkDispatch(models.AbstractModel):
    _name = "committee.work.dispatch"
    _inherit = "committee.work.meeting"
    _description = "Resolutions to Dispatch"

    _key = "dispatch"
    _verb = "dispatch"
    _where = (PROVINCIAL, ("state", "=", "signed"))
    _label = _lt("Dispatch the resolutions")
    _label_on_paper = _lt("Record the chair's dispatch letter")
    _since = "chair_signed_on"
    _rule = "dispatch"


class CommitteeWorkCopy(models.AbstractModel):
    _name = "committee.work.copy"
    _inherit = "committee.work.meeting"
    _description = "National Copy to Send"

    _key = "send_national_copy"
    _verb = "send_national_copy"
    _where = (PROVINCIAL, ("national_copy_on", "=", False))
    _label = _lt("Send the national organisation its copy of the minutes")
    _since = "chair_signed_on"
    _rule = "national_copy"


class CommitteeWorkSchedule(models.AbstractModel):
    _name = "committee.work.schedule"
    _inherit = "committee.work.meeting"
    _description = "Expert Session to Schedule"

    _key = "schedule"
    _verb = "schedule"
    _where = (("kind", "=", "expert"),)
    _label = _lt("Fix the expert session and ask the experts to it")
    _until = "planned_on"


class CommitteeWorkClose(models.AbstractModel):
    _name = "committee.work.close"
    _inherit = "committee.work.meeting"
    _description = "Expert Session to Close"

    _key = "close_session"
    _verb = "close_session"
    _where = (("kind", "=", "expert"),)
    _label = _lt("Close the expert session and send its outputs")
    _since = "recorded_on"
