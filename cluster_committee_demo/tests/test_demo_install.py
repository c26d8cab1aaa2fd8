from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY
from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

from .test_demo import DemoCase

ADDON = "cluster_committee_demo"
COUNTS = """
    SELECT (SELECT count(*) FROM committee_committee),
           (SELECT count(*) FROM committee_meeting),
           (SELECT count(*) FROM workflow_act)
"""
TABLES = """
    SELECT table_name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema = 'public'
       AND (table_name LIKE 'committee%' OR table_name LIKE 'business_cluster%')
"""
# beside the tables of the committee; not the log of Odoo about its own modules
OTHERS = ("calendar_event", "ir_ui_menu", "mail_message", "res_company", "res_users")
# what is kept for ever: a number is given once, a day is worked on or not
FOR_EVER = ("committee_counter", "committee_calendar_day")


@tagged("post_install", "-at_install")
class TestDemoInstall(OwnDatabaseCase):
    """The demo data comes with its addon, once, and goes with it. In a database of its
    own, by Odoo's own command."""

    label = "demo_install"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the tested database has the addon, its records removed: here it comes anew
        cls._done("module", "uninstall", *cls.target, ADDON)
        cls.before = cls._counted()
        cls.installed = cls._module_step("-i", ADDON)
        cls.upgraded = cls._module_step("-u", ADDON)
        cls._done("module", "uninstall", *cls.target, ADDON)

    @classmethod
    def _module_step(cls, *step):
        cls._done(*cls.target, *step, "--stop-after-init", "--no-http")
        return cls._rows(COUNTS)[0]

    @classmethod
    def _done(cls, *options):
        code, said = cls._ended(cls._start(*options))
        assert not code and "Traceback" not in said, said[-4000:]

    @classmethod
    def _counted(cls):
        tables = [name for (name,) in cls._rows(TABLES) if name not in FOR_EVER]
        return {
            table: cls._rows(f'SELECT count(*) FROM "{table}"')[0][0]
            for table in (*tables, *OTHERS)
        }

    def test_it_comes_with_its_addon(self):
        self.assertEqual(self.installed[:2], (5, 17))

    def test_an_upgrade_builds_nothing(self):
        self.assertEqual(self.upgraded, self.installed)

    def test_it_goes_with_its_addon(self):
        self.assertEqual(self._counted(), self.before)
        names = f"SELECT count(*) FROM ir_model_data WHERE module = '{ADDON}'"
        self.assertEqual(self._rows(names), [(0,)])


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDemoBeside(DemoCase):
    """The demo data and what is real keep apart."""

    def setUp(self):
        super().setUp()
        self.addon = self.env["ir.module.module"]._get(ADDON)

    def _real_committee(self):
        province = self.env["res.country.state"].search([("iso_code", "=", "IR-21")])
        company = self.env["res.company"].create(
            {"name": "Real company", "province_id": province.id}
        )
        committees = self.env["committee.committee"]
        return committees.create({"company_id": company.id, "name": "Real committee"})

    def test_it_does_not_come_where_a_committee_is_at_work(self):
        self.demo._remove()
        self._real_committee()
        with self.assertRaisesRegex(UserError, "Real committee"):
            self.demo._build()

    def test_what_an_upgrade_brought_along_is_not_built_again(self):
        self._real_committee()
        acts = self.env["workflow.act"].search_count([])
        self.demo._build()
        self.assertEqual(self.env["workflow.act"].search_count([]), acts)

    def test_it_is_not_uninstalled_while_real_people_work_in_it(self):
        company = self._named("company_sm")
        self.env["res.users"].create(
            {
                "name": "Real person",
                "login": "real.person",
                "company_id": company.id,
                "company_ids": company.ids,
            }
        )
        below = self.env["ir.module.module"]._get("cluster_committee_import")
        for addon in (self.addon, below):
            with self.assertRaisesRegex(UserError, "Real person"):
                addon.button_uninstall()
        self.assertEqual(self.addon.state, "installed")
        core = self.env["ir.module.module"]._get("cluster_committee")
        core.button_uninstall()  # of which its dialog warns
        self.assertEqual(self.addon.state, "to remove")

    def test_its_people_do_not_uninstall_it(self):
        owner = self._named("user_owner")
        owner.group_ids |= self.env.ref("base.group_system")
        with self.assertRaisesRegex(UserError, "administrator"):
            self.addon.with_user(owner).button_uninstall()

    def test_it_is_no_loss(self):
        dialogs = self.env["base.module.uninstall"]
        core = self.env["ir.module.module"]._get("cluster_committee")
        self.assertFalse(dialogs.create({"module_ids": core.ids}).committee_loss)
        self._real_committee()
        dialog = dialogs.create({"module_ids": core.ids})
        self.assertIn("Committees: 1. Their meetings: 0", dialog.committee_loss)
        self.assertFalse(dialogs.create({"module_ids": self.addon.ids}).committee_loss)
