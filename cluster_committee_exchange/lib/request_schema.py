"""What the file of a request, and that of the decision on it, may say."""

from .schema_words import (
    ANY_DAY,
    LINE,
    LONG,
    NAME,
    PAST_DAY,
    PROVINCE,
    SHA256,
    list_of,
    object_of,
    or_null,
    text_of,
    whole,
)

# what a request for a closing tells of the finding, which is in another database
FINDING = {
    "rule": NAME,
    "clause": NAME,
    "nature": NAME,
    "standing": NAME,
    "subject": LINE,
    "period": LINE,
    "due_on": or_null(ANY_DAY),
}
DECISION = {
    "step": {"enum": ["grant", "refuse", "take_back"]},
    "decided_on": PAST_DAY,
    "decided_by": NAME,
    "reason": text_of(LONG, 1),
    "number": LINE,
}


def request():
    return {
        "province": PROVINCE,
        "company": NAME,
        "number": whole(1),
        "kind": {"enum": ["closing", "exemption"]},
        "finding": or_null(object_of(FINDING)),
        "rule": LINE,
        "clause": LINE,
        "date_from": or_null(ANY_DAY),
        "date_to": or_null(ANY_DAY),
        "reason": text_of(LONG, 1),
        "evidence_number": LINE,
        "evidence_name": LINE,
        "evidence_sha256": SHA256,
        "asked_on": PAST_DAY,
        "asked_by": NAME,
        "withdrawn_on": or_null(PAST_DAY),
    }


def decision():
    # granted or refused, and what was granted may be taken back
    decisions = {**list_of(object_of(DECISION)), "minItems": 1, "maxItems": 2}
    return {
        "province": PROVINCE,
        "number": whole(1),
        "request_sha256": SHA256,
        "decisions": decisions,
        "document_name": LINE,
    }
