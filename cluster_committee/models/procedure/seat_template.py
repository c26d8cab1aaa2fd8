from odoo import fields, models


class CommitteeProcedureSeat(models.Model):
    """A seat that an edition gives to every committee, or leaves open to it (4-2)."""

    _name = "committee.procedure.seat"
    _description = "Seat Template"
    _inherit = ["workflow.guard.mixin"]
    _order = "edition_id, sequence, id"

    _fixed_fields = frozenset({"edition_id"})
    _parent_field = "edition_id"
    _parent_open_states = frozenset({"draft"})

    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        required=True,
        ondelete="cascade",
        index=True,
    )
    sequence = fields.Integer(default=100)
    name = fields.Char(
        string="Title", required=True, help="The post that holds the seat, as of today."
    )
    name_1391 = fields.Char(string="Wording of the Text")
    role = fields.Selection(
        selection=[
            ("chair", "Chair"),
            ("secretary", "Secretary"),
            ("member", "Member"),
        ],
        required=True,
        default="member",
    )
    institution_kind_id = fields.Many2one(
        comodel_name="committee.institution.kind", ondelete="restrict"
    )
    statutory = fields.Boolean(
        default=True,
        help="Every committee has it. Others are added where they are needed.",
    )
    decree_required = fields.Boolean(
        default=True,
        help="The chair sits by virtue of his office: it is he who issues the decrees.",
    )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _prepare_all_seat_values(self, committees):
        """The values of the seats that these templates give to `committees`, each from
        the edition it is formed under."""
        institutions = self._institutions_of(committees)
        return [
            template._prepare_seat_values(
                committee,
                institutions.get((committee.province_id, template.institution_kind_id)),
            )
            for committee in committees
            for template in self
            if template.edition_id == committee.edition_id
        ]

    def _prepare_seat_values(self, committee, institution=None):
        """The values of one seat; the secretary's is held by the company itself."""
        company = committee.company_id
        if self.role == "secretary":
            institution = company.partner_id
        name = self.name
        if self.role == "chair":
            name = committee.chair_title or name
        return {
            "committee_id": committee.id,
            "template_id": self.id,
            "name": name,
            "role": self.role,
            "statutory": self.statutory,
            "decree_required": self.decree_required,
            "sequence": self.sequence,
            "institution_kind_id": self.institution_kind_id.id,
            "institution_id": institution.id if institution else False,
        }

    def _institutions_of(self, committees):
        """{(province, kind): the institution of that kind there}, by one query."""
        partners = self.env["res.partner"].search(
            [
                ("is_company", "=", True),
                ("company_id", "in", [False, *committees.company_id.ids]),
                ("institution_kind_id", "in", self.institution_kind_id.ids),
                ("state_id", "in", committees.province_id.ids),
            ],
            order="id desc",  # of several, the first that was entered
        )
        return {
            (partner.state_id, partner.institution_kind_id): partner
            for partner in partners
        }
