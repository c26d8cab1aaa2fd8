from odoo import fields, models

from ..models.committee_demo import ADDON


class CommitteeDemoRemove(models.TransientModel):
    """Shows what would go before the demo data is removed."""

    _name = "committee.demo.remove"
    _description = "Remove Demo Data"

    committee_count = fields.Integer(
        string="Committees", compute="_compute_counts", aggregator=None
    )
    meeting_count = fields.Integer(
        string="Meetings", compute="_compute_counts", aggregator=None
    )
    user_count = fields.Integer(
        string="Users", compute="_compute_counts", aggregator=None
    )

    def _compute_counts(self):
        demo = self.env["committee.demo"]
        for step in self:
            step.committee_count = len(demo._demo_records("committee.committee"))
            step.meeting_count = len(demo._demo_records("committee.meeting"))
            step.user_count = len(demo._demo_records("res.users"))

    def action_remove(self):
        """Remove the demo data; the administrator uninstalls its addon as well."""
        self.env["committee.demo"]._remove()
        if self.env.user.has_group("base.group_system"):
            addon = self.env["ir.module.module"]._get(ADDON)
            return addon.button_immediate_uninstall()
        return {"type": "ir.actions.client", "tag": "reload"}
