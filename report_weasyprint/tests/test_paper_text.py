import time

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

    def test_no_text_takes_long(self):
        """The longest that a field takes, of what a pattern might stumble over."""
        for part in "1 . - 1- ./ a1 1. آ ۱ \n \u200c".split(" ") + [" ", "\n "]:
            text = (part or " ") * (200_000 // len((part or " ").encode()))
            for function in (
                *(paper_text.digits, paper_text.isolated, paper_text.clause),
                *(paper_text.courteous, paper_text.office, paper_text.paragraphs),
            ):
                with self.subTest(part=part, function=function.__name__):
                    began = time.process_time()
                    function(text)
                    self.assertLess(time.process_time() - began, 2)

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
