"""What a signed file may say: types, lengths and days of each kind, as JSON Schema.

A signature proves who wrote a file, not that it makes sense. Nothing of a file is read
before `check` has found every part of it to be what it has to be. Content of models is
described by the types of their fields; what a newer or an extended installation adds is
taken as any plain value.
"""

import datetime as dt
import functools
import re
from typing import NamedTuple

import fastjsonschema

from . import request_schema
from .schema_words import (
    AMOUNT,
    ANY_DAY,
    BOOLEAN,
    KIND,
    LINE,
    LONG,
    MEMO,
    NAME,
    NOTE,
    NUMBER,
    PAST_DAY,
    PLAIN,
    PLAIN_VALUE,
    PROVINCE,
    SHA256,
    YEAR,
    list_of,
    object_of,
    or_null,
    text_of,
    whole,
)

FIRST_DAY = dt.date(1950, 1, 1)
# days of models that may lie ahead; all other days of what was done have passed
AHEAD = frozenset(
    "deadline planned_on next_meeting_on next_due_on counts_from due_on".split()
)
# days of what was done that have another ending than those
DONE = frozenset({"letter_date", "introduction_date"})

# kinds of problems, for the sentence that tells of them
TYPE, LENGTH, TEXT, DAY, FUTURE, VALUE, MISSING, UNKNOWN = (
    "type length text day future value missing unknown".split()
)


class ContentError(ValueError):
    """A part of a file is not what it has to be: its path, and the kind of problem."""

    def __init__(self, path, problem):
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class Parts(NamedTuple):
    """The types of the fields of the models that minutes and editions consist of, each
    as pairs: (field, type of the field)."""

    meeting: tuple
    agenda: tuple
    attendance: tuple
    resolution: tuple
    task: tuple
    letter: tuple
    recipient: tuple
    committee: tuple
    policy: tuple


# --- models -----------------------------------------------------------------------


def _field(name, kind, done):
    """The schema of a field of the type `kind`, as `_plain_value` writes it.

    :param done: whether the part tells what was done, so that its days have passed
    """
    if kind == "date":
        past = done and (name in DONE or name.endswith("_on")) and name not in AHEAD
        return or_null(PAST_DAY if past else ANY_DAY)
    if kind == "datetime":
        return or_null({"type": "string", "format": "moment"})
    if kind in ("char", "selection", "many2one"):
        return LINE
    if kind == "text":
        return NOTE
    if kind == "many2many":
        return list_of(text_of())
    return {
        "boolean": BOOLEAN,
        "integer": whole(-PLAIN, PLAIN),
        "float": AMOUNT,
        "monetary": AMOUNT,
    }.get(kind, PLAIN_VALUE)


def _model(types, named=(), done=True, **lines):
    """The content of a record: each field may be missing, but those in `named`."""
    found = {name: _field(name, kind, done) for name, kind in types} | lines
    schema = object_of({name: found[name] for name in (*named, *lines)}, PLAIN_VALUE)
    return {**schema, "properties": found}


# --- kinds ------------------------------------------------------------------------


def _meetings():
    line = {
        "number": NUMBER,
        "number_year": YEAR,
        "held_on": PAST_DAY,
        "recorded_on": or_null(PAST_DAY),
        "due_on": or_null(ANY_DAY),
        "sent_on": or_null(PAST_DAY),
    }
    return {
        "province": PROVINCE,
        "told_on": PAST_DAY,
        "meetings": list_of(object_of(line)),
    }


def _identity():
    return {
        "province": PROVINCE,
        "kind": KIND,
        "number": NUMBER,
        "number_year": YEAR,
        "held_on": PAST_DAY,
        "minutes_sha256": SHA256,
    }


def _minutes(parts):
    task = _model(parts.task, ("partner_id",))
    resolutions = _model(
        parts.resolution, ("name", "number_label", "deadline"), tasks=list_of(task)
    )
    recipients = list_of(_model(parts.recipient, ("partner_id", "purpose")))
    letters = _model(
        parts.letter, ("kind", "number", "letter_date"), recipients=recipients
    )
    attendance = _model(parts.attendance, ("label", "institution_name", "presence"))
    return {
        **_identity(),
        "company": NAME,
        "committee": _model(parts.committee, ("name",)),
        "meeting": _model(parts.meeting, ("recorded_on", "number_label")),
        "agenda": list_of(_model(parts.agenda, ("name",))),
        "attendance": list_of(attendance),
        "resolutions": list_of(resolutions),
        "letters": list_of(letters),
        "held_meetings": object_of(_meetings()),
    }


def _receipt(parts):
    return {**_identity(), "received_on": PAST_DAY, "acknowledged_on": PAST_DAY}


def _policy(parts):
    return {
        **object_of({}, PLAIN_VALUE),
        "properties": {
            name: _field(name, kind, done=False) for name, kind in parts.policy
        },
    }


def _acknowledgement(parts):
    digests = ("control_block", "edition", "clauses", "seats", "criteria")
    return {
        "province": PROVINCE,
        "procedure": NAME,
        "number": NUMBER,
        "acknowledged_on": PAST_DAY,
        "signer": NAME,
        "policy": _policy(parts),
        "sha256": object_of(dict.fromkeys(digests, SHA256)),
    }


SEQUENCE = whole()
BLOCK = dict.fromkeys(
    "name custodian author first_endorser second_endorser approver references annexes"
    " distribution".split(),
    {"anyOf": [MEMO, {"enum": [False, None]}]},
)
CHANGE = {
    "number": NUMBER,
    "edition_date": or_null(PAST_DAY),
    "effective_from": or_null(ANY_DAY),
    "pages_changed": LINE,
    "change_description": NOTE,
    "change_source": LINE,
}
TITLES = dict.fromkeys(
    "chair_title chair_title_1391 secretary_title parent_body parent_body_1391".split(),
    LINE,
)
CLAUSE = {
    "code": NAME,
    "number": NAME,
    "sequence": SEQUENCE,
    "name": LINE,
    "text": NOTE,
    "actor": LINE,
    "is_duty": BOOLEAN,
}
SEAT = {
    "sequence": SEQUENCE,
    "name": NAME,
    "name_1391": LINE,
    "role": NAME,
    "statutory": BOOLEAN,
    "decree_required": BOOLEAN,
    "kind": LINE,
}
CRITERION = {"sequence": SEQUENCE, "name": NAME, "weight": AMOUNT, "note": NOTE}
INSTITUTION_KIND = {
    "code": LINE,
    "name": NAME,
    "name_1391": LINE,
    "sequence": SEQUENCE,
    "is_bank": BOOLEAN,
    "is_governorate": BOOLEAN,
    "is_estates_company": BOOLEAN,
}
INTERPRETATION = {
    "number": NAME,
    "date": PAST_DAY,
    "question": NOTE,
    "text": text_of(LONG, 1),
    "clause": NAME,
}


def _edition(parts):
    block = {
        **BLOCK,
        "code": NAME,
        "prepared_on": {"anyOf": [PAST_DAY, {"enum": [False, None]}]},
        "holders": list_of(text_of()),
    }
    return {
        "procedure": object_of({"code": NAME, "name": NAME, "short_name": LINE}),
        "control_block": object_of(block),
        "edition": object_of({**CHANGE, **TITLES, "effective_from": ANY_DAY}),
        "policy": _policy(parts),
        "clauses": list_of(object_of(CLAUSE)),
        "seats": list_of(object_of(SEAT)),
        "criteria": list_of(object_of(CRITERION)),
        "institution_kinds": list_of(object_of(INSTITUTION_KIND)),
        "interpretations": list_of(object_of(INTERPRETATION)),
        "changes": list_of(object_of(CHANGE)),
    }


KINDS = {
    "minutes": _minutes,
    "receipt": _receipt,
    "meetings": lambda parts: _meetings(),
    "acknowledgement": _acknowledgement,
    "edition": _edition,
    "request": lambda parts: request_schema.request(),
    "decision": lambda parts: request_schema.decision(),
}


def schema(kind, parts):
    """Return the JSON Schema of the content of a file of `kind`."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **object_of(KINDS[kind](parts)),
    }


# --- checking ---------------------------------------------------------------------


def check(kind, content, parts, today):
    """Check the content of a file.

    :param parts: `Parts`
    :param today: the last day (date) on which anything may have happened
    :raises ContentError: for the first part that is not what it has to be
    """
    try:
        _validator(kind, parts, today)(content)
    except fastjsonschema.JsonSchemaValueException as error:
        path = " / ".join(str(step) for step in error.path[1:])
        raise ContentError(path, _problem(error)) from error


@functools.lru_cache(maxsize=16)
def _validator(kind, parts, today):
    """Return the function that checks a content; it costs more to make than to use."""
    formats = {
        "text": lambda text: "\0" not in text,
        "day": lambda text: _day(text) is not None,
        "past-day": lambda text: (day := _day(text)) is not None and day <= today,
        "moment": lambda text: _moment(text),
    }
    return fastjsonschema.compile(
        schema(kind, parts), formats=formats, use_default=False
    )


def _day(text):
    if not re.match(r"^\d{4}-\d{2}-\d{2}\Z", text, re.ASCII):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST_DAY else None


def _moment(text):
    day, _space, time = text.partition(" ")
    if _day(day) is None or not re.match(r"^\d{2}:\d{2}:\d{2}\Z", time, re.ASCII):
        return False
    try:
        dt.time.fromisoformat(time)
    except ValueError:
        return False
    return True


def _problem(error):
    if error.rule == "format":
        named = error.rule_definition
        if named == "past-day" and _day(error.value) is not None:
            return FUTURE
        return TEXT if named == "text" else DAY
    return {
        "type": TYPE,
        "required": MISSING,
        "additionalProperties": UNKNOWN,
        "maxLength": LENGTH,
        "maxItems": LENGTH,
        "maxProperties": LENGTH,
    }.get(error.rule, VALUE)
