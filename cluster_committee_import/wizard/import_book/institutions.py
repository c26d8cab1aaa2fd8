from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from .book import Ref
from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)


class InstitutionSheet(Sheet):
    """The bodies of each province, with the kind by which they get their seats."""

    key = "institutions"
    title = _lt("Institutions")
    note = _lt(
        "One row for each body of the province: the Governorate, the departments, the"
        " chamber, the banks. By its kind a body gets its seat on the committee."
    )
    columns = (
        PROVINCE,
        Column(
            "name",
            _lt("Institution"),
            "name",
            required=True,
            help=_lt("The name in use today, with the name of the province."),
        ),
        Column(
            "kind",
            _lt("Kind of Institution"),
            required=True,
            help=_lt("One from the list."),
        ),
        Column("email", _lt("Email")),
        Column("phone", _lt("Phone")),
    )
    labels = ("name",)

    def choices(self, column):
        if column.key == "kind":
            return tuple(self._kinds().mapped("name"))
        return super().choices(column)

    def _kinds(self):
        return self.env["committee.institution.kind"].search([])

    def check(self):
        kinds = {
            self.book.key(name): kind
            for kind in self._kinds()
            for name in (kind.code, kind.name_1391, kind.name)
            if name
        }
        self._know_what_is_there()
        seen, placed = {}, {}
        for row in self.rows:
            name = self.book.key(row.values.get("name"))
            row.kind = self._kind_of(row, kinds)
            self.no_mixed_letters(row, "name")
            if self.place(row) and name:
                place = (row.province.id, name)
                if self.no_doubles(row, place, "name", seen):
                    placed[place] = row
        self.named = {self._record_at(place) for place in placed} - {None}
        for place, row in placed.items():
            self._compare(row, place)
        for row in self.rows:
            if row.errors:
                name = self.book.key(row.values.get("name"))
                self.book.doubtful.add(("institution", name))

    def _record_at(self, place):
        known = self.book.institutions.get(place)
        return known and known.record

    def _kind_of(self, row, kinds):
        text = row.values.get("kind")
        kind = kinds.get(self.book.key(text))
        if text and not kind:
            self.fail(
                row,
                "kind",
                self.env._(
                    "“%(kind)s” is no kind of institution. Choose one from the list of"
                    " the column; the owner of the procedure adds kinds under"
                    " Configuration, Institution Kinds.",
                    kind=text,
                ),
            )
        return kind

    def _know_what_is_there(self):
        book = self.book
        partners = book.model("res.partner").search(
            [
                ("is_company", "=", True),
                ("state_id", "in", list(book.companies)),
                ("company_id", "in", [False, *book.company_ids()]),
            ],
            order="id desc",  # of several, the first that was entered
        )
        self.by_kind = {}
        for partner in partners:
            place = (partner.state_id.id, partner.committee_search_key)
            book.institutions[place] = Ref(partner)
            if partner.institution_kind_id:
                kind = partner.institution_kind_id
                self.by_kind[partner.state_id.id, kind] = partner
        for province_id, company in book.companies.items():
            partner = company.partner_id.with_env(partners.env)
            book.institutions[province_id, partner.committee_search_key] = Ref(partner)

    def _compare(self, row, place):
        row.record = self._record_at(place)
        if not row.record and row.kind:
            renamed = self._under_another_name(row)
            if renamed and renamed not in self.named:
                row.record = renamed
                self.named.add(renamed)
                self.change(row, "name", renamed.name, row.values["name"])
        self.book.institutions[place] = row
        if not row.record or not row.kind:
            return
        if row.record.institution_kind_id != row.kind:
            old = row.record.institution_kind_id.name
            self.change(row, "kind", old, row.kind.name)
        for key in ("email", "phone"):
            new = row.values.get(key)
            if new and new != row.record[key]:
                self.change(row, key, row.record[key], new)

    def _under_another_name(self, row):
        """The one body of its kind in the province: titles drift, the body stays."""
        kind = row.kind
        if kind.is_estates_company:
            return row.company.partner_id.with_env(self.book.model("res.partner").env)
        if kind.is_bank and kind.code != "bank_industry_mine" or kind.code == "other":
            return None
        return self.by_kind.get((row.province.id, kind))

    def enter(self):
        new = self.new_rows()
        created = self.book.model("res.partner").create(
            [
                {
                    **self._values(row),
                    "is_company": True,
                    "state_id": row.province.id,
                    "country_id": row.province.country_id.id,
                }
                for row in new
            ]
        )
        for row, partner in zip(new, created, strict=True):
            row.record = partner
        for row in self.changed_rows():
            row.record.write(self._values(row))

    def _values(self, row):
        values = {
            key: row.values[key]
            for key in ("name", "email", "phone")
            if row.values.get(key)
        }
        if row.record and self.book.key(row.record.name) == self.book.key(
            values["name"]
        ):
            del values["name"]  # spelt otherwise only
        return {**values, "institution_kind_id": row.kind.id}
