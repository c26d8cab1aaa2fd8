from odoo import api, models

from .committee_meeting import HELD_STATES


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
    )
    def _compute_counts(self):
        for meeting in self:
            meeting.counts_from = meeting._counts_from()
            meeting.counts = bool(meeting.counts_from)

    def _counts_from(self):
        """The day since which a held meeting counts (reading A2), False if it does not:
        officially invited before, and quorate where attendance was recorded."""
        invited = self.invited_on and self.held_on and self.invited_on < self.held_on
        if self.state not in HELD_STATES or not invited or self.kind != "provincial":
            return False
        edition = self.edition_id
        if edition.counted_from == "recorded":
            since = self.recorded_on
        else:
            since = self.held_on
        if self.recorded_on and edition.counted_with_quorum:
            if not self._is_quorate(self.present_count, self.member_count):
                return False
        return since

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
