import json

from odoo.tests import tagged

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

from ..roles import ADDON

# all of it is in use: a filed and lent original, a finding, an exemption, a sheet
USE = """
import json
from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day
from odoo.addons.test_cluster_committee_extension.tests.common import ExtensionCase
from odoo.tests import freeze_time
ExtensionCase.env, kit = env, ExtensionCase
kit.own = kit._create_company("IR-17")
for role in ("officer", "secretary", "chair"):
    setattr(kit, role, kit._create_user(role, kit.own))
kit.owner = kit._create_user("owner", kit.own)
kit.archivist = kit._create_archivist(kit.own)
with freeze_time(TODAY):
    committee = kit._create_committee()
    filed = kit._create_meeting("signed", committee)
    late = kit._create_meeting("signed", committee, "1405/06/30")
    with on_day("1405/06/25"):
        filed.with_user(kit.archivist).action_file(shelf="A")
    kit._create_loan(filed, "lent")
    engine = env["committee.engine"]
    engine._check(day("1405/09/02"), kit.own)
    env["committee.exemption"].with_user(kit.owner).create({
        "company_id": kit.own.id, "rule": "filing", "reason": "Being reorganised",
        "letter_number": "7", "letter_date": day("1405/08/01"),
        "date_from": day("1405/08/01"), "date_to": day("1405/08/02"),
    }).action_grant(on=day("1405/08/01"))
env.cr.commit()
module = env["ir.module.module"]._get("%s")
uninstall = env["base.module.uninstall"]
print("FOUND", json.dumps({
    "loss": uninstall.create({"module_ids": [(6, 0, module.ids)]}).committee_loss,
    "findings": env["committee.finding"].search_count([("rule", "=", "filing")]),
}))
"""
LOOK = """
import json
from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.tests import Form, freeze_time
with freeze_time(TODAY):
    engine = env["committee.engine"]
    engine._check(day("1405/09/02"))
    engine._check(day("1405/09/03"))
    meeting = env["committee.meeting"].search([("state", "=", "signed")], limit=1)
    secretary = env["res.users"].search([("login", "=like", "secretary.%%")], limit=1)
    findings = env["committee.finding"].search([("rule", "=", "filing")])
    board = env["committee.finding"].with_user(secretary).board(meeting.committee_id.id)
    findings.read()
    exemption = env["committee.exemption"].search([])
    exemption.read()
    findings._mail_values()
    work = env["committee.work"].with_user(secretary).today()
    with Form(meeting.with_user(secretary)):
        pass
    print("FOUND", json.dumps({
        "open": len(findings.filtered(lambda finding: finding.state == "open")),
        "codes": [row["code"] for row in work["rows"]],
        "board": "filing" in json.dumps(board, default=str),
        "cancel": list(meeting._verb("cancel").by),
        "verbs": list(meeting._verbs),
    }))
"""
OF_LOANS = "~ '^test[._]committee'"
LEFT = {
    "tables": "SELECT table_name FROM information_schema.tables"
    f" WHERE table_name {OF_LOANS}",
    "columns": "SELECT table_name, column_name FROM information_schema.columns WHERE"
    " column_name IN ('filed_on', 'shelf', 'file_code', 'file_keywords', 'file_pages',"
    " 'prepared_by', 'asks_shelf')",
    "models": f"SELECT model FROM ir_model WHERE model {OF_LOANS}"
    " OR model ~ '^committee[.](rule[.]filing|work[.](lend|file))'",
    "constraints": "SELECT c.name FROM ir_model_constraint c"
    f" JOIN ir_module_module m ON m.id = c.module WHERE m.name = '{ADDON}'",
    "labels": f"SELECT name FROM ir_model_data WHERE module = '{ADDON}'",
    "history": f"SELECT verb FROM workflow_act WHERE res_model {OF_LOANS}"
    " OR verb = 'file'",
    "attachments": f"SELECT name FROM ir_attachment WHERE res_model {OF_LOANS}",
    "reports": f"SELECT id FROM ir_act_report_xml WHERE model {OF_LOANS}",
    "views": f"SELECT name FROM ir_ui_view WHERE name ~ 'test.extension|{ADDON}'",
    "groups": "SELECT id FROM res_groups WHERE name->>'en_US' = 'Archivist'",
    "menus": "SELECT id FROM ir_ui_menu WHERE name->>'en_US' = 'Loans'",
}


@tagged("post_install", "-at_install")
class TestExtensionUninstall(OwnDatabaseCase):
    """Uninstalled while it is in use, it leaves a committee that works on, and nothing
    else; what its rule found is closed."""

    label = "extension"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls._found(USE % ADDON)
        done = cls._start("module", "uninstall", *cls.target, ADDON)
        cls.code, cls.log = cls._ended(done)
        cls.after = cls._found(LOOK)

    @classmethod
    def _found(cls, script):
        said = cls._do(script)
        found = [line for line in said.splitlines() if "FOUND " in line]
        assert found, said[-4000:]
        return json.loads(found[0].partition("FOUND ")[2])

    def test_it_warns_of_what_goes(self):
        self.assertEqual(self.before["loss"], "Loans of originals: 1.")
        self.assertEqual(self.before["findings"], 2)

    def test_nothing_is_left(self):
        for what, query in LEFT.items():
            with self.subTest(what=what):
                self.assertEqual(self._rows(query), [])

    def test_nothing_went_wrong(self):
        self.assertEqual(self.code, 0, self.log[-2000:])
        wrong = [
            line
            for line in self.log.splitlines()
            if " WARNING " in line or " ERROR " in line
        ]
        self.assertEqual(wrong, [])

    def test_the_committee_works_on(self):
        self.assertEqual(self.after["open"], 0)
        self.assertFalse(self.after["board"])
        self.assertNotIn("file", self.after["codes"])
        self.assertNotIn("file", self.after["verbs"])
        self.assertEqual(self.after["cancel"], ["chair", "secretary"])
