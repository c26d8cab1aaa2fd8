from datetime import datetime, time, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.web_jalali.tools import clock, jalali
from odoo.addons.workflow_verb.tools import verb

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestSteps(WorkflowCase):
    """A step is open in its states, to its people, when nothing stands in the way."""

    def test_a_step_is_refused_in_other_states(self):
        for order in (self.submitted, self.approved):
            submit = order.with_user(self.clerk).action_submit
            self.assertRefused(submit, "is not open", unchanged=order)

    def test_a_step_is_refused_to_others(self):
        """The right to write, lent, gives nobody the right to act."""
        for user in (self.clerk, self.auditor):
            order = self.submitted.with_user(user).sudo()
            give_back = order.action_return
            self.assertRefused(lambda act=give_back: act(reason="x"), "a manager")

    def test_what_stands_in_the_way_is_said(self):
        order = self.env["test.workflow.order"].with_user(self.clerk)
        order = order.create({"name": "Without a line"})
        self.assertEqual(order.next_step, "Submit")
        self.assertIn("has no line", order.next_step_blockers)
        self.assertRefused(order.action_submit, "has no line", unchanged=order)

    def test_a_condition_is_asked_in_the_states_of_its_step(self):
        """Elsewhere only where it says so: else the order is told what it had long."""
        order = self.submitted
        order.sudo()._permitted({"keyword"}).keyword = "none"
        order.line_ids._permitted({"unlink"}).unlink()
        clerk, auditor = (order.with_user(u) for u in (self.clerk, self.auditor))
        submit = " ".join(clerk._verb_blockers("submit")[order.id])
        self.assertIn("is not open", submit)
        self.assertNotIn("has no line", submit)
        audit = " ".join(auditor._verb_blockers("audit")[order.id])
        self.assertIn("is not open", audit)
        self.assertIn("has no keyword", audit)

    def test_a_batch_moves_all_or_none(self):
        orders = self.draft | self.submitted
        self.assertRefused(orders.action_submit, unchanged=orders)
        pair = self._create_order() | self._create_order()
        pair.action_submit()
        self.assertEqual(set(pair.mapped("state")), {"submitted"})

    def test_no_act_lies_in_the_future(self):
        tomorrow = jalali.today() + timedelta(days=1)
        order = self.draft.with_user(self.clerk)
        self.assertRefused(lambda: order.action_submit(on=tomorrow), "in the future")

    def test_what_its_own_actor_does_is_dated_today(self):
        yesterday = jalali.today() - timedelta(days=1)
        for user, order, act in (
            (self.clerk, self.draft, "submit"),
            (self.manager, self.submitted, "approve"),
        ):
            mine = order.with_user(user)
            press = getattr(mine, f"action_{act}")
            self.assertRefused(
                lambda press=press: press(on=yesterday),
                "is dated the day on which it is done",
                unchanged=order,
            )
            with clock.moved_to(datetime.combine(yesterday, time(8))):
                press()
            entered = mine.act_ids.sorted("id")[-1]
            self.assertEqual((entered.verb, entered.on), (act, yesterday))
            self.assertEqual(entered.entered_at.date(), yesterday)

    def test_who_records_it_from_paper_gives_the_day_of_the_paper(self):
        yesterday = jalali.today() - timedelta(days=1)
        order = self.submitted.with_user(self.clerk)
        order.action_approve(on=yesterday)
        act = order.act_ids.sorted("id")[-1]
        self.assertTrue(act.on_paper)
        self.assertEqual(act.on, yesterday)
        self.assertEqual(jalali.local_date(act.entered_at), jalali.today())

    def test_a_verb_declares_its_dating(self):
        with self.assertRaises(TypeError):
            verb("draft", to="done", by=("clerk",), label="x")
        with self.assertRaisesRegex(ValueError, "now, paper, fact"):
            verb("draft", to="done", by=("clerk",), label="x", dating="then")

    def test_a_reason_is_asked_for(self):
        order = self.submitted.with_user(self.manager)
        for blank in (None, "", " ", "\u200c"):
            self.assertRefused(
                lambda reason=blank: order.action_return(reason=reason),
                "Write the reason",
            )
        order.action_return(reason="Not enough")
        self.assertEqual(order.act_ids[0].reason, "Not enough")

    def test_each_step_leaves_an_act(self):
        acts = self.approved.act_ids.sorted("id")
        self.assertEqual(acts.mapped("verb"), ["submit", "approve"])
        self.assertEqual(acts.mapped("step"), ["Submit", "Approve"])
        self.assertEqual(acts.mapped("state_to"), ["submitted", "approved"])
        self.assertEqual(acts.mapped("company_id"), self.env.company)
        self.assertEqual(acts.create_uid, self.clerk | self.manager)
        self.assertFalse(any(acts.mapped("on_paper")))

    def test_who_records_a_paper_act_is_marked(self):
        self.submitted.with_user(self.clerk).action_approve()
        self.assertTrue(self.submitted.act_ids[0].on_paper)

    def test_who_acts_follows_the_group(self):
        order = self.submitted.with_user(self.manager)
        self.assertTrue(order.can_approve)
        self.assertFalse(order.can_submit)
        self.manager.group_ids -= self.env.ref("test_workflow_verb.group_test_manager")
        with self.assertRaises(AccessError):
            order.action_return(reason="No longer")

    def test_help_stands_with_the_step(self):
        self.assertEqual(self.draft.next_step_help, "Add lines, then submit.")
        self.assertFalse(self.submitted.next_step_help)  # its text is not there
        self.assertFalse(self.approved.next_step_help)

    def test_a_foreign_record_is_nobodys(self):
        order = self.submitted.with_user(self.stranger)
        with self.assertRaises(AccessError) as refusal:
            order.action_submit()
        self.assertNotIn(self.submitted.name, str(refusal.exception))
        with self.assertRaises(UserError):
            order.action_approve()
