from odoo import fields, models
from odoo.fields import Domain

from .committee_meeting_room_changes import PARTS, plain

IN_THE_ROOM = ("invited", "held")
BODIES = 1000  # named in one room
WORKDAYS = 800  # days after the meeting for which the room gets the days off


class CommitteeMeeting(models.Model):
    """The meeting room: one screen for attendance, discussion and resolutions during
    the meeting, up to the minutes (4-4-4)."""

    _inherit = "committee.meeting"

    def room_state(self):
        """:return: everything that the room shows, as of now (dict)"""
        self.ensure_one()
        self.check_access("read")
        self.invalidate_recordset(["present_count", "member_count"], flush=True)
        return {
            "meeting": self._room_meeting(),
            "quorum": self._room_quorum(),
            "attendance": self._room_rows(
                self.attendance_ids,
                "attendance",
                "label",
                "institution_name",
                "role",
                "is_member",
                person="partner_id",
            ),
            "items": self._room_rows(
                self.agenda_item_ids,
                "item",
                "number",
                "name",
                "late",
                "state",
                "can_approve",
                "is_follow_up",
                "output_id",
                proposer="proposer_id",
            ),
            "resolutions": self._room_rows(
                self.resolution_ids.sorted("id"), "resolution", "item_id"
            ),
            "outputs": self._room_rows(self.output_ids.sorted("id"), "output"),
            "tasks": self._room_rows(
                self.resolution_ids.task_ids.sorted("id"),
                "task",
                "resolution_id",
                "partner_id",
                partner="partner_id",
            ),
        }

    def room_words(self):
        """:return: what the room needs beside the meeting itself (dict): possible
        bodies of a resolution, the phrases and the labels of selections; requested
        once"""
        self.ensure_one()
        self.check_access("read")
        return {
            "bodies": self._room_bodies(),
            "workdays": self._room_workdays(),
            "phrases": self.env["committee.phrase"]._of_company(self.company_id),
            "presence": self._room_choices("committee.attendance", "presence"),
            "outcome": self._room_choices("committee.agenda.item", "outcome"),
            "fate": self._room_choices("committee.agenda.item", "fate"),
            "purpose": self._room_choices("committee.expert.output", "purpose"),
        }

    def room_finish(self):
        """Record the minutes, or return what prevents it.

        :return: {"blockers": [sentences]}, empty where the minutes are recorded
        """
        self.ensure_one()
        blockers = self._verb_blockers("record_minutes").get(self.id)
        if not blockers:
            self.action_record_minutes()
        return {"blockers": blockers or []}

    # ------------------------------------------------------------
    # PARTS
    # ------------------------------------------------------------

    def _room_meeting(self):
        names = sorted(PARTS["meeting"].written)
        return {
            **{name: plain(self, name) for name in names},
            "id": self.id,
            "name": self.display_name,
            "committee": self.committee_id.name,
            "place": self.place or "",
            "start": fields.Datetime.to_string(self.date_start),
            "day": fields.Date.to_string(self.held_on or self.planned_on),
            "state": self.state,
            "state_label": self._state_label(),
            "with_resolutions": self.kind == "provincial",
            "with_outputs": self.kind == "expert",
            "editable": self.state in IN_THE_ROOM and self.has_access("write"),
            "can_hold": self.can_hold,
            "can_record_minutes": self.can_record_minutes,
        }

    def _room_quorum(self):
        """How many must come, and who counts: a policy, never the law (A10). The room
        counts on by it while the connection is away."""
        return {
            "rule": dict(
                self.edition_id._fields["quorum_mode"]._description_selection(self.env)
            ).get(self.edition_id.quorum_mode, ""),
            "mode": self.edition_id.quorum_mode or "off",
            "counted": list(self._counted_presences()),
            "needed": self._quorum_needed(self.member_count),
            "members": self.member_count,
        }

    def _room_rows(self, records, part, *names, **named):
        """What the room shows of `records`: the fields that it writes, and `names`.

        :param named: {key: the many2one whose name is returned under it}
        """
        shown = (*PARTS[part].written, *names)
        return [
            {
                "id": record.id,
                **{name: plain(record, name) for name in shown},
                **{key: record[name].name or "" for key, name in named.items()},
            }
            for record in records
        ]

    def _room_bodies(self):
        """The bodies that a resolution may name: those that sit, then others of the
        province, and those that belong to none."""
        seated = self.attendance_ids.filtered("is_member").institution_id
        domain = Domain("is_company", "=", True) & Domain(
            "state_id", "in", (self.province_id.id, False)
        )
        others = self.env["res.partner"].search(domain, limit=BODIES)
        return [
            {"id": body.id, "name": body.name, "seated": body in seated}
            for body in seated | others
        ]

    def _room_workdays(self):
        """The days off of the committee's calendar from the meeting on, for deadlines
        in working days."""
        day = self.held_on or self.planned_on
        national = self.env.ref("cluster_committee.resource_calendar_national")
        calendar = self.company_id.committee_calendar_id or national
        # sudo: read the table of days, which users have no access to
        known = self.env["committee.calendar.day"].sudo()
        rows = known.search_fetch(
            [("calendar_id", "=", calendar.id), ("day", ">=", day)],
            ["day", "working"],
            order="day",
            limit=WORKDAYS,
        )
        to_text = fields.Date.to_string
        return {
            "from": to_text(day),
            "until": to_text(rows[-1:].day or day),
            "off": [to_text(row.day) for row in rows if not row.working],
        }

    def _room_choices(self, model, name):
        field = self.env[model]._fields[name]
        return dict(field._description_selection(self.env))
