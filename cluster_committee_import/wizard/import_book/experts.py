from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.cluster_committee.lib.tenures import SAT

from .holders import Tenure
from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)


class Experts:
    """The expert committee of a province, there or new in the file, and its seats."""

    def __init__(self, record=None):
        self.record = record
        self.seats = {}  # by the body: its id, or the key of the name of a new one

    def seat(self, body):
        return self.seats.setdefault(body, ExpertSeat())

    def holds_on(self, day):
        return any(seat.holds_on(day) for seat in self.seats.values())

    def since(self):
        """The day from which on its first expert sits."""
        tenures = [tenure for seat in self.seats.values() for tenure in seat.tenures]
        return min(tenure.first for tenure in tenures)


class ExpertSeat:
    """The seat of a body on the expert committee, with those who held it."""

    def __init__(self, record=None):
        self.record = record
        self.tenures = []

    def holds_on(self, day):
        return any(tenure.covers(day) for tenure in self.tenures)


class ExpertSheet(Sheet):
    """Who came to the expert committee for which body, and since when (note 1)."""

    key = "experts"
    title = _lt("Experts")
    note = _lt(
        "One row for each expert of a member body; a successor has a row of his own."
        " Where the expert committee is not there yet, it is from the day of the first"
        " of them on (note 1)."
    )
    columns = (
        PROVINCE,
        Column(
            "body",
            _lt("Institution"),
            "name",
            required=True,
            help=_lt("As on the sheet of the institutions."),
        ),
        Column(
            "name",
            _lt("Person"),
            "name",
            required=True,
            help=_lt("Given name and name."),
        ),
        Column("email", _lt("Email")),
        Column("first", _lt("From"), "day", required=True),
        Column("last", _lt("Until"), "day", help=_lt("The last day. Empty: open.")),
    )
    labels = ("body", "name")
    steps = (
        ("committee.committee", "consult"),
        ("committee.committee", "constitute"),
        ("committee.member", "seat"),
    )

    def check(self):
        self.experts = {}  # by province id
        self._know_what_is_there()
        for row in self.rows:
            row.seat = row.tenure = row.person = None
            self.no_mixed_letters(row, "name")
            self.not_in_future(row, "first")
            self.in_order(row, "first", "last")
            if self.place(row) and self.committee(row):
                self._claim(row)
        placed = [row for row in self.rows if row.tenure and row.values.get("name")]
        self.book.people.find(placed)
        for row in placed:
            row.person.email = row.person.email or row.values.get("email") or ""
            self._compare(row)
        for row in placed:
            self._check_overlap(row)

    def _know_what_is_there(self):
        parents = [known.record for known in self.book.committees.values()]
        committees = self.book.model("committee.committee").search(
            [
                ("kind", "=", "expert"),
                ("state", "!=", "dissolved"),
                ("parent_id", "in", [parent.id for parent in parents if parent]),
            ]
        )
        members = self.book.model("committee.member").search(
            [("committee_id", "in", committees.ids), ("state", "in", SAT)]
        )
        for committee in committees:
            known = self.experts[committee.province_id.id] = Experts(committee)
            for seat in committee.seat_ids:
                known.seats[seat.institution_id.id or seat] = ExpertSeat(seat)
        for member in members:
            seats = self.experts[member.province_id.id].seats
            seat = seats.get(member.institution_id.id or member.seat_id)
            if seat:  # not one that was put aside
                seat.tenures.append(
                    Tenure(
                        member.date_from, member.date_to, member.partner_name, member
                    )
                )

    def _claim(self, row):
        row.body = self.institution(row, "body")
        first = row.values.get("first")
        if row.body and first:
            experts = self.experts.setdefault(row.province.id, Experts())
            row.seat = experts.seat(self.body_key(row.body, row.values["body"]))
            row.tenure = Tenure(
                first, row.values.get("last"), row.values.get("name"), row=row
            )

    def body_key(self, body, name):
        """What tells a body from others: its id, or the key of the name of a new
        one."""
        return body.record.id if body.record else self.book.key(name)

    def _compare(self, row):
        """Find the tenure that a row repeats."""
        for known in row.seat.tenures:
            if (
                known.record
                and known.first == row.tenure.first
                and self.book.key(known.name) == self.book.key(row.values["name"])
            ):
                row.record = known.record
                break
        else:
            return
        row.seat.tenures.remove(known)
        if self.check_is_new(row, "last", known.last, self.day):
            self.fail(
                row,
                "last",
                self.env._(
                    "%(name)s sits here without an end: end the tenure by its own step,"
                    " and leave the cell empty.",
                    name=row.values["name"],
                ),
            )
        row.tenure.last = known.last

    def _check_overlap(self, row):
        """A seat has one holder on one day; the later row is the wrong one."""
        other = next((t for t in row.seat.tenures if row.tenure.meets(t)), None)
        if other and not row.errors:
            self.fail(
                row,
                "first",
                self.env._(
                    "%(holder)s is the expert of %(body)s from %(first)s on, and a body"
                    " has one on one day (note 1). Write the last day of the earlier"
                    " one under “%(column)s”, or correct this row.",
                    holder=other.name,
                    body=row.values["body"],
                    first=self.day(other.first),
                    column=self.head("last"),
                ),
            )
        row.seat.tenures.append(row.tenure)

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        new = self.new_rows()
        self._form_committees(new)
        self._create_seats(new)
        for row in new:
            row.person.institution = row.person.institution or row.body
        self.book.people.enter([row.person for row in new])
        members = self.book.model("committee.member").create(
            [
                {
                    "seat_id": row.seat.record.id,
                    "partner_id": row.person.record.id,
                    "date_from": row.tenure.first,
                    "date_to": row.tenure.last,
                }
                for row in new
            ]
        )
        for row, member in zip(new, members, strict=True):
            row.record = member
        members._seat_past()
        days = {
            self.experts[row.province.id].record: self.experts[row.province.id].since()
            for row in new
        }
        committees = self.book.model("committee.committee").union(*days)
        committees.filtered(
            lambda committee: committee.state in ("preparing", "consulted")
        )._constitute_past(days)

    def _form_committees(self, new):
        """The expert committees that are not there yet, under those of the file or of
        the province."""
        bare = {
            row.province.id: self.book.committees[row.province.id].record
            for row in new
            if not self.experts[row.province.id].record
        }
        committees = self.book.model("committee.committee")
        edition = committees._default_edition_id()  # one query, not one for each
        created = committees.create(
            [
                {
                    "kind": "expert",
                    "parent_id": parent.id,
                    "company_id": parent.company_id.id,
                    "edition_id": edition.id,
                    "chair_title": parent.chair_title,
                    "parent_body": parent.parent_body,
                }
                for parent in bare.values()
            ]
        )
        for province_id, committee in zip(bare, created, strict=True):
            self.experts[province_id].record = committee

    def _create_seats(self, new):
        bare = {row.seat: row for row in new if not row.seat.record}
        created = self.book.model("committee.seat").create(
            [
                self.experts[row.province.id].record._prepare_expert_seat_values(
                    row.body.record
                )
                for row in bare.values()
            ]
        )
        for seat, record in zip(bare, created, strict=True):
            seat.record = record
