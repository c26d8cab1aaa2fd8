from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from ..common import TODAY
from .given_facts import GivenFactsCase, at, number_of

LATE = {"opens_on": 0, "warns_on": 5, "due_on": 10}
MET = {**LATE, "met_on": 9}
SOFT = {"opens_on": 0, "force": "soft"}
GONE = None
# checks one after another, {day: facts that are known by then}, and what the last one
# has logged: from, to, from which day it is valid, which check was the last before, and
# "revises" where an answer of that check is another one by now
LOGGED = [
    # the first look at a province revises nothing
    ([(3, LATE)], "- due 0 -"),
    ([(20, LATE)], "- overdue 11 -"),
    # the days pass
    ([(4, LATE), (5, LATE)], "due at_risk 5 4"),
    ([(9, LATE), (10, LATE)], "at_risk at_risk 10 9"),  # its level alone
    ([(10, LATE), (11, LATE)], "at_risk overdue 11 10"),
    ([(4, LATE), (30, LATE)], "due overdue 11 4"),
    (
        [(6, {**LATE, "doomed_on": 7}), (8, {**LATE, "doomed_on": 7})],
        "at_risk unachievable 7 6",
    ),
    ([(6, {**LATE, "lost_on": 7}), (9, {**LATE, "lost_on": 7})], "at_risk missed 7 6"),
    ([(4, {**SOFT, "due_on": 6}), (8, {**SOFT, "due_on": 6})], "due at_risk 6 4"),
    ([(4, {**SOFT, "doomed_on": 6}), (8, {**SOFT, "doomed_on": 6})], "due at_risk 6 4"),
    ([(4, {**SOFT, "lost_on": 6}), (8, {**SOFT, "lost_on": 6})], "due at_risk 6 4"),
    # its measure has changed, and nothing of the days before
    *[
        (
            [(on, fact), (on + 1, {**fact, "measure": 1})],
            f"{standing} {standing} {on + 1} {on}",
        )
        for on, fact, standing in (
            (3, LATE, "due"),
            (5, LATE, "at_risk"),
            (11, LATE, "overdue"),
            (7, {**LATE, "doomed_on": 7}, "unachievable"),
            (7, {**LATE, "doomed_on": 6, "lost_on": 7}, "missed"),
            (4, {**SOFT, "due_on": 6}, "due"),
            (6, {**SOFT, "due_on": 6}, "at_risk"),
            (6, {**SOFT, "doomed_on": 6, "due_on": 9}, "at_risk"),
            (6, {**SOFT, "lost_on": 6, "due_on": 9}, "at_risk"),
            (6, {**SOFT, "warns_on": 6, "due_on": 9}, "at_risk"),
            (6, {**LATE, "met_on": 6}, "met"),
        )
    ],
    # it is met: known in time, or entered late
    ([(11, LATE), (20, {**LATE, "met_on": 12})], "overdue met 12 11"),
    ([(11, LATE), (20, {**LATE, "met_on": 11})], "overdue met 11 11 revises"),
    ([(11, LATE), (20, MET)], "overdue met 9 11 revises"),
    ([(11, MET), (20, {**LATE, "met_on": 7})], "met met 7 11 revises"),
    ([(11, {**LATE, "met_on": 7}), (20, MET)], "met met 7 11 revises"),
    ([(11, MET), (20, LATE)], "met overdue 11 11 revises"),
    ([(11, MET), (20, {**MET, "measure": 3})], "met met 20 11"),
    ([(11, MET), (20, {**MET, "due_on": 12})], "met met 13 11 revises"),
    # a date of it has moved
    ([(7, LATE), (8, {**LATE, "due_on": 12})], "at_risk at_risk 8 7"),
    ([(11, LATE), (12, {**LATE, "due_on": 15})], "overdue at_risk 5 11 revises"),
    ([(20, LATE), (21, {**LATE, "due_on": 8})], "overdue overdue 9 20 revises"),
    ([(20, LATE), (21, {**LATE, "due_on": 15})], "overdue overdue 16 20 revises"),
    ([(8, LATE), (9, {**LATE, "warns_on": 7})], "at_risk at_risk 9 8 revises"),
    ([(8, LATE), (9, {**LATE, "warns_on": 3})], "at_risk at_risk 9 8 revises"),
    ([(8, LATE), (9, {**LATE, "opens_on": 2})], "at_risk at_risk 9 8 revises"),
    ([(8, LATE), (9, {**LATE, "doomed_on": 20})], "at_risk at_risk 9 8"),
    ([(8, LATE), (9, {**LATE, "lost_on": 20})], "at_risk at_risk 9 8"),
    (
        [(8, {**LATE, "doomed_on": 7}), (9, {**LATE, "doomed_on": 6})],
        "unachievable unachievable 9 8 revises",
    ),
    (
        [(8, {**LATE, "lost_on": 7}), (9, {**LATE, "lost_on": 6})],
        "missed missed 9 8 revises",
    ),
    (
        [(8, {**SOFT, "due_on": 6}), (9, {**SOFT, "due_on": 30})],
        "at_risk due 0 8 revises",
    ),
    # what stands is as grave, but the days before were not
    (
        [
            (8, {**LATE, "doomed_on": 5, "lost_on": 7}),
            (9, {**LATE, "doomed_on": 12, "lost_on": 7}),
        ],
        "missed missed 9 8 revises",
    ),
    (
        [(8, {**LATE, "doomed_on": 7}), (9, {**LATE, "warns_on": 12, "doomed_on": 7})],
        "unachievable unachievable 9 8 revises",
    ),
    (
        [(20, {**LATE, "lost_on": 15}), (21, {**LATE, "due_on": 30, "lost_on": 15})],
        "missed missed 21 20 revises",
    ),
    (
        [
            (20, {**LATE, "lost_on": 15, "met_on": 18}),
            (21, {**LATE, "lost_on": 30, "met_on": 18}),
        ],
        "met met 21 20 revises",
    ),
    # a second check of a day: the one before is of an earlier day
    ([(9, LATE), (10, LATE), (10, {**LATE, "measure": 1})], "at_risk at_risk 10 9"),
    ([(10, LATE), (10, {**LATE, "measure": 1})], "at_risk at_risk 10 -"),
    # it is asked of the province only now
    ([(9, GONE), (10, {**LATE, "opens_on": 10})], "- at_risk 10 9"),
    ([(9, GONE), (12, {**LATE, "opens_on": 10})], "- overdue 11 9"),
    ([(9, GONE), (10, {**LATE, "opens_on": 9})], "- at_risk 9 9 revises"),
    ([(9, GONE), (10, LATE)], "- at_risk 5 9 revises"),
    ([(9, GONE), (10, {"opens_on": 4})], "- due 4 9 revises"),
    # it is asked no more, and then again
    ([(9, LATE), (10, GONE)], "at_risk not_applicable 0 9 revises"),
    (
        [(9, {"opens_on": 9}), (9, GONE), (10, {"opens_on": 9})],
        "not_applicable due 9 9 revises",
    ),
    ([(9, LATE), (10, GONE), (11, LATE)], "not_applicable overdue 11 10 revises"),
]


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestLogOfFacts(GivenFactsCase):
    """What the engine writes of given facts, and what it says of it in its log."""

    def setUp(self):
        super().setUp()
        self.rules = [self.rule]
        self.startPatcher(
            patch.object(type(self.engine), "_rules", lambda engine: self.rules)
        )

    def _look(self, on, *facts, company=None):
        """A check of the day, by which these facts are known.

        :return: (findings written, findings that vanished)
        """
        self.rule.say(*(fact for fact in facts if fact))
        ids = (self.own if company is None else company).ids
        counts = [self.engine._store(rule, at(on), ids) for rule in self.rules]
        counts.append((0, self.engine._close_unwatched(at(on), ids)))
        return tuple(map(sum, zip(*counts, strict=True)))

    def _log(self):
        """The last row of the log, in the form of LOGGED."""
        self.env.cr.execute(
            """SELECT standing_from, standing_to, valid_on, known_on, revises
                 FROM committee_finding_change ORDER BY id DESC LIMIT 1"""
        )
        before, after, valid, known, revises = self.env.cr.fetchone()
        words = [before, after, number_of(valid), number_of(known)]
        words = ["-" if word is None else str(word) for word in words]
        return " ".join([*words, *["revises"] * bool(revises)])

    def _stored(self, *names):
        """What is stored of the one finding, days as numbers."""
        self.env.cr.execute("SELECT * FROM committee_finding")
        [row] = self.env.cr.dictfetchall()
        return tuple(
            number_of(row[name]) if "_on" in name else row[name] for name in names
        )

    # ------------------------------------------------------------
    # LOG
    # ------------------------------------------------------------

    def test_each_change_is_logged_with_its_day(self):
        for looks, told in LOGGED:
            with self.subTest(looks=looks), self.env.cr.savepoint() as savepoint:
                for on, fact in looks:
                    self._look(on, fact)
                self.assertEqual(self._log(), told)
                savepoint.rollback()

    def _assert_logged(self, *looks):
        """:param looks: (day, fact, the row that it logs, None for none)"""
        for on, fact, told in looks:
            self.env.cr.execute("SELECT count(*) FROM committee_finding_change")
            [before] = self.env.cr.fetchone()
            self._look(on, fact)
            self.env.cr.execute("SELECT count(*) FROM committee_finding_change")
            [after] = self.env.cr.fetchone()
            with self.subTest(on=on):
                self.assertEqual(after - before, int(told is not None))
                if told:
                    self.assertEqual(self._log(), told)

    def test_an_exemption_that_is_known_before(self):
        self._exempted(8, 12)
        self._assert_logged(
            (7, LATE, "- at_risk 5 -"),
            (8, LATE, "at_risk exempt 8 7"),
            (12, LATE, None),
            (13, LATE, "exempt overdue 13 12"),
            (14, LATE, None),
            (15, {**LATE, "met_on": 9}, "overdue met 9 14 revises"),
        )

    def test_a_check_that_was_left_out_revises_nothing(self):
        self._exempted(8, 12)
        self._assert_logged(
            (9, LATE, "- exempt 8 -"), (20, LATE, "exempt overdue 13 9")
        )

    def test_an_exemption_that_is_granted_later(self):
        self._assert_logged((8, LATE, "- at_risk 5 -"))
        exemption = self._exempted(8, 12)
        self._assert_logged((9, LATE, "at_risk exempt 8 8 revises"))
        # ended before its time
        self.env.cr.execute(
            "UPDATE committee_exemption SET date_to = %s WHERE id = %s",
            [at(9), exemption],
        )
        self._assert_logged((10, LATE, "exempt at_risk 10 9"))

    def test_an_exemption_of_days_that_have_passed(self):
        self._assert_logged((20, LATE, "- overdue 11 -"))
        self._exempted(8, 12)
        self._assert_logged((21, LATE, "overdue overdue 11 20 revises"))

    def test_another_due_day_with_the_same_delay(self):
        self._exempted(11, 12)
        self._assert_logged(
            (20, LATE, "- overdue 11 -"),
            (21, {**LATE, "due_on": 12}, "overdue overdue 11 20 revises"),
        )

    def test_an_exemption_of_days_to_come(self):
        self._assert_logged((6, LATE, "- at_risk 5 -"))
        self._exempted(8, 12)
        self._assert_logged((7, LATE, "at_risk at_risk 7 6"))

    def test_a_committee_that_is_halted_and_goes_on(self):
        of = {**LATE, "committee_id": self.committee}
        self._assert_logged((6, of, "- at_risk 5 -"))
        self._acted("suspend", 7)
        self._assert_logged((7, of, "at_risk not_applicable 7 6"), (8, of, None))
        self._acted("resume", 9)
        self._assert_logged((9, of, "not_applicable at_risk 9 8"))

    def test_a_halt_that_is_entered_late(self):
        of = {**LATE, "committee_id": self.committee}
        self._assert_logged((6, of, "- at_risk 5 -"))
        self._acted("dissolve", 6)
        self._assert_logged((7, GONE, "at_risk not_applicable 6 6 revises"))
        self._acted("resume", 7)
        self._assert_logged((8, of, "not_applicable at_risk 7 7 revises"))

    def test_the_halt_of_another_committee(self):
        of = {**LATE, "committee_id": self.committee}
        self._acted("suspend", 7, res_id=self.committee + 1)
        self._acted("suspend", 7, res_model="committee.meeting")
        self._assert_logged(
            (8, of, "- at_risk 5 -"), (9, GONE, "at_risk not_applicable 0 8 revises")
        )
        self._acted("resume", 9, res_id=self.committee + 1)
        self._acted("resume", 9, res_model="committee.meeting")
        self._acted("constitute", 9)
        self._acted("resume", 8)
        self._assert_logged((10, of, "not_applicable at_risk 8 9 revises"))

    def test_what_a_row_of_the_log_keeps(self):
        self._look(9, {**LATE, "measure": 1, "target": 3})
        self._look(11, {**LATE, "measure": 2, "target": 4, "met_on": 8})
        self.env.cr.execute("SELECT * FROM committee_finding_change ORDER BY id")
        _first, row = self.env.cr.dictfetchall()
        [finding] = self.env["committee.finding"].search([("rule", "=", "given")]).ids
        expected = {
            "finding_id": finding,
            "state_from": "open",
            "state_to": "closed",
            "level_from": "0",
            "level_to": "0",
            "measure_from": 1,
            "measure_to": 2,
            "target": 4,
            "due_on": at(10),
            "late_from": at(10),
            "met_on": at(8),
            "checked_on": at(11),
            "user_id": None,
        }
        self.assertEqual({name: row[name] for name in expected}, expected)
        self._look(12)
        self.env.cr.execute(
            "SELECT * FROM committee_finding_change ORDER BY id DESC LIMIT 1"
        )
        [row] = self.env.cr.dictfetchall()
        expected.update(
            state_from="closed", level_to=None, measure_from=2, checked_on=at(12)
        )
        self.assertEqual({name: row[name] for name in expected}, expected)

    def test_who_brought_about_a_check_is_named(self):
        self.rule.say(LATE)
        engine = self.engine.with_user(self.owner).sudo()
        self.assertEqual(engine._store(self.rule, at(1), self.own.ids), (1, 0))
        self.env.cr.execute("SELECT user_id FROM committee_finding_change")
        self.assertEqual(self.env.cr.fetchall(), [(self.owner.id,)])

    # ------------------------------------------------------------
    # FINDINGS
    # ------------------------------------------------------------

    def test_it_is_open_until_it_is_met(self):
        names = "state first_seen_on changed_on closed_on level".split()
        for on, fact, stored in (
            (3, LATE, ("open", 3, 3, None, None)),
            (6, LATE, ("open", 3, 6, None, "0")),
            (7, LATE, ("open", 3, 6, None, "0")),
            (12, MET, ("closed", 3, 12, 12, "0")),
            (13, {**MET, "measure": 1}, ("closed", 3, 13, 12, "0")),
            (14, LATE, ("open", 3, 14, None, "2")),
            (15, GONE, ("closed", 3, 15, 15, None)),
            (16, GONE, ("closed", 3, 15, 15, None)),
            (17, LATE, ("open", 3, 17, None, "2")),
            (18, MET, ("closed", 3, 18, 18, "0")),
            (19, GONE, ("closed", 3, 19, 18, None)),
        ):
            counts = self._look(on, fact)
            with self.subTest(on=on):
                self.assertEqual(self._stored(*names), stored)
                moved = stored[2] == on
                self.assertEqual(counts, (moved and bool(fact), moved and not fact))

    def test_met_at_the_first_look(self):
        self._look(12, MET)
        self.assertEqual(self._stored("state", "closed_on"), ("closed", 12))

    def test_what_was_closed_by_hand_stays_closed(self):
        self._look(11, LATE)
        self.env.cr.execute(
            "UPDATE committee_finding SET settled_on = %s, closed_on = %s,"
            " state = 'closed'",
            [at(11), at(11)],
        )
        self._look(12, {**LATE, "measure": 1})
        self.assertEqual(self._stored("state", "closed_on"), ("closed", 11))

    def test_what_vanishes_is_exempt_from_nothing(self):
        self._exempted(8, 12)
        self._look(9, LATE)
        [exemption] = self._stored("exemption_id")
        self.assertTrue(exemption)
        self._look(10)
        self.assertEqual(
            self._stored("standing", "exemption_id"), ("not_applicable", None)
        )

    def test_another_province_and_another_rule_keep_theirs(self):
        foreign = {**LATE, "company_id": self.foreign.id}
        self._look(9, LATE, foreign, company=self.own | self.foreign)
        self.env.cr.execute(
            "UPDATE committee_finding SET rule = 'other' WHERE subject_id = 1"
        )
        self.rule.say()
        store = self.engine._store
        self.assertEqual(store(self.rule, at(9), self.own.ids), (0, 0))
        self.assertEqual(store(self.rule, at(9), self.foreign.ids), (0, 1))
        self.assertEqual(
            self._all("rule", "standing"),
            [("other", "at_risk"), ("given", "not_applicable")],
        )

    def _all(self, *names):
        self.env.cr.execute("SELECT * FROM committee_finding ORDER BY subject_id")
        return [tuple(row[n] for n in names) for row in self.env.cr.dictfetchall()]

    def test_one_fact_of_several_vanishes(self):
        once, again = {**LATE, "period": "1"}, {**LATE, "period": "2"}
        self._look(9, once, again)
        self.rule.say(once)
        self.assertEqual(self.engine._store(self.rule, at(9), self.own.ids), (0, 1))
        self.assertEqual(
            self._all("period", "standing"),
            [("1", "at_risk"), ("2", "not_applicable")],
        )

    # ------------------------------------------------------------
    # RULES THAT ARE GONE, DAYS THAT WERE CHECKED
    # ------------------------------------------------------------

    def test_a_rule_that_is_gone(self):
        self._exempted(8, 12)
        foreign = {**LATE, "company_id": self.foreign.id}
        self._look(9, LATE, foreign, company=self.own | self.foreign)
        with patch.object(self, "rules", []):
            self.assertEqual(self._look(11), (0, 1))
        names = ("standing", "state", "level", "exemption_id", "changed_on")
        self.assertEqual(
            self._all(*names, "closed_on"),
            [
                ("not_applicable", "closed", None, None, at(11), at(11)),
                ("at_risk", "open", "0", None, at(9), None),
            ],
        )
        self.assertEqual(self._log(), "exempt not_applicable 11 -")
        self.env.cr.execute(
            "SELECT state_from, state_to, finding_id FROM committee_finding_change"
            " ORDER BY id DESC LIMIT 1"
        )
        self.assertEqual(self.env.cr.fetchone()[:2], ("open", "closed"))
        with patch.object(self, "rules", []):
            self.assertEqual(self._look(12), (0, 0))

    def test_one_rule_is_looked_at_and_the_others_stay(self):
        self._look(9, LATE)
        self.assertEqual(self.engine._check(at(10), self.own, [])[:2], (0, 0))
        self.assertEqual(self._stored("standing"), ("at_risk",))

    def _checked(self):
        self.env.cr.execute(
            """SELECT c.companies, c.date_from, c.date_to,
                      array_agg(r.res_company_id ORDER BY r.res_company_id)
                 FROM committee_check c JOIN committee_check_res_company_rel r
                   ON r.committee_check_id = c.id
             GROUP BY c.id ORDER BY c.id"""
        )
        return [
            (key, number_of(first), number_of(last), ids)
            for key, first, last, ids in self.env.cr.fetchall()
        ]

    def test_days_that_were_checked(self):
        own = (str(self.own.id), self.own.ids)
        for on, spans in (
            (0, [(0, 0)]),
            (1, [(0, 1)]),
            (1, [(0, 1)]),
            (3, [(0, 1), (3, 3)]),
            (0, [(0, 1), (3, 3)]),
            (2, [(0, 2), (3, 3)]),
            (3, [(0, 2), (3, 3)]),
            (4, [(0, 2), (3, 4)]),
        ):
            self._look(on)
            with self.subTest(on=on):
                self.assertEqual(
                    self._checked(), [(own[0], *span, own[1]) for span in spans]
                )
        both = self.own | self.foreign
        self._look(4, company=both)
        key = ",".join(map(str, sorted(both.ids)))
        self.assertEqual(self._checked()[2:], [(key, 4, 4, sorted(both.ids))])
        self._look(4, company=both.browse())
        self.assertEqual(len(self._checked()), 3)

    def test_the_last_check_before_is_of_the_province(self):
        self._look(3, company=self.foreign)
        self._look(9, GONE)
        self._look(10, company=self.foreign)
        self._look(12, LATE)
        self.assertEqual(self._log(), "- overdue 11 9 revises")
