from functools import partial
from types import SimpleNamespace

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY, day
from odoo.addons.cluster_committee.tests.refusal import other_value
from odoo.addons.workflow_verb.models.workflow_guard_mixin import TECHNICAL
from odoo.addons.workflow_verb.tools import Permit

from ..roles import ADDON
from .common import ExtensionCase

# what the meeting gets from outside, a value for each field
ADDED = {
    "filed_on": "2026-11-01",  # verb fields
    "shelf": "Forged",
    "file_code": "Forged",  # fixed
    "prepared_by": "Forged",  # frozen as the agenda is
    "file_pages": 99,  # computed
}


class GuardCase(ExtensionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.closed = cls._create_meeting("closed", cls.committee)
        cls.loan = cls._create_loan(cls.closed, "returned")
        cls.parents = {
            "committee.meeting": (cls.committee, "meeting_ids"),
            "test.committee.loan": (cls.closed, "loan_ids"),
            "test.committee.loan.page": (cls.loan, "page_ids"),
        }

    def assertRefused(self, record, attempts):
        """Each attempt is refused, and nothing of the record has changed."""
        before, gaps = self._content(record), []
        for what, attempt in attempts.items():
            if not self._is_refused(attempt, UserError):
                gaps.append(what)
            self.env.invalidate_all()
            self.assertEqual(self._content(record), before, what)
        self.assertEqual(gaps, [])

    def _is_refused(self, attempt, error=AccessError):
        savepoint = self.env.cr.savepoint()
        try:
            attempt()
        except error:
            return True
        finally:
            savepoint.close(rollback=True)
        return False

    @staticmethod
    def _content(record):
        stored = [
            name
            for name, field in record._fields.items()
            if field.store and field.column_type and name not in MAGIC_COLUMNS
        ]
        return record.sudo().read(sorted(stored), load=None)

    def _ways(self, record, values):
        """{what: a way to write `values` into `record`}, by who has most rights and
        with borrowed ones."""
        mine = record.with_user(self.secretary)
        parent, lines = self.parents[record._name]
        update = {lines: [Command.update(record.id, values)]}
        forged = {"model": record._name, "ids": record.ids, "fields": list(values)}
        permits = (
            forged,
            True,
            SimpleNamespace(covers=lambda *_of_all: True, **forged),
            Permit(record, ["create_uid"]),
            Permit(record.browse(), values),
        )
        ways = {
            "write": partial(mine.write, values),
            "sudo": partial(mine.sudo().write, values),
            "superuser": partial(record.with_user(self.env.user).sudo().write, values),
            "update": partial(mine.update, values),
            "web_save": partial(mine.web_save, values, {}),
            "line": partial(parent.with_user(self.secretary).write, update),
            "line by sudo": partial(parent.sudo().write, update),
            "server action": self._server_action(mine, values),
        }
        for name, value in values.items():
            ways[f"assign {name}"] = partial(setattr, mine.sudo(), name, value)
        for permit in permits:
            forger = mine.sudo().with_context(workflow_permit=permit)
            ways[f"permit {permit}"] = partial(forger.write, values)
        return ways

    def _server_action(self, record, values):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Forge",
                "model_id": self.env["ir.model"]._get_id(record._name),
                "state": "code",
                "code": f"record.sudo().write({values!r})",
            }
        )
        here = {"active_model": record._name, "active_id": record.id}
        return (
            action.with_user(self.secretary)
            .with_context(**here, active_ids=record.ids)
            .run
        )


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionGuard(GuardCase):
    """Fields that another addon adds to a guarded model are guarded as its own are."""

    def test_declarations_stand_beside_those_of_the_product(self):
        declared = self.closed._declared
        self.assertLessEqual({"filed_on", "shelf", "held_on"}, declared.verb_fields)
        self.assertEqual(declared.fixed_fields, {"file_code", "committee_id"})
        self.assertLessEqual({"file_keywords", "notes"}, set(declared.editable_in))

    def test_every_way_to_write_is_refused(self):
        for name, value in ADDED.items():
            with self.subTest(field=name):
                self.assertRefused(self.closed, self._ways(self.closed, {name: value}))

    def test_an_import_is_refused(self):
        for name, value in ADDED.items():
            mine = self.closed.with_user(self.secretary)
            before = self._content(mine)
            result = mine.load([".id", name], [[str(mine.id), str(value)]])
            self.assertFalse(result["ids"], name)
            self.env.invalidate_all()
            self.assertEqual(self._content(mine), before)

    def test_nothing_is_created_as_decided(self):
        meetings = self.env["committee.meeting"].with_user(self.secretary)
        values = {"committee_id": self.committee.id, "date_start": "2027-01-01 06:30"}
        lines = partial(self.committee.with_user(self.secretary).sudo().write)
        for name in ("filed_on", "shelf", "file_pages"):
            decided = {**values, name: ADDED[name]}
            for attempt in (
                partial(meetings.create, decided),
                partial(meetings.sudo().create, decided),
                partial(lines, {"meeting_ids": [Command.create(decided)]}),
                partial(self.closed.sudo().copy, {name: ADDED[name]}),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    attempt()

    def test_defaults_decide_nothing(self):
        values = {"committee_id": self.committee.id, "date_start": "2027-01-01 06:30"}
        meetings = self.env["committee.meeting"].with_user(self.secretary)
        for name in ("filed_on", "shelf", "file_pages"):
            forged = meetings.with_context(**{f"default_{name}": ADDED[name]})
            self.assertFalse(forged.create(values)[name], name)
            if name != "file_pages":
                self.env["ir.default"].with_user(self.secretary).set(
                    "committee.meeting", name, ADDED[name], user_id=True
                )
                self.assertFalse(meetings.create(values)[name], name)

    def test_a_copy_begins_anew(self):
        self.closed.with_user(self.archivist).action_file(shelf="A")
        copy = self.closed.with_user(self.officer).copy()
        self.assertFalse(copy.filed_on or copy.shelf)

    def test_each_kind_is_open_where_it_says(self):
        draft = self._draft(self.committee, file_code="A-1").with_user(self.officer)
        draft.prepared_by = "An officer"
        self.assertRefused(draft, {"fixed": partial(draft.write, {"file_code": "B"})})
        early = partial(draft.write, {"file_keywords": "Too early"})
        self.assertRefused(draft, {"early": early})
        self.closed.with_user(self.officer).file_keywords = "Steel"
        self.assertEqual(self.closed.file_keywords, "Steel")
        signed = self._create_meeting("signed", self.committee)
        signed.with_user(self.officer).file_keywords = "Wood"

    def test_an_added_owner_is_compared(self):
        elsewhere = self._create_committee(company=self.foreign)
        foreign = self._create_meeting("draft", elsewhere)
        values = {"kept_with": f"{foreign._name},{foreign.id}"}
        mine = self.closed.with_user(self.officer)
        self.assertRefused(
            self.closed,
            {
                "another owner": partial(self.closed.sudo().write, values),
                "a foreign record": partial(mine.write, values),
            },
        )
        mine.kept_with = self._create_meeting("draft", self.committee)

    def test_a_misread_day_is_refused(self):
        """1405-09-02 reads as a day of the year 1405 of the other calendar."""
        loan = self._create_loan(self.closed)
        write = partial(loan.write, {"due_on": "1405-09-02"})
        self.assertRefused(loan, {"a misread day": write})

    def test_a_step_permits_its_own_record_only(self):
        other = self._create_meeting("signed", self.committee)
        permitted = self.closed._permitted({"filed_on"})
        elsewhere = permitted.browse(other.id)
        self.assertRefused(
            other,
            {
                "record": partial(elsewhere.write, {"filed_on": "2026-11-01"}),
                "field": partial(permitted.write, {"shelf": "Forged"}),
            },
        )

    def test_its_own_model_is_guarded(self):
        for record, values in (
            (self.loan, {"borrower": "Forged"}),
            (self.loan, {"state": "draft"}),
            (self.loan, {"lent_on": "2026-11-01"}),
            (self.loan, {"document_sha256": "0"}),
            (self.loan, {"note": "Too late"}),
            (self.loan.page_ids, {"name": "Forged"}),
        ):
            with self.subTest(values=values):
                self.assertRefused(record, self._ways(record, values))
        page = {"loan_id": self.loan.id, "name": "Slipped in"}
        pages = self.env["test.committee.loan.page"].with_user(self.officer)
        self.assertRefused(
            self.loan,
            {
                "line": partial(pages.create, page),
                "line by sudo": partial(pages.sudo().create, page),
                "delete": self.loan.sudo().unlink,
                "delete line": self.loan.page_ids.sudo().unlink,
            },
        )

    def test_a_foreign_record_is_not_named(self):
        mine = self._draft(self.committee)
        foreign = self.env["test.committee.loan"].with_user(self.foreign_officer)
        with self.assertRaises(AccessError):
            foreign.create({"meeting_id": mine.id, "borrower": "A stranger"})
        steps = self.env["workflow.step"].with_user(self.foreign_archivist)
        target = {"record_model": self.loan._name, "record_id": self.loan.id}
        with self.assertRaises(AccessError):
            steps.create({**target, "verb": "lend"})


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionMadeField(GuardCase):
    """A field of no addon; apart, since the registry knows it until the class ends."""

    def test_a_field_that_an_administrator_makes_is_guarded(self):
        self.env["ir.model.fields"].create(
            {
                "name": "x_remark",
                "model_id": self.env["ir.model"]._get_id("committee.meeting"),
                "field_description": "Marginal Note",
                "ttype": "char",
            }
        )
        self.assertRefused(self.closed, self._ways(self.closed, {"x_remark": "x"}))


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionWalk(GuardCase):
    """Of every guarded model that this addon makes or extends, every stored field
    refuses a write in the closed state, whoever defined it."""

    # the model, in the state in which nothing is open but what says so
    def _closed_records(self):
        return {
            "committee.meeting": self.closed,
            "test.committee.loan": self.loan,
            "test.committee.loan.page": self.loan.page_ids,
        }

    def _touched(self):
        """The guarded models with a table of which a class stands in this addon."""
        place = f"odoo.addons.{ADDON}."
        return {
            name
            for name, model in self.env.registry.items()
            if hasattr(model, "_write_refusal")
            and not model._abstract
            and any(klass.__module__.startswith(place) for klass in model.__mro__)
        }

    def test_every_touched_model_is_walked(self):
        self.assertEqual(self._touched(), set(self._closed_records()))
        self.assertEqual(self.closed.state, "closed")
        self.assertEqual(self.loan.state, "returned")

    def test_every_stored_field_is_closed(self):
        open_still, walked = [], []
        for model, record in self._closed_records().items():
            exceptions = record._declared.editable_in
            for name, field in record._fields.items():
                if not field.store or field.type == "one2many":
                    continue
                if field._modules and TECHNICAL.issuperset(field._modules):
                    continue
                if "state" in record._fields and record.state in exceptions.get(
                    name, ()
                ):
                    continue
                if name in MAGIC_COLUMNS:
                    continue
                walked.append(f"{model}.{name}")
                values = other_value(record, name)  # what stands there is no change
                for hands in (record.with_user(self.secretary), record.sudo()):
                    write = partial(hands.write, values)
                    if not self._is_refused(write):
                        open_still.append(f"{model}.{name}")
        self.assertEqual(open_still, [])
        for name in ADDED:
            self.assertIn(f"committee.meeting.{name}", walked)
        self.assertIn("test.committee.loan.document", walked)
        self.assertIn("test.committee.loan.page.name", walked)

    def test_what_says_so_is_open(self):
        """Or the walk would prove that nothing at all can be written."""
        officer = self.closed.with_user(self.officer)
        officer.file_keywords = "Open"
        lent = self._create_loan(self._create_meeting("closed", self.committee), "lent")
        lent.with_user(self.officer).note = "Open"
        self.assertEqual(lent.lent_on, day("1405/09/02"))
