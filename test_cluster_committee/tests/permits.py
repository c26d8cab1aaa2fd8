from functools import partial

from odoo.exceptions import UserError

from odoo.addons.cluster_committee.tests.common import day

from .every_state import EveryStateCase
from .matrices.guard_matrix import DELETABLE, decided_fields, open_states

TECHNICAL = {"base", "mail", "portal", "sms"}  # whose fields are no content
PARENTS = {
    "committee.consultation": "committee_id",
    "committee.seat": "committee_id",
    "committee.member": "committee_id",
    "committee.agenda.item": "meeting_id",
    "committee.attendance": "meeting_id",
    "committee.expert.output": "session_id",
    "committee.resolution": "meeting_id",
    "committee.resolution.task": "meeting_id",
    "committee.resolution.report": "task_id",
    "committee.deadline.extension": "task_id",
    "committee.letter.recipient": "letter_id",
    "committee.letter.correction": "letter_id",
    "committee.invitation.reply": "meeting_id",
    "committee.meeting.plan.line": "plan_id",
    "business.cluster.stage": "cluster_id",
    "business.cluster.plan.line": "plan_id",
    "business.cluster.plan.share": "plan_id",
    "committee.procedure.clause": "edition_id",
    "committee.priority.criterion": "edition_id",
    "committee.priority.line": "list_id",
    "committee.priority.score": "list_id",
    "committee.forecast.line": "forecast_id",
    "committee.procedure.seat": "edition_id",
}


def is_content(field):
    return not TECHNICAL.issuperset(field._modules)


class PermitCase(EveryStateCase):
    """All records of every model there is, in all states they can be in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_outputs(cls.main)
        cls._create_circular(cls.own, cls.officer)
        cls._create_experts(dissolve=True)
        experts = cls._create_experts(dissolve=False)
        cls._prepare_what_is_open(cls.main, experts, cls.officer)
        cls._find(cls.main)
        cls._paper_acts(cls._meeting("held"))
        cls._acknowledge(cls.own)
        cls._announce(cls.own)
        cls.models = {
            name
            for name, model in cls.env.registry.items()
            if hasattr(model, "_write_refusal") and not model._abstract
        }

    @classmethod
    def _create_experts(cls, dissolve):
        """An expert committee with a seat, a draft of a member and a consultation."""
        experts = cls.main.with_user(cls.secretary).create(
            {"kind": "expert", "parent_id": cls.main.id, "company_id": cls.own.id}
        )
        seat = experts.seat_ids.create(
            {"committee_id": experts.id, "name": "An expert", "reason": "As asked"}
        )
        seat.member_ids.create(
            {"seat_id": seat.id, "partner_id": cls.officer.partner_id.id}
        )
        experts.consultation_ids.create(
            {
                "committee_id": experts.id,
                "party": "other",
                "consulted_on": day("1405/05/01"),
            }
        )
        if dissolve:
            experts.action_dissolve(reason="Not needed")
            experts.flush_recordset()  # its place is free now
        return experts

    def _samples(self):
        """A record of each model in each state, seen by who may write most of it."""
        for model in sorted(self.models):
            records = self.env[model].with_context(active_test=False)
            domain = [("company_id", "=", self.own.id)]
            national = "company_id" not in records._fields
            granted = model == "committee.exemption"
            user = self.owner if national or granted else self.secretary
            records = records.search([] if national else domain).with_user(user)
            for alike in records.grouped(self._state).values():
                yield alike[0]

    @staticmethod
    def _state(record):
        record = record.sudo()
        parent = PARENTS.get(record._name)
        state = record["state"] if "state" in record._fields else ""
        return f"{state}@{record[parent].state}" if parent else state

    def _gaps(self, record, attempt, what, named=True, undo=False):
        """[(record, state, what, sentence)] unless the attempt is refused with a
        sentence that names the record, and nothing has changed.

        :param undo: whether it writes before it is refused, and has to be undone as
            the end of a request would
        """
        before = self._content(record)
        said = self._refusal(attempt, undo)
        if said and (not named or record.sudo().display_name in said):
            self.assertEqual(self._content(record), before, what)
            return []
        return [(record, self._state(record), what, said)]

    def _refusal(self, attempt, undo):
        savepoint = self.env.cr.savepoint(flush=undo)
        said = None
        try:
            attempt()
        except UserError as error:  # an AccessError, a ValidationError are ones too
            said = str(error)
        savepoint.close(rollback=undo or not said)
        return said

    def _content(self, record):
        stored = [
            name
            for name, field in record._fields.items()
            if field.store and field.column_type and is_content(field)
        ]
        return record.sudo().read(sorted(stored), load=None)

    def _same(self, record, name):
        record = record.sudo()
        return {name: record._fields[name].convert_to_write(record[name], record)}


class Permits:
    """What a step writes nobody else writes; what is frozen stays as it is."""

    def test_what_is_not_open_is_declared_to_be_of_steps(self):
        """The code says which fields steps write, the table which are open: together
        they are all that is stored."""
        for model in sorted(self.models):
            records = self.env[model]
            with self.subTest(model=model):
                self.assertLessEqual(set(open_states()[model]), set(records._fields))
                self.assertEqual(
                    set(decided_fields(records)),
                    set(records._declared.verb_fields) - self._not_their_own(records),
                )

    def _not_their_own(self, records):
        """Lines have no state of their own: it is that of their parent."""
        state = records._fields.get("state")
        own = state and state.store and not (state.compute and state.readonly)
        return set() if own else {"state"}

    def test_there_is_something_in_every_state(self):
        found = {model: set() for model in self.models}
        for record in self._samples():
            found[record._name].add(self._state(record))
        found["committee.committee"] |= {"consulted", "constituted", "suspended"}
        for model, rows in open_states().items():
            named = set().union(*rows.values(), DELETABLE[model].split())
            self.assertLessEqual(named, found[model], model)
            self.assertTrue(found[model], model)

    def test_nobody_writes_what_a_step_decides(self):
        went_through = []
        for record in self._samples():
            for name in decided_fields(record):
                for user in (record, record.sudo(), record.with_user(self.env.user)):
                    write = partial(user.write, self._other(record, name))
                    went_through += self._gaps(record, write, name, user.env.su)
        self.assertEqual(went_through, [])

    def test_frozen_content_is_written_by_nobody(self):
        went_through = []
        for record in self._samples():
            for name, states in open_states()[record._name].items():
                if self._state(record) not in states:
                    for user in (record, record.sudo()):
                        write = partial(user.write, self._other(record, name))
                        went_through += self._gaps(record, write, name)
        self.assertEqual(went_through, [])

    def test_open_content_is_written_by_who_prepares_it(self):
        refused = []
        for record in self._samples():
            for name, states in open_states()[record._name].items():
                if self._state(record) in states:
                    try:
                        record.write(self._same(record, name))
                    except UserError as error:
                        refused.append((record, self._state(record), name, str(error)))
        self.assertEqual(refused, [])

    def test_what_is_kept_is_deleted_by_nobody(self):
        went_through = []
        for record in self._samples():
            if self._state(record) not in DELETABLE[record._name].split():
                unlink = record.sudo().unlink
                went_through += self._gaps(record, unlink, "unlink", undo=True)
        self.assertEqual(went_through, [])

    def test_what_is_computed_is_written_by_nobody(self):
        went_through = []
        for record in self._samples():
            for name, field in record._fields.items():
                if is_content(field) and field.compute and field.readonly:
                    other = field.store and field.type != "one2many"
                    values = self._other(record, name) if other else {name: False}
                    write = partial(record.sudo().write, values)
                    went_through += self._gaps(record, write, name)
        self.assertEqual(went_through, [])
