"""Scenario C of `procedure/3-scenarios.md`: the cluster of the new province, its action
plan and the shared funding, with the negative tests c, d and k (e is a vector of
`test_cost_shares.py`). Each step is a call over HTTP by the user it belongs to."""

from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..common import day
from ..over_http import OverHttpCase, Refused
from .scenario_c_plan import (
    CLUSTER,
    FUNDING,
    GIVEN,
    LETTERS,
    LINE,
    PLAN,
    SHARE,
    STEPS,
    Funding,
    Planning,
)


@tagged("post_install", "-at_install")
@freeze_time("2025-04-21 06:30:00")  # 1404/02/01
class TestScenarioCPlan(Planning, Funding, OverHttpCase):
    shift = timedelta()

    def day(self, text):
        return day(text) + self.shift

    def test_the_road_of_an_action_plan(self):
        self._register_the_cluster()
        for on, verb in STEPS:
            with self.clock(self.day(on)):
                self._take_a_step(verb)
        for on, step in (
            ("1405/04/15", self._name_council_and_supporters),
            ("1405/05/08", self._draft_the_plan),
            ("1405/05/11", self._approve_the_plan),
            ("1405/06/16", self._refuse_a_day_before_the_approval),
        ):
            with self.clock(self.day(on)):
                step()
        for on, body in LETTERS:
            with self.clock(self.day(on)):
                self._send_a_letter(body)
        with self.clock(self.day("1405/09/02")):
            self._look_at_the_money()
            self._assert_walled_off()

    def _assert_walled_off(self):
        """i. The people of another province see nothing of this one."""
        for user in (self.foreign_officer, self.foreign_secretary, self.foreign_chair):
            for model in (CLUSTER, PLAN, LINE, SHARE, GIVEN, FUNDING):
                ids = self.env[model].search([("company_id", "=", self.own.id)]).ids
                self.assertTrue(ids)
                self.assertFalse(self.search(user, model, ("id", "in", ids)))
                with self.assertRaises(Refused):
                    self.call(user, model, "read", ids[:1], ["display_name"])
