from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import TODAY, day, on_day
from .findings import FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDatedRows(FindingsCase):
    """A past day is judged by what stood on it, whatever was changed later."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee(formed="1404/02/10")

    def _row_of(self, code, on, meeting):
        return self._stands(code, on).get((meeting.id, "")) or {}

    def _move_to(self, meeting, days):
        """Another day, a number of days later."""
        officer = meeting.with_user(self.officer)
        officer.write(
            {
                name: officer[name] + timedelta(days=days)
                for name in ("date_start", "date_end")
            }
        )

    # ------------------------------------------------------------
    # AGENDA
    # ------------------------------------------------------------

    def test_an_agenda_that_was_returned_was_proposed_before(self):
        meeting = self._create_meeting("draft", self.committee, held="1405/06/16")
        _officer, secretary, chair = self._people_at(meeting)
        with on_day("1405/05/01"):
            secretary.action_propose_agenda()
        with on_day("1405/05/05"):
            chair.action_return_agenda(reason="Incomplete")
        with on_day("1405/05/20"):
            secretary.action_propose_agenda()
        self.assertFalse(self._row_of("agenda", "1405/04/31", meeting))
        for on in ("1405/05/01", "1405/05/10", "1405/05/25"):
            row = self._row_of("agenda", on, meeting)
            self.assertEqual(
                (row["standing"], row["opens_on"]), ("due", day("1405/05/01")), on
            )

    def test_a_meeting_that_was_moved_is_asked_by_its_day_of_then(self):
        meeting = self._create_meeting("draft", self.committee, held="1405/06/16")
        _officer, secretary, chair = self._people_at(meeting)
        with on_day("1405/05/01"):
            secretary.action_propose_agenda()
        with on_day("1405/05/05"):
            chair.action_return_agenda(reason="Too early")
        self.assertEqual(
            self._row_of("agenda", "1405/05/03", meeting)["due_on"], day("1405/06/13")
        )
        self._move_to(meeting, 30)
        with on_day("1405/05/20"):
            secretary.action_propose_agenda()
        due = {
            on: self._row_of("agenda", on, meeting)["due_on"]
            for on in ("1405/05/03", "1405/05/25")
        }
        self.assertEqual(
            due, {"1405/05/03": day("1405/06/13"), "1405/05/25": day("1405/07/12")}
        )

    def test_a_postponed_meeting_was_invited_before(self):
        """What the first invitation asked for is not asked by the second."""
        meeting = self._create_meeting("invited", self.committee, held="1405/06/16")
        chair = meeting.with_user(self.chair)
        with on_day("1405/06/10"):
            chair.action_postpone(reason="Flood")
        self._move_to(meeting, 30)
        with on_day("1405/07/01"):
            chair.action_invite(number="د/۲")
        due = [
            self._row_of("agenda", on, meeting)["due_on"]
            for on in ("1405/06/05", "1405/07/05")
        ]
        self.assertEqual(due, [day("1405/06/04"), day("1405/07/01")])

    # ------------------------------------------------------------
    # INVITED MEETINGS
    # ------------------------------------------------------------

    def test_each_invitation_is_accounted_for_by_its_own_day(self):
        """1405/06/16 is a Monday; five working days later it is Monday 1405/06/23."""
        meeting = self._create_meeting("invited", self.committee, held="1405/06/16")
        chair = meeting.with_user(self.chair)
        with on_day("1405/06/28"):
            chair.action_postpone(reason="Nobody came")
        self._move_to(meeting, 30)
        with on_day("1405/07/01"):
            chair.action_invite(number="د/۲")
        first = (meeting.id, str(day("1405/06/16")))
        second = (meeting.id, str(day("1405/07/15")))
        for on, expected in (
            ("1405/06/15", {}),
            ("1405/06/16", {first: "due"}),
            ("1405/06/17", {first: "at_risk"}),
            ("1405/06/23", {first: "at_risk"}),
            ("1405/06/24", {first: "overdue"}),
            ("1405/06/28", {first: "met"}),
            ("1405/07/15", {first: "met", second: "due"}),
        ):
            rows = self._stands("unresolved_meeting", on)
            found = {key: row["standing"] for key, row in rows.items()}
            self.assertEqual(found, expected, on)

    def test_what_was_cancelled_or_postponed_before_its_day_is_not_asked(self):
        cancelled = self._create_meeting("invited", self.committee, held="1405/06/16")
        with on_day("1405/06/15"):
            cancelled.with_user(self.secretary).action_cancel(reason="Elections")
        postponed = self._create_meeting("invited", self.committee, held="1405/06/17")
        with on_day("1405/06/16"):
            postponed.with_user(self.chair).action_postpone(reason="Elections")
        self.assertFalse(self._stands("unresolved_meeting", "1405/09/02"))

    def test_what_was_held_is_accounted_for_on_its_day(self):
        self._create_meeting("held", self.committee, held="1405/06/16")
        self.assertEqual(self._standings("unresolved_meeting", "1405/06/16"), ["met"])

    def test_who_never_says_what_became_of_it_goes_up(self):
        self._create_meeting("invited", self.committee, held="1405/06/16")
        levels = [
            next(iter(self._stands("unresolved_meeting", on).values()))["level"]
            for on in (
                "1405/06/16",
                "1405/06/17",
                "1405/06/23",
                "1405/07/21",
                "1405/07/22",
            )
        ]
        self.assertEqual(levels, [None, "0", "2", "2", "4"])

    # ------------------------------------------------------------
    # PARTS, PLANS
    # ------------------------------------------------------------

    def test_a_part_that_is_opened_again_was_done_before(self):
        meeting = self._create_meeting("closed", self.committee, "1404/04/16")
        task = meeting.resolution_ids.task_ids.with_user(self.officer)
        task.action_finish(on=task.deadline)
        with on_day(task.deadline + timedelta(days=20)):
            task.with_user(self.secretary).action_reopen(reason="Not done")
        stood = []
        for days in (-1, 0, 19, 20):
            on = task.deadline + timedelta(days=days)
            rows = self.env["committee.engine"]._standings(
                on, self.own, [self._rule("task")]
            )
            stood.append(rows[0]["standing"])
        self.assertEqual(stood, ["at_risk", "met", "met", "overdue"])

    def test_a_plan_that_is_proposed_again_was_proposed_before(self):
        plan = self.env["committee.meeting.plan"].with_user(self.officer)
        plan = plan.create(
            {
                "committee_id": self.committee.id,
                "jalali_year": 1405,
                "line_ids": [
                    Command.create({"day": day(f"1405/{month}/07")})
                    for month in ("04", "10")
                ],
            }
        )
        secretary = plan.with_user(self.secretary)
        with on_day("1405/01/20"):
            secretary.action_propose()
        with on_day("1405/06/01"):
            secretary.action_reopen(reason="The days changed")
        with on_day("1405/06/02"):
            secretary.action_propose()
        rows = self._stands("meeting_plan", "1405/03/01")
        [row] = [row for (_of, year), row in rows.items() if year == "1405"]
        self.assertEqual((row["standing"], row["met_on"]), ("met", day("1405/01/20")))

    # ------------------------------------------------------------
    # COUNTS ONCE IT IS RECORDED
    # ------------------------------------------------------------

    def test_a_meeting_counted_until_its_minutes_were_returned(self):
        self._new_edition("1404/03/01", counted_from="recorded")
        meeting = self._create_meeting("recorded", self.committee, held="1404/06/16")
        with on_day("1404/07/10"):
            meeting.with_user(self.secretary).action_return_minutes(
                reason="Names are missing"
            )
        self.assertFalse(meeting.counts)
        for on, stands, count in (
            ("1404/06/17", [], 0),  # held, and not recorded
            ("1404/06/18", ["due"], 1),
            ("1404/07/09", ["due"], 1),
            ("1404/07/10", [], 0),
        ):
            self.assertEqual(self._standings("meeting_gap", on), stands, on)
            [row] = self._stands("meeting_count", on).values()
            self.assertEqual(row["measure"], count, on)
        with on_day("1404/08/01"):
            meeting.with_user(self.officer).action_record_minutes()
        self.assertEqual(self._standings("meeting_gap", "1404/07/20"), [])
        self.assertEqual(self._standings("meeting_gap", "1404/08/01"), ["due"])
