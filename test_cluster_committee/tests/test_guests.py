from pathlib import Path

from lxml import etree

from odoo.tests import TransactionCase, new_test_user, tagged

STREET = Path(__file__).parents[2]
# what everybody may use, with the reason
OF_EVERYBODY = {
    "web_jalali": "each user chooses the calendar of his own dates",
}
SPEAKING = ("field", "page", "filter", "button")


@tagged("post_install", "-at_install")
class TestGuests(TransactionCase):
    """Who has no role of ours sees nothing of ours in the screens of Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = {path.parent.name for path in STREET.glob("*/__manifest__.py")}
        cls.stranger = new_test_user(
            cls.env,
            "stranger",
            groups="base.group_user,base.group_partner_manager",
        )

    def _views(self):
        """Our changes of views of models that are not ours: [(addon, view)]"""
        labels = self.env["ir.model.data"].search(
            [
                ("module", "in", list(self.ours - OF_EVERYBODY.keys())),
                ("model", "=", "ir.ui.view"),
            ]
        )
        views = self.env["ir.ui.view"].browse(labels.mapped("res_id"))
        for view in views.filtered("inherit_id"):
            model = self.env.get(view.model)
            if model is not None and model._original_module not in self.ours:
                yield view

    def _added(self, view):
        """What a view adds: {(tag, name)}, and what of it has nothing to be told by."""
        named, mute = set(), []
        root = etree.fromstring(view.arch_db)
        changes = [root] if root.get("position") or root.tag == "xpath" else root
        for change in changes:
            if (
                not isinstance(change.tag, str)
                or change.get("position") == "attributes"
            ):
                continue
            for node in change.iterchildren(etree.Element):
                found = {
                    (each.tag, each.get("name"))
                    for each in node.iter(*SPEAKING)
                    if each.get("name")
                }
                named |= found
                if not found:
                    mute.append(etree.tostring(node, encoding="unicode"))
        return named, mute

    def _seen(self, view):
        """What a stranger sees in the whole screen: {(tag, name)}"""
        root = view
        while root.inherit_id:
            root = root.inherit_id
        model = self.env[view.model].with_user(self.stranger)
        if not model.has_access("read"):
            return set()
        arch = etree.fromstring(model.get_view(root.id, root.type)["arch"])
        return {
            (each.tag, each.get("name"))
            for each in arch.iter(*SPEAKING)
            if not each.get("invisible") and not each.get("column_invisible")
        }

    def test_what_is_added_shows_to_roles_only(self):
        walked = 0
        for view in self._views():
            named, mute = self._added(view)
            with self.subTest(view=view.xml_id):
                self.assertEqual(mute, [])
                self.assertEqual(named & self._seen(view), set())
                walked += bool(named)
        self.assertGreater(walked, 3)

    def test_no_menu_is_open(self):
        labels = self.env["ir.model.data"].search(
            [("module", "in", list(self.ours)), ("model", "=", "ir.ui.menu")]
        )
        menus = self.env["ir.ui.menu"].with_user(self.stranger)
        shown = menus.load_menus(False)
        self.assertGreater(len(shown), 1)
        self.assertEqual(
            [shown[menu]["name"] for menu in labels.mapped("res_id") if menu in shown],
            [],
        )
