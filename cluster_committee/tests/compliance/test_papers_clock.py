from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..common import TODAY, day, on_day
from .findings import FindingsCase

PAPERS = ("minutes", "dispatch", "national_copy")
MADE = tuple(f"{code}_made" for code in PAPERS)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPapersClock(FindingsCase):
    """No obligation waits for its debtor to start the clock (4-4-4, reading A31)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1404/01/01")
        cls.committee = cls._create_committee(formed="1404/02/10")
        # a Tuesday; five working days later it is Tuesday 1404/08/20, and ten after
        # that Tuesday 1404/09/04
        [cls.meeting] = cls._hold(cls.committee, "1404/08/13")

    def _of(self, code, on, meeting=None):
        """How the obligation of the meeting stands; "-" where there is none."""
        row = self._row_of(code, on, meeting)
        return row["standing"] if row else "-"

    def _row_of(self, code, on, meeting=None):
        meeting = meeting or self.meeting
        return self._stands(code, on).get((meeting.id, ""))

    def _due(self, code, on, meeting=None):
        return self._row_of(code, on, meeting)["due_on"]

    def _record(self, on, meeting=None):
        officer, _secretary, _chair = self._people_at(meeting or self.meeting)
        self._write_minutes(officer)
        with on_day(day(on)):
            officer.action_record_minutes()

    def _sign(self, on):
        _officer, secretary, chair = self._people_at(self.meeting)
        with on_day(day(on)):
            secretary.action_sign_as_secretary()
        with on_day(day(on)):
            chair.action_sign_as_chair()
        return secretary, chair

    # ------------------------------------------------------------
    # NOTHING IS RECORDED
    # ------------------------------------------------------------

    def test_the_clocks_run_though_nothing_is_recorded(self):
        for code, on, stands in (
            ("minutes", "1404/08/20", "at_risk"),
            ("minutes", "1404/08/21", "overdue"),
            ("dispatch", "1404/08/19", "-"),
            ("dispatch", "1404/08/20", "due"),
            ("dispatch", "1404/09/04", "at_risk"),
            ("dispatch", "1404/09/05", "overdue"),
            ("national_copy", "1404/08/19", "-"),
            ("national_copy", "1404/08/20", "due"),
            ("national_copy", "1404/09/04", "at_risk"),
            ("national_copy", "1404/09/05", "overdue"),
        ):
            self.assertEqual(self._of(code, on), stands, (code, on))

    def test_what_was_never_made_goes_against_the_text_when_the_year_is_over(self):
        for code, opens in zip(MADE, ("1404/08/21", *["1404/09/05"] * 2), strict=True):
            before = day(opens) - timedelta(days=1)
            rules = [self._rule(code)]
            found = self.env["committee.engine"]._standings(before, self.own, rules)
            self.assertFalse(found, code)
            self.assertEqual(self._of(code, opens), "due", code)
            self.assertEqual(self._of(code, "1405/01/01"), "due", code)
            self.assertEqual(self._of(code, "1405/01/02"), "overdue", code)
            self.assertEqual(self._due(code, "1405/09/02"), day("1405/01/01"), code)
            self.assertEqual(self._rule(code)._nature, "law", code)
        for code in PAPERS:
            self.assertEqual(self._rule(code)._nature, "policy", code)

    def test_the_next_meeting_ends_the_time_before_the_year_does(self):
        self._hold(self.committee, "1404/12/20")
        for code in MADE:
            self.assertEqual(self._due(code, "1404/12/19"), day("1405/01/01"), code)
            self.assertEqual(self._due(code, "1404/12/20"), day("1404/12/20"), code)
            self.assertEqual(self._of(code, "1404/12/20"), "due", code)
            self.assertEqual(self._of(code, "1404/12/21"), "overdue", code)

    def test_the_time_of_the_policy_is_never_cut_short(self):
        """A meeting at the end of the year, and one soon after it."""
        late, _next = self._hold(self.committee, "1404/12/20", "1405/01/17")
        policy = {code: self._due(code, "1405/09/02", late) for code in PAPERS}
        self.assertEqual(policy["minutes"], day("1404/12/27"))
        self.assertEqual(
            self._due("minutes_made", "1405/09/02", late), day("1405/01/01")
        )
        for code in ("dispatch", "national_copy"):
            self.assertGreater(policy[code], day("1405/01/17"))
            self.assertEqual(
                self._due(f"{code}_made", "1405/09/02", late), policy[code], code
            )

    def test_missing_papers_reach_the_national_office(self):
        for code in MADE:
            self.assertNotEqual(self._row_of(code, "1405/01/01")["level"], "4", code)
            self.assertEqual(self._row_of(code, "1405/01/02")["level"], "4", code)
        self._check("1405/01/02", "minutes_made")
        told = self._told(self._findings("minutes_made"))
        self.assertIn((4, "national"), told)

    def test_what_was_due_before_the_watch_is_not_asked_for(self):
        self.own.monitoring_start_date = day("1404/08/21")
        self.env.flush_all()
        self.assertEqual(self._of("minutes_made", "1405/09/02"), "-")
        self.assertEqual(self._of("dispatch_made", "1405/09/02"), "overdue")
        self.own.monitoring_start_date = day("1404/08/20")
        self.env.flush_all()
        self.assertEqual(self._of("minutes_made", "1405/09/02"), "overdue")

    def test_the_meeting_awaits_its_copy_from_its_day_on(self):
        inbox = self.env["committee.copy.inbox"].with_user(self.national)
        row = inbox.search([("meeting_id", "=", self.meeting.id)])
        self.assertEqual((row.state, row.recorded_on), ("missing", False))
        self._check("1405/09/02", "national_copy")
        self.assertEqual(row.due_on, day("1404/09/04"))
        self.assertEqual(row.days_late, (day("1405/09/02") - day("1404/09/04")).days)

    # ------------------------------------------------------------
    # RECORDED
    # ------------------------------------------------------------

    def test_a_late_recording_moves_no_due_day(self):
        before = {code: self._due(code, "1404/10/01") for code in PAPERS}
        self._record("1404/09/20")
        for code in PAPERS:
            self.assertEqual(self._due(code, "1404/10/01"), before[code], code)
        self.assertEqual(self._of("dispatch", "1404/10/01"), "overdue")

    def test_an_early_recording_starts_the_time(self):
        self._record("1404/08/17")  # Saturday
        for code in ("dispatch", "national_copy"):
            self.assertEqual(self._due(code, "1404/08/17"), day("1404/09/01"), code)
            self.assertEqual(self._of(code, "1404/08/16"), "-", code)

    def test_minutes_recorded_late_say_by_how_many_working_days(self):
        self._record("1404/08/25")  # Sunday: Wednesday, Saturday and Sunday are late
        self.assertEqual(self._row_of("minutes", "1404/09/01")["measure"], 3)
        late = self.meeting.with_user(self.secretary).irregularities
        self.assertIn("recorded 3 working days late", str(late))

    def test_minutes_recorded_in_time_say_nothing(self):
        self._record("1404/08/20")
        self.assertIsNone(self._row_of("minutes", "1404/09/01")["measure"])
        found = self.meeting.with_user(self.secretary).irregularities
        self.assertNotIn("recorded", str(found))

    def test_minutes_that_were_returned_start_no_later_clock(self):
        self._record("1404/08/17")
        with on_day("1404/08/18"):
            self.meeting.with_user(self.secretary).action_return_minutes(
                reason="Names are missing"
            )
        self.assertEqual(self._due("dispatch", "1404/08/17"), day("1404/09/01"))
        self.assertEqual(self._due("dispatch", "1404/09/10"), day("1404/09/04"))
        self.assertEqual(self._of("minutes", "1404/08/21"), "overdue")

    # ------------------------------------------------------------
    # SENT LATE
    # ------------------------------------------------------------

    def test_what_is_made_later_is_mended_and_the_days_stay(self):
        self._record("1405/02/01")
        secretary, chair = self._sign("1405/02/02")
        with on_day("1405/02/05"):
            chair.action_dispatch(number="د/۱")
        with on_day("1405/02/06"):
            secretary.action_send_national_copy(number="ش/۱")
        self._send_letters(self.meeting)
        made = dict(zip(MADE, ("1405/02/01", "1405/02/05", "1405/02/06"), strict=True))
        for code, on in made.items():
            self.assertEqual(self._of(code, on), "met", code)
            self.assertEqual(self._of(code, "1405/01/31"), "overdue", code)
            self._check("1405/01/31", code)
            self._check("1405/09/02", code)
            finding = self._findings(code)
            self.assertEqual((finding.standing, finding.state), ("met", "closed"))
            late = (day(on) - day("1405/01/01")).days
            self.assertEqual(finding.days_late, late, code)

    def test_a_dispatch_of_another_hand_leaves_it_open(self):
        self._record("1404/08/17")
        secretary, _chair = self._sign("1404/08/18")
        secretary.env["committee.letter"].create(
            {
                **secretary._prepare_letter_values("dispatch"),
                "signatory_id": self.secretary.partner_id.id,
            }
        )
        with on_day("1404/08/20"):
            secretary.action_dispatch(number="د/۲")
        self.assertEqual(self._of("dispatch_made", "1405/01/02"), "overdue")

    # ------------------------------------------------------------
    # THE COPY AFTER THE DISPATCH
    # ------------------------------------------------------------

    def test_the_copy_runs_from_the_dispatch_or_its_due_day(self):
        self._new_edition("1404/01/02", copy_after_dispatch=True)
        # ten working days after 1404/09/04, on which the dispatch was due
        self.assertEqual(self._of("national_copy", "1404/09/03"), "-")
        self.assertEqual(self._due("national_copy", "1404/10/01"), day("1404/09/18"))
        self._record("1404/08/17")
        _secretary, chair = self._sign("1404/08/18")
        self.assertEqual(self._due("national_copy", "1404/10/01"), day("1404/09/15"))
        with on_day("1404/08/24"):
            chair.action_dispatch(number="د/۱")
        self._send_letters(self.meeting)
        self.assertEqual(self._of("national_copy", "1404/08/23"), "-")
        self.assertEqual(self._due("national_copy", "1404/10/01"), day("1404/09/08"))

    def test_a_late_dispatch_moves_no_due_day_of_the_copy(self):
        self._new_edition("1404/01/02", copy_after_dispatch=True)
        self._record("1404/09/20")
        _secretary, chair = self._sign("1404/09/20")
        with on_day("1404/10/01"):
            chair.action_dispatch(number="د/۱")
        self._send_letters(self.meeting)
        self.assertEqual(self._due("national_copy", "1404/11/01"), day("1404/09/18"))
