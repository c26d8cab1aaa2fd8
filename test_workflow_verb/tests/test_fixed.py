from functools import partial

from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .paper import PaperCase


@tagged("post_install", "-at_install")
class TestFixed(PaperCase):
    """What is given once is written again as it stands, and not otherwise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        labels = cls.env["test.workflow.label"].with_user(cls.clerk)
        cls.kin, cls.far = labels.create([{"name": "Kin"}, {"name": "Far"}])
        cls.label = labels.create(
            {
                "name": "A label",
                "code": "12/a",
                "number": 5,
                "day": "2026-01-02",
                "kin_ids": [Command.set(cls.kin.ids)],
            }
        )
        cls.bare = labels.create({"name": "Bare"})

    def test_what_stands_already_is_no_change(self):
        kin = self.kin.id
        for values in (
            {"code": "12/a", "number": 5, "day": "2026-01-02"},
            {"code": "12/a\x0b", "name": "Renamed"},  # the sign that no paper takes
            {"kin_ids": [Command.set([kin])]},
            {"kin_ids": [Command.link(kin)]},
            {"kin_ids": [Command.clear(), Command.link(kin)]},
            {"kin_ids": [Command.unlink(self.far.id)]},
            {"kin_ids": [Command.link(self.far.id), Command.unlink(self.far.id)]},
            {"kin_ids": [Command.set([]), Command.set([kin])]},
            {"kin_ids": []},
        ):
            with self.subTest(values=values):
                self.label.write(values)
                self.assertEqual(self.label.code, "12/a")
                self.assertEqual(self.label.kin_ids, self.kin)
        for values in (
            {"code": False, "number": 0, "day": False, "kin_ids": False},
            {"code": "", "kin_ids": None},
            {"kin_ids": [Command.clear()]},
        ):
            with self.subTest(values=values):
                self.bare.write(values)

    def test_what_is_given_once_does_not_change(self):
        far, kin = self.far.id, self.kin.id
        for values in (
            {"code": "12/b"},
            {"code": False},
            {"code": 12},
            {"number": 6},
            {"number": "five"},
            {"day": "2026-01-03"},
            {"day": False},
            {"kin_ids": [Command.set([far])]},
            {"kin_ids": [Command.set([kin, far])]},
            {"kin_ids": [Command.link(far)]},
            {"kin_ids": [Command.unlink(kin)]},
            {"kin_ids": [Command.clear()]},
            {"kin_ids": [Command.create({"name": "New"})]},
            {"kin_ids": [Command.update(kin, {"name": "Renamed"})]},
            {"kin_ids": [Command.delete(kin)]},
            {"kin_ids": False},
            {"kin_ids": None},
            {"kin_ids": "x"},
            {"kin_ids": [7]},
            {"name": "Renamed", "number": 6},
        ):
            for label in (self.label, self.label.sudo()):
                with self.subTest(values=values):
                    self.assertRefused(
                        partial(label.write, values),
                        "of A label is given once",
                        error=AccessError,
                        unchanged=self.label,
                    )
        self.assertEqual(self.label.kin_ids, self.kin)

    def test_it_stands_already_on_all_of_them(self):
        both = self.label | self.bare
        write = partial(both.write, {"number": 5})
        self.assertRefused(write, "is given once", error=AccessError)
        twin = self.bare.create({"number": 5})
        (self.label | twin).write({"number": 5})

    def test_what_happened_is_not_duplicated(self):
        words = ("A label tells what happened", "enter a new record")
        self.assertRefused(self.label.copy, *words)
        self.assertEqual(self.drafted.copy().state, "draft")

    def test_no_view_offers_to_duplicate_it(self):
        for model, offered in (
            ("test.workflow.label", {"form": "0", "list": "0", "search": None}),
            ("test.workflow.paper", {"form": None, "list": None}),
        ):
            for kind, given in offered.items():
                arch = self.env[model].get_view(view_type=kind)["arch"]
                self.assertEqual(etree.fromstring(arch).get("duplicate"), given, kind)
