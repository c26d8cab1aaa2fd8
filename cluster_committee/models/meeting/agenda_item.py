from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from .meeting import BEFORE_HELD

_lt = LazyTranslate(__name__)

# after the approval an item may still come in, as a late one (4-4-3)
LATE_STATES = frozenset({"agenda_approved", "invited", "postponed", "held"})


class CommitteeAgendaItem(models.Model):
    """An item of an agenda: who proposed it, which duty it serves, the discussion and
    the outcome."""

    _name = "committee.agenda.item"
    _description = "Agenda Item"
    _inherit = [
        "committee.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
    ]
    _order = "meeting_id, late, sequence, id"

    _verb_fields = frozenset({"number", "late", "approved_on"})
    _fixed_fields = frozenset({"meeting_id"})
    _same_owner = {
        "output_id": "committee_id",
        "deferred_from_id": "committee_id",
        "cluster_ids": "company_id",
    }
    _open_states = frozenset({"proposed"})
    _editable_in = {
        "discussion": frozenset({"approved"}),
        "outcome": frozenset({"approved"}),
        "outcome_note": frozenset({"approved"}),
        "fate": frozenset({"approved"}),
    }
    _parent_field = "meeting_id"
    _parent_open_states = BEFORE_HELD | {"held"}

    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        required=True,
        ondelete="cascade",
        index=True,
        string="Meeting",
    )
    committee_id = fields.Many2one(
        related="meeting_id.committee_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="meeting_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    number = fields.Integer(readonly=True, copy=False, aggregator=None)
    name = fields.Char(string="Title", required=True)
    proposer_id = fields.Many2one(
        comodel_name="res.partner", string="Proposed By", ondelete="restrict"
    )
    duty_id = fields.Many2one(
        comodel_name="committee.procedure.clause",
        domain=[("is_duty", "=", True)],
        ondelete="restrict",
        string="Duty",
    )
    cluster_ids = fields.Many2many(
        comodel_name="business.cluster",
        relation="committee_agenda_item_cluster_rel",
        string="Clusters",
        domain="[('company_id', '=', company_id)]",
    )
    is_follow_up = fields.Boolean(
        string="Review of Resolutions",
        copy=False,
        help="The standing item that reviews what was resolved before (clause 4-3-5).",
    )
    late = fields.Boolean(
        string="Late Item",
        readonly=True,
        copy=False,
        help="Came after the agenda was approved; needs an approval of its own.",
    )
    state = fields.Selection(
        selection=[("proposed", "Proposed"), ("approved", "Approved")],
        default="proposed",
        required=True,
        readonly=True,
        copy=False,
        string="Status",
    )
    approved_on = fields.Date(readonly=True, copy=False)

    # Next meeting
    standing = fields.Boolean(
        string="Standing Item",
        help="The next meeting that starts from this one has it again.",
    )
    deferred_from_id = fields.Many2one(
        comodel_name="committee.agenda.item",
        string="Deferred From",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        domain="[('committee_id', '=', committee_id), ('outcome', '=', 'deferred')]",
        help="The item of an earlier meeting that was deferred to this one.",
    )

    # Minutes
    discussion = fields.Text(copy=False)
    outcome = fields.Selection(
        selection=[
            ("pending", "Not yet taken up"),
            ("discussed", "Discussed"),
            ("decided", "Decided"),
            ("deferred", "Deferred"),
            ("dropped", "Dropped"),
        ],
        compute="_compute_outcome",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        copy=False,
    )
    outcome_note = fields.Char(copy=False)
    resolution_ids = fields.One2many(
        comodel_name="committee.resolution", inverse_name="item_id"
    )

    can_approve = fields.Boolean(compute="_compute_can")

    @api.depends("resolution_ids", "fate")
    def _compute_outcome(self):
        for item in self:
            if item.fate:
                item.outcome = "deferred" if item.fate == "deferred" else "decided"
            elif item.resolution_ids and (item.outcome or "pending") == "pending":
                item.outcome = "decided"
            else:
                item.outcome = item.outcome or "pending"

    @api.depends("state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can(self):
        result = super()._compute_can()
        for item in self:
            item.can_approve = item.can_approve and item.late
        return result

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        # sudo: read the states of the meetings, to find late items
        late = items.filtered(lambda item: item.sudo().meeting_id.state in LATE_STATES)
        # sudo: read the kind of the meeting
        of_experts = late.filtered(lambda item: item.sudo().meeting_id.kind == "expert")
        of_experts._approve(jalali.today())  # they need nobody's approval (note 1)
        (late - of_experts)._permitted({"late"}).write({"late": True})
        late._number_items()
        return items

    def _content_is_open(self, states):
        held = self.meeting_id.state == "held"
        if held and self.state == "proposed" and not self.late:
            # held without an approved agenda: it is minuted as it was, and flagged
            states = states | {"proposed"}
        frozen = self.state == "approved" and not held
        return not frozen and super()._content_is_open(states)

    @verb(
        "proposed",
        to="approved",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Approve Late Item"),
        dating="now",
        delegable="agenda",
    )
    def action_approve(self, on=None):
        """The chair approves an item that came after the agenda was approved."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("approve", {"approved_on": on}, on=on)

    @needs("approve")
    def _needs_late_item(self, act):
        return {
            item.id: [
                self.env._(
                    "“%(item)s” is approved together with the agenda (clause 4-4-3).",
                    item=item.name,
                )
            ]
            for item in self
            if not item.late
        }

    def _renumber(self):
        """Number the items of each meeting from one on, in their order: until the
        agenda is approved, items come and go."""
        for items in self.grouped("meeting_id").values():
            for number, item in enumerate(items.sorted(), start=1):
                if item.number != number:
                    item._permitted({"number"}).write({"number": number})

    def _number_items(self):
        """Number the items of each meeting in their order, after those numbered."""
        for items in (
            self.filtered(lambda item: not item.number).grouped("meeting_id").values()
        ):
            last = max(items.meeting_id.agenda_item_ids.mapped("number"), default=0)
            for number, item in enumerate(items.sorted(), start=last + 1):
                item._permitted({"number"}).write({"number": number})

    def _approve(self, on):
        """The items are approved with their agenda, as they are on that day (4-4-3)."""
        self._renumber()
        values = {"state": "approved", "approved_on": on}
        self._permitted(values).write(values)

    def _prepare_standing_values(self):
        return {
            "sequence": self.sequence,
            "name": self.name,
            "duty_id": self.duty_id.id,
            "proposer_id": self.proposer_id.id,
            "is_follow_up": self.is_follow_up,
            "standing": True,
        }

    def _prepare_deferred_values(self):
        """:return: values of a copy of the item; the discussion stays in its own
        minutes"""
        return {
            "sequence": self.sequence,
            "name": self.name,
            "duty_id": self.duty_id.id,
            "proposer_id": self.proposer_id.id,
            "cluster_ids": [Command.set(self.cluster_ids.ids)],
            "deferred_from_id": self.id,
        }
