"""Scenario C of `procedure/3-scenarios.md`: a committee newly formed, from its first
consultation to what is left undone on the day. Each step is a call over HTTP by the
user it belongs to, on the day it was taken.

Not here: the action plan and its cost (c, d, e, k, and 75.8 percent), what a member
body sees (j), and the amendment by which signed minutes are corrected (the second half
of h).
"""

from datetime import timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import day
from ..over_http import OverHttpCase, Refused
from .scenario_c import (
    COMMITTEE,
    LETTER,
    MEETING,
    MEMBER,
    RESOLUTION,
    TASK,
    Formation,
    Meeting,
)
from .scenario_c_dispatch import Dispatch
from .scenario_c_experts import OUTPUT, PRIORITIES, Experts

WALLED = (COMMITTEE, MEMBER, MEETING, LETTER, RESOLUTION, TASK, OUTPUT, PRIORITIES)


class ScenarioC(Formation, Experts, Meeting, Dispatch):
    """The road of the new province, as its people walk it."""

    shift = timedelta()
    number = "۱/۱۴۰۵"
    next_due = "1405/12/16"
    held_this_year = 1

    def day(self, text):
        return day(text) + self.shift

    def test_the_road_of_a_new_committee(self):
        for on, step in (
            ("1405/03/10", self._consult_the_governor),
            ("1405/03/17", self._consult_the_deputy),
            ("1405/03/24", self._propose_the_formation),
            ("1405/04/09", self._decree_and_constitute),
            ("1405/04/20", self._gather_the_experts),
            ("1405/04/20", self._register_the_clusters),
            ("1405/04/22", self._hold_a_session),
            ("1405/05/05", self._hold_a_session),
            ("1405/05/28", self._propose_the_agenda),
            ("1405/06/02", self._approve_the_agenda),
            ("1405/06/04", self._invite),
            ("1405/06/16", self._hold),
            ("1405/06/18", self._record_and_sign),
            ("1405/06/24", self._dispatch),
            ("1405/06/25", self._send_the_copy),
            ("1405/06/25", self._report_what_was_done),
            ("1405/09/02", self._look_at_the_day),
        ):
            with self.clock(self.day(on)):
                step()

    def _look_at_the_day(self):
        # the scheduled action of the hour
        self.env["committee.engine"]._check(jalali.today())
        self.assertEqual(
            [self._standing(number) for number in range(1, 6)],
            [
                {"done": 1},
                {"done": 3, 47: 1},
                {"done": 5, 15: 4},
                {"done": 9},
                {2: 1},
            ],
        )
        self.assertEqual(
            self.committee.read(self.national, "next_due_on", "year_count"),
            [str(day(self.next_due)), self.held_this_year],
        )
        self._walk_from_session_to_copy()
        self._assert_one_page_for_cluster_and_body()
        self._assert_walled_off()
        self._assert_each_act_by_its_own_user()

    def _standing(self, resolution):
        """{"done": how many, days late: how many} of the parts of a resolution"""
        found = {}
        for task, _code in self._tasks(resolution):
            state, late = task.read(self.officer, "state", "days_late")
            key = "done" if state == "done" else late
            found[key] = found.get(key, 0) + 1
        return found

    def _assert_walled_off(self):
        """i. The people of another province see nothing of this one."""
        for user in (self.foreign_officer, self.foreign_secretary, self.foreign_chair):
            for model in WALLED:
                ids = self.env[model].search([("company_id", "=", self.own.id)]).ids
                self.assertTrue(ids)
                self.assertFalse(self.search(user, model, ("id", "in", ids)))
                with self.assertRaises(Refused):
                    self.call(user, model, "read", ids[:1], ["display_name"])
            with self.assertRaises(Refused):
                self.meeting.press(user, "send_national_copy", number="۱")

    def _assert_each_act_by_its_own_user(self):
        acts = self.env["workflow.act"].search([("company_id", "=", self.own.id)])
        by_user = {
            self.secretary: {"consult", "constitute", "propose_agenda", "seat"},
            self.chair: {"approve_agenda", "invite", "sign_as_chair", "dispatch"},
            self.officer: {"hold", "record_minutes", "finish", "activate"},
            self.national: {"acknowledge"},
        }
        for user, verbs in by_user.items():
            taken = acts.filtered(lambda act, verbs=verbs: act.verb in verbs)
            self.assertEqual(set(taken.mapped("verb")), verbs)
            self.assertEqual(taken.create_uid, user)
        self.assertFalse(any(acts.mapped("on_paper")))

    # ------------------------------------------------------------
    # WHERE THINGS ARE
    # ------------------------------------------------------------

    def _body(self, code):
        """The body of that kind in the own province."""
        if code == "estates_company":
            return self.own.partner_id
        return self.env["res.partner"].search(
            [
                ("institution_kind_id.code", "=", code),
                ("state_id", "=", self.own.province_id.id),
            ]
        )

    def _code(self, body_id):
        if body_id == self.own.partner_id.id:
            return "estates_company"
        return self.env["res.partner"].browse(body_id).institution_kind_id.code

    def _lines(self, model, *domain):
        """What hangs on the meeting, as its officer sees it."""
        of_meeting = ("meeting_id", "=", self.meeting.id)
        return self.search(self.officer, model, of_meeting, *domain)

    def _letters(self, kind):
        return self._lines(LETTER, ("kind", "=", kind))

    def _tasks(self, number):
        """(task, code of its body) of each part in the resolution of that number."""
        resolution = self.resolutions[number - 1]
        return [
            (task, self._code(task.read(self.officer, "partner_id")))
            for task in self._lines(TASK, ("resolution_id", "=", resolution.id))
        ]


@tagged("post_install", "-at_install")
@freeze_time("2026-05-22 06:30:00")  # 1405/03/01
class TestScenarioC(ScenarioC, OverHttpCase):
    """On the days that the scenario names."""

    def test_the_dates_are_those_of_the_scenario(self):
        self.assertEqual(
            jalali.add_months(self.day("1405/06/16"), 6), day(self.next_due)
        )


@tagged("post_install", "-at_install")
@freeze_time("2027-10-04 06:30:00")
class TestScenarioCLater(ScenarioC, OverHttpCase):
    """Five hundred days later, in the other half of another year."""

    shift = timedelta(days=500)
    number = "۱/۱۴۰۶"
    next_due = "1407/04/30"
    held_this_year = 0
