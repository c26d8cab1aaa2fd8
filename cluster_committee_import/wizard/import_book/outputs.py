from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee.models.expert.agenda_item_output import (
    ADOPTED,
    WITH_REASON,
)

from .held import parts_of
from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)

PURPOSES = {"approval": _lt("For approval"), "information": _lt("For information")}
FATES = {
    "adopted": _lt("Adopted"),
    "adopted_changed": _lt("Adopted With Changes"),
    "rejected": _lt("Rejected"),
    "sent_back": _lt("Sent Back"),
    "deferred": _lt("Deferred"),
}


class OutputSheet(Sheet):
    """What past expert sessions sent to the committee, and what became of it (note 1).
    What no meeting took up waits for the next agenda like any other output."""

    key = "outputs"
    title = _lt("Past Expert Outputs")
    note = _lt(
        "One row for each output of an expert session. Leave “Tabled On” empty for what"
        " no meeting has taken up yet: it comes on the next agenda. Of what was"
        " deferred, write the last meeting (note 1)."
    )
    columns = (
        PROVINCE,
        Column(
            "session",
            _lt("Session Held On"),
            "day",
            required=True,
            help=_lt("The day of the session, as on its own sheet."),
        ),
        Column("name", _lt("Expert Output"), "name", required=True),
        Column("text", _lt("Text of the Output"), "name"),
        Column(
            "purpose",
            _lt("Purpose"),
            "choice",
            choices=tuple(PURPOSES.items()),
            help=_lt("Empty: for approval."),
        ),
        Column(
            "day",
            _lt("Tabled On"),
            "day",
            help=_lt("The day of the meeting of the committee, as on its own sheet."),
        ),
        Column(
            "item",
            _lt("Agenda Item"),
            "whole",
            help=_lt("Its number. Empty: the item with the title of the output."),
        ),
        Column(
            "fate",
            _lt("Fate of the Output"),
            "choice",
            choices=tuple(FATES.items()),
            help=_lt("Where the minutes of that meeting are recorded."),
        ),
        Column(
            "reason",
            _lt("Reason"),
            "name",
            help=_lt("Where it was rejected, sent back or deferred."),
        ),
    )
    labels = ("name",)

    def check(self):
        sessions = self.book.sheets["sessions"]
        self.new_sessions = sessions.new_places()
        self.new_meetings = self.book.sheets["meetings"].new_places()
        self.wrong_meetings = self.book.sheets["meetings"].wrong_places()
        seen, self.items = {}, {}
        placed = []
        for row in self.rows:
            row.session_row = row.meeting_row = row.item = None
            self.in_order(row, "session", "day")
            if self.place(row) and row.values.get("session") and row.values.get("name"):
                place = row.province.id, row.values["session"]
                key = (*place, self.book.key(row.values["name"]))
                if self.no_doubles(row, key, "name", seen):
                    placed.append(row)
        there = self._know_what_is_there(sessions, placed)
        for row in placed:
            place = row.province.id, row.values["session"]
            row.session_row = self.new_sessions.get(place)
            if row.session_row:
                self._check_tabling(row, row.session_row.values.get("closed"))
            elif place not in sessions.wrong_places():
                self._compare(row, sessions.known.get(place), there)

    def _know_what_is_there(self, sessions, rows):
        """{(session, key of the title): output} of sessions that are recorded
        already"""
        known = {
            sessions.known[place].id
            for row in rows
            if (place := (row.province.id, row.values["session"])) in sessions.known
        }
        outputs = self.book.model("committee.expert.output").search(
            [("session_id", "in", list(known))]
        )
        return {
            (output.session_id, self.book.key(output.name)): output
            for output in outputs
        }

    def _compare(self, row, session, there):
        row.record = there.get((session, self.book.key(row.values["name"])))
        if not session:
            self.fail(
                row,
                "session",
                self.env._(
                    "No expert session of %(province)s was held on %(day)s. Add its row"
                    " to the sheet “%(sheet)s”.",
                    province=row.province._get_printed_name(),
                    day=self.day(row.values["session"]),
                    sheet=self.wizard._sheet_title("sessions"),
                ),
            )
        elif not row.record:
            self.fail(
                row,
                "name",
                self.env._(
                    "%(session)s is recorded already, and does not have this output."
                    " Correct the row, or leave it out (note 1).",
                    session=session.display_name,
                ),
            )
        else:
            if self.check_is_new(row, "text", row.record.text):
                self.fail(row, "text", self.fixed(row, "text"))
            label = PURPOSES[row.record.purpose]
            own = row.record.purpose
            self.check_is_new(row, "purpose", own, lambda _p: self.wizard._text(label))
            self._compare_tabling(row)

    def _compare_tabling(self, row):
        """What the row says of its meeting, and what is recorded of it."""
        day = row.values.get("day")
        items = row.record.item_ids
        item = items.filtered(lambda item: day and item.meeting_id.held_on == day)[:1]
        if item:
            fate = item.fate and self.wizard._text(FATES[item.fate])
            for key, recorded, shown in (
                ("fate", item.fate, lambda _value: fate),
                ("reason", item.outcome_note, str),
            ):
                if self.check_is_new(row, key, recorded, shown):
                    self.fail(row, key, self.fixed(row, key))
        elif day and row.record.item_id:
            self.fail(
                row,
                "day",
                self.env._(
                    "“%(output)s” stands on the agenda of %(meeting)s, and on one"
                    " agenda only (note 1). Correct the day, or leave it empty.",
                    output=row.record.name,
                    meeting=row.record.meeting_id.display_name,
                ),
            )
        else:
            self._check_tabling(row, row.record.sent_on)
            if row.meeting_row:
                row.changes.append(
                    self.env._(
                        "It comes on the agenda of the meeting of %(day)s.",
                        day=self.day(day),
                    )
                )

    # ------------------------------------------------------------
    # WHAT THE COMMITTEE MADE OF IT
    # ------------------------------------------------------------

    def _check_tabling(self, row, sent):
        """The meeting that took it up, after it was sent, and its fate there."""
        values = row.values
        if not values.get("day"):
            for key in ("item", "fate", "reason"):
                if values.get(key) and not row.errors:
                    self.fail(row, "day", self._why_no_day(key))
            return
        place = row.province.id, values["day"]
        row.meeting_row = self.new_meetings.get(place)
        if values.get("purpose") == "information" or (
            row.record and row.record.purpose == "information"
        ):
            self.fail(
                row,
                "purpose",
                self.env._(
                    "What is for information comes on no agenda (note 1): leave"
                    " “%(column)s” empty, or write that it is for approval.",
                    column=self.head("day"),
                ),
            )
        elif not sent or sent > values["day"]:
            self.fail(row, "day", self._why_not_sent())
        elif row.meeting_row:
            self._check_item(row, place)
            self._check_fate(row)
        elif place in self.wrong_meetings:
            return
        elif meeting := self.book.sheets["meetings"].known.get(place):
            self.fail(
                row,
                "day",
                self.env._(
                    "%(meeting)s is there already, without this output. Its minutes do"
                    " not change by an import: leave the cell empty, and the output"
                    " waits for the next agenda (note 1).",
                    meeting=meeting.display_name,
                ),
            )
        else:
            self.no_meeting(row, "day")

    def _why_no_day(self, key):
        return self.env._(
            "“%(column)s” is written, but “%(missing)s” is empty: write the day of the"
            " meeting that took the output up (note 1).",
            column=self.head(key),
            missing=self.head("day"),
        )

    def _why_not_sent(self):
        return self.env._(
            "An output comes before the committee after its session has sent it (note"
            " 1): write “%(column)s” on the sheet “%(sheet)s”, no later than the day of"
            " the meeting.",
            column=self.book.sheets["sessions"].head("closed"),
            sheet=self.wizard._sheet_title("sessions"),
        )

    def _check_item(self, row, place):
        """The item of the agenda by which it came; each has one output."""
        items = parts_of(row.meeting_row.values.get("items"))
        title = self.book.key(row.values["name"])
        titles = [self.book.key(item) for item in items]
        row.item = row.values.get("item")
        if not row.item and title in titles:
            row.item = titles.index(title) + 1
        if not row.item or not 1 <= row.item <= len(items):
            self.fail(
                row,
                "item",
                self.env._(
                    "The agenda of that meeting has %(count)s items: write the number"
                    " of the one by which the output came.",
                    count=self.wizard._digits(len(items)),
                ),
            )
        elif (other := self.items.setdefault((*place, row.item), row)) is not row:
            self.fail(
                row,
                "item",
                self.env._(
                    "The output of row %(row)s came by this item already, and each item"
                    " has one (note 1). Write the number of another.",
                    row=self.wizard._digits(other.number),
                ),
            )

    def _check_fate(self, row):
        meeting, fate = row.meeting_row.values, row.values.get("fate")
        if not meeting.get("invited"):
            self.fail(
                row,
                "day",
                self.env._(
                    "That meeting had no invitation and no approved agenda, so it took"
                    " up no output (clause 4-4-3): leave the cell empty, and it waits"
                    " for the next agenda."
                ),
            )
        elif meeting.get("recorded") and not fate:
            self.fail(
                row,
                "fate",
                self.env._(
                    "The minutes of that meeting are recorded: write what became of the"
                    " output (note 1)."
                ),
            )
        elif fate and not meeting.get("recorded"):
            self.fail(
                row,
                "fate",
                self.env._(
                    "The minutes of that meeting are not recorded yet: leave the cell"
                    " empty, and write the fate of the output into them (note 1)."
                ),
            )
        elif fate in WITH_REASON and not row.values.get("reason"):
            self.fail(
                row,
                "reason",
                self.env._("Write the reason for the fate of the output (note 1)."),
            )

    def check_adopted(self, resolved):
        """What was adopted was resolved.

        :param resolved: {(province id, day of the meeting, number of the item)}
        """
        for row in self.rows:
            if (
                not row.meeting_row
                or not row.item
                or row.values.get("fate") not in (ADOPTED)
            ):
                continue
            if (row.province.id, row.values["day"], row.item) not in resolved:
                self.fail(
                    row,
                    "fate",
                    self.env._(
                        "The output was adopted, but no resolution stands under its"
                        " item (note 1). Add it to the sheet “%(sheet)s”.",
                        sheet=self.wizard._sheet_title("resolutions"),
                    ),
                )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def of_session(self, session_row):
        """:return: [{name, text, purpose}], what a new session of the file sent"""
        return [
            {
                "name": row.values["name"],
                "text": row.values.get("text"),
                "purpose": row.values.get("purpose", "approval"),
            }
            for row in self.rows
            if row.session_row is session_row
        ]

    def came_with(self, sessions):
        """Find the outputs that came with these sessions."""
        outputs = {
            (output.session_id, self.book.key(output.name)): output
            for output in sessions.output_ids
        }
        for row in self.rows:
            if row.session_row:
                name = self.book.key(row.values["name"])
                row.record = outputs[row.session_row.record, name]

    def of_meeting(self, meeting_row):
        """:return: {number of an item: its output and what became of it} of a new
        meeting of the file"""
        return {
            row.item: {
                "output_id": row.record.id,
                "fate": row.values.get("fate"),
                "outcome_note": row.values.get("reason"),
            }
            for row in self.rows
            if row.meeting_row is meeting_row
        }

    def enter(self):
        """They came with their sessions, and with the meetings that took them up."""
