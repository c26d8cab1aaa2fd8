import threading
from datetime import date, datetime
from unittest.mock import patch

import babel.dates

from odoo.modules.registry import Registry
from odoo.tests import HttpCase, tagged
from odoo.tools import misc

from .. import babel_gate, calendar_system
from .common import JalaliCase

DAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 7, 0)  # half past ten in Tehran


class GateCase(JalaliCase):
    def render(self, arch, lang, **values):
        view = self.env["ir.ui.view"].create({"type": "qweb", "arch": f"<t>{arch}</t>"})
        qweb = self.env["ir.qweb"].with_context(lang=lang, tz="Asia/Tehran")
        return str(qweb._render(view.id, values)).strip()


@tagged("post_install", "-at_install")
class TestBabelGate(GateCase):
    def test_babel_writes_jalali_in_persian_only(self):
        for function, value, pattern, persian, english in [
            ("format_date", DAY, "short", "۱۴۰۵/۰۹/۰۲", "11/23/26"),
            ("format_date", DAY, "medium", "۲ آذر ۱۴۰۵", "Nov 23, 2026"),
            (
                "format_date",
                DAY,
                "full",
                "دوشنبه ۲ آذر ۱۴۰۵",
                "Monday, November 23, 2026",
            ),
            ("format_date", DAY, "yyyy-MM-dd", "۱۴۰۵-۰۹-۰۲", "2026-11-23"),
            ("format_date", DAY, "MMMM yyyy", "آذر ۱۴۰۵", "November 2026"),
            ("format_date", DAY, "QQQ yyyy", "پاییز ۱۴۰۵", "Q4 2026"),
            ("format_date", DAY, "'W'w YYYY", "W۳۶ ۱۴۰۵", "W48 2026"),
            ("format_date", DAY, "D", "۲۴۸", "327"),
            ("format_date", DAY, "d MMM yy", "۲ آذر ۰۵", "23 Nov 26"),
            (
                "format_datetime",
                MOMENT,
                "short",
                "۱۴۰۵/۰۹/۰۲ ۰۷:۰۰",
                "11/23/26, 7:00 AM",
            ),
            (
                "format_datetime",
                MOMENT,
                "HH:mm d MMMM",
                "۰۷:۰۰ ۲ آذر",
                "07:00 23 November",
            ),
            ("format_time", MOMENT, "HH:mm", "۰۷:۰۰", "07:00"),
        ]:
            with self.subTest(function=function, pattern=pattern):
                write = getattr(babel.dates, function)
                self.assertEqual(write(value, pattern, locale="fa_IR"), persian)
                self.assertEqual(write(value, pattern, locale="en_US"), english)
                locale = babel.Locale.parse("fa")
                self.assertEqual(write(value, pattern, locale=locale), persian)

    def test_it_is_switched_off_for_machines(self):
        with babel_gate.gregorian():
            text = babel.dates.format_date(DAY, "yyyy-MM-dd", locale="fa_IR")
        self.assertEqual(text, "2026-11-23")

    def test_it_is_switched_off_by_the_administrator(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(calendar_system.ENABLED, "False")
        written = babel.dates.format_date(DAY, "yyyy", locale="fa_IR")
        self.assertEqual(written, "2026")
        parameters.set_param(calendar_system.ENABLED, "True")
        written = babel.dates.format_date(DAY, "yyyy", locale="fa_IR")
        self.assertEqual(written, "۱۴۰۵")

    def test_a_change_by_another_worker_is_noticed(self):
        self.env.cr.execute(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, 'False')",
            [calendar_system.ENABLED],
        )
        registry = self.env.registry
        sequences = {**registry.cache_sequences, "stable": -1}
        with (
            self.enter_registry_test_mode(),
            patch.object(registry, "cache_sequences", sequences),
        ):
            written = babel.dates.format_date(DAY, "yyyy", locale="fa_IR")
        self.assertEqual(written, "2026")
        babel_gate.forget(registry)

    def test_days_outside_of_our_years_are_written_gregorian(self):
        for day in (date(784, 6, 12), date(2500, 1, 1)):
            written = babel.dates.format_date(day, "yyyy", locale="fa_IR")
            self.assertEqual(written, f"{day.year:04}")

    def test_a_thread_of_no_database_writes_as_babel_does(self):
        thread = threading.current_thread()
        others = {"a": self.env.registry, "b": self.env.registry}
        with (
            patch.object(thread, "dbname", None, create=True),
            patch.object(Registry, "registries", others),
        ):
            written = babel.dates.format_date(DAY, "yyyy", locale="fa_IR")
        self.assertEqual(written, "2026")

    def test_it_lies_once_however_often_it_is_laid(self):
        before = babel.dates.format_date
        babel_gate.install()
        self.assertIs(babel.dates.format_date, before)


@tagged("post_install", "-at_install")
class TestWrittenText(GateCase):
    def _create_partner(self, **values):
        partner = self.env["res.partner"].create({"name": "Sara", **values})
        partner.flush_recordset()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = %s",
            [MOMENT, partner.id],
        )
        partner.invalidate_recordset()
        return partner

    def test_functions_of_odoo(self):
        env = self.env(context={"lang": "fa_IR", "tz": "Asia/Tehran"})
        self.assertEqual(misc.format_date(env, DAY), "۱۴۰۵/۰۹/۰۲")
        self.assertEqual(
            misc.format_datetime(env, MOMENT, tz="Asia/Tehran"), "۱۴۰۵/۰۹/۰۲ ۱۰:۳۰:۰۰"
        )
        self.assertEqual(
            misc.format_datetime(env, MOMENT, tz="Asia/Tehran", lang_code="en_US"),
            "11/23/2026 10:30:00 AM",
        )
        self.assertEqual(misc.format_time(env, MOMENT, tz="Asia/Tehran"), "۱۰:۳۰:۰۰")

    def test_fields_and_widgets_of_pages(self):
        partner = self._create_partner()
        field = '<span t-field="partner.create_date"{}/>'
        for arch, persian, english in [
            (field.format(""), "۱۴۰۵/۰۹/۰۲ ۱۰:۳۰:۰۰", "11/23/2026 10:30:00 AM"),
            (
                field.format(""" t-options="{'widget': 'date'}\""""),
                "۱۴۰۵/۰۹/۰۲",
                "11/23/2026",
            ),
            (
                field.format(""" t-options="{'format': 'EEEE d MMMM y'}\""""),
                "دوشنبه ۲ آذر ۱۴۰۵",
                "Monday 23 November 2026",
            ),
            (
                field.format(
                    """ t-options="{'time_only': True, 'hide_seconds': True}\""""
                ),
                "۱۰:۳۰",
                "10:30 AM",
            ),
            (
                """<span t-out="day" t-options="{'widget': 'date'}"/>""",
                "۱۴۰۵/۰۹/۰۲",
                "11/23/2026",
            ),
        ]:
            for lang, text in [("fa_IR", persian), ("en_US", english)]:
                with self.subTest(arch=arch, lang=lang):
                    html = self.render(arch, lang, partner=partner, day=DAY)
                    self.assertIn(f">{text}</span>", html.replace("\u202f", " "))

    def test_mail_is_written_in_the_calendar_of_its_language(self):
        template = self.env["mail.template"].create(
            {
                "name": "x",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "use_default_to": False,
                "lang": "{{ object.lang }}",
                "subject": "{{ format_date(object.create_date) }}",
                "body_html": """<p t-out="format_datetime(object.create_date,
                    tz='Asia/Tehran', dt_format='EEEE d MMMM y HH:mm')"/>""",
            }
        )
        for lang, subject, body in [
            ("fa_IR", "۱۴۰۵/۰۹/۰۲", "دوشنبه ۲ آذر ۱۴۰۵ ۱۰:۳۰"),
            ("en_US", "11/23/2026", "Monday 23 November 2026 10:30"),
        ]:
            partner = self._create_partner(lang=lang)
            mail = template._generate_template(partner.ids, ("subject", "body_html"))
            self.assertEqual(mail[partner.id]["subject"], subject)
            self.assertIn(body, mail[partner.id]["body_html"])

    def test_the_reader_of_a_document_does_not_change_its_calendar(self):
        # who chose the Gregorian calendar still prints Persian letters as they are
        env = self.env(user=self.chooser, context={"lang": "fa_IR"})
        self.assertEqual(misc.format_date(env, DAY), "۱۴۰۵/۰۹/۰۲")


@tagged("post_install", "-at_install")
class TestPortalPage(HttpCase, JalaliCase):
    def test_dates_of_the_conversation_in_the_portal(self):
        portal = self._create_user("visitor", lang="fa_IR", groups="base.group_portal")
        message = portal.partner_id.message_post(body="x", message_type="comment")
        message.date = MOMENT
        for lang, text in [("fa_IR", "۱۴۰۵/۰۹/۰۲"), ("en_US", "11/23/2026")]:
            shown = message.with_context(
                lang=lang, tz="Asia/Tehran"
            ).portal_message_format()
            self.assertIn(text, shown[0]["published_date_str"])
