from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from ...models.committee_experts import SESSION_STEPS
from .held import HELD, HeldSheet, parts_of

_lt = LazyTranslate(__name__)

# column: its field of the session
RECORDED = {
    "scheduled": "invited_on",
    "recorded": "recorded_on",
    "closed": "closed_on",
}


class SessionSheet(HeldSheet):
    """The expert sessions that were held before this system came (note 1)."""

    key = "sessions"
    title = _lt("Past Expert Sessions")
    note = _lt(
        "One row for each session that was held, in any order. What came of it stands"
        " on the sheet of the expert outputs (note 1)."
    )
    columns = (
        *HELD,
        Column(
            "scheduled",
            _lt("Scheduled On"),
            "day",
            help=_lt("When the experts were asked to come. Empty: on its day."),
        ),
        Column("recorded", _lt("Minutes Recorded On"), "day"),
        Column(
            "absent",
            _lt("Absent"),
            help=_lt(
                "The institutions whose expert did not come, with ؛ between them. All"
                " others were present. Read where the minutes are recorded."
            ),
        ),
        Column(
            "closed",
            _lt("Outputs Sent On"),
            "day",
            help=_lt("When the session was closed and sent what came of it."),
        ),
    )
    kind = "expert"
    recorded = RECORDED
    steps = (
        ("committee.committee", "activate"),
        *(("committee.meeting", name) for name in SESSION_STEPS),
    )

    def check(self):
        self._know_what_is_there()
        self.experts = self.book.sheets["experts"].experts
        seen = {}
        for row in self.rows:
            row.absent = []
            self.not_in_future(row, "day", "recorded", "closed")
            self.in_order(row, "scheduled", "day", "recorded", "closed")
            if row.values.get("closed") and not row.values.get("recorded"):
                self.fail(row, "recorded", self._why_recorded())
            row.clock = self._clock(row)
            if self.place(row) and row.values.get("day") and self.committee(row):
                place = (row.province.id, row.values["day"])
                if self.no_doubles(row, place, "day", seen):
                    row.record = self.known.get(place)
                    self._compare(row)
                    self._check_experts(row)

    def _why_recorded(self):
        return self.env._(
            "“%(later)s” is written, but “%(earlier)s” is empty: a session is recorded,"
            " then closed (note 1).",
            later=self.head("closed"),
            earlier=self.head("recorded"),
        )

    def _check_experts(self, row):
        """On its day somebody sat on the expert committee (note 1)."""
        if row.record or row.errors:
            return
        day = row.values["day"]
        experts = self.experts.get(row.province.id)
        if not experts or not experts.holds_on(day):
            self.fail(
                row,
                "day",
                self.env._(
                    "No expert of %(province)s sat on that day (note 1). Add the"
                    " experts to the sheet “%(sheet)s”, or correct the day.",
                    province=row.province._get_printed_name(),
                    sheet=self.wizard._sheet_title("experts"),
                ),
            )
            return
        for name in parts_of(row.values.get("absent")):
            body = self.book.institutions.get((row.province.id, self.book.key(name)))
            key = body and self.book.sheets["experts"].body_key(body, name)
            seat = experts.seats.get(key)
            if seat and seat.holds_on(day):
                row.absent.append(seat)
                continue
            self.fail(
                row,
                "absent",
                self.env._(
                    "“%(name)s” had no expert on that day. Write the names of the"
                    " institutions, with ؛ between them.",
                    name=name,
                ),
            )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        new = self.new_rows()
        outputs = self.book.sheets.get("outputs")
        sessions = self.book.model("committee.meeting").create(
            [self._values(row, self.experts[row.province.id].record) for row in new]
        )
        facts = {}
        for row, session in zip(new, sessions, strict=True):
            row.record = session
            facts[session] = {
                **row.values,
                "absent": [seat.record for seat in row.absent],
                "outputs": outputs.of_session(row) if outputs else [],
            }
        sessions._record_past_sessions(facts)
        if outputs:
            outputs.came_with(sessions)
