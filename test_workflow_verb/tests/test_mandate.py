from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import Mandate

from .common import WorkflowCase

ORDER = "test.workflow.order"


@tagged("post_install", "-at_install")
class TestMandate(WorkflowCase):
    """A mandate lets one user record the named steps of the named companies."""

    def _mandate(self, user=None, companies=None, steps=((ORDER, "approve"),)):
        return Mandate(user or self.auditor, companies or self.env.company, steps)

    def _order(self, mandate):
        order = self.submitted.with_user(self.auditor)
        return order.with_context(workflow_mandate=mandate)

    def test_it_records_what_was_done_before(self):
        yesterday = jalali.today() - timedelta(days=1)
        order = self._order(self._mandate())
        self.assertTrue(order._asks_day("approve"))
        order.action_approve(on=yesterday)
        self.assertEqual((order.state, order.approved_on), ("approved", yesterday))
        act = order.act_ids.sorted("id")[-1]
        self.assertEqual((act.on, act.on_paper), (yesterday, True))
        self.assertEqual(act.create_uid, self.auditor)

    def test_it_covers_nothing_else(self):
        for mandate in (
            None,
            {"uid": self.auditor.id},
            self._mandate(user=self.manager),
            self._mandate(companies=self.other_company),
            self._mandate(steps=[(ORDER, "return")]),
            self._mandate(steps=[("test.workflow.paper", "approve")]),
            self._mandate(steps=[]),
        ):
            approve = self._order(mandate).action_approve
            self.assertRefused(approve, "belongs to", unchanged=self.submitted)

    def test_it_covers_those_of_its_companies(self):
        foreign = self.env[ORDER].create(
            {"name": "Theirs", "company_id": self.other_company.id}
        )
        orders = (self.submitted | foreign).with_user(self.auditor).sudo()
        both = self.env.company | self.other_company
        for companies, covered in (
            (self.env.company, self.submitted),
            (self.other_company, foreign),
            (both, self.submitted | foreign),
        ):
            mandate = self._mandate(companies=companies)
            self.assertEqual(mandate.covers(orders, "approve"), covered)

    def test_it_covers_nothing_that_has_no_company(self):
        lines = self.submitted.line_ids.with_user(self.auditor)
        mandate = self._mandate(steps=[(lines._name, "approve")])
        self.assertFalse(mandate.covers(lines, "approve"))
