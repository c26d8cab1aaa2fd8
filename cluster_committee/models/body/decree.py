from psycopg2.errors import ExclusionViolation

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.workflow_verb.tools import needs

from .past import KnownPast


class CommitteeMember(models.Model):
    """How a member is seated, and the letter by which he is (4-2)."""

    _inherit = "committee.member"

    @needs("propose", "issue", "seat")
    def _needs_open_seat(self, act):
        return {
            member.id: [
                self.env._(
                    "The last day of the seat “%(seat)s” was %(day)s: nobody is seated"
                    " on it any more (clause 4-2).",
                    seat=member.seat_id.name,
                    day=self._print_date(member.seat_id.closed_on),
                )
            ]
            for member in self
            if member.seat_id.state == "closed"
        }

    def _seat_by(self, name, values, *, on, asked=False):
        """Seat all members; the database is the last judge of a free seat.

        :param asked: whether the blockers were checked before
        """
        move = self._move if asked else self._transition
        try:
            with self.env.cr.savepoint():
                move(name, values, on=on)
                self.flush_recordset()
        except ExclusionViolation as error:
            raise UserError(
                self.env._(
                    "A seat of these was filled by somebody else at this moment, and"
                    " a seat has one holder on one day (clause 4-2): %(seats)s",
                    seats=self._join(self.seat_id.mapped("name")),
                )
            ) from error

    def _seat_by_decree(self, letters, asked=False):
        """Seat each member by his letter, from its date on or from a later day."""
        letter_of = {letter.member_id: letter for letter in letters}
        days = {member: letter_of[member].letter_date for member in self}
        self._seat_by(
            "issue",
            lambda member: {
                "letter_id": letter_of[member].id,
                "date_from": member.date_from or days[member],
            },
            on=days,
            asked=asked,
        )

    def _issue_past(self, numbers):
        """Record decrees that were issued on paper before this system came.

        :param numbers: {member: (number, date) of the decree}
        """
        known = self.with_context(committee_past=KnownPast(self.committee_id))
        known._check_blockers("issue", {m: numbers[m][1] for m in self})
        letters = known.env["committee.letter"]._issue_past(
            [
                {
                    **member._prepare_letter_values("decree"),
                    "number": numbers[member][0],
                    "letter_date": numbers[member][1],
                }
                for member in self
            ]
        )
        self._seat_by_decree(letters.with_env(self.env), asked=True)

    def _drafted_letters(self, kind, draft_missing=False):
        letters = self.env["committee.letter"]
        return letters._drafted_for(self, "member_id", kind, draft_missing)

    def _prepare_letter_values(self, kind):
        return {
            "kind": kind,
            "committee_id": self.committee_id.id,
            "member_id": self.id,
            "recipient_ids": [
                fields.Command.create(
                    {"partner_id": self.partner_id.id, "purpose": "action"}
                ),
                fields.Command.create(
                    {
                        "partner_id": self.company_id.partner_id.id,
                        "purpose": "information",
                        "is_copy": True,
                    }
                ),
            ],
        }
