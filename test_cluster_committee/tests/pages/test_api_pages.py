import os

from odoo.tests import TransactionCase, tagged

from .api_pages import VERBS, verbs_page


@tagged("post_install", "-at_install")
class TestVerbsPage(TransactionCase):
    def test_the_page_lists_the_steps_as_they_are_declared(self):
        """A new step fails here; UPDATE_PAGES=1 writes the page anew."""
        expected = verbs_page(self.env)
        if os.environ.get("UPDATE_PAGES"):
            VERBS.write_text(expected, encoding="utf-8")
        self.assertEqual(VERBS.read_text(encoding="utf-8"), expected)
