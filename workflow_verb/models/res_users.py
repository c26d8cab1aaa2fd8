from odoo import models

from .workflow_named_mixin import AUTHORS


class ResUsers(models.Model):
    """A user who has acted is archived, never deleted."""

    _name = "res.users"
    _inherit = ["res.users", "workflow.named.mixin"]

    def _naming_fields(self):
        return super()._naming_fields() + [
            (records, records._fields[name])
            for records in self._kept_models()
            if records._log_access
            for name in AUTHORS
        ]

    def _named_in(self):
        """Kept records name the user, or his contact."""
        found = super()._named_in()
        # sudo: read which contacts the users have
        contacts = {user.sudo().partner_id: user for user in self}
        partners = self.env["res.partner"].union(*contacts) if contacts else None
        if partners:
            for partner, record in partners._named_in().items():
                found.setdefault(contacts[partner], record)
        return found
