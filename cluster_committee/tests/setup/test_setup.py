import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, new_test_user, tagged

from odoo.addons.report_weasyprint.tests.hostile_pictures import (
    huge_png,
    nested_svg,
    raster,
)
from odoo.addons.report_weasyprint.tests.pdf_text import read_back

from ..common import TODAY, CommitteeCase, day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSetup(RefusalMixin, CommitteeCase):
    """Setting up a province, and the national organisation with its companies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = new_test_user(
            cls.env,
            login="administrator",
            groups="base.group_system,base.group_partner_manager",
            company_id=cls.own.id,
            company_ids=[Command.set((cls.own | cls.office).ids)],
        )

    def _setup_of(self, user, company=None):
        model = self.env["committee.setup"].with_user(user)
        opened = model.with_company(company or self.own).action_open()
        return model.with_company(company or self.own).browse(opened["res_id"])

    def test_it_is_taken_up_where_it_was_left(self):
        setup = self._setup_of(self.administrator)
        self.assertEqual(setup.next_step, "Letterhead, Emblem and Typeface")
        setup.paper_confirmed = True
        self.assertEqual(self._setup_of(self.secretary), setup)
        setup.invalidate_recordset()
        self.assertEqual(setup.next_step, "Official Holidays")
        self.env["resource.calendar.leaves"].with_user(self.owner).create(
            {"name": "عاشورا", "holiday_on": day("1405/04/05")}
        )
        setup.invalidate_recordset()
        self.assertEqual(setup.next_step, "Watched From")
        self.own.monitoring_start_date = day("1405/01/01")
        setup.invalidate_recordset()
        self.assertEqual(setup.next_step, "First Committee")
        opened = setup.with_user(self.secretary).action_form_committee()
        committee = self.env["committee.committee"].browse(opened["res_id"])
        self.assertEqual(committee.company_id, self.own)
        setup.invalidate_recordset()
        self.assertEqual((setup.open_count, setup.next_step), (0, False))
        again = setup.with_user(self.secretary).action_form_committee()
        self.assertEqual(again["res_id"], committee.id)

    def test_an_emblem_is_a_raster_picture_under_limits(self):
        setup = self._setup_of(self.secretary)
        for content, why in (
            (nested_svg(), "Save a drawing (SVG) as PNG"),
            (b"\n " + nested_svg(), "Save a drawing (SVG) as PNG"),
            (b"no picture", "no PNG, JPEG or GIF"),
            (huge_png(), "more than 25 million pixels"),
            (huge_png(6000, 6000), "more than 25 million pixels"),
            (raster() + b"0" * 5_000_000, "larger than 5 megabytes"),
        ):
            with self.subTest(content=content[:40]):
                with self.refused(why):
                    setup.write({"emblem": base64.b64encode(content)})
                self.assertFalse(self.own.sudo()._paper_emblem())
        setup.emblem = base64.b64encode(raster())
        self.assertTrue(self.own.sudo()._paper_emblem())

    def test_what_is_open_is_told_to_who_does_it(self):
        """The first screen leads to the set-up as long as there is a step to take."""

        def told(user, company=None):
            work = self.env["committee.work"].with_user(user)
            work = work.with_company(company or user.company_id)
            return work.today()["setup"]

        letterhead, holidays, watch, committee = told(self.administrator)
        self.assertEqual(letterhead, "Letterhead, Emblem and Typeface")
        self.assertEqual(holidays, "Official Holidays")
        self.assertEqual(watch, "Watched From")
        self.assertEqual(told(self.secretary), [letterhead, committee])
        self.assertFalse(self.env["committee.setup"].search([]), "asked, not begun")
        for user in (self.officer, self.chair, self.national, self.owner):
            self.assertEqual(told(user), [])
        setup = self._setup_of(self.secretary)
        setup.paper_confirmed = True
        self.own.monitoring_start_date = day("1405/01/01")
        setup.action_form_committee()
        setup.invalidate_recordset()
        self.assertEqual(told(self.secretary), [])
        self.assertEqual(told(self.administrator), [holidays])
        beside = self.env["res.company"].create({"name": "Beside"})
        self.administrator.company_ids += beside
        self.assertEqual(told(self.administrator, beside), [])

    def test_the_administrator_gives_the_roles(self):
        person = new_test_user(self.env, login="somebody", groups="base.group_user")
        setup = self._setup_of(self.administrator)
        self.assertEqual(setup.chair_ids, self.chair)
        with Form(setup) as form:
            form.chair_ids.add(person)
            form.chair_ids.remove(self.chair.id)
        self.assertTrue(person.has_group("cluster_committee.group_committee_chair"))
        self.assertIn(self.own, person.company_ids)
        self.assertFalse(
            self.chair.has_group("cluster_committee.group_committee_chair")
        )
        setup.invalidate_recordset()
        self.assertEqual(setup.chair_ids, person)

    def test_the_secretary_sets_his_papers_and_nothing_else(self):
        setup = self._setup_of(self.secretary)
        setup.write({"letterhead": "سازمان\nشرکت ما", "chair_title": "معاون استاندار"})
        self.assertEqual(self.own._letterhead_lines(), ["سازمان", "شرکت ما"])
        self.assertEqual(self.own.committee_chair_title, "معاون استاندار")
        self.assertFalse(self.own.committee_parent_body)
        for values in (
            {"province_id": self._province("IR-00").id},
            {"company_name": "Another"},
            {"monitoring_start_date": "2026-11-01"},
            {"secretary_ids": [Command.link(self.officer.id)]},
        ):
            with self.refused(error=AccessError), self.env.cr.savepoint():
                setup.write(values)
                self.env.flush_all()

    def test_others_set_up_nothing(self):
        own = self._setup_of(self.secretary)
        for user in (self.officer, self.chair, self.national, self.owner):
            with self.refused("by its secretary or by the administrator"):
                self._setup_of(user, user.company_id)
        for user in (self.foreign_secretary, self.officer, self.owner):
            with self.refused(error=AccessError):
                own.with_user(user).write({"paper_confirmed": True})

    def test_a_committee_begins_with_the_titles_of_its_company(self):
        setup = self._setup_of(self.secretary)
        setup.write({"chair_title": "معاون امور اقتصادی", "parent_body": "کارگروه ما"})
        committee = self._create_committee("preparing")
        chair = committee.seat_ids.filtered(lambda seat: seat.role == "chair")
        self.assertEqual(chair.name, "معاون امور اقتصادی")
        self.assertEqual(committee.parent_body, "کارگروه ما")

    def test_the_preview_shows_what_is_not_saved_yet(self):
        setup = self._setup_of(self.secretary)
        with Form(setup) as form:
            form.letterhead = "سازمان آزمایشی"
            [page] = read_back(base64.b64decode(form.paper_preview))
            self.assertIn("سازمانآزمایشی", page)
            form.chair_title = "معاون عمرانی"
            [page] = read_back(base64.b64decode(form.paper_preview))
            self.assertIn("معاونعمرانی", page)
            self.assertFalse(self.own.paper_letterhead)

    # ------------------------------------------------------------
    # THE NATION
    # ------------------------------------------------------------

    def test_the_companies_of_the_provinces_are_created_once(self):
        tehran = self.env["res.company"].create(
            {"name": "شركت شهركهاي صنعتي استان تهران"}
        )
        self.office.is_national_office = True
        setup = self._setup_of(self.administrator, self.office)
        self.assertEqual((setup.installation, setup.company_done), ("national", False))
        setup.action_create_companies()
        companies = self.env["res.company"].search([("province_id", "!=", False)])
        self.assertEqual(len(companies), 31)
        self.assertEqual(tehran.province_id, self._province("IR-23"))
        self.assertIn(self.own, companies)
        self.assertFalse(companies.parent_id)
        setup.action_create_companies()
        setup.invalidate_recordset()
        self.assertTrue(setup.company_done)
        again = self.env["res.company"].search([("province_id", "!=", False)])
        self.assertEqual(again, companies)

    def test_all_provinces_are_watched_from_one_day(self):
        self.office.is_national_office = True
        setup = self._setup_of(self.administrator, self.office)
        setup.action_create_companies()
        self.assertFalse(setup.monitoring_done)
        self.assertIn("Watched From", setup.open_steps)
        with self.assertRaisesRegex(UserError, "Enter the day"):
            setup.action_watch_provinces()
        setup.watch_from = day("1405/01/01")
        self.assertFalse(setup.monitoring_done, "not before the button")
        setup.action_watch_provinces()
        companies = self.env["res.company"].search([("province_id", "!=", False)])
        self.assertEqual(len(companies), 31)
        self.assertEqual(
            set(companies.mapped("monitoring_start_date")), {day("1405/01/01")}
        )
        setup.invalidate_recordset()
        self.assertTrue(setup.monitoring_done)
        # later one province may have a day of its own
        self.own.monitoring_start_date = day("1405/06/01")
        setup.invalidate_recordset()
        self.assertTrue(setup.monitoring_done)
        with self.assertRaises(AccessError):
            setup.with_user(self.secretary).action_watch_provinces()

    def test_companies_are_founded_by_the_administrator_only(self):
        setup = self._setup_of(self.secretary)
        with self.refused(error=AccessError):
            setup.action_create_companies()

    def test_a_company_without_a_province_forms_no_committee(self):
        bare = self.env["res.company"].create({"name": "Bare"})
        self.secretary.company_ids += bare
        setup = self._setup_of(self.secretary, bare)
        with self.refused("has no province yet", error=UserError):
            setup.action_form_committee()
