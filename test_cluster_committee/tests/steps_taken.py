from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from odoo.addons.cluster_committee.tests.common import day, on_day
from odoo.addons.cluster_committee.tests.scans import pdf
from odoo.addons.web_jalali.tools import jalali

from .every_state import NEIGHBOURS, TABLE
from .matrices.verb_matrix import NO_STEP_LEADS_TO, datings, session_steps

# what the people of the table press with; what is not named here needs nothing
REASON = {"reason": "A reason"}
EVIDENCE = {"evidence": {"number": "ر/۱"}}
ARGUMENTS = {
    ("committee.committee", "suspend"): REASON,
    ("committee.committee", "dissolve"): REASON,
    ("committee.seat", "close"): REASON,
    ("committee.member", "issue"): {"number": "ح/۱"},
    ("committee.member", "end"): REASON,
    ("committee.meeting", "return_agenda"): REASON,
    ("committee.meeting", "approve_agenda"): {"number": "ت/۱"},
    ("committee.meeting", "invite"): {"number": "د/۱"},
    ("committee.meeting", "hold_uninvited"): REASON,
    ("committee.meeting", "return_minutes"): REASON,
    ("committee.meeting", "dispatch"): {"number": "د/۲"},
    ("committee.meeting", "send_national_copy"): {"number": "ش/۱"},
    ("committee.meeting", "postpone"): REASON,
    ("committee.meeting", "cancel"): REASON,
    ("committee.meeting", "reject_scan"): REASON,
    ("committee.meeting", "postpone_session"): REASON,
    ("committee.meeting.plan", "reopen"): REASON,
    ("committee.duty.holder", "end"): REASON,
    ("committee.delegation", "end"): REASON,
    ("committee.delegation", "withdraw"): REASON,
    ("committee.letter", "issue"): {"number": "ش/۲"},
    ("committee.letter", "send"): EVIDENCE,
    ("committee.letter.recipient", "send"): EVIDENCE,
    ("committee.letter", "correct_number"): {"number": "ش/۳", **REASON},
    ("committee.resolution.task", "reopen"): REASON,
    ("committee.finding", "ask_closing"): REASON,
    ("committee.finding", "settle"): {**REASON, "evidence": {"number": "د/۹"}},
    ("committee.finding", "reopen"): {**REASON, "evidence": {"number": "د/۹"}},
    ("committee.request", "grant"): {**REASON, "evidence": {"number": "د/۹"}},
    ("committee.request", "refuse"): REASON,
    ("committee.exemption", "end_early"): REASON,
    ("committee.received.request", "grant"): {**REASON, **EVIDENCE},
    ("committee.received.request", "refuse"): REASON,
    ("committee.received.request", "take_back"): {**REASON, **EVIDENCE},
    ("committee.procedure.edition", "withdraw"): REASON,
    ("committee.exchange.key", "withdraw"): REASON,
    ("committee.resolution.task", "extend_deadline"): {
        "deadline": day("1406/01/15"),
        "number": "د/۳",
        **REASON,
    },
    ("business.cluster.supporter", "end"): REASON,
    ("business.cluster.council.member", "end"): REASON,
    ("business.cluster", "stop"): REASON,
    ("business.cluster", "resume"): REASON,
    ("business.cluster", "step_back"): REASON,
    ("business.cluster.contribution", "cancel"): REASON,
}
# the day on which they press where it cannot be today's: before the meeting
DAYS = {
    ("committee.meeting", "invite"): "1405/06/04",
    ("committee.meeting", "schedule"): "1405/04/19",
}
BEFORE = "1405/04/01"
UNSEEN = ("unseen",)
# what only the national office reads
NATIONAL = {"committee.received.request"}


def prepare(record, verb):
    """What the step asks for beside the state that the record is in."""
    if (record._name, verb) == ("committee.member", "seat"):
        record.seat_id.decree_required = False
    if (record._name, verb) == ("committee.procedure.edition", "withdraw"):
        coming = {"effective_from": day("1405/12/01")}
        record._permitted(coming).write(coming)
    if (record._name, verb) == ("committee.procedure.edition", "receive"):
        brought = {"received_digest": "0"}
        record._permitted(brought).write(brought)
    if (record._name, verb) == ("committee.received.request", "withdraw"):
        told = {"withdrawn_on": record.received_on}
        record._permitted(told).write(told)
    if (record._name, verb) == ("committee.meeting", "reject_scan"):
        late = {"entered_on": record.held_on + timedelta(days=60)}
        record._permitted(late).write(late)
        record.attendance_scan = pdf()
    if record._name == "committee.letter.recipient" and verb in ("send", "acknowledge"):
        letter = record.letter_id
        if letter.state == "draft":  # what is not issued does not leave
            issued = {"state": "issued", "number": "ش/۹", "letter_date": day(BEFORE)}
            letter._permitted(issued).write(issued)
    if (record._name, verb) == ("business.cluster", "diagnose"):
        record.feasibility_result = "positive"
    if verb == "replace_file":
        name = record._file_field
        filed = {name: b"Zm9v", f"{name}_name": "scan.pdf"}
        record._permitted(filed).write(filed)


class Steps:
    """The table of steps, asked of each record and then pressed."""

    def test_the_table_is_complete(self):
        ours = {
            name: (
                [value for value, _label in self.env[name]._fields["state"].selection],
                set(self.env[name]._verbs),
            )
            for name, model in self.env.registry.items()
            if hasattr(model, "_verb_blockers") and not model._abstract
            if self.env[name]._verbs
        }
        table = {
            model: (states, set(verbs)) for model, (states, verbs) in TABLE.items()
        }
        self.assertEqual(table, ours)

    def test_each_step_has_its_dating(self):
        declared = {
            model: {
                verb: self.env[model]._verb(verb).dating for verb in TABLE[model][1]
            }
            for model in TABLE
        }
        self.assertEqual(datings(), declared)

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
        committee = self.main.search(
            [("parent_id", "=", self.main.id), ("state", "=", "preparing")]
        ).with_user(self.secretary)
        wrong, states = self._ask(committee), [committee.state]
        for verb in ("consult", "constitute", "suspend", "resume", "dissolve"):
            getattr(committee, f"action_{verb}")(
                **ARGUMENTS.get((committee._name, verb), {})
            )
            wrong += self._ask(committee)
            states.append(committee.state)
        wrong += self._ask(self.main)
        states.append(self.main.state)  # active: only who has met comes there
        self.assertEqual(wrong, [])
        self.assertEqual(set(states), set(TABLE["committee.committee"][0]))

    def test_a_session_opens_its_steps_to_its_people_in_its_states(self):
        states, steps = session_steps()
        self.assertEqual(set(steps), set(TABLE["committee.meeting"][1]))
        sessions = self._sessions(states)
        self.assertEqual(sessions.mapped("state"), states)
        self.assertEqual(self._ask(sessions, steps), [])
        for verb, step in steps.items():
            role = min(step.roles)
            for session in sessions.sudo():
                if session.state not in step.sources:
                    self._press_in_vain(session, verb, role)
                elif session.state == step.sources[0]:
                    for role in sorted(step.roles):
                        self._press_and_look(session, verb, role, step)

    def _sessions(self, states):
        experts = self._gather_experts(self.main)
        sessions = self.env["committee.meeting"]
        for state in states:
            sessions |= self._create_session(state, experts)
        return sessions

    def _ask(self, records, steps=None):
        """[(model, verb, role, state, what is seen)] where it is not what the table
        says: (open by state, open to the role, button)"""
        wrong = []
        for verb, step in (steps or TABLE[records._name][1]).items():
            for role, user in self.people.items():
                for record, seen in self._see(records, verb, user):
                    opened, may = record.state in step.sources, role in step.roles
                    expected = (opened, may, opened and may)
                    if (
                        role == "none"
                        or "company_id" in record._fields
                        and role in NEIGHBOURS
                        or record._name in NATIONAL
                        and role not in ("national", "owner")
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
            # where facts stand in the way as well, the button may be shown or not
            shown = [] if all(opened) and said else button
            found.append((record, (*opened, *(record[name] for name in shown))))
        return found

    # ------------------------------------------------------------
    # PRESSED
    # ------------------------------------------------------------

    def test_each_step_is_taken_by_each_of_its_people(self):
        for record, verb, step in self._first_records():
            for role in sorted(step.roles):
                self._press_and_look(record, verb, role, step)

    def _press_and_look(self, record, verb, role, step):
        what = f"{role} takes {verb} of {record._name}"
        with self.env.cr.savepoint() as savepoint:
            prepare(record, verb)
            before = self._told_to_the_chair()
            self._press(record, verb, role)
            self.env.flush_all()
            self.assertEqual(record.state, step.target, what)
            for_chair = role in step.recorded_by and "chair" in step.by
            told = self._told_to_the_chair() - before
            self.assertEqual(len(told), int(for_chair), what)
            act = self.env["workflow.act"].search(
                [
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                    ("verb", "=", verb),
                ],
                limit=1,
            )
            self.assertEqual(act.create_uid, self.people[role], what)
            self.assertEqual(act.on_paper, role in step.recorded_by, what)
            savepoint.rollback()

    def _told_to_the_chair(self):
        """The messages to the chair about what was recorded in his name"""
        return self.env["mail.message"].search(
            [
                ("partner_ids", "in", self.chair.partner_id.ids),
                ("message_type", "=", "user_notification"),
                ("subject", "like", "in your name"),
            ]
        )

    def _press(self, record, verb, role):
        self._call(record.with_user(self.people[role]).sudo(False), verb)

    def _call(self, record, verb):
        arguments = ARGUMENTS.get((record._name, verb), {})
        if verb == "replace_file":
            arguments = {"file": b"YmFy", "file_name": "better.pdf", **REASON}
        if (record._name, verb) == ("committee.resolution.task", "withdraw"):
            arguments = {"resolution_id": self.later_resolution.id}
        with on_day(DAYS.get((record._name, verb), jalali.today())):
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
        names = sorted(record._declared.verb_fields)
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
