from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column

from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)

PARTIES = ("governor", "deputy")
TEXTS = ("chair_title", "parent_body")


class Known:
    """A committee that rows may name: there already, or new in the file."""

    def __init__(self, record=None):
        self.record = record
        self.row = None
        self.begun_on = None  # since when it is being formed (4-1)
        self.formed_on = record.formed_on if record else None


class CommitteeSheet(Sheet):
    """How the committee of each province was formed (4-1, 4-2)."""

    key = "committees"
    title = _lt("Committees")
    note = _lt(
        "One row for the committee of a province, as it was formed: first the"
        " consultations, then the proposal, the decrees (on the sheet of the holders)"
        " and the constitution (clauses 4-1 and 4-2)."
    )
    columns = (
        PROVINCE,
        Column("governor", _lt("Governor Consulted On"), "day", required=True),
        Column("deputy", _lt("Governor's Deputy Consulted On"), "day", required=True),
        Column(
            "proposal_number",
            _lt("Number of the Formation Proposal"),
            help=_lt("As the registry of the company gave it."),
        ),
        Column("proposed", _lt("Date of the Formation Proposal"), "day"),
        Column(
            "constituted",
            _lt("Constituted On"),
            "day",
            help=_lt("When every statutory seat had its holder. Empty: not yet."),
        ),
        Column(
            "chair_title",
            _lt("Chair's Title"),
            "name",
            help=_lt("Empty: as the edition in force says."),
        ),
        Column(
            "parent_body",
            _lt("Parent Working Group"),
            "name",
            help=_lt("Empty: as the edition in force says."),
        ),
    )
    steps = (
        ("committee.committee", "consult"),
        ("committee.committee", "constitute"),
        ("committee.letter", "issue"),
    )

    def check(self):
        self._know_what_is_there()
        seen = {}
        for row in self.rows:
            self.not_in_future(row, *PARTIES, "proposed", "constituted")
            if not self.place(row):
                continue
            if not self.no_doubles(row, row.province.id, "province", seen):
                continue
            known = self.book.committees.setdefault(row.province.id, Known())
            known.row, row.record = row, known.record
            self._check_order(row)
            self._compare(row, known)
            days = [row.values[key] for key in PARTIES if row.values.get(key)]
            known.begun_on = known.begun_on or max(days, default=None)
            known.formed_on = known.formed_on or row.values.get("constituted")

    def _know_what_is_there(self):
        committees = self.book.model("committee.committee").search(
            [
                ("kind", "=", "provincial"),
                ("state", "!=", "dissolved"),
                ("company_id", "in", self.book.company_ids()),
            ]
        )
        self.consulted, self.proposals = {}, {}
        for heard in committees.consultation_ids:
            self.consulted[heard.committee_id, heard.party] = heard.consulted_on
        letters = self.book.model("committee.letter").search(
            [
                ("committee_id", "in", committees.ids),
                ("kind", "=", "formation_proposal"),
                ("state", "!=", "draft"),
            ]
        )
        for letter in letters:
            self.proposals[letter.committee_id] = letter
        for committee in committees:
            known = self.book.committees[committee.province_id.id] = Known(committee)
            days = [self.consulted.get((committee, party)) for party in PARTIES]
            known.begun_on = max(filter(None, days), default=None)

    def _check_order(self, row):
        heard = [row.values[key] for key in PARTIES if row.values.get(key)]
        last = (
            "governor"
            if row.values.get("governor") == max(heard, default=0)
            else "deputy"
        )
        self.in_order(row, last, "proposed", "constituted")
        for key, other in (
            ("proposed", "proposal_number"),
            ("proposal_number", "proposed"),
            ("constituted", "proposed"),
        ):
            if row.values.get(key) and not row.values.get(other):
                if other not in row.columns and not row.errors:
                    self.fail(
                        row,
                        other,
                        self.env._(
                            "“%(column)s” is given, but “%(missing)s” is not (clause"
                            " 4-1). Fill in both, or neither.",
                            column=self.head(key),
                            missing=self.head(other),
                        ),
                    )

    def _compare(self, row, known):
        committee = known.record
        if not committee:
            return
        proposal = self.proposals.get(committee)
        facts = {
            **{party: self.consulted.get((committee, party)) for party in PARTIES},
            "proposed": proposal and proposal.letter_date,
            "proposal_number": proposal and proposal.number,
            "constituted": committee.formed_on,
        }
        for key, recorded in facts.items():
            shown = str if key == "proposal_number" else self.day
            if self.check_is_new(row, key, recorded, shown):
                self._add(row, key, committee)
        for key in TEXTS:
            new = row.values.get(key)
            if new and self.book.key(new) != self.book.key(committee[key]):
                self.change(row, key, committee[key], new)

    def _add(self, row, key, committee):
        if key in PARTIES and committee.state != "preparing":
            self.fail(
                row,
                key,
                self.env._(
                    "The consultations of %(committee)s are completed: none is added"
                    " afterwards (clause 4-1). Leave the cell empty.",
                    committee=committee.name,
                ),
            )
            return
        value = row.values[key]
        row.changes.append(
            self.env._(
                "%(stage)s: %(day)s is added.",
                stage=self.head(key),
                day=value if isinstance(value, str) else self.day(value),
            )
        )

    def check_constitution(self):
        """Every statutory seat has its holder on the day of the constitution (4-2);
        checked when the holders are known, and only where they have no errors."""
        for known in self.book.committees.values():
            row = known.row
            day = row and row.values.get("constituted")
            if not day or row.errors or known.record and known.record.formed_on:
                continue
            seats = {
                ref
                for (province_id, _key), ref in self.book.seats.items()
                if province_id == row.province.id and ref.statutory
            }
            bare = [ref.name for ref in seats if not ref.holds_on(day)]
            if bare:
                self.fail(
                    row,
                    "constituted",
                    self.env._(
                        "On %(day)s these seats had no holder: %(seats)s (clause 4-2)."
                        " Add them to the sheet “%(sheet)s”, or leave the day empty"
                        " until they sit.",
                        day=self.day(day),
                        seats="، ".join(sorted(bare)),
                        sheet=self.wizard._sheet_title("holders"),
                    ),
                )

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def enter(self):
        new = self.new_rows()
        committees = self.book.model("committee.committee")
        edition = committees._default_edition_id()  # one query, not one for each row
        created = committees.create(
            [
                {
                    "company_id": row.company.id,
                    "edition_id": edition.id,
                    "chair_title": edition.chair_title,
                    "parent_body": edition.parent_body,
                    **{key: row.values[key] for key in TEXTS if row.values.get(key)},
                }
                for row in new
            ]
        )
        for row, committee in zip(new, created, strict=True):
            row.record = committee
            self.book.committees[row.province.id].record = committee
        for row in self.changed_rows():
            texts = {key: row.values[key] for key in TEXTS if row.values.get(key)}
            if texts:
                row.record.write(texts)
        self._consult()
        self._propose()

    def _consult(self):
        consultations = self.book.model("committee.consultation")
        consultations.create(
            [
                {
                    "committee_id": row.record.id,
                    "party": party,
                    "consulted_on": row.values[party],
                }
                for row in self.rows
                if row.record.state == "preparing"
                for party in PARTIES
                if not self.consulted.get((row.record, party))
            ]
        )
        ready = [row for row in self.rows if row.record.state == "preparing"]
        self._step("consult", ready, lambda row: max(row.values[p] for p in PARTIES))

    def _propose(self):
        self.book.model("committee.letter")._issue_past(
            [
                {
                    "kind": "formation_proposal",
                    "committee_id": row.record.id,
                    "number": row.values["proposal_number"],
                    "letter_date": row.values["proposed"],
                }
                for row in self.rows
                if row.values.get("proposed") and row.record not in self.proposals
            ]
        )

    def constitute(self):
        ready = [
            row
            for row in self.rows
            if row.values.get("constituted") and not row.record.formed_on
        ]
        self._step("constitute", ready, lambda row: row.values["constituted"])

    def _step(self, verb, rows, day_of):
        by_day = {}
        for row in rows:
            by_day.setdefault(day_of(row), []).append(row.record)
        for day, records in sorted(by_day.items()):
            committees = records[0].union(*records)
            getattr(committees, f"action_{verb}")(on=day)
