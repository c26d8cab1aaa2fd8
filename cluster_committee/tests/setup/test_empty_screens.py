import re

from lxml import html

from odoo.tests import new_test_user, tagged

from ..common import CommitteeCase

LATIN = re.compile(r"[A-Za-z]{2}|[0-9]")
MENU = "cluster_committee.cluster_committee_menu_root"


@tagged("post_install", "-at_install")
class TestEmptyScreens(CommitteeCase):
    """Where nothing is yet, a screen says what to do first, and leads there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = cls.env.ref(MENU)
        menus = cls.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        # a dialog has its own text, and is never empty
        cls.actions = cls.env["ir.actions.act_window"].union(
            *(
                menu.action
                for menu in menus
                if menu.action
                and menu.action.type == "ir.actions.act_window"
                and menu.action.target != "new"
            )
        )

    def test_each_list_of_the_menus_says_what_to_do_first(self):
        self.assertGreater(len(self.actions), 35)
        silent = []
        for action in self.actions:
            found = html.fromstring(f"<div>{action.help or ''}</div>")
            head = found.find_class("o_view_nocontent_smiling_face")
            advice = [p for p in found.iter("p") if p not in head]
            if not head or not any(p.text_content().strip() for p in advice):
                silent.append(action.name)
        self.assertEqual(silent, [])

    def test_its_links_lead_to_screens_of_their_own(self):
        links = 0
        for action in self.actions:
            for link in html.fromstring(f"<div>{action.help}</div>").iter("a"):
                self.assertEqual(link.get("type"), "action", action.name)
                target = self.env.ref(link.get("name"))
                self.assertNotEqual(target, action)
                links += 1
        self.assertGreater(links, 20)

    def test_it_is_said_in_persian(self):
        self.env["ir.module.module"]._load_module_terms(
            ["cluster_committee"], ["fa_IR"]
        )
        for action in self.actions.with_context(lang="fa_IR"):
            said = html.fromstring(f"<div>{action.help}</div>").text_content()
            said = said.replace("P-CL02", "")
            self.assertFalse(LATIN.search(said), said)

    def test_who_may_set_up_is_led_there(self):
        committees = self.env["committee.committee"]

        def ways(user):
            said = committees.with_user(user).get_empty_list_help("<p>Nothing</p>")
            found = html.fromstring(f"<div>{said}</div>")
            return [link.get("name").partition(".")[2] for link in found.iter("a")]

        setup = "committee_setup_action"
        self.assertEqual(ways(self.secretary)[0], setup)
        self.assertNotIn(setup, ways(self.owner))
        administrator = new_test_user(
            self.env,
            login="administrator",
            groups="base.group_erp_manager,base.group_partner_manager",
        )
        self.assertEqual(ways(administrator)[0], setup)
        self.assertEqual(ways(self.officer), [])
