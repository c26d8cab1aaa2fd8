from odoo.tests import BaseCase, tagged

from ..tools import paper_text


@tagged("post_install", "-at_install")
class TestPaperText(BaseCase):
    """Small words of the paper."""

    def test_digits_are_persian_but_in_latin_words(self):
        for text, printed in {
            "سال 1405": "سال ۱۴۰۵",
            "٤٥ روز": "۴۵ روز",
            "ISO-9001 بند 4-2": "ISO-9001 بند ۴-۲",
            "ISO9001:2015 و 3 نفر": "ISO9001:2015 و ۳ نفر",
            "info24@isipo.ir": "info24@isipo.ir",
            False: "",
        }.items():
            with self.subTest(text=text):
                self.assertEqual(paper_text.digits(text), printed)

    def test_posts_are_addressed_with_courtesy(self):
        for post, printed in {
            "معاون هماهنگی امور اقتصادی استاندار": (
                "معاون محترم هماهنگی امور اقتصادی استاندار"
            ),
            "مدیرکل صنعت، معدن و تجارت استان": (
                "مدیرکل محترم صنعت، معدن و تجارت استان"
            ),
            "رئیس محترم اتاق": "رئیس محترم اتاق",
            "سرپرستی بانک صنعت و معدن": "سرپرستی بانک صنعت و معدن",
            False: "",
        }.items():
            with self.subTest(post=post):
                self.assertEqual(paper_text.courteous(post) or "", printed)

    def test_numbers_and_offices(self):
        self.assertEqual(paper_text.ordinal(2), "دوم")
        self.assertEqual(paper_text.ordinal(13), "۱۳\u200cم")
        self.assertEqual(paper_text.rial(92_000_000_000.0), "۹۲٬۰۰۰٬۰۰۰٬۰۰۰")
        self.assertEqual(paper_text.rial(0), "")
        self.assertEqual(
            paper_text.office("معاون هماهنگی امور اقتصادی استاندار"),
            "معاونت هماهنگی امور اقتصادی",
        )
        self.assertEqual(paper_text.isolated("۲۲۰/1405"), "\u2068۲۲۰/۱۴۰۵\u2069")
        self.assertEqual(paper_text.isolated(False), "")
