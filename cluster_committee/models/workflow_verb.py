"""How a step of the procedure is declared, and the capability that it acts with."""

from typing import NamedTuple

from odoo import models


class Verb(NamedTuple):
    """One step of a procedure, as its `action_<name>` method declares it."""

    name: str
    sources: frozenset
    target: str
    by: tuple
    paper: tuple
    label: str
    main: bool
    letter: str
    asks_reason: bool
    asks_evidence: bool
    delegable: str


class Act(NamedTuple):
    """One asking of a verb: which, as of which day, and by whom in what way."""

    verb: Verb
    on: object
    direct: models.BaseModel
    paper: models.BaseModel


class Role(NamedTuple):
    """Who acts: the XML id of the group that gives the role, and how it is called."""

    group: str
    label: object  # a string that is translated when it is shown


class Declared(NamedTuple):
    """What the classes of a model declare for its guard, united along `_inherit`."""

    verb_fields: frozenset
    fixed_fields: frozenset
    editable_in: dict
    same_owner: dict

    @classmethod
    def of(cls, klasses):
        """:param klasses: the classes of a model, each after those that it extends"""
        sets = {"_verb_fields": set(), "_fixed_fields": set()}
        dicts = {"_editable_in": {}, "_same_owner": {}}
        for klass in klasses:
            for name, found in (sets | dicts).items():
                found.update(vars(klass).get(name, ()))
        return cls(*map(frozenset, sets.values()), *dicts.values())


def along_inherit(records, name, build):
    """What `build` makes of the classes of a model, each after those that it extends.

    It is built once per registry, and anew when an addon that is installed meanwhile
    extends the model: its classes are others then.
    """
    cls = records.env.registry[records._name]
    memo = vars(cls).get("_workflow_memo")
    if memo is None or memo[0] is not cls.__mro__:
        memo = cls._workflow_memo = (cls.__mro__, {})
    if name not in memo[1]:
        memo[1][name] = build(tuple(reversed(cls.__mro__)))
    return memo[1][name]


def united(records, name):
    """The dict `name` of all classes of the model; who extends a class overrides."""

    def unite(klasses):
        found = {}
        for klass in klasses:
            found.update(vars(klass).get(name, {}))
        return found

    return along_inherit(records, name, unite)


class Permit:
    """A capability: names the model, the records and the fields of one act.

    `records` empty means the creation of new records of that model. It lives only
    in this process, so that no client can send it in a context.
    """

    __slots__ = ("model", "ids", "fields")

    def __init__(self, records, fields):
        self.model = records._name
        self.ids = frozenset(records._ids)
        self.fields = frozenset(fields)

    def covers(self, records, field_name):
        if records._name != self.model or field_name not in self.fields:
            return False
        return self.ids.issuperset(records._ids) if records else not self.ids


class Mandate:
    """A capability: lets a user record, as acts on paper, what provinces did before
    they worked with this system. It names the user, their companies and the steps,
    and lives in this process only: who gives it has asked for the right before.
    """

    __slots__ = ("uid", "company_ids", "steps")

    def __init__(self, user, companies, steps):
        self.uid = user.id
        self.company_ids = frozenset(companies.ids)
        self.steps = frozenset(steps)  # (model, name of the verb)

    def covers(self, records, name):
        """Those of `records` whose step `name` may be recorded."""
        if self.uid != records.env.uid or (records._name, name) not in self.steps:
            return records.browse()
        return records.filtered(lambda r: r.company_id.id in self.company_ids)


def verb(
    *sources,
    to,
    by,
    label,
    paper=(),
    main=False,
    letter=None,
    asks_reason=False,
    asks_evidence=False,
    delegable=None,
):
    """Declare `action_<verb>` as a verb: from which states, to which, by whom.

    :param to: the state it leads to; None leaves the state as it is
    :param by: roles that act in the system; `paper`: roles that record the act of
        the first from his signed paper. `main` marks the natural way through.
    :param letter: the kind of letter that the act consists of, if any
    :param asks_reason: whether the act is refused without a written reason
    :param asks_evidence: whether the act takes what shows it: number, document, note
    :param delegable: the kind of the chair's acts that the step belongs to: whom he
        delegates it to in writing, or who acts as chair, takes it in his place
    """

    def mark(method):
        name = method.__name__.removeprefix("action_")
        method._workflow_verb = Verb(
            name,
            frozenset(sources),
            to,
            tuple(by),
            tuple(paper),
            label,
            main,
            letter,
            asks_reason,
            asks_evidence,
            delegable,
        )
        return method

    return mark


def needs(*verbs, in_any_state=False):
    """Declare what must hold before `verbs`: the method gets the act and returns
    {record id: [sentences]} for the records that something stands in the way of.

    :param in_any_state: also where the state does not open the verb yet, so that who
        asks too early hears what is missing, and which clause asks for it
    """

    def mark(method):
        method._workflow_needs = frozenset(verbs)
        method._workflow_in_any_state = in_any_state
        return method

    return mark
