from odoo import fields, models


class CommitteeInstitutionKind(models.Model):
    """A kind of body that holds seats: the same office in each of the 31 provinces.

    Titles change: the name is today's, beside the wording of the procedure.
    """

    _name = "committee.institution.kind"
    _description = "Institution Kind"
    _inherit = ["workflow.record.mixin", "web_jalali.persian.search.mixin"]
    _order = "sequence, id"
    _search_key_fields = ("name", "name_1391")

    name = fields.Char(
        required=True, translate=True, help="The name in use today, without a province."
    )
    name_1391 = fields.Char(
        string="Wording of 1391", help="As the procedure of the year 1391 names it."
    )
    code = fields.Char(copy=False, help="A short Latin code, for imports and exchange.")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    is_bank = fields.Boolean(
        string="Bank", help="Banks join the committee where they are needed."
    )
    is_governorate = fields.Boolean(
        string="Governorate", help="The Governor's office, which the chair belongs to."
    )
    is_estates_company = fields.Boolean(
        string="Industrial-Estates Company",
        help="The provincial company, which is secretary and secretariat.",
    )

    _unique_code = models.Constraint(
        "UNIQUE (code)", "Another kind of institution has this code already."
    )
