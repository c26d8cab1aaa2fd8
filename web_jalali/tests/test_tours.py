import os
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged


class TourCase(HttpCase):
    """A Persian user in Tehran before a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.persian = new_test_user(
            cls.env,
            "persian",
            "base.group_system",
            name="مریم رضایی",
            lang="fa_IR",
            tz="Asia/Tehran",
        )

    def _tour(self, name, path, user=None):
        login = (user or self.persian).login
        with patch.dict(os.environ, TZ="Asia/Tehran"):
            self.start_tour(path, f"web_jalali.{name}", login=login, timeout=180)

    def _create_event(self, name, start, hours=2):
        return self.env["calendar.event"].create(
            {
                "name": name,
                "start": f"{start} 06:30:00",
                "stop": f"{start} {6 + hours:02d}:30:00",
                "user_id": self.persian.id,
                "partner_ids": self.persian.partner_id.ids,
            }
        )

    def _action(self, view_mode, context):
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "جلسات",
                "res_model": "calendar.event",
                "view_mode": view_mode,
                "context": str(context),
                "domain": str([("partner_ids", "in", self.persian.partner_id.ids)]),
            }
        )
        return f"/odoo/action-{action.id}"


@tagged("post_install", "-at_install")
class TestDates(TourCase):
    """Dates typed and picked, and what is stored then."""

    def _rate_path(self):
        rate = self.env["res.currency.rate"].create(
            {"currency_id": self.env.ref("base.IRR").id, "name": "2026-11-23"}
        )
        return f"/odoo/m-res.currency.rate/{rate.id}"

    def test_typed_days_are_stored_or_refused(self):
        self._tour("typed", self._rate_path())

    def test_a_day_is_chosen_by_keys_alone(self):
        self._tour("keys", self._rate_path())

    def test_a_range_and_hours_are_picked(self):
        event = self._create_event("جلسه", "2026-11-23")
        self._tour("picked", f"/odoo/m-calendar.event/{event.id}")


@tagged("post_install", "-at_install")
class TestScreens(TourCase):
    """Months of the list and of the calendar view; a page of the portal."""

    def test_meetings_of_azar(self):
        self._create_months()
        self._tour("filtered", self._action("list,form", {}))

    def test_meetings_by_month(self):
        self._create_months()
        self._tour("grouped", self._action("list,form", {"group_by": ["start:month"]}))

    def _create_months(self):
        self._create_event("سی‌ام آبان", "2026-11-21")
        self._create_event("یکم آذر", "2026-11-22")
        self._create_event("سی‌ام آذر", "2026-12-21")
        self._create_event("یکم دی", "2026-12-22")

    def test_an_event_is_moved_into_the_new_year(self):
        self._create_event("جلسهٔ اسفند", "2027-03-18")
        context = {"initial_date": "2027-03-15 07:00:00"}
        self._tour("calendar", self._action("calendar", context))

    def test_a_page_of_the_portal(self):
        self.env["ir.ui.view"].create(
            {
                "name": "A day",
                "type": "qweb",
                "key": "web_jalali.test_portal_day",
                "inherit_id": self.env.ref("portal.portal_my_home").id,
                "arch": """
                    <xpath expr="//div[hasclass('o_portal_my_home')]" position="before">
                        <form class="mb-3"><input class="form-control w-50" type="text"
                            name="jalali_day" data-widget="datetime-picker"
                            data-widget-type="date" value=""/></form>
                    </xpath>""",
            }
        )
        visitor = new_test_user(
            self.env,
            "visitor",
            "base.group_portal",
            name="علی کریمی",
            lang="fa_IR",
            tz="Asia/Tehran",
        )
        self._tour("portal", "/my/home", visitor)
