from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from ...compliance.findings.finding_board import URGENCY
from ..common import TODAY, day, on_day
from ..screens.screens import LATIN, ScreensCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestBoard(ScreensCase):
    """How a committee stands with each clause, in one look."""

    def _board(self, user, committee=None):
        findings = self.env["committee.finding"].with_user(user)
        return findings.board((committee or self.committee).id)

    def _lines(self, board):
        return {line["rule"]: line for c in board["clauses"] for line in c["lines"]}

    # ------------------------------------------------------------
    # VALUES
    # ------------------------------------------------------------

    def test_a_line_tells_the_worst_and_sums_up_the_rest(self):
        lines = self._lines(self._board(self.officer))
        minutes = lines["minutes"]
        self.assertEqual((minutes["standing"], minutes["kind"]), ("overdue", "policy"))
        self.assertEqual(minutes["sum"], "1 Overdue, 1 Met")
        late = self._findings("minutes").filtered(lambda f: f.standing == "overdue")
        self.assertEqual(minutes["badge"], f"{late.days_late} days overdue")
        self.assertEqual(
            [entry["standing"] for entry in minutes["entries"]], ["overdue", "met"]
        )
        decrees = lines["decree_issue"] if "decree_issue" in lines else None
        sums = [line["sum"] for line in lines.values()]
        self.assertIn("8 items, all Met", sums, decrees)
        gap = lines["meeting_gap"]
        left = (day("1405/12/16") - day("1405/09/02")).days
        self.assertEqual(gap["badge"], f"Due in {left} days")
        self.assertEqual((gap["kind"], gap["sum"]), ("text", ""))

    def test_the_worst_stands_first_and_nothing_is_left_out(self):
        board = self._board(self.officer)
        for clause in board["clauses"]:
            places = [URGENCY.index(line["standing"]) for line in clause["lines"]]
            self.assertEqual(places, sorted(places))
        shown = sum(
            len(line["entries"]) + line["more"] for line in self._lines(board).values()
        )
        found = self.env["committee.finding"].search_count(
            [
                ("company_id", "=", self.own.id),
                ("standing", "!=", "not_applicable"),
            ]
        )
        self.assertEqual(shown, found)
        self.assertEqual(sum(count["count"] for count in board["counts"]), found)

    def test_the_evidence_is_one_click_away(self):
        lines = self._lines(self._board(self.officer))
        [entry] = lines["formation"]["entries"]
        self.assertEqual(entry["evidence"], self.committee.display_name)
        finding = self.env["committee.finding"].browse(entry["id"])
        action = finding.with_user(self.officer).action_open_evidence()
        self.assertEqual(action["res_model"], "committee.committee")
        self.assertEqual(action["res_id"], self.committee.id)

    def test_an_exemption_tells_its_reason(self):
        self._exempt("minutes", "1405/06/01")
        self._check("1405/09/02")
        line = self._lines(self._board(self.officer))["minutes"]
        exempt = [e for e in line["entries"] if e["standing"] == "exempt"]
        self.assertTrue(exempt)
        for entry in exempt:
            self.assertEqual(entry["reason"], "The province is being reorganised")
            self.assertEqual(entry["badge"], "Exempt")

    def test_clauses_have_number_and_text_and_no_code(self):
        board = self._board(self.officer)
        by_code = {clause["code"]: clause for clause in board["clauses"]}
        self.assertEqual(by_code["C4-4-2b"]["number"], "4-4-2")
        self.assertIn("۲ جلسه", by_code["C4-4-2b"]["text"].replace("دو جلسه", "۲ جلسه"))
        self.assertEqual(by_code["N1-b"]["number"], "Note 1")
        codes = [clause["code"] for clause in board["clauses"]]
        self.assertEqual(codes, sorted(codes))

    def test_a_persian_reader_reads_persian_only(self):
        env = self._persian(self.officer)
        board = env["committee.finding"].board(self.committee.id)
        for clause in board["clauses"]:
            self.assertFalse(LATIN.search(clause["number"] + clause["title"]))
            for line in clause["lines"]:
                said = [line["label"], line["badge"], line["sum"]]
                said += [e["badge"] + e["period"] for e in line["entries"]]
                self.assertFalse([text for text in said if LATIN.search(text)])

    def test_the_rest_of_what_is_met_stays_in_the_list(self):
        self.env.cr.execute(
            """INSERT INTO committee_finding (company_id, committee_id, rule, clause,
                      nature, subject_id, period, standing, state, met_on, due_on,
                      first_seen_on, changed_on)
               SELECT company_id, committee_id, rule, clause, nature, subject_id,
                      'copy' || n, 'met', 'closed', due_on, due_on, first_seen_on,
                      changed_on
                 FROM committee_finding, generate_series(1, 30) n
                WHERE rule = 'minutes' AND standing = 'overdue'""",
        )
        line = self._lines(self._board(self.officer))["minutes"]
        self.assertEqual(line["entries"][0]["standing"], "overdue")
        self.assertEqual((len(line["entries"]), line["more"]), (9, 23))
        self.assertEqual(line["sum"], "1 Overdue, 31 Met")

    # ------------------------------------------------------------
    # QUERIES
    # ------------------------------------------------------------

    def test_queries_do_not_grow_with_findings(self):
        def ask():
            self._board(self.officer)

        ask()
        few = self._queries(ask)
        for held in ("1405/07/28", "1405/08/12"):
            meeting = self._create_meeting("draft", self.committee, held=held)
            with on_day(day(held)):
                meeting.with_user(self.secretary).action_hold_uninvited(
                    on=day(held), reason="Called by telephone."
                )
        before = self.env["committee.finding"].search_count([])
        self._check("1405/09/02")
        self.assertGreater(self.env["committee.finding"].search_count([]), before + 8)
        self.assertEqual(self._queries(ask), few)

    # ------------------------------------------------------------
    # ACCESS
    # ------------------------------------------------------------

    def test_the_board_of_another_province_is_closed(self):
        for user in (self.foreign_officer, self.foreign_chair):
            with self.assertRaises(AccessError):
                self._board(user)
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        with self.assertRaises(AccessError):
            self._board(stranger)

    def test_the_nation_and_the_chair_read_it(self):
        def counts(user):
            board = self._board(user)
            return [(one["standing"], one["count"]) for one in board["counts"]]

        own = counts(self.officer)
        for user in (self.chair, self.national, self.owner):
            found = counts(user)
            self.assertEqual(sum(dict(found).values()), sum(dict(own).values()))
            if user != self.chair:  # to him all that is late is one
                self.assertEqual(found, own)
        self.assertTrue(self._board(self.national, self.elsewhere)["clauses"])
