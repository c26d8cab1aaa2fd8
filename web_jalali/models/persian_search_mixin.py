from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import persian


class PersianSearchMixin(models.AbstractModel):
    """Finds a Persian name however it was typed: ي or ی, ك or ک, with or without
    half-spaces, in any of the three sets of digits. What was typed is kept."""

    _name = "web_jalali.persian.search.mixin"
    _description = "Persian Search"

    _rec_names_search = ["search_text"]

    # the fields whose text is searched; computed or stored, of type text
    _search_key_fields = ("name",)

    search_key = fields.Char(
        compute="_compute_search_key", store=True, index="trigram", copy=False
    )
    search_text = fields.Char(
        string="Search",
        compute="_compute_search_text",
        search="_search_search_text",
    )

    @api.depends(lambda self: self._search_key_fields)
    def _compute_search_key(self):
        for record in self:
            texts = (str(record[name] or "") for name in self._search_key_fields)
            record.search_key = persian.normalise(" ".join(texts))

    def _compute_search_text(self):
        self.search_text = False

    @api.model
    def _search_search_text(self, operator, value):
        if operator in ("in", "not in"):
            keys = [persian.normalise(text or "") for text in value]
            return Domain("search_key", operator, keys)
        return Domain("search_key", operator, persian.normalise(value or ""))
