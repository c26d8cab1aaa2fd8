from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..lib.cost_shares import (
    CostShareError,
    percent,
    split_by_percent,
    split_equally,
)

properties = settings(deadline=None, database=None, max_examples=500)
costs = st.integers(0, 9_000_000_000_000_000)


@st.composite
def hundreds(draw):
    """Percents of two decimals that add up to one hundred."""
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), max_size=7)))
    edges = [0, *cuts, 10_000]
    return [Decimal(b - a) / 100 for a, b in zip(edges, edges[1:], strict=False)]


@tagged("post_install", "-at_install")
class TestCostShares(BaseCase):
    def test_ten_billion_in_three(self):
        self.assertEqual(
            split_equally(10_000_000_000, 3),
            [3_333_333_333, 3_333_333_333, 3_333_333_334],
        )
        self.assertEqual(
            split_equally(10_000_000_000, 3, remainder=0),
            [3_333_333_334, 3_333_333_333, 3_333_333_333],
        )

    def test_percents_of_the_worked_plan(self):
        shares = (8_600_000_000, 5_600_000_000, 4_000_000_000, 5_800_000_000)
        self.assertEqual(
            [str(percent(share, 24_000_000_000)) for share in shares],
            ["35.83", "23.33", "16.67", "24.17"],
        )
        self.assertEqual(str(percent(18_200_000_000, 24_000_000_000)), "75.83")
        self.assertEqual(percent(1, 0), 0)

    def test_a_percent_leaves_its_rest_to_the_one_named(self):
        self.assertEqual(
            split_by_percent(100, ["33.33", "33.33", "33.34"]), [33, 33, 34]
        )
        self.assertEqual(split_by_percent(10, ["50", "25", "25"], 0), [6, 2, 2])

    def test_one_body_nothing_to_pay_and_a_percent_of_zero_are_splits(self):
        self.assertEqual(split_equally(7, 1), [7])
        self.assertEqual(split_equally(0, 2), [0, 0])
        self.assertEqual(split_by_percent(10, ["0", "100"]), [0, 10])
        self.assertEqual(split_by_percent(0, ["50", "50"]), [0, 0])

    def test_what_is_no_split_is_refused(self):
        for refused in (
            lambda: split_equally(10, 0),
            lambda: split_equally(-1, 2),
            lambda: split_equally(10.5, 2),
            lambda: split_by_percent(10, []),
            lambda: split_by_percent(10, ["50", "49.99"]),
            lambda: split_by_percent(10, ["110", "-10"]),
        ):
            with self.assertRaises(CostShareError):
                refused()

    @properties
    @given(costs, st.integers(1, 40), st.integers(0, 39))
    def test_equal_shares_add_up_and_differ_by_the_rest_only(self, cost, count, place):
        place %= count
        shares = split_equally(cost, count, place)
        self.assertEqual(sum(shares), cost)
        others = shares[:place] + shares[place + 1 :]
        self.assertLessEqual(len(set(others)), 1)
        self.assertTrue(all(0 <= shares[place] - other < count for other in others))

    @properties
    @given(costs, hundreds(), st.integers(0, 39))
    def test_shares_by_percent_add_up_and_are_near_their_percent(
        self, cost, percents, place
    ):
        place %= len(percents)
        shares = split_by_percent(cost, percents, place)
        self.assertEqual(sum(shares), cost)
        for at, (share, part) in enumerate(zip(shares, percents, strict=True)):
            exact = cost * int(part * 100)
            if at == place:
                self.assertTrue(0 <= share * 10_000 - exact < 10_000 * len(percents))
            else:
                self.assertEqual(share, exact // 10_000)
