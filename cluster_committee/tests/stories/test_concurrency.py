import json

from odoo.tests import tagged

from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

CALL = """
from odoo.addons.cluster_committee.tests import rivals
rivals.{name}(env)
"""


@tagged("post_install", "-at_install", "alone")
class TestConcurrency(OwnDatabaseCase):
    """Two press at once, eight at once, one is killed: one truth remains."""

    label = "rivals"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._do(CALL.format(name="prepare"))
        cls.killed = cls._ended(cls._shell(CALL.format(name="die_with_a_number")))
        said = cls._do(CALL.format(name="tell"))
        (line,) = (line for line in said.splitlines() if line.startswith("TOLD "))
        cls.told = json.loads(line.removeprefix("TOLD "))

    def _one_of_two(self, answers):
        """The sentence of the one who was refused, the other being done."""
        self.assertEqual(answers.count("done"), 1, answers)
        (refusal,) = (answer for answer in answers if answer != "done")
        return refusal

    def test_a_seat_is_filled_once(self):
        told = self.told["same_seat"]
        self.assertRegex(
            self._one_of_two(told["answers"]), "Bank.*clause 4-2|4-2.*Bank"
        )
        self.assertEqual(told["states"], ["draft", "seated"])
        self.assertEqual(told["letters"], ["issued"])

    def test_numbers_have_no_gap_and_no_double(self):
        told = self.told["numbering"]
        self.assertEqual(told["numbers"], list(range(1, len(told["numbers"]) + 1)))
        self.assertEqual(told["answers"].count("done"), len(told["numbers"]))

    def test_a_number_that_was_given_back_is_given_again(self):
        told = self.told["rolled_back"]
        self.assertEqual(told["taken"], told["before"][-1] + 1)
        self.assertEqual(told["next"], told["taken"])

    def test_a_number_does_not_die_with_a_process(self):
        code, said = self.killed
        self.assertEqual(code, -9)
        self.assertIn("TOOK 1", said)
        self.assertEqual(self.told["numbering"]["numbers"][0], 1)
        told = self.told["after_the_kill"]
        self.assertEqual(told["next"], told["before"][-1] + 1)

    def test_minutes_are_dispatched_once(self):
        told = self.told["dispatch_twice"]
        refusal = self._one_of_two(told["answers"])
        self.assertIn("dispatched already", refusal)
        self.assertEqual(told["state"], "dispatched")
        self.assertEqual((told["letters"], told["acts"]), (["issued"], 1))
        self.assertEqual(told["tasks"], ["in_progress"])

    def test_two_signatures_at_once_make_signed_minutes(self):
        told = self.told["sign_together"]
        self.assertEqual(told["answers"], ["done", "done"])
        self.assertEqual(told["state"], "signed")
        self.assertEqual((told["numbered"], told["sealed"]), ([1], True))

    def test_no_item_slips_into_an_agenda_while_it_is_approved(self):
        told = self.told["add_while_approved"]
        self.assertIn(told["items"], ([], [[False, "approved"]], [[True, "proposed"]]))
        self.assertEqual(told["answers"][1], "done")
