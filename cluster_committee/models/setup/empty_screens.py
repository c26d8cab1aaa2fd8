from markupsafe import Markup

from odoo import api, models

from ...lib.addon import ADDON

LINK = Markup('<p><a type="action" name="%s" class="btn btn-secondary">%s</a></p>')


class CommitteeCommittee(models.Model):
    """Where there is no committee yet, the way to the set-up is one press."""

    _inherit = "committee.committee"

    @api.model
    def get_empty_list_help(self, help_message):
        found = super().get_empty_list_help(help_message)
        ways = (LINK % way for way in self._ways_to_begin().items())
        return Markup(found or "") + Markup("").join(ways)

    @api.model
    def _ways_to_begin(self):
        """{XML id of an action: its name} that this user begins with, in order."""
        user = self.env.user
        if user.has_group(f"{ADDON}.group_committee_secretary") or user.has_group(
            "base.group_erp_manager"
        ):
            return {f"{ADDON}.committee_setup_action": self.env._("Set-Up")}
        return {}
