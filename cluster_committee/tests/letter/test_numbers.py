from odoo.tests import BaseCase, tagged

from ...lib import numbers


@tagged("post_install", "-at_install")
class TestNumbers(BaseCase):
    def test_numbers_are_persian_and_isolated(self):
        self.assertEqual(numbers.short_number(1, 1405), "\u2068۱/۱۴۰۵\u2069")
        self.assertEqual(numbers.short_number(12, 1405), "\u2068۱۲/۱۴۰۵\u2069")
        self.assertEqual(numbers.resolution_number(1, 1405, 3), "\u2068۱/۱۴۰۵/۳\u2069")
