import json
import re
from datetime import date, timedelta
from itertools import pairwise

from odoo.tests import BaseCase, tagged
from odoo.tools import file_open

from odoo.addons.cluster_committee.tests.common import day
from odoo.addons.cluster_committee.tests.compliance.cadence_oracle import assess
from odoo.addons.web_jalali.tools import jalali

from ..lib.demo_days import moved
from ..models.committee_demo import STORIES
from ..models.committee_demo_province import WRITTEN_FOR

# beside the past, a story names what is still to come
TO_COME = {"deadline", "next", "to", "date_to", "lines"}


def stories():
    """{key of the province: its story}"""
    found = {}
    for path in STORIES:
        with file_open(f"cluster_committee_demo/{path}") as file:
            story = json.load(file)
        found[story["key"]] = story
    return found


def days_of(story, *, without=frozenset()):
    """The days that a story names, in the order of the calendar."""
    if isinstance(story, dict):
        parts = [value for key, value in story.items() if key not in without]
    elif isinstance(story, list):
        parts = story
    else:
        found = re.fullmatch(r"(\d{4}/\d\d/\d\d)( \d\d:\d\d)?", str(story))
        return [day(found[1])] if found else []
    return sorted(each for part in parts for each in days_of(part, without=without))


@tagged("post_install", "-at_install")
class TestDemoDays(BaseCase):
    """On whatever day the demo data is installed, it tells the same story: asked for
    each day of four years."""

    installed_on = [date(2026, 1, 1) + timedelta(days=n) for n in range(4 * 365)]

    def _cadences(self, key):
        """(install day, cadence) of a province, as the rule would see it."""
        meetings = stories()[key]["meetings"]
        held = [day(meeting["start"].split()[0]) for meeting in meetings]
        formed = day(stories()[key]["formation"]["decreed"])
        for today in self.installed_on:
            days = [moved(each, WRITTEN_FOR, today) for each in held]
            yield (
                today,
                days,
                assess(days, today, formed_on=moved(formed, WRITTEN_FOR, today)),
            )

    def test_on_the_day_it_was_written_for_nothing_moves(self):
        for story in stories().values():
            for each in days_of(story):
                self.assertEqual(moved(each, WRITTEN_FOR, WRITTEN_FOR), each)

    def test_nobody_meets_on_a_day_of_rest(self):
        for key in stories():
            for today, held, _cadence in self._cadences(key):
                if today == WRITTEN_FOR:
                    continue
                for each in held:
                    self.assertNotIn(each.weekday(), (3, 4), (today, each))

    def test_the_healthy_province_is_healthy(self):
        for today, held, cadence in self._cadences("ea"):
            self.assertEqual(cadence.standing, "ok", today)
            self.assertIn(cadence.year_standing, ("met", "on_track"), today)
            self.assertTrue(cadence.spacing_ok, today)
            for earlier, later in pairwise(held):
                self.assertLessEqual(later, jalali.add_months(earlier, 6), today)

    def test_the_new_province_is_on_track(self):
        for today, _held, cadence in self._cadences("kb"):
            self.assertEqual(cadence.standing, "ok", today)

    def test_the_late_province_is_late(self):
        for today, _held, cadence in self._cadences("sm"):
            self.assertEqual(cadence.standing, "national", today)

    def test_days_keep_their_order_and_the_past_stays_past(self):
        for key, story in stories().items():
            everything = days_of(story)
            past = days_of(story, without=TO_COME)
            self.assertLessEqual(past[-1], WRITTEN_FOR, key)
            for today in self.installed_on[::11]:
                told = [moved(each, WRITTEN_FOR, today) for each in everything]
                self.assertEqual(told, sorted(told), today)
                self.assertLessEqual(moved(past[-1], WRITTEN_FOR, today), today)
