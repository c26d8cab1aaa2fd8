from odoo.tests import freeze_time, tagged

from ..common import TODAY
from .given_facts import GivenFactsCase, at, number_of

LATE = {"opens_on": 0, "warns_on": 5, "due_on": 10, "escalates_on": 13}
# facts of one obligation, and how it stands on some days with the level that it has
# reached: "." for none, "-" where nothing is shown
STANDS = [
    (LATE, "-1 -, 0 due ., 4 due ., 5 at_risk 0, 9 at_risk 0, 10 at_risk 2"),
    (LATE, "11 overdue 2, 12 overdue 2, 13 overdue 4, 90 overdue 4"),
    ({"opens_on": 0}, "-1 -, 0 due ., 90 due ."),
    ({"opens_on": 0, "warns_on": 5}, "4 due ., 5 at_risk 0, 90 at_risk 0"),
    ({"opens_on": 0, "due_on": 10}, "10 due 2, 11 overdue 2"),
    # no longer to be achieved, and missed for good
    ({**LATE, "doomed_on": 7}, "6 at_risk 0, 7 unachievable 1, 11 unachievable 2"),
    ({**LATE, "doomed_on": 7, "lost_on": 9}, "8 unachievable 1, 9 missed 3"),
    ({**LATE, "lost_on": 12}, "11 overdue 2, 12 missed 3, 13 missed 4"),
    # met: it goes up no further from that day on
    ({**LATE, "met_on": 6}, "5 at_risk 0, 6 met 0, 90 met 0"),
    ({**LATE, "met_on": 5}, "4 due ., 5 met ., 90 met ."),
    ({**LATE, "met_on": 12}, "11 overdue 2, 12 met 2, 13 met 2"),
    ({**LATE, "met_on": 14}, "13 overdue 4, 14 met 4"),
    ({**LATE, "lost_on": 9, "met_on": 11}, "10 missed 3, 11 met 3"),
    # what only warns is never overdue, and reaches the deputy at most
    ({**LATE, "force": "soft"}, "4 due ., 5 at_risk 0, 10 at_risk 1, 90 at_risk 1"),
    ({"opens_on": 0, "due_on": 10, "force": "soft"}, "9 due ., 10 at_risk 1"),
    ({"opens_on": 0, "doomed_on": 7, "force": "soft"}, "6 due ., 7 at_risk 1"),
    ({"opens_on": 0, "lost_on": 9, "force": "soft"}, "8 due ., 9 at_risk 1"),
    ({**LATE, "force": "soft", "met_on": 6}, "5 at_risk 0, 6 met 0"),
    # what was due before the watch of the province is not asked
    ({**LATE, "since": 11}, "10 -, 11 -, 90 -"),
    ({**LATE, "since": 10}, "9 at_risk 0, 10 at_risk 2, 11 overdue 2"),
    ({"opens_on": 0, "lost_on": 9, "since": 10}, "8 -, 9 -"),
    ({"opens_on": 0, "lost_on": 9, "since": 9}, "8 due ., 9 missed 3"),
    ({"opens_on": 0, "since": 1}, "0 -, 5 -"),
    ({"opens_on": 0, "since": 0}, "0 due ., 5 due ."),
    ({**LATE, "met_on": 9, "since": 10}, "9 met 0, 10 met 0"),
]
# a lasting state that was set right before the watch is not asked of the province
LASTING = [
    ({**LATE, "met_on": 9, "since": 10}, "8 -, 9 -, 10 -"),
    ({**LATE, "met_on": 10, "since": 10}, "9 at_risk 0, 10 met 0"),
    ({**LATE, "since": 10}, "9 at_risk 0, 11 overdue 2"),
]
# with an exemption from the 8th to the 12th: days of it are no delay
EXEMPT = [
    (LATE, "7 at_risk 0, 8 exempt ., 12 exempt ., 13 overdue 2, 15 overdue 4"),
    (LATE, "14 overdue 2"),
    ({**LATE, "due_on": 7, "warns_on": None}, "7 due 2, 8 exempt ., 13 overdue 2"),
    ({**LATE, "due_on": 12}, "12 exempt ., 13 overdue 4"),
    ({**LATE, "force": "hard"}, "8 at_risk 0, 11 overdue 2, 13 overdue 4"),
    ({**LATE, "force": "soft"}, "7 at_risk 0, 8 exempt ., 13 at_risk 1"),
    # done in time it is met when the exemption is over, done late it stays exempt
    ({**LATE, "met_on": 9}, "9 exempt ., 12 exempt ., 13 met 0"),
    ({**LATE, "met_on": 10}, "12 exempt ., 13 met 0"),
    ({**LATE, "met_on": 11}, "12 exempt ., 13 exempt ., 90 exempt ."),
    ({**LATE, "met_on": 7}, "7 met 0, 8 met 0, 12 met 0, 13 met 0"),
    ({**LATE, "met_on": 14}, "13 overdue 2, 14 met 2"),
    # what was lost on one of its days stays exempt
    ({**LATE, "lost_on": 8}, "7 at_risk 0, 8 exempt ., 90 exempt ."),
    ({**LATE, "lost_on": 12}, "12 exempt ., 90 exempt ."),
    ({**LATE, "lost_on": 13}, "12 exempt ., 13 missed 3"),
    ({**LATE, "lost_on": 7}, "7 missed 3, 8 missed 3, 14 missed 3, 15 missed 4"),
]
# from when its delay is counted on the 20th, and which of its days were exempt
SPARED = [
    (LATE, 12, (8, 13)),
    ({**LATE, "due_on": 7}, 12, (8, 13)),
    ({**LATE, "due_on": 12}, 12, (8, 13)),
    ({**LATE, "due_on": 13}, 13, (8, 13)),
    ({**LATE, "due_on": 11}, 12, (8, 13)),
    ({**LATE, "force": "hard"}, 10, None),
    ({**LATE, "met_on": 7}, 10, None),
    ({**LATE, "met_on": 9}, 10, (8, 10)),
    ({**LATE, "met_on": 14}, 12, (8, 13)),
    ({**LATE, "due_on": 5, "met_on": 13}, 10, (8, 13)),
    ({**LATE, "due_on": 5, "met_on": 7}, 5, None),
    ({**LATE, "due_on": 30, "lost_on": 14}, 30, (8, 13)),
    ({**LATE, "due_on": 30, "lost_on": 9}, 30, (8, 10)),
    ({**LATE, "due_on": 30, "met_on": 9, "lost_on": 11}, 30, (8, 10)),
    ({**LATE, "opens_on": 10}, 12, (10, 13)),
    ({**LATE, "opens_on": 10, "met_on": 3}, 10, (10, 11)),
    ({**LATE, "opens_on": 13, "due_on": 15}, 15, None),
]


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestStandingOfFacts(GivenFactsCase):
    """How an obligation of given dates stands on a day, whatever its rule."""

    def _rows(self, on, *facts):
        """{number of a fact: its row} on a day."""
        self.rule.say(*facts)
        rows = self.engine._standings(at(on), self.own, [self.rule])
        return {row["subject_id"]: row for row in rows}

    def _assert_stands(self, table):
        for fact, told in table:
            for cell in told.split(", "):
                on, *stands = cell.split()
                row = self._rows(int(on), fact).get(1)
                stood = [row["standing"], row["level"] or "."] if row else ["-"]
                with self.subTest(fact=fact, on=on):
                    self.assertEqual(stood, stands)

    def test_by_its_dates(self):
        self._assert_stands(STANDS)

    def test_a_lasting_state(self):
        self.rule._lasts = True
        self._assert_stands(LASTING)

    def test_a_level_is_of_the_day_that_it_names(self):
        self.rule._levels = {0: 3, 1: "escalates"}
        self._assert_stands([(LATE, "12 overdue ., 13 overdue 1")])
        self.rule._levels = {0: 3}
        self._assert_stands([(LATE, "12 overdue ., 13 overdue 0")])
        self.rule._levels = {}
        self._assert_stands([(LATE, "90 overdue .")])

    def test_exempt_for_some_days(self):
        self._exempted(8, 12)
        self._assert_stands(EXEMPT)

    def test_exempt_from_the_whole_clause(self):
        self._exempted(8, 12, rule=None, clause="C0")
        self._assert_stands(EXEMPT[:1])

    def test_exempt_until_further_notice(self):
        self._exempted(8, None)
        self._assert_stands(
            [
                (LATE, "7 at_risk 0, 8 exempt ., 90 exempt ."),
                ({**LATE, "met_on": 9}, "9 exempt ., 90 exempt ."),
            ]
        )

    def test_an_exemption_that_is_none_of_it(self):
        self._exempted(8, 12, granted_on=None, state="draft")
        self._exempted(8, 12, rule="other")
        self._exempted(8, 12, rule=None, clause="C1")
        self._exempted(8, 12, company_id=self.foreign.id)
        self._assert_stands([(LATE, "8 at_risk 0, 11 overdue 2, 13 overdue 4")])
        row = self._rows(20, LATE)[1]
        self.assertEqual((number_of(row["late_from"]), row["excused"]), (10, None))

    def _spared(self, table):
        """What is told on the 20th, in the form of SPARED."""
        rows = self._rows(20, *(fact for fact, *_rest in table))
        return [
            (number_of(rows[number]["late_from"]), rows[number]["excused"])
            for number in range(1, len(table) + 1)
        ]

    def _excused(self, *spans):
        """As PostgreSQL writes days, from one to before another."""
        days = ",".join(f"[{at(first)},{at(after)})" for first, after in spans)
        return f"{{{days}}}"

    def test_exempt_days_are_no_delay(self):
        self._exempted(8, 12)
        expected = [
            (late, days and self._excused(days)) for _fact, late, days in SPARED
        ]
        self.assertEqual(self._spared(SPARED), expected)

    def test_one_day_is_spared_and_no_day_twice(self):
        self._exempted(11, 11)
        self.assertEqual(self._spared([(LATE,)]), [(11, self._excused((11, 12)))])
        first = self._exempted(14, 16)
        second = self._exempted(15, 18)
        self.assertEqual(
            self._spared([(LATE,)]), [(16, self._excused((11, 12), (14, 19)))]
        )
        for on, exemption in ((14, first), (15, first), (17, second)):
            self.assertEqual(self._rows(on, LATE)[1]["exemption_id"], exemption)

    def test_what_a_row_tells(self):
        fact = {
            **LATE,
            "committee_id": self.committee,
            "period": "1405",
            "measure": 2,
            "target": 3,
            "evidence_id": 7,
            "met_on": 12,
        }
        row = self._rows(11, fact)[1]
        self.assertEqual(row["met_on"], None)  # not yet known
        row = self._rows(12, fact)[1]
        expected = {
            "company_id": self.own.id,
            "rule": "given",
            "clause": "C0",
            "nature": "law",
            "actor": "secretary",
            **fact,
        }
        days = {name: at(value) for name, value in expected.items() if "_on" in name}
        self.assertEqual({name: row[name] for name in expected}, {**expected, **days})

    def test_of_a_halted_committee_what_was_late_before(self):
        """Asked on the 25th; the committee is suspended on the 20th."""
        of = {"opens_on": 0, "committee_id": self.committee}
        facts = [
            ({**of, "due_on": 19}, True),
            ({**of, "due_on": 20}, False),
            ({**of, "due_on": 30, "doomed_on": 19}, True),
            ({**of, "due_on": 30, "doomed_on": 20}, False),
            ({**of, "lost_on": 19}, True),
            ({**of, "lost_on": 20}, False),
            ({**of, "opens_on": 19}, True),
            ({**of, "opens_on": 20}, False),
            ({**of, "due_on": 30, "committee_id": None}, True),
        ]
        every = [fact for fact, _stays in facts]
        self.assertEqual(len(self._rows(25, *every)), len(facts))
        self._acted("suspend", 20)
        rows = self._rows(25, *every)
        self.assertEqual([n in rows for n in range(1, 10)], [s for _f, s in facts])
        # asked of a day before, it was not suspended
        self.assertEqual(len(self._rows(19, every[1], every[3])), 2)
