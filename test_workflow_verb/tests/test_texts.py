from datetime import date

from odoo.tests import tagged

from odoo.addons.workflow_verb.tools import along_inherit

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestTexts(WorkflowCase):
    """Names, days and numbers in the language of the reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.english = cls.draft.with_context(lang="en_US")
        cls.persian = cls.draft.with_context(lang="fa_IR")

    def test_names_are_enumerated(self):
        names = ["A", "", "B", False, "C"]
        self.assertEqual(self.english._join(names), "A, B, C")
        self.assertEqual(self.persian._join(names), "A، B و C")
        for records in (self.english, self.persian):
            self.assertEqual(records._join([]), "")
            self.assertEqual(records._join(["A"]), "A")

    def test_three_names_are_said_and_the_others_counted(self):
        for names, said in (
            ([], ""),
            (["A"], "A"),
            (["A", "B", "C"], "A, B, C"),
            (["A", "B", "C", "D"], "A, B, C and 1 others"),
            (["A", "B", "C", "D", "E"], "A, B, C and 2 others"),
        ):
            self.assertEqual(self.english._some(names), said)
        self.assertEqual(self.persian._some(["A", "B", "C"]), "A، B و C")
        said = self.persian._some(["A", "B", "C", "D", "E"])
        self.assertIn("A، B، C", said)
        self.assertIn("۲", said)

    def test_a_day_and_a_number_are_written(self):
        # 1405/01/01, the first day of the year
        self.assertEqual(self.english._print_date(date(2026, 3, 21)), "2026-03-21")
        self.assertIn("۱۴۰۵", self.persian._print_date(date(2026, 3, 21)))
        self.assertEqual(self.english._digits(120), "120")
        self.assertEqual(self.persian._digits(120), "۱۲۰")
        for records in (self.english, self.persian):
            self.assertEqual(records._print_date(False), "")

    def test_what_was_collected_is_collected_once(self):
        asked = []

        def build(klasses):
            asked.append(klasses)
            return len(asked)

        self.assertEqual(along_inherit(self.draft, "a key", build), 1)
        memo = self.env.registry[self.draft._name]._workflow_memo[1]
        self.addCleanup(memo.pop, "a key")
        for _time in range(3):
            self.assertEqual(along_inherit(self.draft, "a key", build), 1)
        self.assertEqual(len(asked), 1)
