from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.report_weasyprint.tests.pdf_text import read_back, squeezed
from odoo.addons.report_weasyprint.tools import paper_text

from ..common import TODAY, CommitteeCase, day
from ..yearly.test_yearly import YearlyCase

FORECAST = "cluster_committee.action_report_committee_forecast_comparison"
OF_CLUSTER = "cluster_committee.action_report_business_cluster_decisions"
OF_BODY = "cluster_committee.action_report_res_partner_decisions"


class PrintingCase(CommitteeCase):
    real_paper = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")

    def _pages(self, report, record, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.officer)
        reports = reports.with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(report, record.ids)
        self.assertEqual((kind, content[:5]), ("pdf", b"%PDF-"))
        return read_back(content, "-layout")

    def assertPrinted(self, text, page):
        self.assertIn(squeezed(text), page)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestForecastPaper(PrintingCase, YearlyCase):
    """The year's forecast on paper, beside what was committed and paid (4-3-4)."""

    def _forecast(self, lines):
        return self._create(
            "committee.forecast",
            line_ids=[
                Command.create(
                    {
                        "cluster_id": cluster.id,
                        "partner_id": body.id,
                        "source": source,
                        "amount": rials,
                        "reason": "A reason",
                    }
                )
                for cluster, body, source, rials in lines
            ],
        )

    def test_each_row_and_sum_is_printed_to_the_rial(self):
        plan = self._create_plan("approved", cluster=self._create_cluster("planning"))
        project = plan._project_shares()
        broker = plan.broker_id
        given = project.filtered(lambda s: s.partner_id == broker)
        self._create_contribution(given, "confirmed", amount=1001)
        self._create_contribution(given, "confirmed", amount=501, kind="payment")
        body = self.env["res.partner"].create(
            {"name": "دانشگاه آزاد", "is_company": True}
        )
        forecast = self._forecast(
            [
                (plan.cluster_id, broker, "own", 12_345_678),
                (plan.cluster_id, broker, "national", 1_000_000),
                (self.honey, body, "facility", 7_000_000_000),
            ]
        )
        page = "".join(self._pages(FORECAST, forecast))
        for text in (
            *("عسل", "دانشگاه آزاد", "تسهیلات بانکی", "بودجهٔ دستگاه", "اعتبارات ملی"),
            *("۱۲٬۳۴۵٬۶۷۸", "۷٬۰۰۰٬۰۰۰٬۰۰۰", "۱٬۰۰۱", "۵۰۱"),
            *("۱۳٬۳۴۴٬۶۷۷", "۷٬۰۱۳٬۳۴۵٬۶۷۸", "۷٬۰۱۳٬۳۴۴٬۶۷۷"),  # gaps and the sum
            *("پیش‌نویس", "صفحهٔ ۱ از ۲"),
        ):
            self.assertPrinted(text, page)

    def test_the_paper_has_the_sums_of_the_screen(self):
        forecast = self._forecast([(self.honey, self.own.partner_id, "own", 5000)])
        self._resolve(forecast)
        plan = self._create_plan("approved")
        share = plan._project_shares()[0]
        self._create_contribution(share, "confirmed", amount=7)
        self.env.flush_all()
        screen = self.env["committee.forecast.comparison"].search(
            [("company_id", "=", self.own.id), ("jalali_year", "=", 1405)]
        )
        names = ("forecast", "committed", "paid")
        paper = forecast._comparison_rows()
        self.assertEqual(
            {
                (row["cluster"], row["body"]): [row[name] for name in names]
                for row in paper
            },
            {
                (row.cluster_id, row.partner_id): [row[name] for name in names]
                for row in screen
            },
        )
        self.assertEqual(len(paper), 2)

    def test_a_long_forecast_repeats_its_heads_and_counts_its_pages(self):
        bodies = self.env["res.partner"].create(
            [{"name": f"دستگاه شمارهٔ {n}", "is_company": True} for n in range(60)]
        )
        forecast = self._forecast(
            [(self.honey, body, "own", 1000 + n) for n, body in enumerate(bodies)]
        )
        pages = self._pages(FORECAST, forecast)
        self.assertGreater(len(pages), 3)
        total = paper_text.digits(len(pages))
        for number, page in enumerate(pages, start=1):
            self.assertPrinted(f"صفحهٔ {paper_text.digits(number)} از {total}", page)
            self.assertPrinted("تعهدنشده", page)
        everything = "".join(pages)
        for n in range(60):
            # once by cluster, once in the sum of the body, each with its gap
            figure = squeezed(paper_text.whole_rial(1000 + n))
            self.assertEqual(everything.count(figure), 4, n)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDecisionsPaper(PrintingCase):
    """What was decided about a cluster or an institution, on paper: to each reader what
    is his."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.body = cls.env["res.partner"].create(
            {"name": "سازمان ملی استاندارد", "is_company": True}
        )
        cls.cluster = cls._create_cluster(name="خوشهٔ عسل")
        cls.meeting = cls._decide(cls._create_committee(), "مصوبهٔ استان", 45)
        foreign = cls._create_committee(company=cls.foreign)
        cls._decide(foreign, "مصوبهٔ بیگانه", 1)

    @classmethod
    def _decide(cls, committee, text, count):
        meeting = cls._create_meeting("held", committee)
        own = committee.company_id == cls.own
        cls.env["committee.resolution"].with_env(meeting.env).create(
            [
                {
                    "meeting_id": meeting.id,
                    "item_id": meeting.agenda_item_ids[0].id,
                    "name": f"{text} {n}",
                    "deadline": day("1405/08/01"),
                    "cluster_ids": [Command.set(cls.cluster.ids if own else [])],
                    "task_ids": [Command.create({"partner_id": cls.body.id})],
                }
                for n in range(count)
            ]
        )
        for step in ("recorded", "signed", "dispatched"):
            getattr(cls, f"_to_{step}")(meeting, day("1405/06/16"))
        return meeting

    def _check_rows(self, pages):
        self.assertGreater(len(pages), 2)
        everything = "".join(pages)
        for resolution in self.meeting.resolution_ids:
            if resolution.cluster_ids:
                self.assertPrinted(resolution.number_label, everything)
        self.assertPrinted("سررسید گذشته", everything)
        self.assertPrinted("نامهٔ ابلاغ", everything)
        for number, page in enumerate(pages, start=1):
            number, total = map(paper_text.digits, (number, len(pages)))
            self.assertPrinted(f"صفحهٔ {number} از {total}", page)
        for page in pages[:-1]:
            self.assertPrinted("شرح مصوبه", page)

    def test_of_a_cluster(self):
        pages = self._pages(OF_CLUSTER, self.cluster)
        self._check_rows(pages)
        self.assertPrinted("خوشهٔ عسل", pages[0])

    def test_of_an_institution_and_without_those_of_other_provinces(self):
        pages = self._pages(OF_BODY, self.body)
        self._check_rows(pages)
        self.assertNotIn(squeezed("مصوبهٔ بیگانه"), "".join(pages))
        everything = "".join(self._pages(OF_BODY, self.body, self.national))
        self.assertPrinted("مصوبهٔ بیگانه", everything)

    def test_who_reads_of_no_committee_prints_nothing(self):
        stranger = new_test_user(self.env, "stranger", "base.group_user")
        with self.assertRaises(AccessError):
            self._pages(OF_BODY, self.body, stranger)
