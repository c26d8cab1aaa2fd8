from odoo import api, fields, models

from odoo.addons.web_jalali.tools import persian


class ResCountryState(models.Model):
    """A province of Iran is a state with a code of ISO 3166-2 as of 2020."""

    _inherit = "res.country.state"

    _guarded_texts = frozenset({"iso_code", "province_name"})

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

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _adopt_provinces(self, provinces):
        """Ensure that each province is a state, and only once.

        A state of Iran that another addon made is adopted: it keeps its name, its code
        and its owner. Missing ones are created as records of this addon, so that they
        are removed with it when unused. Idempotent.

        :param provinces: (ISO code, name, other spellings...) in order of the alphabet
        """
        iran = self.env.ref("base.ir")
        states = self.search([("country_id", "=", iran.id)], order="id")
        values = {
            code: {
                "iso_code": code,
                "province_name": name,
                "province_sequence": 10 * position,
            }
            for position, (code, name, *_others) in enumerate(provinces, start=1)
        }
        found = self._find_provinces(states, provinces)
        for code, state in found.items():
            if not state.iso_code:
                state.write(values[code])
        missing = [code for code in values if code not in found]
        taken = set(states.mapped("code"))
        created = self.create(
            [
                {
                    **values[code],
                    "country_id": iran.id,
                    "name": values[code]["province_name"],
                    # before 2020 the codes had another order: one may be in use so
                    "code": f"{code}-2020" if code in taken else code,
                }
                for code in missing
            ]
        )
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"business_cluster.state_ir_{code[3:]}",
                    "record": state,
                    "noupdate": True,  # or the next update takes it for an orphan
                }
                for code, state in zip(missing, created, strict=True)
            ]
        )

    @api.model
    def _find_provinces(self, states, provinces):
        """:return: {ISO code: the state that represents it already}

        The name decides before the code, since addons number provinces in their own
        ways and ISO itself renumbered them.
        """
        by_key = {
            self._province_key(spelling): code
            for code, *spellings in provinces
            for spelling in spellings
        }
        codes = {code for code, *_spellings in provinces}
        found = {state.iso_code: state for state in states if state.iso_code}
        unnamed = self.browse()
        for state in states.filtered(lambda state: not state.iso_code):
            if code := by_key.get(self._province_key(state.name)):
                found.setdefault(code, state)
            else:
                unnamed |= state
        for state in unnamed:
            if state.code in codes:
                found.setdefault(state.code, state)
        return found

    @api.model
    def _province_key(self, name):
        """:return: the name without spaces, hyphens and the word for province"""
        key = persian.normalise(name).replace("-", "")
        return key.removeprefix("استان").removesuffix("province")
