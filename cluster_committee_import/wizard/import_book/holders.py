from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee.lib.tenures import SAT

from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)

REASONS = {
    "replaced": _lt("Replaced"),
    "revoked": _lt("Decree revoked"),
    "moved": _lt("Left the post"),
    "expired": _lt("Term ended"),
}


class Tenure:
    """The days on which somebody holds a seat; `row` where it comes from the file."""

    def __init__(self, first, last, name, record=None, row=None):
        self.first = first
        self.last = last
        self.name = name
        self.record = record
        self.row = row

    def covers(self, day):
        return self.first <= day and (not self.last or day <= self.last)

    def meets(self, other):
        return (not other.last or self.first <= other.last) and (
            not self.last or other.first <= self.last
        )


class HolderSheet(Sheet):
    """Who held which seat, one row for each decree (4-2)."""

    key = "holders"
    title = _lt("Holders and Decrees")
    note = _lt(
        "One row for each decree; who was appointed twice has two rows. The chair sits"
        " by his office, without a decree: write from which day (clause 4-2)."
    )
    columns = (
        PROVINCE,
        Column(
            "seat",
            _lt("Seat"),
            "name",
            required=True,
            help=_lt("The title of the seat."),
        ),
        Column(
            "name",
            _lt("Person"),
            "name",
            required=True,
            help=_lt("Given name and name."),
        ),
        Column("post", _lt("Post"), "name", help=_lt("Empty: the title of the seat.")),
        Column("email", _lt("Email")),
        Column(
            "number",
            _lt("Decree Number"),
            help=_lt("As the registry of the Governorate gave it; not for the chair."),
        ),
        Column("date", _lt("Decree Date"), "day"),
        Column("first", _lt("From"), "day", help=_lt("Empty: the date of the decree.")),
        Column("last", _lt("Until"), "day", help=_lt("The last day. Empty: open.")),
        Column(
            "end_reason",
            _lt("End Reason"),
            "choice",
            choices=tuple(REASONS.items()),
            help=_lt("Where the tenure has ended."),
        ),
    )
    labels = ("seat", "name")
    steps = (
        ("committee.letter", "issue"),
        ("committee.member", "seat"),
        ("committee.member", "issue"),
        ("committee.member", "end"),
    )

    def choices(self, column):
        """The statutory seats, and those that were added to the user's committees."""
        if column.key != "seat":
            return super().choices(column)
        edition = self.book.model("committee.committee")._default_edition_id()
        added = self.book.model("committee.seat").search(
            [
                ("committee_id.company_id", "in", self.env.companies.ids),
                ("committee_id.kind", "=", "provincial"),
                ("statutory", "=", False),
            ]
        )
        titles = edition.seat_ids.filtered("statutory").mapped("name")
        return tuple(dict.fromkeys((*titles, *added.mapped("name"))))

    def check(self):
        self._know_what_is_there()
        self.seen = {}
        for row in self.rows:
            row.seat = row.tenure = row.person = None
            self.no_mixed_letters(row, "name")
            self.not_in_future(row, "date")
            if self.place(row) and self.committee(row):
                row.seat = self.seat(row)
            if row.seat:
                self._check_decree(row)
                self._claim(row)
            elif row.values.get("last") and row.values.get("first"):
                self.in_order(row, "first", "last")
        placed = [row for row in self.rows if row.seat and row.values.get("name")]
        self.book.people.find(placed)
        for row in placed:
            row.person.email = row.person.email or row.values.get("email") or ""
            self._compare(row)
        self._check_overlaps()
        if not any(row.errors for row in self.rows):
            self.book.sheets["committees"].check_constitution()

    def _know_what_is_there(self):
        seats = {
            seat.record.id: seat for seat in self.book.seats.values() if seat.record
        }
        members = self.book.model("committee.member").search(
            [("seat_id", "in", list(seats)), ("state", "in", SAT)]
        )
        for member in members:
            seats[member.seat_id.id].tenures.append(
                Tenure(member.date_from, member.date_to, member.partner_name, member)
            )

    def _check_decree(self, row):
        values = row.values
        if row.seat.decree_required:
            for key in ("number", "date"):
                if not values.get(key) and self.head(key) not in row.columns:
                    self.fail(row, key, self._why_decree(row, key))
        elif not values.get("first") and self.head("first") not in row.columns:
            self.fail(
                row,
                "first",
                self.env._(
                    "“%(seat)s” is held by office, without a decree: write under"
                    " “%(column)s” from which day.",
                    seat=row.seat.name,
                    column=self.head("first"),
                ),
            )
        self.in_order(row, "first" if values.get("first") else "date", "last")
        begun = self.book.committees[row.province.id].begun_on
        if values.get("date") and begun and values["date"] < begun:
            self.fail(
                row,
                "date",
                self.env._(
                    "The decree is dated %(day)s, before the committee of %(province)s"
                    " was being formed (%(begun)s). Correct the date, or the"
                    " consultations on the sheet “%(sheet)s” (clause 4-1).",
                    day=self.day(values["date"]),
                    province=row.province._get_printed_name(),
                    begun=self.day(begun),
                    sheet=self.wizard._sheet_title("committees"),
                ),
            )
        if values.get("end_reason") and not values.get("last"):
            self.fail(
                row,
                "last",
                self.env._(
                    "There is a reason of the end without its day: write the last day"
                    " of the tenure."
                ),
            )

    def _why_decree(self, row, key):
        return self.env._(
            "“%(seat)s” is filled by a decree of the chair, but “%(column)s” is missing"
            " (clause 4-2). Write it as it stands in the decree.",
            seat=row.seat.name,
            column=self.head(key),
        )

    def _claim(self, row):
        first = row.values.get("first") or row.values.get("date")
        if first:
            last = row.values.get("last")
            row.tenure = Tenure(first, last, row.values.get("name"), row=row)

    def _compare(self, row):
        """Find the tenure that a row repeats, and what it adds to it."""
        if not row.tenure:
            return
        same = [
            tenure
            for tenure in row.seat.tenures
            if tenure.record
            and tenure.first == row.tenure.first
            and self.book.key(tenure.name) == self.book.key(row.values["name"])
        ]
        if not same:
            return
        known = same[0]
        member = row.record = row.tenure.record = known.record
        if row.seat.decree_required:
            self.check_is_new(row, "number", member.decree_number)
            self.check_is_new(row, "date", member.decree_date, self.day)
        if self.check_is_new(row, "last", member.date_to, self.day):
            self.not_in_future(row, "last")  # it ends by its own step, when it does
            row.changes.append(
                self.env._(
                    "The tenure ends with %(day)s.", day=self.day(row.values["last"])
                )
            )
        elif member.date_to:
            row.tenure.last = member.date_to
        row.seat.tenures.remove(known)

    def _check_overlaps(self):
        """A seat has one holder on one day (4-2); the later row is the wrong one."""
        for row in self.rows:
            if not row.tenure:
                continue
            others = row.seat.tenures
            other = next((t for t in others if row.tenure.meets(t)), None)
            if other and not row.errors:
                self.fail(row, "first", self._why_occupied(row, other))
            row.seat.tenures.append(row.tenure)

    def _why_occupied(self, row, other):
        where = ""
        if other.row:
            where = self.env._(
                " (row %(row)s)", row=self.wizard._digits(other.row.number)
            )
        return self.env._(
            "The seat “%(seat)s” is held by %(holder)s%(where)s from %(first)s%(last)s,"
            " and a seat has one holder on one day (clause 4-2). Write the last day of"
            " the earlier tenure under “%(column)s”, or correct this one.",
            seat=row.seat.name,
            holder=other.name,
            where=where,
            first=self.day(other.first),
            last=self.env._(" to %(day)s", day=self.day(other.last))
            if other.last
            else "",
            column=self.head("last"),
        )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        self._end(self.changed_rows())  # before others take their seats
        new = self.new_rows()
        for row in new:
            body = row.seat.record.institution_id
            row.person.institution = row.person.institution or (body and _Holder(body))
        self.book.people.enter([row.person for row in new])
        members = self.book.model("committee.member").create(
            [
                {
                    "seat_id": row.seat.record.id,
                    "partner_id": row.person.record.id,
                    "date_from": row.tenure.first,
                    "date_to": row.values.get("last"),
                    **({"post": row.values["post"]} if row.values.get("post") else {}),
                }
                for row in new
            ]
        )
        for row, member in zip(new, members, strict=True):
            row.record = member
        by_office = members.filtered(lambda m: not m.seat_id.decree_required)
        for day, seated in sorted(by_office.grouped("date_from").items()):
            seated.action_seat(on=day)  # the chair first: he signs the decrees
        (members - by_office)._issue_past(
            {
                row.record: (row.values.get("number"), row.values.get("date"))
                for row in new
            }
        )
        self._end(new)
        self.book.sheets["committees"].constitute()

    def _end(self, rows):
        by_end = {}
        for row in rows:
            reason = row.values.get("end_reason")
            last = row.values.get("last")
            if last and row.record.state == "seated":
                if reason or row.changes:
                    by_end.setdefault((last, reason or "replaced"), []).append(row)
        for (day, reason), ended in sorted(by_end.items(), key=lambda item: item[0]):
            members = ended[0].record.union(*(row.record for row in ended))
            if day <= self.book.today:
                members.action_end(
                    on=day, end_reason=reason, reason=self.wizard._text(REASONS[reason])
                )


class _Holder:
    """A body that is there, as a row would give it."""

    def __init__(self, record):
        self.record = record
