import json
import re

from odoo.tests import tagged

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

ADDONS = (
    *("cluster_committee", "business_cluster", "report_weasyprint"),
    *("workflow_verb", "web_jalali"),
)
# What a database is made of; some of it is counted, where Odoo itself leaves gaps
INVENTORY = {
    "columns": "SELECT table_name, column_name, data_type FROM"
    " information_schema.columns WHERE table_schema = 'public'",
    "indexes": "SELECT tablename, indexname FROM pg_indexes"
    " WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "models": "SELECT model, name->>'en_US' FROM ir_model",
    "fields": "SELECT model, name FROM ir_model_fields",
    "labels": "SELECT module, name FROM ir_model_data"
    " WHERE module LIKE '%cluster%'"
    " OR module IN ('workflow_verb', 'report_weasyprint', 'web_jalali')",
    "views": "SELECT model, type, name FROM ir_ui_view",
    "menus": "SELECT name->>'en_US', parent_id FROM ir_ui_menu",
    "actions": "SELECT type, name->>'en_US' FROM ir_actions",
    "groups": "SELECT name->>'en_US' FROM res_groups",
    "rules": "SELECT name, domain_force FROM ir_rule",
    "access": "SELECT name FROM ir_model_access",
    "users": "SELECT login, active FROM res_users",
    "partners": "SELECT name FROM res_partner WHERE name != 'Real'",
    "crons": "SELECT count(*) FROM ir_cron",
    "attachments": "SELECT res_model, res_field FROM ir_attachment"
    " WHERE res_model IS NOT NULL AND res_model NOT LIKE 'ir.%'",
    "days off": "SELECT name, date_from FROM resource_calendar_leaves",
    "working hours": "SELECT name FROM resource_calendar",
    "messages": "SELECT model FROM mail_message WHERE model LIKE 'committee.%'",
}
OTHERS = """
    SELECT name FROM ir_module_module
     WHERE state = 'installed' AND author != 'Cluster Committee Founders'
"""
# The addon is in use: a committee, a state that others made
USE = """
import json
state = env["res.country.state"].search([("iso_code", "=", "IR-21")])
labels = env["ir.model.data"].search([("module", "=", "business_cluster")])
labels.filtered(
    lambda label: (label.model, label.res_id) == (state._name, state.id)
).unlink()
company = env["res.company"].create({"name": "Real", "province_id": state.id})
committee = env["committee.committee"].create({"company_id": company.id})
env["committee.letter"].create({
    "kind": "reminder",
    "committee_id": committee.id,
    "recipient_ids": [(0, 0, {
        "partner_id": env.ref("cluster_committee.partner_national_deputy").id,
    })],
})
wizards = {
    name: env["base.module.uninstall"].create({"module_ids": [(6, 0, module.ids)]})
    for name in ("cluster_committee", "contacts", "auth_totp")
    for module in env["ir.module.module"].search([("name", "=", name)])
}
print("FOUND", json.dumps({
    "warnings": {name: wizard.committee_loss for name, wizard in wizards.items()},
    "counted": {
        model.model: model.count for model in wizards["cluster_committee"].model_ids
    },
}))
env.cr.commit()
"""


@tagged("post_install", "-at_install")
class TestUninstall(OwnDatabaseCase):
    """The addon says what goes with it, goes, and leaves nothing. In a database of its
    own, by Odoo's own command."""

    label = "uninstall"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        empty = cls._name("before")
        # the same modules of Odoo, and none that comes by itself beside them
        others = ",".join(name for (name,) in cls._rows(OTHERS))
        cls._make(empty, "BASE", others, "--skip-auto-install")
        cls.before = cls._inventory(empty)
        found = [
            line for line in cls._do(USE).splitlines() if line.startswith("FOUND ")
        ]
        cls.found = json.loads(found[0].removeprefix("FOUND "))
        code, cls.log = cls._ended(
            cls._start("module", "uninstall", *cls.target, *ADDONS)
        )
        assert not code, cls.log[-4000:]
        cls.after = cls._inventory(cls.name)

    @classmethod
    def _inventory(cls, database):
        return {
            part: sorted(map(str, cls._rows(query, database)))
            for part, query in INVENTORY.items()
        }

    def test_it_warns_of_what_is_real(self):
        warnings = self.found["warnings"]
        self.assertIn("Committees: 1. Their meetings: 0", warnings["cluster_committee"])
        # what it is built on takes it along
        self.assertEqual(warnings["contacts"], warnings["cluster_committee"])
        self.assertFalse(warnings["auth_totp"])
        self.assertEqual(self.found["counted"]["committee.committee"], 1)
        self.assertEqual(self.found["counted"]["committee.letter"], 1)

    def test_the_database_is_as_it_was_before(self):
        for part, before in self.before.items():
            with self.subTest(part=part):
                self.assertEqual(sorted(set(self.after[part]) - set(before)), [])
                self.assertEqual(sorted(set(before) - set(self.after[part])), [])

    def test_a_state_that_others_made_stays(self):
        states = self._rows(
            "SELECT s.name FROM res_country_state s"
            " JOIN res_country c ON c.id = s.country_id WHERE c.code = 'IR'"
        )
        self.assertEqual(states, [("یزد",)])

    def test_the_real_company_stays(self):
        names = self._rows("SELECT name FROM res_company ORDER BY id")
        self.assertEqual([name for (name,) in names][1:], ["Real"])

    def test_nothing_went_wrong(self):
        faults = re.findall(r"^.* (?:WARNING|ERROR|CRITICAL) .*$", self.log, re.M)
        self.assertEqual(faults, [])
