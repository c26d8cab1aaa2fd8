"""How a step of a procedure is declared."""

from typing import NamedTuple

from odoo import models


class Verb(NamedTuple):
    """One step of a procedure, as its `action_<name>` method declares it."""

    name: str
    sources: frozenset
    target: str
    by: tuple
    recorded_by: tuple
    label: str
    main: bool
    letter: str
    asks_reason: bool
    asks_evidence: bool
    delegable: str


class Actors(NamedTuple):
    """On which records the user may take a step, and in what capacity."""

    direct: models.BaseModel  # he acts himself
    recorded: models.BaseModel  # he records the act of another from signed paper


class Act(NamedTuple):
    """One request to take a step: which, as of which day, and by whom."""

    verb: Verb
    on: object  # date
    direct: models.BaseModel  # as in `Actors`
    recorded: models.BaseModel


class Role(NamedTuple):
    """Who acts: the XML id of the group that gives the role, and how it is called."""

    group: str
    label: object  # a string that is translated when it is shown


def verb(
    *sources,
    to,
    by,
    label,
    recorded_by=(),
    main=False,
    letter=None,
    asks_reason=False,
    asks_evidence=False,
    delegable=None,
):
    """Declare `action_<verb>` as a verb: from which states, to which, by whom.

    :param to: the state it leads to; None leaves the state as it is
    :param by: roles that take the step in the system
    :param recorded_by: roles that record the act of the first from signed paper
    :param main: whether it is a step of the usual course
    :param letter: the kind of letter that the act consists of, if any
    :param asks_reason: whether the act is refused without a written reason
    :param asks_evidence: whether the act takes what shows it: number, document, note
    :param delegable: the kind of acts that the step belongs to, where it may be taken
        in the place of who holds the role: it is handed over to `_holding`
    """

    def mark(method):
        name = method.__name__.removeprefix("action_")
        method._workflow_verb = Verb(
            name,
            frozenset(sources),
            to,
            tuple(by),
            tuple(recorded_by),
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
        asks too early hears what is missing, and what asks for it
    """

    def mark(method):
        method._workflow_needs = frozenset(verbs)
        method._workflow_in_any_state = in_any_state
        return method

    return mark
