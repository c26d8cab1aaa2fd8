from unittest.mock import patch

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.web_jalali import adoption
from odoo.addons.web_jalali.adoption import RenamedField, RenamedModel, Row

OWNER, HEIR = "an_old_owner", "web_jalali"


@tagged("post_install", "-at_install")
class TestAdoption(TransactionCase):
    """What moves from one addon to another keeps its id, and what users made of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.env["ir.module.module"].create(
            {"name": OWNER, "state": "installed"}
        )
        cls.heir = cls.env["ir.module.module"].search([("name", "=", HEIR)])
        cls.lists = {}
        reading = patch.object(
            adoption, "_read", lambda _addon, name, _row: cls.lists.get(name, [])
        )
        cls.startClassPatcher(reading)

    def _owned(self, name, record, noupdate=False):
        self.env["ir.model.data"].create(
            {
                "module": OWNER,
                "name": name,
                "model": record._name,
                "res_id": record.id,
                "noupdate": noupdate,
            }
        )
        return record

    def setUp(self):
        super().setUp()
        self.lists.clear()

    def _list(self, *rows):
        """Rows of data: (name, new name, model, whether users may edit it)."""
        self.lists["adopted.csv"] = [
            Row("data", OWNER, name, new_name, model, noupdate)
            for name, new_name, model, noupdate in rows
        ]

    def _install(self, *loaded):
        """What Odoo does: the hook, the data, the other hook.

        :param loaded: records as the data files have them: (model, name, values)
        """
        adoption.adopt(self.env, HEIR)
        for model, name, values in loaded:
            self.env[model]._load_records(
                [{"xml_id": f"{HEIR}.{name}", "values": values, "noupdate": True}]
            )
        adoption.restore(self.env, HEIR)

    def _group(self):
        return self.env["res.groups"].create({"name": "Readers"})

    def test_a_record_keeps_its_id(self):
        group = self._owned("group_readers", self._group())
        self._list(("group_readers", "", "", ""))
        self._install(("res.groups", "group_readers", {"name": "Readers of all"}))
        self.assertEqual(self.env.ref(f"{HEIR}.group_readers"), group)
        self.assertFalse(self.env.ref(f"{OWNER}.group_readers", False))
        self.assertEqual(group.name, "Readers of all")

    def test_a_record_gets_its_new_name(self):
        group = self._owned("old_name", self._group())
        self._list(("old_name", "new_name", "", ""))
        self._install()
        self.assertEqual(self.env.ref(f"{HEIR}.new_name"), group)

    def test_names_are_found_by_their_beginning(self):
        group = self._owned("demo_group", self._group())
        other = self._owned("group_demo", self._group())
        self._list(("demo_*", "", "", ""))
        self._install()
        self.assertEqual(self.env.ref(f"{HEIR}.demo_group"), group)
        self.assertEqual(self.env.ref(f"{OWNER}.group_demo"), other)

    def test_what_a_user_edited_is_left_to_him(self):
        category = self.env["res.partner.category"].create({"name": "Ours"})
        partner = self.env["res.partner"].create({"name": "One", "ref": "edited"})
        partner.category_id = category
        self._owned("partner_one", partner, noupdate=True)
        self._list(("partner_one", "", "res.partner", "1"))
        values = {"name": "One", "ref": "as shipped", "category_id": [(5,)]}
        self._install(("res.partner", "partner_one", values))
        self.assertEqual(partner.ref, "edited")
        self.assertEqual(partner.category_id, category)

    def test_what_a_user_deleted_is_not_made_anew(self):
        self._owned("group_readers", self._group())
        self._list(
            ("partner_one", "", "res.partner", "1"), ("group_readers", "", "", "")
        )
        self._install(("res.partner", "partner_one", {"name": "One"}))
        self.assertFalse(self.env.ref(f"{HEIR}.partner_one", False))

    def test_who_may_do_what_is_written_anew(self):
        model = self.env["ir.model"]._get("res.partner")
        values = {"name": "Rule", "model_id": model.id, "domain_force": "[]"}
        rule = self._owned("rule", self.env["ir.rule"].create(values), noupdate=True)
        self._list(("rule", "", "ir.rule", "1"))
        rule.groups = self._group()
        readers = self._group()
        values |= {"domain_force": "[('id', '>', 0)]", "groups": [(4, readers.id)]}
        self._install(("ir.rule", "rule", values))
        self.assertEqual(rule.domain_force, "[('id', '>', 0)]")
        self.assertEqual(rule.groups, readers)

    def test_constraints_and_relations_change_hands(self):
        model = self.env["ir.model"]._get("res.partner")
        constraint = self.env["ir.model.constraint"].create(
            {"name": "a_fkey", "model": model.id, "module": self.owner.id, "type": "f"}
        )
        relation = self.env["ir.model.relation"].create(
            {"name": "a_rel", "model": model.id, "module": self.owner.id}
        )
        self._owned("group_readers", self._group())
        self.lists["adopted.csv"] = [
            Row("data", OWNER, "group_readers", "", "", ""),
            Row("constraint", OWNER, "a_fkey", "", "", ""),
            Row("relation", OWNER, "a_rel", "", "", ""),
        ]
        self._install()
        self.assertEqual(constraint.module, self.heir)
        self.assertEqual(relation.module, self.heir)

    def test_in_a_new_database_nothing_happens(self):
        self._list(
            ("partner_one", "", "res.partner", "1"), ("group_readers", "", "", "")
        )
        self._install(("res.partner", "partner_one", {"name": "One"}))
        self.assertEqual(self.env.ref(f"{HEIR}.partner_one").name, "One")

    def test_a_model_and_its_field_get_other_names(self):
        self.env.cr.execute(
            """
            CREATE TABLE old_thing (id serial PRIMARY KEY, place varchar,
                CONSTRAINT old_thing_place_key UNIQUE (place));
            CREATE INDEX old_thing__place_index ON old_thing (place);
            INSERT INTO old_thing (place) VALUES ('here');
            """
        )
        self.env.cr.execute(
            'INSERT INTO ir_model (model, name, state, "order")'
            " VALUES ('old.thing', '{\"en_US\": \"Thing\"}', 'base', 'id')"
            " RETURNING id"
        )
        [model_id] = self.env.cr.fetchone()
        note = self.env["ir.attachment"].create({"name": "note", "res_id": 1})
        self.env.cr.execute(
            SQL(
                "UPDATE ir_attachment SET res_model = 'old.thing' WHERE id = %s",
                note.id,
            )
        )
        self._owned("model_old_thing", self.env["ir.model"].browse(model_id))
        self._list(("model_old_thing", "model_new_thing", "", ""))
        self.lists["renamed_models.csv"] = [RenamedModel("old.thing", "new.thing")]
        self.lists["renamed_fields.csv"] = [RenamedField("new.thing", "place", "spot")]
        self._install()
        self.env.cr.execute("SELECT id, spot FROM new_thing")
        self.assertEqual(self.env.cr.fetchall(), [(1, "here")])
        self.env.cr.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE conrelid = 'new_thing'::regclass AND contype IN ('p', 'u')"
            " UNION SELECT indexname FROM pg_indexes WHERE tablename = 'new_thing'"
            " UNION SELECT pg_get_serial_sequence('new_thing', 'id') ORDER BY 1"
        )
        self.assertEqual(
            [name for (name,) in self.env.cr.fetchall()],
            [
                "new_thing__spot_index",
                "new_thing_pkey",
                "new_thing_spot_key",
                "public.new_thing_id_seq",
            ],
        )
        self.env.cr.execute(SQL("SELECT model FROM ir_model WHERE id = %s", model_id))
        self.assertEqual(self.env.cr.fetchone(), ("new.thing",))
        self.env.cr.execute(
            SQL("SELECT res_model FROM ir_attachment WHERE id = %s", note.id)
        )
        self.assertEqual(self.env.cr.fetchone(), ("new.thing",))
