from odoo import api, models


class CommitteeCommittee(models.Model):
    """Where there is no committee yet, the import of past facts is one press."""

    _inherit = "committee.committee"

    @api.model
    def _ways_to_begin(self):
        ways = super()._ways_to_begin()
        user = self.env.user
        if user.has_group(
            "cluster_committee.group_committee_secretary"
        ) or user.has_group("cluster_committee.group_committee_owner"):
            name = self.env._("Import Past Facts")
            ways["cluster_committee_import.committee_book_import_action"] = name
        return ways
