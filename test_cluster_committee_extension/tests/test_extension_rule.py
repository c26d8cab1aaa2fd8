from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day
from odoo.addons.cluster_committee.tests.compliance.findings import FindingsCase

from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionRule(ExtensionCase, FindingsCase):
    """A rule of another addon finds as the rules of the product do, and is told of
    nowhere else: findings, levels, notices, mail, exemptions, questions of any day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("signed", cls.committee)  # on 1405/06/18

    def test_it_is_due_then_late_then_met(self):
        self.assertEqual(self._standings("filing", "1405/06/17"), [])
        self.assertEqual(self._standings("filing", "1405/06/19"), ["due"])
        self.assertEqual(self._standings("filing", "1405/06/30"), ["overdue"])
        self._check("1405/06/19", "filing")
        finding = self._findings("filing")
        self.assertEqual(finding.state, "open")
        self.assertEqual(finding.standing, "due")
        self.assertEqual(finding.clause, "C4-4-4a")
        self.assertEqual(finding.nature, "policy")
        self.assertEqual(finding.actor, "secretariat")
        self.assertEqual(finding.subject_id, self.meeting.id)
        self.assertIn(self.meeting.display_name, finding.subject_name)
        with on_day("1405/06/20"):
            self.meeting.with_user(self.archivist).action_file()
        self._check("1405/06/21", "filing")
        self.assertEqual((finding.state, finding.standing), ("closed", "met"))
        self.assertEqual(finding.met_on, day("1405/06/20"))
        self.assertEqual(finding.evidence_id, self.meeting.id)
        # the past stays as it was
        self.assertEqual(self._standings("filing", "1405/06/19"), ["due"])

    def test_levels_are_told(self):
        self._check("1405/06/30", "filing")
        finding = self._findings("filing")
        self.assertEqual(finding.level, "1")
        self.assertIn((1, "supervisor"), self._told(finding))
        words = finding._mail_values()[finding.id]
        self.assertEqual(words["label"], "Original of the minutes filed")
        self.assertEqual(words["advice"], "Give the signed original to the archivist.")
        self.assertTrue(words["clause"])

    def test_it_can_be_exempted(self):
        self._exempt("filing", "1405/06/18", "1405/07/30")
        self.assertEqual(self._standings("filing", "1405/06/30"), ["exempt"])

    def test_it_is_listed_and_asked_of_any_day(self):
        rules = dict(self.env["committee.finding"]._selection_rule())
        self.assertEqual(rules["filing"], "Original of the minutes filed")
        rows = self.env["committee.engine"]._standings(day("1405/06/30"), self.own)
        self.assertIn("filing", {row["rule"] for row in rows})
        self._check("1405/06/30")
        findings = self.env["committee.finding"].with_user(self.officer)
        board = findings.board(self.committee.id)
        self.assertIn("Original of the minutes filed", str(board))
