from odoo import models

from odoo.addons.business_cluster.lib import cost_shares
from odoo.addons.report_weasyprint.tools import paper_text

# The paper is Persian in every language of the screen, hence its texts are here.
SOURCES = {
    "own": "بودجهٔ دستگاه",
    "provincial": "اعتبارات استانی",
    "national": "اعتبارات ملی",
    "facility": "تسهیلات بانکی",
    "firms": "بنگاه‌های خوشه",
}
STATES = {
    "draft": "پیش‌نویس",
    "approved": "مصوب کمیته",
    "superseded": "جایگزین‌شده",
}


class CommitteeForecast(models.Model):
    """The printed comparison of a year's forecast with what was committed and paid."""

    _inherit = "committee.forecast"

    def _get_report_base_filename(self):
        self.ensure_one()
        place = self.province_id._get_printed_name()
        return paper_text.file_name("پیش‌بینی منابع مالی", place, self.jalali_year)

    def _paper_data(self):
        """Everything printed on the paper, formatted: Persian digits, Jalali days."""
        self.ensure_one()
        year, company = paper_text.digits(self.jalali_year), self.company_id
        rows = self._comparison_rows()
        by_cluster = {}
        for row in rows:
            by_cluster.setdefault(row["cluster"], []).append(row)
        return {
            "draft": self.state == "draft",
            "title": f"مقایسهٔ پیش‌بینی مالی سال {year} با تعهد و پرداخت – استان"
            f" {self.province_id._get_printed_name()}",
            "reference": self.resolution_id.number_label or "",
            "logo": company._paper_emblem(),
            "organisation": ["جمهوری اسلامی ایران", company.name],
            "numbers": [
                ("تاریخ", paper_text.day(self.decided_on)),
                ("مصوبه", self.resolution_id.number_label or ""),
            ],
            "identity": [
                ("استان", self.province_id._get_printed_name()),
                ("سال", year),
                ("وضعیت", STATES[self.state]),
                ("مصوب جلسهٔ", paper_text.day(self.decided_on) or "—"),
            ],
            "superseded": paper_text.day(self.superseded_on),
            "clusters": [
                {
                    "name": paper_text.digits(cluster.name),
                    "rows": [self._printed(row) for row in own],
                    "sum": self._sum(own),
                }
                for cluster, own in by_cluster.items()
            ],
            "bodies": [
                {
                    "name": paper_text.digits(body.name),
                    "sum": self._sum([row for row in rows if row["body"] == body]),
                }
                for body in self._in_order(rows, "body")
            ],
            "total": self._sum(rows),
        }

    def _comparison_rows(self):
        """The forecast of each body for each cluster, by source of funds, beside what
        it committed and paid for the year; also who gave without being forecast.

        :return: a list of {"cluster", "body", "sources": [(source, rials)],
            "forecast", "committed", "paid"} in the order of clusters and bodies
        """
        self.ensure_one()
        found = {}
        for line in self.line_ids:
            row = found.setdefault((line.cluster_id, line.partner_id), self._bare_row())
            row["sources"].append((line.source, line.amount))
            row["forecast"] += line.amount
        given = self.env["business.cluster.contribution"]._read_group(
            [
                ("company_id", "=", self.company_id.id),
                ("plan_year", "=", self.jalali_year),
                ("state", "=", "confirmed"),
            ],
            ["cluster_id", "partner_id", "kind"],
            ["amount:sum"],
        )
        for cluster, body, kind, amount in given:
            row = found.setdefault((cluster, body), self._bare_row())
            row["committed" if kind == "commitment" else "paid"] += amount
        ordered = sorted(
            found, key=lambda key: (key[0].name, key[0].id, key[1].name, key[1].id)
        )
        return [
            {"cluster": cluster, "body": body, **found[cluster, body]}
            for cluster, body in ordered
        ]

    def _bare_row(self):
        return {"sources": [], "forecast": 0, "committed": 0, "paid": 0}

    def _in_order(self, rows, name):
        return dict.fromkeys(
            sorted((row[name] for row in rows), key=lambda x: (x.name, x.id))
        )

    def _printed(self, row):
        return {
            "body": paper_text.digits(row["body"].name),
            "sources": [
                (SOURCES[source], paper_text.whole_rial(amount))
                for source, amount in row["sources"]
            ]
            or [("پیش‌بینی‌نشده", paper_text.whole_rial(0))],
            "given": self._figures([row])[1:],
        }

    def _sum(self, rows):
        committed = sum(row["committed"] for row in rows)
        forecast = sum(row["forecast"] for row in rows)
        return {
            "figures": self._figures(rows),
            "percent": paper_text.percent(cost_shares.percent(committed, forecast)),
        }

    def _figures(self, rows):
        """Forecast, committed, paid, and what is not committed yet."""
        forecast, committed, paid = (
            sum(row[name] for row in rows) for name in ("forecast", "committed", "paid")
        )
        figures = (forecast, committed, paid, forecast - committed)
        return [paper_text.whole_rial(rials) for rials in figures]
