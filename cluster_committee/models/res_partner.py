from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import persian


class ResPartner(models.Model):
    """A partner may be an institution of a kind, and is found however it is typed."""

    _inherit = "res.partner"

    institution_kind_id = fields.Many2one(
        comodel_name="committee.institution.kind",
        index="btree_not_null",
        ondelete="restrict",
        help="Which of the bodies of a province this is, so that it gets its seat.",
    )
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

    @api.constrains("institution_kind_id")
    def _check_kind_of_seats(self):
        """A body that holds a seat stays of the kind that the seat names (4-2)."""
        # lent: finding the seats that it holds, in whatever province
        seats = self.env["committee.seat"].sudo()
        for seat in seats.search([("institution_id", "in", self.ids)]):
            if seat._kind_refusal(seat.institution_id):
                raise ValidationError(
                    self.env._(
                        "%(body)s holds a seat of the kind “%(kind)s” (clause 4-2), and"
                        " stays of it: name another body for the seat first.",
                        body=seat.institution_id.name,
                        kind=seat.institution_kind_id.name,
                    )
                )
