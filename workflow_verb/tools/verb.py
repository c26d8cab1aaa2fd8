"""How a step of a procedure is declared."""

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
        asks too early hears what is missing, and what asks for it
    """

    def mark(method):
        method._workflow_needs = frozenset(verbs)
        method._workflow_in_any_state = in_any_state
        return method

    return mark
