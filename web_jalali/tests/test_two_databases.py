import json
import subprocess
import sys

from odoo.tests import tagged

from .own_database import OwnDatabaseCase

# One process that works for two databases in turns, as a server with two does
WORK = """
import json, sys, threading
from datetime import date
import babel.dates
import odoo.api
from odoo.modules.registry import Registry
from odoo.tools import config, date_utils, misc

config_path, *names = sys.argv[1:]
config.parse_config(["-c", config_path, "-d", ",".join(names), "--log-level=error"])
told = []
for name in names:
    Registry(name)  # both live in the process from now on
for name in [*names, *names]:
    threading.current_thread().dbname = name
    with Registry(name).cursor() as cr:
        env = odoo.api.Environment(cr, 1, {"lang": "fa_IR", "tz": "Asia/Tehran"})
        day = date(2026, 11, 23)
        partners = env["res.partner"]
        [group] = partners.formatted_read_group(
            [("id", "=", 1)], ["create_date:year"], ["__count"]
        )
        told.append({
            "database": name,
            "babel": babel.dates.format_date(day, "yyyy/MM/dd", locale="fa_IR"),
            "odoo": misc.format_date(env, day),
            "english": misc.format_date(env, day, lang_code="en_US"),
            "year": group["create_date:year"][1],
            "month": str(date_utils.parse_date("today =1m =1d", env))[5:],
        })
print("TOLD " + json.dumps(told))
"""


@tagged("post_install", "-at_install")
class TestTwoDatabases(OwnDatabaseCase):
    """One with the addon, one without, in one process."""

    label = "with"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = [cls.name, cls._name("without")]
        cls._make(cls.names[1], "BASE", "web")
        _option, path, *_rest = cls._target(*cls.names)
        done = subprocess.run(
            [sys.executable, "-", path, *cls.names],
            input=WORK,
            capture_output=True,
            text=True,
            check=False,
        )
        marked = [line for line in done.stdout.splitlines() if line.startswith("TOLD ")]
        assert marked, done.stdout[-2000:] + done.stderr[-4000:]
        cls.told = json.loads(marked[0].removeprefix("TOLD "))

    def test_each_writes_and_reckons_in_its_own_way_in_turns(self):
        order = [told["database"] for told in self.told]
        self.assertEqual(order, self.names * 2)
        for told in self.told:
            jalali = told["database"] == self.names[0]
            with self.subTest(database=told["database"]):
                written = "۱۴۰۵/۰۹/۰۲" if jalali else "2026/11/23"
                self.assertEqual(told["babel"], written)
                self.assertEqual(told["odoo"], written)
                self.assertEqual(told["english"], "11/23/2026")
                self.assertRegex(told["year"], r"^۱۴\d\d$" if jalali else r"^20\d\d$")
                self.assertIn(
                    told["month"], ("03-20", "03-21") if jalali else ("01-01",)
                )
