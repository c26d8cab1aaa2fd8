"""Declaration of the steps of a procedure."""

from typing import NamedTuple

from odoo import models

# where the day of an act comes from
DATINGS = (
    "now",  # its own actor acts: the day on which he does, which nobody asks or takes
    "paper",  # the date of a paper: a letter of its own, with number and signatory
    "fact",  # the day on which it happened, such as a meeting or a payment
)


class Verb(NamedTuple):
    """One step of a procedure, as its `action_<name>` method declares it."""

    name: str
    sources: frozenset
    target: str
    by: tuple
    recorded_by: tuple
    label: str
    dating: str
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
    """Who acts: the XML id of the group that gives the role, and its label."""

    group: str
    label: object  # a string that is translated when it is shown


def verb(
    *sources,
    to,
    by,
    label,
    dating,
    recorded_by=(),
    main=False,
    letter=None,
    asks_reason=False,
    asks_evidence=False,
    delegable=None,
):
    """Declare the method `action_<verb>` as a verb.

    :param sources: the states in which it can be taken
    :param to: the target state; None leaves the state as it is
    :param by: roles that take the step in the system
    :param recorded_by: roles that record the act of the first from signed paper
    :param main: whether it is a step of the usual course
    :param label: what the step is called on buttons and in messages
    :param dating: where the day of the act comes from, one of `DATINGS`
    :param letter: the kind of letter that the act consists of, if any
    :param asks_reason: whether the act requires a written reason
    :param asks_evidence: whether the act takes evidence: number, document, note
    :param delegable: the kind of acts that the step belongs to, where the holder of the
        role can delegate it; it is passed to `_holding`
    """

    if dating not in DATINGS:
        raise ValueError(f"A verb is dated {', '.join(DATINGS)}, and not {dating!r}.")

    def mark(method):
        name = method.__name__.removeprefix("action_")
        method._workflow_verb = Verb(
            name,
            frozenset(sources),
            to,
            tuple(by),
            tuple(recorded_by),
            label,
            dating,
            main,
            letter,
            asks_reason,
            asks_evidence,
            delegable,
        )
        return method

    return mark


def needs(*verbs, in_any_state=False):
    """Declare a condition of `verbs`: the method gets the `Act` and returns {record id:
    [sentences]} of the records that do not meet it.

    :param in_any_state: check it also in states where the verb is not open yet, so that
        the message lists everything that is missing
    """

    def mark(method):
        method._workflow_needs = frozenset(verbs)
        method._workflow_in_any_state = in_any_state
        return method

    return mark
