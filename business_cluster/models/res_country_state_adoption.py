import logging

from psycopg2 import IntegrityError

from odoo import api, models
from odoo.tools import SQL, mute_logger

_logger = logging.getLogger(__name__)


class ResCountryState(models.Model):
    """Each province is one state, whichever addon brought it, and when."""

    _inherit = "res.country.state"

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def _load_records_create(self, vals_list):
        """What another addon or a file brings as a new state of Iran, and is a province
        that stands already, is that state: it takes the name and the code that are
        brought, and the external id will be one of both."""
        iran = self.env.ref("base.ir", raise_if_not_found=False)
        known = self._provinces_by_key()
        meant = [
            known.get(self._province_key(vals.get("name") or ""))
            if iran and vals.get("country_id") == iran.id
            else None
            for vals in vals_list
        ]
        pairs = list(zip(meant, vals_list, strict=True))
        for state, vals in pairs:
            if state:
                state.write(vals)
        new = super()._load_records_create([vals for state, vals in pairs if not state])
        created = iter(new)
        return self.concat(*(state or next(created) for state in meant))

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _adopt_provinces(self, provinces):
        """Ensure that each province is a state, and only once.

        A state of Iran that another addon made is adopted: it keeps its name and its
        code. Missing ones are created as records of this addon, so that they are
        removed with it when unused. A state that came later and names a province beside
        the one that stands for it is merged into that one. Idempotent.

        :param provinces: (ISO code, name, other spellings...) in order of the alphabet
        """
        iran = self.env.ref("base.ir")
        states = self.search([("country_id", "=", iran.id)], order="id")
        values = {
            code: {
                "iso_code": code,
                "province_name": name,
                "province_sequence": 10 * position,
                "province_keys": self._join_keys([name, *others]),
            }
            for position, (code, name, *others) in enumerate(provinces, start=1)
        }
        found = self._find_provinces(states, provinces)
        for code, state in found.items():
            if not state.iso_code:
                state.write(values[code])
            elif state.province_keys != values[code]["province_keys"]:
                state.province_keys = values[code]["province_keys"]
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
        self._merge_what_came_later(states.filtered(lambda state: not state.iso_code))
        # what another addon owns is owned by this one too: it stays when one of both is
        # uninstalled
        owned = created | self.concat(*found.values())._owned_by_others()
        self.env["ir.model.data"]._update_xmlids(
            [
                {
                    "xml_id": f"business_cluster.state_ir_{state.iso_code[3:]}",
                    "record": state,
                    "noupdate": True,  # or the next update takes it for an orphan
                }
                for state in owned
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
    def _join_keys(self, spellings):
        keys = dict.fromkeys(map(self._province_key, spellings))
        return f"|{'|'.join(keys)}|"

    def _owned_by_others(self):
        """Return those that have an external id of another addon."""
        labels = self.env["ir.model.data"].search(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("module", "!=", "business_cluster"),
            ]
        )
        return self.browse(sorted(set(labels.mapped("res_id"))))

    # ------------------------------------------------------------
    # MERGE
    # ------------------------------------------------------------

    @api.model
    def _merge_what_came_later(self, states):
        """Merge the states that name a province into the one that stands for it."""
        known = self._provinces_by_key()
        pairs = {
            state: province
            for state in states
            if (province := known.get(self._province_key(state.name)))
        }
        if not pairs:
            return
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._merge(pairs)
        except IntegrityError as error:
            # nothing is lost: another addon has rows for both, of which it allows one
            _logger.info("States of Iran stay beside their provinces: %s", error)
            self.env.invalidate_all()

    @api.model
    def _merge(self, pairs):
        """Let whatever refers to a state refer to its province, its external ids too.

        :param pairs: {state: the province that it becomes}
        """
        states, provinces = self.concat(*pairs), self.concat(*pairs.values())
        owned, owned_before = states._owned_by_others(), provinces._owned_by_others()
        # a province of our making takes the words of the addon that came later
        words = {}
        for state, province in pairs.items():
            if state in owned and province not in owned_before:
                words.setdefault(province, {"name": state.name, "code": state.code})
        self._repoint(pairs)
        merge = self.env["base.partner.merge.automatic.wizard"]
        for state, province in pairs.items():  # once in the life of a database
            merge._update_reference_fields_generic(self._name, state, province)
        states.unlink()
        for province, vals in words.items():
            province.write(vals)
        provinces.modified(["name", "code", "iso_code", "province_name"])

    @api.model
    def _repoint(self, pairs):
        """Repoint the columns of all tables, those of relations without doubles."""
        self.env.flush_all()
        moved = SQL(", ").join(
            SQL("(%s, %s)", state.id, province.id) for state, province in pairs.items()
        )
        merge = self.env["base.partner.merge.automatic.wizard"]
        for table, column in merge._get_fk_on(self._table):
            names = {"of": SQL.identifier(table), "to": SQL.identifier(column)}
            if other := self._other_column(table, column):
                self.env.cr.execute(
                    SQL(
                        "DELETE FROM %(of)s one USING (VALUES %(moved)s) m(old, new),"
                        " %(of)s two WHERE one.%(to)s = m.old"
                        " AND two.%(other)s = one.%(other)s AND (two.%(to)s = m.new"
                        "  OR two.%(to)s IN (SELECT s.old FROM (VALUES %(moved)s)"
                        "  s(old, new) WHERE s.new = m.new AND s.old < m.old))",
                        **names,
                        other=SQL.identifier(other),
                        moved=moved,
                    )
                )
            self.env.cr.execute(
                SQL(
                    "UPDATE %(of)s SET %(to)s = m.new"
                    "  FROM (VALUES %(moved)s) m(old, new) WHERE %(to)s = m.old",
                    **names,
                    moved=moved,
                )
            )
        self.env.invalidate_all()

    @api.model
    def _other_column(self, table, column):
        """The other of the two columns of a relation; None for a table of a model."""
        found = self.env.execute_query(
            SQL(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_schema = current_schema() AND table_name = %s"
                " AND column_name != %s",
                table,
                column,
            )
        )
        return found[0][0] if len(found) == 1 else None
