from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import TODAY
from .given_facts import GivenFactsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestContactsOfFacts(GivenFactsCase):
    """Findings about a body and its merging, and about those who hold a duty."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rules = cls.env["committee.engine"]._rules()
        cls.code = next(r._code for r in rules if r._subject == "res.partner")
        cls.bodies = cls.env["res.partner"].create(
            [{"name": f"Body {number}", "is_company": True} for number in range(3)]
        )
        cls.findings = cls.env["committee.finding"]

    def _of(self, body, **values):
        values = {"rule": self.code, "clause": "C0", "subject_id": body.id, **values}
        return self.findings.browse(self._finding(**values))

    def _merge(self, sources, target):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._repoint_kept_records(sources, target)

    def test_a_body_is_named_in_its_findings(self):
        first, second, third = self.bodies
        finding = self._of(first)
        self._of(second, rule="minutes", period="of no body")
        named = self.bodies._named_in()
        self.assertEqual(named.get(first), finding)
        self.assertNotIn(second, named)
        self.assertNotIn(third, named)

    def test_findings_go_to_the_body_that_is_merged_into(self):
        first, second, third = self.bodies
        mine = self._of(first)
        other = self._of(second, period="another")
        kept = self._of(third, company_id=self.foreign.id)
        none = self._of(first, rule="minutes", period="of no body")
        self._merge(first | second, third)
        self.assertEqual((mine | other | kept).mapped("subject_id"), [third.id] * 3)
        self.assertEqual(none.subject_id, first.id)

    def test_two_of_one_obligation_are_not_merged(self):
        first, second, _third = self.bodies
        self._of(first)
        self._of(second)
        with self.assertRaises(UserError):
            self._merge(first, second)

    def test_a_duty_holder_brings_one_rule_up_to_date(self):
        duties = self.env["committee.duty.holder"]
        with patch.object(type(self.engine), "_check") as check:
            duties.new({"company_id": self.own.id})._refresh_findings()
        [_day, _companies, rules] = check.call_args.args
        self.assertEqual([rule._code for rule in rules], ["deputy"])
