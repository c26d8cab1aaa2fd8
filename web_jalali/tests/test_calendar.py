from datetime import date
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from ..tools import jalali
from .common import JalaliCase


class CalendarCase(JalaliCase):
    def create_event(self, user=None, **values):
        events = self.as_user(user or self.persian, "calendar.event")
        return events.create({"name": "x", **values})

    def days_of(self, event):
        """Return the Jalali days, in Tehran, of all events of a recurrence."""
        events = event.recurrence_id.calendar_event_ids.sorted("start")
        return [
            jalali.format_date(jalali.local_date(e.start), digits="latin")
            for e in events
        ]


@tagged("post_install", "-at_install")
class TestDisplayTime(CalendarCase):
    def test_invitations_tell_the_time_in_the_calendar_of_their_language(self):
        event = self.create_event(
            start="2026-11-23 06:30:00", stop="2026-11-23 08:00:00"
        )
        persian = event.with_context(lang="fa_IR")
        english = event.with_context(lang="en_US")
        text = persian.get_display_time_tz("Asia/Tehran")
        self.assertIn("۱۴۰۵/۰۹/۰۲", text)
        self.assertIn("۱۰:۰۰:۰۰", text)
        self.assertIn("۱۱:۳۰:۰۰", text)
        self.assertIn("(Asia/Tehran)", text)
        self.assertNotIn("\u2063", text)
        self.assertEqual(
            english.get_display_time_tz("Asia/Tehran"),
            "11/23/2026 at (10:00:00 AM To 11:30:00 AM) (Asia/Tehran)",
        )

    def test_days_without_hours_and_several_days(self):
        event = self.create_event(
            allday=True, start="2026-11-23", stop="2026-11-23", start_date="2026-11-23"
        )
        self.assertIn("۱۴۰۵/۰۹/۰۲", event.display_time)
        event = self.create_event(
            start="2026-11-23 06:30:00", stop="2027-03-21 06:30:00"
        )
        self.assertIn("۱۴۰۶/۰۱/۰۱", event.display_time)


@tagged("post_install", "-at_install")
class TestRecurrence(CalendarCase):
    def repeat(self, first, user=None, **rule):
        start = f"{jalali.parse_date(first)} 05:30:00"
        return self.create_event(
            user,
            start=start,
            stop=start,
            recurrency=True,
            event_tz="Asia/Tehran",
            **{
                "rrule_type": "monthly",
                "month_by": "date",
                "end_type": "count",
                "count": 4,
                "interval": 1,
                **rule,
            },
        )

    def test_a_month_later_is_the_same_jalali_day(self):
        event = self.repeat("1405/11/15", day=15)
        self.assertEqual(
            self.days_of(event),
            ["1405/11/15", "1405/12/15", "1406/01/15", "1406/02/15"],
        )
        hours = {e.start.hour for e in event.recurrence_id.calendar_event_ids}
        self.assertEqual(hours, {5})

    def test_the_last_day_of_short_months_counted_from_the_first(self):
        event = self.repeat("1405/05/31", day=31, count=10)
        self.assertEqual(
            self.days_of(event),
            [
                "1405/05/31",
                "1405/06/31",
                "1405/07/30",
                "1405/08/30",
                "1405/09/30",
                "1405/10/30",
                "1405/11/30",
                "1405/12/29",
                "1406/01/31",
                "1406/02/31",
            ],
        )

    def test_every_half_year(self):
        event = self.repeat("1402/12/29", day=29, interval=6, count=3)
        self.assertEqual(
            self.days_of(event), ["1402/12/29", "1403/06/29", "1403/12/29"]
        )

    def test_weekdays_of_the_jalali_month(self):
        event = self.repeat("1405/09/02", month_by="day", weekday="MON", byday="1")
        self.assertEqual(
            self.days_of(event),
            ["1405/09/02", "1405/10/07", "1405/11/05", "1405/12/03"],
        )
        event = self.repeat(
            "1405/09/30", month_by="day", weekday="MON", byday="-1", count=3
        )
        self.assertEqual(
            self.days_of(event), ["1405/09/30", "1405/10/28", "1405/11/26"]
        )

    def test_until_a_day_which_is_included(self):
        event = self.repeat(
            "1405/09/02",
            day=2,
            end_type="end_date",
            until=jalali.parse_date("1405/11/02"),
        )
        self.assertEqual(
            self.days_of(event), ["1405/09/02", "1405/10/02", "1405/11/02"]
        )
        self.assertIn(
            "۱۴۰۵/۱۱/۰۲",
            event.recurrence_id.with_context(lang="fa_IR").get_recurrence_name(),
        )

    def test_years(self):
        event = self.repeat("1403/12/30", rrule_type="yearly", count=6)
        self.assertEqual(
            self.days_of(event),
            [
                "1403/12/30",
                "1404/12/29",
                "1405/12/29",
                "1406/12/29",
                "1407/12/29",
                "1408/12/30",
            ],
        )

    def test_clock_changes_move_no_meeting(self):
        event = self.repeat("1400/12/15", day=15, count=3)
        self.assertEqual(self.days_of(event)[1], "1401/01/15")
        starts = event.recurrence_id.calendar_event_ids.sorted("start").mapped("start")
        clocks = {jalali.local(start, jalali.TEHRAN).hour for start in starts}
        self.assertEqual(clocks, {9})

    def test_a_meeting_after_midnight_keeps_its_local_day(self):
        event = self.create_event(
            start="2026-11-21 20:45:00",  # a quarter past midnight of 1 Azar
            stop="2026-11-21 21:45:00",
            recurrency=True,
            rrule_type="monthly",
            month_by="date",
            day=1,
            end_type="count",
            count=3,
            event_tz="Asia/Tehran",
        )
        self.assertEqual(
            self.days_of(event), ["1405/09/01", "1405/10/01", "1405/11/01"]
        )

    def test_a_new_rule_is_proposed_in_the_calendar_of_the_user(self):
        for user, day, nth in [(self.persian, 2, "1"), (self.english, 23, "-1")]:
            event = self.create_event(
                user, start="2026-11-23 06:30:00", stop="2026-11-23 07:30:00"
            )
            by_event = event._get_recurrence_params()
            by_date = event._get_recurrence_params_by_date(date(2026, 11, 23))
            for params in (by_event, by_date):
                self.assertEqual((params["day"], params["byday"]), (day, nth))

    def test_for_others_nothing_changes(self):
        for user in (self.english, self.chooser):
            event = self.repeat("1405/01/31", user, day=20, count=3)
            self.assertEqual(event.recurrence_id.calendar_system, "gregorian")
            starts = event.recurrence_id.calendar_event_ids.sorted("start").mapped(
                "start"
            )
            self.assertEqual([start.day for start in starts], [20, 20, 20])

    def test_the_rule_keeps_its_calendar_whoever_edits_it(self):
        event = self.repeat("1405/05/31", day=31, count=6)
        english = event.with_env(
            self.as_user(self.english, "calendar.event").env
        ).sudo()
        later = event.recurrence_id.calendar_event_ids.sorted("start")[2].with_env(
            english.env
        )
        later.write({"recurrence_update": "future_events", "name": "y"})
        self.assertEqual(later.recurrence_id.calendar_system, "jalali")
        self.assertEqual(
            self.days_of(later),
            ["1405/07/30", "1405/08/30", "1405/09/30", "1405/10/30"],
        )
        self.assertEqual(later.recurrence_id.day, 31)

    def test_a_persian_user_moves_a_gregorian_rule_as_it_is(self):
        event = self.repeat("1405/01/31", self.english, day=20, count=4)
        later = event.recurrence_id.calendar_event_ids.sorted("start")[1]
        later = later.with_env(self.as_user(self.persian, "calendar.event").env).sudo()
        later.write({"recurrence_update": "future_events", "name": "y"})
        starts = later.recurrence_id.calendar_event_ids.sorted("start").mapped("start")
        self.assertEqual([start.day for start in starts], [20, 20, 20])

    def test_weekly_rules_have_no_calendar(self):
        event = self.repeat(
            "1405/09/02", rrule_type="weekly", mon=True, count=2, month_by=False
        )
        self.assertEqual(self.days_of(event), ["1405/09/02", "1405/09/09"])
        self.assertNotIn("RSCALE", event.recurrence_id.rrule)

    def test_the_ical_rule_names_its_calendar_and_is_read_back(self):
        event = self.repeat("1405/05/31", day=31)
        rule = event.recurrence_id.rrule
        self.assertIn("RRULE:RSCALE=PERSIAN;SKIP=BACKWARD;FREQ=MONTHLY", rule)
        values = self.env["calendar.recurrence"]._rrule_parse(rule, event.start)
        self.assertEqual(
            (values["calendar_system"], values["rrule_type"], values["day"]),
            ("jalali", "monthly", 31),
        )
        plain = "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=5"
        values = self.env["calendar.recurrence"]._rrule_parse(plain, event.start)
        self.assertNotIn("calendar_system", values)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-22 08:00:00")  # 31 Shahrivar 1405
class TestDelays(JalaliCase):
    def test_an_activity_is_due_so_many_jalali_months_later(self):
        kind = self.env["mail.activity.type"].create(
            {"name": "x", "delay_count": 6, "delay_unit": "months"}
        )
        for user, day in [
            (self.persian, date(2027, 3, 20)),
            (self.english, date(2027, 3, 22)),
        ]:
            seen = kind.with_env(self.as_user(user, "mail.activity.type").env)
            self.assertEqual(seen._get_date_deadline(), day)
        kind.delay_unit = "days"
        self.assertEqual(
            kind.with_user(self.persian)._get_date_deadline(), date(2026, 9, 28)
        )

    def test_a_chained_activity_counts_from_the_one_before(self):
        kind = self.env["mail.activity.type"].create(
            {
                "name": "x",
                "delay_count": 1,
                "delay_unit": "months",
                "delay_from": "previous_activity",
            }
        )
        env = self.as_user(self.persian, "mail.activity.type").env
        seen = kind.with_env(env).with_context(activity_previous_deadline="2026-11-21")
        self.assertEqual(seen._get_date_deadline(), date(2026, 12, 21))

    def test_the_notice_of_an_activity_tells_its_deadline(self):
        threads = self.env.registry["mail.thread"]
        for user, text in [(self.persian, "۱۴۰۵/۰۹/۰۲"), (self.english, "11/23/2026")]:
            with patch.object(threads, "_notify_thread", autospec=True) as notify:
                self.env.user.partner_id.activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=date(2026, 11, 23),
                    user_id=user.id,
                )
            told = [str(call.kwargs.get("subtitles")) for call in notify.mock_calls]
            self.assertIn(text, "".join(told))

    def test_a_step_of_a_plan_lies_before_or_after_its_day(self):
        plan = self.env["mail.activity.plan"].create(
            {"name": "x", "res_model": "res.partner"}
        )
        step = self.env["mail.activity.plan.template"].create(
            {
                "plan_id": plan.id,
                "summary": "y",
                "delay_count": 1,
                "delay_unit": "months",
                "delay_from": "before_plan_date",
            }
        )
        seen = step.with_env(self.as_user(self.persian, "res.partner").env)
        self.assertEqual(seen._get_date_deadline(date(2026, 10, 22)), date(2026, 9, 21))
        step.delay_from = "after_plan_date"
        self.assertEqual(seen._get_date_deadline(), date(2026, 10, 22))
