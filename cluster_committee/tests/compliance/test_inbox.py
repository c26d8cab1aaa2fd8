from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from ...compliance.findings.finding_inbox import LAST_DAYS
from ..common import TODAY, day
from ..screens.screens import LATIN, ScreensCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInbox(ScreensCase):
    """What awaits a person, and how many of it there is."""

    def _count(self, user):
        return self.env["committee.finding"].with_user(user).alarm_count()

    def _alarms_told_to(self, user):
        return self.env["committee.finding"].search(
            [
                ("state", "=", "open"),
                ("standing", "in", ("at_risk", "overdue", "unachievable", "missed")),
                ("notice_ids.user_id", "=", user.id),
            ]
        )

    # ------------------------------------------------------------
    # COUNTER
    # ------------------------------------------------------------

    def test_each_counts_what_he_was_told(self):
        for user in (self.officer, self.supervisor, self.secretary, self.national):
            with self.subTest(user=user.login):
                told = self._alarms_told_to(user)
                self.assertTrue(told)
                self.assertEqual(self._count(user), len(told))
        self.assertNotEqual(self._count(self.officer), self._count(self.supervisor))
        foreign = self._alarms_told_to(self.foreign_officer)
        self.assertEqual(foreign.company_id, self.foreign)
        self.assertEqual(self._count(self.foreign_officer), len(foreign))

    def test_what_is_mended_or_closed_by_hand_is_counted_no_more(self):
        before = self._count(self.supervisor)
        late = self._findings("minutes").filtered(lambda f: f.standing == "overdue")
        late.with_user(self.owner).action_settle(
            reason="The papers were lost", evidence={"number": "د/۹"}
        )
        self.assertEqual(self._count(self.supervisor), before - 1)

    def test_who_reads_no_findings_is_not_asked_again(self):
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        self.assertIs(self._count(stranger), False)
        with self.assertRaises(AccessError):
            self.env["committee.finding"].with_user(stranger).search([])

    def test_counting_is_one_query(self):
        self._count(self.officer)
        self.env.flush_all()
        self.env.invalidate_all()
        self._count(self.officer)  # knows the rights of the user again
        self.assertEqual(self._queries_of(lambda: self._count(self.officer)), 1)

    def _queries_of(self, ask):
        before = self.env.cr.sql_log_count
        ask()
        return self.env.cr.sql_log_count - before

    # ------------------------------------------------------------
    # CLAUSES AND LEVELS
    # ------------------------------------------------------------

    def test_a_clause_is_named_by_number_and_title(self):
        for env in (self._persian(self.officer), self.env(user=self.officer)):
            findings = env["committee.finding"]
            groups = findings.formatted_read_group([], ["clause"], ["__count"])
            labels = dict(findings.fields_get(["clause"])["clause"]["selection"])
            self.assertTrue(groups)
            for group in groups:
                self.assertNotRegex(labels[group["clause"]], r"C\d|N\d|-[a-d]\b")
        self.assertEqual(labels["C4-4-2b"], "4-4-2: Number and interval of meetings")
        persian = self._persian(self.officer)["committee.finding"]
        labels = dict(persian.fields_get(["clause"])["clause"]["selection"])
        self.assertFalse([label for label in labels.values() if LATIN.search(label)])

    def test_a_clause_that_no_title_is_known_for_is_named_by_its_text(self):
        engine = self.env["committee.engine"]
        clause = self.committee.edition_id.clause_ids.filtered(
            lambda c: c.code == "C4-3-1"
        )
        words = engine._clause_words("C4-3-1", clause)
        self.assertTrue(words["label"].startswith("4-3-1: اجرای منویات"))
        self.assertTrue(words["label"].endswith("…"))
        self.assertEqual(engine._clause_words("X9", None)["label"], "X9")

    def test_levels_of_notices_are_words(self):
        notice = self.env["committee.finding.notice"].search(
            [("user_id", "=", self.supervisor.id)], limit=1
        )
        self.assertEqual(notice.level_name, str(notice.level))
        labels = dict(notice._fields["level_name"]._description_selection(self.env))
        self.assertEqual(labels[notice.level_name], "Small-industries deputy")

    def test_the_standing_on_a_day_names_clauses_alike(self):
        wizard = (
            self._persian(self.national)["committee.standing"]
            .with_user(self.national)
            .create({"day": day("1405/09/02"), "with_met": True})
        )
        wizard.action_show()
        self.assertTrue(wizard.line_ids)
        for line in wizard.line_ids:
            self.assertFalse(LATIN.search(line.clause_label), line.clause_label)

    def test_inner_groups_open_where_asked(self):
        findings = self.env["committee.finding"].with_user(self.officer)
        for unfold in (False, True):
            opened = findings.with_context(committee_unfold=unfold).web_read_group(
                [], ["clause", "level"], auto_unfold=True
            )
            inner = opened["groups"][0]["__groups"]["groups"]
            self.assertEqual(all("__records" in group for group in inner), unfold)

    # ------------------------------------------------------------
    # HOW LATE
    # ------------------------------------------------------------

    def test_groups_filters_and_fields_agree_on_how_late(self):
        found = set()
        for on in ("1405/08/10", "1405/09/02", "1405/11/12"):
            with freeze_time(f"{day(on)} 08:00:00"):
                self._check(on)
                found |= self._assert_ages_agree()
        self.assertEqual(found, {*LAST_DAYS, False})

    def test_the_classes_meet_at_their_ends(self):
        late = {0: False, 1: "30", 30: "30", 31: "90", 90: "90", 91: "more"}
        findings = self.env["committee.finding"]
        self.assertEqual({days: findings._age_of(days) for days in late}, late)
        finding = self._findings("minutes").filtered(lambda f: f.standing == "overdue")
        for days, age in late.items():
            due = day("1405/09/02") - timedelta(days=days)
            self.env.cr.execute(
                "UPDATE committee_finding SET due_on = %s, late_from = %s"
                " WHERE id = %s",
                [due, due, finding.id],
            )
            self.env.invalidate_all()
            own = [("id", "=", finding.id)]
            self.assertEqual(finding.age, age)
            self.assertEqual(findings._read_group(own, ["age"]), [(age,)])
            self.assertTrue(findings.search([*own, ("age", "=", age)]))

    def _assert_ages_agree(self):
        findings = self.env["committee.finding"]
        groups = dict(findings._read_group([], ["age"], ["id:recordset"]))
        for age, grouped in groups.items():
            self.assertEqual(findings.search([("age", "=", age)]), grouped.sorted())
            self.assertEqual(set(grouped.mapped("age")), {age})
            first, last = LAST_DAYS.get(age) or (0, None)
            for finding in grouped if age else ():
                self.assertGreaterEqual(finding.days_late, first)
                self.assertLessEqual(finding.days_late, last or finding.days_late)
        return set(groups)

    def test_findings_are_grouped_by_province(self):
        findings = self.env["committee.finding"].with_user(self.national)
        groups = findings.formatted_read_group(
            [("company_id", "in", (self.own | self.foreign).ids)],
            ["province_id"],
            ["__count"],
        )
        names = {group["province_id"][1] for group in groups}
        self.assertEqual(
            names, set((self.own | self.foreign).province_id.mapped("name"))
        )

    # ------------------------------------------------------------
    # WHO REACHES WHAT
    # ------------------------------------------------------------

    def test_the_national_overview_is_for_the_national_office(self):
        overview = self.env.ref("cluster_committee.committee_finding_menu_national")
        inbox = self.env.ref("cluster_committee.committee_finding_menu")
        for user in (self.national, self.owner):
            self.assertIn(overview.id, self._menus(user))
            self.assertNotIn(inbox.id, self._menus(user))
        own = self.env.ref("cluster_committee.committee_finding_menu_own")
        for user in (self.officer, self.supervisor, self.secretary, self.chair):
            menus = self._menus(user)
            self.assertNotIn(overview.id, menus)
            # the chair begins with what was told to him
            theirs = {own.id} if user == self.chair else {inbox.id}
            self.assertEqual({own.id, inbox.id} & set(menus), theirs)
        nation = self.env.ref("cluster_committee.group_committee_national")
        action = self.env.ref("cluster_committee.committee_finding_action_national")
        self.assertEqual(action.group_ids, nation)

    def _menus(self, user):
        return self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()

    def test_a_province_finds_its_own_only(self):
        seen = self.env["committee.finding"].with_user(self.officer).search([])
        self.assertEqual(seen.company_id, self.own)
        everywhere = self.env["committee.finding"].with_user(self.national).search([])
        self.assertLessEqual(self.own | self.foreign, everywhere.company_id)
