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

    def test_of_two_that_stand_for_one_province_the_first_is_adopted(self):
        self._bare_iran()
        first, second = self.states.create(
            [
                {"country_id": self.iran.id, "code": code, "name": "استان قم"}
                for code in ("62", "QM")
            ]
        )
        self.assertEqual(len(self._adopt()), 32)
        self.assertEqual((first.iso_code, second.iso_code), ("IR-25", False))

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
