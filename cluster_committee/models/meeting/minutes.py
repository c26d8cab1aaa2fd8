import base64

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import NO_ACCESS, needs, verb

from ...lib import scans
from ...lib.meeting_queries import MINUTES_LATE
from .meeting import MINUTED, RECORDED

_lt = LazyTranslate(__name__)

# the steps whose day minutes that were signed by hand bear
BORNE_BY_PAPER = frozenset({"record_minutes", "sign_as_secretary"})


class CommitteeMeeting(models.Model):
    """The minutes: recorded by the company, returned where they are wrong, signed by
    the secretary and the chair, in the system or by hand, and sealed (4-4-4)."""

    _name = "committee.meeting"
    _inherit = ["committee.meeting", "sealed.document.mixin"]

    _verb_fields = frozenset(
        {
            "minutes_remarks",
            "recorded_on",
            "secretary_signed_on",
            "secretary_signed_by_id",
            "chair_signed_on",
            "chair_signed_by_id",
            "chair_signed_on_paper",
            "minutes_document",
            "minutes_document_name",
            "minutes_sha256",
        }
    )
    _papers_of_steps = frozenset({"sign_as_chair"})
    _editable_in = {
        "notes": MINUTED,
        "next_meeting_on": MINUTED,
        # what was signed by hand may be scanned before it is entered, or later
        "signed_scan": MINUTED | RECORDED,
        "signed_scan_name": MINUTED | RECORDED,
    }

    _sealed_report = "cluster_committee.action_report_committee_meeting_minutes"
    _sealed_content = "minutes_document"
    _sealed_digest = "minutes_sha256"
    _sealed_name = "minutes_document_name"

    resolution_ids = fields.One2many(
        comodel_name="committee.resolution", inverse_name="meeting_id"
    )
    resolution_count = fields.Integer(compute="_compute_resolution_count")
    notes = fields.Text(copy=False, string="General Discussion")
    next_meeting_on = fields.Date(copy=False, string="Next Meeting Proposed For")
    minutes_remarks = fields.Text(
        string="Remarks on the Minutes",
        readonly=True,
        copy=False,
        help="Why the minutes were returned the last time.",
    )
    recorded_on = fields.Date(string="Minutes Recorded On", readonly=True, copy=False)

    # Signatures
    secretary_signed_on = fields.Date(readonly=True, copy=False)
    secretary_signed_by_id = fields.Many2one(
        comodel_name="res.partner", readonly=True, copy=False
    )
    chair_signed_on = fields.Date(readonly=True, copy=False)
    chair_signed_by_id = fields.Many2one(
        comodel_name="res.partner", readonly=True, copy=False
    )
    chair_signed_on_paper = fields.Boolean(readonly=True, copy=False)
    signed_scan = fields.Binary(
        string="Scan of the Signed Minutes",
        attachment=True,
        copy=False,
        help="The minutes with the signatures of the chair and the secretary by hand.",
    )
    signed_scan_name = fields.Char(copy=False)
    signed_scan_missing = fields.Boolean(
        string="Scan of the Signed Minutes Missing",
        compute="_compute_signed_scan_missing",
        store=True,
    )

    # What was sealed
    minutes_document = fields.Binary(attachment=True, copy=False, groups=NO_ACCESS)
    minutes_document_name = fields.Char(readonly=True, copy=False)
    minutes_sha256 = fields.Char(string="SHA-256", readonly=True, copy=False)

    # Buttons
    can_record_minutes = fields.Boolean(compute="_compute_can")
    can_return_minutes = fields.Boolean(compute="_compute_can")
    can_sign_as_secretary = fields.Boolean(compute="_compute_can")
    can_sign_as_chair = fields.Boolean(compute="_compute_can")

    def _compute_resolution_count(self):
        counts = dict(
            self.env["committee.resolution"]._read_group(
                [("meeting_id", "in", self.ids)], ["meeting_id"], ["__count"]
            )
        )
        for meeting in self:
            meeting.resolution_count = counts.get(meeting, 0)

    @api.depends("chair_signed_on_paper", "signed_scan")
    def _compute_signed_scan_missing(self):
        for meeting in self:
            meeting.signed_scan_missing = (
                meeting.chair_signed_on_paper and not meeting.signed_scan
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "held",
        to="recorded",
        by=("officer",),
        label=_lt("Record Minutes"),
        dating="now",
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
        dating="now",
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
        dating="now",
        main=True,
    )
    def action_sign_as_secretary(self, on=None):
        self._sign("secretary", fields.Date.to_date(on) or jalali.today())

    @verb(
        "recorded",
        to="signed",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Sign as Chair"),
        dating="now",
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

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def _dated_elsewhere(self, act_verb):
        """Minutes that were signed by hand bear their day, where their scan stands."""
        found = super()._dated_elsewhere(act_verb)
        if act_verb.name in BORNE_BY_PAPER:
            found |= self.filtered(lambda meeting: meeting._opens("signed_scan"))
        return found

    def _opens(self, name):
        """Whether the file in the field `name` can be opened."""
        content = self.with_context(bin_size=False)[name]
        return bool(content) and scans.opens(base64.b64decode(content))

    def _way_of_dating(self, act, name):
        sentence = super()._way_of_dating(act, name)
        if act.verb.name not in BORNE_BY_PAPER:
            return sentence
        by_hand = self.env._(
            "Minutes that were signed by hand on that day are entered with their scan"
            " (clause 4-4-4)."
        )
        return f"{sentence} {by_hand}"

    def _is_done(self, name):
        signed = {
            "sign_as_secretary": self.secretary_signed_on,
            "sign_as_chair": self.chair_signed_on,
        }
        return bool(signed.get(name)) or super()._is_done(name)

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

    def _minutes_flaws(self, days):
        """Minutes recorded later than the policy asks (reading A16).

        :param days: by how many, of `_minutes_days_late`
        """
        self.ensure_one()
        if not days:
            return []
        return [
            self.env._(
                "Policy: the minutes were recorded %(days)s working days late.",
                days=self._digits(days),
            )
            if self.edition_id.time_limits == "working"
            else self.env._(
                "Policy: the minutes were recorded %(days)s days late.",
                days=self._digits(days),
            )
        ]

    def _minutes_days_late(self):
        """:return: {id of a meeting: by how many days of its time limit its minutes
        were recorded late}, as in the rule on them"""
        recorded = self.filtered(lambda m: m.held_on and m.recorded_on and m._origin)
        if not recorded:
            return {}
        editions = self.env["committee.procedure.edition"]._editions_on(
            set(recorded.mapped("recorded_on"))
        )
        national = self.env.ref("cluster_committee.resource_calendar_national")
        # sudo: read which calendar the company works by
        companies = recorded.company_id.sudo()
        calendars = {c.id: (c.committee_calendar_id or national).id for c in companies}
        used = [editions[meeting.recorded_on] for meeting in recorded]
        found = self.env.execute_query(
            SQL(
                MINUTES_LATE,
                ids=recorded._origin.ids,
                held=recorded.mapped("held_on"),
                recorded=recorded.mapped("recorded_on"),
                calendars=[calendars[m.company_id.id] for m in recorded],
                limits=[edition.minutes_working_days for edition in used],
                readings=[edition.time_limits or "working" for edition in used],
            )
        )
        return dict(found)

    def _signature_flaws(self):
        """The minutes are signed by the chair or by his written delegate; anything else
        is a flaw (reading A12)."""
        self.ensure_one()
        if not self.chair_signed_on:
            return []
        able = self.committee_id._signatories_on(self.chair_signed_on, "minutes")
        if self.chair_signed_by_id and (
            self.chair_signed_by_id in able[self.committee_id]
        ):
            return []
        return [
            self.env._(
                "The minutes are signed neither by the chair nor by his"
                " delegate (clause 4-4)."
            )
        ]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _sign(self, role, day, scan=None, scan_name=None, signatory=None):
        """Sign as `role`; with both signatures the minutes are signed and sealed.

        :param signatory: who signed the paper for the chair, where it was not himself
        """
        name = f"sign_as_{role}"
        self._check_blockers(name, day)  # of all, before some are signed
        other = "chair" if role == "secretary" else "secretary"
        direct, recorded = self._actors(self._verb(name))
        # sudo: read who holds the chair or signs for it, to record the signatory
        signers = self.committee_id.sudo()._signatories_on(day, "minutes")
        complete = self.filtered(f"{other}_signed_on")

        def values(meeting):
            signer = self.env.user.partner_id
            if role == "chair":
                able = signers[meeting.committee_id]
                own = able & signer if meeting in direct else signatory
                signer = own or able[:1]
            found = {
                f"{role}_signed_on": day,
                f"{role}_signed_by_id": signer.id,
            }
            if role == "chair":
                found["chair_signed_on_paper"] = meeting in recorded
                if scan and meeting in recorded:
                    found |= {"signed_scan": scan, "signed_scan_name": scan_name}
            return found

        for meetings, target in ((self - complete, False), (complete, "signed")):
            if meetings:
                meetings._transition(name, values, on=day, to=target)
        complete.resolution_ids._number()
        for model in ("committee.priority.list", "committee.forecast"):
            self.env[model]._follow_signature(complete, day)
        complete._seal_document()

    def _sealed_file_name(self):
        return self._paper_name("minutes")

    def _write_sealed(self, values):
        self._permitted(values).write(values)
