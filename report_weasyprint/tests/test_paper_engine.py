from unittest.mock import patch
from urllib.parse import quote

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..report import paper_engine
from .common import PaperReportCase


@tagged("post_install", "-at_install")
class TestEngine(PaperReportCase):
    """The engine alone: what it reads, and what it says when something lacks."""

    def test_it_reads_nothing_but_assets(self):
        for address in (
            "http://127.0.0.1:8069/web/login",
            "https://example.com/pixel.png",
            "file:///etc/passwd",
            "ftp://example.com/x",
            "/etc/passwd",
            "/web/image/res.partner/1/image_1920",
            "/report_weasyprint/static/../models/res_company.py",
            "/report_weasyprint/static/%2e%2e/models/res_company.py",
            "/report_weasyprint/models/res_company.py",
            "/report_weasyprint/static/report/no_such_file.svg",
            "//example.com/report_weasyprint/static/report/emblem.svg",
            "https://addons.invalid.io/report_weasyprint/static/report/emblem.svg",
        ):
            for document in (
                f'<img src="{address}"/>',
                f'<link rel="stylesheet" href="{address}"/>',
                f'<p style="background: url({address})">متن</p>',
                f'<link rel="attachment" href="{address}"/>',
            ):
                with (
                    self.subTest(document=document),
                    self.assertRaises(paper_engine.RefusedAddress),
                    mute_logger("weasyprint"),
                ):
                    paper_engine.render(f"<html><body>{document}</body></html>")

    def test_it_reads_assets_and_data(self):
        dot = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
        pixel = f"data:image/svg+xml,{quote(dot)}"
        emblem = "/report_weasyprint/static/report/emblem.svg"
        html = f'<img src="{emblem}"/><img src="{pixel}"/><p>متن</p>'
        self.assertTrue(paper_engine.render(html).startswith(b"%PDF-"))

    def test_without_a_persian_font_it_says_which_to_install(self):
        paper_engine.persian_fonts.cache_clear()
        with (
            patch.object(paper_engine, "_installed_families", return_value=set()),
            self.assertRaisesRegex(UserError, "fonts-noto-core"),
        ):
            self._paper()
        self.assertTrue(self._paper().startswith(b"%PDF-"))  # once installed

    def test_without_its_libraries_it_says_which_to_install(self):
        with (
            patch.object(paper_engine, "weasyprint", None),
            self.assertRaisesRegex(UserError, "libpango-1.0-0"),
        ):
            self._paper()

    def _paper(self):
        return self.reports._make_paper(self.report, self.partner)

    def test_the_typeface_most_liked_comes_first(self):
        paper_engine.persian_fonts.cache_clear()
        self.addCleanup(paper_engine.persian_fonts.cache_clear)
        found = {"DejaVu Sans", "Zar", "Vazirmatn", "Noto Naskh Arabic"}
        with patch.object(paper_engine, "_installed_families", return_value=found):
            self.assertEqual(
                paper_engine.persian_fonts(),
                ["Vazirmatn", "Noto Naskh Arabic", "DejaVu Sans", "Zar"],
            )
