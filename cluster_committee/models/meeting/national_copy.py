from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """The national copy: the company sends the national organisation the minutes
    (4-4-4); with it and the dispatch the meeting is closed."""

    _name = "committee.meeting"
    _inherit = ["committee.meeting", "committee.content.mixin"]

    _verb_fields = frozenset({"national_copy_on"})

    national_copy_on = fields.Date(
        string="National Copy Issued On",
        readonly=True,
        copy=False,
        help="The date of the letter; when it left stands beside it.",
    )

    # Buttons
    can_send_national_copy = fields.Boolean(compute="_compute_can")

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "signed",
        "dispatched",
        to=None,
        by=("secretary",),
        label=_lt("Send National Copy"),
        dating="paper",
        main=True,
        letter="national_copy",
    )
    def action_send_national_copy(self, on=None, number=None):
        """Send the national organisation a copy of the minutes (4-4-4)."""
        on = self._act_day(on, "national_copy")
        self._check_blockers("send_national_copy", on)
        letters = self._issue_letters("national_copy", number=number, on=on)
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

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def _is_done(self, name):
        if name == "send_national_copy":
            return bool(self.national_copy_on)
        return super()._is_done(name)

    @needs("send_national_copy")
    def _needs_signed_minutes(self, act):
        found = self._not_before("chair_signed_on", act)
        for meeting in self.filtered("national_copy_on"):
            found[meeting.id] = [self.env._("The national copy was sent already.")]
        return found

    @needs("send_national_copy")
    def _needs_the_nation_addressed(self, act):
        """A copy that is addressed to somebody else is none for the organisation
        (4-4-4)."""
        found = {}
        # of all meetings that are asked, and not of those of one day
        drafts = self.letter_ids.filtered(
            lambda letter: letter.kind == "national_copy" and letter.state == "draft"
        )
        for letter in drafts:
            office = letter.company_id._national_office()
            if office and not office & letter.recipient_ids.partner_id:
                found[letter.meeting_id.id] = [
                    self.env._(
                        "%(office)s is not among the recipients of the copy (clause"
                        " 4-4-4): add it to the drafted letter.",
                        office=office[:1].name,
                    )
                ]
        return found

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _letter_recipients(self, kind):
        if kind == "national_copy":
            return self.company_id._national_office()
        return super()._letter_recipients(kind)

    # ------------------------------------------------------------
    # CONTENT OF A COPY
    # ------------------------------------------------------------

    def _minutes_content(self):
        """All that is written down of this meeting, as plain values."""
        self.ensure_one()
        # sudo: read the whole meeting, for an office that may read all of it
        meeting = self.sudo()._in_paper_language()
        values = meeting._plain_values
        letters = meeting.letter_ids.filtered(lambda letter: letter.state != "draft")
        return {
            **meeting._minutes_identity(),
            "company": meeting.company_id.name,
            "committee": values(meeting.committee_id),
            "meeting": values(meeting),
            "agenda": [values(item) for item in meeting.agenda_item_ids.sorted()],
            "attendance": [values(row) for row in meeting.attendance_ids.sorted()],
            "resolutions": [
                {
                    **values(resolution),
                    "tasks": [
                        values(task) for task in resolution.task_ids.sorted("id")
                    ],
                }
                for resolution in meeting.resolution_ids.sorted("number")
            ],
            "letters": [
                {
                    **values(letter),
                    "recipients": [values(to) for to in letter.recipient_ids.sorted()],
                }
                for letter in letters.sorted("id")
            ],
        }

    def _minutes_identity(self):
        """The key of the minutes in every database: province and number."""
        return {
            "province": self.province_id.iso_code,
            "kind": self.kind,
            "number": self.number,
            "number_year": self.number_year,
            "held_on": self.held_on.isoformat(),
            "minutes_sha256": self.minutes_sha256,
        }

    def _deliver_copies(self, letters):
        """Where the national organisation works in this database, the copies that these
        letters carry are there at once, which proves that those of today left today."""
        if not self.env["res.company"]._office_is_here():
            return
        self.env["committee.received.copy"]._receive_from(letters)
        today = jalali.today()
        letters.filtered(lambda letter: letter.letter_date == today)._mark_sent(
            today,
            "system",
            {"note": self.env._("In the inbox of the national organisation")},
        )
