import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..report import paper_engine, paper_pool
from .common import PaperReportCase
from .hostile_pictures import data_url, huge_png, nested_svg, raster


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
                ):
                    paper_engine.render(f"<html><body>{document}</body></html>")

    def test_it_reads_assets_and_pictures_inside_of_the_document(self):
        emblem = "/report_weasyprint/static/report/emblem.svg"
        html = f'<img src="{emblem}"/><img src="{data_url(raster())}"/><p>متن</p>'
        self.assertTrue(paper_engine.render(html).startswith(b"%PDF-"))

    def test_inside_of_the_document_are_raster_pictures_under_limits(self):
        for content in (nested_svg(), b"no picture", huge_png()):
            for kind in ("image/png", "image/svg+xml", "text/css", "font/woff2"):
                for html in (
                    '<img src="%s"/>',
                    '<p style="background: url(%s)">متن</p>',
                    '<embed src="%s"/>',
                    '<object data="%s"></object>',
                ):
                    with (
                        self.subTest(content=content[:20], kind=kind, html=html),
                        self.assertRaises(paper_engine.RefusedAddress),
                    ):
                        paper_engine.render(html % data_url(content, kind))

    def test_without_a_persian_font_it_says_which_to_install(self):
        paper_engine.persian_fonts.cache_clear()
        with (
            patch.object(paper_engine, "_installed_families", return_value=set()),
            self.assertRaisesRegex(UserError, "fonts-noto-core"),
        ):
            self._paper()
        self.assertTrue(self._paper().startswith(b"%PDF-"))  # once installed

    def test_without_its_libraries_it_says_which_to_install(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "weasyprint.py").write_text("raise OSError('no library')")
            path = patch.object(paper_pool.sys, "path", [folder, *sys.path])
            with path, patch.object(paper_pool, "_pools", [paper_pool.Pool()]):
                with self.assertRaisesRegex(UserError, "libpango-1.0-0"):
                    self._paper()
        self.assertTrue(self._paper().startswith(b"%PDF-"))

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
