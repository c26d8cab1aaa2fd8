import random
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import clock, jalali

from ..common import TODAY, day
from .walk import SHOWN, WalkCase

DAYS = 120


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestKnownThen(WalkCase):
    """Every change of a finding is in the log, so that each past day is told as its
    screen told it."""

    def _known(self, on):
        rows = self.env["committee.finding.change"]._known_on(on, self.own)
        return {row["id"]: {name: row[name] or None for name in SHOWN} for row in rows}

    def _differences(self):
        """Days and findings whose log says another thing than the screen did."""
        return [
            (on, found, known.get(found), said.get(found))
            for on, said in self.said.items()
            for known in [self._known(on)]
            for found in {*known, *said}
            if known.get(found) != said.get(found)
        ]

    def test_a_walk_is_known_as_its_screen_told_it(self):
        self.walk("first", DAYS, events=1)
        self.assertEqual(self._differences(), [])
        self.assertGreater(len({str(said) for said in self.said.values()}), DAYS / 3)
        self._assert_gaps_are_told()
        self._assert_revisions_are_listed()

    def test_a_wilder_walk_is_known_as_its_screen_told_it(self):
        self.walk("second", DAYS, events=3)
        self.assertEqual(self._differences(), [])
        self._assert_gaps_are_told()
        self._assert_revisions_are_listed()

    def test_the_days_pass_and_no_answer_about_the_past_changes(self):
        self.walk("third", 60, events=0)
        self.assertEqual(self._differences(), [])
        changes = self.env["committee.finding.change"].search([])
        self.assertTrue(changes.filtered(lambda c: c.standing_from == "due"))
        self.assertFalse(changes.filtered("revises"))

    def _assert_gaps_are_told(self):
        """Which days were not checked is known."""
        checks = self.env["committee.check"]
        first = min(self.checked)
        self.assertTrue(set(self.said) - self.checked)
        for on in self.said:
            last = checks._last_before(on, self.own).get(self.own.id)
            expected = max((c for c in self.checked if c <= on), default=None)
            self.assertEqual(last, expected)
        rows = checks.search([])
        spans = sum((row.date_to - row.date_from).days + 1 for row in rows)
        self.assertEqual(spans, len(self.checked))
        begins = self.env["committee.finding.change"]._begins_on(self.own)
        self.assertLessEqual(begins[self.own.id], first)

    def _assert_revisions_are_listed(self):
        """Where an answer about a checked day is another one today, a change of the log
        says so."""
        engine = self.env["committee.engine"]
        after = max(self.said) + timedelta(days=1)  # what the last day brought is seen
        with clock.moved_to(jalali.local_midnight_utc(after)):
            engine._check(after, self.own)
        changes = self.env["committee.finding.change"].search(
            [("revises", "=", True)], order="id"
        )
        self.assertTrue(changes)
        gone = changes | changes.search([("standing_to", "=", "not_applicable")])
        findings = self.env["committee.finding"].search([])
        ids = {(f.rule, f.subject_id, f.period): f.id for f in findings}
        with clock.moved_to(jalali.local_midnight_utc(after)):
            missing = []
            for on in sorted(self.closed)[::5]:
                known = self._known(on)
                now = {
                    ids.get((row["rule"], row["subject_id"], row["period"])): row
                    for row in engine._standings(on, self.own)
                }
                for found in {*known, *now}:
                    answers = [of.get(found, {}).get("standing") for of in (known, now)]
                    # what went out of sight later may have changed while it was
                    listed = (gone if answers[1] is None else changes).filtered(
                        lambda c, found=found, on=on: (
                            c.finding_id.id == found and c.checked_on > on
                        )
                    )
                    if answers[0] != answers[1] and found and not listed:
                        missing.append((on, found, answers))
        self.assertEqual(missing, [])

    # ------------------------------------------------------------
    # THE QUESTION
    # ------------------------------------------------------------

    def _ask(self, on, **values):
        question = self.env["committee.standing"].with_user(self.national)
        question = question.create(
            {"day": on, "company_ids": self.own.ids, "with_met": True, **values}
        )
        question.action_show()
        return question

    def _enter_held(self, on):
        self._enter(on)
        self.env.cr.execute(
            """UPDATE committee_meeting SET held_on = %s, counts_from = %s
                WHERE id = (SELECT max(id) FROM committee_meeting)""",
            [on, on],
        )

    def _late_story(self):
        """Formed 1405/04/09, so that the first meeting is due on 06/08; looked at each
        day from 06/01 on, but for 06/12 and 13; a meeting of 06/05 entered on 06/20."""
        self.random, self.number = random.Random(1), 500
        for passed in range(25):
            today = day("1405/06/01") + timedelta(days=passed)
            with clock.moved_to(jalali.local_midnight_utc(today) + timedelta(hours=9)):
                if passed == 19:
                    self._enter_held(day("1405/06/05"))
                    act = ("invited", "held")
                    meeting, _held = self._some()
                    self._act(meeting, "hold", act, day("1405/06/05"))
                if passed not in (11, 12):
                    self._check_on(today)

    def _check_on(self, today):
        self.env["committee.engine"]._check(today, self.own)
        self.env.invalidate_all()

    def _first_meeting(self, question):
        return question.line_ids.filtered(lambda line: line.rule == "first_meeting")

    def test_a_day_is_answered_twice(self):
        self._late_story()
        with clock.moved_to(jalali.local_midnight_utc(day("1405/06/26"))):
            line = self._first_meeting(self._ask(day("1405/06/15")))
            self.assertEqual(
                (line.standing, line.standing_then, line.differs),
                ("met", "overdue", True),
            )
            self.assertEqual(
                (line.met_on, line.met_on_then), (day("1405/06/05"), False)
            )
            line = self._first_meeting(self._ask(day("1405/06/24")))
            self.assertEqual(
                (line.standing, line.standing_then, line.differs), ("met", "met", False)
            )
            only = self._ask(day("1405/06/15"), only_differing=True)
            self.assertEqual(set(only.line_ids.mapped("differs")), {True})
            coming = self._first_meeting(self._ask(day("1405/12/01")))
            self.assertFalse(coming.standing_then or coming.differs)

    def test_it_is_said_where_the_log_begins_and_what_was_not_checked(self):
        self._late_story()
        with clock.moved_to(jalali.local_midnight_utc(day("1405/06/26"))):
            said = self._ask(day("1405/06/13")).coverage
            self.assertIn("begins on 2026-08-23", said)
            self.assertRegex(said, "Not checked on that day.*check of 2026-09-02")
            self.assertNotIn("Not checked", self._ask(day("1405/06/15")).coverage)
            before = self._ask(day("1405/05/01"))
            self.assertIn("Nothing was logged yet", before.coverage)
            self.assertFalse(any(before.line_ids.mapped("differs")))

    def test_the_office_sees_what_changed_the_past_and_by_whom(self):
        self._late_story()
        changes = self.env["committee.finding.change"].with_user(self.national)
        found = changes.search([("revises", "=", True)])
        change = found.filtered(lambda c: c.rule == "first_meeting")
        self.assertEqual(
            (change.standing_from, change.standing_to, change.valid_on),
            ("overdue", "met", day("1405/06/05")),
        )
        self.assertEqual(change.checked_on, day("1405/06/20"))
        self.assertEqual((change.act_id.verb, change.act_on), ("hold", change.valid_on))
        self.assertEqual(change.act_by_id, change.act_id.create_uid)

    # ------------------------------------------------------------
    # THE LOG
    # ------------------------------------------------------------

    def test_an_unchanged_day_writes_no_row(self):
        self._check_on(day("1405/06/01"))

        def rows():
            self.env.flush_all()
            self.env.cr.execute(
                """SELECT COALESCE(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
                     FROM pg_stat_xact_user_tables
                    WHERE relname LIKE 'committee%'"""
            )
            return self.env.cr.fetchone()[0]

        before = rows()
        self._check_on(day("1405/06/01"))
        self.assertEqual(rows(), before)

    def test_the_log_adds_no_query(self):
        """One statement a rule, one for the rest, whatever has changed."""
        engine = self.env["committee.engine"]
        self._check_on(day("1405/06/01"))

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            engine._check(day("1405/06/01"), self.own)
            return self.env.cr.sql_log_count - before

        idle = queries()
        self.env.cr.execute("DELETE FROM committee_finding")
        self.assertEqual(queries(), idle)
        self.assertTrue(self.env["committee.finding.change"].search_count([]))

    def test_a_step_is_logged_with_its_reason_and_letter(self):
        self._check_on(day("1405/09/02"))
        late = self.env["committee.finding"].search(
            [("standing", "=", "overdue"), ("company_id", "=", self.own.id)], limit=1
        )
        late.with_user(self.supervisor).action_acknowledge(answer="We shall")
        late.with_user(self.owner).action_settle(
            reason="Lost", evidence={"number": "د/۹"}
        )
        last, answer = late.change_ids[:2]
        self.assertEqual(
            (last.verb, last.state_from, last.state_to, last.reason, last.number),
            ("settle", "open", "closed", "Lost", "د/۹"),
        )
        self.assertEqual((last.user_id, answer.user_id), (self.owner, self.supervisor))
        self.assertEqual((answer.verb, answer.reason), ("acknowledge", "We shall"))
        self.assertEqual(last.entered_at, clock.now())

    def test_nobody_else_writes_or_deletes_the_log(self):
        self._check_on(day("1405/09/02"))
        change = self.env["committee.finding.change"].search([], limit=1)
        checks = self.env["committee.check"].search([], limit=1)
        for record, values in (
            (change, {"standing_to": "met"}),
            (change, {"reason": "x"}),
            (checks, {"date_to": day("1405/10/01")}),
        ):
            for user in (self.env.user, self.owner, self.secretary):
                with self.assertRaises(AccessError):
                    record.with_user(user).write(values)
                with self.assertRaises(AccessError):
                    record.with_user(user).sudo().write(values)
                with self.assertRaises(UserError):
                    record.with_user(user).sudo().unlink()
                with self.assertRaises(AccessError):
                    record.with_user(user).sudo().create({**values})
