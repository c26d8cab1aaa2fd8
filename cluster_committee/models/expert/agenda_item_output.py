from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.web_jalali.tools import persian

FATES = [
    ("adopted", "Adopted"),
    ("adopted_changed", "Adopted With Changes"),
    ("rejected", "Rejected"),
    ("sent_back", "Sent Back"),
    ("deferred", "Deferred"),
]
ADOPTED = ("adopted", "adopted_changed")
WITH_REASON = ("rejected", "sent_back", "deferred")
RECORDED = ("recorded", "signed", "dispatched", "closed")


class CommitteeAgendaItem(models.Model):
    """An item that came from an expert session, and what became of its output there
    (note 1)."""

    _inherit = "committee.agenda.item"

    output_id = fields.Many2one(
        comodel_name="committee.expert.output",
        string="Expert Output",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        domain="[('committee_id', '=', committee_id), ('state', '=', 'waiting')]",
        help="The result of an expert session that this item comes from.",
    )
    holds_output = fields.Boolean(
        compute="_compute_holds_output",
        store=True,
        help="Its output waits for no other agenda, as long as this is so.",
    )
    fate = fields.Selection(
        selection=FATES,
        string="Fate of the Output",
        copy=False,
        help="What the meeting made of the output; a reason belongs to all but what is"
        " adopted. An output is deferred once only.",
    )

    _on_one_agenda = models.UniqueIndex(
        "(output_id) WHERE holds_output",
        "An expert output stands on one agenda until its fate is recorded (note 1).",
    )
    _fate_of_an_output = models.Constraint(
        "CHECK (fate IS NULL OR output_id IS NOT NULL)",
        "Only an item that comes from an expert output has a fate to record (note 1).",
    )

    @api.depends("output_id", "state", "fate", "outcome", "meeting_id.state")
    def _compute_holds_output(self):
        """A cancelled or postponed meeting gives it back, a deferral as well, and what
        was never approved for the agenda of a meeting that is over."""
        for item in self:
            over = item.meeting_id.state in RECORDED
            item.holds_output = (
                bool(item.output_id)
                and item.meeting_id.state not in ("cancelled", "postponed")
                and item.outcome != "dropped"
                and not (over and (item.fate == "deferred" or item.state == "proposed"))
            )

    @api.constrains("output_id")
    def _check_output_waits(self):
        # sudo: read the output that the item comes from
        for item in self.filtered("output_id").sudo():
            output = item.output_id
            if output.purpose != "approval" or not output.sent_on:
                raise ValidationError(
                    self.env._(
                        "%(output)s does not wait for an agenda: it is for information,"
                        " or its session is not closed yet (note 1).",
                        output=output.display_name,
                    )
                )

    @api.constrains("fate")
    def _check_deferred_once(self):
        deferred = self.filtered(lambda item: item.fate == "deferred")
        earlier = self.search(
            [
                ("output_id", "in", deferred.output_id.ids),
                ("fate", "=", "deferred"),
                ("id", "not in", deferred.ids),
            ]
        ).grouped("output_id")
        for item in deferred:
            if before := earlier.get(item.output_id):
                raise ValidationError(
                    self.env._(
                        "%(output)s was deferred already, at %(meeting)s; an expert"
                        " output is deferred once only (note 1). Adopt it, reject it,"
                        " or send it back.",
                        output=item.output_id.display_name,
                        meeting=before[0].meeting_id.display_name,
                    )
                )

    @api.constrains("outcome")
    def _check_output_not_dropped(self):
        for item in self:
            held = item.meeting_id.state == "held"
            if held and item.outcome == "dropped" and item.output_id:
                raise ValidationError(
                    self.env._(
                        "“%(item)s” comes from an expert output, which cannot be"
                        " dropped: record its fate, or defer it with a reason"
                        " (note 1).",
                        item=item.name,
                    )
                )

    @api.constrains("fate", "outcome")
    def _check_outcome_of_fate(self):
        """The minutes say of an item what they say of its output."""
        for item in self.filtered("fate"):
            outcome = "deferred" if item.fate == "deferred" else "decided"
            if item.outcome not in (outcome, "dropped"):
                labels = dict(self._fields["fate"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "The expert output in “%(item)s” has its fate: %(fate)s. Change"
                        " the fate instead of the outcome (note 1).",
                        item=item.name,
                        fate=labels[item.fate],
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_output(self):
        """No output gets lost: one on a proposed agenda is decided there."""
        if not self._permits("unlink"):
            self._check_output_stays()

    def write(self, vals):
        if "output_id" in vals and not self._permits("output_id"):
            other = self.filtered(lambda item: item.output_id.id != vals["output_id"])
            other._check_output_stays()
        return super().write(vals)

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _check_output_stays(self):
        for item in self.sudo():  # sudo: read the state of the meeting
            if item.output_id and item.meeting_id.state not in ("draft", "cancelled"):
                raise UserError(
                    self.env._(
                        "“%(item)s” comes from an expert output and stays on the"
                        " agenda that was proposed: the meeting records its fate, or"
                        " defers it once with a reason (note 1).",
                        item=item.name,
                    )
                )

    def _what_is_missing(self):
        """Sentences on what items from expert outputs lack before the minutes are
        recorded: a fate, its reason, and the resolution that adopts them."""
        sentences = []
        live = self.filtered(
            lambda item: item.holds_output and item.state == "approved"
        )
        for item in live.sorted():
            if not item.fate:
                sentences.append(
                    self.env._(
                        "What became of the expert output in “%(item)s” is not"
                        " recorded: adopted, rejected, sent back or deferred (note 1).",
                        item=item.name,
                    )
                )
            elif item.fate in WITH_REASON and persian.is_blank(item.outcome_note):
                sentences.append(
                    self.env._(
                        "Write the reason for the fate of the expert output in"
                        " “%(item)s” (note 1).",
                        item=item.name,
                    )
                )
            elif item.fate in ADOPTED and not item.resolution_ids:
                sentences.append(
                    self.env._(
                        "The expert output in “%(item)s” was adopted, but no resolution"
                        " stands under this item (note 1).",
                        item=item.name,
                    )
                )
        return sentences
