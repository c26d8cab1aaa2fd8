from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from ..common import TODAY, day, on_day
from .findings import FindingsCase

LATER = "2027-06-20 08:00:00"  # 1406/03/30


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFindingsTime(FindingsCase):
    """Time that an exemption spares, that a deadline gains, and that lies before the
    watch (4-4-2, 5.3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._create_meeting("dispatched")
        cls.committee = cls.meeting.committee_id.sudo()
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.invalidate_all()

    def _gap_on(self, on):
        self._check(on, "meeting_gap")
        return self._findings("meeting_gap").filtered(
            lambda f: f.due_on == day("1405/12/16")
        )

    # ------------------------------------------------------------
    # EXEMPT
    # ------------------------------------------------------------

    def _exempt(self, *args, **values):
        with freeze_time(LATER):
            return super()._exempt(*args, **values)

    def _meet_again(self, held):
        with freeze_time(LATER):
            return self._create_meeting("held", self.committee, held=held)

    def test_done_in_time_within_an_exemption_is_met_when_it_is_over(self):
        self._exempt("meeting_gap", "1405/10/01", "1406/02/31")
        self._meet_again("1405/12/10")
        gap = self._gap_on("1406/02/31")
        self.assertEqual((gap.standing, gap.state), ("exempt", "open"))
        gap = self._gap_on("1406/03/01")
        self.assertEqual((gap.standing, gap.state), ("met", "closed"))
        self.assertEqual(gap.days_late, 0)

    def test_done_late_within_an_exemption_stays_exempt(self):
        self._exempt("meeting_gap", "1405/10/01", "1406/02/31")
        self._meet_again("1406/01/20")
        gap = self._gap_on("1406/03/01")
        self.assertEqual((gap.standing, gap.days_late), ("exempt", 0))

    def test_exempt_days_are_no_delay(self):
        self._exempt("meeting_gap", "1405/12/10", "1406/02/31")
        self.assertEqual(self._gap_on("1406/02/31").standing, "exempt")
        with freeze_time("2027-05-22 08:00:00"):  # 1406/03/01
            gap = self._gap_on("1406/03/01")
            self.assertEqual((gap.standing, gap.days_late), ("overdue", 1))
            self.assertEqual((gap.level, gap.age), ("3", "30"))
            self.assertIn("1 days", gap.standing_text)
            self.assertIn("1 days late", gap._due_text())
        # told nationally thirty days of delay later, and no sooner
        self.assertEqual(self._gap_on("1406/03/30").level, "3")
        self.assertNotIn((4, "national"), self._told(gap))
        self.assertEqual(self._gap_on("1406/03/31").level, "4")
        self.assertIn((4, "national"), self._told(gap))

    def test_exemptions_that_overlap_spare_a_day_once(self):
        self._exempt("meeting_gap", "1405/12/10", "1405/12/29")
        self._exempt("meeting_gap", "1405/12/20", "1406/01/05")
        gap = self._gap_on("1406/01/10")
        # of the twenty-three days after the due day eighteen were spared
        self.assertEqual((gap.late_from - gap.due_on).days, 18)
        self.assertEqual(gap.due_on, day("1405/12/16"))

    def test_days_spared_before_it_was_due_change_nothing(self):
        self._exempt("meeting_gap", "1405/08/01", "1405/12/10")
        gap = self._gap_on("1405/12/20")
        self.assertEqual(gap.late_from, gap.due_on)
        self.assertEqual((gap.standing, gap.level), ("overdue", "3"))

    # ------------------------------------------------------------
    # A NEW DEADLINE
    # ------------------------------------------------------------

    def test_a_new_deadline_is_told_anew(self):
        task = self.meeting.resolution_ids.task_ids.with_user(self.officer)
        told = [(0, "officer"), (1, "supervisor")]
        self._check("1405/08/01", "task")
        old = self._findings("task")
        self.assertEqual((old.standing, self._told(old)), ("overdue", told))
        with on_day("1405/08/02"):
            task.with_user(self.chair).action_extend_deadline(
                deadline=day("1405/12/20"), reason="Asked"
            )
        self._check("1405/08/03", "task")
        self.assertEqual((old.standing, old.state), ("not_applicable", "closed"))
        new = self._findings("task") - old
        self.assertEqual((new.standing, new.due_on), ("due", day("1405/12/20")))
        self.assertFalse(new.period_text)
        self.assertFalse(new.notice_ids)
        # nor does a mail that was not sent yet speak of the old one
        notices = self.env["committee.finding.notice"]
        later = fields.Datetime.now() + timedelta(days=30)
        waiting = notices.search(notices._waiting_domain(later))
        self.assertFalse(waiting & old.notice_ids)
        self._check("1405/12/21", "task")
        self.assertEqual((new.standing, self._told(new)), ("overdue", told))
        # asked of the day before, it was the old deadline
        self.assertEqual(self._standings("task", "1405/08/01"), ["overdue"])

    # ------------------------------------------------------------
    # BEFORE THE WATCH
    # ------------------------------------------------------------

    def _years(self, on):
        rows = self._stands("meeting_count", on, self.foreign).values()
        return {row["period"]: row["standing"] for row in rows}

    def test_a_year_is_asked_for_what_its_watch_could_still_see(self):
        self._create_committee(company=self.foreign, formed="1403/02/01")
        for watched, asked in (
            ("1404/01/01", "missed"),
            ("1404/08/29", "missed"),  # time for two, 120 days apart
            ("1404/09/02", None),
            ("1404/12/15", None),
        ):
            # nobody met in that year
            self.foreign.monitoring_start_date = day(watched)
            self.env.flush_all()
            self.assertEqual(self._years("1405/01/15").get("1404"), asked, watched)
            self.assertIn("1405", self._years("1405/01/15"))
        self.assertFalse(self._years("1404/12/14"))
        self.assertFalse(self._years("1404/12/20"))

    def test_a_meeting_before_the_watch_leaves_no_room_either(self):
        committee = self._create_committee(company=self.foreign, formed="1403/02/01")
        self._create_meeting("held", committee, held="1404/11/20")
        self.foreign.monitoring_start_date = day("1404/12/01")
        self.env.flush_all()
        self.assertNotIn("1404", self._years("1404/12/20"))
        self.assertNotIn("1404", self._years("1405/02/01"))

    def test_a_year_is_missed_when_it_is_over(self):
        committee = self._create_committee(company=self.foreign, formed="1403/02/01")
        self._create_meeting("held", committee, held="1404/03/10")
        self.assertEqual(self._years("1404/12/28")["1404"], "at_risk")
        self.assertEqual(self._years("1404/12/29")["1404"], "unachievable")
        self.assertEqual(self._years("1405/01/01")["1404"], "missed")
        self._create_meeting("held", committee, held="1404/12/29")
        self.assertEqual(self._years("1404/12/29")["1404"], "met")

    def test_the_committee_counts_no_exempt_days_either(self):
        self._exempt("meeting_gap", "1405/12/10", "1406/02/31")
        with freeze_time("2027-05-10 08:00:00"):  # 1406/02/20
            self._gap_on("1406/02/20")
            self.assertEqual(self.committee.days_left_text, "Exempt")
            self.assertEqual(self.committee.cadence_standing, "not_applicable")
            (row,) = self._timeline_rows()
            self.assertFalse(row["days_left"])
        with freeze_time("2027-05-22 08:00:00"):  # 1406/03/01
            self._gap_on("1406/03/01")
            self.assertEqual(self.committee.days_left_text, "1 days late")
            self.assertEqual(self.committee.cadence_standing, "overdue")
            (row,) = self._timeline_rows()
            self.assertEqual(row["days_left"], -1)

    def _timeline_rows(self):
        rows = self.env["committee.committee"].with_user(self.officer).timeline()
        return [row for row in rows["rows"] if row.get("committee_id")]

    def test_what_only_warns_is_nowhere_overdue(self):
        self._new_edition("1405/09/01", cadence_force="soft")
        gap = self._gap_on("1406/02/31")
        self.assertEqual(gap.standing, "at_risk")
        self.assertEqual(self.committee.cadence_standing, "warning")
