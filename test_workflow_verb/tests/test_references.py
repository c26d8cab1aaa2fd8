from functools import partial

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestReferences(WorkflowCase):
    """A reference is guarded and looked at as a many2one is."""

    def _remark(self, order, **values):
        values |= {"res_model": order._name, "res_id": order.id}
        return self.env["test.workflow.remark"].with_user(self.clerk).create(values)

    def test_a_line_follows_the_parent_that_a_reference_names(self):
        remark = self._remark(self.draft, name="Open")
        remark.name = "Still open"
        add = partial(self._remark, self.submitted)
        self.assertRefused(add, "Nothing can be added")
        self.draft.action_submit()
        write = partial(remark.sudo().write, {"name": "Too late"})
        self.assertRefused(write, "can no longer be edited", error=AccessError)
        self.assertRefused(remark.sudo().unlink, "cannot be deleted")

    def test_who_adds_a_line_touches_its_parent(self):
        """A step that waits for it is retried then, and sees the line."""
        place = "SELECT ctid FROM test_workflow_order WHERE id = %s"

        def version():
            self.env.flush_all()
            self.env.cr.execute(place, [self.draft.id])
            return self.env.cr.fetchone()

        before = version()
        remark = self._remark(self.draft, name="Open")
        touched = version()
        self.assertNotEqual(touched, before)
        remark.name = "Still open"  # a lock is enough
        self.assertEqual(version(), touched)

    def test_the_owner_of_what_a_reference_names_is_compared(self):
        foreign = self.env["test.workflow.order"].create(
            {"name": "Theirs", "company_id": self.other_company.id}
        )
        remark = self._remark(self.draft, about=f"{self.draft._name},{self.draft.id}")
        write = partial(remark.sudo().write, {"about": f"{foreign._name},{foreign.id}"})
        self.assertRefused(write, "belongs to another", error=ValidationError)

    def test_a_foreign_record_is_not_named(self):
        remarks = self.env["test.workflow.remark"].with_user(self.stranger)
        foreign = self.submitted
        reference = {"about": f"{foreign._name},{foreign.id}"}
        target = {"res_model": foreign._name, "res_id": foreign.id}
        mine = remarks.create({"name": "Of nothing"})
        for attempt in (
            partial(remarks.create, reference),
            partial(remarks.create, target),
            partial(mine.write, reference),
            partial(mine.write, target),
            partial(remarks.with_context(default_about=reference["about"]).create, {}),
            partial(remarks.onchange, reference, ["about"], {"about": {}}),
            partial(remarks.onchange, target, ["res_id"], {"res_id": {}}),
        ):
            with self.assertRaises(AccessError) as refusal, self.env.cr.savepoint():
                attempt()
            self.assertNotIn(foreign.name, str(refusal.exception))

    def test_a_foreign_line_is_not_named(self):
        orders = self.env["test.workflow.order"].with_user(self.stranger)
        mine = orders.create({"name": "Mine"})
        inner = {"name": "A line", "order_id": self.submitted.id}
        for command in (
            Command.update(self.submitted.line_ids.id, {"order_id": self.submitted.id}),
            Command.create(inner),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                mine.write({"line_ids": [command]})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            mine.write({"former_id": self.submitted.id})

    def test_what_is_not_guarded_is_named_freely(self):
        partner = self.stranger.partner_id
        partner.company_id = self.other_company
        remarks = self.env["test.workflow.remark"].with_user(self.stranger)
        remark = remarks.create({"about": f"res.partner,{partner.id}"})
        self.assertEqual(remark.about, partner)

    def test_each_record_that_values_name_is_found(self):
        order, line = "test.workflow.order", "test.workflow.order.line"
        inner = {"order_id": 7}
        for model, values, found in (
            (order, {"former_id": 7, "name": "x", "amount": 5}, {order: {7}}),
            (order, {"former_id": 7, "twin_id": 8}, {order: {7, 8}}),
            ("test.workflow.remark", {"about": f"{order},7"}, {order: {7}}),
            (
                "test.workflow.remark",
                {"res_model": order, "res_id": 7},
                {order: {7}},
            ),
            (order, {"line_ids": [Command.create(inner)]}, {order: {7}}),
            (order, {"line_ids": [Command.update(3, inner)]}, {order: {7}, line: {3}}),
            (order, {"line_ids": [Command.link(3)]}, {line: {3}}),
            (order, {"line_ids": [[4, 3]]}, {line: {3}}),
            (order, {"line_ids": [Command.set([3, 4])]}, {line: {3, 4}}),
        ):
            with self.subTest(values=values):
                targets = self.env[model].with_user(self.clerk)._targets([values])
                self.assertEqual(dict(targets), found)

    def test_what_names_no_record_is_passed_over(self):
        order = "test.workflow.order"
        for model, values in (
            (order, {"nothing": 7, "former_id": False, "company_id": 1}),
            (order, {"former_id": "virtual_1"}),
            (order, {"line_ids": False}),
            (order, {"line_ids": 7}),
            (order, {"name": [[4, 3]]}),
            (order, {"line_ids": [Command.delete(3), Command.unlink(3)]}),
            (order, {"line_ids": [Command.clear(), [5], 7]}),
            (order, {"line_ids": [[4, "virtual_1"], [4, 0], [6, 0, [False]]]}),
            (order, {"line_ids": [[0, 0, "x"], [0, 9, {}]]}),
            (order, {"message_partner_ids": [Command.link(1)]}),
            ("test.workflow.remark", {"about": f"{order},x"}),
            ("test.workflow.remark", {"about": "res.partner,1"}),
            ("test.workflow.remark", {"res_id": 7}),
            ("test.workflow.remark", {"res_model": "res.partner", "res_id": 7}),
        ):
            with self.subTest(values=values):
                targets = self.env[model].with_user(self.clerk)._targets([values])
                self.assertEqual(dict(targets), {})

    def test_the_model_of_a_reference_comes_with_it_or_as_a_default(self):
        order = self.submitted
        remarks = self.env["test.workflow.remark"].with_user(self.clerk)
        remarks = remarks.with_context(default_res_model=order._name)
        self.assertEqual(remarks._targets([{"res_id": 7}]), {order._name: {7}})
        # its own is stronger
        values = {"res_model": "res.partner", "res_id": 7}
        self.assertEqual(remarks._targets([values]), {})
