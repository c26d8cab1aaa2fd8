from odoo import fields, models
from odoo.fields import Command


class CommitteeAgendaItem(models.Model):
    """An item that stands on every agenda, or was deferred to this one."""

    _inherit = "committee.agenda.item"

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
        """The item anew, as it was: what was said of it stays in its minutes."""
        return {
            "sequence": self.sequence,
            "name": self.name,
            "duty_id": self.duty_id.id,
            "proposer_id": self.proposer_id.id,
            "cluster_ids": [Command.set(self.cluster_ids.ids)],
            "deferred_from_id": self.id,
        }
