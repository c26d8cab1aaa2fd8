"""Yearly decisions of before this system came, taken over from their papers."""

from odoo import api, models

from odoo.addons.cluster_committee.models.body.past import KnownPast, known_past


class CommitteeYearlyMixin(models.AbstractModel):
    """The same step and checks as of any yearly decision; it bears the day on which
    both signatures stood under the minutes, whoever enters it."""

    _inherit = "committee.yearly.mixin"

    def _approve_past(self, days):
        """Approve drafts as of the day of their signatures; of one year, each later one
        supersedes the one before.

        :param days: {decision: the day on which both had signed the minutes}
        """
        known = KnownPast(self.committee_id)
        for batch in self.with_context(committee_past=known)._in_turns():
            # of all at once: that no day lies before its meeting, the sheet has checked
            batch._check_blockers("approve", max(days[each] for each in batch))
            batch._supersede(lambda decision: days[decision])
            batch._move(
                "approve",
                lambda decision: {"approved_on": days[decision]},
                on={decision: days[decision] for decision in batch},
            )

    def _in_turns(self):
        """The decisions in batches, each with one of a committee and year, in the order
        of their meetings: as many as the most that one year has."""
        turns = []
        for decisions in self.grouped(lambda decision: decision._key()).values():
            for place, decision in enumerate(decisions.sorted("decided_on")):
                if place == len(turns):
                    turns.append(self.browse())
                turns[place] |= decision
        return turns

    def _dated_elsewhere(self, act_verb):
        """What is taken over bears the day on its papers, whoever enters it."""
        if act_verb.name == "approve" and known_past(self.env):
            return self
        return super()._dated_elsewhere(act_verb)


class CommitteePriorityLine(models.Model):
    """What was prioritised in its time, whatever came of the cluster since."""

    _inherit = "committee.priority.line"

    @api.constrains("cluster_id", "list_id")
    def _check_cluster_goes_on(self):
        if known_past(self.env):  # the sheet asks how it was on the day
            return None
        return super()._check_cluster_goes_on()
