import json

from odoo.tests import tagged

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

PARTS = ("cluster_committee_exchange", "cluster_committee_room")
# Both are in use: a key with its history, what came in files, a change and a phrase
USE = """
import json
from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests import rivals
from odoo.tests import freeze_time
rivals.prepare(env)
kit = rivals._kit(env)
with freeze_time(TODAY):
    committee = rivals._committee(env)
    meeting = kit._create_meeting("held", committee).with_user(kit.officer)
    item = meeting.agenda_item_ids[0]
    meeting.room_apply_changes([{
        "id": "a", "act": "write", "part": "item", "ref": item.id,
        "values": {"discussion": "Said"}, "base": {"discussion": False},
    }])
    keys = env["committee.exchange.key"]
    own = keys.with_user(kit.secretary)._own_key(kit.own)
    own.action_withdraw(reason="Lost")
    province = env["res.country.state"].search([("iso_code", "=", "IR-21")])
    said = {"province_id": province.id, "key_id": own.id}
    edition = env["committee.procedure.edition"]._edition_on(day("1405/06/01"))
    env["committee.edition.acknowledgement"]._permitted_create([{
        **said, "edition_id": edition.id, "signer_name": "Another",
        "acknowledged_on": day("1405/06/01"),
    }])
    env["committee.received.copy"]._permitted_create([{
        **said, "kind": "provincial", "number": 1, "number_year": 1405,
        "held_on": day("1405/05/01"), "received_on": day("1405/06/01"),
        "document_sha256": "0", "digest": "0",
    }])
    asked = env["committee.received.request"]._permitted_create([{
        **said, "kind": "exemption", "rule": "minutes", "number": 1, "digest": "0",
        "date_from": day("1405/05/01"), "reason": "Moved", "evidence": "eA==",
        "asked_on": day("1405/06/01"), "received_on": day("1405/06/01"),
        "withdrawn_on": day("1405/06/01"),
    }])
    asked._move("withdraw")
env.cr.commit()
parts = env["ir.module.module"].search([("name", "in", %r)], order="name")
uninstall = env["base.module.uninstall"]
print("FOUND", json.dumps([
    uninstall.create({"module_ids": [(6, 0, part.ids)]}).committee_loss
    for part in parts
]))
"""
LOOK = """
import json
from odoo.tests import Form
meeting = env["committee.meeting"].search([], limit=1)
with Form(meeting) as form:
    form.notes = "Written on the form"
print("FOUND", json.dumps({
    "notes": meeting.notes,
    "discussion": meeting.agenda_item_ids[0].discussion,
    "inbox": env["committee.copy.inbox"].search_count([("copy_id", "!=", False)]),
    "acknowledged": env["committee.edition.acknowledgement"].search_count(
        [("signer_name", "=", "Another")]
    ),
    "steps": len(env["workflow.act"].search([]).mapped("step")),
}))
"""
# what would tell that one of them was here
LEFT = {
    "tables": "SELECT table_name FROM information_schema.tables WHERE table_name ~"
    " '^committee_(exchange|announced|received_request|phrase|room)'",
    "columns": "SELECT table_name, column_name FROM information_schema.columns WHERE"
    " column_name IN ('key_id', 'received_key_id', 'received_digest',"
    " 'received_changes', 'decision_key_id', 'decider_name', 'sent_content',"
    " 'sent_sha256', 'file_made_on') AND table_name ~ '^committee_'",
    "models": "SELECT model FROM ir_model WHERE model ~"
    " '^committee[.](exchange|announced|received[.]request|phrase|room)'",
    "labels": "SELECT module, name FROM ir_model_data WHERE module IN"
    " ('cluster_committee_exchange', 'cluster_committee_room')",
    "history": "SELECT res_model FROM workflow_act WHERE res_model ~"
    " '^committee[.](exchange|announced|received[.]request)'",
    "attachments": "SELECT res_model FROM ir_attachment WHERE res_model ~"
    " '^committee[.](exchange|announced|received[.]request|phrase|room)'",
    "parameters": "SELECT key FROM ir_config_parameter WHERE key ~ 'exchange|room'",
    "constraints": "SELECT conname FROM pg_constraint WHERE conname ~ 'by_file'",
}


@tagged("post_install", "-at_install")
class TestUninstallParts(OwnDatabaseCase):
    """The room and the exchange leave a committee that works on, and nothing else."""

    label = "parts"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.losses = cls._found(USE % (PARTS,))
        done = cls._start("module", "uninstall", *cls.target, *PARTS)
        cls.code, cls.log = cls._ended(done)
        cls.after = cls._found(LOOK)

    @classmethod
    def _found(cls, script):
        said = cls._do(script)
        found = [line for line in said.splitlines() if line.startswith("FOUND ")]
        return json.loads(found[0].removeprefix("FOUND "))

    def test_it_warns_of_what_goes(self):
        exchange, room = self.losses
        self.assertRegex(exchange, "^Keys that files are signed with: 1.")
        self.assertRegex(room, r"^Phrases of the minutes: \d+.* they have made: 1.")
        for loss in self.losses:
            self.assertNotIn("Committees", loss)

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
        self.assertIn("Written on the form", self.after["notes"])
        self.assertEqual(self.after["discussion"], "Said")
        self.assertEqual(self.after["inbox"], 1)  # the copy that came in a file
        self.assertEqual(self.after["acknowledged"], 1)
        self.assertTrue(self.after["steps"])
