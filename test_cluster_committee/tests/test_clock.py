"""There is one clock: nothing of ours reads another one."""

import ast
import re
from pathlib import Path

from odoo.modules.module import Manifest
from odoo.tests import BaseCase

from .street import OURS

# what a line may say that reads another clock all the same: `# clock: <reason>`
EXCUSE = "clock:"
# the clock itself, and the calendar of the browser
EXEMPT = {"web_jalali/tools/clock.py"}
CALLS = {  # the last two names of what is called, where they tell the time
    ("Datetime", "now"),
    ("Datetime", "today"),
    ("Date", "today"),
    ("Date", "context_today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("cr", "now"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
    ("jdatetime", "now"),
}
# in SQL, domains, orders and field names
WORDS = re.compile(
    r"\bnow\(\)|\bcurrent_(date|time|timestamp)\b|\blocal(time|timestamp)\b"
    r"|\b(clock|statement|transaction)_timestamp\(|\bcreate_date\b|\bcontext_today\(",
    re.IGNORECASE,
)


def other_clocks(text):
    """:return: {number of a line: what tells the time there} of a Python source"""
    found = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else ""
            name = owner.id if isinstance(owner, ast.Name) else name
            if (name, node.attr) in CALLS or node.attr == "create_date":
                found[node.lineno] = f"{name}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found[node.lineno] = "from time import"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for match in WORDS.finditer(node.value):
                line = node.lineno + node.value[: match.start()].count("\n")
                found[line] = match.group()
    lines = text.splitlines()
    return {n: what for n, what in found.items() if EXCUSE not in lines[n - 1]}


class TestOneClock(BaseCase):
    def test_nothing_of_ours_reads_another_clock(self):
        rows = []
        street = Path(Manifest.for_addon("web_jalali").path).parent
        addons = [path.parent.name for path in street.glob("*/__manifest__.py")]
        self.assertLess(OURS, set(addons))
        for addon in sorted(addons):
            root = street / addon
            for path in sorted(root.rglob("*.py")):
                name = f"{addon}/{path.relative_to(root)}"
                parts = set(path.relative_to(root).parts)
                if parts & {"tests", "migrations"} or name in EXEMPT:
                    continue
                for line, what in sorted(other_clocks(path.read_text()).items()):
                    rows.append(f"{name}:{line}: {what}")
            for path in sorted(root.rglob("*.xml")):
                if "tests" in path.parts:
                    continue
                for number, line in enumerate(path.read_text().splitlines(), start=1):
                    if WORDS.search(line):
                        rows.append(f"{addon}/{path.relative_to(root)}:{number}")
        self.assertEqual(
            rows, [], "the moment is web_jalali.tools.clock.now(), the day today()"
        )

    def test_another_clock_is_found(self):
        for line in (
            "fields.Datetime.now()",
            "default = fields.Date.context_today",
            "dt.datetime.now(tz)",
            "date.today()",
            "datetime.utcnow()",
            "self.env.cr.now()",
            "time.time()",
            "from time import time",
            "record.create_date",
            "record.search([('create_date', '<', day)])",
            'SQL = """\nSELECT\nnow() AT TIME ZONE \'UTC\'"""',
            "SQL('SELECT CURRENT_DATE')",
        ):
            self.assertTrue(other_clocks(line), line)
        for line in (
            "clock.now()",
            "jalali.today()",
            "time.monotonic()",
            "fields.Datetime.now()  # clock: a reason",
        ):
            self.assertFalse(other_clocks(line), line)
