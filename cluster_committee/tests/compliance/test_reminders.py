from lxml import etree

from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from ..common import TODAY, day
from ..screens.screens import LATIN, ScreensCase

LATE = ("overdue", "unachievable", "missed")
ALARMING = ("danger", "warning")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestReminders(ScreensCase):
    """The chair stands outside of the organisation: its screens remind him, with the
    facts that all others are told plainly (9.4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["committee.engine"]._check(day("1405/09/02"))
        group = cls.env.ref("cluster_committee.group_committee_chair")
        cls.chairs_too = {
            user.login: user.copy(
                {
                    "login": f"chair too {user.login}",
                    "group_ids": [
                        Command.set((user.group_ids | group).ids),
                    ],
                }
            )
            for user in (cls.officer, cls.supervisor, cls.secretary, cls.national)
        }

    def _late(self, user, company=None):
        found = self.env["committee.finding"].with_user(user)
        return found.search(
            [
                ("company_id", "=", (company or self.own).id),
                ("standing", "in", LATE),
            ]
        )

    def _plain(self):
        everybody = (
            self.officer | self.supervisor | self.secretary | self.national | self.owner
        )
        return everybody | self.env["res.users"].union(*self.chairs_too.values())

    # ------------------------------------------------------------
    # WORDS AND COLOURS
    # ------------------------------------------------------------

    def test_the_chair_reads_no_exception_and_no_alarm(self):
        findings = self._late(self.chair)
        self.assertTrue(findings)
        laws = findings.filtered(lambda f: f.nature == "law")
        self.assertTrue(laws)
        self.assertEqual(set(laws.mapped("kind")), {"reminder"})
        self.assertEqual(set((findings - laws).mapped("kind")), {"policy"})
        self.assertEqual(set(findings.mapped("tone")), {"info"})
        everything = self.env["committee.finding"].with_user(self.chair).search([])
        self.assertFalse(set(everything.mapped("tone")) & set(ALARMING))
        self.assertNotIn("exception", everything.mapped("kind"))
        for finding in everything:
            self.assertNotRegex(finding.standing_text, "(?i)late|overdue|missed")
        [gap] = self._late(self.foreign_chair, self.foreign).filtered(
            lambda f: f.rule == "first_meeting"
        )
        self.assertEqual(gap.standing_text, "Was expected by 2026-08-29")

    def test_in_persian_he_is_reminded(self):
        env = self._persian(self.chair)
        findings = env["committee.finding"].browse(self._late(self.chair).ids)
        for finding in findings:
            self.assertFalse(LATIN.search(finding.standing_text))
            self.assertNotIn("دیرکرد", finding.standing_text)
        labels = dict(findings.fields_get(["kind"])["kind"]["selection"])
        self.assertEqual(labels["reminder"], "یادآوری")
        said = set(findings.mapped("standing_text"))
        late = self._findings("minutes").filtered(lambda f: f.standing == "overdue")
        self.assertIn(f"انتظار می‌رفت تا {findings._day_phrase(late.due_on)}", said)

    def test_all_others_are_told_plainly(self):
        for user in self._plain():
            with self.subTest(user=user.login):
                findings = self._late(user)
                laws = findings.filtered(lambda f: f.nature == "law")
                self.assertEqual(set(laws.mapped("kind")), {"exception"})
                self.assertEqual(set(findings.mapped("tone")), {"danger"})
                late = findings.filtered(lambda f: f.rule == "minutes")
                self.assertEqual(late.standing_text, f"{late.days_late} days overdue")

    def test_the_facts_are_the_same_for_all(self):
        names = "standing due_on met_on days_late level nature state".split()
        chair = self._late(self.chair)
        self.assertEqual(chair.read(names), self._late(self.supervisor).read(names))

    def test_one_cache_holds_both(self):
        """What was computed for one reader is not shown to the other."""
        late = self._late(self.supervisor)[:1]
        plainly = late.standing_text
        reminded = late.with_user(self.chair).standing_text
        self.assertNotEqual(plainly, reminded)
        self.assertEqual(late.standing_text, plainly)
        self.assertEqual(late.tone, "danger")
        self.assertEqual(late.with_user(self.chair).tone, "info")

    # ------------------------------------------------------------
    # INBOX AND COUNTER
    # ------------------------------------------------------------

    def test_his_inbox_holds_what_reached_him(self):
        notice = self.env["committee.finding.notice"]
        mine = [("user_id", "=", self.chair.id)]
        told = notice.search(mine).finding_id
        self.assertTrue(told)
        other = self._late(self.env.user) - told
        self.assertTrue(other)
        # from the days when he was an officer
        notice._permitted_create(
            [
                {
                    "finding_id": other[0].id,
                    "company_id": self.own.id,
                    "level": 0,
                    "user_id": self.chair.id,
                }
            ]
        )
        findings = self.env["committee.finding"].with_user(self.chair)
        shown = findings.search(self._default_domain())
        self.assertEqual(shown.sudo(), told.filtered_domain(findings._alarm_domain()))
        self.assertEqual(findings.alarm_count(), len(shown))
        self.assertEqual(findings.alarms(), {"count": len(shown), "reminds": True})

    def _default_domain(self):
        """What the filters ask that his inbox begins with."""
        action = self.env.ref("cluster_committee.committee_finding_action_own")
        arch = self.env["committee.finding"].get_view(
            action.search_view_id.id, "search"
        )["arch"]
        names = [
            name.removeprefix("search_default_")
            for name in safe_eval(action.context)
            if name.startswith("search_default_")
        ]
        domain = []
        for one in etree.fromstring(arch).iter("filter"):
            if one.get("name") in names and one.get("domain"):
                domain += safe_eval(one.get("domain"), {"uid": self.chair.id})
        return domain

    def test_the_counter_of_others_alarms(self):
        for user in self._plain():
            self.assertFalse(
                self.env["committee.finding"].with_user(user).alarms()["reminds"]
            )

    def test_his_search_offers_no_words_of_alarm(self):
        action = self.env.ref("cluster_committee.committee_finding_action_own")
        names = {
            one.get("name")
            for one in etree.fromstring(action.search_view_id.arch).iter("filter")
        }
        self.assertFalse(names & {"law", "overdue", "age_30", "age_90", "age_more"})

    # ------------------------------------------------------------
    # BOARD AND MY WORK
    # ------------------------------------------------------------

    def test_his_board_is_calm(self):
        def tones(user):
            findings = self.env["committee.finding"].with_user(user)
            board = findings.board(self.committee.id)
            lines = [line for c in board["clauses"] for line in c["lines"]]
            entries = [entry for line in lines for entry in line["entries"]]
            return board, {one["tone"] for one in lines + entries + board["counts"]}

        board, calm = tones(self.chair)
        self.assertFalse(calm & set(ALARMING))
        labels = [count["label"] for count in board["counts"]]
        self.assertEqual(labels.count("Reminder"), 1)
        self.assertNotIn("Overdue", labels)
        kinds = {line["kind"] for c in board["clauses"] for line in c["lines"]}
        self.assertNotIn("exception", kinds)
        board, plain = tones(self.supervisor)
        self.assertIn("danger", plain)
        self.assertIn("Overdue", [count["label"] for count in board["counts"]])

    def test_his_work_is_a_reminder(self):
        work = self.env["committee.work"]
        self.assertTrue(work.with_user(self.chair).today()["reminds"])
        for user in self._plain():
            self.assertFalse(work.with_user(user).today()["reminds"])

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    def test_a_late_meeting_is_a_reminder_to_him(self):
        chair = self.elsewhere.with_user(self.foreign_chair)
        self.assertIn(chair.cadence_standing, ("overdue", "national"))
        self.assertTrue(chair.only_reminds)
        self.assertEqual(chair.days_left_text, "Was expected by 2026-08-29")
        for user in (self.foreign_officer, self.foreign_secretary, self.national):
            plain = self.elsewhere.with_user(user)
            self.assertFalse(plain.only_reminds)
            self.assertEqual(plain.days_left_text, f"{-plain.days_left} days late")
            self.assertFalse(plain.browse().timeline()["reminds"])
        self.assertTrue(chair.browse().timeline()["reminds"])
