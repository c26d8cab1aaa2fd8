import json
import subprocess
import sys

from odoo.tests import tagged

from .own_database import OwnDatabaseCase

# Modules that take babel's functions by name, loaded before or after the databases
BY_NAME = ("odoo.addons.hr.models.hr_version", "odoo.addons.mrp.models.mrp_workcenter")
WORK = """
import importlib, json, sys, threading
from datetime import date
import odoo.api
from odoo.modules.registry import Registry
from odoo.tools import config

config_path, first, with_addon, others, by_name = json.loads(sys.argv[1])
config.parse_config(
    ["-c", config_path, "-d", ",".join([with_addon, *others]), "--log-level=error"]
)
if first == "modules":
    modules = [importlib.import_module(name) for name in by_name]
for name in [*others, with_addon] if first == "other" else [with_addon, *others]:
    Registry(name)
if first != "modules":
    modules = [importlib.import_module(name) for name in by_name]
    Registry.new(with_addon)  # as an app that is installed into a running server does
threading.current_thread().dbname = with_addon
with Registry(with_addon).cursor() as cr:
    env = odoo.api.Environment(cr, 1, {"lang": "fa_IR", "tz": "Asia/Tehran"})
    day = date(2026, 11, 23)
    told = {
        "modules": [
            each.format_date(day, "d MMMM y", locale="fa_IR") for each in modules
        ]
    }
    journals = env["account.journal"].search([("type", "in", ("sale", "bank"))])
    sale = journals.filtered(lambda journal: journal.type == "sale")[:1]
    bank = journals.filtered(lambda journal: journal.type == "bank")[:1]
    told["weeks"] = [
        point["label"]
        for point in sale._get_sale_purchase_graph_data()[sale.id][0]["values"]
    ]
    told["days"] = [
        point["name"]
        for point in bank._get_bank_cash_graph_data()[bank.id][0]["values"]
    ]
    term = env.ref("account.account_payment_term_30days")
    term = term.with_context(example_date=day, example_amount=100)
    told["term"] = str(term.example_preview)
    invoice = env["account.move"].new({"move_type": "out_invoice", "invoice_date": day})
    told["invoice"] = str(invoice.invoice_date)
print("TOLD " + json.dumps(told))
"""
INSTALL = """
env["ir.module.module"].search([("name", "=", "account")]).button_immediate_install()
env["account.chart.template"].try_loading("generic_coa", env.company)
env.cr.commit()
"""
GREGORIAN_MONTHS = (
    "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر"
)
LATIN_DAY = rf"^\d{{1,2}}( ({GREGORIAN_MONTHS}))? - \d{{1,2}} ({GREGORIAN_MONTHS})$"


@tagged("post_install", "-at_install")
class TestByName(OwnDatabaseCase):
    """Accounting beside the addon, in whatever order they and another database come."""

    label = "account"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._do(INSTALL)
        cls.other = cls._name("without")
        cls._make(cls.other, "BASE", "web")

    def tell(self, first):
        _option, path, *_rest = self._target(self.name, self.other)
        given = json.dumps([path, first, self.name, [self.other], BY_NAME])
        done = subprocess.run(
            [sys.executable, "-", given],
            input=WORK,
            capture_output=True,
            text=True,
            check=False,
        )
        marked = [line for line in done.stdout.splitlines() if line.startswith("TOLD ")]
        self.assertTrue(marked, done.stdout[-2000:] + done.stderr[-4000:])
        return json.loads(marked[0].removeprefix("TOLD "))

    def test_labels_are_of_one_calendar_whatever_comes_first(self):
        for first in ("modules", "other", "addon"):
            with self.subTest(first=first):
                told = self.tell(first)
                self.assertEqual(told["modules"], ["۲ آذر ۱۴۰۵"] * len(BY_NAME))
                weeks = [label for label in told["weeks"] if "-" in label]
                self.assertTrue(weeks)
                for label in weeks:
                    self.assertRegex(label, LATIN_DAY)
                for label in told["days"]:
                    self.assertRegex(label, GREGORIAN_MONTHS)
                # what a payment term promises is written for the reader
                self.assertNotIn("2026", told["term"])
                self.assertEqual(told["invoice"], "2026-11-23")
