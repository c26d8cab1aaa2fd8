from odoo import models

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali, persian

from ..lib import cost_shares

# The paper is Persian in every language of the screen, hence its texts are here.
WORDS = {
    "code": "کد",
    "line": "شرح",
    "kind": "نوع هزینه",
    "cost": "هزینه (ریال)",
    "broker": "(کارگزار)",
    "agency": "عاملیت",
    "project": "پروژه",
    "agency_total": "جمع عاملیت",
    "project_total": "جمع پروژه",
    "percent": "سهم از هزینهٔ پروژه‌ها",
    "total": "جمع کل",
    "committed": "تعهدشده برای پروژه‌ها",
    "paid": "پرداخت‌شده برای پروژه‌ها",
    "gap": "تعهدنشده برای پروژه‌ها",
}
YEARS = {"1": "سال اول", "2": "سال دوم", "3": "سال سوم"}
STATES = {
    "draft": "پیش‌نویس",
    "approved": "مصوب شورای راهبری",
    "superseded": "جایگزین‌شده",
}


class BusinessClusterPlan(models.Model):
    """The cost-sharing table of a plan: one method builds it for the screen and the
    paper."""

    _inherit = "business.cluster.plan"

    def _get_report_base_filename(self):
        self.ensure_one()
        return paper_text.file_name(
            "برنامهٔ عمل", self.cluster_id.name, self.jalali_year
        )

    def _paper_data(self):
        self.ensure_one()
        cluster, company = self.cluster_id, self.company_id
        name = paper_text.digits(cluster.name)
        year = paper_text.digits(self.jalali_year)
        return {
            "draft": self.state == "draft",
            "title": f"جدول تقسیم هزینهٔ برنامهٔ عمل سال {year} – {name}",
            "reference": paper_text.isolated(self.minutes_number),
            "logo": company._paper_emblem(),
            "organisation": ["جمهوری اسلامی ایران", company.name],
            "numbers": [
                ("تاریخ", paper_text.day(self.minutes_date)),
                ("شماره", paper_text.isolated(self.minutes_number)),
                ("پیوست", ""),
            ],
            "identity": [
                ("خوشه", name),
                ("استان", self.province_id._get_printed_name()),
                ("سازمان کارگزار توسعه", self.broker_id.name),
                ("عامل توسعهٔ خوشه", cluster.agent_id.name or "—"),
                ("سال پروژه", YEARS.get(self.project_year, "—")),
                ("وضعیت", STATES[self.state]),
            ],
            "superseded": paper_text.day(self.superseded_on),
            "table": self._cost_table_data(WORDS),
        }

    def _cost_table_data(self, words=None):
        """The table: a column for each body, a row for each line, sums and percents.

        :param words: the words of the paper; those of the user's screen by default
        :return: {"class" and "style", "words", "bodies": names, "groups": rows of
            lines with the row that sums them, "total", "rows": what was committed, paid
            and is missing}; a row is {"cells": one text for the cost and one a body}
        """
        self.ensure_one()
        self.line_ids.share_ids.fetch(["amount", "partner_id", "line_id", "kind"])
        table = _Table(self, words or self._screen_words(), words is not None)
        return table.data()

    def _screen_words(self):
        return {
            "code": self.env._("Code"),
            "line": self.env._("Line"),
            "kind": self.env._("Kind"),
            "cost": self.env._("Cost (Rial)"),
            "broker": self.env._("(broker)"),
            "agency": self.env._("Agency"),
            "project": self.env._("Project"),
            "agency_total": self.env._("Sum of the agency"),
            "project_total": self.env._("Sum of the projects"),
            "percent": self.env._("Share of the project cost"),
            "total": self.env._("Total cost"),
            "committed": self.env._("Committed to the projects"),
            "paid": self.env._("Paid to the projects"),
            "gap": self.env._("Not committed to the projects"),
        }

    def _given_by_body(self):
        """{(body, kind of contribution): rials confirmed for the projects}, of this
        plan and, where it is in force, of those that it superseded."""
        domain = [("state", "=", "confirmed"), ("cost_kind", "=", "project")]
        if self.state == "approved":
            domain += [
                ("cluster_id", "=", self.cluster_id.id),
                ("plan_year", "=", self.jalali_year),
            ]
        else:
            domain.append(("plan_id", "=", self.id))
        found = self.env["business.cluster.contribution"]._read_group(
            domain, ["partner_id", "kind"], ["amount:sum"]
        )
        return {(body, kind): amount for body, kind, amount in found}


class _Table:
    """Puts the shares of one plan in rows and columns."""

    def __init__(self, plan, words, paper):
        self.plan = plan
        self.words = words
        # Bootstrap has a class of that name with another meaning
        self.style = "grid" if paper else "table table-sm table-bordered"
        self.persian = paper or persian.is_persian(plan.env)
        self.lines = plan.line_ids.sorted(lambda line: (line.kind, line.sequence))
        shares = self.lines.share_ids
        self.bodies = plan.broker_id | shares.partner_id
        self.amounts = {(s.line_id, s.partner_id): s.amount for s in shares}

    def data(self):
        groups = []
        for kind in ("agency", "project"):
            lines = self.lines.filtered(lambda line, kind=kind: line.kind == kind)
            if lines:
                groups.append(self._group(kind, lines))
        return {
            "class": self.style,
            # the screen would make all columns equal
            "style": self.style != "grid" and "table-layout: auto",
            "words": self.words,
            "bodies": [self._body_name(body) for body in self.bodies],
            "groups": groups,
            "total": self._row("total", self.lines),
            "rows": self._given_rows(),
        }

    def _body_name(self, body):
        name = paper_text.digits(body.name) if self.persian else body.name
        return f"{name} {self.words['broker']}" if body == self.plan.broker_id else name

    def _group(self, kind, lines):
        return {
            "lines": [self._line(line) for line in lines],
            "sum": self._row(f"{kind}_total", lines, percents=kind == "project"),
        }

    def _line(self, line):
        days = [self._day(day) for day in (line.date_start, line.date_end) if day]
        return {
            "code": line.code,
            "name": paper_text.digits(line.name) if self.persian else line.name,
            "kind": self.words[line.kind],
            "details": [
                detail for detail in (line.indicator, " – ".join(days)) if detail
            ],
            "cells": self._cells(line.cost, self._of_bodies(line)),
        }

    def _of_bodies(self, lines):
        return [
            sum(self.amounts.get((line, body), 0) for line in lines)
            for body in self.bodies
        ]

    def _row(self, word, lines, percents=False):
        cost, shares = sum(lines.mapped("cost")), self._of_bodies(lines)
        row = {"name": self.words[word], "cells": self._cells(cost, shares)}
        if percents:
            row["percents"] = [self._percent(share, cost) for share in (cost, *shares)]
        return row

    def _given_rows(self):
        """What was committed and paid for the projects, and what is missing."""
        given = self.plan._given_by_body()
        projects = self.lines.filtered(lambda line: line.kind == "project")
        planned = self._of_bodies(projects)
        committed, paid = (
            [given.get((body, kind), 0) for body in self.bodies]
            for kind in ("commitment", "payment")
        )
        gap = [share - amount for share, amount in zip(planned, committed, strict=True)]
        return [
            {
                "name": self.words[word],
                "cells": self._cells(sum(amounts), amounts),
                "percents": [
                    self._percent(amount, share)
                    for amount, share in zip(
                        (sum(amounts), *amounts), (sum(planned), *planned), strict=True
                    )
                ],
            }
            for word, amounts in (
                ("committed", committed),
                ("paid", paid),
                ("gap", gap),
            )
        ]

    def _cells(self, cost, shares):
        return [self._number(amount) for amount in (cost, *shares)]

    def _number(self, amount):
        whole = round(amount)
        return jalali.group_digits(whole) if self.persian else f"{whole:,}"

    def _percent(self, part, whole):
        share = cost_shares.percent(part, whole)
        return paper_text.percent(share) if self.persian else f"{share} %"

    def _day(self, day):
        text = jalali.format_date(day)
        return text if self.persian else jalali.to_latin_digits(text)
