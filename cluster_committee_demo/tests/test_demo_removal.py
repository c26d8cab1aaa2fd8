from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.cluster_committee.tests.common import TODAY, day

from .test_demo import DemoCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDemoRemoval(DemoCase):
    """The demo data goes as it came, and takes nothing real with it."""

    def _real_company(self):
        province = self.env["res.country.state"].search([("iso_code", "=", "IR-21")])
        return self.env["res.company"].create(
            {"name": "Real company", "province_id": province.id}
        )

    def _shipped(self, model):
        """What the addon brings for all provinces, with or without demo data."""
        names = self.env["ir.model.data"].search(
            [
                ("module", "=like", "cluster_committee%"),
                ("model", "=", model),
                "!",
                ("name", "=like", "demo\\_%"),
            ]
        )
        return self.env[model].browse(names.mapped("res_id"))

    def test_nothing_of_it_is_left(self):
        partners = self.demo._demo_records("res.partner")
        self.assertGreater(len(partners), 60)
        users = self.demo._demo_records("res.users")
        companies = self.demo._demo_records("res.company")
        steps = self.env["committee.demo.remove"]
        uninstalled = []
        self.patch(
            self.env.registry["ir.module.module"],
            "button_immediate_uninstall",
            lambda addon: uninstalled.extend(addon.mapped("name")),
        )
        step = steps.with_user(self.env.ref("base.user_admin")).create({})
        self.assertEqual((step.committee_count, step.meeting_count), (5, 17))
        self.assertEqual(step.user_count, 14)
        step.action_remove()
        self.assertEqual(uninstalled, ["cluster_committee_demo"])
        for model in self.demo._committee_models()[0]:
            everything = self.env[model].with_context(active_test=False).search([])
            self.assertFalse(everything - self._shipped(model), model)
        self.assertFalse(partners.exists())
        self.assertFalse(users.exists())
        self.assertFalse(companies.exists())
        labels = self.env["ir.model.data"].search(
            [("module", "=", "cluster_committee_demo"), ("name", "=like", "demo\\_%")]
        )
        self.assertFalse(labels)
        papers = [("res_model", "=like", "committee.%"), ("res_field", "!=", False)]
        self.assertFalse(self.env["ir.attachment"].search(papers))

    def test_what_is_real_is_not_touched(self):
        company = self._real_company()
        committee = self.env["committee.committee"].create({"company_id": company.id})
        self.demo._remove()
        self.assertTrue(committee.exists() and committee.seat_ids)

    def test_it_is_refused_where_real_people_work_in_it(self):
        user = self.env["res.users"].create(
            {
                "name": "Real person",
                "login": "real.person",
                "company_id": self._named("company_sm").id,
                "company_ids": self._named("company_sm").ids,
            }
        )
        with self.assertRaisesRegex(UserError, "Real person"):
            self.demo._remove()
        self.assertTrue(self._named("committee_sm").exists() and user.active)

    def test_it_is_refused_where_a_real_committee_was_formed_in_it(self):
        committee = self._named("committee_sm")
        committee.with_user(self._named("user_secretary_sm")).action_dissolve(
            reason="A real one takes its place."
        )
        self.env.flush_all()
        real = self.env["committee.committee"].create(
            {"company_id": self._named("company_sm").id, "name": "Real committee"}
        )
        with self.assertRaisesRegex(UserError, "Real committee"):
            self.demo._remove()
        self.assertTrue(real.exists())

    def test_what_was_tried_out_in_it_goes_too(self):
        committee = self._named("committee_ea")
        self.env["committee.meeting"].with_user(self._named("user_officer_ea")).create(
            {"committee_id": committee.id, "date_start": "2026-12-20 06:30:00"}
        )
        task = committee.meeting_ids.resolution_ids.task_ids[0]
        self.env["committee.letter"].create(
            {"kind": "reminder", "committee_id": committee.id, "task_id": task.id}
        )
        self.demo._remove()
        self.assertFalse(committee.exists())

    def test_what_others_refer_to_is_put_aside(self):
        body = self._named("body_ea_chamber")
        company = self._real_company()
        committee = self.env["committee.committee"].create({"company_id": company.id})
        seat = committee.seat_ids.filtered(
            lambda seat: seat.institution_kind_id == body.institution_kind_id
        )
        seat.institution_id = body
        with mute_logger("odoo.sql_db"):  # the database says that it is referred to
            self.demo._remove()
        self.assertTrue(body.exists() and not body.active)
        self.assertEqual(seat.institution_id, body)

    def test_its_people_do_not_remove_themselves(self):
        with self.assertRaisesRegex(UserError, "administrator"):
            self.demo.with_user(self._named("user_owner"))._remove()

    def test_who_does_not_own_the_procedure_does_not_remove_it(self):
        steps = self.env["committee.demo.remove"]
        self.assertTrue(
            steps.with_user(self.env.ref("base.user_admin")).has_access("create")
        )
        for name in ("officer_ea", "secretary_ea", "chair_ea", "national"):
            user = self._named(f"user_{name}")
            self.assertFalse(steps.with_user(user).has_access("create"), name)


@tagged("post_install", "-at_install")
@freeze_time("2027-08-05 08:00:00")  # 1406/05/14
class TestDemoAnotherDay(DemoCase):
    """Eight months later, in a database where a province works already."""

    @classmethod
    def _prepare(cls):
        result = super()._prepare()
        province = cls.env["res.country.state"].search([("iso_code", "=", "IR-20")])
        cls.real = cls.env["res.company"].create(
            {"name": "Real company", "province_id": province.id}
        )
        offices = cls.env["res.company"].search([("is_national_office", "=", True)])
        cls.office = offices or cls.env["res.company"].create(
            {"name": "Real office", "is_national_office": True}
        )
        return result

    def test_the_real_ones_stay_alone(self):
        self.assertEqual(self.demo._has_company("IR-20"), 1)
        self.assertFalse(self.env.ref("cluster_committee_demo.demo_company_sm", False))
        self.assertFalse(self._named("company_national").is_national_office)

    def test_the_story_is_as_young_as_ever(self):
        committee = self._named("committee_ea")
        self.assertEqual(committee.cadence_standing, "ok")
        # 1405/08/05, moved by eight months and twelve days: the day before a Thursday
        self.assertEqual(committee.last_held_on, day("1406/04/16"))
        self.assertEqual(self._named("committee_kb").cadence_standing, "ok")

    def test_its_numbers_and_texts_are_of_its_years(self):
        meetings = self._named("committee_ea").meeting_ids.sorted("held_on")
        self.assertEqual(
            [(m.number, m.number_year) for m in meetings],
            [(1, 1404), (1, 1405), (2, 1405), (1, 1406)],
        )
        self.assertIn("۲/۱۴۰۵", meetings[3].agenda_item_ids[0].name)
        self.assertIn(
            "اولویت‌های سال ۱۴۰۵", meetings[2].resolution_ids.sorted("number")[0].name
        )
