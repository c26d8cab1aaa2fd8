from markupsafe import Markup

from odoo import api, models

from ..lib.addon import ADDON

LINK = Markup('<p><a type="action" name="%s" class="btn btn-secondary">%s</a></p>')


class CommitteeCommittee(models.Model):
    """Where there is no committee yet, the way to the set-up is one press."""

    _inherit = "committee.committee"

    @api.model
    def get_empty_list_help(self, help_message):
        found = super().get_empty_list_help(help_message)
        user = self.env.user
        secretary = user.has_group(f"{ADDON}.group_committee_secretary")
        links = {}
        if secretary or user.has_group("base.group_erp_manager"):
            links["committee_setup_action"] = self.env._("Set-Up")
        if secretary or user.has_group(f"{ADDON}.group_committee_owner"):
            links["committee_book_import_action"] = self.env._("Import Past Facts")
        ways = (LINK % (f"{ADDON}.{name}", text) for name, text in links.items())
        return Markup(found or "") + Markup("").join(ways)
