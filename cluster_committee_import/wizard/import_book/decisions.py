"""What a committee decided for one Jalali year, in several rows of a sheet (4-3)."""

from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee.models.body.past import KnownPast

from .sheet import Sheet

_lt = LazyTranslate(__name__)

FIRST_YEAR, LAST_YEAR = 1300, 1500
YEAR = Column("year", _lt("Year (Jalali)"), "whole", required=True)
CLUSTER = Column(
    "cluster",
    _lt("Cluster"),
    "name",
    required=True,
    help=_lt("Its name as in the list of the clusters."),
)
# which meeting and resolution approved it
APPROVED = (
    Column(
        "day",
        _lt("Held On"),
        "day",
        required=True,
        help=_lt("The day of the meeting that resolved it, as on its own sheet."),
    ),
    Column(
        "resolution",
        _lt("Resolution"),
        "name",
        help=_lt("Its text. Empty where the meeting has one only."),
    ),
)


class Decision:
    """The rows of one year that one meeting resolved together."""

    def __init__(self, row):
        self.province = row.province
        self.company = row.company
        self.year = row.values["year"]
        self.day = row.values["day"]
        self.rows = []
        self.record = None  # where it is there already
        self.meeting_row = None  # where the file brings its meeting
        self.resolution = None  # a record, or the key of a text of the file
        self.signed = None  # the day on which both had signed the minutes

    @property
    def place(self):
        return self.province.id, self.day


class DecisionSheet(Sheet):
    """A yearly decision: approved by a resolution of a meeting whose minutes are
    signed, changed by a later one only (4-3)."""

    model = ""  # of the decision; its lines are the rows

    # ------------------------------------------------------------
    # OF EACH KIND
    # ------------------------------------------------------------

    def _read(self, row):
        """Find what the row names; what tells it from others of the decision, or
        None."""
        raise NotImplementedError

    def _check_new(self, decision):
        """Find what is wrong with the rows of a new decision together."""
        raise NotImplementedError

    def _lines_of(self, record):
        """{what tells a line from others: line} of a decision that is there"""
        raise NotImplementedError

    def _compare_line(self, row):
        """Find where the row contradicts its line."""
        raise NotImplementedError

    def _values(self, decision):
        """The values of a new decision."""
        raise NotImplementedError

    def _add_lines(self, decisions, records):
        """Add the lines that are no part of `_values`."""

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    def check(self):
        self.decisions, seen = {}, {}
        for row in self.rows:
            row.decision = None
            self.not_in_future(row, "day")
            self._check_year(row)
            if not self.place(row):
                continue
            row.key = self._read(row)
            year, day = row.values.get("year"), row.values.get("day")
            if not (year and day and self.committee(row)):
                continue
            place = row.province.id, year, day
            row.decision = self.decisions.setdefault(place, Decision(row))
            row.decision.rows.append(row)
            if row.key:
                self.no_doubles(row, (*place, row.key), self.told_apart, seen)
        self._know_what_is_there()
        for place, decision in self.decisions.items():
            decision.record = self.recorded.get(place)
            self._find_resolution(decision)
            if decision.record:
                self._compare(decision)
            else:
                self._check_turn(decision)
                self._check_new(decision)

    def _check_year(self, row):
        year = row.values.get("year")
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            self.fail(
                row,
                "year",
                self.env._(
                    "“%(column)s” is %(year)s: write a Jalali year, such as 1404.",
                    column=self.head("year"),
                    year=self.wizard._digits(year),
                ),
            )

    def _know_what_is_there(self):
        known = self.book.committees
        committees = {
            decision.province.id: known[decision.province.id].record
            for decision in self.decisions.values()
        }
        found = self.book.model(self.model).search(
            [
                ("committee_id", "in", [c.id for c in committees.values() if c]),
                ("jalali_year", "in", [d.year for d in self.decisions.values()]),
            ],
            order="id",
        )
        self.recorded, self.drafts, self.latest = {}, {}, {}
        for record in found:
            place = record.province_id.id, record.jalali_year
            kept = self.drafts if record.state == "draft" else self.recorded
            kept[(*place, record.decided_on)] = record
            if record.state != "draft":
                before = self.latest.get(place, record)
                self.latest[place] = max(before, record, key=lambda r: r.decided_on)
        known = self.book.sheets["meetings"].known
        meetings = {
            known[decision.place].id
            for decision in self.decisions.values()
            if decision.place in known
        }
        resolutions = self.book.model("committee.resolution").search(
            [("meeting_id", "in", list(meetings))]
        )
        self.resolved = {}
        for resolution in resolutions:
            texts = self.resolved.setdefault(resolution.meeting_id, {})
            texts[self.book.key(resolution.name)] = resolution

    def _find_resolution(self, decision):
        """The meeting and the resolution that approved it, which may be in the file."""
        meetings = self.book.sheets["meetings"]
        if decision.place in meetings.wrong_places():
            return
        row = decision.rows[0]
        decision.meeting_row = meetings.new_places().get(decision.place)
        meeting = meetings.known.get(decision.place)
        if decision.meeting_row:
            decision.signed = decision.meeting_row.values.get("signed")
            texts = {
                self.book.key(each.values.get("text")): each.values.get("text")
                for each in self.book.sheets["resolutions"].rows
                if each.province
                and (each.province.id, each.values.get("day")) == decision.place
            }
        elif meeting and meeting.held_on:
            if meeting.secretary_signed_on and meeting.chair_signed_on:
                decision.signed = max(
                    meeting.secretary_signed_on, meeting.chair_signed_on
                )
            texts = self.resolved.get(meeting, {})
        else:
            self.no_meeting(row, "day")
            return
        if not decision.signed:
            self.fail(
                row,
                "day",
                self.env._(
                    "The minutes of the meeting of %(day)s are not signed by both, and"
                    " approve nothing yet (clause 4-3). Write the day of the signatures"
                    " on the sheet “%(sheet)s”, or sign them here first.",
                    day=self.day(decision.day),
                    sheet=self.wizard._sheet_title("meetings"),
                ),
            )
        self._choose_resolution(decision, texts)

    def _choose_resolution(self, decision, texts):
        """Find which of the `texts` of the meeting the rows name; one goes without
        saying."""
        named = {}
        for row in decision.rows:
            if text := row.values.get("resolution"):
                named.setdefault(self.book.key(text), row)
        row = next(iter(named.values()), decision.rows[0])
        if len(named) > 1:
            self.fail(row, "resolution", self._why_several(decision))
        elif not named and len(texts) > 1:
            self.fail(
                row,
                "resolution",
                self.env._(
                    "The meeting of %(day)s has %(count)s resolutions: write the text"
                    " of the one that approved this (clause 4-3).",
                    day=self.day(decision.day),
                    count=self.wizard._digits(len(texts)),
                ),
            )
        elif (key := next(iter(named or texts), None)) not in texts:
            self.fail(
                row,
                "resolution",
                self.env._(
                    "The meeting of %(day)s has no such resolution, and nothing else"
                    " approves this (clause 4-3). Write its text as on the sheet"
                    " “%(sheet)s”, or add it there.",
                    day=self.day(decision.day),
                    sheet=self.wizard._sheet_title("resolutions"),
                ),
            )
        else:
            self._claim(decision, row, key, texts[key])

    def _why_several(self, decision):
        return self.env._(
            "The rows of %(year)s and the meeting of %(day)s name several resolutions,"
            " but one approves them all (clause 4-3): write its text in each.",
            year=self.wizard._digits(decision.year),
            day=self.day(decision.day),
        )

    def _claim(self, decision, row, key, resolution):
        """A resolution serves one duty, that of what it approves (4-3)."""
        decision.resolution = key if decision.meeting_row else resolution
        serves, own = self.model, self.model
        if decision.meeting_row:
            approves = self.book.sheets["resolutions"].approves
            serves = approves.setdefault((*decision.place, key), self.model)
        elif resolution.duty_id:
            own = self.book.model(self.model)._duty_code
            serves = resolution.duty_id.code
        if serves != own:
            self.fail(
                row,
                "resolution",
                self.env._(
                    "This resolution serves another duty, so it does not approve what"
                    " the row says (clause 4-3): write the text of the one that does."
                ),
            )

    def _check_turn(self, decision):
        """What was resolved is changed by a later resolution only (4-3)."""
        place = decision.province.id, decision.year
        latest, draft = self.latest.get(place), self.drafts.get((*place, decision.day))
        if latest and latest.decided_on > decision.day:
            self.fail(
                decision.rows[0],
                "day",
                self.env._(
                    "%(decision)s was approved by the meeting of %(day)s already, and"
                    " an earlier one is not put before it (clause 4-3). Leave the rows"
                    " out.",
                    decision=latest.display_name,
                    day=self.day(latest.decided_on),
                ),
            )
        elif draft:
            self.fail(
                decision.rows[0],
                "year",
                self.env._(
                    "%(decision)s is prepared here as a draft of the same meeting: go"
                    " on with it on its own form, or delete it.",
                    decision=draft.display_name,
                ),
            )

    def _compare(self, decision):
        record = decision.record
        lines = self._lines_of(record)
        if decision.resolution and decision.resolution != record.resolution_id:
            self.fail(
                decision.rows[0],
                "resolution",
                self.env._(
                    "%(decision)s was approved by another resolution of that meeting:"
                    " “%(resolution)s”. Correct the text, or leave it empty.",
                    decision=record.display_name,
                    resolution=record.resolution_id.display_name,
                ),
            )
        for row in decision.rows:
            row.record = row.key and lines.get(row.key)
            if row.record:
                self._compare_line(row)
            elif row.key:
                self.fail(
                    row,
                    self.told_apart,
                    self.env._(
                        "%(decision)s is approved without this row, and another"
                        " resolution only changes it (clause 4-3). Correct the row, or"
                        " leave it out.",
                        decision=record.display_name,
                    ),
                )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        new = [d for d in self.decisions.values() if not d.record]
        committees = self.book.model("committee.committee").union(
            *(self._committee_of(decision) for decision in new)
        )
        model = self.book.model(self.model).with_context(
            committee_past=KnownPast(committees)
        )
        records = model.create([self._values(decision) for decision in new])
        self._add_lines(new, records)
        for decision, record in zip(new, records, strict=True):
            decision.record = record
        records._approve_past({decision.record: decision.signed for decision in new})
        for decision in new:
            lines = self._lines_of(decision.record)
            for row in decision.rows:
                row.record = lines[row.key]

    def _committee_of(self, decision):
        return self.book.committees[decision.province.id].record

    def _common_values(self, decision):
        return {
            "committee_id": self._committee_of(decision).id,
            "jalali_year": decision.year,
            "resolution_id": self._resolution_of(decision).id,
        }

    def _resolution_of(self, decision):
        if not decision.meeting_row:
            return decision.resolution
        return next(
            resolution
            for resolution in decision.meeting_row.record.resolution_ids
            if self.book.key(resolution.name) == decision.resolution
        )
