from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResPartner(models.Model):
    """A partner may be an institution of a kind."""

    _inherit = "res.partner"

    institution_kind_id = fields.Many2one(
        comodel_name="committee.institution.kind",
        index="btree_not_null",
        ondelete="restrict",
        help="Which of the bodies of a province this is, so that it gets its seat.",
    )

    @api.constrains("institution_kind_id")
    def _check_kind_of_seats(self):
        """A body that holds a seat stays of the kind that the seat names (4-2)."""
        # sudo: read the seats that it holds, in every province
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
