"""Experts and their sessions of before this system came, taken over from paper."""

from odoo import models

from odoo.addons.cluster_committee.models.body.past import KnownPast, known_past

# the steps that are recorded of a past session
SESSION_STEPS = ("schedule", "hold", "record_minutes", "close_session")


class CommitteeCommittee(models.Model):
    """An expert committee that is there since its first expert sat on it."""

    _inherit = "committee.committee"

    def _constitute_past(self, days):
        """:param days: {expert committee: the day on which its first expert sat}"""
        known = self.with_context(committee_past=KnownPast(self))
        preparing = known.filtered(lambda committee: committee.state == "preparing")
        preparing._transition("consult", on={c: days[c] for c in preparing})
        known._transition(
            "constitute",
            lambda committee: {"formed_on": days[committee]},
            on={c: days[c] for c in known},
        )
        self._refresh_cadence()


class CommitteeMember(models.Model):
    """Who sat by office, each from a day of his own."""

    _inherit = "committee.member"

    def _seat_past(self):
        """Seat who has no decree, each as of the day on which he began."""
        known = self.with_context(committee_past=KnownPast(self.committee_id))
        known._seat_by("seat", {}, on={member: member.date_from for member in known})


class CommitteeMeeting(models.Model):
    """The same steps, checks and numbers as of any session, each with its own day."""

    _inherit = "committee.meeting"

    def _record_past_sessions(self, facts):
        """Bring drafts to where their papers say they came.

        :param facts: {session: {scheduled, recorded, closed: what is known; absent: the
            seats that nobody came for; outputs: [{name, text, purpose}]}}
        """
        known = KnownPast(self.committee_id)
        in_order = self.with_context(committee_past=known).sorted("date_start")
        in_order._schedule_past(facts)
        days = {session: session.planned_on for session in in_order}
        in_order._transition(
            "hold", lambda session: {"held_on": days[session]}, on=days
        )
        in_order._snapshot_invited()
        in_order._begin_to_count()
        in_order.output_ids.create(
            [
                {"session_id": session.id, "sequence": 10 * order, **output}
                for session in in_order
                for order, output in enumerate(facts[session]["outputs"], start=1)
            ]
        )
        in_order._record_past_minutes(facts)
        in_order._close_past_sessions(facts)

    def _schedule_past(self, facts):
        numbers = self._take_numbers()
        days = {s: facts[s].get("scheduled") or s.planned_on for s in self}
        self._transition(
            "schedule",
            lambda session: {
                "invited_on": days[session],
                "taken_over": True,
                **numbers[session],
            },
            on=days,
        )
        for day, sessions in self.grouped(days.get).items():
            sessions.agenda_item_ids._approve(day)

    def _close_past_sessions(self, facts):
        closed = self.filtered(lambda session: facts[session].get("closed"))
        days = closed._days_of(facts, "closed")
        closed._transition(
            "close_session", lambda session: {"closed_on": days[session]}, on=days
        )
        closed.output_ids._number()

    def _dated_elsewhere(self, act_verb):
        if act_verb.name in SESSION_STEPS and known_past(self.env):
            return self
        return super()._dated_elsewhere(act_verb)
