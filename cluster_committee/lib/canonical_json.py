"""One way to write a value as JSON, so that equal values have equal digests."""

import hashlib
import json


def canonical(value):
    """Return the one way (bytes) to write `value` as JSON."""
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


def digest(value):
    """Return the SHA-256 of bytes, or of a value in its canonical form."""
    raw = value if isinstance(value, bytes) else canonical(value)
    return hashlib.sha256(raw).hexdigest()
