from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeLetterRecipient(models.Model):
    """One addressee of a letter: for action, information or notice."""

    _name = "committee.letter.recipient"
    _description = "Letter Recipient"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard"]
    _order = "is_copy, sequence, id"
    _rec_name = "partner_id"

    _verb_fields = frozenset(
        {"sent_on", "delivered_on", "acknowledged_on", "answered_on"}
    )
    _fixed_fields = frozenset({"letter_id"})
    _open_states = frozenset({"pending"})
    _parent_field = "letter_id"
    _parent_open_states = frozenset({"draft"})

    letter_id = fields.Many2one(
        comodel_name="committee.letter", required=True, ondelete="cascade", index=True
    )
    committee_id = fields.Many2one(related="letter_id.committee_id", store=True)
    company_id = fields.Many2one(related="letter_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Recipient",
        required=True,
        ondelete="restrict",
        index=True,
    )
    purpose = fields.Selection(
        selection=[
            ("action", "For action"),
            ("attendance", "To attend"),
            ("information", "For information"),
            ("notice", "For the superior's notice"),
        ],
        required=True,
        default="action",
    )
    is_copy = fields.Boolean(string="Copy To")
    channel = fields.Selection(
        selection=[
            ("automation", "Office automation"),
            ("post", "Post"),
            ("hand", "By hand"),
            ("email", "E-mail"),
            ("system", "In this system"),
        ],
        default="automation",
        required=True,
    )
    state = fields.Selection(
        selection=[
            ("pending", "Not yet sent"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("acknowledged", "Acknowledged"),
            ("answered", "Answered"),
        ],
        default="pending",
        required=True,
        readonly=True,
        copy=False,
        string="Status",
    )
    sent_on = fields.Date(readonly=True, copy=False)
    delivered_on = fields.Date(readonly=True, copy=False)
    acknowledged_on = fields.Date(readonly=True, copy=False)
    answered_on = fields.Date(readonly=True, copy=False)

    can_deliver = fields.Boolean(compute="_compute_can")
    can_acknowledge = fields.Boolean(compute="_compute_can")

    _once_on_a_letter = models.Constraint(
        "UNIQUE (letter_id, partner_id)", "A recipient stands once on a letter."
    )

    @verb(
        "sent", to="delivered", by=("officer",), label=_lt("Delivered"), dating="fact"
    )
    def action_deliver(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("deliver", {"delivered_on": on}, on=on)

    @verb(
        "pending",
        "sent",
        "delivered",
        to="acknowledged",
        by=("officer", "national"),
        label=_lt("Acknowledge Receipt"),
        dating="fact",
    )
    def action_acknowledge(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        # who has it got it: its receipt proves that it left, by that day
        self._transition(
            "acknowledge",
            lambda to: {"acknowledged_on": on, "sent_on": to.sent_on or on},
            on=on,
        )
        self.letter_id._follow_recipients()
        self.env["committee.received.copy"]._follow_recipients(self, on)

    @needs("deliver", "acknowledge")
    def _needs_after_sending(self, act):
        return {
            recipient.id: [
                self.env._(
                    "%(recipient)s cannot have received the letter before it was sent.",
                    recipient=recipient.partner_id.name,
                )
            ]
            for recipient in self
            if act.on < (recipient.sent_on or recipient.letter_id.letter_date or act.on)
        }

    @needs("acknowledge")
    def _needs_the_nation_itself(self, act):
        """A national organisation that works here acknowledges its copies itself."""
        # sudo: read whether a national office exists; nothing else is shown
        companies = self.env["res.company"].sudo()
        if not companies.search_count([("is_national_office", "=", True)], limit=1):
            return {}
        of_the_nation = self.sudo(False)._holding("national")  # as who presses
        return {
            recipient.id: [
                self.env._(
                    "The copy for %(recipient)s is acknowledged by the national office"
                    " (clause 4-4-4).",
                    recipient=recipient.partner_id.name,
                )
            ]
            for recipient in self
            if recipient.letter_id.kind == "national_copy"
            and recipient.id not in of_the_nation.ids
        }

    def _holding(self, role, act=None):
        """The nation acknowledges the copies that are sent to it, and nothing else."""
        held = super()._holding(role, act)
        if role == "national":
            return held.filtered(lambda to: to.letter_id.kind == "national_copy")
        return held

    def _unacknowledged(self):
        """The recipients who may still acknowledge."""
        return self.filtered(
            lambda to: (
                to.state in ("pending", "sent", "delivered")
                and to.letter_id.state != "draft"
            )
        )
