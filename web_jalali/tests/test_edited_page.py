from lxml import html

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import JalaliCase


@tagged("post_install", "-at_install")
class TestEditedPage(JalaliCase):
    """Dates that are edited in the page itself come back as text."""

    def read_back(self, kind, text, user=None, **attributes):
        element = html.Element(
            "span", {k.replace("_", "-"): v for k, v in attributes.items()}
        )
        element.text = text
        converter = self.as_user(user or self.persian, f"ir.qweb.field.{kind}")
        return converter.from_html(self.env["res.partner"], None, element)

    def test_a_jalali_date_is_read_back(self):
        for text in ("۱۴۰۵/۰۹/۰۲", " 1405/9/2 ", "۲ آذر ۱۴۰۵"):
            self.assertEqual(self.read_back("date", text), "2026-11-23")
        self.assertFalse(self.read_back("date", " "))

    def test_a_moment_is_read_in_the_time_zone_that_the_page_names(self):
        text = "۱۴۰۵/۰۹/۰۲ ۰۰:۱۵:۰۰"
        self.assertEqual(self.read_back("datetime", text), "2026-11-22 20:45:00")
        self.assertEqual(
            self.read_back("datetime", text, data_oe_original_tz="UTC"),
            "2026-11-23 00:15:00",
        )

    def test_what_is_shown_is_what_is_read(self):
        moment = "2026-11-22 20:45:00"
        shown = self.as_user(self.persian, "ir.qweb.field.datetime").value_to_html(
            moment, {}
        )
        self.assertEqual(self.read_back("datetime", shown), moment)

    def test_an_impossible_day_is_refused_in_persian(self):
        with self.assertRaisesRegex(ValidationError, "اسفند ۱۴۰۴ دارای ۲۹ روز"):
            self.read_back("date", "۱۴۰۴/۱۲/۳۰")
        with self.assertRaises(ValidationError):
            self.read_back("datetime", "۱۴۰۵/۰۹/۰۲ ۲۵:۰۰")

    def test_an_english_page_is_read_as_ever(self):
        self.assertEqual(
            self.read_back("date", "11/23/2026", self.english), "2026-11-23"
        )
