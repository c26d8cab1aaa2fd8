from odoo import api, fields, models
from odoo.models import MAGIC_COLUMNS

# not content: fields for search and order, and links to the parents
LEFT_OUT = frozenset({"search_text", "number_key", "company_id", "committee_id"})
LEFT_OUT_TYPES = frozenset({"binary", "one2many", "json", "html", "many2one_reference"})


class CommitteeContentMixin(models.AbstractModel):
    """The content of records as plain values, the same in every language and
    database."""

    _name = "committee.content.mixin"
    _description = "Content as Plain Values"

    @api.model
    def _plain_values(self, record, names=None):
        """{field: plain value} of one record, of `names` or of all its content."""
        return {
            name: self._plain_value(record, record._fields[name])
            for name in names or self._content_names(record)
        }

    @api.model
    def _content_names(self, record):
        """Every stored field that is content, whichever addon defines it, but what only
        searches or points up."""
        guard = self.env["workflow.guard.mixin"]
        return sorted(
            name
            for name, field in record._fields.items()
            if field.store
            and not guard._is_technical(field)
            and field.type not in LEFT_OUT_TYPES
            and name not in LEFT_OUT
            and name not in MAGIC_COLUMNS
        )

    @api.model
    def _plain_value(self, record, field):
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
