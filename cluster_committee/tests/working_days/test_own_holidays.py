import runpy

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.safe_eval import safe_eval

from ..common import CommitteeCase, day

REVOLUTION = "پیروزی انقلاب اسلامی"


@tagged("post_install", "-at_install")
class TestOwnHolidays(CommitteeCase):
    """Official holidays are those of the national calendar, and touch no other one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaves = cls.env["resource.calendar.leaves"]
        cls.calendar = cls.env.ref("cluster_committee.resource_calendar_national")
        cls.shared = cls.env["resource.calendar"].create(
            {"name": "Of another app", "company_id": False}
        )
        cls.others = cls.leaves.create(
            {
                "name": "Founding day",
                "calendar_id": cls.shared.id,
                "date_from": "2026-12-10 08:00:00",
                "date_to": "2026-12-10 16:00:00",
            }
        )

    def test_days_off_of_others_keep_their_company(self):
        self.assertEqual(self.others.company_id, self.env.company)

    def test_the_list_shows_ours_only(self):
        action = self.env.ref(
            "cluster_committee.resource_calendar_leaves_action_holiday"
        )
        listed = self.leaves.search(safe_eval(action.domain))
        self.assertEqual(listed.calendar_id, self.calendar)

    def test_the_owner_enters_days_off_of_everybody_nowhere_else(self):
        leaves = self.leaves.with_user(self.owner)
        mine = leaves.create({"name": "Arbaeen", "holiday_on": "2026-08-04"})
        self.assertEqual(mine.calendar_id, self.calendar)
        self.assertFalse(mine.company_id)
        for calendar in (self.shared.id, False):
            with self.subTest(calendar=calendar), self.assertRaises(AccessError):
                leaves.create(
                    {
                        "name": "Everybody",
                        "holiday_on": "2026-08-05",
                        "calendar_id": calendar,
                    }
                )
            with self.subTest(calendar=calendar), self.assertRaises(AccessError):
                mine.calendar_id = calendar
        with self.assertRaises(AccessError):
            self.others.with_user(self.owner).name = "Mine"

    def test_the_national_calendar_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "official holidays"):
            self.calendar.unlink()


@tagged("post_install", "-at_install")
class TestHolidaysUpgrade(TransactionCase):
    """What went wrong in a database of before is put right, and nothing else moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaves = cls.env["resource.calendar.leaves"]
        cls.calendar = cls.env.ref("cluster_committee.resource_calendar_national")

    def _upgrade(self, name="post-holidays"):
        path = file_path(f"cluster_committee/migrations/19.0.3.2.0/{name}.py")
        self.env.flush_all()
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.3.1.0")
        self.env.invalidate_all()

    def _damage(self, change, leaves):
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE resource_calendar_leaves SET {change} WHERE id = ANY(%s)",
            [leaves.ids],
        )
        self.env.invalidate_all()
        for name in ("holiday_on", "holiday_days", "jalali_year"):
            self.env.add_to_compute(self.leaves._fields[name], leaves)
        self.env.flush_all()

    def _state(self):
        return [
            (
                leave.id,
                leave.name,
                leave.holiday_on,
                leave.holiday_days,
                leave.company_id,
            )
            for leave in self.leaves.search([], order="id")
        ]

    def test_all_is_as_in_a_new_database(self):
        before = self._state()
        hours = "interval '3 hours 30 minutes'"
        self._damage(
            f"date_from = date_from - {hours}, date_to = date_to - {hours},"
            f" company_id = {self.env.company.id}",
            self.calendar.leave_ids,
        )
        revolution = self.leaves.search(
            [("name", "=", REVOLUTION), ("holiday_on", "=", day("1405/11/21"))]
        )
        self.assertEqual(revolution.holiday_days, 2, "as it went wrong")
        self._upgrade()
        self.assertEqual(self._state(), before)
        days = self.env["committee.calendar.day"].search(
            [
                ("calendar_id", "=", self.calendar.id),
                ("day", "in", [day("1405/11/21"), day("1405/11/22")]),
            ],
            order="day",
        )
        self.assertEqual(days.mapped("working"), [True, False])

    def test_the_rule_is_that_of_a_new_database(self):
        rule = self.env.ref("cluster_committee.resource_calendar_leaves_rule_owner")
        new = rule.domain_force
        rule.domain_force = "[('calendar_id.company_id', '=', False)]"
        self._upgrade()
        self.assertEqual(rule.domain_force, new)

    def test_half_a_day_off_stays(self):
        half = self.leaves.create(
            {
                "name": "Half a day",
                "calendar_id": self.calendar.id,
                "date_from": "2026-12-10 03:30:00",
                "date_to": "2026-12-10 08:30:00",
            }
        )
        self._upgrade()
        self.assertEqual(str(half.date_from), "2026-12-10 03:30:00")

    def test_days_off_of_others_get_their_company_again(self):
        shared = self.env["resource.calendar"].create(
            {"name": "Of another app", "company_id": False}
        )
        second = self.env["res.company"].create({"name": "Second"})
        resource = self.env["resource.resource"].create(
            {"name": "Somebody", "company_id": second.id, "calendar_id": shared.id}
        )
        values = {"date_from": "2026-12-10 08:00:00", "date_to": "2026-12-10 16:00:00"}
        general, personal = self.leaves.create(
            [
                {"name": "General", "calendar_id": shared.id, **values},
                {"name": "Personal", "resource_id": resource.id, **values},
            ]
        )
        self._damage("company_id = NULL", general | personal)
        self._upgrade()
        self.assertEqual(general.company_id, self.env.company)
        self.assertEqual(personal.company_id, second)

    def test_what_an_uninstallation_left_to_everybody_goes(self):
        left = self.leaves.create(
            [
                {"name": REVOLUTION, "holiday_on": day(f"{year}/11/22")}
                for year in (1404, 1405)
            ]
        )
        kept = self.leaves.create({"name": "Kept", "holiday_on": day("1405/11/22")})
        self._damage("calendar_id = NULL, company_id = NULL", left | kept)
        self._upgrade()
        self.assertFalse(left.exists())
        self.assertTrue(kept.exists())

    def test_committees_are_named_as_it_is_printed(self):
        province = self.env["res.country.state"].search([("iso_code", "=", "IR-03")])
        province.name = "استان اذربايجان شرقي"
        company = self.env["res.company"].search([("province_id", "=", province.id)])
        company.province_id = False
        company = self.env["res.company"].create(
            {"name": "Company", "province_id": province.id}
        )
        committee = self.env["committee.committee"].create({"company_id": company.id})
        self.assertIn("آذربایجان شرقی", committee.name)
        right = committee.name
        wrong = right.replace(province.province_name, province.name)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE committee_committee SET name = %s WHERE id = %s",
            [wrong, committee.id],
        )
        self._upgrade("post-printed-names")
        self.assertEqual(committee.name, right)
