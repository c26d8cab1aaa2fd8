"""A rule whose facts are given, so that what the engine makes of them is asked without
the papers of a province. Days are numbers, counted from one day."""

from datetime import timedelta

from ...compliance.engine.rule import COLUMNS, CommitteeRule
from ..common import day
from ..compliance.findings import FindingsCase

FIRST = day("1405/07/01")


def at(number):
    """The day of a number, None for none."""
    return None if number is None else FIRST + timedelta(days=number)


def number_of(date):
    return None if date is None else (date - FIRST).days


class GivenRule:
    """A rule that says what it is told to say."""

    _code = "given"
    _clause = "C0"
    _nature = "law"
    _actor = "secretary"
    _lasts = False
    _waits = False
    _levels = {0: "warns", 1: "doomed", 2: 0, 3: "lost", 4: "escalates"}
    _immediate = frozenset({4})
    _with = ""
    _subject = _evidence = None
    _level_day_sql = CommitteeRule._level_day_sql

    def __init__(self, company):
        self.company, self.facts = company, []

    def say(self, *facts):
        """:param facts: {column of an obligation: value}, days as numbers"""
        self.facts = list(facts)

    def _demands(self, day):
        rows = [self._row(number, fact) for number, fact in enumerate(self.facts, 1)]
        every = " UNION ALL ".join([f"{self._row(0, {})} WHERE FALSE", *rows])
        return f"SELECT given.* FROM ({every}) given JOIN province USING (company_id)"

    def _row(self, number, fact):
        values = {
            "company_id": self.company.id,
            "subject_id": number,
            "period": "",
            "since": -100,
            "force": "binding",
            **fact,
        }
        return "SELECT " + ", ".join(
            f"{self._literal(values.get(name), kind)}::{kind} AS {name}"
            for name, (kind, _default) in COLUMNS.items()
        )

    def _literal(self, value, kind):
        if value is None:
            return "NULL"
        return f"'{at(value)}'" if kind == "date" else f"'{value}'"


class GivenFactsCase(FindingsCase):
    """Asks the engine what becomes of given facts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engine = cls.env["committee.engine"]
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.cr.execute("DELETE FROM committee_check")
        cls.committee = cls._insert(
            "committee_committee",
            name="A committee",
            kind="provincial",
            state="active",
            company_id=cls.own.id,
            edition_id=cls.env["committee.procedure.edition"].search([], limit=1).id,
            formed_on=at(-100),
        )
        cls.env.invalidate_all()

    def setUp(self):
        super().setUp()
        self.rule = GivenRule(self.own)

    @classmethod
    def _insert(cls, table, **values):
        """:return: the id of a row that no step has written"""
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(["%s"] * len(values))
        cls.env.cr.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id",
            list(values.values()),
        )
        return cls.env.cr.fetchone()[0]

    @classmethod
    def _finding(cls, number=1, **values):
        """:return: the id of a stored finding, late by the text where nothing is said;
        the days among the values are dates"""
        values = {
            "company_id": cls.own.id,
            "rule": "minutes",
            "clause": "C4-4-4a",
            "nature": "law",
            "subject_id": number,
            "period": "",
            "standing": "overdue",
            "state": "open",
            "first_seen_on": at(0),
            "changed_on": at(0),
            **values,
        }
        return cls._insert("committee_finding", **values)

    @classmethod
    def _exempted(cls, first, last, **values):
        """:return: the id of a granted exemption from the given rule"""
        values = {
            "company_id": cls.own.id,
            "rule": "given",
            "reason": "A reason",
            "letter_number": "1",
            "letter_date": at(first),
            "date_from": at(first),
            "date_to": at(last),
            "granted_on": at(first),
            "state": "granted",
            **values,
        }
        return cls._insert("committee_exemption", **values)

    @classmethod
    def _acted(cls, verb, on, res_model="committee.committee", res_id=None, **values):
        """:return: the id of an act, of the committee where nothing is said"""
        values = {
            "res_model": res_model,
            "res_id": res_id or cls.committee,
            "verb": verb,
            "on": at(on),
            "state_from": "active",
            "state_to": "active",
            "company_id": cls.own.id,
            **values,
        }
        return cls._insert("workflow_act", **values)
