from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import persian


class CommitteePhrase(models.Model):
    """A phrase that minutes use again and again, written by a short sign. Without a
    company it is meant for all provinces."""

    _name = "committee.phrase"
    _description = "Phrase of the Minutes"
    _inherit = ["workflow.target.mixin", "web_jalali.persian.search.mixin"]
    _order = "sequence, id"
    _search_key_fields = ("sign", "name")
    _fixed_fields = frozenset({"company_id"})

    sequence = fields.Integer(default=10)
    sign = fields.Char(
        required=True,
        help="The few letters that are typed instead, followed by the Tab key.",
    )
    name = fields.Text(string="Phrase", required=True)
    use = fields.Selection(
        selection=[
            ("discussion", "Discussion"),
            ("resolution", "Resolution"),
            ("both", "Discussion and resolution"),
        ],
        required=True,
        default="both",
        string="Used In",
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        string="For",
        index=True,
        default=lambda self: self._default_company_id(),
        help="The company of the province that uses it; empty for all.",
    )
    active = fields.Boolean(default=True)

    def _default_company_id(self):
        company = self.env.company
        return company if company.province_id else False

    @api.constrains("sign")
    def _check_sign(self):
        for phrase in self:
            if len(phrase.sign.split()) != 1 or not persian.normalise(phrase.sign):
                raise ValidationError(
                    self.env._(
                        "“%(sign)s” cannot be the sign of a phrase: write a few letters"
                        " without a space, such as the first ones of its words.",
                        sign=phrase.sign,
                    )
                )

    @api.model
    def _of_company(self, company):
        """The phrases that a room of `company` offers; its own go before the others
        of the same sign."""
        domain = Domain("company_id", "in", (company.id, False))
        phrases, signs = [], set()
        for phrase in self.search(domain).sorted(lambda found: not found.company_id):
            key = persian.normalise(phrase.sign)
            if key not in signs:
                signs.add(key)
                phrases.append(
                    {
                        "id": phrase.id,
                        "sign": phrase.sign,
                        "name": phrase.name,
                        "use": phrase.use,
                    }
                )
        return phrases
