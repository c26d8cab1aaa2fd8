from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)

ROLE_WORDS = {
    "chair": ("رئیس", "رئیس کمیته", "chair"),
    "secretary": ("دبیر", "دبیر کمیته", "secretary"),
}


class Seat:
    """A seat that rows may name: of a committee, or of its edition's templates."""

    def __init__(
        self, name, role, statutory, decree_required, record=None, template=None
    ):
        self.kind = (record or template) and (record or template).institution_kind_id
        self.name = name
        self.role = role
        self.statutory = statutory
        self.decree_required = decree_required
        self.record = record
        self.template = template
        self.row = None
        self.tenures = []  # of the holders that are there and those of the file

    def holds_on(self, day):
        return any(tenure.covers(day) for tenure in self.tenures)


class SeatSheet(Sheet):
    """The seats beyond the statutory ones, and the institutions that hold them."""

    key = "seats"
    title = _lt("Seats")
    note = _lt(
        "The statutory seats come with the committee by themselves. Here stand those"
        " that were added, with the reason (clause 4-2), and the institution of a"
        " statutory seat where it is not told by its kind."
    )
    columns = (
        PROVINCE,
        Column(
            "name",
            _lt("Seat"),
            "name",
            required=True,
            help=_lt("The title of the post."),
        ),
        Column(
            "institution",
            _lt("Institution"),
            "name",
            help=_lt("As on its own sheet."),
        ),
        Column(
            "reason",
            _lt("Reason"),
            "name",
            help=_lt("Why a seat beyond the statutory ones was added."),
        ),
    )
    labels = ("name",)

    def check(self):
        self._know_what_is_there()
        seen = {}
        for row in self.rows:
            row.institution = None
            self.no_mixed_letters(row, "name")
            if self.place(row) and row.values.get("name") and self.committee(row):
                self._compare(row, seen)
            if row.errors:
                name = self.book.key(row.values.get("name"))
                self.book.doubtful.add(("seat", name))

    def _know_what_is_there(self):
        edition = self.book.model("committee.committee")._default_edition_id()
        templates = edition.seat_ids.filtered("statutory")
        refs = self.book.committees
        records = [known.record for known in refs.values() if known.record]
        committees = self.book.model("committee.committee").union(*records)
        seats = committees.seat_ids.grouped("committee_id")
        for province_id, known in refs.items():
            if known.record:
                found = [self._of_record(s) for s in seats.get(known.record, ())]
            else:
                title = known.row.values.get("chair_title") or edition.chair_title
                found = [self._of_template(each, title) for each in templates]
            for seat, names in found:
                for name in filter(None, (*names, *ROLE_WORDS.get(seat.role, ()))):
                    self.book.seats[province_id, self.book.key(name)] = seat

    @staticmethod
    def _of_record(seat):
        template = seat.template_id
        found = Seat(
            seat.name, seat.role, seat.statutory, seat.decree_required, record=seat
        )
        return found, (template.name_1391, template.name, seat.name)

    @staticmethod
    def _of_template(template, chair_title):
        name = chair_title if template.role == "chair" else template.name
        found = Seat(
            name or template.name,
            template.role,
            template.statutory,
            template.decree_required,
            template=template,
        )
        return found, (template.name_1391, template.name, found.name)

    def _compare(self, row, seen):
        place = (row.province.id, self.book.key(row.values["name"]))
        known = self.book.seats.get(place)
        if not self.no_doubles(row, known or place, "name", seen):
            return
        row.institution = self.institution(row)
        if not known:
            known = self.book.seats[place] = Seat(
                row.values["name"], "member", False, True
            )
            if not row.values.get("reason"):
                self.fail(
                    row,
                    "reason",
                    self.env._(
                        "“%(seat)s” is not one of the statutory seats: write the reason"
                        " why it was added (clause 4-2).",
                        seat=row.values["name"],
                    ),
                )
        seen[known] = row.number
        known.row, row.seat, row.record = row, known, known.record
        self._check_body(row, known)
        if row.record and row.institution:
            old, new = row.record.institution_id, row.institution
            if new.record != old or not old:
                self.change(row, "institution", old.name, row.values["institution"])

    def _check_body(self, row, seat):
        """Errors that are found before anything is written: a body of another kind, or
        another one than that for which the seat was held (4-2)."""
        body = row.institution
        if not body or not (seat.record or seat.template):
            return
        kind = getattr(body, "kind", None) or (
            body.record and body.record.institution_kind_id
        )
        own = seat.role == "secretary" and body.record == row.company.partner_id
        refusal = None
        if seat.kind and kind != seat.kind and not own:
            refusal = self.env._(
                "The seat “%(seat)s” belongs to a body of the kind “%(kind)s”, and"
                " %(body)s is none (clause 4-2): choose a body of that kind, or correct"
                " the kind on the form of the institution.",
                seat=seat.name,
                kind=seat.kind.name,
                body=row.values["institution"],
            )
        elif seat.record:
            refusal = seat.record._body_refusal(body.record and body.record.id)
        if refusal:
            self.fail(row, "institution", refusal)

    def enter(self):
        self._know_new_seats()
        new = [row for row in self.rows if not row.seat.record]
        created = self.book.model("committee.seat").create(
            [
                {
                    "committee_id": self.book.committees[row.province.id].record.id,
                    "name": row.values["name"],
                    "reason": row.values["reason"],
                    "institution_id": row.institution and row.institution.record.id,
                    "institution_kind_id": row.institution
                    and row.institution.record.institution_kind_id.id,
                }
                for row in new
            ]
        )
        for row, seat in zip(new, created, strict=True):
            row.seat.record = seat
        for row in self.rows:
            body = row.institution and row.institution.record
            if body and row.seat.record.institution_id != body:
                row.seat.record.institution_id = body

    def _know_new_seats(self):
        """The seats that came with the committees of the file."""
        records = [known.record for known in self.book.committees.values()]
        seats = self.book.model("committee.committee").union(*records).seat_ids
        by_template = {(seat.province_id.id, seat.template_id): seat for seat in seats}
        for (province_id, _key), known in self.book.seats.items():
            if known.template and not known.record:
                known.record = by_template[province_id, known.template]
