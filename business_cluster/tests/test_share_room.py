from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..lib.share_room import given_by, least_room

DAYS = [date(2026, 8, 1) + timedelta(days=n) for n in range(6)]
days = st.sampled_from(DAYS)
amounts = st.integers(0, 9)


@tagged("post_install", "-at_install")
class TestShareRoom(BaseCase):
    """What is open of a share, on any day (note 2)."""

    @settings(deadline=None, database=None, max_examples=300)
    @given(
        st.dictionaries(days, amounts, min_size=1),
        st.lists(st.tuples(days, amounts), max_size=8),
    )
    def test_what_fits_is_taken_and_on_no_day_is_too_much_given(self, steps, attempts):
        limits, taken = sorted(steps.items()), {}

        def limit(day):
            begun = [step for step in limits if step[0] <= day]
            return max(begun)[1] if begun else 0

        for day, amount in attempts:
            room, _on = least_room(day, limits, taken)
            after = {**taken, day: taken.get(day, 0) + amount}
            fits = all(
                given_by(later, after) <= limit(later) for later in DAYS if later >= day
            )
            self.assertEqual(amount <= room, fits)
            if fits:
                taken = after

    def test_the_day_that_leaves_no_more_is_named(self):
        first, second, third = DAYS[:3]
        limits = [(first, 10), (second, 4), (third, 20)]
        self.assertEqual(least_room(first, limits, {}), (4, second))
        self.assertEqual(least_room(third, limits, {first: 3}), (17, third))
        self.assertEqual(least_room(first - timedelta(days=1), limits, {})[0], 0)
