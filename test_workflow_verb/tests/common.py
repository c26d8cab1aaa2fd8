from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import TransactionCase, new_test_user

ADDON = "test_workflow_verb"


class WorkflowCase(TransactionCase):
    """One order in each state, and somebody for each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.env["res.company"].create({"name": "Another"})
        for role in ("clerk", "manager", "auditor"):
            user = new_test_user(
                cls.env, f"test_{role}", f"base.group_user,{ADDON}.group_test_{role}"
            )
            setattr(cls, role, user)
        cls.stranger = new_test_user(
            cls.env,
            "test_stranger",
            f"base.group_user,{ADDON}.group_test_clerk",
            company_id=cls.other_company.id,
            company_ids=[(6, 0, cls.other_company.ids)],
        )
        cls.draft = cls._create_order("draft")
        cls.submitted = cls._create_order("submitted")
        cls.approved = cls._create_order("approved")

    @classmethod
    def _create_order(cls, state="draft", **values):
        order = (
            cls.env["test.workflow.order"]
            .with_user(cls.clerk)
            .create(
                {
                    "name": f"An order, {state}",
                    "line_ids": [(0, 0, {"name": "A line", "amount": 5})],
                    **values,
                }
            )
        )
        if state != "draft":
            order.action_submit()
        if state == "approved":
            order.with_user(cls.manager).action_approve()
        return order

    def assertRefused(self, attempt, *words, error=UserError, unchanged=None):
        """The attempt is refused in these words, and nothing of `unchanged` moves."""
        before = unchanged and self._content(unchanged)
        with self.assertRaises(error) as refusal, self.env.cr.savepoint():
            attempt()
        for word in words:
            self.assertIn(word, str(refusal.exception))
        if unchanged:
            self.assertEqual(self._content(unchanged), before)

    @staticmethod
    def _content(records):
        stored = [
            name
            for name, field in records._fields.items()
            if field.store and field.column_type and name not in MAGIC_COLUMNS
        ]
        return records.sudo().read(stored, load=None)
