from odoo import api, models
from odoo.tools import SQL

from ...compliance.words import SIGNATORY, not_postponed_after, signed_validly
from .meeting import HELD_STATES

# the meetings whose invitation is of before and signed by who might sign it
INVITED_OFFICIALLY = f"""
    WITH {SIGNATORY}
    SELECT DISTINCT l.meeting_id
      FROM unnest(%(ids)s::int[], %(days)s::date[]) AS m(id, held_on)
      JOIN committee_letter l ON l.meeting_id = m.id AND l.kind = 'invitation'
       AND l.state != 'draft' AND l.letter_date < m.held_on
      JOIN {signed_validly("l")}
     WHERE {not_postponed_after("m", "l")}
"""
# what that is told from
SIGNED_FROM = (
    "committee.act",
    "committee.delegation",
    "committee.letter",
    "committee.member",
)


class CommitteeMeeting(models.Model):
    """What is counted of a meeting: who came, how many decisions, what is flagged."""

    _inherit = "committee.meeting"

    @api.depends(
        "state",
        "kind",
        "held_on",
        "invited_on",
        "recorded_on",
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
        A2), False if it does not: held, its attendance recorded, and quorate."""
        if self.state not in HELD_STATES or self.kind != "provincial":
            return False
        if not self._is_attended():
            return False
        edition = self.edition_id
        quorate = self._is_quorate(self.present_count, self.member_count)
        if edition.counted_with_quorum and not quorate:
            return False
        return self.recorded_on if edition.counted_from == "recorded" else self.held_on

    @api.depends(
        "attendance_ids.presence", "attendance_ids.is_member", "attendance_ids.active"
    )
    def _compute_counted_presence(self):
        for meeting in self:
            members = meeting.attendance_ids.filtered("is_member")
            present = members.filtered(lambda row: row.presence == "present")
            if meeting.edition_id.count_representative:  # a policy (A11)
                present |= members.filtered(lambda row: row.presence == "represented")
            meeting.member_count = len(members)
            meeting.present_count = len(present)

    @api.depends("member_count", "present_count")
    def _compute_presence(self):
        for meeting in self:
            members, present = meeting.member_count, meeting.present_count
            meeting.attendance_rate = members and 100 * present / members
            meeting.has_quorum = meeting._is_quorate(present, members)

    def _is_quorate(self, present, members):
        """Whether enough members came; a policy, the procedure asks none (A10)."""
        mode = self.edition_id.quorum_mode
        if mode == "majority":
            return present * 2 > members
        if mode == "two_thirds":
            return members > 0 and present * 3 >= members * 2
        return True

    def _compute_resolution_count(self):
        counts = dict(
            self.env["committee.resolution"]._read_group(
                [("meeting_id", "in", self.ids)], ["meeting_id"], ["__count"]
            )
        )
        for meeting in self:
            meeting.resolution_count = counts.get(meeting, 0)

    @api.depends("state", "attendance_ids.presence", "letter_ids.state")
    @api.depends_context("lang")
    def _compute_irregularities(self):
        found = self._irregularities()
        for meeting in self:
            meeting.irregularities = self._as_list(found.get(meeting.id))
