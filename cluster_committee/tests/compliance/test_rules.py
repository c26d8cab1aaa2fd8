from odoo.tests import freeze_time, tagged

from ..common import TODAY, day, on_day
from .rule_matrix import MATRIX
from .rule_story import LateProvince


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRules(LateProvince):
    """What the cases of `test_rule_matrix.py` do not tell: other readings and levels,
    and committees that do not stand all the time."""

    def _first_of(self, code, on):
        """How the first obligation of the story stands under this rule, None if none.

        The others follow later and are another matter."""
        rows = self._stands(code, on).values()
        rows = sorted(rows, key=lambda r: (str(r["opens_on"]), r["subject_id"]))
        return rows[0]["standing"] if rows else None

    def test_an_exemption_from_a_clause_covers_all_its_obligations(self):
        self._exempt(False, "1404/06/05", "1404/06/06", clause="C4-4-4b")
        for code in ("dispatch", "dispatch_signature"):
            self.assertEqual(self._first_of(code, "1404/06/05"), "exempt", code)
        self.assertEqual(self._first_of("national_copy", "1404/06/05"), "overdue")

    def test_another_province_has_nothing_of_it(self):
        for code in MATRIX.keys() - {"formation", "acknowledgement"}:
            self.assertFalse(self._stands(code, "1405/09/02", self.foreign), code)

    def test_what_lies_before_the_province_is_watched_is_not_held_against_it(self):
        self.own.monitoring_start_date = day("1404/06/01")
        self.env.flush_all()
        self.assertIsNone(self._first_of("minutes", "1404/04/23"))
        self.assertIsNone(self._first_of("first_meeting", "1404/06/05"))
        # what falls due later is watched
        self.assertEqual(self._first_of("meeting_gap", "1404/10/16"), "overdue")

    def test_what_is_lacking_when_the_watch_begins_is_due_from_that_day(self):
        """Nobody is late with the past, but a post that stays empty is told."""
        self.own.monitoring_start_date = day("1404/02/25")
        self.env.flush_all()
        # due 1404/02/10, before the watch; named on 1404/03/01
        for on, stands in (
            ("1404/02/24", "due"),
            ("1404/02/26", "overdue"),
            ("1404/03/02", "met"),
        ):
            self.assertEqual(self._first_of("deputy", on), stands, on)
        self.own.monitoring_start_date = day("1404/04/01")
        self.env.flush_all()
        self.assertIsNone(self._first_of("deputy", "1404/04/02"), "mended before")

    def test_a_suspended_committee_owes_nothing_new_while_it_is(self):
        committee = self.committee.with_user(self.secretary)
        with on_day("1405/05/01"):
            committee.action_suspend(reason="Elections")
        with on_day("1405/07/01"):
            committee.action_resume()
        for on, asked in (("04/31", True), ("05/01", False), ("07/01", True)):
            self.assertEqual(self._is_year_asked(on), asked, on)

    def _is_year_asked(self, on):
        """Whether the meetings of 1405 are asked for on that day of the year."""
        found = self._stands("meeting_count", f"1405/{on}")
        return "1405" in {period for _subject, period in found}

    def test_what_was_late_stays_late_when_its_committee_is_halted(self):
        """Nobody ends a breach by suspending or dissolving the committee (4-4-2)."""
        late = self._breaches()
        self.assertTrue(late)
        for verb in ("suspend", "dissolve"):
            with self.subTest(verb), self.env.cr.savepoint() as before:
                halt = self.committee.with_user(self.secretary)
                getattr(halt, f"action_{verb}")(reason="A reason")
                self.assertEqual(late - self._breaches(), set())
                before.close(rollback=True)
            self.env.invalidate_all()

    def _breaches(self):
        """(rule, subject, period) of what is late or missed today."""
        return {
            (row["rule"], row["subject_id"], row["period"])
            for row in self.env["committee.engine"]._standings(
                day("1405/09/02"), self.own
            )
            if row["standing"] in ("overdue", "missed", "unachievable")
        }

    def test_a_dissolved_committee_owes_a_new_one(self):
        with on_day("1405/05/01"):
            self.committee.with_user(self.secretary).action_dissolve(reason="Merged")
        self.assertTrue(self._is_year_asked("04/31"))
        self.assertFalse(self._is_year_asked("05/01"))
        self.assertEqual(self._first_of("formation", "1405/04/31"), "met")
        self.assertEqual(self._first_of("formation", "1405/05/02"), "overdue")

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    def test_an_empty_chair_goes_up_at_once(self):
        chair = self.committee._holders_on(day("1405/05/01"), role="chair")
        with on_day("1405/05/01"):
            chair.with_user(self.chair).action_end(reason="Left")
        (row,) = self._stands("chair_seat", "1405/05/02").values()
        self.assertEqual((row["standing"], row["level"]), ("at_risk", "2"))
        (row,) = self._stands("chair_seat", "1405/06/02").values()
        self.assertEqual((row["standing"], row["level"]), ("overdue", "4"))
        successor = self.env["committee.member"].with_user(self.officer)
        successor = successor.create(
            {"seat_id": chair.seat_id.id, "partner_id": self.chair.partner_id.id}
        )
        successor.with_user(self.secretary).action_seat(on=day("1405/06/10"))
        self.assertEqual(self._standings("chair_seat", "1405/06/10"), ["met"])
        self.assertEqual(self._standings("chair_seat", "1405/06/09"), ["overdue"])
        self.assertFalse(self._stands("secretary_seat", "1405/06/09"))

    def test_a_vacancy_is_told_nationally_after_sixty_days(self):
        seat = self.changed_seat.id, day("1404/05/02").isoformat()
        levels = [
            self._stands("member_seat", on)[seat]["level"]
            for on in (
                "1404/05/02",
                "1404/05/31",
                "1404/06/01",
                "1404/06/02",  # thirty days of grace are over: the chair
                "1404/06/31",
                "1404/07/01",  # sixty days are over: the national office
            )
        ]
        self.assertEqual(levels, ["1", "1", "2", "3", "3", "4"])

    def test_a_decree_of_another_hand_is_none(self):
        self.assertEqual(set(self._standings("decree", "1405/09/02")), {"met"})
        seat = self.committee.seat_ids.with_user(self.officer).create(
            {"committee_id": self.committee.id, "name": "Bank", "reason": "As asked"}
        )
        member = seat.member_ids.create(
            {"seat_id": seat.id, "partner_id": self.officer.partner_id.id}
        )
        letters = self.env["committee.letter"].with_user(self.officer)
        letters.create(
            {
                **member._prepare_letter_values("decree"),
                "signatory_id": self.secretary.partner_id.id,
            }
        )
        with on_day("1405/06/01"):
            member.with_user(self.secretary).action_issue(number="ح/۹۱")
        row = self._stands("decree", "1405/06/02")[member.id, ""]
        self.assertEqual((row["standing"], row["level"]), ("overdue", "2"))
        row = self._stands("decree", "1405/06/08")[member.id, ""]
        self.assertEqual(row["level"], "3")
        self._exempt("decree", "1405/06/05", "1405/06/06")
        row = self._stands("decree", "1405/06/05")[member.id, ""]
        self.assertEqual(row["standing"], "exempt")

    def test_a_decree_that_runs_out_is_told_before(self):
        seat = self.committee.seat_ids.with_user(self.officer).create(
            {"committee_id": self.committee.id, "name": "Bank", "reason": "As asked"}
        )
        members = self.env["committee.member"].with_user(self.officer)
        first, second = members.create(
            [
                {
                    "seat_id": seat.id,
                    "partner_id": self.officer.partner_id.id,
                    "date_to": last,
                }
                for last in (day("1405/05/31"), False)
            ]
        )
        with on_day("1405/03/01"):
            first.with_user(self.chair).action_issue(number="ح/۹۱")
        self.assertEqual(
            [self._standings("decree_term", on) for on in ("1405/04/30", "1405/05/02")],
            [["due"], ["at_risk"]],
        )
        second.date_from = day("1405/06/01")
        with on_day("1405/05/20"):
            second.with_user(self.chair).action_issue(number="ح/۹۲")
        self.assertEqual(self._standings("decree_term", "1405/06/01"), ["met"])

    def test_a_term_of_decrees_is_policy(self):
        self.assertFalse(self._stands("decree_term", "1405/09/02"))
        self._new_edition("1405/01/01", decree_term_months=12)
        standings = self._standings("decree_term", "1405/02/11")
        self.assertEqual(standings.count("overdue"), 7)
        self.assertFalse(self._stands("decree_term", "1404/12/29"))
