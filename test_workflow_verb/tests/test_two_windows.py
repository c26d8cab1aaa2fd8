from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common import ADDON, WorkflowCase


@tagged("post_install", "-at_install")
class TestTwoWindows(WorkflowCase):
    """`web_save` as the web client calls it: with what the form had loaded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = f"base.group_user,{ADDON}.group_test_clerk"
        cls.colleague = new_test_user(cls.env, "test_colleague", groups)

    def _save(self, order, user, vals, loaded):
        saved = order.with_user(user).with_context(workflow_loaded=loaded)
        return saved.web_save(vals, {"name": {}, "amount": {}})

    def test_what_another_has_changed_is_not_overwritten(self):
        order = self.draft
        order.with_user(self.colleague).write({"name": "The other's"})
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
            self._save(
                order,
                self.clerk,
                {"name": "The clerk's", "amount": 7},
                {"name": "An order, draft", "amount": 0},
            )
        said = str(refusal.exception)
        for word in (self.colleague.name, "Name", "The other's", "Nothing was saved"):
            self.assertIn(word, said)
        self.env.invalidate_all()
        self.assertEqual((order.name, order.amount), ("The other's", 0))

    def test_other_fields_of_the_record_are_saved(self):
        order = self.draft
        order.with_user(self.colleague).write({"name": "The other's"})
        self._save(order, self.clerk, {"amount": 7}, {"amount": 0})
        self.assertEqual((order.name, order.amount), ("The other's", 7))

    def test_both_typed_the_same(self):
        order = self.draft
        order.with_user(self.colleague).write({"name": "The same"})
        self._save(order, self.clerk, {"name": "The same"}, {"name": "An order, draft"})
        self.assertEqual(order.name, "The same")

    def test_an_own_second_window_is_told_as_that(self):
        order = self.draft
        order.with_user(self.clerk).write({"amount": 3})
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, "in another window"):
            self._save(order, self.clerk, {"amount": 7}, {"amount": 0})

    def test_each_kind_of_field_is_compared_as_the_client_loads_it(self):
        """What `web_read` gives is what has been loaded: it saves again."""
        order = self.draft.with_user(self.clerk)
        order.write({"note": False, "former_id": self.approved.id})
        self.env.flush_all()
        names = ["name", "note", "amount", "former_id", "scan"]
        (loaded,) = order.with_context(bin_size=True).web_read(
            {name: {} for name in names}
        )
        loaded.pop("id")
        changed = {
            "name": "Another",
            "note": "A note",
            "amount": 1,
            "former_id": False,
            "scan": b"Zm9v",
        }
        self._save(order, self.clerk, changed, loaded)
        self.assertEqual((order.name, order.note), ("Another", "A note"))
        order.env.flush_all()
        with self.assertRaises(UserError) as refusal:
            self._save(order, self.clerk, {"name": "Another", "note": "x"}, loaded)
        self.assertEqual(str(refusal.exception).count("in another window"), 1)
        with self.assertRaises(UserError) as refusal:
            again = {
                "name": "x",
                "note": "x",
                "amount": 9,
                "former_id": self.submitted.id,
                "scan": b"YmFy",
            }
            self._save(order, self.clerk, again, loaded)
        self.assertEqual(str(refusal.exception).count("in another window"), 5)

    def test_lines_are_compared_as_well(self):
        order = self.draft
        line = order.line_ids
        line.with_user(self.colleague).write({"amount": 8})
        self.env.flush_all()
        vals = {"line_ids": [[1, line.id, {"amount": 9}]]}
        with self.assertRaisesRegex(UserError, "Amount"):
            self._save(
                order, self.clerk, vals, {"line_ids": {str(line.id): {"amount": 5}}}
            )
        vals = {"line_ids": [[1, line.id, {"name": "Renamed"}]]}
        self._save(
            order,
            self.clerk,
            vals,
            {"line_ids": {str(line.id): {"name": "A line"}}},
        )
        self.assertEqual((line.name, line.amount), ("Renamed", 8))

    def test_a_line_that_was_not_loaded_is_not_compared(self):
        order = self.draft
        line = order.line_ids
        vals = {"line_ids": [[1, line.id, {"amount": 9}]]}
        for loaded in ({}, {"0": {"amount": 5}}, {str(line.id): None}):
            self._save(order, self.clerk, vals, {"line_ids": loaded})
        self.assertEqual(line.amount, 9)

    def test_what_is_there_now_is_said_in_words(self):
        order = self.draft
        for name, value, said in (
            ("note", "n" * 60, f"“{'n' * 60}”"),
            ("note", "n" * 61, f"“{'n' * 60}…”"),
            ("former_id", self.approved.id, "“An order, approved”"),
            ("former_id", False, "“”"),
            ("amount", 3, "“3”"),
            ("amount", 0, "“0”"),
            ("note", False, "“”"),
            ("state", "submitted", "“Submitted”"),
        ):
            order._permitted({name})[name] = value
            self.env.flush_all()
            field = order._fields[name]
            self.assertIn(f"is {said} now", order._changed_sentence(field))

    def test_what_no_client_sends_is_ignored(self):
        order = self.draft
        for loaded in ([], "x", {"nothing": 1}, {"line_ids": "x"}, None):
            self._save(order, self.clerk, {"amount": 4, "line_ids": []}, loaded)
        self.assertEqual(order.amount, 4)

    def test_nothing_is_told_of_what_may_not_be_read(self):
        order = self.draft
        with self.assertRaises(UserError) as refusal:
            self._save(order, self.stranger, {"amount": 9}, {"amount": 77})
        self.assertNotIn("another window", str(refusal.exception))
        self.assertNotIn(self.clerk.name, str(refusal.exception))
