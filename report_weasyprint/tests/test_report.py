import subprocess
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.web_jalali.tools import jalali

from ..report import paper_engine
from .common import PaperReportCase
from .pdf_text import read_back, squeezed


@tagged("post_install", "-at_install")
class TestReport(PaperReportCase):
    """A report that asks for WeasyPrint gets the page that official paper has."""

    def test_each_page_has_the_table_head_its_number_and_the_running_header(self):
        pages = read_back(self._print(self.partner))
        self.assertGreater(len(pages), 1)
        total = jalali.to_persian_digits(len(pages))
        for number, page in enumerate(pages, start=1):
            number = jalali.to_persian_digits(number)
            self.assertIn(squeezed(f"صفحهٔ {number} از {total}"), page)
            self.assertIn(squeezed("ردیف"), page)
        for page in pages[1:]:
            self.assertIn(squeezed("معرفی سهراب کاظمی"), page)

    def test_the_letterhead_says_whose_paper_it_is(self):
        company = self.env.company
        company.name = "شرکت نمونه"
        page = read_back(self._print(self.partner))[0]
        for text in ("بسمه تعالی", "شرکت نمونه", "تاریخ", "۱۴۰۵/۰۹/۰۲", "......"):
            self.assertIn(squeezed(text), page)
        company.paper_letterhead = "سازمان مادر\nشعبهٔ 2"
        page = read_back(self._print(self.partner))[0]
        self.assertIn(squeezed("سازمان مادر"), page)
        self.assertIn(squeezed("شعبهٔ ۲"), page)
        self.assertNotIn(squeezed("شرکت نمونه"), page)

    def test_a_draft_is_marked_on_every_page(self):
        mark = squeezed("پیش‌نویس")
        self.assertNotIn(mark, "".join(read_back(self._print(self.partner))))
        self.partner.active = False
        for page in read_back(self._print(self.partner)):
            self.assertIn(mark, page)

    def test_the_fonts_are_in_the_file(self):
        done = subprocess.run(
            ["pdffonts", "-"],
            input=self._print(self.partner),
            check=True,
            capture_output=True,
        )
        fonts = done.stdout.decode().splitlines()[2:]
        self.assertTrue(fonts)
        for font in fonts:
            embedded, subset, unicode = font.split()[-5:-2]
            self.assertEqual((embedded, subset, unicode), ("yes", "yes", "yes"), font)

    def test_it_is_set_in_the_typeface_of_the_record_s_company(self):
        company = self.env["res.company"].create({"name": "دیگر", "paper_font": "Zar"})
        with patch.object(paper_engine, "render", return_value=b"%PDF-") as render:
            self.reports._make_paper(self.report, self.partner)
            self.partner.company_id = company
            self.reports._make_paper(self.report, self.partner)
        fonts = [call.args[1] for call in render.call_args_list]
        self.assertEqual(fonts, [False, "Zar"])

    def test_it_is_persian_whatever_the_reader_s_screen_speaks(self):
        self.assertEqual(self.reports._paper_lang(), "fa_IR")
        self.assertEqual(self.reports._paper_lang(self.partner), "fa_IR")
        with patch.object(type(self.partner), "_paper_lang", "xx_XX", create=True):
            self.assertIsNone(self.reports._paper_lang(self.partner))

    def test_who_may_not_read_may_not_print(self):
        user = new_test_user(self.env, "reader", groups="base.group_user")
        self.assertTrue(self._print(self.partner, user))
        self.env["ir.rule"].create(
            {
                "name": "Nobody reads this partner",
                "model_id": self.env["ir.model"]._get("res.partner").id,
                "domain_force": [("id", "!=", self.partner.id)],
            }
        )
        with self.assertRaises(AccessError):
            self._print(self.partner, user)

    def test_several_records_come_in_one_file(self):
        other = self.partner.copy({"name": "مریم دهقانی"})
        pages = "".join(read_back(self._print(self.partner | other)))
        self.assertIn(squeezed("سهراب کاظمی"), pages)
        self.assertIn(squeezed("مریم دهقانی"), pages)

    def test_the_client_learns_the_engine(self):
        action = self.report.report_action(self.partner)
        self.assertEqual(action["pdf_engine"], "weasyprint")
        self.assertEqual(self.report._get_action_dict()["pdf_engine"], "weasyprint")

    def test_other_reports_go_odoo_s_own_way(self):
        self.report.pdf_engine = "wkhtmltopdf"
        self.assertNotIn("pdf_engine", self.report.report_action(self.partner))
        with patch.object(paper_engine, "render") as render:
            self.report.report_type = "qweb-html"
            self.reports._render(self.report.report_name, self.partner.ids)
        render.assert_not_called()
