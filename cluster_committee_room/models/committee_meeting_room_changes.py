from typing import NamedTuple

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL


class Part(NamedTuple):
    """What of a meeting the room changes; the guards of the model come on top."""

    model: str
    written: frozenset
    given: frozenset = frozenset()  # at the creation
    removed: bool = False
    meeting: str = "meeting_id"  # by which a record belongs to its meeting


PARTS = {
    "meeting": Part(
        "committee.meeting",
        frozenset({"notes", "next_meeting_on", "actual_start", "actual_end"}),
    ),
    "attendance": Part(
        "committee.attendance",
        frozenset(
            {
                "presence",
                "representative_name",
                "introduction_number",
                "introduction_date",
                "arrived_at",
                "left_at",
                "note",
            }
        ),
    ),
    "item": Part(
        "committee.agenda.item",
        frozenset({"discussion", "outcome", "outcome_note", "fate"}),
        frozenset({"name"}),
    ),
    "resolution": Part(
        "committee.resolution",
        frozenset({"name", "amount"}),
        frozenset({"name", "amount", "item_id"}),
        removed=True,
    ),
    "task": Part(
        "committee.resolution.task",
        frozenset({"role", "deadline"}),
        frozenset({"role", "deadline", "partner_id", "resolution_id"}),
        removed=True,
    ),
    "output": Part(
        "committee.expert.output",
        frozenset({"name", "text", "purpose"}),
        frozenset({"name", "text", "purpose"}),
        removed=True,
        meeting="session_id",
    ),
}
ACTS = ("write", "create", "remove", "guest", "approve", "hold")
REFERENCES = {"item_id": "item", "resolution_id": "resolution"}


class Conflict(Exception):
    """Another user has written meanwhile: the current values, and his name."""

    def __init__(self, current, by):
        self.current, self.by = current, by


class CommitteeMeeting(models.Model):
    """How what a browser in the room has changed is kept: in its order, each change
    once, through the guards of the models, and never over another's work."""

    _inherit = "committee.meeting"

    def room_apply_changes(self, operations):
        """Apply the changes that a browser has queued, one after the other.

        :param operations: [{id, act, part, ref, values, base}]; `id` is the browser's
            name of the change, `ref` a record id or the `id` of the change that created
            the record, `base` the values of the fields when they were changed
        :return: an answer for each, in their order, and the room afterwards. A change
            that is refused or in conflict writes nothing and does not stop the others
        """
        self.ensure_one()
        self.check_access("write")
        keys = {str(op.get("id")) for op in operations}
        keys |= {ref for op in operations for ref in self._named_refs(op)}
        made = self.env["committee.room.operation"]._made(self, list(keys))
        answers = [self._keep_one(operation, made) for operation in operations]
        return {"answers": answers, "room": self.room_state()}

    def _named_refs(self, operation):
        values = operation.get("values") or {}
        found = (operation.get("ref"), *(values.get(name) for name in REFERENCES))
        return {ref for ref in found if isinstance(ref, str)}

    def _keep_one(self, operation, made):
        answer = {"id": operation.get("id"), "status": "done"}
        try:
            with self.env.cr.savepoint():
                answer["record"] = self._make_once(operation, made)
        except Conflict as conflict:
            answer |= {
                "status": "conflict",
                "current": conflict.current,
                "by": conflict.by,
            }
        except UserError as error:  # an AccessError, a ValidationError are ones too
            answer |= {"status": "refused", "sentence": str(error)}
        return answer

    def _make_once(self, operation, made):
        """Make the change unless it was made: the id of the record it was made to."""
        operations = self.env["committee.room.operation"]
        key = operation.get("id")
        if not isinstance(key, str) or not key:
            raise UserError(self.env._("A change without a name cannot be kept."))
        earlier = made.get(key, operations)
        digest = operations._digest(operation)
        if same := earlier.filtered(lambda one: one.digest == digest):
            return same.record_id
        act = operation.get("act")
        maker = getattr(self, f"_room_{act}", None) if act in ACTS else None
        if not maker:
            raise UserError(self.env._("“%(act)s” is no change of the room.", act=act))
        if act == "create" and earlier:
            record = self._room_retype(operation, earlier[-1], made)
        else:
            record = maker(operation, made)
        made[key] = earlier | operations._log(self, operation, record.id)
        return record.id

    def _room_retype(self, operation, earlier, made):
        """What was added and typed further under the same name, as two windows of one
        browser may do it."""
        written = self._room_part(operation).written
        values, base = (
            {name: value for name, value in given.items() if name in written}
            for given in (operation.get("values") or {}, earlier.sent)
        )
        again = {**operation, "ref": earlier.key, "values": values, "base": base}
        return self._room_write(again, made)

    # ------------------------------------------------------------
    # THE CHANGES
    # ------------------------------------------------------------

    def _room_write(self, operation, made):
        part, record = self._room_record(operation, made)
        values = self._room_values(operation, part.written, made)
        self._room_compare(record, values, operation)
        record.write(values)
        return record

    def _room_create(self, operation, made):
        part = self._room_part(operation)
        if not part.given:
            raise UserError(self.env._("Nothing is added here in the room."))
        values = self._room_values(operation, part.given, made)
        if operation["part"] == "task":
            self._check_no_part_yet(values)
        else:
            values[part.meeting] = self.id
        return self.env[part.model].create(values)

    def _room_remove(self, operation, made):
        part, record = self._room_record(operation, made, gone=True)
        if not part.removed:
            raise UserError(
                self.env._(
                    "%(record)s is not removed in the room.",
                    record=record.display_name,
                )
            )
        self._room_compare(record, {}, operation)
        removed = record.browse(record.id)
        record.unlink()
        return removed

    def _room_guest(self, operation, made):
        """Somebody who came without being a member, entered by his name."""
        values = operation.get("values") or {}
        name = (values.get("name") or "").strip()
        partner = self.env["res.partner"].browse(values.get("partner_id") or ())
        if not partner and not name:
            raise UserError(self.env._("Write the name of the guest."))
        partner = partner or partner.create(
            {"name": name, "function": values.get("function") or False}
        )
        if partner in self.attendance_ids.partner_id:
            raise UserError(
                self.env._(
                    "%(person)s stands in the attendance already.",
                    person=partner.display_name,
                )
            )
        self.guest_ids = [Command.link(partner.id)]
        row = self.attendance_ids.filtered(lambda found: found.partner_id == partner)
        row.presence = "present"
        return row

    def _room_approve(self, operation, made):
        """The chair's approval of a late item, as given in the room (4-4-3)."""
        _part, item = self._room_record({**operation, "part": "item"}, made)
        if item.state != "approved":
            recorded = item._actors(item._verb("approve")).recorded
            item.action_approve(on=recorded and self.held_on)
        return item

    def _room_hold(self, operation, made):
        if self.state != "held":  # another one pressed it before
            self.action_hold(on=(operation.get("values") or {}).get("on"))
        return self

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def _room_part(self, operation):
        part = PARTS.get(operation.get("part"))
        if not part:
            raise UserError(
                self.env._(
                    "“%(part)s” is no part of the room.", part=operation.get("part")
                )
            )
        return part

    def _room_id(self, ref, made):
        """The record id that a change names, or the one that another change made."""
        if isinstance(ref, str):
            earlier = made.get(ref)
            return earlier[-1].record_id if earlier else 0
        return ref or 0

    def _room_record(self, operation, made, gone=False):
        """(part, record), held still so that nobody writes it before we did."""
        part = self._room_part(operation)
        record = self.env[part.model].browse(self._room_id(operation.get("ref"), made))
        record = record.exists()
        owner = record if part.model == self._name else record[part.meeting]
        if not record or owner != self:
            raise UserError(
                self.env._(
                    "What was changed does not stand in %(meeting)s any more: another"
                    " one removed it, or it was never kept.",
                    meeting=self.display_name,
                )
            )
        record.check_access("unlink" if gone else "write")
        record.flush_recordset()
        rows = SQL.identifier(record._table), record.ids
        self.env.cr.execute(
            SQL("SELECT 1 FROM %s WHERE id = ANY(%s) FOR UPDATE", *rows)
        )
        return part, record

    def _room_values(self, operation, allowed, made):
        values = dict(operation.get("values") or {})
        if foreign := set(values) - allowed:
            raise UserError(
                self.env._(
                    "These fields are not written in the room: %(fields)s.",
                    fields=", ".join(sorted(foreign)),
                )
            )
        for name, part in REFERENCES.items():
            if values.get(name):
                named = {"part": part, "ref": values[name]}
                values[name] = self._room_record(named, made)[1].id
        return {name: value or False for name, value in values.items()}

    def _room_compare(self, record, values, operation):
        """:raises Conflict: where the current value differs from the one that the
        browser knew"""
        base = operation.get("base") or {}
        current = {name: plain(record, name) for name in base}
        if any(
            current[name] not in (base[name] or False, values.get(name, base[name]))
            for name in base
        ):
            # sudo: read the name of who wrote the record last
            raise Conflict(current, record.sudo().write_uid.name)

    def _check_no_part_yet(self, values):
        tasks = self.env["committee.resolution"].browse(values.get("resolution_id"))
        body = self.env["res.partner"].browse(values.get("partner_id"))
        if body in tasks.task_ids.partner_id:
            raise UserError(
                self.env._(
                    "%(body)s has its part in this resolution already.",
                    body=body.display_name,
                )
            )


def plain(record, name):
    """:return: a value as the browser has it: text for days, an id for a record"""
    field, value = record._fields[name], record[name]
    if field.relational:
        return value.id
    if field.type in ("date", "datetime"):
        return field.to_string(value) if value else False
    return value or False
