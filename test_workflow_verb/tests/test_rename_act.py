from odoo.tests import TransactionCase, tagged

from odoo.addons.workflow_verb.hooks import _migration


@tagged("post_install", "-at_install")
class TestRenameAct(TransactionCase):
    """An upgrade keeps the acts, whoever kept them before."""

    def test_a_model_is_renamed_with_all_that_is_named_after_it(self):
        self.env.cr.execute(
            """
            CREATE TABLE old_act (
                id serial PRIMARY KEY,
                verb varchar NOT NULL,
                user_id int4 REFERENCES res_users (id)
            );
            CREATE INDEX old_act_subject ON old_act (verb);
            CREATE INDEX old_act__user_id_index ON old_act (user_id);
            INSERT INTO old_act (verb) VALUES ('issue'), ('sign');
            INSERT INTO ir_model (model, name, state, "order")
                 VALUES ('old.act', '{"en_US": "Act"}', 'base', 'id');
            """
        )
        data = self.env["ir.model.data"]
        names = ("model_old_act", "field_old_act__verb", "constraint_old_act_subject")
        kept = ("access_old_act_officer", "model_old_action", "field_an_old_act__verb")
        rows = [
            {"module": "base", "name": name, "model": "ir.model", "res_id": 1}
            for name in names + kept
        ]
        created = data.create(rows)
        _migration("rename_act").rename(self.env, "old.act", "new.act")
        self.env.cr.execute("INSERT INTO new_act (verb) VALUES ('send') RETURNING id")
        self.assertEqual(self.env.cr.fetchone(), (3,))  # its sequence goes on
        self.env.cr.execute(
            "SELECT relname FROM pg_class WHERE relname ~ '^(old|new)_act(_|$)'"
        )
        found = {name for (name,) in self.env.cr.fetchall()}
        self.assertEqual(
            found,
            {
                "new_act",
                "new_act_id_seq",
                "new_act_pkey",
                "new_act_subject",
                "new_act__user_id_index",
            },
        )
        self.env.cr.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE conrelid = 'new_act'::regclass AND conname LIKE 'old%'"
        )
        self.assertFalse(self.env.cr.fetchall())
        created.invalidate_recordset()
        self.assertEqual(
            created.mapped("name"),
            ["model_new_act", "field_new_act__verb", "constraint_new_act_subject"]
            + list(kept),
        )
        self.env.cr.execute("SELECT 1 FROM ir_model WHERE model = 'new.act'")
        self.assertTrue(self.env.cr.rowcount)

    def test_without_an_old_table_nothing_is_done(self):
        _migration("rename_act").rename(self.env, "old.act", "new.act")
        self.env.cr.execute("SELECT to_regclass('new_act')")
        self.assertEqual(self.env.cr.fetchone(), (None,))
