from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day

from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionWork(ExtensionCase):
    """Kinds of work of another addon, on a model of its own and on one of the product,
    for a role that has no other right in the committee."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("signed", cls.committee)
        cls.loan = cls._create_loan(cls.meeting)

    def _rows(self, user):
        return self.env["committee.work"].with_user(user).today()["rows"]

    def _row(self, user, code):
        rows = [row for row in self._rows(user) if row["code"] == code]
        self.assertLessEqual(len(rows), 1)
        return rows[0] if rows else None

    def test_it_waits_for_who_may_act_and_nobody_else(self):
        row = self._row(self.archivist, "lend")
        self.assertEqual((row["model"], row["id"]), (self.loan._name, self.loan.id))
        self.assertEqual(row["label"], "Lend the original")
        self.assertEqual(row["name"], "The audit")
        self.assertEqual(row["until"], "2026-12-01")
        self.assertTrue(row["own"])
        for user in (
            self.foreign_archivist
            | self.officer
            | self.secretary
            | self.chair
            | self.national
        ):
            self.assertIsNone(self._row(user, "lend"), user.login)
        self.loan.with_user(self.archivist).action_lend()
        self.assertIsNone(self._row(self.archivist, "lend"))

    def test_its_button_opens_the_step(self):
        row = self._row(self.archivist, "lend")
        self.assertEqual((row["way"], row["button"]), ("step", "Lend"))
        steps = self.env["workflow.step"].with_user(self.archivist)
        step = steps.with_context(**row["step"]).create({})
        self.assertFalse(step.blockers)
        step.action_confirm()
        self.assertEqual(self.loan.state, "lent")

    def test_all_of_it_opens_as_a_list(self):
        others = [self._create_loan(self.meeting) for _order in range(6)]
        work = self.env["committee.work"].with_user(self.archivist)
        found = work.today()
        shown = [row for row in found["rows"] if row["code"] == "lend"]
        (more,) = (line for line in found["more"] if line["code"] == "lend")
        self.assertEqual(len(shown) + more["count"], 1 + len(others))
        action = work.open_all("lend")
        self.assertEqual(action["res_model"], "test.committee.loan")
        loans = self.env[action["res_model"]].with_user(self.archivist)
        loans = loans.search(action["domain"])
        self.assertEqual(len(loans), 1 + len(others))

    def test_work_on_a_model_of_the_product(self):
        row = self._row(self.archivist, "file")
        self.assertEqual(
            (row["model"], row["id"]), (self.meeting._name, self.meeting.id)
        )
        self.assertEqual(row["label"], "File the signed original")
        paper = self._row(self.secretary, "file")
        self.assertEqual(paper["label"], "Record that the original was filed")
        self.assertTrue(paper["on_paper"])
        self.assertIsNone(self._row(self.officer, "file"))

    def test_its_last_day_is_that_of_the_rule(self):
        engine = self.env["committee.engine"]
        engine._check(day("1405/09/02"), self.own, [engine._rule("filing")])
        finding = self.env["committee.finding"].search([("rule", "=", "filing")])
        for user in (self.secretary, self.archivist):
            row = self._row(user, "file")
            self.assertEqual(row["until"], finding.due_on.isoformat(), user.login)
            self.assertEqual(row["when"], "overdue")

    def test_the_app_opens_for_its_role(self):
        menus = self.env["ir.ui.menu"]
        root = self.env.ref("cluster_committee.cluster_committee_menu_root")
        plain = new_test_user(self.env, "plain", groups="base.group_user")
        for user, seen in ((self.archivist, True), (plain, False)):
            found = menus.with_user(user)._visible_menu_ids()
            self.assertEqual(root.id in found, seen, user.login)

    def test_who_holds_none_of_the_roles_has_nothing(self):
        plain = new_test_user(self.env, "plain", groups="base.group_user")
        self.assertEqual(self._rows(plain), [])
