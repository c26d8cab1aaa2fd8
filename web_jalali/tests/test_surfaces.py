import contextlib
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .. import calendar_system, surfaces
from .common import JalaliCase


@tagged("post_install", "-at_install")
class TestSurfaces(JalaliCase):
    """Each method of Odoo that is overridden is taken away in turn, or takes other
    arguments: that surface falls back, no date is stored wrong, the others stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant("base.group_system")

    @contextlib.contextmanager
    def another_odoo(self, definition, name, instead=None):
        """Odoo without the method that our class overrides, or with another."""
        model = self.registry[surfaces._extended(definition)[0]]
        held = [
            (base, vars(base)[name])
            for base in model.__mro__
            if name in vars(base) and not base.__module__.startswith(surfaces.PACKAGE)
        ]
        ours = {
            (one, method): vars(one)[method] for one, method in surfaces._overrides()
        }
        try:
            for base, _method in held:
                delattr(base, name)
            if instead:
                setattr(held[0][0], name, instead)
            with patch.dict(surfaces.missing, clear=True):
                yield
        finally:
            for base, method in held:
                setattr(base, name, method)
            for (one, method), function in ours.items():
                setattr(one, method, function)

    def check(self):
        with self.assertLogs("odoo.addons.web_jalali.surfaces", "WARNING") as logs:
            surfaces.check(self.registry)
        return logs.output

    def test_all_is_there(self):
        self.assertEqual(surfaces.find_missing(self.registry), {})
        self.assertEqual(surfaces.missing, {})

    def test_each_override_belongs_to_a_surface(self):
        """A new file of overrides that is not in the table fails here."""
        found = {
            vars(definition)[name].__module__.removeprefix(f"{surfaces.PACKAGE}.")
            for definition in surfaces.MetaModel._module_to_models__[surfaces.ADDON]
            for name, function in vars(definition).items()
            if surfaces.is_override(name, function)
        }
        self.assertEqual(found, set(surfaces.SURFACES))

    def test_each_method_taken_away_switches_its_surface_off(self):
        overrides = list(surfaces._overrides())
        self.assertGreater(len(overrides), 30)
        for definition, name in overrides:
            surface = surfaces.surface_of(vars(definition)[name])
            for instead in (None, lambda self, era: None):
                with (
                    self.subTest(method=f"{definition.__qualname__}.{name}"),
                    self.another_odoo(definition, name, instead),
                ):
                    for line in self.check():
                        self.assertIn(name, line)
                    # several may override one method, as `create`
                    off = set(surfaces.missing)
                    self.assertIn(surface, off)
                    self.assertNotIn(name, vars(definition))
                    left = [
                        surfaces.surface_of(vars(one)[method])
                        for one, method in surfaces._overrides()
                    ]
                    self.assertFalse(off.difference(surfaces.GUARDS) & set(left))
                    self.assertEqual(set(left) | off, set(surfaces.SURFACES.values()))
        self.assertEqual(len(list(surfaces._overrides())), len(overrides))

    def test_no_date_is_stored_wrong_whatever_is_missing(self):
        rates = self.env["res.currency.rate"]
        currency = self.env["res.currency"].create({"name": "JLL", "symbol": "J"})
        values = {"currency_id": currency.id, "name": "2026-11-23"}
        self.env["res.lang"]._activate_lang("fa_IR")
        self.assertTrue(calendar_system.guards_all(self.env))
        rate = rates.create(values)
        for definition, name in list(surfaces._overrides()):
            if definition._inherit == "web_jalali.date.guard":
                continue
            if name in ("write", "create"):
                continue  # without these there is no Odoo
            with self.another_odoo(definition, name), self.subTest(method=name):
                self.check()
                with self.assertRaises(ValidationError):
                    rate.write({"name": "1405-09-02"})
                with self.assertRaises(ValidationError):
                    rates.create({**values, "name": "1405-09-02"})

    def test_the_browser_is_told(self):
        told = self.as_user(self.persian, "ir.http")._get_jalali_session_info()
        self.assertEqual(told["missing"], [])
        self.assertTrue(told["guards"])
        with patch.dict(surfaces.missing, {"groups": ["base._read_group_groupby"]}):
            told = self.as_user(self.persian, "ir.http")._get_jalali_session_info()
            self.assertEqual(told["missing"], ["base._read_group_groupby"])
