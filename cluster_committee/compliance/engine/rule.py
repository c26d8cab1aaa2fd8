from odoo import api, models
from odoo.tools import SQL

# the day on which a finding `f` goes to the national office: an exemption puts it off
# by its days, as it does every level that is a number of days after the due day
ESCALATED_ON = "({f}.escalates_on + COALESCE({f}.late_from - {f}.due_on, 0))"

# what a rule tells of one obligation: its column, its type, and what it is by default,
# where {of} is the table of the rule's query that the obligation belongs to
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
    """The SQL expression of the day on which a level of `finding` (a table) is reached.

    :param named: the name of one of its dates, NULL where it is
    :param days: a number of days after its due day
    """
    return f"""CASE ({named})::varchar
                      WHEN 'warns' THEN {finding}.warns_on
                      WHEN 'escalates' THEN {ESCALATED_ON.format(f=finding)}
                      WHEN 'doomed' THEN {finding}.doomed_on
                      WHEN 'lost' THEN {finding}.lost_on
                      ELSE {finding}.late_from + ({days})::int END"""


class CommitteeRule(models.AbstractModel):
    """A rule: what one clause demands, asked of all committees at once.

    Each rule is a model that inherits this one and is found through the registry, so
    that another addon can add one. It declares what it is, and gives the dated facts
    of each obligation; how an obligation stands on a day is told by the engine alone.

    - `opens_on`: from this day there is something to be done; nothing is shown before
    - `warns_on`, `due_on`: from when it is at risk, and its last day
    - `escalates_on`: when the national office is told
    - `doomed_on`: from when it can no longer be met, though its time is not over
    - `lost_on`: when it was missed for good
    - `met_on`, `evidence_id`: when it was met, and by which record
    - `measure`, `target`: how much there is, and how much there should be
    - `force`: "binding"; "hard" where no exemption is heard, "soft" where it only warns
    """

    _name = "committee.rule"
    _description = "Rule"

    # the rule's key in findings, and the clause it comes from
    _code = None
    _clause = None
    # "law": demanded by the text. "policy": by a number that the national office set
    _nature = "law"
    # who must act, a key of `committee_finding.ACTORS`; whom it is told says _levels
    _actor = "secretary"
    # what is asked for, and what is to be done about it, in the reader's language
    _label = None
    _advice = None
    # level -> days after the due day, or the name of the date on which it is told
    _levels = {}
    # levels that are mailed at once instead of weekly
    _immediate = frozenset()
    # what is lacking until it is mended, and so is due at the latest from the day on
    # which the province is watched; a thing done late before that day is not
    _lasts = False
    # the models of the subject and of the evidence
    _subject = "committee.committee"
    _evidence = None
    # the query: further tables, the table that the obligation belongs to, expressions
    # for the columns, and what stands behind FROM
    _with = ""
    _of = "c"
    _demand = {}
    _from = None

    @api.model
    def _demands(self, day):
        """The dated facts of all obligations of this rule, as one query in the words of
        `common_tables.py` with the columns of COLUMNS.

        :param day: the day asked about (date)
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
                found["escalates_on"] = f"{late} + (({told}) - {due}) ELSE {told} END"
        columns = ", ".join(
            f"({found[name]})::{kind} AS {name}"
            for name, (kind, _default) in COLUMNS.items()
        )
        return f"SELECT {columns} FROM {self._from}"

    @api.model
    def _level_day_sql(self, level):
        """The day on which `level` is reached, as an expression of the engine."""
        when = self._levels[level]
        if isinstance(when, int):
            return SQL(level_day("s", "NULL", "%s"), when)
        return SQL(level_day("s", "%s", "NULL"), when)
