"""The words that the schemas of signed files are written in: each names a type, with
what is kept of it at most."""

LINES = 2_000  # of one list
SHORT, LONG = 4_000, 200_000  # letters of a line, and of a text
LEAST, MOST = -(2**31), 2**31 - 1  # of a whole number in a column
PLAIN = 10**16  # amounts lie below
FIRST_YEAR, LAST_YEAR = 1300, 1600  # Jalali


def or_null(schema):
    return {**schema, "type": [schema["type"], "null"]}


def text_of(longest=SHORT, shortest=0):
    return {
        "type": "string",
        "minLength": shortest,
        "maxLength": longest,
        "format": "text",
    }


def list_of(items):
    return {"type": "array", "maxItems": LINES, "items": items}


def object_of(required, more=None):
    """An object of exactly these keys, or of them and any plain values (`more`)."""
    return {
        "type": "object",
        "maxProperties": LINES,
        "required": list(required),
        "properties": required,
        "additionalProperties": False if more is None else more,
    }


def whole(least=LEAST, most=MOST):
    return {"type": "integer", "minimum": least, "maximum": most}


SHA256 = {"type": "string", "pattern": r"^[0-9a-f]{64}\Z"}
BOOLEAN = {"type": "boolean"}
AMOUNT = {"type": "number", "minimum": -PLAIN, "maximum": PLAIN}
NAME, MEMO = text_of(shortest=1), text_of(LONG)
LINE, NOTE = or_null(text_of()), or_null(MEMO)
ANY_DAY = {"type": "string", "format": "day"}
PAST_DAY = {"type": "string", "format": "past-day"}
NUMBER, YEAR = whole(1, 9_999), whole(FIRST_YEAR, LAST_YEAR)
PROVINCE = {"type": "string", "pattern": r"^IR-[0-9]{2}\Z"}
KIND = {"enum": ["provincial", "expert"]}
PLAIN_VALUE = {
    "anyOf": [
        {"type": ["null", "boolean"]},
        AMOUNT,
        MEMO,
        list_of(text_of()),
    ]
}
