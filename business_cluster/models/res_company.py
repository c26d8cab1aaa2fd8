from odoo import fields, models


class ResCompany(models.Model):
    """A company works for one province, or for none."""

    _inherit = "res.company"

    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province",
        domain=[("iso_code", "!=", False)],
        ondelete="restrict",
        index="btree_not_null",
        help="The province whose clusters this company registers.",
    )

    _one_company_per_province = models.UniqueIndex(
        "(province_id) WHERE province_id IS NOT NULL",
        "This province has a company already; a province has one (clause 4-1).",
    )
