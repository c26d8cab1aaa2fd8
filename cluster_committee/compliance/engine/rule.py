from odoo import api, models
from odoo.tools import SQL

# the day on which a finding `f` is escalated to the national office: an exemption
# shifts it by its days, as it does every level that is a number of days after the due
# day
ESCALATED_ON = "({f}.escalates_on + COALESCE({f}.late_from - {f}.due_on, 0))"

# {column of an obligation: (SQL type, default expression)}, where {of} is the table of
# the rule's query that the obligation belongs to
COLUMNS = {
    "company_id": ("int", "{of}.company_id"),
    "committee_id": ("int", "{of}.committee_id"),
    "subject_id": ("int", "{of}.id"),
    "period": ("varchar", "''"),
    "since": ("date", "{of}.since"),
    "opens_on": ("date", "NULL"),
    "warns_on": ("date", "NULL"),
    "due_on": ("date", "NULL"),
    "escalates_on": ("date", "NULL"),
    "doomed_on": ("date", "NULL"),
    "lost_on": ("date", "NULL"),
    "met_on": ("date", "NULL"),
    "measure": ("int", "NULL"),
    "target": ("int", "NULL"),
    "evidence_id": ("int", "NULL"),
    "force": ("varchar", "'binding'"),
}


def level_day(finding, named, days):
    """The day on which a level of `finding` (alias of a table) is reached.

    :param named: SQL of the name of one of its dates, or NULL
    :param days: SQL of a number of days after its due day, or NULL
    :return: SQL text of a date
    """
    return f"""CASE ({named})::varchar
                      WHEN 'warns' THEN {finding}.warns_on
                      WHEN 'escalates' THEN {ESCALATED_ON.format(f=finding)}
                      WHEN 'doomed' THEN {finding}.doomed_on
                      WHEN 'lost' THEN {finding}.lost_on
                      ELSE {finding}.late_from + ({days})::int END"""


class CommitteeRule(models.AbstractModel):
    """A rule: the obligation of one clause, as one query for all committees.

    Each rule is a model that inherits this one and is found through the registry, so
    that another addon can add one. It declares what it is, and gives the dated facts of
    each obligation; the engine alone derives the standing on a day from them.

    - `opens_on`: first day of the obligation; nothing is shown before
    - `warns_on`, `due_on`: from when it is at risk, and its last day
    - `escalates_on`: when the national office is notified
    - `doomed_on`: from when it can no longer be met, though it is not yet overdue
    - `lost_on`: when it was finally missed
    - `met_on`, `evidence_id`: when it was met, and by which record
    - `measure`, `target`: the actual and the required amount
    - `force`: "binding"; "hard" where no exemption applies, "soft" where it only warns
    """

    _name = "committee.rule"
    _description = "Rule"

    # the rule's key in findings, and the clause it comes from
    _code = None
    _clause = None
    # "law": demanded by the text. "policy": by a number that the national office set
    _nature = "law"
    # who must act, a key of `committee_finding.ACTORS`; `_levels` decides who is
    # notified
    _actor = "secretary"
    # the obligation, and the advice how to meet it, in the reader's language
    _label = None
    _advice = None
    # level -> days after the due day, or the name of the date on which it is reached
    _levels = {}
    # levels that are mailed at once instead of weekly
    _immediate = frozenset()
    # whether it is a lasting state, which is due at the latest from the day on which
    # monitoring of the province begins; an act done late before that day is not
    _lasts = False
    # whether an open obligation without a due day counts the days that it waits
    _waits = False
    # the models of the subject and of the evidence
    _subject = "committee.committee"
    _evidence = None
    # the query: further tables, the table that the obligation belongs to, expressions
    # for the columns, and the FROM clause
    _with = ""
    _of = "c"
    _demand = {}
    _from = None

    @api.model
    def _demands(self, day):
        """The dated facts of all obligations of this rule, as one query on the tables
        of `common_tables.py` with the columns of COLUMNS.

        :param day: the day in question (date)
        :return: SQL text with the parameters %(day)s and %(companies)s
        """
        found = {
            name: self._demand.get(name, default.format(of=self._of))
            for name, (_kind, default) in COLUMNS.items()
        }
        if self._lasts:
            due, since, told = (found[n] for n in ("due_on", "since", "escalates_on"))
            late = f"CASE WHEN {due} < {since} THEN {since}"
            found["due_on"] = f"{late} ELSE {due} END"
            if told != "NULL":
                found["escalates_on"] = f"{late} + (({told}) - ({due})) ELSE {told} END"
        columns = ", ".join(
            f"({found[name]})::{kind} AS {name}"
            for name, (kind, _default) in COLUMNS.items()
        )
        return f"SELECT {columns} FROM {self._from}"

    @api.model
    def _level_day_sql(self, level):
        """:return: the day on which `level` is reached, as an SQL expression on `s`"""
        when = self._levels[level]
        if isinstance(when, int):
            return SQL(level_day("s", "NULL", "%s"), when)
        return SQL(level_day("s", "%s", "NULL"), when)
