from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.report_weasyprint.tests.pdf_text import read_back, squeezed

from .common import TODAY, ClusterCase, day
from .worked_plan import BODIES, LINES, NAME

REPORT = "business_cluster.action_report_business_cluster_plan_cost_table"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCostTable(ClusterCase):
    """The printed table of shares is that of the scenario, to the rial."""

    real_paper = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cluster = cls._create_cluster("planning", name=NAME)
        cls._support(cluster)
        cluster.supporter_ids.unlink()
        names = ("میراث فرهنگی", "تعاون، کار و رفاه", "صنعت، معدن و تجارت")
        bodies = cls.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in names]
        )
        partners = [cls.own.partner_id, *bodies]
        cls.plan = cluster.plan_ids.create(
            {
                "cluster_id": cluster.id,
                "jalali_year": 1405,
                **cls._minutes("1405/05/11"),
                "line_ids": [
                    Command.create(
                        {
                            "sequence": order,
                            "code": code,
                            "name": name,
                            "kind": kind,
                            "cost": cost,
                            "share_ids": [
                                Command.create({"partner_id": body.id, "amount": rial})
                                for body, rial in zip(partners, shares, strict=True)
                                if rial
                            ],
                        }
                    )
                    for order, (code, kind, name, cost, shares) in enumerate(LINES)
                ],
            }
        )

    def _print(self, plan):
        reports = self.env["ir.actions.report"].with_user(self.officer)
        reports = reports.with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(REPORT, plan.ids)
        self.assertEqual((kind, content[:5]), ("pdf", b"%PDF-"))
        return read_back(content, "-layout")

    def assertPrinted(self, text, page):
        self.assertIn(squeezed(text), page)

    def test_sums_and_percents_are_those_of_the_scenario(self):
        self.plan.with_user(self.secretary).action_approve()
        for share in self.plan._project_shares():
            if share.partner_id.name != "صنعت، معدن و تجارت":
                values = {"amount": share.amount, "date": day("1405/07/02")}
                self._create_contribution(share, "confirmed", **values)
        page = "".join(self._print(self.plan))
        for _code, _kind, name, *_rest in LINES:
            self.assertPrinted(name.split("،")[0].split("–")[0], page)
        for figure in (
            *("۹٬۶۰۰٬۰۰۰٬۰۰۰", "۲۴٬۰۰۰٬۰۰۰٬۰۰۰", "۳۶٬۰۰۰٬۰۰۰٬۰۰۰"),
            *("۸٬۶۰۰٬۰۰۰٬۰۰۰", "۵٬۶۰۰٬۰۰۰٬۰۰۰", "۴٬۰۰۰٬۰۰۰٬۰۰۰"),
            *("۵٬۸۰۰٬۰۰۰٬۰۰۰", "۲۰٬۶۰۰٬۰۰۰٬۰۰۰", "۱۸٬۲۰۰٬۰۰۰٬۰۰۰"),
            *("۳۵٫۸۳", "۲۳٫۳۳", "۱۶٫۶۷", "۲۴٫۱۷", "۷۵٫۸۳"),
        ):
            self.assertPrinted(figure, page)
        self.assertNotIn(squeezed("پیش‌نویس"), page)

    def test_a_draft_is_marked(self):
        page = "".join(self._print(self.plan))
        self.assertPrinted("پیش‌نویس", page)

    def test_the_heads_are_repeated_on_every_page(self):
        self.plan.write(
            {
                "line_ids": [
                    Command.create(
                        {"code": f"ن{n}", "name": f"ردیف {n}", "cost": 1, "sequence": n}
                    )
                    for n in range(60)
                ]
            }
        )
        pages = self._print(self.plan)
        self.assertGreater(len(pages), 2)
        for page in pages[:-1]:
            self.assertPrinted("هزینه (ریال)", page)
        for n in range(60):
            self.assertTrue(any(squeezed(f"ن{n}") in page for page in pages), n)

    def test_who_may_not_read_may_not_print(self):
        with self.assertRaises(AccessError):
            reports = self.env["ir.actions.report"].with_user(self.foreign_officer)
            reports.with_context(force_report_rendering=True)._render_qweb_pdf(
                REPORT, self.plan.ids
            )

    def test_its_columns_are_the_bodies(self):
        self.assertEqual(len(self.plan._cost_table_data()["bodies"]), len(BODIES))
