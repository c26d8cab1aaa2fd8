from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS

from ..lib.addon import ADDON

# what a file does not tell: what searches and sorts, and the records that hold the line
UNTOLD = frozenset({"search_text", "number_key", "company_id", "committee_id"})
UNTOLD_TYPES = frozenset({"binary", "one2many", "json", "html", "many2one_reference"})


class CommitteeExchangeMixin(models.AbstractModel):
    """What is taken to another installation in a signed file."""

    _name = "committee.exchange.mixin"
    _description = "Exchange"

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

    # ------------------------------------------------------------
    # VALUES
    # ------------------------------------------------------------

    @api.model
    def _told(self, record, names=None):
        """{field: plain value} of one record, as a file of any language tells it."""
        return {
            name: self._plain(record, record._fields[name])
            for name in names or self._told_names(record)
        }

    @api.model
    def _told_names(self, record):
        """Every stored field of this addon, but what only searches or points up."""
        return sorted(
            name
            for name, field in record._fields.items()
            if field.store
            and ADDON in field._modules
            and field.type not in UNTOLD_TYPES
            and name not in UNTOLD
            and name not in MAGIC_COLUMNS
        )

    @api.model
    def _plain(self, record, field):
        value = record[field.name]
        if field.type in ("date", "datetime"):
            return field.to_string(value) or None
        if field.type == "many2one":
            return value.display_name or None
        if field.type == "many2many":
            return value.mapped("display_name")
        if field.type == "float":
            return int(value) if float(value).is_integer() else value
        if field.type in ("boolean", "integer"):
            return value
        return value or None

    @api.model
    def _in_paper_language(self):
        """The same for everybody: in the language that the papers have."""
        return self.with_context(lang=self.env["ir.actions.report"]._paper_lang())

    @api.model
    def _day_of(self, text):
        return fields.Date.to_date(text) if text else False
