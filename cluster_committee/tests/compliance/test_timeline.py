from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import TODAY, day
from ..screens.screens import ScreensCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestTimeline(ScreensCase):
    """The meetings of the provinces on a line of time, against their due days."""

    def _rows(self, user):
        timeline = self.env["committee.committee"].with_user(user).timeline()
        self.assertEqual(timeline["day"], day("1405/09/02").isoformat())
        return timeline["rows"]

    def _row(self, user, committee):
        [row] = [
            row for row in self._rows(user) if row.get("committee_id") == committee.id
        ]
        return row

    # ------------------------------------------------------------
    # VALUES
    # ------------------------------------------------------------

    def test_a_row_has_its_meetings_and_due_days(self):
        row = self._row(self.officer, self.committee)
        self.assertEqual(
            [(m["id"], m["on"], m["kind"]) for m in row["meetings"]],
            [
                (self.counted.id, day("1405/06/16").isoformat(), "counted"),
                (self.uncounted.id, day("1405/07/20").isoformat(), "uncounted"),
                (self.invited.id, day("1405/09/12").isoformat(), "invited"),
            ],
        )
        self.assertIn(
            {
                "on": day("1405/12/16").isoformat(),
                "standing": "due",
                "late_until": False,
                "days_late": 0,
            },
            row["dues"],
        )
        self.assertEqual(row["formed_on"], day("1405/04/09").isoformat())
        self.assertEqual(row["days_left"], (day("1405/12/16") - day("1405/09/02")).days)

    def test_what_is_late_runs_until_today_or_until_it_came(self):
        row = self._row(self.national, self.elsewhere)
        [due] = row["dues"]  # the first meeting, 60 days after the formation
        self.assertEqual(due["on"], day("1405/06/07").isoformat())
        self.assertEqual(due["late_until"], day("1405/09/02").isoformat())
        self.assertEqual(due["days_late"], 86)
        self.assertLess(row["days_left"], 0)
        self._create_meeting("held", self.elsewhere, held="1405/06/20")
        self.env["committee.engine"]._check(day("1405/09/02"))
        self.env.invalidate_all()
        first, *_later = self._row(self.national, self.elsewhere)["dues"]
        self.assertEqual(first["late_until"], day("1405/06/20").isoformat())
        self.assertEqual(first["days_late"], 13)

    def test_cancelled_drafted_and_postponed_meetings_are_no_marks(self):
        for state in ("draft", "postponed", "cancelled"):
            self._create_meeting(state, self.committee, held="1405/09/11")
        row = self._row(self.officer, self.committee)
        self.assertEqual(len(row["meetings"]), 3)

    # ------------------------------------------------------------
    # WHO SEES WHICH ROWS
    # ------------------------------------------------------------

    def test_a_province_has_its_own_row(self):
        for user in (self.officer, self.supervisor, self.secretary, self.chair):
            [row] = self._rows(user)
            self.assertEqual(row["committee_id"], self.committee.id)

    def test_the_nation_has_a_row_of_every_province(self):
        states = self.env["res.country.state"].search([("iso_code", "!=", False)])
        for user in (self.national, self.owner):
            rows = self._rows(user)
            self.assertEqual(
                sorted(row["province"] for row in rows), sorted(states.mapped("name"))
            )
            empty = [row for row in rows if "committee_id" not in row]
            self.assertTrue(empty)
            self.assertTrue(all(not row["meetings"] for row in empty))
        names = [row["province"] for row in rows]
        self.assertLess(names.index("گیلان"), names.index("لرستان"))
        self.assertLess(names.index("چهارمحال و بختیاری"), names.index("خوزستان"))

    def test_who_has_no_access_has_nothing(self):
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.env["committee.committee"].with_user(stranger).timeline()

    # ------------------------------------------------------------
    # QUERIES
    # ------------------------------------------------------------

    def test_queries_do_not_grow_with_provinces_and_meetings(self):
        def ask():
            self.env["committee.committee"].with_user(self.national).timeline()

        found = [self._asked_with(number, ask) for number in (3, 6, 20)]
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])

    def _asked_with(self, number, ask):
        ids = self._copies(number, self.committee, day("1405/06/16"))
        self.assertEqual(len(ids), number)
        self.env["committee.engine"]._check(day("1405/09/02"))
        ask()
        return self._queries(ask)
