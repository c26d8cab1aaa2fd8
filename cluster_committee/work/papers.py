"""Letters, scans and receipts."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..models.letter.letter import CHAIR_KINDS

_lt = LazyTranslate(__name__)

# what leaves with the step that it belongs to
WITH_A_STEP = (*sorted(CHAIR_KINDS), "national_copy", "agenda_proposal")


class CommitteeWorkLetter(models.AbstractModel):
    """Work on an official letter."""

    _name = "committee.work.letter"
    _inherit = "committee.work"
    _description = "Work on a Letter"

    _model = "committee.letter"
    _since = "letter_date"
    _place = "committee_id.province_id"

    def _name_of(self, letter):
        number = letter._digits(letter.number or "")
        about = letter.member_id.partner_name or letter.meeting_id.display_name
        return " – ".join(filter(None, (letter.subject, number, about)))


class CommitteeWorkIssue(models.AbstractModel):
    _name = "committee.work.issue"
    _inherit = "committee.work.letter"
    _description = "Letter to Issue"

    _key = "issue_letter"
    _verb = "issue"
    _where = (("kind", "not in", WITH_A_STEP),)
    _label = _lt("Issue or register the drafted letter")


class CommitteeWorkSend(models.AbstractModel):
    _name = "committee.work.send"
    _inherit = "committee.work.letter"
    _description = "Letter to Send"

    _key = "send_letter"
    _verb = "send"
    _label = _lt("Send the issued letter")


class CommitteeWorkScan(models.AbstractModel):
    _name = "committee.work.scan"
    _inherit = "committee.work.letter"
    _description = "Missing Scan of a Letter"

    _key = "letter_scan"
    _roles = ("officer",)
    _where = (("scan_missing", "=", True), ("state", "in", ("issued", "sent")))
    _label = _lt("Add the scan of the paper letter")
    _can_wait = True


class CommitteeWorkSignedScan(models.AbstractModel):
    _name = "committee.work.signed.scan"
    _inherit = "committee.work.meeting"
    _description = "Missing Scan of Signed Minutes"

    _key = "minutes_scan"
    _roles = ("officer",)
    _where = (
        ("signed_scan_missing", "=", True),
        ("state", "in", ("recorded", "signed", "dispatched", "closed")),
    )
    _label = _lt("Add the scan of the minutes signed by hand")
    _can_wait = True
    _since = "chair_signed_on"


class CommitteeWorkActPaper(models.AbstractModel):
    _name = "committee.work.act.paper"
    _inherit = "committee.work"
    _description = "Missing Scan of an Act"

    _key = "act_scan"
    _model = "committee.act.paper"
    _roles = ("officer",)
    _where = (("scan_missing", "=", True),)
    _label = _lt("Add the scan of what was recorded for the chair")
    _can_wait = True
    _since = "on"
    _place = "committee_id.province_id"


class CommitteeWorkInvited(models.AbstractModel):
    _name = "committee.work.invited"
    _inherit = "committee.work.letter"
    _description = "Receipt of an Invitation"

    _key = "invitation_receipt"
    _roles = ("officer",)
    _where = (
        ("kind", "=", "invitation"),
        ("state", "=", "sent"),
        ("meeting_id.state", "=", "invited"),
        ("recipient_ids", "any", [("state", "=", "sent")]),
    )
    _label = _lt("Ask who has received the invitation")
    _since = "sent_on"


class CommitteeWorkDispatched(models.AbstractModel):
    _name = "committee.work.dispatched"
    _inherit = "committee.work.invited"
    _description = "Receipt of a Dispatch"

    _key = "dispatch_receipt"
    _where = (
        ("kind", "in", ("dispatch", "reminder", "extension")),
        ("state", "=", "sent"),
        ("recipient_ids", "any", [("state", "=", "sent")]),
    )
    _label = _lt("Ask who has received the letter")


class CommitteeWorkReceived(models.AbstractModel):
    """The nation acknowledges the copies that are sent to it (4-4-4)."""

    _name = "committee.work.received"
    _inherit = "committee.work"
    _description = "National Copy to Acknowledge"

    _key = "acknowledge_copy"
    _model = "committee.letter.recipient"
    _verb = "acknowledge"
    _way = "press"
    _roles = ("national",)
    _where = (("letter_id.kind", "=", "national_copy"),)
    _opens = "letter_id"
    _label = _lt("Acknowledge the copy of the minutes")
    _since = "sent_on"

    def _name_of(self, recipient):
        letter = recipient.letter_id
        names = (letter.meeting_id.display_name, letter._digits(letter.number or ""))
        return " – ".join(filter(None, names))
