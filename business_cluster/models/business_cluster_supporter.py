from odoo import fields, models


class BusinessClusterSupporter(models.Model):
    """A supporting organisation of a cluster, from a day until a day: it has a line in
    the cost table of each plan (note 2, reading A24)."""

    _name = "business.cluster.supporter"
    _description = "Supporting Organisation of a Cluster"
    _inherit = ["business.cluster.tenure.mixin"]
    _order = "cluster_id, date_from, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Supporting Organisation",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", True)],
    )
    letter_number = fields.Char()
    date_to = fields.Date(string="Until", help="The last day; empty while it supports.")

    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A support does not end before it begins."
    )
    _once_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(cluster_id, cluster_id, '[]') WITH &&,"
        " int4range(partner_id, partner_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "An organisation is a supporter of a cluster once on one day.",
    )
