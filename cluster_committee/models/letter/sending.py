from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeLetter(models.Model):
    """That a letter left: issued by its signatory it lies in the secretariat, until it
    is marked as sent to each of its recipients, with the day, the way and the
    evidence."""

    _inherit = "committee.letter"

    unsent_count = fields.Integer(
        string="Not Yet Sent To", compute="_compute_unsent_count"
    )

    @api.depends("state", "recipient_ids.state")
    def _compute_unsent_count(self):
        for letter in self:
            pending = letter.recipient_ids.filtered(lambda to: to.state == "pending")
            letter.unsent_count = letter.state != "draft" and len(pending)

    @verb(
        "issued",
        to="sent",
        by=("secretary",),
        label=_lt("Mark as Sent"),
        main=True,
        dating="fact",
        asks_evidence=True,
    )
    def action_send(self, on=None, channel=None, evidence=None):
        """Mark the letter as sent to all recipients to whom it was not sent yet.

        :param channel: how it left; by default as each recipient has it
        :param evidence: {number, document, document_name, note} of what proves it
        """
        on = fields.Date.to_date(on) or jalali.today()
        waiting = self.recipient_ids.filtered(lambda to: to.state == "pending")
        self._check_evidence(channel, evidence)
        self._transition(
            "send",
            # with the last of its recipients, whoever was marked before
            lambda letter: {
                "sent_on": max(
                    [on, *filter(None, letter.recipient_ids.mapped("sent_on"))]
                )
            },
            on=on,
        )
        waiting._mark_sent(on, channel, evidence)

    @needs("send")
    def _needs_day_of_letter(self, act):
        return {
            letter.id: [
                self.env._(
                    "“%(letter)s” cannot be sent before its own date.",
                    letter=letter.subject,
                )
            ]
            for letter in self
            if letter.letter_date and act.on < letter.letter_date
        }

    def _check_evidence(self, channel, evidence):
        """:raises UserError: without a known way, or anything that proves it"""
        channels = dict(self.recipient_ids._fields["channel"].selection)
        if channel and channel not in channels:
            raise UserError(self.env._("“%(way)s” is no way to send.", way=channel))
        found = evidence or {}
        words = (found.get("number"), found.get("note"))
        if not found.get("document") and all(map(persian.is_blank, words)):
            raise UserError(
                self.env._(
                    "“%(letter)s”: say what proves that it left (clause 4-4): its"
                    " number in the automation or of the post, who took it, or the"
                    " receipt as a file.",
                    letter=self[:1].subject,
                )
            )

    def _mark_sent(self, on=None, channel=None, evidence=None):
        """Mark letters as sent, by an act that has checked it.

        :param on: the day on which they left (date); by default their own date
        """
        for day, letters in self.grouped(lambda x: on or x.letter_date).items():
            values = {"state": "sent", "sent_on": day}
            letters._permitted(values).write(values)
            letters.recipient_ids._mark_sent(day, channel, evidence)

    def _follow_recipients(self):
        """A letter has left with the last of its recipients."""
        complete = self.filtered(
            lambda letter: (
                letter.state == "issued"
                and all(to.state != "pending" for to in letter.recipient_ids)
            )
        )
        if complete:
            days = {x: max(x.recipient_ids.mapped("sent_on")) for x in complete}
            complete._move("send", lambda letter: {"sent_on": days[letter]}, on=days)


class CommitteeLetterRecipient(models.Model):
    """The letter is marked as sent to one recipient after the other."""

    _inherit = "committee.letter.recipient"

    _verb_fields = frozenset({"sent_evidence", "sent_proof", "sent_proof_name"})

    sent_evidence = fields.Char(
        string="Evidence of Sending",
        readonly=True,
        copy=False,
        help="What proves that it left: the number of the automation or of the post,"
        " the receipt, who took it.",
    )
    sent_proof = fields.Binary(
        string="Receipt", attachment=True, readonly=True, copy=False
    )
    sent_proof_name = fields.Char(readonly=True, copy=False)

    can_send = fields.Boolean(compute="_compute_can")

    @verb(
        "pending",
        to="sent",
        by=("secretary",),
        label=_lt("Mark as Sent"),
        dating="fact",
        asks_evidence=True,
    )
    def action_send(self, on=None, channel=None, evidence=None):
        """Mark the letter as sent to these recipients, as `action_send` of a letter."""
        on = fields.Date.to_date(on) or jalali.today()
        self.letter_id._check_evidence(channel, evidence)
        self._transition("send", self._sent_values(on, channel, evidence), on=on)
        self.letter_id._follow_recipients()

    @needs("send", "deliver", "acknowledge")
    def _needs_issued_letter(self, act):
        return {
            recipient.id: [
                self.env._(
                    "“%(letter)s” is not issued yet, so that nobody has got it.",
                    letter=recipient.letter_id.subject,
                )
            ]
            for recipient in self
            if recipient.letter_id.state == "draft"
        }

    @needs("send")
    def _needs_day_of_letter(self, act):
        return {
            recipient.id: [
                self.env._(
                    "“%(letter)s” cannot be sent before its own date.",
                    letter=recipient.letter_id.subject,
                )
            ]
            for recipient in self
            if recipient.letter_id.letter_date
            and act.on < recipient.letter_id.letter_date
        }

    def _sent_values(self, on, channel, evidence):
        found = evidence or {}
        words = " – ".join(filter(None, (found.get("number"), found.get("note"))))
        return {
            "sent_on": on,
            "sent_evidence": words,
            "sent_proof": found.get("document"),
            "sent_proof_name": found.get("document_name"),
            **({"channel": channel} if channel else {}),
        }

    def _mark_sent(self, on, channel=None, evidence=None):
        """The addressees got the letter on the day it left."""
        values = {"state": "sent", **self._sent_values(on, channel, evidence)}
        waiting = self.filtered(lambda to: to.state == "pending")
        waiting._permitted(values).write(values)
