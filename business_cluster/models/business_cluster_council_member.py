from odoo import fields, models


class BusinessClusterCouncilMember(models.Model):
    """One person's tenure on the steering council of a cluster; each cluster has one
    council (reading A26), chaired by the managing director, with the agent as its
    secretary."""

    _name = "business.cluster.council.member"
    _description = "Member of a Steering Council"
    _inherit = ["business.cluster.tenure.mixin"]
    _order = "cluster_id, role, date_from desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Person",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", False)],
    )
    institution_id = fields.Many2one(
        related="partner_id.parent_id", string="Institution"
    )
    role = fields.Selection(
        selection=[
            ("chair", "Chair of the council"),
            ("secretary", "Secretary of the council"),
            ("supporter", "Representative of a supporter"),
            ("actor", "Actor of the cluster"),
            ("supervisor", "Technical advisor-supervisor"),
            ("member", "Member"),
        ],
        required=True,
        default="member",
    )
    decree_number = fields.Char()
    decree_date = fields.Date()
    date_to = fields.Date(string="Until", help="The last day; empty while it is open.")

    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A tenure does not end before it begins."
    )
    _once_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(cluster_id, cluster_id, '[]') WITH &&,"
        " int4range(partner_id, partner_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "A person sits once on a steering council on one day.",
    )
    _one_chair_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(cluster_id, cluster_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)"
        " WHERE (role = 'chair')",
        "A steering council has one chair on one day.",
    )
