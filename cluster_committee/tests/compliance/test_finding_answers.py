from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ...compliance.findings.standing_mixin import BREACHES
from ..common import TODAY, day, on_day
from .findings import LETTER, FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFindingAnswers(FindingsCase):
    """What people may do about findings, and who may take them out of the count."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.invalidate_all()

    def test_a_wrong_closing_by_hand_is_taken_back(self):
        self._check("1405/09/02", "first_meeting")
        finding = self._findings("first_meeting")
        mine = finding.with_user(self.owner)
        mine.action_settle(reason="By mistake", evidence=LETTER)
        self.assertTrue(mine.can_reopen)
        self.assertFalse(finding.with_user(self.national).can_reopen)
        with self.assertRaisesRegex(UserError, "reason"):
            mine.action_reopen(evidence=LETTER)
        with self.assertRaisesRegex(UserError, "number of the letter.*3-2"):
            mine.action_reopen(reason="It is late indeed")
        mine.action_reopen(reason="It is late indeed", evidence=LETTER)
        self.assertEqual((finding.state, finding.settled_on), ("open", False))
        acts = self.env["workflow.act"].search(
            [("res_model", "=", finding._name), ("res_id", "=", finding.id)]
        )
        self.assertEqual(set(acts.mapped("verb")), {"settle", "reopen"})
        self._check("1405/09/03", "first_meeting")
        self.assertEqual(finding.state, "open")

    def test_nobody_answers_before_there_was_something_to_answer(self):
        self._check("1405/09/02", "first_meeting")
        finding = self._findings("first_meeting")
        before = finding.opens_on - timedelta(days=1)
        mine = finding.with_user(self.secretary)
        with self.assertRaisesRegex(UserError, "nothing to answer before 2026-06-30"):
            with on_day(before):
                mine.action_acknowledge(answer="Yes")
        with self.assertRaisesRegex(UserError, "nothing to answer before"):
            with on_day(before):
                finding.with_user(self.owner).action_settle(
                    reason="A reason", evidence=LETTER
                )
        with self.assertRaisesRegex(UserError, "nothing to answer before"):
            with on_day(before):
                mine.action_ask_closing(reason="A reason")
        with self.assertRaisesRegex(UserError, "nothing to answer before"):
            with on_day(before):
                finding.with_user(self.national).action_note()
        self.assertFalse(finding.acknowledged_on)
        with on_day(finding.opens_on):
            mine.action_acknowledge()

    def test_what_a_fact_closed_is_not_opened_by_hand(self):
        self._check("1405/09/02")
        closed = self.env["committee.finding"].search(
            [("company_id", "=", self.own.id), ("standing", "=", "met")], limit=1
        )
        self.assertEqual(closed.state, "closed")
        self.assertFalse(closed.with_user(self.owner).can_reopen)
        with self.assertRaisesRegex(UserError, "closed by a fact"):
            closed.with_user(self.owner).action_reopen(
                reason="A reason", evidence=LETTER
            )

    def test_what_is_exempt_asks_no_answer(self):
        self._exempt("first_meeting", "1405/09/01")
        self._check("1405/09/02", "first_meeting")
        finding = self._findings("first_meeting").with_user(self.secretary)
        closing = finding.with_user(self.owner)
        self.assertEqual((finding.standing, finding.kind), ("exempt", "policy"))
        self.assertFalse(finding.can_acknowledge or finding.can_ask_closing)
        self.assertFalse(closing.can_settle)
        with self.assertRaisesRegex(UserError, "is exempt.*4-4-2"):
            finding.action_acknowledge()
        with self.assertRaisesRegex(UserError, "is exempt.*4-4-2"):
            finding.action_ask_closing(reason="A reason")
        with self.assertRaisesRegex(UserError, "is exempt.*4-4-2"):
            closing.action_settle(reason="A reason", evidence=LETTER)

    def test_an_exemption_tells_whether_it_is_in_force(self):
        today = jalali.today()
        past = self._exempt("deputy", "1405/01/01", "1405/02/01")
        running = self._exempt("deputy", "1405/03/01")
        coming = self._exempt(
            "first_meeting", "1405/09/01", date_from=day("1405/12/01")
        )
        found = {
            name: self.env["committee.exemption"].search([("validity", "=", name)])
            for name in ("over", "in_force", "coming")
        }
        self.assertEqual(today, day("1405/09/02"))
        self.assertEqual(found, {"over": past, "in_force": running, "coming": coming})
        for name, exemption in found.items():
            self.assertEqual(exemption.validity, name)

    def test_only_the_owner_moves_the_beginning_of_the_watch_on(self):
        administrator = self.officer
        administrator.group_ids += self.env.ref("base.group_system")
        company = self.own.with_user(administrator)
        self.own.monitoring_start_date = False
        company.monitoring_start_date = day("1405/03/01")
        # an earlier day forgives nothing
        company.monitoring_start_date = day("1405/01/01")
        with self.assertRaisesRegex(AccessError, "only the owner.*3-2"):
            company.monitoring_start_date = day("1405/09/01")
        with self.assertRaisesRegex(AccessError, "only the owner"):
            company.monitoring_start_date = False
        with self.assertRaisesRegex(ValidationError, "a day to come.*4-4-2"):
            self.own.monitoring_start_date = day("1405/09/03")

    def test_only_a_breach_of_the_text_is_an_exception(self):
        self._check("1405/09/02")
        findings = self.env["committee.finding"].search(
            [("company_id", "=", self.own.id)]
        )
        kinds = {(f.nature, f.standing in BREACHES): f.kind for f in findings}
        expected = {("law", True): "exception", ("law", False): "text"}
        for key, kind in kinds.items():
            self.assertEqual(kind, expected.get(key, "policy"))
        self.assertEqual(set(kinds.values()), {"exception", "text", "policy"})
