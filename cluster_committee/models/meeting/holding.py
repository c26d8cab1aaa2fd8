from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import needs, verb

from ...lib.meeting_queries import INVITED_OFFICIALLY
from .meeting import BEFORE_HELD, HELD_STATES, MINUTED

_lt = LazyTranslate(__name__)

CAME = ("present", "represented")
# the models that decide who signed
SIGNED_FROM = (
    "workflow.act",
    "committee.delegation",
    "committee.letter",
    "committee.member",
)


class CommitteeMeeting(models.Model):
    """The meeting takes place: with or without an invitation, who came, who chaired it
    (4-2, A12), and whether it counts for the cadence (4-4-2, A2)."""

    _inherit = "committee.meeting"

    _verb_fields = frozenset({"held_on"})
    _editable_in = {
        "actual_start": BEFORE_HELD | MINUTED,
        "actual_end": BEFORE_HELD | MINUTED,
    }

    actual_start = fields.Datetime(copy=False)
    actual_end = fields.Datetime(copy=False)
    held_on = fields.Date(readonly=True, copy=False, index=True)
    counts = fields.Boolean(
        string="Counts for the Cadence",
        compute="_compute_counts",
        store=True,
        help="Held upon an invitation that the chair signed before (clause 4-4), its"
        " attendance recorded, as the edition of its day counts meetings.",
    )
    counts_from = fields.Date(
        compute="_compute_counts", store=True, help="Since when the meeting counts."
    )

    # Who came
    member_count = fields.Integer(compute="_compute_counted_presence", store=True)
    present_count = fields.Integer(
        string="Present", compute="_compute_counted_presence", store=True
    )
    attendance_rate = fields.Float(
        compute="_compute_presence",
        help="Members present, in person or represented, in percent of those invited.",
    )
    has_quorum = fields.Boolean(compute="_compute_presence")

    # Buttons
    can_hold = fields.Boolean(compute="_compute_can")
    can_hold_uninvited = fields.Boolean(compute="_compute_can")

    _cadence = models.Index("(committee_id, held_on) WHERE held_on IS NOT NULL")

    @api.depends(
        "state",
        "kind",
        "held_on",
        "invited_on",
        "recorded_on",
        "awaits_proof",
        "member_count",
        "present_count",
        "attendance_ids.presence",
        "letter_ids.state",
        "committee_id.seat_ids.member_ids.state",
        "committee_id.seat_ids.member_ids.date_from",
        "committee_id.seat_ids.member_ids.date_to",
        "committee_id.delegation_ids.state",
        "committee_id.delegation_ids.date_to",
    )
    def _compute_counts(self):
        invited = self._officially_invited()
        for meeting in self:
            meeting.counts_from = meeting in invited and meeting._counts_from()
            meeting.counts = bool(meeting.counts_from)

    @api.depends(
        "attendance_ids.presence", "attendance_ids.is_member", "attendance_ids.active"
    )
    def _compute_counted_presence(self):
        for meeting in self:
            members = meeting.attendance_ids.filtered("is_member")
            counted = meeting._counted_presences()
            present = members.filtered(lambda row, c=counted: row.presence in c)
            meeting.member_count = len(members)
            meeting.present_count = len(present)

    @api.depends("member_count", "present_count")
    def _compute_presence(self):
        for meeting in self:
            members, present = meeting.member_count, meeting.present_count
            meeting.attendance_rate = members and 100 * present / members
            meeting.has_quorum = meeting._is_quorate(present, members)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "invited",
        to="held",
        by=("officer",),
        label=_lt("Record as Held"),
        dating="fact",
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
        dating="fact",
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

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("hold", "hold_uninvited")
    def _needs_day_after_invitation(self, act):
        return self._not_before("invited_on", act)

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

    def _chair_flaws(self):
        """The meeting is chaired by the chair or by his written delegate; anything else
        is a flaw (reading A12)."""
        self.ensure_one()
        chair = self.attendance_ids.filtered(lambda a: a.role == "chair")
        if not self.recorded_on or (chair and chair.presence == "present"):
            return []
        delegation = self._delegation_of("presiding")
        return [
            self.env._(
                "Policy: chaired by %(person)s in the place of the chair, by letter"
                " %(number)s.",
                person=delegation.partner_id.name,
                number=delegation.letter_number,
            )
            if delegation
            else self.env._(
                "Policy: the chair did not come, and no written delegation to chair"
                " the meeting is recorded."
            )
        ]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _officially_invited(self):
        """Those that the chair of the day, or who signed for him, invited before they
        were held (4-4-1), as the rule on invitations has it."""
        held = self.filtered(lambda m: m.invited_on and m.held_on and m.id)
        if not held:
            return held
        for name in SIGNED_FROM:
            self.env[name].flush_model()
        found = self.env.execute_query(
            SQL(INVITED_OFFICIALLY, ids=held.ids, days=held.mapped("held_on"))
        )
        return held.browse(meeting_id for (meeting_id,) in found)

    def _is_attended(self):
        """Whether it is written down of each member if he came (4-2-b)."""
        members = self.attendance_ids.filtered("is_member")
        return bool(members) and all(members.mapped("presence"))

    def _counts_from(self):
        """The day since which a meeting that was officially invited counts (reading
        A2), False if it does not: held, its attendance recorded, and quorate; and where
        it was entered late, proven (reading A32)."""
        if self.state not in HELD_STATES or self.kind != "provincial":
            return False
        if self.awaits_proof:
            return False
        if not self._is_attended():
            return False
        edition = self.edition_id
        quorate = self._is_quorate(self.present_count, self.member_count)
        if edition.counted_with_quorum and not quorate:
            return False
        return self.recorded_on if edition.counted_from == "recorded" else self.held_on

    def _counted_presences(self):
        """The presences by which a body came; whether a representative counts is a
        policy (A11)."""
        represented = ("represented",) if self.edition_id.count_representative else ()
        return ("present", *represented)

    def _is_quorate(self, present, members):
        return present >= self._quorum_needed(members)

    def _quorum_needed(self, members):
        """How many of so many members must come; a policy, the procedure asks none
        (A10). Where nobody sits there is no quorum."""
        mode = self.edition_id.quorum_mode
        if mode == "majority":
            return members // 2 + 1
        if mode == "two_thirds":
            return max(1, -(-members * 2 // 3))
        return 0

    def _delegation_of(self, act):
        """The delegation by which `act` of this meeting was done: chairing it
        ("presiding") on its day, signing its minutes on the day they were signed."""
        self.ensure_one()
        delegations = self.env["committee.delegation"]
        if act == "presiding":
            day = self.held_on
            people = self.attendance_ids.filtered(lambda a: a.presence in CAME)
            people = people.partner_id
        else:
            day, people = self.chair_signed_on, self.chair_signed_by_id
        if not day:
            return delegations
        chair = self.committee_id._chairs_on(day)[self.committee_id]
        return self.committee_id._delegations_on(day, act).filtered(
            lambda d: d.partner_id in people - chair
        )

    def _begin_to_count(self):
        self._note_committee_active()
        self.committee_id._refresh_cadence()

    def _note_committee_active(self):
        """With its first meeting that counts a constituted committee becomes active,
        an expert committee with its first session."""
        first = self.filtered(
            lambda meeting: (
                (meeting.counts or meeting.kind == "expert")
                and meeting.committee_id.state == "constituted"
            )
        )
        waiting = first.committee_id
        for day, meetings in sorted(first.grouped("held_on").items()):
            committees = meetings.committee_id & waiting  # by their first one only
            if committees:
                committees.action_activate(on=day)
            waiting -= committees
