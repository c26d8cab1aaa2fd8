from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY
from .given_facts import GivenFactsCase, at


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestBoardOfFacts(GivenFactsCase):
    """What the board of a committee and its line of time show of given findings."""

    def setUp(self):
        super().setUp()
        self.number = 0

    def _on_board(self, standing, due=None, **values):
        self.number += 1
        values = {
            "number": self.number,
            "committee_id": self.committee,
            "standing": standing,
            "due_on": at(due),
            "opens_on": at(0),
            "late_from": at(due),
            **values,
        }
        return self._finding(**values)

    def _board(self, user=None):
        findings = self.env["committee.finding"].with_user(user or self.officer)
        board = findings.board(self.committee)
        lines = {line["rule"]: line for c in board["clauses"] for line in c["lines"]}
        return board, lines

    def _entries(self, line):
        return [entry["id"] for entry in line["entries"]]

    def test_the_most_urgent_first_and_of_the_quiet_the_latest(self):
        due_on = {"at_risk": 9, "due": 30}
        late = [self._on_board("overdue", 5), self._on_board("overdue", 4)]
        open_ = [self._on_board(name, days) for name, days in due_on.items()]
        undated = self._on_board("due", opens_on=at(4))
        met = [self._on_board("met", days) for days in (1, 3, 2)]
        missed = self._on_board("missed", 8)
        exempt = self._on_board("exempt", 8)
        self._on_board("not_applicable", 8)
        self._on_board("overdue", 8, company_id=self.foreign.id, committee_id=None)
        _board, lines = self._board()
        self.assertEqual(
            self._entries(lines["minutes"]),
            [
                late[1],
                late[0],
                missed,
                open_[0],
                undated,
                open_[1],
                exempt,
                met[1],
                met[2],
                met[0],
            ],
        )
        self.assertEqual(lines["minutes"]["more"], 0)

    def test_of_what_is_quiet_eight_are_listed(self):
        late = self._on_board("overdue", 1)
        met = [self._on_board("met", days) for days in range(10)]
        _board, lines = self._board()
        line = lines["minutes"]
        self.assertEqual(self._entries(line), [late, *reversed(met[2:])])
        self.assertEqual((line["more"], line["sum"]), (2, "1 Overdue, 10 Met"))

    def test_how_many_of_each_standing(self):
        for values, words in (
            (["overdue"], ""),
            (["met", "met"], "2 items, all Met"),
            (["met", "overdue"], "1 Overdue, 1 Met"),
            (["at_risk", "due", "at_risk"], "2 At Risk, 1 Due"),
        ):
            for standing in values:
                self._on_board(standing, 5)
            _board, lines = self._board()
            self.assertEqual(lines["minutes"]["sum"], words)
            self.env.cr.execute("DELETE FROM committee_finding")
            self.env.invalidate_all()

    def test_the_counts_of_all_and_what_was_closed_by_hand(self):
        self._on_board("overdue", 1)
        self._on_board("missed", 1, settled_on=at(0), state="closed")
        self._on_board("met", 1, settled_on=at(0), state="closed")

        def counts(user):
            board, _lines = self._board(user)
            return [(one["standing"], one["count"]) for one in board["counts"]]

        own = [("overdue", 1), ("missed", 1), ("met", 1), ("settled", 1)]
        self.assertEqual(counts(self.officer), own)
        self.assertEqual(
            counts(self.chair), [("overdue", 2), ("met", 1), ("settled", 1)]
        )
        self.env.cr.execute("UPDATE committee_finding SET settled_on = NULL")
        self.env.invalidate_all()
        self.assertEqual(counts(self.officer), own[:3])

    def test_lines_stand_by_urgency_and_clauses_by_number(self):
        self._on_board("met", 1, rule="minutes", clause="C4-4-4a")
        self._on_board("at_risk", 1, rule="dispatch", clause="C4-4-4a")
        self._on_board("at_risk", 1, rule="absent", clause="C4-4-4a")
        self._on_board("due", 1, rule="gone", clause="C1 of none")
        board, lines = self._board()
        self.assertEqual(
            [c["code"] for c in board["clauses"]], ["C1 of none", "C4-4-4a"]
        )
        none, known = board["clauses"]
        self.assertEqual(
            (none["number"], none["title"], none["text"]), ("C1 of none", "", "")
        )
        self.assertTrue(known["title"] and known["text"])
        self.assertEqual(
            [line["rule"] for line in known["lines"]], ["absent", "dispatch", "minutes"]
        )
        self.assertEqual(lines["gone"]["label"], "gone")
        self.assertNotEqual(lines["minutes"]["label"], "minutes")

    def test_what_an_entry_tells(self):
        exemption = self._exempted(0, 90, rule="minutes")
        body = self.own.partner_id
        rules = self.engine._rules()
        of_body = next(rule for rule in rules if rule._subject == "res.partner")
        itself = next(
            rule
            for rule in rules
            if rule._subject == "committee.committee"
            and rule._evidence == "committee.committee"
        )
        exempt = self._on_board("exempt", exemption_id=exemption, answer="We know")
        named = self._on_board(
            "met",
            5,
            rule=of_body._code,
            subject_id=body.id,
            met_on=at(3),
            period="1405",
        )
        alone = self._on_board(
            "met",
            5,
            rule=itself._code,
            subject_id=self.committee,
            evidence_id=self.committee,
        )
        _board, lines = self._board()
        entries = {e["id"]: e for line in lines.values() for e in line["entries"]}
        bare = {"subject": "", "period": "", "evidence": "", "reason": "", "answer": ""}
        for finding, told in (
            (
                exempt,
                {
                    **bare,
                    "due_on": None,
                    "met_on": None,
                    "reason": "A reason",
                    "answer": "We know",
                    "settled": False,
                },
            ),
            (
                named,
                {
                    **bare,
                    "subject": body.display_name,
                    "period": "1405",
                    "due_on": at(5).isoformat(),
                    "met_on": at(3).isoformat(),
                },
            ),
            (alone, {**bare, "evidence": "A committee"}),
        ):
            entry = {name: entries[finding][name] or told[name] for name in told}
            with self.subTest(told=told):
                self.assertEqual(entry, told)
                for name in bare:
                    self.assertIsInstance(entries[finding][name], str)

    # ------------------------------------------------------------
    # TIMELINE
    # ------------------------------------------------------------

    def _timeline(self):
        committees = self.env["committee.committee"].with_user(self.officer)
        committees.invalidate_model()
        [row] = committees.timeline()["rows"]
        return row

    def _held(self, on, **values):
        values = {
            "committee_id": self.committee,
            "company_id": self.own.id,
            "kind": "provincial",
            "meeting_type": "regular",
            "state": "held",
            "date_start": at(on),
            "held_on": at(on),
            **values,
        }
        return self._insert("committee_meeting", **values)

    def test_a_row_of_the_timeline(self):
        row = self._timeline()
        shown = ("meetings", "dues", "suspended", "next_due_on", "days_left")
        self.assertEqual([row[name] for name in shown], [[], [], False, False, False])
        self.assertEqual(row["formed_on"], at(-100).isoformat())
        held = self._held(3, counts=True)
        self._held(5, number_label="2", late_entry_days=4, awaits_proof=True)
        self._held(6, state="cancelled")
        first, second = self._timeline()["meetings"]
        self.assertEqual(
            first,
            {
                "id": held,
                "label": "",
                "on": at(3).isoformat(),
                "kind": "counted",
                "late": "",
                "awaits_proof": False,
            },
        )
        self.assertEqual(
            (second["label"], second["kind"], second["awaits_proof"]),
            ("2", "uncounted", True),
        )
        self.assertIn("4", second["late"])

    def test_the_due_days_of_the_timeline(self):
        gap = {"rule": "meeting_gap"}
        self._on_board("overdue", 1, **gap)
        self._on_board("met", 4, **gap, met_on=at(9))
        self._on_board("met", 5, **gap, met_on=at(5))
        self._on_board("due", 90, rule="first_meeting")
        self._on_board("overdue", 2, rule="minutes")
        self._on_board("not_applicable", 3, **gap)
        self._on_board("due", None, **gap)
        today = jalali.today()
        late = [(today - at(1)).days, 5, 0, 0]
        until = [today.isoformat(), at(9).isoformat(), False, False]
        dues = self._timeline()["dues"]
        self.assertEqual([due["days_late"] for due in dues], late)
        self.assertEqual([due["late_until"] for due in dues], until)
        self.assertEqual(
            [due["on"] for due in dues], [at(n).isoformat() for n in (1, 4, 5, 90)]
        )

    def test_what_awaits_the_committee(self):
        day = jalali.today()
        for state, cadence, due, told in (
            ("active", "ok", day, (False, day.isoformat(), 0)),
            ("suspended", "ok", day, (True, day.isoformat(), 0)),
            ("active", "not_applicable", day, (False, day.isoformat(), False)),
            ("active", "ok", None, (False, None, False)),
        ):
            self.env.cr.execute(
                "UPDATE committee_committee SET state = %s, cadence_standing = %s,"
                " next_due_on = %s WHERE id = %s",
                [state, cadence, due, self.committee],
            )
            row = self._timeline()
            shown = (row["suspended"], row["next_due_on"] or None, row["days_left"])
            with self.subTest(state=state, cadence=cadence, due=due):
                self.assertEqual(shown, told)
                self.assertIs(shown[2] is False, told[2] is False)

    def test_provinces_stand_in_persian_order(self):
        committees = self.env["committee.committee"]
        names = ["ا ب", "پا", "با", "تا", "گا", "کا", "اب"]
        self.assertEqual(
            sorted(names, key=committees._alphabetical),
            ["اب", "ا ب", "با", "پا", "تا", "کا", "گا"],
        )
