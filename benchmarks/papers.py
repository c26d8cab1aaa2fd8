"""What it costs to render a paper apart from the server's process.

`tools/run python benchmarks/papers.py`; needs no database. The same letter of one page,
and minutes of several, are rendered in this process and by the pool, turn by turn; each
number is the median of what one took, after the first.
"""

import logging
import statistics
import sys
import time
from pathlib import Path

import odoo.init  # noqa: F401  as an addon finds it
from odoo.tools import config

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 15
SENTENCE = "کمیتهٔ استانی توسعهٔ خوشه‌های کسب‌وکار در نشست شمارهٔ ۳ خود مقرر کرد "


def main():
    config.parse_config(["--addons-path", str(ROOT)])
    sys.path.insert(0, str(ROOT / "report_weasyprint"))
    sys.path.insert(0, str(ROOT / "report_weasyprint" / "report"))
    import paper_worker  # pylint: disable=import-outside-toplevel
    from report import paper_engine  # pylint: disable=import-outside-toplevel

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("weasyprint.progress").setLevel(logging.ERROR)
    families = paper_engine.persian_fonts()
    size = paper_engine.FONTS.get(families[0], "11pt")
    ways = {
        "in the process": lambda html: paper_worker.render(
            html, families, size, paper_engine.read_asset
        ),
        "apart": paper_engine.render,
    }
    print("| paper | in the process, ms | apart, ms | ratio | same bytes |")
    print("|---|---|---|---|---|")
    for name, rows in (("letter", 3), ("minutes", 60)):
        html = paper(rows)
        taken = {way: [] for way in ways}
        papers = set()
        for _turn in range(REPEATS + 1):
            for way, render in ways.items():
                began = time.perf_counter()
                papers.add(render(html))
                taken[way].append(time.perf_counter() - began)
        own, apart = (statistics.median(times[1:]) * 1000 for times in taken.values())
        same = "yes" if len(papers) == 1 else "NO"
        print(f"| {name} | {own:.0f} | {apart:.0f} | {apart / own:.2f} | {same} |")


def paper(rows):
    lines = "".join(
        f"<tr><td>{row}</td><td>{SENTENCE * 3}</td><td>۱۴۰۵/۰۹/۰۲</td></tr>"
        for row in range(rows)
    )
    return f"""<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8">
        <title>نامه</title>
        <link rel="stylesheet" href="/report_weasyprint/static/report/paper.css"></head>
        <body><div class="paper" data-title="نامه" data-reference="" data-mark="">
        <table class="letterhead"><tr><td class="letterhead_organisation">
        <img alt="" src="/report_weasyprint/static/report/emblem.svg"><div>شرکت</div>
        </td><td class="letterhead_name">بسمه تعالی</td><td></td></tr></table>
        <p>{SENTENCE * 6}</p><p>{SENTENCE * 4}</p>
        <table class="grid"><thead><tr><th>ردیف</th><th>شرح</th><th>تاریخ</th></tr>
        </thead>
        <tbody>{lines}</tbody></table></div></body></html>"""


if __name__ == "__main__":
    main()
