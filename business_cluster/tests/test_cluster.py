from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, ClusterCase, day
from .refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCluster(RefusalMixin, ClusterCase):
    """The life of a cluster, in its mandatory order, each step on its day."""

    def _steps(self, cluster):
        """[(stage, day)] of the steps that stand, the first one first."""
        rows = cluster._valid_steps()[cluster]
        return [(row.stage, row.on) for row in reversed(rows)]

    def test_a_step_needs_the_earlier_ones(self):
        cluster = self._create_cluster("identified").with_user(self.secretary)
        with self.refused("Start Diagnostic Study", "is not open"):
            cluster.action_diagnose()
        with self.refused("later day"):
            cluster.action_prioritise(on=day("1404/01/14"))
        with self.refused("future"):
            cluster.action_prioritise(on=day("1405/09/03"))
        self.assertEqual(cluster.state, "identified")

    def test_only_what_is_feasible_is_studied_further(self):
        cluster = self._create_cluster("feasibility")
        for result in (False, "negative"):
            cluster.feasibility_result = result
            with self.refused("no positive result", "note 2"):
                cluster.action_diagnose()
        cluster.feasibility_result = "positive"
        cluster.action_diagnose()
        with self.assertRaises(AccessError):
            cluster.feasibility_result = "negative"

    def test_each_step_keeps_its_day(self):
        cluster = self._create_cluster("feasibility", since="1404/01/15")
        self.assertEqual(
            self._steps(cluster),
            [
                ("identified", day("1404/01/15")),
                ("prioritised", day("1404/02/04")),
                ("feasibility", day("1404/02/24")),
            ],
        )
        self.assertEqual((cluster.jalali_year, cluster.half_year), (1404, "1"))

    def test_a_step_keeps_its_evidence(self):
        cluster = self._create_cluster("identified")
        evidence = {
            "number": "م/۱۲",
            "document": "JVBERi0=",
            "document_name": "minutes.pdf",
            "note": "As the committee saw it",
            "stage": "completed",  # what is no evidence is not taken
        }
        cluster.action_prioritise(on=day("1404/03/01"), evidence=evidence)
        row = cluster.stage_ids.sorted("id")[-1]
        self.assertEqual(
            (row.stage, row.on, row.number, row.note, row.document_name),
            ("prioritised", day("1404/03/01"), "م/۱۲", evidence["note"], "minutes.pdf"),
        )
        self.assertEqual(row.create_uid, self.officer)

    def test_stopped_and_resumed_where_it_was(self):
        cluster = self._create_cluster("feasibility").with_user(self.secretary)
        with self.refused("reason"):
            cluster.action_stop(on=day("1404/06/01"))
        cluster.action_stop(on=day("1404/06/01"), reason="No agent")
        self.assertEqual(cluster.state, "stopped")
        cluster.action_resume(on=day("1404/08/01"), reason="An agent is found")
        self.assertEqual(cluster.state, "feasibility")
        self.assertEqual(
            self._steps(cluster)[-2:],
            [("stopped", day("1404/06/01")), ("feasibility", day("1404/08/01"))],
        )

    def test_a_mistaken_step_is_withdrawn_and_kept(self):
        cluster = self._create_cluster("feasibility").with_user(self.secretary)
        cluster.action_step_back(reason="Of another cluster")
        self.assertEqual(cluster.state, "prioritised")
        self.assertEqual(cluster.stage_on, day("1404/02/04"))
        self.assertEqual(len(cluster.stage_ids), 3)
        self.assertEqual(self._steps(cluster)[-1], ("prioritised", cluster.stage_on))
        cluster.action_step_back(reason="Of another cluster")
        cluster.action_step_back(reason="Of another cluster")
        self.assertEqual((cluster.state, cluster.stage_on), ("draft", False))

    def test_evidence_is_entered_once_and_corrected_by_a_further_entry(self):
        cluster = self._create_cluster("prioritised")
        step = cluster.stage_ids[0].with_user(self.officer)
        step.write({"document": "JVBERi0=", "document_name": "m.pdf"})  # it came later
        step.flush_recordset()
        other = {"document": "JVBERi1=", "document_name": "other.pdf"}
        for attempt in (
            lambda: step.write(other),
            lambda: step.sudo().write({"document_name": "other.pdf"}),
            lambda: step.web_save({"document": False}, {"document": {}}),
            lambda: cluster.write(
                {"stage_ids": [Command.update(step.id, {"document": False})]}
            ),
        ):
            with self.refused("is kept", error=AccessError):
                attempt()
        file = self.env["ir.attachment"].search(
            [("res_model", "=", step._name), ("res_field", "=", "document")]
        )
        with self.refused(error=AccessError):
            file.with_user(self.officer).write({"datas": "JVBERi1="})
        with self.refused(error=AccessError):
            file.with_user(self.officer).unlink()
        with self.refused("is kept", error=AccessError):
            rows = [[str(step.id), "other.pdf"]]
            self._load(step, [".id", "document_name"], rows)
        self.assertEqual(step.document_name, "m.pdf")
        with self.refused("a number or a document", error=ValidationError):
            step.evidence_ids.create({"stage_id": step.id, "reason": "A slip"})
        entry = step.evidence_ids.create(
            {"stage_id": step.id, "number": "م/۸", "reason": "The number was wrong"}
        )
        for values in ({"reason": "Another"}, {"number": "م/۹"}):
            with self.refused("can no longer be edited", error=AccessError):
                entry.write(values)
        with self.refused("is kept"):
            entry.sudo().unlink()

    def _load(self, records, names, rows):
        """Import as the client does; what is refused is told in its messages."""
        said = records.load(names, rows)["messages"]
        raise AccessError(" ".join(message["message"] for message in said))

    def test_many_take_a_step_together_or_none(self):
        clusters = self._create_cluster("identified", name="One")
        clusters |= self._create_cluster("prioritised", name="Two")
        with self.refused("Two", "is not open"):
            clusters.action_prioritise()
        self.assertEqual(clusters.mapped("state"), ["identified", "prioritised"])

    def test_one_name_in_a_province_however_typed(self):
        self._create_cluster(name="خوشه پنیر لیقوان")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                self._create_cluster(name="پنير ليقوان")
        self._create_cluster(company=self.foreign, name="پنير ليقوان")
        found = self.env["business.cluster"].search([("search_text", "ilike", "پنير")])
        self.assertEqual(
            len(found & found.search([("company_id", "=", self.own.id)])), 1
        )

    def test_a_company_without_a_province_registers_none(self):
        with self.refused("has no province", error=ValidationError):
            self.env["business.cluster"].create(
                {"name": "A cluster", "company_id": self.office.id}
            )

    def test_the_broker_is_the_company_unless_named(self):
        cluster = self._create_cluster()
        self.assertEqual(cluster.broker_id, self.own.partner_id)
        body = self.env["res.partner"].create({"name": "Broker", "is_company": True})
        named = self._create_cluster(name="Other", broker_id=body.id)
        self.assertEqual(named.broker_id, body)

    def test_every_step_is_in_the_history_of_acts(self):
        cluster = self._create_cluster("prioritised")
        acts = self.env["workflow.act"].search(
            [("res_model", "=", cluster._name), ("res_id", "=", cluster.id)]
        )
        self.assertEqual(acts.mapped("verb"), ["prioritise", "identify"])
        self.assertEqual(acts.company_id, self.own)
