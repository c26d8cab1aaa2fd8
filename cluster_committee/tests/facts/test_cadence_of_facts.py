from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from ..common import TODAY, day
from .given_facts import GivenFactsCase, at, number_of

NONE = (None, None, "not_applicable")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCadenceOfFacts(GivenFactsCase):
    """What a committee shows of its meetings, of given findings and meetings."""

    def _follow(self, on, companies=None):
        committees = self.env["committee.committee"]
        committees._follow_findings(at(on), (companies or self.own).ids)
        self.env.cr.execute(
            "SELECT * FROM committee_committee WHERE id = %s", [self.committee]
        )
        [row] = self.env.cr.dictfetchall()
        return row

    def _gap(self, number=1, **values):
        """A finding on the next meeting, due on the 10th."""
        values = {
            "rule": "meeting_gap",
            "committee_id": self.committee,
            "opens_on": at(0),
            "due_on": at(10),
            "late_from": at(10),
            "escalates_on": at(15),
            **values,
        }
        return self._finding(number, **values)

    def _shown(self, on):
        row = self._follow(on)
        return (
            number_of(row["next_due_on"]),
            number_of(row["delay_from"]),
            row["cadence_standing"],
        )

    def _each(self, cases):
        """:param cases: (values of the gap, day, what is shown)"""
        for values, on, shown in cases:
            with self.subTest(values=values, on=on), self.env.cr.savepoint() as point:
                self._gap(**values)
                self.assertEqual(self._shown(on), shown)
                point.rollback()

    def test_how_the_next_meeting_stands(self):
        self.assertEqual(self._shown(9), NONE)
        self._each(
            [
                ({"standing": "due"}, 9, (10, 10, "ok")),
                ({"standing": "due"}, 10, (10, 10, "due")),
                ({"standing": "at_risk"}, 9, (10, 10, "warning")),
                ({"standing": "at_risk"}, 10, (10, 10, "due")),
                ({"standing": "at_risk"}, 11, (10, 10, "warning")),
                ({}, 11, (10, 10, "overdue")),
                ({}, 14, (10, 10, "overdue")),
                ({}, 15, (10, 10, "national")),
                ({}, 16, (10, 10, "national")),
                ({"late_from": at(12)}, 16, (10, 12, "overdue")),
                ({"late_from": at(12)}, 17, (10, 12, "national")),
                ({"escalates_on": None}, 90, (10, 10, "overdue")),
                ({"standing": "exempt"}, 20, (10, 10, "not_applicable")),
                ({"standing": "exempt"}, 10, (10, 10, "not_applicable")),
                ({"rule": "first_meeting"}, 11, (10, 10, "overdue")),
                # what asks for no meeting any more, or is none of it
                ({"met_on": at(9), "standing": "met"}, 11, NONE),
                ({"standing": "not_applicable"}, 11, NONE),
                ({"rule": "minutes"}, 11, NONE),
                ({"company_id": self.foreign.id}, 11, NONE),
                ({"committee_id": None}, 11, NONE),
            ]
        )

    def test_of_several_the_last_is_shown(self):
        self._gap(1, opens_on=at(3), due_on=at(13))
        self._gap(2, opens_on=at(0), due_on=at(11))
        self.assertEqual(self._follow(9)["next_due_on"], at(13))

    def test_the_meetings_of_the_year(self):
        first = number_of(day("1405/01/01"))

        def meeting(held, **values):
            values = {
                "committee_id": self.committee,
                "company_id": self.own.id,
                "kind": "provincial",
                "meeting_type": "regular",
                "state": "held",
                "date_start": at(held),
                "held_on": at(held),
                "counts": True,
                "counts_from": at(held),
                **values,
            }
            self._insert("committee_meeting", **values)
            row = self._follow(9)
            return number_of(row["last_held_on"]), row["year_count"]

        row = self._follow(9)
        self.assertEqual((row["last_held_on"], row["year_count"]), (None, 0))
        self.assertEqual(meeting(first - 1), (first - 1, 0))
        self.assertEqual(meeting(first), (first, 1))
        self.assertEqual(meeting(5), (5, 2))
        self.assertEqual(meeting(3), (5, 3))
        self.assertEqual(meeting(6, counts=False), (5, 3))
        self.assertEqual(meeting(7, counts_from=at(10)), (5, 3))
        self.assertEqual(meeting(8, kind="expert"), (5, 3))
        self.assertEqual(meeting(8, company_id=self.foreign.id), (5, 3))
        self.assertEqual(meeting(9), (9, 4))

    def test_what_the_year_asks(self):
        year = {
            "rule": "meeting_count",
            "committee_id": self.committee,
            "opens_on": at(0),
            "due_on": at(20),
            "measure": 1,
            "target": 2,
        }

        def shown(on=9, **values):
            with self.env.cr.savepoint() as savepoint:
                self._finding(**{**year, **values})
                row = self._follow(on)
                savepoint.rollback()
            return (
                row["year_effective_count"],
                row["year_required"],
                row["year_standing"],
            )

        none = (0, 0, "not_applicable")
        row = self._follow(9)
        self.assertEqual(
            (row["year_effective_count"], row["year_required"], row["year_standing"]),
            none,
        )
        for values, told in (
            ({"standing": "due"}, (1, 2, "on_track")),
            ({"standing": "exempt"}, (1, 2, "not_applicable")),
            ({"standing": "met"}, (1, 2, "met")),
            ({"standing": "at_risk"}, (1, 2, "at_risk")),
            ({"standing": "not_applicable"}, none),
            ({"rule": "minutes"}, none),
            ({"company_id": self.foreign.id}, none),
            ({"on": 0}, (1, 2, "overdue")),
            ({"on": -1}, none),
            ({"on": 20}, (1, 2, "overdue")),
            ({"on": 21}, none),
        ):
            with self.subTest(values=values):
                self.assertEqual(shown(**values), told)

    def test_only_what_differs_is_written(self):
        self._gap()

        def written():
            self._follow(11)
            self.env.cr.execute(
                "SELECT n_tup_upd FROM pg_stat_xact_user_tables"
                " WHERE relname = 'committee_committee'"
            )
            return self.env.cr.fetchone()[0]

        before = written()
        self.assertEqual(written(), before)
        self._follow(11, self.foreign)
        self.env.cr.execute("UPDATE committee_finding SET standing = 'exempt'")
        self.assertEqual(self._follow(11, self.foreign)["cadence_standing"], "overdue")
        self.assertEqual(self._follow(11)["cadence_standing"], "not_applicable")

    def test_an_expert_committee_has_no_cadence(self):
        edition = self.env["committee.procedure.edition"].search([], limit=1)
        experts = self._insert(
            "committee_committee",
            name="Its experts",
            kind="expert",
            state="active",
            parent_id=self.committee,
            company_id=self.own.id,
            edition_id=edition.id,
        )
        self._follow(9)
        self.env.cr.execute(
            "SELECT cadence_standing FROM committee_committee WHERE id = %s", [experts]
        )
        self.assertEqual(self.env.cr.fetchone(), (None,))

    def test_the_year_in_which_meetings_are_counted(self):
        committees = self.env["committee.committee"]
        on = date(2027, 1, 20)
        self.assertEqual(committees._year_of_meetings(on), day("1405/01/01"))
        edition = self.env["committee.procedure.edition"]._edition_on(on)
        with patch.object(type(edition), "_edition_on", lambda self, day: edition):
            self.env.cr.execute(
                "UPDATE committee_procedure_edition SET year_type = 'gregorian'"
            )
            self.env.invalidate_all()
            self.assertEqual(committees._year_of_meetings(on), date(2027, 1, 1))

    # ------------------------------------------------------------
    # THE LOG
    # ------------------------------------------------------------

    def _change(self, finding, entered, **values):
        """:param entered: moment in UTC, as text"""
        values = {
            "finding_id": finding,
            "standing_to": "overdue",
            "entered_at": entered,
            "checked_on": at(0),
            **values,
        }
        return self._insert("committee_finding_change", **values)

    def test_what_was_known_on_a_day(self):
        changes = self.env["committee.finding.change"]
        finding, other = self._finding(1), self._finding(2)
        self._finding(3)  # of which nothing is logged
        foreign = self._finding(4, company_id=self.foreign.id)
        self._change(foreign, "2026-09-22 08:00")
        self._change(finding, "2026-09-23 08:00", standing_to="due")
        self._change(finding, "2026-09-23 20:29:59", standing_to="at_risk")
        self._change(finding, "2026-09-23 20:30", standing_to="met")  # the 24th
        self._change(other, "2026-09-24 08:00", standing_to="not_applicable")
        self._change(other, "2026-09-24 08:00", standing_to="missed")

        def known(on):
            rows = changes._known_on(at(on), self.own)
            return {row["id"]: row["standing"] for row in rows}

        self.assertEqual(known(-1), {})
        self.assertEqual(known(0), {finding: "at_risk"})
        self.assertEqual(known(1), {finding: "met", other: "missed"})
        self._change(other, "2026-09-25 08:00", standing_to="not_applicable")
        self.assertEqual(known(2), {finding: "met"})
        begins = changes._begins_on(self.own | self.foreign)
        self.assertEqual(begins, {self.own.id: at(0), self.foreign.id: at(-1)})
        self.assertEqual(changes._begins_on(self.own), {self.own.id: at(0)})

    def test_the_act_that_a_change_follows_from(self):
        changes = self.env["committee.finding.change"]
        finding = self._finding(7, evidence_id=9)  # of minutes: a meeting
        entered = datetime(2026, 9, 25, 10)
        known = {"known_on": at(1), "checked_on": at(2)}
        change = changes.browse(self._change(finding, entered, **known))

        def acted(hours, on=5, res_model="committee.letter", res_id=1, **values):
            """An act that was entered so many hours before the change."""
            values = {"entered_at": entered - timedelta(hours=hours), **values}
            return self._acted("sign", on, res_model, res_id, **values)

        def cause():
            return changes.browse(change.id)._causes().get(change.id)

        self.assertEqual(cause(), None)
        # the day of the last check begins at half past eight the evening before
        begin = entered - datetime(2026, 9, 23, 20, 30)
        acted(begin.total_seconds() / 3600 + 0.001)
        self.assertEqual(cause(), None)
        for hours, values in (
            (begin.total_seconds() / 3600, {}),
            (0, {}),
            # one that is dated back comes before one that is not
            (5, {"on": 1}),
            (6, {"on": 0}),
            # and one on the record of the obligation before both
            (7, {"res_model": "committee.meeting", "res_id": 9}),
            (8, {"res_model": "committee.meeting", "res_id": 7, "on": 1}),
        ):
            with self.subTest(hours=hours, values=values):
                act = acted(hours, **values)
                self.assertEqual(cause(), act)
                for other in (
                    {"hours": -0.001},
                    {"hours": 1, "company_id": self.foreign.id, "on": 0},
                    {"hours": 1, "res_model": "committee.finding", "res_id": finding},
                    {"hours": 1, "res_model": "committee.request"},
                    {"hours": 1, "res_model": "committee.letter", "res_id": 7, "on": 2},
                ):
                    if values or "on" not in other:
                        acted(**other)
                if values:
                    self.assertEqual(cause(), act)
        self.env.cr.execute("UPDATE committee_finding_change SET verb = 'settle'")
        self.assertEqual(cause(), None)

    def test_the_step_and_the_person_of_a_change(self):
        changes = self.env["committee.finding.change"]
        finding = self._finding()
        entered = datetime(2026, 9, 25, 10)
        by_check = changes.browse(self._change(finding, entered))
        by_step = changes.browse(
            self._change(finding, entered, verb="settle", user_id=self.owner.id)
        )
        shown = ("act_step", "act_on", "act_by_id")
        for change, told in (
            (by_check, (False, False, self.env["res.users"])),
            (by_step, ("Close by Hand", False, self.owner)),
        ):
            self.assertEqual(tuple(change[name] for name in shown), told)
        act = self._acted("sign", 1, entered_at=entered, create_uid=self.officer.id)
        changes.invalidate_model()
        self.assertEqual((by_check.act_id.id, by_check.act_by_id), (act, self.officer))
        self.assertEqual(by_check.act_on, at(1))
        self.assertEqual(by_check.act_step, by_check.act_id.step)
        opened = by_check.action_open_finding()
        self.assertEqual(
            (opened["res_id"], opened["views"]), (finding, [(False, "form")])
        )

    def test_the_findings_of_a_committee_follow_at_once(self):
        engine = type(self.engine)
        committee = self.env["committee.committee"].browse(self.committee)
        with patch.object(engine, "_check") as check:
            committee._refresh_cadence()
        [_day, companies, rules] = check.call_args.args
        self.assertEqual(companies, self.own)
        self.assertIn("meeting_gap", {rule._code for rule in rules})
        self.assertNotIn("minutes", {rule._code for rule in rules})
        with patch.object(engine, "_check") as check:
            committee.browse()._refresh_cadence()
        check.assert_not_called()

    def test_a_change_of_the_first_check_looks_from_its_own_day_on(self):
        changes = self.env["committee.finding.change"]
        entered = datetime(2026, 9, 25, 10)
        change = self._change(self._finding(), entered, checked_on=at(2))
        self._acted("sign", 0, entered_at=datetime(2026, 9, 24, 20, 29))
        self.assertEqual(changes.browse(change)._causes(), {})
        act = self._acted("sign", 0, entered_at=datetime(2026, 9, 24, 20, 30))
        self.assertEqual(changes.browse(change)._causes(), {change: act})
        self.env.cr.execute("UPDATE committee_finding SET rule = 'of none'")
        self.assertEqual(changes.browse(change)._causes(), {change: act})
