from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged

from .. import calendar_system
from .common import JalaliCase


@tagged("post_install", "-at_install")
class TestGuardAll(HttpCase, JalaliCase):
    """The setting that refuses misread dates in models which are not ours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant("base.group_system")
        cls.currency = cls.env["res.currency"].create({"name": "JLL", "symbol": "J"})
        cls.rates = cls.env["res.currency.rate"]

    def switch(self, value):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(calendar_system.GUARD_ALL, str(value))

    def values(self, day):
        return {"currency_id": self.currency.id, "name": day}

    def test_it_is_on_as_soon_as_persian_is_installed(self):
        self.env["ir.config_parameter"].search(
            [("key", "=", calendar_system.GUARD_ALL)]
        ).unlink()
        self.assertTrue(calendar_system.guards_all(self.env))
        with self.assertRaises(ValidationError):
            self.rates.create(self.values("1405-09-02"))
        self.env["res.users"].with_context(active_test=False).search([]).lang = "en_US"
        self.env["res.partner"].with_context(active_test=False).search(
            []
        ).lang = "en_US"
        self.env["res.lang"]._get_data(code="fa_IR")
        self.env["res.lang"].search([("code", "=", "fa_IR")]).active = False
        self.assertFalse(calendar_system.guards_all(self.env))

    def test_the_settings_keep_what_nobody_has_chosen(self):
        settings = self.env["res.config.settings"]
        settings.create({}).execute()
        parameters = self.env["ir.config_parameter"]
        self.assertFalse(parameters.get_param(calendar_system.GUARD_ALL))
        settings.create({"jalali_guard_all": False}).execute()
        self.assertEqual(parameters.get_param(calendar_system.GUARD_ALL), "False")
        self.assertFalse(calendar_system.guards_all(self.env))
        settings.create({"jalali_guard_all": True}).execute()
        self.assertTrue(calendar_system.guards_all(self.env))

    def test_switched_off_odoo_takes_what_it_is_given(self):
        self.switch(False)
        self.assertEqual(
            self.rates.create(self.values("1405-09-02")).name, date(1405, 9, 2)
        )

    def test_a_misread_date_is_refused_on_create_and_on_write(self):
        self.switch(True)
        rate = self.rates.create(self.values("2026-11-23"))
        for day in ("1405-09-02", "1405/09/02", date(1405, 9, 2), "1405-02-31"):
            with self.subTest(day=day), self.assertRaises(ValidationError):
                self.rates.create(self.values(day))
            with self.subTest(day=day), self.assertRaises(ValidationError):
                rate.write({"name": day})
        self.assertEqual(rate.name, date(2026, 11, 23))

    def test_defaults_are_refused_as_well(self):
        self.switch(True)
        with self.assertRaises(ValidationError):
            self.rates.with_context(default_name="1405-09-02").create(
                {"currency_id": self.currency.id}
            )

    def test_days_far_ahead_are_for_programs_that_know_no_end(self):
        self.switch(True)
        self.assertTrue(self.rates.create(self.values("9999-12-31")))

    def test_a_program_from_outside_is_refused(self):
        self.switch(True)
        self.authenticate(self.english.login, self.english.login)
        before = self.rates.search_count([])
        with self.assertRaises(JsonRpcException) as caught:
            self.make_jsonrpc_request(
                "/web/dataset/call_kw",
                {
                    "model": "res.currency.rate",
                    "method": "create",
                    "args": [self.values("1405-09-02")],
                    "kwargs": {},
                },
            )
        self.assertIn("ValidationError", str(caught.exception))
        self.assertEqual(self.rates.search_count([]), before)

    def test_an_import_is_refused(self):
        self.switch(True)
        model = self.as_user(self.english, "res.currency.rate")
        result = model.load(
            ["currency_id/.id", "name"], [[str(self.currency.id), "1405-09-02"]]
        )
        self.assertFalse(result["ids"])
        self.assertIn("2026-11-23", result["messages"][0]["message"])

    def test_it_costs_no_query(self):
        rate = self.rates.create(self.values("2026-11-23"))
        counts = []
        for value in (False, True):
            self.switch(value)
            rate.name = "2026-11-24"
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            rate.name = "2026-11-23"
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
