from datetime import timedelta

from odoo.tests import freeze_time, tagged

from .common import TODAY, CommitteeCase, day


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCadenceRule(CommitteeCase):
    """Who is due, who is late, and who hears of it: once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._create_meeting("held")
        cls.committee = cls.meeting.committee_id.sudo()
        cls.due = day("1405/12/16")

    def _run(self, on):
        self.env["committee.rule.cadence"]._run(on)
        self.env.invalidate_all()

    def _notices(self):
        """Of the meeting after the one that was held in time."""
        return self.env["committee.finding.notice"].search(
            [
                ("finding_id.committee_id", "=", self.committee.id),
                ("finding_id.anchor", "=", self.due),
            ]
        )

    def _told(self):
        return sorted((n.level, n.user_id.login.split(".")[0]) for n in self._notices())

    def test_nothing_is_told_while_all_is_well(self):
        self._run(self.due - timedelta(days=31))
        self.assertEqual(self.committee.cadence_standing, "ok")
        self.assertFalse(self._notices())

    def test_levels_are_told_to_the_right_people(self):
        self._run(self.due - timedelta(days=30))
        self.assertEqual(self.committee.cadence_standing, "warning")
        first = [(1, "officer"), (1, "supervisor")]
        self.assertEqual(self._told(), first)
        self._run(self.due)
        self.assertEqual(self.committee.cadence_standing, "due")
        second = [*first, (2, "secretary"), (3, "chair")]
        self.assertEqual(self._told(), second)
        self._run(self.due + timedelta(days=31))
        self.assertEqual(self.committee.cadence_standing, "national")
        self.assertEqual(
            [row for row in self._told() if row[1] in ("national", "owner")],
            [(4, "national"), (4, "owner")],
        )

    def test_run_twice_tells_once(self):
        for _again in range(3):
            self._run(self.due)
        self.assertEqual(len(self._notices()), 4)
        self.assertEqual(len(self._notices().mail_id), 4)

    def test_a_late_run_tells_each_level_once(self):
        """The server was down from the first warning to far beyond the tolerance."""
        self._run(self.due + timedelta(days=90))
        own = [row for row in self._told() if row[0] < 4]
        self.assertEqual(
            own, [(1, "officer"), (1, "supervisor"), (2, "secretary"), (3, "chair")]
        )

    def test_one_digest_for_each_person(self):
        other = self._create_committee(company=self.foreign)
        self._create_meeting("held", other)
        self._run(self.due + timedelta(days=31))
        notices = self.env["committee.finding.notice"].search(
            [("finding_id.anchor", "=", self.due)]
        )
        national = notices.filtered(lambda notice: notice.user_id == self.national)
        self.assertEqual(len(national), 2)
        self.assertEqual(len(national.mail_id), 1)

    def test_another_province_hears_nothing(self):
        self._run(self.due)
        companies = self._notices().user_id.company_id
        self.assertEqual(companies, self.own)

    def test_a_meeting_closes_the_finding(self):
        self._run(self.due)
        finding = self._notices().finding_id
        self.assertFalse(finding.closed_on)
        with freeze_time("2027-03-07 08:00:00"):
            self._create_meeting("held", self.committee, held="1405/12/14")
            self.env.invalidate_all()
        self.assertEqual(finding.standing, "met")
        self.assertTrue(finding.closed_on)

    def test_an_idle_run_reads_one_statement(self):
        self._run(self.due - timedelta(days=60))
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.env["committee.rule.cadence"]._run(self.due - timedelta(days=60))

    def test_queries_do_not_grow_with_committees(self):
        """The same statements for 3 committees as for 23 (design, set-based)."""
        few = self._queries(3)
        many = self._queries(20)
        self.assertEqual(many, few)

    def _queries(self, number):
        self._copies(number)
        self._run(self.due + timedelta(days=40))
        self.env["committee.finding"].search([])._permitted({"unlink"}).unlink()
        self.env.cr.execute("UPDATE committee_committee SET next_check_on = NULL")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["committee.rule.cadence"]._run(self.due + timedelta(days=40))
        return self.env.cr.sql_log_count - before

    def _copies(self, number):
        """More committees of the own company, in provinces of their own, by SQL."""
        self.env.cr.execute(
            """WITH province AS (
                   INSERT INTO res_country_state (country_id, name, code)
                   SELECT %s, 'T' || n, %s || '-' || n
                     FROM generate_series(1, %s) n RETURNING id),
               committee AS (
                   INSERT INTO committee_committee
                          (name, kind, company_id, province_id, edition_id, state,
                           formed_on)
                   SELECT 'T', 'provincial', %s, id, %s, 'active', %s
                     FROM province RETURNING id, company_id)
               INSERT INTO committee_meeting
                      (committee_id, company_id, kind, date_start, state, held_on,
                       number, number_year, counts, meeting_type)
               SELECT id, company_id, 'provincial', now(), 'held',
                      %s::date - (id %% 300)::int, 1, 1405, true, 'regular'
                 FROM committee""",
            [
                self.env.ref("base.ir").id,
                str(number),
                number,
                self.own.id,
                self.committee.edition_id.id,
                day("1404/01/01"),
                self.due,
            ],
        )

    def test_the_scheduled_action_runs(self):
        cron = self.env.ref("cluster_committee.committee_committee_cron_check_cadence")
        with freeze_time("2027-03-07 08:00:00"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.committee.cadence_standing, "due")
        self.assertEqual(len(self._notices()), 4)

    def test_the_digest_is_courteous_and_jalali(self):
        self.chair.lang = "fa_IR"
        self._run(self.due)
        notice = self._notices().filtered(lambda n: n.user_id == self.chair)
        self.assertIn('dir="rtl"', notice.mail_id.body_html)
        self.assertIn("۱۴۰۵/۱۲/۱۶", notice.mail_id.body_html)
