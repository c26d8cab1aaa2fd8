from datetime import timedelta
from functools import partial

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.web_jalali.tools import jalali

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestDialog(WorkflowCase):
    """One dialog for all steps of all models: it names the record by a reference."""

    def _values(self, record, verb):
        return {"record_model": record._name, "record_id": record.id, "verb": verb}

    def _asked(self, user, record, verb):
        named = self._values(record, verb)
        named = {f"default_{name}": value for name, value in named.items()}
        return self.env["workflow.step"].with_user(user).with_context(**named)

    def test_it_asks_what_the_step_needs(self):
        for user, order, verb, asked in (
            (self.clerk, self.draft, "submit", set()),
            (self.manager, self.submitted, "approve", {"asks_evidence"}),
            (self.manager, self.submitted, "return", {"asks_reason"}),
            (self.auditor, self.approved, "audit", {"asks_keyword"}),
        ):
            step = self._asked(user, order, verb).create({})
            names = [name for name in step._fields if name.startswith("asks_")]
            self.assertEqual({name for name in names if step[name]}, asked, verb)
            self.assertEqual(step.record_name, order.name)
            self.assertFalse(step.blockers)

    def test_it_asks_for_a_day_where_one_is_taken(self):
        """The manager acts today; who records it from paper types its date."""
        for user, asked in ((self.manager, False), (self.clerk, True)):
            step = self._asked(user, self.submitted, "approve").create({})
            self.assertEqual(step.asks_day, asked)
            step.on = jalali.today() - timedelta(days=1)
            self.assertFalse(step.blockers)
            self.assertEqual("on" in step._step_arguments(), asked)

    def test_it_hands_over_to_the_step(self):
        step = self._asked(self.manager, self.submitted, "approve")
        with Form(step) as form:
            form.evidence_number = "12/a"
        form.record.action_confirm()
        self.assertEqual(self.submitted.state, "approved")
        self.assertEqual(self.submitted.evidence_number, "12/a")

    def test_it_says_what_stands_in_the_way(self):
        order = self.env["test.workflow.order"].with_user(self.clerk)
        order = order.create({"name": "Without a line"})
        step = self._asked(self.clerk, order, "submit").create({})
        self.assertIn("has no line", step.blockers)
        self.assertRefused(step.action_confirm, "has no line", unchanged=order)

    def test_it_marks_what_is_recorded_from_paper(self):
        for user, paper in ((self.clerk, True), (self.manager, False)):
            step = self._asked(user, self.submitted, "approve").create({})
            self.assertEqual(step.by_paper, paper)

    def test_an_addon_proposes_values(self):
        step = self._asked(self.auditor, self.approved, "audit")
        self.assertEqual(step.default_get(["keyword"])["keyword"], "as always")
        step = self._asked(self.clerk, self.draft, "submit")
        self.assertNotIn("keyword", step.default_get(["keyword"]))

    def test_what_was_proposed_is_no_default_of_what_it_creates(self):
        step = self._asked(self.clerk, self.draft, "submit").create({})
        context = step._record().env.context
        self.assertFalse([key for key in context if key.startswith("default_")])

    def test_only_a_declared_step_is_taken(self):
        steps = self.env["workflow.step"].with_user(self.clerk)
        for record, verb in (
            (self.draft, "unlink"),
            (self.draft, "message_post"),
            (self.env.user, "archive"),
            (self.draft.line_ids, "submit"),
        ):
            values = self._values(record, verb)
            with self.assertRaises(UserError):
                steps.create(values).action_confirm()
        for model in ("no.model", "workflow.mixin"):
            values = {**self._values(self.draft, "submit"), "record_model": model}
            with self.assertRaises(UserError):
                steps.create(values).action_confirm()

    def test_it_tells_nothing_of_a_foreign_record(self):
        steps = self.env["workflow.step"].with_user(self.stranger)
        values = self._values(self.submitted, "approve")
        named = {f"default_{name}": value for name, value in values.items()}
        spec = {"record_id": {"fields": {"display_name": {}}}, "record_name": {}}
        attempts = [
            partial(steps.create, values),
            partial(steps.with_context(**named).create, {}),
            partial(steps.onchange, values, ["record_id"], spec),
            partial(steps.with_context(**named).onchange, {}, [], spec),
        ]
        for name in values:  # one of them in the values, the others as defaults
            given = {key: value for key, value in values.items() if key == name}
            rest = {key: v for key, v in named.items() if key != f"default_{name}"}
            attempts.append(partial(steps.with_context(**rest).create, given))
        mine = self.env["test.workflow.order"].with_user(self.stranger)
        mine = mine.create({"name": "Mine"})
        step = steps.create(self._values(mine, "submit"))
        attempts.append(partial(step.write, {"record_id": self.submitted.id}))
        for attempt in attempts:
            with self.assertRaises(AccessError) as refusal, self.env.cr.savepoint():
                attempt()
            self.assertNotIn(self.submitted.name, str(refusal.exception))
