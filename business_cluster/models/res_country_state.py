from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import persian

PROVINCE = "استان"
ARABIC_LETTERS = str.maketrans("يك", "یک")
# operators of a search that ask for a part of a name, and for all of it
PART = {"ilike", "like", "not ilike", "not like"}
WHOLE = {"=", "in", "=like", "=ilike", "!=", "not in"}


class ResCountryState(models.Model):
    """A province of Iran is a state with a code of ISO 3166-2 as of 2020."""

    _inherit = "res.country.state"

    _guarded_texts = frozenset({"iso_code", "province_name", "province_keys"})

    iso_code = fields.Char(
        string="ISO Code",
        readonly=True,
        copy=False,
        help="IR-00 to IR-30. The code beside it may be another addon's own number.",
    )
    province_name = fields.Char(
        readonly=True,
        copy=False,
        help="The Persian name that is printed, whatever another addon calls it.",
    )
    province_sequence = fields.Integer(
        string="Province Order",
        readonly=True,
        copy=False,
        help="The order of the Persian alphabet.",
    )
    province_keys = fields.Char(
        string="Spellings of the Province",
        readonly=True,
        copy=False,
        help="The keys of all its spellings, Persian and English, by which it is"
        " found.",
    )

    _one_state_per_iso_code = models.UniqueIndex(
        "(iso_code) WHERE iso_code IS NOT NULL", "There is one state for each province."
    )

    @api.depends("province_name")
    def _compute_display_name(self):
        """A province by its Persian name alone, without the country behind it."""
        provinces = self.filtered("province_name")
        for state in provinces:
            state.display_name = state.province_name
        return super(ResCountryState, self - provinces)._compute_display_name()

    @api.model
    def _search_display_name(self, operator, value):
        """A province is found by each of its spellings, in Persian, Arabic or Latin
        letters, with or without the word for province."""
        domain = super()._search_display_name(operator, value)
        texts = [value] if isinstance(value, str) else value
        if operator not in PART | WHOLE or not hasattr(texts, "__iter__"):
            return domain
        keys = {self._province_key(text) for text in texts if isinstance(text, str)}
        spelled = Domain.OR(
            Domain("province_keys", "like", f"|{key}|" if operator in WHOLE else key)
            for key in keys
            if key
        )
        if operator in Domain.NEGATIVE_OPERATORS:
            return domain & ~spelled
        if country_id := self.env.context.get("country_id"):
            spelled &= Domain("country_id", "=", country_id)
        return domain | spelled

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _get_printed_name(self):
        """Return the name as papers, letterheads and stored names have it: without the
        word for province before it, whatever another addon calls the state.

        :return: "" for no state
        """
        if not self:
            return ""
        self.ensure_one()
        if self.province_name:
            return self.province_name
        words = self.name.translate(ARABIC_LETTERS).split()
        return " ".join(words[1:] if words[0] == PROVINCE else words)

    @api.model
    def _provinces_by_key(self):
        """:return: {key of a spelling or of the ISO code: province}"""
        return {
            key: state
            for state in self.search([("iso_code", "!=", False)])
            for key in (
                self._province_key(state.iso_code),
                self._province_key(state.name),
                *(state.province_keys or "").split("|"),
            )
            if key
        }

    @api.model
    def _province_key(self, name):
        """:return: the name without spaces, hyphens and the word for province"""
        key = persian.normalise(name).replace("-", "").replace("|", "")
        key = key.removeprefix(PROVINCE).removeprefix("provinceof")
        return key.removesuffix("province")
