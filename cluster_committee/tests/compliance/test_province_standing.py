from datetime import timedelta

from lxml import etree

from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from ..common import TODAY, day
from ..screens.screens import ScreensCase

LATE = ("overdue", "unachievable", "missed")
COUNTS = (
    "exception_count policy_count at_risk_count exempt_count unanswered_count"
).split()


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestProvinceStanding(ScreensCase):
    """How the provinces stand, in one line each, for the national office."""

    def _rows(self, domain=(), **options):
        self.env.flush_all()
        self.env.invalidate_all()
        standings = self.env["committee.province.standing"].with_user(self.national)
        return standings.search(list(domain), **options)

    def _row(self, company):
        [row] = self._rows([("company_id", "=", company.id)])
        return row

    def _open(self, company):
        return self.env["committee.finding"].search(
            [("company_id", "=", company.id), ("state", "=", "open")]
        )

    def _close_all(self, company):
        self.env.cr.execute(
            "UPDATE committee_finding SET state = 'closed' WHERE company_id = %s",
            [company.id],
        )

    # ------------------------------------------------------------
    # ROWS
    # ------------------------------------------------------------

    def test_each_province_has_one_row(self):
        provinces = self.env["res.country.state"].search([("iso_code", "!=", False)])
        rows = self._rows()
        self.assertEqual(rows.province_id, provinces)
        self.assertEqual(len(rows), len(provinces))
        here = rows.filtered("is_here")
        companies = self.env["res.company"].search([("province_id", "!=", False)])
        self.assertEqual(here.company_id.sudo(), companies)
        self.assertEqual(set((rows - here).mapped("standing")), {"elsewhere"})
        self.assertFalse((rows - here).company_id)

    def test_the_national_office_is_no_province(self):
        self.office.is_national_office = True
        self.office.monitoring_start_date = day("1405/01/01")
        self.assertNotIn(self.office.id, self._rows().company_id.ids)
        further = self.env["res.company"].create(
            {"name": "Without a province", "monitoring_start_date": day("1405/01/01")}
        )
        self.assertEqual(self._row(further).standing, "clear")
        archived = self._create_company("IR-01")
        self.assertEqual(self._row(archived).standing, "clear")
        archived.active = False
        [row] = self._rows([("province_id", "=", archived.province_id.id)])
        self.assertEqual(row.standing, "elsewhere")

    def test_a_row_counts_what_is_open(self):
        self._exempt("minutes", "1405/06/01", company=self.own)
        self._check("1405/09/02")
        late = self._open(self.foreign).filtered(lambda f: f.standing in LATE)
        late[0].with_user(self._supervisor_of(self.foreign)).action_acknowledge()
        for company in self.own | self.foreign:
            found = self._open(company)
            late = found.filtered(lambda f: f.standing in LATE)
            risky = found.filtered(lambda f: f.standing == "at_risk")
            row = self._row(company)
            expected = (
                len(late.filtered(lambda f: f.nature == "law")),
                len(late.filtered(lambda f: f.nature == "policy")),
                len(risky),
                len(found.filtered(lambda f: f.standing == "exempt")),
                len((late | risky).filtered(lambda f: not f.acknowledged_on)),
            )
            self.assertEqual(tuple(row[name] for name in COUNTS), expected)
            self.assertEqual(row.days_late, max(late.mapped("days_late")))
            levels = filter(None, (late | risky).mapped("level"))
            self.assertEqual(row.level, max(levels))
        self.assertTrue(self._row(self.own).exempt_count)
        foreign = self._row(self.foreign)
        self.assertTrue(foreign.exception_count and foreign.policy_count)
        self.assertLess(
            foreign.unanswered_count,
            foreign.exception_count + foreign.policy_count + foreign.at_risk_count,
        )

    def _supervisor_of(self, company):
        return self._create_user("supervisor", company)

    def test_a_row_tells_the_meetings(self):
        for committee in (self.committee, self.elsewhere):
            row = self._row(committee.company_id)
            self.assertEqual(row.committee_id.id, committee.id)
            self.assertEqual(row.last_held_on, committee.last_held_on)
            self.assertEqual(row.next_due_on, committee.next_due_on)
            self.assertEqual(row.cadence_standing, committee.cadence_standing)
        self.assertEqual(self._row(self.own).last_held_on, day("1405/06/16"))
        self.assertEqual(self._row(self.own).next_due_on, day("1405/12/16"))

    def test_the_gravest_of_what_is_open_stands_there(self):
        own = [("company_id", "=", self.own.id)]
        findings = self.env["committee.finding"].search(own)
        one = findings[0]

        def standing(nature, how, due):
            self._close_all(self.own)
            self.env.cr.execute(
                "UPDATE committee_finding SET state = 'open', nature = %s,"
                " standing = %s, due_on = %s, late_from = %s WHERE id = %s",
                [nature, how, due, due, one.id],
            )
            row = self._row(self.own)
            return row.standing, row.days_late

        today = day("1405/09/02")
        ago = today - timedelta(days=5)
        self.assertEqual(standing("law", "overdue", ago), ("exception", 5))
        self.assertEqual(standing("law", "missed", None), ("exception", 0))
        ahead = today + timedelta(days=9)
        self.assertEqual(standing("law", "unachievable", ahead), ("exception", 0))
        self.assertEqual(standing("policy", "overdue", ago), ("policy", 5))
        self.assertEqual(standing("policy", "at_risk", ago), ("at_risk", 0))
        self.assertEqual(standing("law", "due", ahead), ("clear", 0))
        self.assertEqual(standing("law", "exempt", ago), ("clear", 0))

    def test_a_province_with_nothing_open_says_so(self):
        self._close_all(self.own)
        row = self._row(self.own)
        self.assertEqual(row.standing, "clear")
        self.assertEqual([row[name] for name in COUNTS], [0] * len(COUNTS))
        self.assertFalse(row.level)
        labels = dict(
            self._persian(self.national)["committee.province.standing"].fields_get(
                ["standing"]
            )["standing"]["selection"]
        )
        self.assertEqual(labels["clear"], "بدون یافته باز")

    # ------------------------------------------------------------
    # ORDER AND SEARCH
    # ------------------------------------------------------------

    def test_most_exceptions_come_first_and_every_column_sorts(self):
        counts = self._rows().mapped("exception_count")
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertEqual(self._rows()[-1].standing, "elsewhere")
        for name in (*COUNTS, "days_late"):
            values = self._rows(order=f"{name} desc").mapped(name)
            self.assertEqual(values, sorted(values, reverse=True), name)

    def test_the_filters_find_what_they_say(self):
        self._close_all(self.own)
        self._enter_late()
        late = self._open(self.foreign).filtered(lambda f: f.standing in LATE)
        asking = late[1].with_user(self._supervisor_of(self.foreign))
        asking.action_ask_closing(reason="The papers were lost")
        waiting = {"decide_by": day("1405/09/01")}
        asking.request_ids._permitted(waiting).write(waiting)
        late[0].with_user(self.owner).action_settle(
            reason="The papers were lost", evidence={"number": "د/۹"}
        )
        expected = {
            "exceptions": lambda row: row.exception_count > 0,
            "national": lambda row: row.level == "4",
            "late": lambda row: row.days_late > 90,
            "unanswered": lambda row: row.unanswered_count > 0,
            "past_entries": lambda row: row.past_entry_count > 0,
            "awaits_proof": lambda row: row.awaiting_proof_count > 0,
            "settled": lambda row: row.settled_count > 0,
            "late_requests": lambda row: row.late_request_count > 0,
            "clear": lambda row: row.standing == "clear",
            "here": lambda row: row.is_here,
        }
        view = self.env.ref("cluster_committee.committee_province_standing_view_search")
        filters = etree.fromstring(view.arch).findall("filter")
        self.assertEqual({one.get("name") for one in filters}, set(expected))
        rows = self._rows()
        for one in filters:
            found = self._rows(safe_eval(one.get("domain")))
            self.assertEqual(found, rows.filtered(expected[one.get("name")]))
            self.assertTrue(found, one.get("name"))
            self.assertLess(len(found), len(rows))

    def _enter_late(self):
        """A meeting of one province as if it had been entered two months late."""
        held = self.env["committee.meeting"].search([("held_on", "!=", False)], limit=1)
        late = {"entered_on": held.held_on + timedelta(days=60)}
        held._permitted(late).write(late)
        self.env.flush_all()
        self.assertTrue(held.awaits_proof)
        # and a letter of it as if it had come in its first days
        self.env.cr.execute(
            "UPDATE committee_letter SET is_entered_late = TRUE, late_entry_days = 0,"
            " receipt_lag_days = 0 WHERE id = (SELECT max(id) FROM committee_letter"
            " WHERE company_id = %s)",
            held.company_id.ids,
        )
        self.env.invalidate_all()

    def test_provinces_are_found_by_clause_and_obligation(self):
        # the foreign province has held no meeting, the own one has
        [finding] = self._findings("first_meeting", self.foreign)
        self.assertEqual(finding.standing, "overdue")
        for name, value in (("rule", finding.rule), ("clause", finding.clause)):
            found = self._rows([(name, "=", value)])
            self.assertIn(self.foreign, found.company_id.sudo())
        found = self._rows([("rule", "=", "first_meeting")])
        self.assertEqual(found.company_id.sudo(), self.foreign)
        self._close_all(self.foreign)
        self.assertFalse(self._rows([("rule", "=", "first_meeting")]))

    # ------------------------------------------------------------
    # WHERE IT LEADS
    # ------------------------------------------------------------

    def test_a_row_leads_to_what_it_counts(self):
        action = self._row(self.foreign).action_open_findings()
        self.assertEqual(action["res_model"], "committee.finding")
        self.assertTrue(action["context"]["committee_unfold"])
        province = self.foreign.province_id
        self.assertEqual(action["context"]["search_default_province_id"], province.id)
        findings = self.env["committee.finding"].with_user(self.national)
        shown = findings.search(
            [*findings._alarm_domain(), ("province_id", "=", province.id)]
        )
        row = self._row(self.foreign)
        self.assertEqual(
            len(shown), row.exception_count + row.policy_count + row.at_risk_count
        )
        [elsewhere] = self._rows([("standing", "=", "elsewhere")], limit=1)
        self.assertEqual(
            elsewhere.action_open_findings()["res_model"], "committee.copy.inbox"
        )

    def test_all_findings_begin_unfolded(self):
        action = self.env.ref("cluster_committee.committee_finding_action_all")
        context = safe_eval(action.context)
        findings = self.env["committee.finding"].with_user(self.national)
        found = findings.with_context(**context).web_read_group(
            findings._alarm_domain(), ["province_id"], auto_unfold=True
        )
        self.assertGreater(len(found["groups"]), 1)
        for group in found["groups"]:
            self.assertEqual(len(group["__records"]), group["__count"])
        views = (
            self.env["committee.finding"]
            .with_user(self.national)
            .get_views([(view.view_id.id, view.view_mode) for view in action.view_ids])[
                "views"
            ]
        )
        self.assertIn('expand="1"', views["list"]["arch"])

    # ------------------------------------------------------------
    # QUERIES
    # ------------------------------------------------------------

    def test_queries_do_not_grow_with_provinces(self):
        shown = {
            name: {}
            for name in (*COUNTS, "standing", "days_late", "level", "last_held_on")
        }
        shown |= dict.fromkeys(
            ("province_id", "company_id", "committee_id"),
            {"fields": {"display_name": {}}},
        )
        standings = self.env["committee.province.standing"].with_user(self.national)

        def ask():
            return standings.web_search_read([], shown)

        ask()
        few = self._queries(ask)
        before = len(self._rows([("is_here", "=", True)]))
        for code in ("IR-01", "IR-02", "IR-04", "IR-05", "IR-06"):
            company = self._create_company(code)
            self.env["committee.engine"]._check(day("1405/09/02"), company)
        after = self._rows([("is_here", "=", True)])
        self.assertGreaterEqual(len(after), 2 * before)
        self.assertTrue(all(row.exception_count for row in after[:5]))
        ask()
        self.assertEqual(self._queries(ask), few)
