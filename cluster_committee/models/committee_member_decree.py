from psycopg2.errors import ExclusionViolation

from odoo import fields, models
from odoo.exceptions import UserError


class CommitteeMember(models.Model):
    """How a member is seated, and the letter by which he is (4-2)."""

    _inherit = "committee.member"

    def _seat_by(self, name, values, *, on):
        """Seat all members; the database is the last judge of a free seat."""
        try:
            with self.env.cr.savepoint():
                self._transition(name, values, on=on)
                self.flush_recordset()
        except ExclusionViolation as error:
            raise UserError(
                self.env._(
                    "A seat of these was filled by somebody else at this moment, and"
                    " a seat has one holder on one day (clause 4-2): %(seats)s",
                    seats=", ".join(self.seat_id.mapped("name")),
                )
            ) from error

    def _seat_by_decree(self, letters):
        """Seat each member by his letter, from its date on or from a later day."""
        letter_of = {letter.member_id: letter for letter in letters}
        by_day = self.grouped(lambda member: letter_of[member].letter_date)
        for day, members in by_day.items():
            members._seat_by(
                "issue",
                lambda member: {
                    "letter_id": letter_of[member].id,
                    "date_from": member.date_from or letter_of[member].letter_date,
                },
                on=day,
            )

    def _issue_past(self, numbers):
        """Record decrees that were issued on paper before this system came.

        :param numbers: {member: (number, date) of the decree}
        """
        days = self.grouped(lambda member: numbers[member][1])
        for day, members in days.items():
            members._check_blockers("issue", day)
        letters = self.env["committee.letter"]._issue_past(
            [
                {
                    **member._prepare_letter_values("decree"),
                    "number": numbers[member][0],
                    "letter_date": numbers[member][1],
                }
                for member in self
            ]
        )
        self._seat_by_decree(letters)

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
