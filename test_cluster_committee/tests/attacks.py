from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.cluster_committee.tests.common import day
from odoo.addons.workflow_verb.tools import Permit

from .matrices.guard_matrix import decided_fields


class Attacks:
    """Ways round the guard, tried by who has most rights, and with borrowed ones."""

    def assertRefused(self, record, attempts, named=True):
        """Each attempt is refused with a sentence that names the record."""
        gaps = [
            gap
            for what, attempt in attempts.items()
            for gap in self._gaps(record, attempt, what, named, undo=True)
        ]
        self.assertEqual(gaps, [])

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def test_every_way_to_write_is_refused(self):
        for user in (self.officer, self.secretary, self.env.user):
            meeting = self._meeting("signed").with_user(user)
            values = {"state": "draft"}
            self.assertRefused(
                meeting,
                {
                    "write": partial(meeting.write, values),
                    "sudo": partial(meeting.sudo().write, values),
                    "web_save": partial(meeting.web_save, values, {"state": {}}),
                    "assign": partial(setattr, meeting, "state", "draft"),
                    "update": partial(meeting.update, values),
                    "batch": partial((meeting | self._meeting("draft")).write, values),
                },
            )

    def test_a_dialog_tells_nothing_of_another_province(self):
        """Who names a record in a dialog gets no more of it than from itself."""
        meeting = self._meeting("signed")
        for user in (self.foreign_officer, self.foreign_secretary):
            steps = self.env["workflow.step"].with_user(user)
            values = {
                "record_model": meeting._name,
                "record_id": meeting.id,
                "verb": "dispatch",
            }
            named = {f"default_{name}": value for name, value in values.items()}
            spec = {"record_id": {"fields": {"display_name": {}}}, "record_name": {}}
            with self.assertRaises(AccessError):
                steps.create(values)
            with self.assertRaises(AccessError):
                steps.with_context(**named).create({})
            for name in values:  # the one in the values, the other as a default
                given = {key: v for key, v in values.items() if key != name}
                forged = {f"default_{name}": values[name]}
                with self.assertRaises(AccessError):
                    steps.with_context(**forged).create(given)
            with self.assertRaises(AccessError):
                steps.onchange(values, ["record_id"], spec)
            with self.assertRaises(AccessError):
                steps.with_context(**named).onchange({}, [], spec)

    def test_a_forged_permit_opens_nothing(self):
        meeting = self._meeting("signed").with_user(self.secretary)
        forged = {"model": meeting._name, "ids": meeting.ids, "fields": ["state"]}
        permits = (
            forged,
            "committee.meeting",
            [meeting._name, meeting.ids, ["state"]],
            True,
            SimpleNamespace(covers=lambda *_of_all: True, **forged),
            Permit(self._meeting("draft"), ["state"]),
            Permit(meeting, ["number"]),
            Permit(meeting.browse(), ["state"]),
            Permit(self.env["res.partner"].browse(meeting.ids), ["state"]),
        )
        self.assertRefused(
            meeting,
            {
                repr(permit): partial(
                    meeting.with_context(workflow_permit=permit).write,
                    {"state": "draft"},
                )
                for permit in permits
            },
        )

    def test_an_import_is_refused(self):
        meeting = self._meeting("signed").with_user(self.secretary)
        rows = {
            "update": ([".id", "state"], [[str(meeting.id), "draft"]]),
            "create": (
                ["committee_id/.id", "date_start", "state"],
                [[str(self.main.id), "2027-01-01 06:30:00", "signed"]],
            ),
            "line": (
                [".id", "agenda_item_ids/name"],
                [[str(meeting.id), "Slipped in"]],
            ),
        }
        for what, (names, data) in rows.items():
            result = meeting.load(names, data)
            self.assertFalse(result["ids"], what)
            self.assertEqual(result["messages"][0]["type"], "error", what)
        self.assertEqual(meeting.state, "signed")
        self.assertEqual(len(meeting.agenda_item_ids), 2)

    def test_a_step_permits_no_writing_beside_it(self):
        """What hangs on a write within a step writes neither other records nor other
        fields, though the permit stands in its context."""
        meeting, other = self._meeting("agenda_proposed"), self._meeting("signed")
        model, refused = type(meeting), []
        write = model.write

        def intrude(records, vals):
            result = write(records, vals)
            if vals.get("state") == "agenda_approved":
                for target, values in (
                    (records.browse(other.id), {"state": "draft"}),
                    (records.browse(other.id), vals),
                    (records, {"number": 7}),
                    (records, {"committee_id": other.committee_id.id + 1}),
                    (records.committee_id, {"state": "dissolved"}),
                    (records.agenda_item_ids, {"state": "proposed", "number": 9}),
                ):
                    try:
                        target.write(values)
                    except AccessError as error:
                        refused.append(str(error))
            return result

        with patch.object(model, "write", intrude):
            meeting.with_user(self.chair).action_approve_agenda()
        self.assertEqual(len(refused), 6)
        self.assertEqual(meeting.state, "agenda_approved")
        self.assertFalse(meeting.number)
        self.assertEqual(other.state, "signed")

    def test_a_server_action_is_refused(self):
        meeting = self._meeting("signed").with_user(self.secretary)
        codes = (
            "record.write({'state': 'draft'})",
            "record.sudo().write({'state': 'draft'})",
            "record.with_context(workflow_permit={'ids': record.ids})"
            ".write({'state': 'draft'})",
            "record.agenda_item_ids.write({'name': 'Another'})",
            "record.sudo().agenda_item_ids.unlink()",
            "record.action_invite()",
        )
        actions = self.env["ir.actions.server"].create(
            [
                {
                    "name": code,
                    "model_id": self.env["ir.model"]._get_id(meeting._name),
                    "state": "code",
                    "code": code,
                }
                for code in codes
            ]
        )
        self.assertRefused(
            meeting,
            {
                action.code: action.with_user(self.secretary)
                .with_context(
                    active_model=meeting._name,
                    active_id=meeting.id,
                    active_ids=meeting.ids,
                )
                .run
                for action in actions
            },
            named=False,  # the sentence may name the line
        )

    # ------------------------------------------------------------
    # CREATING
    # ------------------------------------------------------------

    def test_nothing_is_created_as_decided(self):
        went_through = []
        for record in self._one_of_each():
            values = self._values_of_another(record)
            for name in decided_fields(record):
                decided = {**values, **self._same(record, name)}
                for attempt in (record, record.sudo()):
                    create = partial(attempt.create, decided)
                    went_through += self._gaps(record, create, name, False, undo=True)
        self.assertEqual(went_through, [])

    def _one_of_each(self):
        """A record of each model; the furthest in its life"""
        return {record._name: record for record in self._samples()}.values()

    def _values_of_another(self, record):
        return record.sudo().copy_data()[0]

    def test_defaults_decide_nothing(self):
        """Neither those in a context, nor those that a user sets for himself."""
        first = {"state": "draft", "late": False, "statutory": False, "number": 0}
        for verb_field, value in {
            "state": "agenda_approved",
            "number": 7,
            "held_on": day("1405/06/16"),
            "chair_signed_on": day("1405/06/16"),
        }.items():
            values = {"committee_id": self.main.id, "date_start": "2027-01-01 06:30"}
            meetings = self.env["committee.meeting"].with_user(self.secretary)
            meeting = meetings.with_context(**{f"default_{verb_field}": value}).create(
                values
            )
            self.assertEqual(meeting[verb_field], first.get(verb_field, False))
            self.env["ir.default"].with_user(self.secretary).set(
                "committee.meeting", verb_field, value, user_id=True
            )
            meeting = meetings.create(values)
            self.assertEqual(meeting[verb_field], first.get(verb_field, False))

    def test_a_copy_begins_anew(self):
        for model, state in {
            "committee.member": "draft",
            "committee.meeting": "draft",
            "committee.letter": "draft",
            "committee.interpretation": "draft",
            "committee.procedure.edition": "draft",
        }.items():
            record = self.records[model].sudo()[-2]
            default = {"number": 9} if "edition" in model else {}
            copy = record.with_user(self.owner if default else self.secretary).sudo()
            copy = copy.copy(default)
            self.assertEqual(copy.state, state, model)
            for name in decided_fields(copy):
                if name != "state":
                    self.assertFalse(copy[name], f"{model}: {name}")
            with self.assertRaises(AccessError):
                record.copy({**default, "state": record.state})

    # ------------------------------------------------------------
    # LINES
    # ------------------------------------------------------------

    def _frozen_lines(self):
        """(what is frozen, its lines, values of another line)"""
        closed, sent = self._meeting("closed"), self.records["committee.letter"][2]
        edition = self.records["committee.procedure.edition"][1]
        partner = self.env.company.partner_id.id
        yield closed, "agenda_item_ids", {"name": "Slipped in"}
        yield closed, "resolution_ids", {"name": "Slipped in"}
        yield closed, "attendance_ids", {"label": "Another", "partner_id": partner}
        yield closed.resolution_ids, "task_ids", {"partner_id": partner}
        yield sent, "recipient_ids", {"partner_id": partner}
        yield edition, "clause_ids", {"code": "C9", "number": "9"}
        yield edition, "seat_ids", {"name": "Slipped in"}
        party = {"party": "other", "consulted_on": day("1405/03/01")}
        yield self.main, "consultation_ids", party
        act = {"verb": "dissolve", "state_from": "x", "state_to": "y"}
        yield self.main, "act_ids", {**act, "on": day("1405/03/01")}

    def test_lines_of_what_is_frozen_stay_as_they_are(self):
        for parent, name, values in self._frozen_lines():
            national = "company_id" not in parent._fields
            parent = parent.with_user(self.owner if national else self.secretary)
            line = parent.sudo()[name][0]
            inverse = parent._fields[name].inverse_name
            commands = {
                "create": [Command.create(values)],
                "update": [Command.update(line.id, values)],
                "delete": [Command.delete(line.id)],
                "unlink": [Command.unlink(line.id)],
                "clear": [Command.clear()],
                "set": [Command.set([])],
            }
            attempts = {
                f"{name} {what}": partial(parent.sudo().write, {name: given})
                for what, given in commands.items()
            }
            child = self.env[line._name].with_user(parent.env.user).sudo()
            attempts["direct"] = partial(child.create, {**values, inverse: parent.id})
            attempts["default"] = partial(
                child.with_context(**{f"default_{inverse}": parent.id}).create, values
            )
            before = parent.sudo()[name].read(load=None)
            self.assertRefused(parent, attempts, named=False)
            self.assertEqual(parent.sudo()[name].read(load=None), before)

    def test_no_line_moves_to_another_parent(self):
        draft = self._meeting("draft")
        for parent, name, _values in self._frozen_lines():
            inverse = parent._fields[name].inverse_name
            line = parent.sudo()[name][0]
            other = parent.sudo().search([("id", "!=", parent.id)], limit=1)
            if parent._name == "committee.meeting":
                other = draft.sudo()
            self.assertRefused(
                line,
                {
                    "write": partial(line.write, {inverse: other.id}),
                    "link": partial(other.write, {name: [Command.link(line.id)]}),
                    "set": partial(other.write, {name: [Command.set(line.ids)]}),
                },
                named=False,
            )
            self.assertEqual(
                line[inverse], parent if inverse != "res_id" else parent.id
            )

    # ------------------------------------------------------------
    # FILES AND TALK
    # ------------------------------------------------------------

    def _sealed(self):
        """The files that carry sealed bytes, of a letter and of signed minutes."""
        files = self.env["ir.attachment"].search(
            [
                ("res_field", "in", ("document", "minutes_document")),
                ("res_model", "in", ("committee.letter", "committee.meeting")),
                (
                    "res_id",
                    "in",
                    self.records["committee.letter"].ids + self._meeting("signed").ids,
                ),
            ]
        )
        self.assertEqual(
            set(files.mapped("res_field")), {"document", "minutes_document"}
        )
        return files

    def test_sealed_bytes_are_nobodys_to_touch(self):
        for file in self._sealed():
            for user in (self.officer, self.secretary, self.chair, self.national):
                mine = file.with_user(user)
                forged = {
                    "name": "forged.pdf",
                    "raw": b"FORGED",
                    "res_model": file.res_model,
                    "res_id": file.res_id,
                    "res_field": file.res_field,
                }
                for attempt in (
                    partial(mine.write, {"raw": b"FORGED"}),
                    partial(mine.write, {"res_id": 0}),
                    partial(mine.write, {"res_field": False}),
                    partial(mine.read, ["raw"]),
                    partial(mine.copy, {"res_field": False}),
                    partial(mine.create, forged),
                    mine.unlink,
                ):
                    with self.assertRaises(AccessError):
                        attempt()
            self.assertIn(b"%PDF", file.raw)

    def test_files_of_frozen_fields_are_frozen(self):
        consultation = self.main.consultation_ids[0]
        scan = self.env["ir.attachment"].create(
            {
                "name": "answer.pdf",
                "raw": b"TRUE",
                "res_model": consultation._name,
                "res_id": consultation.id,
                "res_field": "document",
            }
        )
        mine = scan.with_user(self.secretary)
        for attempt in (partial(mine.write, {"raw": b"FORGED"}), mine.unlink):
            with self.assertRaises(AccessError):
                attempt()
        self.assertEqual(scan.raw, b"TRUE")

    def test_talk_changes_nothing(self):
        meeting = self._meeting("signed").with_user(self.officer)
        before = self._content(meeting)
        note = self.env["ir.attachment"].with_user(self.officer)
        note = note.create({"name": "minutes.pdf", "raw": b"FORGED"})
        meeting.message_post(body="See the file", attachment_ids=note.ids)
        self.assertEqual(self._content(meeting), before)
        self.assertRefused(
            meeting,
            {"message_update": partial(meeting.message_update, {}, {"state": "draft"})},
        )
        with self.assertRaises(AccessError):  # who only reads does not write either
            meeting.with_user(self.national).message_post(body="A remark")

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def test_a_step_on_many_moves_all_or_none(self):
        meetings = self.records["committee.meeting"].with_user(self.secretary)
        for verb in meetings._verbs:
            before = self._content(meetings)
            with self.assertRaises(UserError) as refusal:
                getattr(meetings, f"action_{verb}")()
            self.assertEqual(self._content(meetings), before)
            closed = self._meeting("closed").display_name
            self.assertIn(closed, str(refusal.exception))

    def test_a_step_through_the_dialog_is_the_same_step(self):
        steps = self.env["workflow.step"].with_user(self.officer)
        meeting = self._meeting("agenda_proposed")
        for verb in ("approve_agenda", "draft_letter", "open_document", "unlink"):
            with self.assertRaises(UserError):
                steps.create(
                    {
                        "record_model": meeting._name,
                        "record_id": meeting.id,
                        "verb": verb,
                    }
                ).action_confirm()
        self.assertEqual(meeting.state, "agenda_proposed")

    def test_a_misread_day_is_no_day_of_an_act(self):
        """1405-09-02 reads as a day of the year 1405 of the other calendar."""
        item = self.records["committee.agenda.item"][0]
        acts = {
            item: partial(item.with_user(self.chair).action_approve, on="1405-09-02"),
            self.records["committee.letter.recipient"][2]: partial(
                self.records["committee.letter.recipient"][2]
                .with_user(self.officer)
                .action_acknowledge,
                on="1405-09-02",
            ),
        }
        for record, act in acts.items():
            self.assertRefused(record, {"a misread day": act}, named=False)

    def test_a_blank_is_no_number_of_a_letter(self):
        letter = self.records["committee.letter"][0].with_user(self.secretary)
        issued = self.records["committee.letter"][1].with_user(self.secretary)
        meeting = self._meeting("signed").with_user(self.chair)
        for blank in (" ", "\u200c", "\t"):
            for record, act in (
                (letter, partial(letter.action_issue, number=blank)),
                (meeting, partial(meeting.action_dispatch, number=blank)),
                (
                    issued,
                    partial(issued.action_correct_number, number=blank, reason="Typo"),
                ),
            ):
                self.assertRefused(record, {repr(blank): act}, named=False)
