from types import SimpleNamespace
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from ...compliance.engine.rule import CommitteeRule
from ..common import TODAY
from .given_facts import GivenFactsCase, at, number_of

ENGINE = "odoo.addons.cluster_committee.compliance.engine.engine"


class DeclaredRule:
    """A rule that is declared as the others are, of the facts of one row."""

    _of = "given"
    _from = "given"
    _lasts = False
    _demands = CommitteeRule._demands

    def __init__(self, **demand):
        self._demand = demand


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEngine(GivenFactsCase):
    """What a declaration says, and how the check goes through the companies."""

    # ------------------------------------------------------------
    # DECLARATION
    # ------------------------------------------------------------

    def _demanded(self, rule, due=5, since=0, told=None):
        """The row of the rule for given dates."""
        given = SQL(
            "SELECT 7 AS id, 2 AS company_id, 3 AS committee_id, %s::date AS since,"
            " %s::date AS due, %s::date AS told",
            at(since),
            at(due),
            at(told),
        )
        query = SQL(rule._demands(at(0)), day=at(0), companies=self.own.ids)
        [row] = self.env.execute_query_dict(SQL("WITH given AS (%s) %s", given, query))
        return row

    def test_what_is_not_declared_has_a_default(self):
        row = self._demanded(DeclaredRule(due_on="given.due", measure="4"))
        told = {name: value for name, value in row.items() if value is not None}
        expected = {
            "company_id": 2,
            "committee_id": 3,
            "subject_id": 7,
            "period": "",
            "since": at(0),
            "due_on": at(5),
            "measure": 4,
            "force": "binding",
        }
        self.assertEqual(told, expected)

    def test_a_lasting_state_is_due_from_the_watch_on(self):
        rule = DeclaredRule(due_on="given.due", escalates_on="given.told")
        rule._lasts = True
        for since, days in ((4, (5, 9)), (5, (5, 9)), (6, (6, 10)), (15, (15, 19))):
            row = self._demanded(rule, due=5, since=since, told=9)
            with self.subTest(since=since):
                self.assertEqual(
                    (number_of(row["due_on"]), number_of(row["escalates_on"])), days
                )
        rule = DeclaredRule(due_on="given.due")
        rule._lasts = True
        row = self._demanded(rule, since=6)
        self.assertEqual((row["due_on"], row["escalates_on"]), (at(6), None))
        rule._lasts = False
        self.assertEqual(self._demanded(rule, since=6)["due_on"], at(5))

    def test_most_rules_are_of_an_act_and_count_no_waiting(self):
        self.assertEqual((CommitteeRule._lasts, CommitteeRule._waits), (False, False))

    def test_rules_stand_in_the_order_of_their_clauses(self):
        rules = self.engine._rules()
        self.assertTrue(all(rule._code for rule in rules))
        order = [(rule._clause, rule._code) for rule in rules]
        self.assertEqual(order, sorted(order))
        for rule in rules:
            self.assertEqual(self.engine._rule(rule._code), rule)
        self.assertIsNone(self.engine._rule("none"))

    def test_all_companies_are_asked_where_none_is_named(self):
        both = self.own | self.foreign
        self.rule.say(*({"opens_on": 0, "company_id": each.id} for each in both))
        rows = self.engine._standings(at(1), rules=[self.rule])
        self.assertEqual([row["company_id"] for row in rows], both.ids)
        rows = self.engine._standings(at(1), self.own, [self.rule])
        self.assertEqual([row["company_id"] for row in rows], self.own.ids)
        active = self.env["res.company"].search([])
        active.create({"name": "It works no more"}).active = False
        ids = self.engine._company_ids()
        self.assertEqual(ids, sorted(active.ids))

    # ------------------------------------------------------------
    # CLAUSES
    # ------------------------------------------------------------

    def test_a_clause_in_words(self):
        title = "Number and interval of meetings"
        six, seven = "one two three four five six", "one two three four five six seven"
        for code, clause, words in (
            ("C4-4-2b", {}, ("4-4-2", title, f"4-4-2: {title}")),
            ("C4-4-2b", None, ("4-4-2", title, f"4-4-2: {title}")),
            ("X1", {"name": "A heading"}, ("4-4", "A heading", "4-4: A heading")),
            ("X1", {"text": six}, ("4-4", six, f"4-4: {six}")),
            ("X1", {"text": seven}, ("4-4", f"{six}…", f"4-4: {six}…")),
            ("X1", {"text": ""}, ("4-4", "", "4-4")),
            ("X1", {"text": False}, ("4-4", "", "4-4")),
            ("X1", None, ("X1", "", "X1")),
            # a number in Persian digits says nothing to a reader of English
            ("C4-5-a", {"number": "۴-۵"}, ("4-5", "", "4-5")),
            ("N7-b", {"number": "۷"}, ("Note 7", "", "Note 7")),
            ("N7-b", None, ("Note 7", "", "Note 7")),
            ("N7-b", {}, ("4-4", "", "4-4")),
        ):
            label = "4-4-2" if code == "C4-4-2b" else "4-4"
            given = {"number": "4-4", "label": label, "name": False, "text": False}
            given = clause if clause is None else SimpleNamespace(**{**given, **clause})
            with self.subTest(code=code, clause=clause):
                found = self.engine._clause_words(code, given)
                shown = (found["number"], found["title"], found["label"])
                self.assertEqual(shown, words)
                text = given.text if given and given.text else ""
                self.assertEqual(found["text"], text)
        persian = self.engine.with_context(lang="fa_IR")
        clause = SimpleNamespace(number="۴-۵", label="۵-۴")
        self.assertEqual(persian._clause_number("C4-5-a", clause), "۵-۴")

    def test_help_is_given_of_clauses_that_have_a_text(self):
        said = {
            code: {"label": code, "text": text}
            for code, text in (("A", "Text"), ("B", ""), ("C", "Text"))
        }
        with patch.object(type(self.engine), "_clauses", lambda engine: said):
            helped = self.env["committee.step.help"]._help_texts({"A", "B"})
        self.assertEqual(helped, {"A": "A\n«Text»"})

    # ------------------------------------------------------------
    # CHECK
    # ------------------------------------------------------------

    def test_a_check_says_how_much_it_wrote(self):
        self.rule.say({"opens_on": 0}, {"opens_on": 0})
        findings = self.env["committee.finding"]
        self.assertEqual(self.engine._check(at(1), self.own, [self.rule]), (2, 0, 0))
        [first] = findings.search([("rule", "=", "given"), ("subject_id", "=", 1)])
        self.assertEqual(first.standing, "due")  # kept by the cache
        self.rule.say({"opens_on": 0, "warns_on": 1})
        self.assertEqual(self.engine._check(at(1), self.own, [self.rule]), (1, 1, 0))
        self.assertEqual(first.standing, "at_risk")
        with patch.object(type(self.engine), "_rules", lambda engine: []):
            self.assertEqual(self.engine._check(at(1), self.own), (0, 1, 0))
        self.assertEqual(first.standing, "not_applicable")
        # of all companies where none is named
        self.assertEqual(self.engine._check(at(2), rules=[self.rule]), (1, 0, 0))

    def test_companies_that_another_worker_checks_are_left_to_it(self):
        self.assertEqual(self.engine._check_claimed(at(0), []), (0, 0, 0, 0))
        with patch.object(type(self.engine), "_check", return_value=(5, 6, 7)) as check:
            found = self.engine._check_claimed(at(0), (self.own | self.foreign).ids)
        self.assertEqual(found, (2, 5, 6, 7))
        check.assert_called_once_with(at(0), self.own | self.foreign)

    def test_the_hourly_check_goes_through_all_companies(self):
        crons, engine = type(self.env["ir.cron"]), type(self.engine)
        tell = self.env.ref("cluster_committee.committee_finding_notice_cron_tell")
        for told, left, batches, triggers in (
            ([0, 0, 0], [None, 9, 9, 9], [[1, 2], [3, 4], [5]], 0),
            ([1, 0, 2], [None, 9, 9, 9], [[1, 2], [3, 4], [5]], 2),
            ([0, 1, 1], [None, 9, 0, 0], [[1, 2], [3, 4]], 1),
        ):
            with (
                self.subTest(told=told, left=left),
                patch.object(engine, "_company_ids", return_value=[1, 2, 3, 4, 5]),
                patch.object(crons, "_commit_progress", side_effect=left) as progress,
                patch.object(type(tell), "_trigger") as trigger,
                patch.object(
                    engine,
                    "_check_claimed",
                    side_effect=[(2, 1, 1, count) for count in told],
                ) as check,
                patch(f"{ENGINE}._logger") as logger,
            ):
                self.engine._cron_check(batch=2)
                asked = [list(call.args[1]) for call in check.call_args_list]
                self.assertEqual(asked, batches)
                self.assertEqual(progress.call_args_list[0].kwargs, {"remaining": 5})
                done = [call.args for call in progress.call_args_list[1:]]
                self.assertEqual(done, [(len(batch),) for batch in batches])
                self.assertEqual(trigger.call_count, triggers)
                *_counts, seconds = logger.info.call_args.args
                self.assertTrue(0 <= seconds < 60)

    def test_a_conflict_with_another_worker_is_tried_again(self):
        for conflicts in (0, 1, 5, 6):
            answers = [SerializationFailure()] * conflicts + ["done"]
            calls = iter(answers)

            def work(calls=calls):
                answer = next(calls)
                if isinstance(answer, Exception):
                    raise answer
                return answer

            with (
                self.subTest(conflicts=conflicts),
                patch.object(self.env.cr, "rollback") as rollback,
                patch(f"{ENGINE}.random.uniform", lambda low, high: (low, high)),
                patch(f"{ENGINE}.time.sleep") as sleep,
            ):
                if conflicts == 6:
                    self.assertRaises(SerializationFailure, self.engine._in_turn, work)
                else:
                    self.assertEqual(self.engine._in_turn(work), "done")
                tries = min(conflicts, 5)
                self.assertEqual(rollback.call_count, tries)
                waits = [(0, 0.05), (0, 0.1), (0, 0.2), (0, 0.4), (0, 0.8)]
                slept = [call.args[0] for call in sleep.call_args_list]
                self.assertEqual(slept, waits[:tries])
