from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import persian


class ResPartner(models.Model):
    """A partner is found however its name is typed."""

    _inherit = "res.partner"

    # as web_jalali.persian.search.mixin, under a name of its own in a shared model
    committee_search_key = fields.Char(
        compute="_compute_committee_search_key", store=True, index="trigram", copy=False
    )

    @api.depends("name")
    def _compute_committee_search_key(self):
        for partner in self:
            partner.committee_search_key = persian.normalise(partner.name or "")

    @api.model
    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        key = persian.normalise(value) if isinstance(value, str) else ""
        if not key or operator not in ("like", "ilike", "not like", "not ilike"):
            return domain
        if operator in Domain.NEGATIVE_OPERATORS:
            return domain & Domain("committee_search_key", "not like", key)
        return domain | Domain("committee_search_key", "like", key)
