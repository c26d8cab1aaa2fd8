import runpy
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_path, mute_logger

from odoo.addons.web_jalali.tools import jalali

from ...compliance.findings.finding import ALARMS
from ...compliance.findings.standing_mixin import BREACHES
from ..common import TODAY, day, on_day
from .findings import LETTER, FindingsCase

FIGURES = "exception_count policy_count at_risk_count days_late level standing".split()
PAPER = {"number": "ش/۴", "document": "eA==", "document_name": "evidence.pdf"}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestClosing(FindingsCase):
    """Who is watched does not judge: a province asks, the owner of the procedure closes
    and opens again, and what was closed by hand stays in every figure (A33)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls._hold(cls.committee, "1405/05/16")
        cls.env["committee.engine"]._check(jalali.today(), cls.own)
        cls.env.invalidate_all()
        cls.late = cls.env["committee.finding"].search(
            [("company_id", "=", cls.own.id), ("standing", "in", BREACHES)]
        )
        cls.one = cls.late.filtered(lambda f: f.nature == "law")[:1]
        cls.provincial = cls.officer | cls.supervisor | cls.secretary | cls.chair

    def _overview(self):
        self.env.flush_all()
        self.env.invalidate_all()
        standings = self.env["committee.province.standing"].with_user(self.national)
        return standings.search([("company_id", "=", self.own.id)])

    def _settle_all(self):
        self.late.with_user(self.owner).action_settle(
            reason="The papers were lost", evidence=LETTER
        )

    def _request(self, **values):
        values = {
            "kind": "closing",
            "company_id": self.own.id,
            "finding_id": self.one.id,
            "reason": "The papers were burnt",
            "evidence": "eA==",
            **values,
        }
        return self.env["committee.request"].with_user(self.supervisor).create(values)

    # ------------------------------------------------------------
    # WHO CLOSES
    # ------------------------------------------------------------

    def test_nobody_of_a_province_closes_or_opens_by_hand(self):
        """Case 1: a supervisor closed 14 of 14, and the country turned green."""
        self.assertGreater(len(self.late), 3)
        before = {name: self._overview()[name] for name in FIGURES}
        everybody = self.provincial | self.national
        for user in everybody:
            for finding in self.late.with_user(user):
                self.assertFalse(finding.can_settle or finding.can_reopen)
                with self.assertRaisesRegex(UserError, "owner of the procedure"):
                    finding.action_settle(reason="بررسی شد", evidence=LETTER)
        self.assertEqual(set(self.late.mapped("state")), {"open"})
        self.assertEqual({name: self._overview()[name] for name in FIGURES}, before)
        self._settle_all()
        for user in everybody:
            with self.assertRaisesRegex(UserError, "owner of the procedure"):
                self.one.with_user(user).action_reopen(reason="No", evidence=LETTER)
        self.assertEqual(self.one.state, "closed")

    def test_closing_and_opening_need_a_reason_and_the_number_of_a_letter(self):
        mine = self.one.with_user(self.owner)
        with self.assertRaisesRegex(UserError, "Write the reason"):
            mine.action_settle(reason=" \u200c", evidence=LETTER)
        for evidence in (None, {}, {"number": " "}, {"number": 7}, ["x"], "x"):
            with self.assertRaisesRegex(UserError, "number of the letter.*3-2"):
                mine.action_settle(reason="Lost", evidence=evidence)
        self.assertEqual((mine.state, mine.settled_on), ("open", False))
        mine.action_settle(reason="Lost", evidence=PAPER)
        self.assertEqual(
            (mine.settle_number, mine.settle_scan_name), ("ش/۴", "evidence.pdf")
        )
        mine.action_reopen(reason="Found", evidence=LETTER)
        self.assertFalse(mine.settle_number or mine.settle_scan or mine.settle_reason)

    # ------------------------------------------------------------
    # FIGURES
    # ------------------------------------------------------------

    def test_what_was_closed_by_hand_is_not_met_in_the_overview(self):
        before = {name: self._overview()[name] for name in FIGURES}
        self.assertTrue(before["exception_count"] and before["days_late"])
        self._settle_all()
        row = self._overview()
        self.assertEqual({name: row[name] for name in FIGURES}, before)
        self.assertEqual(row.settled_count, len(self.late))
        self.assertNotIn(row.standing, ("clear",))
        standings = row.search([("settled_count", ">", 0)])
        self.assertEqual(standings, row)
        self.assertIn(row, row.search([("rule", "=", self.one.rule)]))
        # what is closed awaits no answer
        alarms = self.env["committee.finding"].search(
            [("company_id", "=", self.own.id), ("standing", "in", ALARMS)]
        )
        self.assertEqual(row.unanswered_count, len(alarms - self.late))

    def test_the_list_behind_the_overview_shows_as_many(self):
        self._settle_all()
        action = self._overview().action_open_findings()
        self.assertTrue(action["context"]["search_default_settled"])
        listed = self.env["committee.finding"].search(
            [
                ("company_id", "=", self.own.id),
                "|",
                ("is_settled", "=", True),
                "&",
                ("state", "=", "open"),
                ("standing", "in", ALARMS),
            ]
        )
        row = self._overview()
        shown = row.exception_count + row.policy_count + row.at_risk_count
        self.assertEqual(len(listed), shown)
        self.assertFalse(self.late.filtered("is_settled") - self.late)
        self.assertFalse(self.late & self.late.search([("is_settled", "=", False)]))

    def test_what_was_closed_by_hand_is_not_met_on_the_board(self):
        board = self.env["committee.finding"].with_user(self.national).board

        def counts():
            found = board(self.committee.id)["counts"]
            return {count["standing"]: count["count"] for count in found}

        before = counts()
        self.assertNotIn("settled", before)
        self._settle_all()
        self.assertEqual(counts(), {**before, "settled": len(self.late)})
        entries = [
            entry
            for clause in board(self.committee.id)["clauses"]
            for line in clause["lines"]
            for entry in line["entries"]
        ]
        closed = {entry["id"] for entry in entries if entry["settled"]}
        self.assertEqual(closed, set(self.late.ids))

    @freeze_time("2027-05-01 12:00:00")
    def test_what_was_closed_by_hand_is_not_met_for_the_committee(self):
        self._check("1406/02/11")
        gap = self._findings("meeting_gap") | self._findings("first_meeting")
        gap = gap.filtered(lambda f: f.standing == "overdue")
        self.assertTrue(gap)

        def figures():
            self.env.invalidate_all()
            row = self.env["committee.committee"].with_user(self.national).timeline()
            [own] = [
                r for r in row["rows"] if r.get("committee_id") == self.committee.id
            ]
            committee = self.committee
            return own, committee.cadence_standing, committee.next_due_on

        before = figures()
        self.assertIn(before[1], ("overdue", "national"))
        gap.with_user(self.owner).action_settle(reason="Lost", evidence=LETTER)
        self._check("1406/02/11")
        self.assertEqual(figures(), before)

    def test_the_digest_tells_how_many_were_closed_by_hand(self):
        self.one.with_user(self.owner).action_settle(reason="Lost", evidence=LETTER)
        notices = self.env["committee.finding.notice"]
        with freeze_time("2026-11-29 12:00:00"):  # after a digest of a Saturday
            self.env.cr.execute(
                """UPDATE committee_finding_notice
                      SET noted_at = noted_at - '9d'::interval"""
            )
            self.env.invalidate_all()
            preview = notices._preview()
        self.assertRegex(
            " ".join(preview.split()),
            r"closed by hand[^<]*|Closed by hand[^<]*not met: 1",
        )
        self.assertIn("Closed by hand by the owner of the procedure", preview)

    def test_what_a_fact_mends_later_is_met(self):
        self._settle_all()
        self.env.cr.execute(
            "UPDATE committee_finding SET standing = 'met' WHERE id = %s", [self.one.id]
        )
        self.env.invalidate_all()
        self.assertFalse(self.one.is_settled)
        self.assertEqual(self._overview().settled_count, len(self.late) - 1)

    # ------------------------------------------------------------
    # REQUESTS
    # ------------------------------------------------------------

    def test_a_province_asks_and_the_owner_closes(self):
        self.one.with_user(self.supervisor).action_ask_closing(
            reason="The papers were burnt", evidence=PAPER
        )
        request = self.one.request_ids
        self.assertEqual(
            (request.state, request.asked_by_id, request.evidence_number),
            ("asked", self.supervisor, "ش/۴"),
        )
        self.assertEqual(request.decide_by, day("1405/09/16"))
        self.assertEqual(self.one.state, "open")
        for user in self.provincial | self.national:
            with self.assertRaisesRegex(UserError, "owner of the procedure"):
                request.with_user(user).action_grant(reason="Yes", evidence=LETTER)
        with self.assertRaisesRegex(UserError, "number of the letter"):
            request.with_user(self.owner).action_grant(reason="Yes")
        self.assertEqual((request.state, self.one.state), ("asked", "open"))
        request.with_user(self.owner).action_grant(reason="So be it", evidence=LETTER)
        self.assertEqual(
            (request.state, request.decision_number, request.decided_by_id),
            ("granted", "د/۹", self.owner),
        )
        self.assertEqual(
            (self.one.state, self.one.settle_reason, self.one.settle_number),
            ("closed", "So be it", "د/۹"),
        )

    def test_a_refused_request_closes_nothing(self):
        request = self._request()
        request.action_ask()
        with self.assertRaisesRegex(UserError, "reason"):
            request.with_user(self.owner).action_refuse()
        request.with_user(self.owner).action_refuse(reason="Record them again")
        self.assertEqual((request.state, self.one.state), ("refused", "open"))
        self.assertEqual(request.with_user(self.officer).decision, "Record them again")
        request = self._request()
        request.action_ask()
        request.with_user(self.secretary).action_withdraw()
        self.assertEqual((request.state, self.one.state), ("withdrawn", "open"))

    def test_a_request_has_a_reason_and_evidence_and_is_made_once(self):
        with self.assertRaisesRegex(UserError, "a file that shows it.*3-2"):
            self._request(evidence=False).action_ask()
        self.one.with_user(self.secretary).action_ask_closing(
            reason="Burnt", evidence=PAPER
        )
        with self.assertRaisesRegex(UserError, "waits for the owner.*withdraw"):
            self._request().action_ask()
        with self.assertRaisesRegex(UserError, "waits for the owner"):
            self.one.with_user(self.national).action_ask_closing(
                reason="Burnt", evidence=PAPER
            )
        other = (self.late - self.one)[:1]
        with self.assertRaisesRegex(UserError, "Write the reason"):
            other.with_user(self.secretary).action_ask_closing()
        self.assertEqual(len(self.one.request_ids.filtered("asked_on")), 1)
        foreign = self.env["committee.request"].with_user(self.foreign_secretary)
        with self.assertRaises(AccessError):
            foreign.create(
                {
                    "kind": "closing",
                    "company_id": self.foreign.id,
                    "finding_id": self.one.id,
                    "reason": "x",
                }
            )
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                self._request(rule="minutes").flush_recordset()

    def test_what_is_not_late_is_not_asked_to_be_closed(self):
        met = self.env["committee.finding"].search(
            [("company_id", "=", self.own.id), ("standing", "in", ("met", "due"))]
        )
        self.assertTrue(met)
        for finding in met:
            with self.assertRaises(UserError):
                self._request(finding_id=finding.id).action_ask()
            with self.assertRaises(UserError):
                finding.with_user(self.supervisor).action_ask_closing(
                    reason="x", evidence=PAPER
                )

    def test_a_request_for_an_exemption_becomes_one(self):
        request = self._request(
            kind="exemption",
            finding_id=False,
            rule=self.one.rule,
            date_from=day("1405/04/01"),
        )
        request.action_ask()
        request.with_user(self.owner).action_grant(reason="Granted", evidence=LETTER)
        exemption = request.exemption_id
        self.assertEqual(
            (exemption.state, exemption.rule, exemption.company_id),
            ("granted", self.one.rule, self.own),
        )
        self.assertEqual(
            (exemption.date_from, exemption.letter_number, exemption.letter_date),
            (day("1405/04/01"), "د/۹", jalali.today()),
        )
        self.assertEqual(self.one.standing, "exempt")
        bare = self._request(kind="exemption", finding_id=False)
        with self.assertRaisesRegex(UserError, "choose the obligation.*4-4-2"):
            bare.action_ask()

    def test_what_waits_too_long_stands_on_the_list_and_the_overview(self):
        request = self._request()
        request.action_ask()
        self.assertEqual(self._overview().request_count, 1)
        waits = self.env["committee.request"].with_user(self.owner)
        with freeze_time("2026-12-07 12:00:00"):  # the day itself
            self.assertFalse(waits.search([("is_late", "=", True)]))
            self.assertEqual(self._overview().late_request_count, 0)
        with freeze_time("2026-12-08 12:00:00"):
            self.env.invalidate_all()
            self.assertEqual(waits.search([("is_late", "=", True)]), request)
            self.assertTrue(request.is_late)
            self.assertEqual(self._overview().late_request_count, 1)
        work = self.env["committee.work"].with_user(self.owner).today()
        rows = [row for row in work["rows"] if row["code"] == "decide_request"]
        self.assertEqual([row["until"] for row in rows], ["2026-12-07"])
        request.with_user(self.owner).action_refuse(reason="No")
        self.assertEqual(self._overview().request_count, 0)

    def test_a_decision_does_not_come_before_its_request(self):
        request = self._request()
        request.action_ask()
        before = jalali.today() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "is not decided before"):
            with on_day(before):
                request.with_user(self.owner).action_refuse(reason="No")

    # ------------------------------------------------------------
    # UPGRADE
    # ------------------------------------------------------------

    def _upgrade(self, name):
        path = file_path(f"cluster_committee/migrations/19.0.3.0.0/{name}.py")
        self.env.flush_all()
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.2.0.0")
        self.env.invalidate_all()

    def test_what_a_province_had_closed_itself_is_open_after_the_upgrade(self):
        closed = {
            "state": "closed",
            "settled_on": day("1405/08/01"),
            "closed_on": day("1405/08/01"),
            "settled_by_id": self.supervisor.id,
            "settle_reason": "بررسی شد",
        }
        self.one._permitted(closed).write(closed)
        other = (self.late - self.one)[:1]
        other.with_user(self.owner).action_settle(reason="Lost", evidence=LETTER)
        self._upgrade("post-closing")
        self.assertEqual((self.one.state, self.one.settled_on), ("open", False))
        request = self.one.request_ids
        self.assertEqual(
            (request.state, request.reason, request.asked_by_id, request.asked_on),
            ("asked", "بررسی شد", self.supervisor, jalali.today()),
        )
        act = self.env["workflow.act"].search(
            [("res_model", "=", self.one._name), ("res_id", "=", self.one.id)]
        )[:1]
        self.assertEqual((act.verb, act.state_to), ("reopen", "open"))
        self.assertIn("متولی دستورالعمل", act.reason)
        self.assertEqual(other.state, "closed")  # what the owner closed stays

    def test_the_log_begins_with_the_upgrade(self):
        changes = self.env["committee.finding.change"]
        self.env.cr.execute("DELETE FROM committee_finding_change")
        self._upgrade("post-log")
        self._upgrade("post-log")
        said = {change.finding_id: change.standing_to for change in changes.search([])}
        findings = self.env["committee.finding"].search([])
        self.assertEqual(said, {finding: finding.standing for finding in findings})
        self.assertEqual(changes.search_count([]), len(findings))
        known = {
            row["id"]: row["standing"]
            for row in changes._known_on(jalali.today(), self.own)
        }
        own = findings.filtered(lambda f: f.company_id == self.own)
        shown = own.filtered(lambda f: f.standing != "not_applicable")
        self.assertEqual(known, {finding.id: finding.standing for finding in shown})
