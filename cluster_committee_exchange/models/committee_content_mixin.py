from odoo import models
from odoo.exceptions import UserError


class CommitteeContentMixin(models.AbstractModel):
    """Content that is taken to another installation in a signed file."""

    _inherit = "committee.content.mixin"

    def _exchange_company(self):
        """The company that signs the file of this record."""
        raise NotImplementedError

    def _exchange_file(self):
        """(name, bytes) of the signed file of this record."""
        raise NotImplementedError

    def action_export_file(self):
        """Take this record to another installation, in a signed file."""
        self.ensure_one()
        self._check_exportable()
        self.env["committee.exchange.key"]._own_key(self._exchange_company())
        return {
            "type": "ir.actions.act_url",
            "url": f"/committee/exchange/{self._name}/{self.id}",
            "target": "download",
        }

    def _check_exportable(self):
        """:raises UserError: where the file cannot be made, or not by this user"""
        self.check_access("read")
        keys = self.env["committee.exchange.key"]
        keys._check_keeper(self._exchange_company())
        if reason := self._why_not_exportable():
            raise UserError(reason)

    def _why_not_exportable(self):
        """The sentence that says what is missing before a file can be made, or False"""
        return False

    def _exchange_keys(self):
        """(private, public) that the file is signed with."""
        keys = self.env["committee.exchange.key"]
        return keys._own_key(self._exchange_company())._pair()
