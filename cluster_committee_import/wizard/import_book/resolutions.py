from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from .held import parts_of
from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)


class ResolutionSheet(Sheet):
    """What past meetings resolved, one row for the part of each body (4-3-5). What is
    not done yet is followed up from then on like any other resolution."""

    key = "resolutions"
    title = _lt("Past Resolutions")
    note = _lt(
        "One row for the part of each body. Rows of one meeting with the same text are"
        " one resolution. Leave “Done On” empty for what is still open: it is followed"
        " up from now on."
    )
    columns = (
        PROVINCE,
        Column(
            "day",
            _lt("Held On"),
            "day",
            required=True,
            help=_lt("The day of the meeting, as on its own sheet."),
        ),
        Column("item", _lt("Agenda Item"), "whole", help=_lt("Its number. Empty: 1.")),
        Column("text", _lt("Resolution"), "name", required=True),
        Column(
            "body",
            _lt("Responsible Body"),
            "name",
            required=True,
            help=_lt("As on the sheet of the institutions."),
        ),
        Column(
            "role",
            _lt("Part"),
            "choice",
            choices=(
                ("lead", _lt("Responsible")),
                ("collaborator", _lt("Collaborating")),
            ),
            help=_lt("Empty: responsible."),
        ),
        Column("deadline", _lt("Deadline"), "day", required=True),
        Column("done", _lt("Done On"), "day"),
        Column("result", _lt("Action Taken"), help=_lt("What was done.")),
    )
    labels = ("text", "body")
    steps = (("committee.resolution.task", "finish"),)

    def __init__(self, book):
        super().__init__(book)
        # {(province id, day, key of the text): the yearly decision that it approves}
        self.approves = {}
        self.clauses = {}  # of the duties of these decisions, by model

    def check(self):
        meetings = self.book.sheets["meetings"]
        of_file, wrong = meetings.new_places(), meetings.wrong_places()
        seen, leads = {}, {}
        placed = [row for row in self.rows if self._place_row(row)]
        there = self._know_what_is_there(meetings, placed)
        for row in placed:
            self.not_in_future(row, "done")
            self.in_order(row, "day", "done")
            self.in_order(row, "day", "deadline")
            row.body = self.institution(row, "body")
            place = row.province.id, row.values["day"]
            text, body = self._keys(row)
            if (
                text
                and body
                and self.no_doubles(row, (*place, text, body), "body", seen)
            ):
                if place in of_file:
                    self._check_new(row, of_file[place])
                    is_lead = row.values.get("role", "lead") == "lead"
                    leads.setdefault((*place, text), []).append((row, is_lead))
                elif place not in wrong:
                    self._compare(row, meetings.known.get(place), there)
        for parts in leads.values():
            self._check_lead(parts)
        if outputs := self.book.sheets.get("outputs"):
            outputs.check_adopted({self._item_of(row) for row in placed})

    @staticmethod
    def _item_of(row):
        """(province id, day of the meeting, number of the item) of a row"""
        return row.province.id, row.values["day"], row.values.get("item") or 1

    def _place_row(self, row):
        row.meeting_row = None
        placed = self.place(row) and row.values.get("day")
        return bool(placed)

    def _keys(self, row):
        return tuple(self.book.key(row.values.get(key)) for key in ("text", "body"))

    def _know_what_is_there(self, meetings, rows):
        """{(meeting, key of the text, key of the body): task} of meetings that are
        recorded already"""
        known = {
            meetings.known[place].id
            for row in rows
            if (place := (row.province.id, row.values["day"])) in meetings.known
        }
        tasks = self.book.model("committee.resolution.task").search(
            [("meeting_id", "in", list(known))]
        )
        return {
            (
                task.meeting_id,
                self.book.key(task.resolution_id.name),
                self.book.key(task.partner_id.name),
            ): task
            for task in tasks
        }

    def _check_new(self, row, meeting_row):
        """The part of a resolution of a meeting that the file brings."""
        row.meeting_row = meeting_row
        values, meeting = row.values, meeting_row.values
        number = values.get("item") or 1
        items = parts_of(meeting.get("items"))
        if not 1 <= number <= len(items):
            self.fail(
                row,
                "item",
                self.env._(
                    "The meeting has no item %(number)s: its agenda has %(count)s.",
                    number=self.wizard._digits(number),
                    count=self.wizard._digits(len(items)),
                ),
            )
        if values.get("done") and not meeting.get("dispatched"):
            self.fail(
                row,
                "done",
                self.env._(
                    "A part is done after the chair has sent the decisions out (clause"
                    " 4-4-4): write the dispatch letter of the meeting on the sheet"
                    " “%(sheet)s”, or leave the cell empty.",
                    sheet=self.wizard._sheet_title("meetings"),
                ),
            )
        if values.get("result") and not values.get("done"):
            self.fail(
                row,
                "done",
                self.env._("What was done was done on a day: write it."),
            )

    def _check_lead(self, parts):
        if not any(is_lead for _row, is_lead in parts):
            self.fail(
                parts[0][0],
                "role",
                self.env._(
                    "The resolution names no responsible body (clause 4-4-4): one of"
                    " its rows says so."
                ),
            )

    def _compare(self, row, meeting, there):
        text, body = self._keys(row)
        row.record = meeting and there.get((meeting, text, body))
        if not meeting:
            self.no_meeting(row, "day")
        elif not row.record:
            self.fail(
                row,
                "text",
                self.env._(
                    "%(meeting)s is recorded already, and does not have this"
                    " resolution with this body. Its minutes do not change: correct"
                    " the row, or leave it out.",
                    meeting=meeting.display_name,
                ),
            )
        else:
            self.check_is_new(row, "deadline", row.record.deadline, self.day)
            if self.check_is_new(row, "done", row.record.done_on, self.day):
                self.fail(
                    row,
                    "done",
                    self.env._(
                        "The part is followed up here: report it done on its own form."
                    ),
                )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def of_meeting(self, meeting_row):
        """:return: [{item, name, duty_id, tasks: [{partner_id, role, deadline}]}], what
        a new meeting of the file resolved, in the order of the rows"""
        found = {}
        place = meeting_row.province.id, meeting_row.values["day"]
        for row in self.rows:
            if row.meeting_row is meeting_row and row.fate == "new":
                text = self._keys(row)[0]
                resolution = found.setdefault(
                    text,
                    {
                        "item": row.values.get("item") or 1,
                        "name": row.values["text"],
                        "duty_id": self._duty_of((*place, text)),
                        "tasks": [],
                    },
                )
                resolution["tasks"].append(
                    {
                        "partner_id": row.body.record.id,
                        "role": row.values.get("role", "lead"),
                        "deadline": row.values["deadline"],
                    }
                )
        return list(found.values())

    def _duty_of(self, place):
        """The id of the clause that a resolution serves by what it approves, or
        False."""
        model = self.approves.get(place)
        if model and model not in self.clauses:
            self.clauses[model] = self.book.model(model)._duty_clause().id
        return self.clauses.get(model, False)

    def enter(self):
        """They came with their meetings; what was done is reported done."""
        new = self.new_rows()
        meetings = self.book.model("committee.meeting").union(
            *(row.meeting_row.record for row in new)
        )
        tasks = {
            (
                task.meeting_id,
                self.book.key(task.resolution_id.name),
                task.partner_id,
            ): task
            for task in meetings.resolution_ids.task_ids
        }
        done = {}
        for row in new:
            text = self._keys(row)[0]
            partner = row.body.record
            row.record = tasks[row.meeting_row.record, text, partner]
            if row.values.get("done"):
                done[row.record] = row
        finished = self.book.model("committee.resolution.task").union(*done)
        finished._transition(
            "finish",
            lambda task: {
                "done_on": done[task].values["done"],
                "result": done[task].values.get("result") or False,
            },
            on={task: done[task].values["done"] for task in finished},
        )
