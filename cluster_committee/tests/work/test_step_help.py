from odoo.tests import tagged

from odoo.addons.workflow_verb.tools import united

from ..common import CommitteeCase
from ..screens.screens import LATIN

HELPED = (
    "committee.committee",
    "committee.meeting",
    "committee.meeting.plan",
    "business.cluster.plan",
)


@tagged("post_install", "-at_install")
class TestStepHelp(CommitteeCase):
    """The forms quote the clause that asks for the next step."""

    def test_every_step_of_the_natural_way_has_its_clause(self):
        clauses = self.env["committee.engine"]._clauses()
        for model in map(self.env.__getitem__, HELPED):
            steps = united(model, "_step_help") | united(model, "_expert_step_help")
            main = {name for name, step in model._verbs.items() if step.main}
            with self.subTest(model=model._name):
                self.assertEqual(main, set(steps))
                for code in steps.values():
                    self.assertTrue(clauses[code]["text"], code)

    def test_the_clause_changes_with_the_step(self):
        committee = self._create_committee()
        told = {
            state: self._create_meeting(state, committee, held=held).next_step_help
            for state, held in {"draft": "1405/06/16", "held": "1405/06/23"}.items()
        }
        self.assertIn("4-4-3", told["draft"])
        self.assertIn("4-4-4", told["held"])

    def test_a_step_that_is_not_there_has_no_help(self):
        meeting = self._create_meeting("draft")
        meeting.with_user(self.secretary).action_cancel(reason="Not needed.")
        self.assertFalse(meeting.next_step_help)

    def test_it_is_persian_for_readers_of_persian(self):
        self.env["res.lang"]._activate_lang("fa_IR")
        committee = self._create_committee("preparing").with_context(lang="fa_IR")
        self.assertIn("رایزنی", committee.next_step_help)
        self.assertFalse(LATIN.search(committee.next_step_help))
