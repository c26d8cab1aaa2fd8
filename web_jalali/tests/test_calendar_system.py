from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged

from .. import calendar_system
from .common import JalaliCase


@tagged("post_install", "-at_install")
class TestCalendarSystem(JalaliCase):
    def _seen_by(self, user, **context):
        users = self.env(user=user, context={"lang": user.lang, **context})["res.users"]
        return users._get_calendar_system()

    def test_it_follows_the_language_unless_the_user_chose(self):
        self.assertEqual(self._seen_by(self.persian), "jalali")
        self.assertEqual(self._seen_by(self.english), "gregorian")
        self.assertEqual(self._seen_by(self.chooser), "gregorian")
        self.english.calendar_system = "jalali"
        self.assertEqual(self._seen_by(self.english), "jalali")
        self.chooser.calendar_system = "auto"
        self.assertEqual(self._seen_by(self.chooser), "jalali")

    def test_the_language_of_the_request_counts_not_that_of_the_user(self):
        self.assertEqual(self._seen_by(self.persian, lang="en_US"), "gregorian")
        self.assertEqual(self._seen_by(self.english, lang="fa_IR"), "jalali")

    def test_without_a_language_in_the_request_that_of_the_user_counts(self):
        for user, seen in [(self.persian, "jalali"), (self.english, "gregorian")]:
            users = self.env(user=user, context={})["res.users"]
            self.assertEqual(users._get_calendar_system(), seen)

    def test_the_administrator_switches_it_off_for_all(self):
        settings = self.env["res.config.settings"].create({})
        self.assertTrue(settings.jalali_enabled)
        settings.jalali_enabled = False
        settings.execute()
        self.chooser.calendar_system = "jalali"
        for user in (self.persian, self.english, self.chooser):
            self.assertEqual(self._seen_by(user), "gregorian")
        settings = self.env["res.config.settings"].create({})
        self.assertFalse(settings.jalali_enabled)
        settings.jalali_enabled = True
        settings.execute()
        self.assertEqual(self._seen_by(self.persian), "jalali")

    def test_a_user_changes_the_own_choice_and_no_other(self):
        own = self.persian.with_user(self.persian)
        own.write({"calendar_system": "gregorian"})
        self.assertEqual(self._seen_by(self.persian), "gregorian")
        self.assertEqual(
            own.read(["calendar_system"])[0]["calendar_system"], "gregorian"
        )
        with self.assertRaises(AccessError):
            self.english.with_user(self.persian).calendar_system = "jalali"

    def test_the_choice_stands_in_the_preferences(self):
        own = self.persian.with_user(self.persian)
        with Form(own, "base.view_users_form_simple_modif") as form:
            form.calendar_system = "gregorian"
        self.assertEqual(self.persian.calendar_system, "gregorian")
        with Form(self.persian, "base.view_users_form") as form:
            form.calendar_system = "auto"
        self.assertEqual(self.persian.calendar_system, "auto")

    def test_asking_costs_no_query_once_the_user_is_known(self):
        env = self.env(user=self.persian, context={"lang": "fa_IR"})
        calendar_system.is_jalali(env)
        self.env.invalidate_all()
        with self.assertQueryCount(0):
            self.assertTrue(calendar_system.is_jalali(env))


@tagged("post_install", "-at_install")
class TestSession(HttpCase, JalaliCase):
    def _session_of(self, user):
        self.authenticate(user.login, user.login)
        answer = self.make_jsonrpc_request("/web/session/get_session_info", {})
        return answer["jalali"]

    def test_the_browser_is_told_which_calendar_the_user_sees(self):
        for user, seen in [
            (self.persian, "jalali"),
            (self.english, "gregorian"),
            (self.chooser, "gregorian"),
        ]:
            with self.subTest(user=user.login):
                self.assertEqual(
                    self._session_of(user),
                    {
                        "calendar_system": seen,
                        "enabled": True,
                        "guards": True,
                        "missing": [],
                        "persian": user != self.english,
                        "tz": "Asia/Tehran",
                    },
                )

    def test_the_browser_is_told_of_the_switch(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(calendar_system.ENABLED, "False")
        # a request that ends after the test leaves what it read in the cache
        self.addCleanup(parameters.set_param, calendar_system.ENABLED, "True")
        told = self._session_of(self.persian)
        self.assertEqual(
            (told["calendar_system"], told["enabled"]), ("gregorian", False)
        )

    def test_pages_of_the_portal_tell_it_too(self):
        portal = self._create_user("visitor", lang="fa_IR", groups="base.group_portal")
        self.authenticate(portal.login, portal.login)
        page = self.url_open("/my").text
        self.assertIn('"jalali": {"calendar_system": "jalali", "enabled": true', page)


@tagged("post_install", "-at_install")
class TestHolidays(HttpCase, JalaliCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company_calendar = cls.env.company.resource_calendar_id
        cls.company_calendar.tz = "Asia/Tehran"
        cls._create_leave("تاسوعا", "2026-06-24 20:30:00", "2026-06-25 20:30:00")
        cls._create_leave("نوروز", "2026-03-20 20:30:00", "2026-03-24 20:29:59")

    @classmethod
    def _create_leave(cls, name, date_from, date_to, **values):
        return cls.env["resource.calendar.leaves"].create(
            {
                "name": name,
                "calendar_id": cls.company_calendar.id,
                "date_from": date_from,
                "date_to": date_to,
                **values,
            }
        )

    def _ask(self, start, end, user=None):
        user = user or self.persian
        self.authenticate(user.login, user.login)
        days = {"start": start, "end": end}
        return self.make_jsonrpc_request("/web_jalali/holidays", days)

    def test_each_day_of_each_holiday_is_named(self):
        self.assertEqual(
            self._ask("2026-03-21", "2027-03-20"),
            [
                {"day": "2026-03-21", "name": "نوروز"},
                {"day": "2026-03-22", "name": "نوروز"},
                {"day": "2026-03-23", "name": "نوروز"},
                {"day": "2026-03-24", "name": "نوروز"},
                {"day": "2026-06-25", "name": "تاسوعا"},
            ],
        )

    def test_only_the_days_asked_for(self):
        self.assertEqual(
            self._ask("2026-03-24", "2026-06-24"),
            [{"day": "2026-03-24", "name": "نوروز"}],
        )
        self.assertEqual(self._ask("2026-06-26", "2026-07-01"), [])

    def test_the_leave_of_one_person_is_no_holiday(self):
        resource = self.env["resource.resource"].create({"name": "Sara"})
        self._create_leave(
            "مرخصی",
            "2026-05-01 05:00:00",
            "2026-05-01 13:00:00",
            resource_id=resource.id,
        )
        self.assertEqual(self._ask("2026-04-01", "2026-06-01"), [])

    def test_holidays_of_other_companies_stay_there(self):
        other = self.env["res.company"].create({"name": "Other"})
        self._create_leave(
            "جشن",
            "2026-05-01 05:00:00",
            "2026-05-01 13:00:00",
            calendar_id=other.resource_calendar_id.id,
        )
        self.assertEqual(self._ask("2026-04-01", "2026-06-01"), [])

    def test_a_visitor_gets_none(self):
        portal = self._create_user("visitor", lang="fa_IR", groups="base.group_portal")
        self.assertEqual(self._ask("2026-03-21", "2026-04-20", portal), [])
        self.authenticate(None, None)
        days = {"start": "2026-03-21", "end": "2026-04-20"}
        self.assertEqual(self.make_jsonrpc_request("/web_jalali/holidays", days), [])

    def test_what_is_no_day_or_too_long_is_refused(self):
        for start, end in [
            ("1405/01/01", "2026-04-20"),
            ("2026-03-21", None),
            ("2020-01-01", "2026-04-20"),
        ]:
            with (
                self.subTest(start=start, end=end),
                self.assertRaises(Exception) as caught,
            ):
                self._ask(start, end)
            self.assertIn(UserError.__name__, str(caught.exception))
