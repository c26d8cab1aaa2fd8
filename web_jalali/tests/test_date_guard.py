from datetime import date, datetime

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..models.date_guard import refuse_misread_dates

AZAR_2 = date(2026, 11, 23)  # 1405/09/02


@tagged("post_install", "-at_install")
class TestRefuseMisreadDates(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rates = cls.env["res.currency.rate"]  # `name` is a date
        cls.crons = cls.env["ir.cron"]  # `nextcall` is a datetime

    def assertRefused(self, model, vals, sentence):
        with self.assertRaisesRegex(ValidationError, sentence):
            refuse_misread_dates(model, vals)

    def test_a_jalali_date_is_refused_and_its_meaning_told(self):
        for value in ["1405-09-02", "1405-9-2", "۱۴۰۵-۰۹-۰۲", date(1405, 9, 2)]:
            with self.subTest(value=value):
                self.assertRefused(self.rates, {"name": value}, "it is 2026-11-23")
        for value in [
            "1405-09-02",
            "1405-09-02 08:00:00",
            # midnight in Tehran, as the client sends it
            "1405-09-01 20:34:16",
            date(1405, 9, 2),
            datetime(1405, 9, 2, 8, 0),
        ]:
            with self.subTest(value=value):
                self.assertRefused(self.crons, {"nextcall": value}, "it is 2026-11-23")

    def test_a_day_that_only_the_jalali_calendar_has_is_refused(self):
        for value in ["1405-02-31", "1405/02/31", "۱۴۰۵/۰۲/۳۱"]:
            self.assertRefused(self.rates, {"name": value}, "it is 2026-05-21")
        self.assertRefused(
            self.crons, {"nextcall": "1405-02-31 08:00:00"}, "it is 2026-05-21"
        )

    def test_the_sentence_names_the_field_and_the_day(self):
        self.assertRefused(
            self.rates,
            {"name": "1405-09-02"},
            "The day 1405/09/02 in the field “Date” looks like a Jalali date",
        )

    def test_a_year_that_cannot_be_right_is_refused(self):
        for value in ["0784-06-12", "1405-07-31", "1699-12-31", "2122-03-21"]:
            self.assertRefused(self.rates, {"name": value}, "cannot be right")
        for value in ["1699-12-31 08:00:00", "9999-12-31 23:59:59", datetime.max]:
            self.assertRefused(self.crons, {"nextcall": value}, "cannot be right")

    def test_what_is_right_empty_or_no_date_passes(self):
        for value in [
            False,
            None,
            "",
            "1700-01-01",
            "2122-03-20",
            AZAR_2,
            "2026-11-23",
        ]:
            refuse_misread_dates(self.rates, {"name": value, "rate": 1405.0902})
        for value in [False, "2026-11-23 20:31:00", datetime(2026, 11, 23), AZAR_2]:
            refuse_misread_dates(self.crons, {"nextcall": value})
        # no date at all, or no field: for Odoo to judge
        refuse_misread_dates(self.rates, {"name": "tomorrow", "nothing": "1405-09-02"})
        refuse_misread_dates(self.rates, {"name": "2026-02-30"})
        refuse_misread_dates(self.env["res.partner"], {"name": "1405-09-02"})

    def test_the_sentence_is_persian_for_a_persian_user(self):
        self.env["res.lang"]._activate_lang("fa_IR")
        persian = self.rates.with_context(lang="fa_IR")
        self.assertRefused(persian, {"name": "1405-09-02"}, "۲۰۲۶-۱۱-۲۳ است")
        self.assertRefused(persian, {"name": "0784-06-12"}, "روز ۰۷۸۴/۰۶/۱۲")


@tagged("post_install", "-at_install")
class TestDateGuard(TransactionCase):
    """The guard where it is inherited; currency rates stand for any model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rates, guard = cls.env["res.currency.rate"], cls.env["web_jalali.date.guard"]
        bases = type(rates).__bases__
        cls.addClassCleanup(setattr, type(rates), "__bases__", bases)
        type(rates).__bases__ = (type(guard), *bases)
        cls.rates = rates
        cls.currency = cls.env["res.currency"].create({"name": "XJL", "symbol": "J"})

    def _create_rate(self, day):
        return self.rates.create(
            {"currency_id": self.currency.id, "name": day, "rate": 2.0}
        )

    def test_right_days_are_stored(self):
        rate = self._create_rate("2026-11-23")
        rate.write({"name": "2026-11-24"})
        rate.name = AZAR_2
        self.assertEqual(rate.name, AZAR_2)

    def test_a_new_record_is_guarded(self):
        with self.assertRaisesRegex(ValidationError, "it is 2026-11-23"):
            self._create_rate("1405-09-02")
        self.assertFalse(self.currency.rate_ids)

    def test_one_bad_record_refuses_the_batch(self):
        vals = {"currency_id": self.currency.id, "rate": 2.0}
        with self.assertRaises(ValidationError):
            self.rates.create(
                [{**vals, "name": AZAR_2}, {**vals, "name": "1405-09-02"}]
            )
        self.assertFalse(self.currency.rate_ids)

    def test_a_change_is_guarded(self):
        rate = self._create_rate(AZAR_2)
        for change in (
            lambda: rate.write({"name": "1405-09-03"}),
            lambda: rate.sudo().write({"name": date(1405, 9, 3)}),
            lambda: setattr(rate, "name", date(1405, 9, 3)),
            lambda: self.currency.write(
                {"rate_ids": [(1, rate.id, {"name": "1405-09-03"})]}
            ),
        ):
            with self.assertRaisesRegex(ValidationError, "it is 2026-11-24"):
                change()
            self.assertEqual(rate.name, AZAR_2)

    def test_a_default_from_the_client_is_guarded(self):
        rates = self.rates.with_context(default_name="1405-09-02")
        with self.assertRaisesRegex(ValidationError, "it is 2026-11-23"):
            rates.create({"currency_id": self.currency.id, "rate": 2.0})

    def test_an_import_is_guarded_and_says_which_row(self):
        result = self.rates.load(
            ["currency_id/.id", "name", "rate"],
            [
                [str(self.currency.id), "2026-11-23", "2.0"],
                [str(self.currency.id), "1405-09-03", "2.0"],
            ],
        )
        self.assertFalse(result["ids"])
        # Odoo tells the first error of a batch as well, at the batch's first row
        *_batch, message = result["messages"]
        self.assertIn("it is 2026-11-24", message["message"])
        self.assertEqual(message["record"], 1)
        self.assertFalse(self.currency.rate_ids)
