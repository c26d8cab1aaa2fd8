from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase
from odoo.addons.cluster_committee.tests.refusal import RefusalMixin
from odoo.addons.workflow_verb.tools import Mandate

from ..wizard.import_book import PROVINCE, Sheet
from .book import FilledBook


class PhoneSheet(Sheet):
    """A list of another addon: the telephone of the company of each province."""

    key = "phones"
    title, note = "Telephones", "One row for each province."
    columns = (PROVINCE, Column("phone", "Number", required=True))
    steps = (("committee.committee", "dissolve"),)

    def check(self):
        for row in self.rows:
            if self.place(row):
                row.record = row.company
                if row.company.phone != row.values.get("phone"):
                    self.change(row, "phone", row.company.phone, row.values["phone"])

    def enter(self):
        for row in self.changed_rows():
            row.record.sudo().phone = row.values["phone"]


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSheets(RefusalMixin, CommitteeCase):
    """The sheets of the workbook are collected: another addon adds its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model = cls.env.registry["committee.book.import"]
        own = model._sheets
        cls.classPatch(model, "_sheets", lambda self: (*own(self), PhoneSheet))

    def _wizard(self, **values):
        imports = self.env["committee.book.import"].with_user(self.secretary)
        return imports.create(values)

    def test_a_sheet_of_another_addon_is_shown_checked_and_written(self):
        place = self.own.province_id.province_name
        book = FilledBook(self._wizard())
        self.assertIn("Telephones", book.book.sheetnames)
        book.add("phones", province=place, phone="074-33")
        number = book.add("phones", province="Nowhere", phone="074-34")
        wizard = self._wizard(file=book.content())
        wizard.action_preview()
        self.assertEqual(
            [(row.sheet, row.number, row.fate) for row in wizard.row_ids],
            [("Telephones", number, "wrong"), ("Telephones", 3, "changed")],
        )
        with self.refused("Nothing was imported", "sheet “Telephones”"):
            wizard.action_confirm()
        book.change("phones", number, province=None, phone=None)
        wizard = self._wizard(file=book.content())
        wizard.action_preview()
        wizard.action_confirm()
        self.assertEqual(self.own.phone, "074-33")
        self.assertEqual(set(wizard.row_ids.mapped("fate")), {"same"})

    def test_the_steps_of_a_sheet_are_recorded_by_the_owner(self):
        book = self._wizard().with_user(self.owner)._import_lists()[0].book
        mandate = book.model("committee.committee").env.context["workflow_mandate"]
        self.assertIsInstance(mandate, Mandate)
        self.assertIn(("committee.committee", "dissolve"), mandate.steps)
        self.assertIn(("committee.meeting", "sign_as_chair"), mandate.steps)
        self.assertNotIn(("committee.committee", "suspend"), mandate.steps)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestTakenOver(RefusalMixin, CommitteeCase):
    """That a meeting was taken over from paper is written by its import alone."""

    def test_nobody_writes_that_a_meeting_was_taken_over(self):
        committee = self._create_committee("active")
        meeting = self.env["committee.meeting"].create(
            {"committee_id": committee.id, "date_start": "2026-12-20 06:30:00"}
        )
        self.assertIn("taken_over", meeting._declared.verb_fields)
        self.assertIn("held_on", meeting._declared.verb_fields)
        for hands in (meeting, meeting.sudo(), meeting.with_user(self.officer)):
            with self.refused("by the steps of the procedure only", error=Exception):
                hands.taken_over = True

    def test_its_loss_is_told(self):
        committee = self._create_committee("active")
        meeting = self.env["committee.meeting"].create(
            {"committee_id": committee.id, "date_start": "2026-12-20 06:30:00"}
        )
        meeting._permitted({"taken_over"}).write({"taken_over": True})
        modules = self.env["ir.module.module"]
        dialogs = self.env["base.module.uninstall"].with_user(
            new_test_user(self.env, login="system", groups="base.group_system")
        )
        for name, said in (
            ("cluster_committee_import", "Meetings that were taken over from paper: 1"),
            ("cluster_committee", "Committees: "),
            ("auth_totp", ""),
        ):
            dialog = dialogs.create({"module_ids": modules._get(name).ids})
            self.assertEqual((dialog.committee_loss or "")[: len(said)], said, name)
