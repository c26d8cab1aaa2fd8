from lxml import etree
from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import mute_logger

from .matrices.copy_matrix import KEPT
from .street import is_ours


class Copies:
    """A copy is a draft without the facts of its original, or there is none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company, officer = cls.own, cls.officer
        cls._room_samples(cls._meeting("held"), officer)
        cls.env["committee.setup"].create({"company_id": company.id})

    def _stored_models(self):
        return {
            name
            for name, model in self.env.registry.items()
            if model._auto and not model._abstract and not model._transient
            if any(is_ours(klass) for klass in model.__mro__)
            if self.env[name]._original_module not in ("base", "resource", "mail")
        }

    def test_every_model_has_its_row(self):
        refused = {
            name for name in self._stored_models() if not self.env[name]._duplicable
        }
        self.assertEqual(self._stored_models() - refused, set(KEPT))

    def test_no_screen_offers_a_copy_that_is_refused(self):
        offered = {
            (name, kind)
            for name in self._stored_models()
            for kind in ("form", "list")
            if etree.fromstring(self.env[name].get_view(view_type=kind)["arch"]).get(
                "duplicate"
            )
            != "0"
        }
        expected = {(name, kind) for name in KEPT for kind in ("form", "list")}
        self.assertEqual(offered, expected)

    def test_a_copy_is_a_draft_without_facts_or_there_is_none(self):
        gaps = []
        for model in sorted(self._stored_models()):
            records = self.env[model].sudo().with_context(active_test=False)
            found = records.search([])
            self.assertTrue(found, model)
            for alike in found.grouped(self._state).values():
                gaps += self._gaps_of_copy(alike[0])
        self.assertEqual(gaps, [], gaps)

    def _gaps_of_copy(self, record):
        """[(model, state, what)] that a copy of the record has of it"""
        state, gaps = self._state(record), []
        with self.env.cr.savepoint(flush=False) as savepoint:
            try:
                with mute_logger("odoo.sql_db"):
                    copy = record.copy()
                    self.env.flush_all()
            except (UserError, UniqueViolation) as refusal:
                self.assertTrue(str(refusal))
            else:
                gaps = [(record._name, state, what) for what in self._told_by(copy)]
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return gaps

    def _told_by(self, copy):
        """The fields of the copy, and of its lines, that it should not have."""
        if copy._name not in KEPT:
            return ["a copy"]
        kept = set(KEPT[copy._name].split())
        technical, told = self.env["workflow.guard.mixin"]._is_technical, []
        for name, field in copy._fields.items():
            if name in MAGIC_COLUMNS or not copy[name] or technical(field):
                continue
            if field.type == "one2many" and field.store and name != "act_ids":
                if name in kept or "*" in kept:
                    lines = copy[name]
                    told += [
                        f"{name}.{t}" for line in lines for t in self._told_by(line)
                    ]
                elif not field.compute:
                    told.append(name)
            elif name in ("state", "stage"):
                told += [] if copy[name] == self._first(copy, name) else [name]
            elif field.store and not field.compute and not kept & {name, "*"}:
                told += [] if copy[name] == self._first(copy, name) else [name]
        return told

    @staticmethod
    def _first(record, name):
        """What a new record has of itself."""
        if name in ("state", "stage"):
            return record._fields[name].get_values(record.env)[0]
        return record.default_get([name]).get(name)

    # ------------------------------------------------------------
    # HOURS
    # ------------------------------------------------------------

    def _hours_on_paper(self, meeting):
        heading = meeting._heading_data()
        return heading["start"], heading["end"]

    def _enter_hours(self, meeting):
        start = meeting.date_start
        meeting.with_user(self.officer).write(
            {
                "actual_start": fields.Datetime.add(start, hours=5),
                "actual_end": fields.Datetime.add(start, hours=7),
            }
        )

    def test_a_paper_before_the_meeting_prints_the_planned_hours(self):
        meeting = self._meeting("invited")
        planned = self._hours_on_paper(meeting)
        self._enter_hours(meeting)
        self.assertEqual(self._hours_on_paper(meeting), planned)

    def test_a_copy_of_a_held_meeting_is_invited_at_its_own_hours(self):
        held = self._meeting("held")
        self._enter_hours(held)
        self.assertNotEqual(
            self._hours_on_paper(held)[0],
            self._hours_on_paper(self._meeting("invited"))[0],
        )
        copy = held.with_user(self.officer).copy()
        self.assertFalse(copy.actual_start or copy.actual_end or copy.guest_ids)
        self.assertEqual(
            self._hours_on_paper(copy)[0],
            self._hours_on_paper(self._meeting("invited"))[0],
        )

    def test_postponing_clears_the_hours(self):
        meeting = self._meeting("invited")
        self._enter_hours(meeting)
        meeting.with_user(self.chair).action_postpone(reason="Snow")
        self.assertFalse(meeting.actual_start or meeting.actual_end)
