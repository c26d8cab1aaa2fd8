import re
from pathlib import Path

from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

DATA = Path(__file__).parents[1] / "data" / "res_country_state_data.xml"


@tagged("post_install", "-at_install")
class TestProvinces(TransactionCase):
    """The 31 provinces are states once, whoever made them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.states = cls.env["res.country.state"]
        cls.iran = cls.env.ref("base.ir")
        value = etree.parse(DATA).find(".//value")
        cls.provinces = safe_eval(value.get("eval").strip())

    def _bare_iran(self):
        """Iran as if nothing were installed; the rows that stay are out of the way."""
        self.env.cr.execute("UPDATE res_company SET province_id = NULL")
        abroad = self.env.ref("base.aq")
        ours = self.states.search([("country_id", "=", self.iran.id)])
        ours.write({"country_id": abroad.id, "iso_code": False})
        self.env["ir.model.data"].search(
            [("module", "=", "business_cluster"), ("name", "like", "state_ir_")]
        ).unlink()

    def _adopt(self):
        self.states._adopt_provinces(self.provinces)
        self.env.flush_all()
        return self.states.search(
            [("country_id", "=", self.iran.id)], order="province_sequence, id"
        )

    def _xmlids(self):
        return self.env["ir.model.data"].search(
            [("module", "=", "business_cluster"), ("model", "=", "res.country.state")]
        )

    def test_there_are_31_with_the_codes_of_iso(self):
        found = self.states.search([("iso_code", "!=", False)])
        self.assertEqual(len(found), 31)
        self.assertEqual(
            sorted(found.mapped("iso_code")), [f"IR-{n:02}" for n in range(31)]
        )
        self.assertEqual(found.country_id, self.iran)
        by_code = {state.iso_code: state.province_name for state in found}
        self.assertEqual(by_code["IR-00"], "مرکزی")
        self.assertEqual(by_code["IR-07"], "فارس")
        self.assertEqual(by_code["IR-23"], "تهران")
        self.assertEqual(by_code["IR-30"], "البرز")

    def test_their_order_is_that_of_the_persian_alphabet(self):
        letters = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی "
        names = [name for _code, name, *_others in self.provinces]
        self.assertEqual(
            names, sorted(names, key=lambda name: [letters.index(c) for c in name])
        )

    def test_a_bare_database_gets_them_all_as_ours(self):
        self._bare_iran()
        found = self._adopt()
        self.assertEqual(len(found), 31)
        self.assertEqual(found.mapped("code"), found.mapped("iso_code"))
        self.assertEqual(found.mapped("name"), found.mapped("province_name"))
        ours = self._xmlids()
        self.assertEqual(set(ours.mapped("res_id")), set(found.ids))
        self.assertTrue(all(ours.mapped("noupdate")))
        self.assertTrue(all(re.fullmatch(r"state_ir_\d\d", x.name) for x in ours))

    def test_run_again_it_changes_nothing(self):
        self._bare_iran()
        found = self._adopt()
        before = found.read(["name", "code", "iso_code", "province_sequence"])
        self.assertEqual(self._adopt(), found)
        self.assertEqual(
            found.read(["name", "code", "iso_code", "province_sequence"]), before
        )
        self.assertEqual(len(self._xmlids()), 31)

    def test_states_of_another_addon_are_adopted(self):
        """As a known addon has them: numbers of its own, Arabic letters, a prefix,
        words that are joined or left out, and one state that is no province."""
        self._bare_iran()
        others = {
            "10": ("استان تهران", "IR-23"),
            "13": ("استان اذربايجان شرقي", "IR-03"),
            "19": ("استان خراسان رضوي", "IR-09"),
            "25": ("استان چهارمحال  بختياري", "IR-14"),
            "28": ("استان کهکيلويه  وبويراحمد", "IR-17"),
            "44": ("استان مركزي", "IR-00"),
            "66": ("استان سيستان وبلوچستان", "IR-11"),
            "98": ("کشورها", False),
        }
        existing = self.states.create(
            [
                {"country_id": self.iran.id, "code": code, "name": name}
                for code, (name, _iso) in others.items()
            ]
        )
        found = self._adopt()
        self.assertEqual(len(found), 32)
        for state, (code, (name, iso)) in zip(existing, others.items(), strict=True):
            with self.subTest(name=name):
                self.assertEqual(state.iso_code, iso)
                self.assertEqual((state.code, state.name), (code, name))
        tehran, no_province = existing[0], existing[-1]
        self.assertEqual((tehran.province_name, tehran.display_name), ("تهران",) * 2)
        self.assertEqual(no_province.display_name, "کشورها (IR)")
        self.assertFalse(set(self._xmlids().mapped("res_id")) & set(existing.ids))
        self.assertEqual(self._adopt(), found)
        self.assertEqual(
            [state._get_printed_name() for state in existing],
            [*existing[:-1].mapped("province_name"), "کشورها"],
        )

    def test_english_names_are_adopted_too(self):
        self._bare_iran()
        names = {
            "EA": ("East Azerbaijan", "IR-03"),
            "IS": ("Isfahan", "IR-10"),
            "KB": ("Kohgiluyeh and Boyer-Ahmad", "IR-17"),
            "MR": ("Markazi Province", "IR-00"),
        }
        existing = self.states.create(
            [
                {"country_id": self.iran.id, "code": code, "name": name}
                for code, (name, _iso) in names.items()
            ]
        )
        self.assertEqual(len(self._adopt()), 31)
        self.assertEqual(
            existing.mapped("iso_code"), [iso for _name, iso in names.values()]
        )

    def test_the_name_decides_where_a_code_is_of_the_old_order(self):
        """Before 2020 IR-07 was Tehran; now it is Fars."""
        self._bare_iran()
        tehran, unknown = self.states.create(
            [
                {"country_id": self.iran.id, "code": "IR-07", "name": "تهران"},
                {"country_id": self.iran.id, "code": "IR-13", "name": "Ecbatana"},
            ]
        )
        found = self._adopt()
        self.assertEqual(len(found), 31)
        self.assertEqual(tehran.iso_code, "IR-23")
        self.assertEqual(unknown.iso_code, "IR-13")
        fars = found.filtered(lambda state: state.iso_code == "IR-07")
        self.assertEqual((fars.name, fars.code), ("فارس", "IR-07-2020"))

    def test_of_two_that_stand_for_one_province_one_is_left(self):
        self._bare_iran()
        first, second = self.states.create(
            [
                {"country_id": self.iran.id, "code": code, "name": "استان قم"}
                for code in ("62", "QM")
            ]
        )
        partner = self.env["res.partner"].create({"name": "Q", "state_id": second.id})
        self.assertEqual(len(self._adopt()), 31)
        self.assertEqual((first.iso_code, second.exists()), ("IR-25", self.states))
        self.assertEqual(partner.state_id, first)

    # ------------------------------------------------------------
    # WHAT COMES LATER
    # ------------------------------------------------------------

    def _later(self, names):
        """States as another addon creates them, with its external ids."""
        states = self.states.create(
            [
                {"country_id": self.iran.id, "code": f"L{number}", "name": name}
                for number, name in enumerate(names)
            ]
        )
        self.env["ir.model.data"].create(
            [
                {
                    "module": "later",
                    "name": f"state_{state.code}",
                    "model": state._name,
                    "res_id": state.id,
                }
                for state in states
            ]
        )
        return states

    def test_states_that_came_later_are_merged_at_the_update(self):
        tehran = self.states.search([("iso_code", "=", "IR-23")])
        names = ("استان تهران", "Tehran Province", "Nowhere")
        later, second, unknown = self._later(names)
        partners = self.env["res.partner"].create(
            [{"name": state.name, "state_id": state.id} for state in later | second]
        )
        message = self.env["mail.message"].create(
            {"model": later._name, "res_id": later.id, "body": "kept"}
        )
        self._relate(tehran, later, second)
        self._adopt()
        self.assertFalse((later | second).exists())
        self.assertTrue(unknown.exists())
        self.assertEqual(partners.state_id, tehran)
        self.assertEqual(message.res_id, tehran.id)
        self.assertEqual(self.env.ref("later.state_L0"), tehran)
        self.assertEqual(self.env.ref("later.state_L1"), tehran)
        self.assertEqual(self.env.ref("business_cluster.state_ir_23"), tehran)
        self.assertEqual((tehran.name, tehran.code), ("استان تهران", "L0"))
        self.assertEqual(tehran._get_printed_name(), "تهران")
        self.env.cr.execute("SELECT * FROM test_province_relation ORDER BY 1, 2")
        self.assertEqual(
            self.env.cr.fetchall(), [(1, tehran.id), (2, tehran.id), (3, tehran.id)]
        )

    def _relate(self, *states):
        """A relation of another addon, where some rows become one."""
        self.env.cr.execute(
            "CREATE TABLE test_province_relation (group_id int, state_id int"
            " REFERENCES res_country_state, UNIQUE (group_id, state_id))"
        )
        first, second, third = (state.id for state in states)
        rows = [(1, first), (1, second), (1, third), (2, second), (2, third)]
        rows.append((3, third))
        self.env.cr.execute_values("INSERT INTO test_province_relation VALUES %s", rows)

    def test_where_an_addon_allows_one_row_nothing_is_lost(self):
        tehran = self.states.search([("iso_code", "=", "IR-23")])
        (later,) = self._later(["Tehran"])
        self.env.cr.execute(
            "CREATE TABLE test_province_office (id serial, name text, state_id int"
            " UNIQUE REFERENCES res_country_state)"
        )
        rows = [("ours", tehran.id), ("theirs", later.id)]
        self.env.cr.execute_values(
            "INSERT INTO test_province_office (name, state_id) VALUES %s", rows
        )
        self._adopt()
        self.assertTrue(later.exists())
        self.assertEqual(self.env.ref("later.state_L0"), later)
        self.env.cr.execute("SELECT name, state_id FROM test_province_office")
        self.assertEqual(sorted(self.env.cr.fetchall()), rows)

    def test_what_another_addon_loads_is_the_province_that_stands(self):
        ours = self.env.ref("business_cluster.state_ir_03")
        before = self.states.search_count([("country_id", "=", self.iran.id)])
        rows = [
            {
                "xml_id": f"later.state_{code}",
                "values": {"country_id": self.iran.id, "name": name, "code": code},
            }
            for code, name in (("13", "استان اذربايجان شرقي"), ("98", "کشورها"))
        ]
        province, other = self.states._load_records(rows)
        self.assertEqual(province, ours)
        self.assertEqual(self.env.ref("later.state_13"), ours)
        self.assertEqual((ours.name, ours.code), ("استان اذربايجان شرقي", "13"))
        self.assertEqual(ours._get_printed_name(), "آذربایجان شرقی")
        self.assertFalse(other.iso_code)
        after = self.states.search_count([("country_id", "=", self.iran.id)])
        self.assertEqual(after, before + 1)
        abroad = {"country_id": self.env.ref("base.aq").id, "name": "Fars", "code": "F"}
        self.assertFalse(self.states._load_records([{"values": abroad}]).iso_code)

    # ------------------------------------------------------------
    # BEING FOUND
    # ------------------------------------------------------------

    def test_it_is_found_however_it_is_typed(self):
        east = self.states.search([("iso_code", "=", "IR-03")])
        east.name = "استان اذربايجان شرقي"
        for typed in (
            "آذربایجان شرقی",
            "اذربايجان شرقي",
            "آذربایجان\u200cشرقی",
            "استان آذربایجان شرقی",
            "East Azerbaijan",
            "east azerbaijan province",
            "شرقی",
        ):
            with self.subTest(typed=typed):
                found = [key for key, _name in self.states.name_search(typed)]
                self.assertIn(east.id, found)
                partners = self.env["res.partner"].search(
                    [("state_id", "ilike", typed)]
                )
                self.assertEqual(partners, partners.filtered("state_id"))
        self.assertNotIn(
            east.id, self.states.search([("display_name", "not ilike", "شرقی")]).ids
        )
        abroad = self.states.with_context(country_id=self.env.ref("base.us").id)
        self.assertFalse(abroad.name_search("East Azerbaijan"))

    def test_it_is_found_by_an_import(self):
        tehran = self.states.search([("iso_code", "=", "IR-23")])
        tehran.name = "استان طهران"
        for number, text in enumerate(("تهران", "Tehran", "استان تهران")):
            with self.subTest(text=text):
                result = self.env["res.partner"].load(
                    ["name", "state_id"], [[f"Imported {number}", text]]
                )
                self.assertFalse(result["messages"])
                partner = self.env["res.partner"].browse(result["ids"])
                self.assertEqual(partner.state_id, tehran)

    def test_no_province_has_two_companies(self):
        province = self.states.search([("iso_code", "=", "IR-21")])
        company = self.env["res.company"]
        company.search([("province_id", "=", province.id)]).province_id = False
        first, second = company.create([{"name": "First"}, {"name": "Second"}])
        first.province_id = province
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "one_company_per_province"),
            self.env.cr.savepoint(),
        ):
            second.province_id = province
            second.flush_recordset()
