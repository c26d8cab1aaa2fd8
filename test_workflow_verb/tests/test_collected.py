from datetime import datetime
from functools import partial

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.web_jalali.tools import clock
from odoo.addons.workflow_verb.tools import united

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestCollected(WorkflowCase):
    """What a class adds to a model it extends holds beside what was declared before."""

    def test_declarations_are_united(self):
        declared = self.draft._declared
        self.assertEqual(
            declared.verb_fields,
            {"state", "approved_on", "evidence_number", "audited_on"},
        )
        self.assertEqual(declared.fixed_fields, {"company_id", "source"})
        self.assertEqual(set(declared.editable_in), {"note", "keyword"})
        self.assertEqual(
            declared.same_owner, {"former_id": "company_id", "twin_id": "company_id"}
        )
        self.assertEqual(set(self.draft._roles), {"clerk", "manager", "auditor"})
        verbs = ["submit", "approve", "return", "audit"]
        self.assertEqual(list(self.draft._verbs), verbs)
        self.assertEqual(set(united(self.draft, "_step_help")), {"submit", "approve"})

    def test_a_step_is_of_the_usual_course_only_where_it_says_so(self):
        steps = self.draft._verbs.values()
        self.assertEqual(
            [step.name for step in steps if step.main], ["submit", "approve"]
        )
        self.assertFalse(self.approved.next_step)

    def test_a_line_keeps_its_own(self):
        declared = self.draft.line_ids._declared
        self.assertEqual(declared.fixed_fields, {"order_id"})
        self.assertEqual(declared.verb_fields, {"state"})

    def test_added_fields_are_guarded(self):
        self.draft.write({"remark": "x", "keyword": "y"})
        self.approved.write({"keyword": "y"})
        for values, words in (
            ({"remark": "x"}, "can no longer be edited"),
            ({"audited_on": "2026-01-01"}, "is set by the steps"),
            ({"source": "x"}, "is given once"),
        ):
            write = partial(self.approved.sudo().write, values)
            self.assertRefused(write, words, error=AccessError)

    def test_a_field_that_no_addon_defines_is_guarded(self):
        """Of every field of the database the same holds, whoever made it."""
        self.env["ir.model.fields"].create(
            {
                "name": "x_remark",
                "model_id": self.env["ir.model"]._get_id("test.workflow.order"),
                "field_description": "Marginal Note",
                "ttype": "char",
            }
        )
        self.draft.sudo().write({"x_remark": "x"})
        write = partial(self.submitted.sudo().write, {"x_remark": "x"})
        self.assertRefused(write, "can no longer be edited", error=AccessError)

    def test_an_added_owner_is_compared(self):
        foreign = self.env["test.workflow.order"].create(
            {"name": "Theirs", "company_id": self.other_company.id}
        )
        for name in ("former_id", "twin_id"):
            write = partial(self.draft.sudo().write, {name: foreign.id})
            self.assertRefused(write, "belongs to another", error=ValidationError)
        self.draft.write({"twin_id": self.submitted.id})

    def test_an_added_check_narrows_a_step(self):
        order = self._create_order("draft")
        order.line_ids.amount = 0
        order.action_submit()
        approve = order.with_user(self.manager).action_approve
        self.assertRefused(approve, "worth nothing")

    def test_an_added_step_is_taken_by_its_own_role(self):
        for user in (self.clerk, self.manager):
            order = self.approved.with_user(user)
            self.assertFalse(order.can_audit)
            self.assertRefused(order.action_audit, "belongs to an auditor")
        order = self.approved.with_user(self.auditor)
        self.assertTrue(order.can_audit)
        with clock.moved_to(datetime(2026, 1, 2, 8)):
            order.action_audit()
        self.assertEqual(order.state, "approved")  # it leads nowhere
        self.assertTrue(order.audited_on)

    def test_what_was_collected_follows_the_classes(self):
        """An addon that is installed meanwhile is not overlooked."""
        cls = self.env.registry["test.workflow.order"]
        self.assertIn("audit", self.draft._verbs)
        cls._workflow_memo = (cls.__mro__[1:], {"workflow": ({}, {})})
        self.assertIn("audit", self.draft._verbs)
