from datetime import date, datetime

from odoo.fields import Domain
from odoo.tests import freeze_time, tagged
from odoo.tools import date_utils

from .common import JalaliCase

NOW = "2026-11-23 20:31:00"  # 3 Azar 1405, one minute past midnight, in Tehran


@tagged("post_install", "-at_install")
class TestSmartDates(JalaliCase):
    def parse(self, text, user=None, tz="Asia/Tehran"):
        return date_utils.parse_date(
            text, self.as_user(user or self.persian, "res.partner", tz).env
        )

    @freeze_time(NOW)
    def test_months_and_years_are_jalali(self):
        for text, day in [
            ("today", date(2026, 11, 24)),
            ("today =1d", date(2026, 11, 22)),
            ("today =1d -1m", date(2026, 10, 23)),
            ("today =1d +1m", date(2026, 12, 22)),
            ("today =1d =1m", date(2026, 3, 21)),
            ("today =1d =1m +1y", date(2027, 3, 21)),
            ("today =31d", date(2026, 12, 21)),  # Azar has 30 days
            ("today +4m =31d", date(2027, 4, 20)),
            ("today =30d =12m", date(2027, 3, 20)),  # Esfand 1405 has 29
            ("today =12m =30d -1y", date(2026, 3, 20)),
            ("today -3y", date(2023, 11, 24)),
            ("today =1403y =12m =30d", date(2025, 3, 20)),
            ("today =2026y", date(2026, 11, 24)),
            ("today =1d +2d", date(2026, 11, 24)),
            ("today =1d +1w", date(2026, 11, 29)),
            ("today =1d =saturday", date(2026, 11, 21)),
            ("today =1d +saturday", date(2026, 11, 28)),
            ("today =1d =week_start", date(2026, 11, 21)),
        ]:
            with self.subTest(text=text):
                self.assertEqual(self.parse(text), day)

    @freeze_time(NOW)
    def test_moments_are_local_and_given_in_utc(self):
        for text, moment in [
            ("now =1d", datetime(2026, 11, 21, 20, 30)),
            ("=1d -1m", datetime(2026, 10, 22, 20, 30)),
            ("-1m", datetime(2026, 10, 24, 20, 31)),
            ("now =1d +9H", datetime(2026, 11, 22, 5, 30)),
            ("now =1d =9H +30M", datetime(2026, 11, 22, 6, 0)),
            ("now =1m =1d", datetime(2026, 3, 20, 20, 30)),
        ]:
            with self.subTest(text=text):
                self.assertEqual(self.parse(text), moment)

    @freeze_time(NOW)
    def test_the_day_is_that_of_the_time_zone(self):
        for tz, day in [
            ("UTC", date(2026, 11, 22)),
            ("Asia/Kabul", date(2026, 11, 22)),
            ("Asia/Tehran", date(2026, 11, 22)),
        ]:
            self.assertEqual(self.parse("today =1d", tz=tz), day)
        with freeze_time("2026-11-21 20:31:00"):
            self.assertEqual(self.parse("today =1d"), date(2026, 11, 22))
            self.assertEqual(self.parse("today =1d", tz="UTC"), date(2026, 10, 23))

    @freeze_time(NOW)
    def test_other_users_get_what_odoo_gives(self):
        for user in (self.english, self.chooser):
            self.assertEqual(self.parse("today =1d -1m", user), date(2026, 10, 1))
            self.assertEqual(self.parse("today =6m", user), date(2026, 6, 24))

    @freeze_time(NOW)
    def test_what_has_no_month_is_left_to_odoo(self):
        for text in ("today", "today -7d", "now", "2026-11-23", "today =monday", "+3H"):
            self.assertEqual(self.parse(text), self.parse(text, self.english))

    @freeze_time(NOW)
    def test_what_means_nothing_is_refused(self):
        for text in ("today =13m", "today =0d", "today =1d 5x", "today +900y", "=1d ="):
            with self.subTest(text=text), self.assertRaises(ValueError):
                self.parse(text)

    @freeze_time(NOW)
    def test_searches_use_it(self):
        currency = self.env["res.currency"].create({"name": "JLL", "symbol": "J"})
        days = ["2026-10-22", "2026-10-23", "2026-11-01", "2026-11-21", "2026-11-22"]
        rates = self.env["res.currency.rate"].create(
            [{"currency_id": currency.id, "name": day} for day in days]
        )
        last_month = Domain("name", ">=", "today =1d -1m") & Domain(
            "name", "<", "today =1d"
        )
        for user, found in [
            (self.persian, rates[1:4]),
            (self.english, rates[:2]),
            (self.chooser, rates[:2]),
        ]:
            model = self.as_user(user, "res.currency.rate")
            domain = Domain("id", "in", rates.ids) & last_month
            self.assertEqual(model.search(domain, order="id").ids, found.ids)
            self.assertEqual(
                rates.with_env(model.env).filtered_domain(domain).ids, found.ids
            )
