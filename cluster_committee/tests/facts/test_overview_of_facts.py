from datetime import timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY
from .given_facts import GivenFactsCase, at

# a finding, and what it adds to the figures of its province
COUNTED = [
    ({}, "exception unanswered"),
    ({"standing": "missed"}, "exception unanswered"),
    ({"standing": "unachievable"}, "exception unanswered"),
    ({"nature": "policy"}, "policy unanswered"),
    ({"nature": "policy", "standing": "missed"}, "policy unanswered"),
    ({"standing": "at_risk"}, "at_risk unanswered"),
    ({"nature": "policy", "standing": "at_risk"}, "at_risk unanswered"),
    ({"standing": "due"}, ""),
    ({"standing": "exempt"}, "exempt"),
    ({"standing": "exempt", "state": "closed"}, ""),
    ({"standing": "met"}, ""),
    ({"acknowledged_on": at(0)}, "exception"),
    ({"standing": "at_risk", "acknowledged_on": at(0)}, "at_risk"),
    # closed by a fact, and closed by hand
    ({"state": "closed"}, ""),
    ({"state": "closed", "settled_on": at(0)}, "exception settled"),
    ({"state": "closed", "settled_on": at(0), "nature": "policy"}, "policy settled"),
    (
        {"state": "closed", "settled_on": at(0), "standing": "at_risk"},
        "at_risk settled",
    ),
    ({"state": "closed", "settled_on": at(0), "standing": "met"}, ""),
    ({"state": "closed", "settled_on": at(0), "standing": "exempt"}, "exempt"),
]
FIGURES = (
    "exception policy at_risk exempt unanswered settled request late_request open_scan"
    " late_entry past_entry awaiting_proof"
).split()


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestOverviewOfFacts(GivenFactsCase):
    """What the row of a province says of given findings and papers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = jalali.today()

    def _rows(self):
        """[row of the overview]"""
        standings = self.env["committee.province.standing"]
        return self.env.execute_query_dict(
            SQL("SELECT * FROM (%s) q ORDER BY id", standings._table_query)
        )

    def _row(self, company=None):
        company = company or self.own
        [row] = [row for row in self._rows() if row["company_id"] == company.id]
        return row

    def _told(self):
        """The figures that are not zero, by name."""
        row = self._row()
        counted = [name for name in FIGURES for _one in range(row[f"{name}_count"])]
        return " ".join(counted)

    def _told_of(self, make, *given, **values):
        """The figures once a row is made, which is gone again afterwards."""
        with self.env.cr.savepoint() as savepoint:
            make(*given, **values)
            told = self._told()
            savepoint.rollback()
        return told

    # ------------------------------------------------------------
    # FINDINGS
    # ------------------------------------------------------------

    def test_what_each_finding_adds(self):
        self.assertEqual(self._told(), "")
        self._finding(2, company_id=self.foreign.id)
        for values, told in COUNTED:
            with self.subTest(values=values):
                self.assertEqual(self._told_of(self._finding, **values), told)
        self.assertEqual(self._row(self.foreign)["exception_count"], 1)

    def test_the_gravest_stands_there(self):
        self.assertEqual(self._row()["standing"], "clear")
        for number, (values, told) in enumerate(
            (
                ({"standing": "exempt"}, "clear"),
                ({"standing": "at_risk"}, "at_risk"),
                ({"nature": "policy"}, "policy"),
                ({}, "exception"),
            )
        ):
            self._finding(number, **values)
            self.assertEqual(self._row()["standing"], told)

    def test_the_longest_delay_and_the_highest_level(self):
        def ago(days):
            return self.today - timedelta(days=days)

        row = self._row()
        self.assertEqual((row["days_late"], row["level"]), (0, None))
        for number, (days, level, values, told) in enumerate(
            (
                (30, "4", {"standing": "exempt"}, (0, None)),
                (30, "0", {"standing": "at_risk"}, (0, "0")),
                (-9, "1", {"standing": "unachievable"}, (0, "1")),
                (5, "3", {}, (5, "3")),
                (9, "2", {"nature": "policy"}, (9, "3")),
                (30, "4", {"state": "closed"}, (9, "3")),
                (12, "4", {"state": "closed", "settled_on": ago(1)}, (12, "4")),
            )
        ):
            self._finding(number, late_from=ago(days), level=level, **values)
            row = self._row()
            self.assertEqual((row["days_late"], row["level"]), told)

    # ------------------------------------------------------------
    # REQUESTS
    # ------------------------------------------------------------

    def _requested(self, state, days):
        self._insert(
            "committee_request",
            company_id=self.own.id,
            kind="exemption",
            state=state,
            reason="A reason",
            decide_by=self.today + timedelta(days=days),
        )

    def test_what_is_undecided(self):
        for state, days, told in (
            ("asked", 0, "request"),
            ("asked", -1, "request late_request"),
            ("refused", -1, ""),
            ("granted", -1, ""),
            ("draft", -1, ""),
        ):
            with self.subTest(state=state, days=days):
                self.assertEqual(self._told_of(self._requested, state, days), told)

    def test_what_a_province_elsewhere_asks(self):
        standings = type(self.env["committee.province.standing"])
        [here] = self.own.province_id
        states = self.env["res.country.state"].search([("iso_code", "!=", False)])
        companies = self.env["res.company"].search([])
        [there, other, *_more] = states - companies.province_id
        asked = SQL(
            "SELECT NULL::int AS company_id, p AS province_id, d AS decide_by"
            " FROM unnest(%s::int[], %s::date[]) AS q(p, d)"
            " UNION ALL SELECT %s, %s, %s",
            [there.id, there.id],
            [self.today, self.today - timedelta(days=1)],
            self.own.id,
            other.id,
            self.today,
        )
        with patch.object(standings, "_requests_query", lambda self: asked):
            rows = {row["province_id"]: row for row in self._rows()}
        counts = ("is_here", "standing", "request_count", "late_request_count")
        for province, told in (
            (there, (False, "elsewhere", 2, 1)),
            (other, (False, "elsewhere", 0, 0)),
            (here, (True, "clear", 1, 0)),
        ):
            row = rows[province.id]
            self.assertEqual(tuple(row[name] for name in counts), told)
        self.assertEqual(len({row["id"] for row in rows.values()}), len(rows))

    # ------------------------------------------------------------
    # PAPERS
    # ------------------------------------------------------------

    def _letter(self, **values):
        values = {
            "committee_id": self.committee,
            "company_id": self.own.id,
            "kind": "dispatch",
            "secrecy": "normal",
            "urgency": "normal",
            "state": "issued",
            "number": "1",
            "letter_date": at(0),
            **values,
        }
        return self._insert("committee_letter", **values)

    def _meeting(self, **values):
        values = {
            "committee_id": self.committee,
            "company_id": self.own.id,
            "kind": "provincial",
            "meeting_type": "regular",
            "state": "held",
            "date_start": at(0),
            "held_on": at(0),
            **values,
        }
        return self._insert("committee_meeting", **values)

    def test_what_was_entered_late(self):
        late = {"is_entered_late": True}
        for make, values, told in (
            (self._meeting, {"late_entry_days": 3}, ""),
            (self._meeting, {**late, "late_entry_days": 1}, "late_entry"),
            (self._meeting, {**late, "late_entry_days": 0}, "past_entry"),
            (
                self._meeting,
                {**late, "late_entry_days": 1, "awaits_proof": True},
                "late_entry awaiting_proof",
            ),
            (self._letter, {"late_entry_days": 3, "awaits_proof": True}, ""),
            (
                self._letter,
                {**late, "late_entry_days": 1, "receipt_lag_days": 0},
                "late_entry",
            ),
            (
                self._letter,
                {**late, "late_entry_days": 0, "receipt_lag_days": 1},
                "late_entry",
            ),
            (
                self._letter,
                {**late, "late_entry_days": 0, "receipt_lag_days": 0},
                "past_entry",
            ),
            *(
                (
                    self._letter,
                    {
                        **late,
                        "late_entry_days": 1,
                        "receipt_lag_days": 0,
                        "awaits_proof": True,
                        "kind": kind,
                    },
                    f"late_entry{waits}",
                )
                for kind, waits in (
                    ("dispatch", " awaiting_proof"),
                    ("national_copy", " awaiting_proof"),
                    ("invitation", ""),
                )
            ),
            (self._contribution, {"late_entry_days": 3}, ""),
            (self._contribution, {**late, "late_entry_days": 1}, "late_entry"),
            (self._contribution, {**late, "late_entry_days": 0}, "past_entry"),
        ):
            with self.subTest(of=make.__name__, values=values):
                self.assertEqual(self._told_of(make, **values), told)

    def _contribution(self, **values):
        share = self._create_plan("approved")._project_shares()[0]
        given = self._create_contribution(share, amount=1)
        self.env.flush_all()
        names = ", ".join(f"{name} = %s" for name in values)
        self.env.cr.execute(
            f"UPDATE business_cluster_contribution SET {names} WHERE id = %s",
            [*values.values(), given.id],
        )

    def _reported(self, state, *papers):
        """The part of a resolution, with a report and the files of it."""
        resolution = self._insert(
            "committee_resolution", meeting_id=self._meeting(), name="To do it"
        )
        task = self._insert(
            "committee_resolution_task",
            resolution_id=resolution,
            company_id=self.own.id,
            partner_id=self.own.partner_id.id,
            role="responsible",
            state=state,
            done_on=at(0) if state == "done" else None,
        )
        report = self._insert(
            "committee_resolution_report",
            task_id=task,
            percent=100,
            on=at(0),
            text="Done",
        )
        for paper in papers:
            paper = {
                "res_model": "committee.resolution.report",
                "res_id": report,
                "res_field": "document",
                **paper,
            }
            self._insert("ir_attachment", name="A file", type="binary", **paper)

    def test_what_has_no_scan(self):
        def delegated(missing):
            people = self.env["res.users"].search([], limit=2).partner_id
            self._insert(
                "committee_delegation",
                committee_id=self.committee,
                company_id=self.own.id,
                delegator_id=people[0].id,
                partner_id=people[-1].id,
                kind="signing",
                state="draft",
                date_from=at(0),
                scan_missing=missing,
            )

        def signed(missing):
            self._insert(
                "committee_act_paper",
                act_id=self._acted("sign", 0),
                committee_id=self.committee,
                company_id=self.own.id,
                state="standing",
                on=at(0),
                scan_missing=missing,
            )

        for number, (make, told) in enumerate(
            (
                (lambda: self._letter(scan_missing=True), "open_scan"),
                (lambda: self._letter(scan_missing=False), ""),
                (lambda: self._letter(scan_missing=True, state="draft"), ""),
                (lambda: self._meeting(signed_scan_missing=True), "open_scan"),
                (lambda: self._meeting(signed_scan_missing=False), ""),
                (lambda: delegated(True), "open_scan"),
                (lambda: delegated(False), ""),
                (lambda: signed(True), "open_scan"),
                (lambda: signed(False), ""),
                (lambda: self._reported("done"), "open_scan"),
                (lambda: self._reported("open"), ""),
                (lambda: self._reported("done", {}), ""),
                (lambda: self._reported("done", {"res_field": "note"}), "open_scan"),
                (lambda: self._reported("done", {"res_id": 0}), "open_scan"),
                (
                    lambda: self._reported("done", {"res_model": "committee.meeting"}),
                    "open_scan",
                ),
            )
        ):
            with self.subTest(number=number):
                self.assertEqual(self._told_of(make), told)

    # ------------------------------------------------------------
    # ROWS
    # ------------------------------------------------------------

    def test_which_rows_there_are(self):
        states = self.env["res.country.state"]
        provinces = states.search([("iso_code", "!=", False)])
        state = states.create(
            {
                "name": "No province",
                "code": "X",
                "country_id": self.env.ref("base.ir").id,
            }
        )
        self.env.flush_all()
        rows = self._rows()
        self.assertNotIn(state.id, [row["province_id"] for row in rows])
        self.assertEqual(len({row["id"] for row in rows}), len(rows))
        here = {row["province_id"] for row in rows if row["is_here"]} - {None}
        there = {row["province_id"] for row in rows if not row["is_here"]}
        self.assertFalse(here & there)
        self.assertEqual(here | there, set(provinces.ids))
        row = self._row()
        self.assertEqual(row["committee_id"], self.committee)
        self.assertEqual(
            row["province_sequence"], self.own.province_id.province_sequence
        )

    def test_a_row_leads_to_what_it_counts(self):
        self._finding()
        standings = self.env["committee.province.standing"]
        row = standings.search([("company_id", "=", self.own.id)])
        place = row.province_id.id
        self.assertEqual(
            row.action_open_findings()["context"],
            {
                "search_default_province_id": place,
                "search_default_alarms": 1,
                "search_default_settled": 1,
                "search_default_group_clause": 1,
                "committee_unfold": True,
                "max_number_opened_groups": 80,
            },
        )
        self.assertEqual(standings.search([("rule", "in", ["minutes"])]), row)
        elsewhere = standings.search([("standing", "=", "elsewhere")], limit=1)
        self.assertEqual(
            elsewhere.action_open_findings()["context"],
            {"search_default_province_id": elsewhere.province_id.id},
        )

    def test_a_committee_that_is_dissolved_stands_in_no_row(self):
        edition = self.env["committee.procedure.edition"].search([], limit=1)
        self._insert(
            "committee_committee",
            name="Its experts",
            kind="expert",
            state="active",
            parent_id=self.committee,
            company_id=self.own.id,
            edition_id=edition.id,
        )
        self.assertEqual(self._row()["committee_id"], self.committee)
        self.env.cr.execute(
            "UPDATE committee_committee SET state = 'dissolved', dissolved_on = %s"
            " WHERE id = %s",
            [at(0), self.committee],
        )
        self.assertEqual(self._row()["committee_id"], None)
