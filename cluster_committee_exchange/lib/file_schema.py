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

LINES = 2_000  # of one list
SHORT, LONG = 4_000, 200_000  # letters of a line, and of a text
LEAST, MOST = -(2**31), 2**31 - 1  # of a whole number in a column
PLAIN = 10**16  # amounts lie below
FIRST_YEAR, LAST_YEAR = 1300, 1600  # Jalali
FIRST_DAY = dt.date(1950, 1, 1)
# days of models that may lie ahead; all other days of what was done have passed
AHEAD = frozenset(
    "deadline planned_on next_meeting_on next_due_on counts_from due_on".split()
)
# days of what was done that have another ending than those
DONE = frozenset({"letter_date", "introduction_date"})
SHA256 = {"type": "string", "pattern": r"^[0-9a-f]{64}\Z"}

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


# --- words ------------------------------------------------------------------------


def _or_null(schema):
    return {**schema, "type": [schema["type"], "null"]}


def _text(longest=SHORT, shortest=0):
    return {
        "type": "string",
        "minLength": shortest,
        "maxLength": longest,
        "format": "text",
    }


def _list(items):
    return {"type": "array", "maxItems": LINES, "items": items}


def _object(required, more=None):
    """An object of exactly these keys, or of them and any plain values (`more`)."""
    return {
        "type": "object",
        "maxProperties": LINES,
        "required": list(required),
        "properties": required,
        "additionalProperties": False if more is None else more,
    }


def _whole(least=LEAST, most=MOST):
    return {"type": "integer", "minimum": least, "maximum": most}


BOOLEAN = {"type": "boolean"}
AMOUNT = {"type": "number", "minimum": -PLAIN, "maximum": PLAIN}
NAME, MEMO = _text(shortest=1), _text(LONG)
LINE, NOTE = _or_null(_text()), _or_null(MEMO)
ANY_DAY = {"type": "string", "format": "day"}
PAST_DAY = {"type": "string", "format": "past-day"}
NUMBER, YEAR = _whole(1, 9_999), _whole(FIRST_YEAR, LAST_YEAR)
PROVINCE = {"type": "string", "pattern": r"^IR-[0-9]{2}\Z"}
KIND = {"enum": ["provincial", "expert"]}
PLAIN_VALUE = {
    "anyOf": [
        {"type": ["null", "boolean"]},
        AMOUNT,
        MEMO,
        _list(_text()),
    ]
}


def _field(name, kind, done):
    """The schema of a field of the type `kind`, as `_plain_value` writes it.

    :param done: whether the part tells what was done, so that its days have passed
    """
    if kind == "date":
        past = done and (name in DONE or name.endswith("_on")) and name not in AHEAD
        return _or_null(PAST_DAY if past else ANY_DAY)
    if kind == "datetime":
        return _or_null({"type": "string", "format": "moment"})
    if kind in ("char", "selection", "many2one"):
        return LINE
    if kind == "text":
        return NOTE
    if kind == "many2many":
        return _list(_text())
    return {
        "boolean": BOOLEAN,
        "integer": _whole(-PLAIN, PLAIN),
        "float": AMOUNT,
        "monetary": AMOUNT,
    }.get(kind, PLAIN_VALUE)


def _model(types, named=(), done=True, **lines):
    """The content of a record: each field may be missing, but those in `named`."""
    found = {name: _field(name, kind, done) for name, kind in types} | lines
    schema = _object({name: found[name] for name in (*named, *lines)}, PLAIN_VALUE)
    return {**schema, "properties": found}


# --- kinds ------------------------------------------------------------------------


def _meetings():
    line = {
        "number": NUMBER,
        "number_year": YEAR,
        "held_on": PAST_DAY,
        "recorded_on": _or_null(PAST_DAY),
        "due_on": _or_null(ANY_DAY),
        "sent_on": _or_null(PAST_DAY),
    }
    return {
        "province": PROVINCE,
        "told_on": PAST_DAY,
        "meetings": _list(_object(line)),
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
        parts.resolution, ("name", "number_label", "deadline"), tasks=_list(task)
    )
    recipients = _list(_model(parts.recipient, ("partner_id", "purpose")))
    letters = _model(
        parts.letter, ("kind", "number", "letter_date"), recipients=recipients
    )
    attendance = _model(parts.attendance, ("label", "institution_name", "presence"))
    return {
        **_identity(),
        "company": NAME,
        "committee": _model(parts.committee, ("name",)),
        "meeting": _model(parts.meeting, ("recorded_on", "number_label")),
        "agenda": _list(_model(parts.agenda, ("name",))),
        "attendance": _list(attendance),
        "resolutions": _list(resolutions),
        "letters": _list(letters),
        "held_meetings": _object(_meetings()),
    }


def _receipt(parts):
    return {**_identity(), "received_on": PAST_DAY, "acknowledged_on": PAST_DAY}


def _policy(parts):
    return {
        **_object({}, PLAIN_VALUE),
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
        "signer": LINE,
        "policy": _policy(parts),
        "sha256": _object(dict.fromkeys(digests, SHA256)),
    }


SEQUENCE = _whole()
BLOCK = dict.fromkeys(
    "name custodian author first_endorser second_endorser approver references annexes"
    " distribution".split(),
    {"anyOf": [MEMO, {"enum": [False, None]}]},
)
CHANGE = {
    "number": NUMBER,
    "edition_date": _or_null(PAST_DAY),
    "effective_from": _or_null(ANY_DAY),
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
    "date": _or_null(PAST_DAY),
    "question": NOTE,
    "text": MEMO,
    "clause": NAME,
}


def _edition(parts):
    block = {
        **BLOCK,
        "code": NAME,
        "prepared_on": {"anyOf": [PAST_DAY, {"enum": [False, None]}]},
        "holders": _list(_text()),
    }
    return {
        "procedure": _object({"code": NAME, "name": NAME, "short_name": LINE}),
        "control_block": _object(block),
        "edition": _object({**CHANGE, **TITLES, "effective_from": ANY_DAY}),
        "policy": _policy(parts),
        "clauses": _list(_object(CLAUSE)),
        "seats": _list(_object(SEAT)),
        "criteria": _list(_object(CRITERION)),
        "institution_kinds": _list(_object(INSTITUTION_KIND)),
        "interpretations": _list(_object(INTERPRETATION)),
        "changes": _list(_object(CHANGE)),
    }


KINDS = {
    "minutes": _minutes,
    "receipt": _receipt,
    "meetings": lambda parts: _meetings(),
    "acknowledgement": _acknowledgement,
    "edition": _edition,
}


def schema(kind, parts):
    """Return the JSON Schema of the content of a file of `kind`."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_object(KINDS[kind](parts)),
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
