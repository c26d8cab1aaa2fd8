import threading
from datetime import date, datetime, timedelta, timezone
from unittest.mock import patch

from odoo.tests import BaseCase, HttpCase, freeze_time, new_test_user, tagged

from odoo.addons.web_jalali.tools import clock, jalali

EVENING = datetime(2026, 3, 20, 21, 0)  # in Tehran the first of Farvardin 1405


class TestClock(BaseCase):
    def test_it_tells_the_moment_in_utc_without_a_zone(self):
        real = datetime.now(timezone.utc).replace(tzinfo=None)
        self.assertLess(abs(clock.now() - real), timedelta(seconds=5))
        self.assertEqual(clock.now().microsecond, 0)
        self.assertIsNone(clock.now().tzinfo)

    def test_moment_and_day_are_of_one_clock(self):
        with clock.moved_to(EVENING):
            self.assertEqual(clock.now(), EVENING)
            self.assertEqual(jalali.today(), date(2026, 3, 21))
            self.assertEqual(jalali.to_jalali(jalali.today()), (1405, 1, 1))

    def test_who_moves_it_gives_it_back(self):
        later = EVENING + timedelta(days=9)
        with freeze_time("2026-11-23 08:00:00"):
            with clock.moved_to(EVENING):
                with self.assertRaises(ZeroDivisionError), clock.moved_to(later):
                    self.assertEqual(clock.now(), later)
                    raise ZeroDivisionError
                self.assertEqual(clock.now(), EVENING)
            self.assertEqual(clock.now(), datetime(2026, 11, 23, 8))

    def test_it_is_moved_for_its_own_thread_only(self):
        seen = []
        with clock.moved_to(EVENING):
            thread = threading.Thread(target=lambda: seen.append(clock.now()))
            thread.start()
            thread.join()
        self.assertNotEqual(seen, [EVENING])

    def test_it_is_moved_to_a_moment_in_utc_only(self):
        for moment in ("2026-03-20", date(2026, 3, 20), EVENING.astimezone()):
            with self.assertRaises(clock.ClockError), clock.moved_to(moment):
                pass

    def test_a_process_may_be_started_into_another_time(self):
        self.assertEqual(clock._read_days(None), 0)
        self.assertEqual(clock._read_days("-30"), -30)
        with self.assertRaisesRegex(clock.ClockError, "whole number of days"):
            clock._read_days("tomorrow")
        with patch.object(clock, "_days", 30), freeze_time("2026-11-23 08:00:00"):
            self.assertEqual(clock.now(), datetime(2026, 12, 23, 8))
            self.assertEqual(clock.moved_days(), 30)


@tagged("post_install", "-at_install")
class TestMovedServer(HttpCase):
    def test_every_page_of_a_moved_server_says_so(self):
        user = new_test_user(self.env, "reader of clocks", "base.group_user")
        self.authenticate(user.login, user.login)
        banner = 'id="web_jalali_moved_clock"'
        self.assertNotIn(banner, self.url_open("/odoo").text)
        with patch.object(clock, "_days", 30):
            today = jalali.today().isoformat()
            page = self.url_open("/odoo").text
            self.assertIn(banner, page)
            self.assertIn(f"today is {today} here", page)
            self.authenticate(None, None)
            self.assertIn(banner, self.url_open("/web/login").text)

    def test_no_request_moves_it(self):
        user = new_test_user(self.env, "mover of clocks", "base.group_user")
        self.authenticate(user.login, user.login)
        seen = []
        told = type(self.env["ir.http"]).session_info

        def session_info(model):
            seen.append((clock.now(), model.env.context))
            return told(model)

        with patch.object(type(self.env["ir.http"]), "session_info", session_info):
            for context in ({"clock": "2020-01-01"}, {"moment": "2020-01-01 08:00:00"}):
                self.make_jsonrpc_request(
                    "/web/session/get_session_info", {"context": context}
                )
        self.assertEqual(len(seen), 2)
        for moment, _context in seen:
            self.assertGreater(moment.year, 2025)
