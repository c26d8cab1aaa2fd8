from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from ...models.committee_meeting import PAST_STEPS
from .held import HELD, HeldSheet, parts_of

_lt = LazyTranslate(__name__)

ROAD = ("approved", "invited", "day", "recorded", "signed", "dispatched")
# the letters of signed minutes: their number and their date
LETTERS = (("dispatch_number", "dispatched"), ("copy_number", "copied"))
# what must be there before, for what is known of a meeting
AFTER = {"signed": "recorded", "dispatched": "signed", "copied": "signed"}
# column: its field of the meeting
RECORDED = {
    "invited": "invited_on",
    "recorded": "recorded_on",
    "signed": "chair_signed_on",
    "dispatched": "dispatched_on",
    "copied": "national_copy_on",
}


class MeetingSheet(HeldSheet):
    """The meetings that were held before this system came (4-4)."""

    key = "meetings"
    title = _lt("Past Meetings")
    note = _lt(
        "One row for each meeting that was held, in any order; numbers are given in the"
        " order of their days. A meeting without an invitation of the chair is recorded"
        " and does not count for the cadence (clause 4-4-1)."
    )
    columns = (
        *HELD,
        Column(
            "approval_number",
            _lt("Number of the Agenda Approval"),
            help=_lt("Empty: the chair approved the agenda by his invitation."),
        ),
        Column("approved", _lt("Agenda Approved On"), "day"),
        Column("invitation_number", _lt("Invitation Number")),
        Column("invited", _lt("Invitation Date"), "day"),
        Column("recorded", _lt("Minutes Recorded On"), "day"),
        Column(
            "absent",
            _lt("Absent"),
            help=_lt(
                "The titles of the seats that nobody came for, with ؛ between them. All"
                " others were present. Read where the minutes are recorded."
            ),
        ),
        Column(
            "signed",
            _lt("Minutes Signed On"),
            "day",
            help=_lt("By the chair and the secretary; its scan may follow."),
        ),
        Column(
            "dispatch_number",
            _lt("Dispatch Letter Number"),
            help=_lt(
                "The chair's letter to all member bodies. Where one was left out, leave"
                " it empty, and record the letter on the form of the meeting."
            ),
        ),
        Column("dispatched", _lt("Dispatch Letter Date"), "day"),
        Column("copy_number", _lt("National Copy Number")),
        Column("copied", _lt("National Copy Date"), "day"),
        Column(
            "reason",
            _lt("Why Without Invitation"),
            "name",
            help=_lt("Where there was no invitation of the chair."),
        ),
    )
    kind = "provincial"
    recorded = RECORDED
    steps = (
        ("committee.committee", "activate"),
        ("committee.letter", "issue"),
        *(("committee.meeting", name) for name in PAST_STEPS),
    )

    def check(self):
        self._know_what_is_there()
        seen = {}
        for row in self.rows:
            row.absent = []
            self.not_in_future(row, "day", *list(RECORDED)[1:])
            self.in_order(row, *ROAD)
            self.in_order(row, "signed", "copied")
            self._check_road(row)
            row.clock = self._clock(row)
            self._check_invitation(row)
            if self.place(row) and row.values.get("day") and self.committee(row):
                place = (row.province.id, row.values["day"])
                if self.no_doubles(row, place, "day", seen):
                    row.record = self.known.get(place)
                    self._compare(row)
                    self._check_members(row)

    def _check_invitation(self, row):
        values = row.values
        if bool(values.get("invited")) != bool(values.get("invitation_number")):
            missing = "invitation_number" if values.get("invited") else "invited"
            if self.head(missing) not in row.columns:
                self.fail(
                    row,
                    missing,
                    self.env._(
                        "The invitation has a number and a date (clause 4-4-1): write"
                        " both, or neither where there was none."
                    ),
                )
        elif values.get("invited") and values["invited"] == values.get("day"):
            self.fail(
                row,
                "invited",
                self.env._(
                    "The invitation is dated on the day of the meeting, but must be"
                    " dated before it (clause 4-4-1). Leave it empty and write the"
                    " reason: the meeting is then recorded as one without invitation."
                ),
            )
        elif not values.get("invited") and not values.get("reason"):
            self.fail(
                row,
                "reason",
                self.env._(
                    "There was no invitation of the chair: write the reason. The"
                    " meeting is recorded, and does not count (clause 4-4-1)."
                ),
            )

    def _check_road(self, row):
        """No letter without its number, and no step without the one before."""
        values = row.values
        for number, day in LETTERS:
            if bool(values.get(number)) == bool(values.get(day)):
                continue
            missing = number if values.get(day) else day
            if self.head(missing) not in row.columns:
                self.fail(
                    row,
                    missing,
                    self.env._(
                        "A letter has a number and a date: write both, or neither"
                        " (clause 4-4-4)."
                    ),
                )
        for later, earlier in AFTER.items():
            if values.get(later) and not values.get(earlier):
                self.fail(
                    row,
                    earlier,
                    self.env._(
                        "“%(later)s” is written, but “%(earlier)s” is empty: minutes"
                        " are recorded, then signed, then sent (clause 4-4-4).",
                        later=self.head(later),
                        earlier=self.head(earlier),
                    ),
                )

    def _check_members(self, row):
        """On its day the committee was constituted, and somebody held the chair."""
        if row.record or row.errors:
            return
        known = self.book.committees[row.province.id]
        day = row.values["day"]
        if not known.formed_on or known.formed_on > row.values.get("invited", day):
            self.fail(
                row,
                "day",
                self.env._(
                    "The committee of %(province)s was not constituted then (clause"
                    " 4-2). Correct the day, or “Constituted On” on the sheet"
                    " “%(sheet)s”.",
                    province=row.province._get_printed_name(),
                    sheet=self.wizard._sheet_title("committees"),
                ),
            )
            return
        for title in parts_of(row.values.get("absent")):
            seat = self.book.seats.get((row.province.id, self.book.key(title)))
            if seat:
                row.absent.append(seat)
                continue
            self.fail(
                row,
                "absent",
                self.env._(
                    "“%(name)s” is no seat of the committee. Write the titles of the"
                    " seats, with ؛ between them.",
                    name=title,
                ),
            )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        new = self.new_rows()
        outputs = self.book.sheets.get("outputs")
        meetings = self.book.model("committee.meeting").create(
            [
                self._values(
                    row,
                    self.book.committees[row.province.id].record,
                    outputs and outputs.of_meeting(row),
                )
                for row in new
            ]
        )
        facts, resolutions = {}, self.book.sheets.get("resolutions")
        for row, meeting in zip(new, meetings, strict=True):
            row.record = meeting
            values = row.values
            facts[meeting] = {
                **values,
                "approved": values.get("approved") or values.get("invited"),
                "approval_number": values.get("approval_number")
                or values.get("invitation_number"),
                "absent": [seat.record for seat in row.absent],
                "resolutions": resolutions.of_meeting(row) if resolutions else [],
            }
        meetings._record_past(facts)
