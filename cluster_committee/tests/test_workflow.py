from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY, day
from .provinces import CheapPaperCase
from .verb_matrix import NO_STEP_LEADS_TO, steps

# what the people of the table press with; what is not named here needs nothing
REASON = {"reason": "A reason"}
ARGUMENTS = {
    ("committee.committee", "suspend"): REASON,
    ("committee.committee", "dissolve"): REASON,
    ("committee.member", "issue"): {"number": "ح/۱"},
    ("committee.member", "end"): REASON,
    ("committee.meeting", "return_agenda"): REASON,
    ("committee.meeting", "approve_agenda"): {"number": "ت/۱"},
    ("committee.meeting", "invite"): {"number": "د/۱", "on": day("1405/06/04")},
    ("committee.meeting", "hold_uninvited"): REASON,
    ("committee.meeting", "return_minutes"): REASON,
    ("committee.meeting", "dispatch"): {"number": "د/۲"},
    ("committee.meeting", "send_national_copy"): {"number": "ش/۱"},
    ("committee.meeting", "postpone"): REASON,
    ("committee.meeting", "cancel"): REASON,
    ("committee.letter", "issue"): {"number": "ش/۲"},
    ("committee.letter", "correct_number"): {"number": "ش/۳", **REASON},
    ("committee.resolution.task", "reopen"): REASON,
}
TABLE = steps()
ACTORS = ("officer", "supervisor", "secretary", "chair", "national", "owner")
NEIGHBOURS = ("foreign_officer", "foreign_secretary", "foreign_chair")
UNSEEN = ("unseen",)


class WorkflowCase(CheapPaperCase):
    """A record in each state of each model, brought there by its users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.main = cls._create_committee()
        cls.records = {
            "committee.member": cls._members(),
            "committee.meeting": cls._meetings(),
            "committee.procedure.edition": cls._editions(),
            "committee.interpretation": cls._interpretations(),
        }
        cls.records |= {
            "committee.agenda.item": cls._items(),
            "committee.letter": cls._letters(),
            "committee.letter.recipient": cls._recipients(),
            "committee.resolution.task": cls._tasks(),
        }
        cls.people = {
            "none": cls._person("none", "base.group_user"),
            # in the chair's group, but another holds the seat
            "unseated": cls._person(
                "unseated", "cluster_committee.group_committee_chair"
            ),
            **{name: getattr(cls, name) for name in (*ACTORS, *NEIGHBOURS)},
        }

    @classmethod
    def _person(cls, name, group):
        person = cls.officer.copy({"login": name, "name": name})
        person.group_ids = cls.env.ref(group)
        return person

    @classmethod
    def _members(cls):
        states, _verbs = TABLE["committee.member"]
        seats = cls.main.seat_ids.with_user(cls.officer).create(
            [
                {
                    "committee_id": cls.main.id,
                    "name": f"Seat of one {state}",
                    "reason": "Asked for",
                    "decree_required": False,
                }
                for state in states
            ]
        )
        people = cls.env["res.partner"].create([{"name": seat.name} for seat in seats])
        members = seats.member_ids.create(
            [
                {"seat_id": seat.id, "partner_id": person.id}
                for seat, person in zip(seats, people, strict=True)
            ]
        )
        _draft, proposed, seated, ended, withdrawn = members.with_user(cls.secretary)
        proposed.action_propose()
        (seated | ended).action_seat(on=day("1405/05/01"))
        ended.action_end(on=day("1405/06/01"), reason="Left")
        withdrawn.action_withdraw()
        return members

    @classmethod
    def _meetings(cls):
        states, _verbs = TABLE["committee.meeting"]
        meetings = cls.env["committee.meeting"]
        for state in states:
            meetings |= cls._create_meeting(state, cls.main)
        held = meetings[states.index("held")]
        cls._write_minutes(held.with_user(cls.officer))
        return meetings

    @classmethod
    def _meeting(cls, state):
        meetings = cls.records["committee.meeting"]
        return meetings.filtered(lambda meeting: meeting.state == state)

    @classmethod
    def _items(cls):
        invited = cls._meeting("invited").with_user(cls.officer)
        late = invited.agenda_item_ids.create(
            {"meeting_id": invited.id, "name": "A late item"}
        )
        return late | invited.agenda_item_ids[0]

    @classmethod
    def _letters(cls):
        letters = cls.env["committee.letter"].with_user(cls.secretary)
        letters = letters.create(
            [{"kind": "reminder", "committee_id": cls.main.id} for _state in range(3)]
        )
        for number, letter in enumerate(letters[1:], start=1):
            letter.recipient_ids.create(
                {"letter_id": letter.id, "partner_id": cls.chair.partner_id.id}
            )
            letter.action_issue(number=f"ش/۱۰{number}")
        letters[2].action_send()
        return letters

    @classmethod
    def _recipients(cls):
        """Of the copy to the national office, which is theirs to acknowledge."""
        letter = cls.env["committee.letter"].with_user(cls.officer)
        letter = letter.create({"kind": "national_copy", "committee_id": cls.main.id})
        pending = letter.recipient_ids.create(
            {"letter_id": letter.id, "partner_id": cls.office.partner_id.id}
        )
        copies = cls.env["committee.letter"]
        for _state in range(4):
            meeting = cls._create_meeting("closed", cls.main)
            copies |= meeting.letter_ids.filtered_domain(
                [("kind", "=", "national_copy")]
            )
        sent, delivered, acknowledged, answered = copies.recipient_ids.with_user(
            cls.officer
        )
        delivered.action_deliver()
        acknowledged.action_acknowledge()
        answered._permitted({"state"}).write({"state": "answered"})
        return pending | sent | delivered | acknowledged | answered

    @classmethod
    def _tasks(cls):
        waiting = cls._meeting("signed").resolution_ids.task_ids
        running = cls._meeting("dispatched").resolution_ids.task_ids
        done, withdrawn = (
            cls._meeting("closed") | cls._create_meeting("closed", cls.main)
        ).resolution_ids.task_ids
        done.with_user(cls.officer).action_finish()
        withdrawn._permitted({"state"}).write({"state": "withdrawn"})
        return waiting | running | done | withdrawn

    @classmethod
    def _editions(cls):
        editions = cls.env["committee.procedure.edition"].with_user(cls.owner)
        superseded = editions._edition_on(day("1405/01/01"))
        in_force, draft = (
            editions.browse(superseded.action_new_edition()["res_id"])
            for _edition in range(2)
        )
        in_force.effective_from = day("1405/08/01")
        in_force.action_enact()
        draft.effective_from = day("1405/09/01")
        return draft | in_force | superseded

    @classmethod
    def _interpretations(cls):
        interpretations = cls.env["committee.interpretation"].with_user(cls.owner)
        clause = interpretations.clause_id.search([], limit=1)
        interpretations = interpretations.create(
            [
                {
                    "clause_id": clause.id,
                    "number": f"ت/۹۹{number}",
                    "date": day("1405/05/01"),
                    "text": "It means what it says.",
                }
                for number in range(2)
            ]
        )
        interpretations[1].action_issue()
        return interpretations


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWorkflow(WorkflowCase):
    """The table of steps, asked of each record and then pressed."""

    def test_the_table_is_complete(self):
        ours = {
            name: (
                [value for value, _label in self.env[name]._fields["state"].selection],
                set(self.env[name]._workflow[0]),
            )
            for name, model in self.env.registry.items()
            if hasattr(model, "_verb_blockers") and not model._abstract
            if self.env[name]._workflow[0]
        }
        table = {
            model: (states, set(verbs)) for model, (states, verbs) in TABLE.items()
        }
        self.assertEqual(table, ours)

    def test_there_is_a_record_in_each_state(self):
        for model, records in self.records.items():
            states, _verbs = TABLE[model]
            self.assertEqual(records.sudo().mapped("state"), states, model)
        self.assertTrue(all(state in TABLE[m][0] for m, state in NO_STEP_LEADS_TO))

    def test_a_step_is_open_to_its_people_in_its_states(self):
        wrong = [
            line for model in self.records for line in self._ask(self.records[model])
        ]
        self.assertEqual(wrong, [])

    def test_a_committee_opens_its_steps_to_its_people_in_its_states(self):
        committee = self._create_experts()
        wrong, states = self._ask(committee), [committee.state]
        for verb in ("consult", "constitute", "suspend", "resume", "dissolve"):
            getattr(committee, f"action_{verb}")(
                **ARGUMENTS.get((committee._name, verb), {})
            )
            wrong += self._ask(committee)
            states.append(committee.state)
        self.assertEqual(wrong, [])
        self.assertEqual(set(states), set(TABLE["committee.committee"][0]))

    def _create_experts(self):
        return self.main.with_user(self.secretary).create(
            {"kind": "expert", "parent_id": self.main.id, "company_id": self.own.id}
        )

    def _ask(self, records):
        """[(model, verb, role, state, what is seen)] where it is not what the table
        says: (open by state, open to the role, button)"""
        wrong = []
        for verb, step in TABLE[records._name][1].items():
            for role, user in self.people.items():
                for record, seen in self._see(records, verb, user):
                    opened, may = record.state in step.sources, role in step.roles
                    expected = (opened, may, opened and may)
                    if (
                        role == "none"
                        or "company_id" in record._fields
                        and role in NEIGHBOURS
                    ):
                        expected = UNSEEN
                    if seen[: len(expected)] != expected[: len(seen)]:
                        wrong.append((record._name, verb, role, record.state, seen))
        return wrong

    def _see(self, records, verb, user):
        """(record, (open by state, open to the role[, button])) as `user` sees them"""
        records = records.with_user(user).sudo(False)
        try:
            blockers = records._verb_blockers(verb)
        except AccessError:
            return [(record, UNSEEN) for record in records.sudo()]
        button = [f"can_{verb}"] if f"can_{verb}" in records._fields else []
        found = []
        for record in records:
            said = "\n".join(blockers.get(record.id, ()))
            opened = "is not open" not in said, "This step belongs to" not in said
            found.append((record, (*opened, *(record[name] for name in button))))
        return found

    # ------------------------------------------------------------
    # PRESSED
    # ------------------------------------------------------------

    def test_each_step_is_taken_by_each_of_its_people(self):
        for record, verb, step in self._first_records():
            for role in sorted(step.roles):
                self._press_and_look(record, verb, role, step)

    def _first_records(self):
        """(record in the first state in which a step is open, verb, step) for each"""
        for model, records in self.records.items():
            for verb, step in TABLE[model][1].items():
                first = records.sudo().filtered(
                    lambda record, step=step: record.state == step.sources[0]
                )
                yield first, verb, step

    def _press_and_look(self, record, verb, role, step):
        what = f"{role} takes {verb} of {record._name}"
        with self.env.cr.savepoint() as savepoint:
            self._press(record, verb, role)
            self.env.flush_all()
            self.assertEqual(record.state, step.target, what)
            act = self.env["committee.act"].search(
                [
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                    ("verb", "=", verb),
                ],
                limit=1,
            )
            self.assertEqual(act.create_uid, self.people[role], what)
            self.assertEqual(act.on_paper, role in step.paper, what)
            savepoint.rollback()

    def _press(self, record, verb, role):
        self._call(record.with_user(self.people[role]).sudo(False), verb)

    def _call(self, record, verb):
        arguments = ARGUMENTS.get((record._name, verb), {})
        return getattr(record, f"action_{verb}")(**arguments)

    def test_each_step_is_refused_to_all_others(self):
        for record, verb, step in self._first_records():
            for role in sorted(self.people.keys() - step.roles):
                self._press_in_vain(record, verb, role)

    def test_each_step_is_refused_in_all_other_states(self):
        for model, records in self.records.items():
            for verb, step in TABLE[model][1].items():
                role = min(step.roles)
                for record in records.sudo():
                    if record.state not in step.sources:
                        self._press_in_vain(record, verb, role)

    def _press_in_vain(self, record, verb, role):
        names = sorted(record._verb_fields)
        before = record.read(names)
        what = f"{role} takes {verb} of {record._name}, {record.state}"
        with self.assertRaises(UserError, msg=what):  # an AccessError is one too
            # the right to write, lent, gives nobody the right to act
            self._call(record.with_user(self.people[role]).sudo(), verb)
        self.assertEqual(record.read(names), before, what)

    # ------------------------------------------------------------
    # NARROWER THAN A ROLE
    # ------------------------------------------------------------

    def test_the_nation_acknowledges_the_copies_sent_to_it_only(self):
        invitations = self._meeting("invited").letter_ids.recipient_ids
        for user in (self.national, self.owner):
            with self.assertRaisesRegex(UserError, "belongs to"):
                invitations[0].with_user(user).action_acknowledge()
        self.assertFalse(invitations[0].with_user(self.national).can_acknowledge)
        invitations[0].with_user(self.officer).action_acknowledge()
        self.assertEqual(invitations[0].state, "acknowledged")
