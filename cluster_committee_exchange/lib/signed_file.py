"""Files that travel between installations: canonical JSON, signed with Ed25519.

A file has the same bytes whenever it is made of the same content, and it is read only
when its bytes are exactly those: what somebody touched, be it a space, is refused.
"""

import base64
import binascii
import hashlib
import io
import json
import re
import zipfile
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from odoo.addons.cluster_committee.lib.canonical_json import canonical, digest

FORMAT = "cluster-committee"
VERSION = 1
KINDS = (
    "edition",
    "minutes",
    "receipt",
    "acknowledgement",
    "meetings",
    "request",
    "decision",
)
MAX_JSON = 5_000_000
MAX_PAPER = 25_000_000
MANIFEST = "manifest.json"
# the kinds that are packages: what each says, and the paper beside it
PACKAGES = {
    "minutes": ("minutes.json", "minutes.pdf"),
    "request": ("request.json", "evidence"),
    "decision": ("decision.json", "letter"),
}
# how large the parts of a package may be, in their order
SIZES = (10_000, MAX_JSON, MAX_PAPER)
ZIP_BEGINS = b"PK\x03\x04"
KEY = re.compile("[0-9a-f]{64}")  # a fingerprint
ENVELOPE = {"format", "version", "kind", "key", "content", "signature"}


class SignedFileError(ValueError):
    """A file is not taken: `reason` is too_large, unreadable, newer or manipulated."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class SignedFile(NamedTuple):
    """What a file says of itself; nothing of it is true before `check`."""

    kind: str
    key: str  # the fingerprint of the key that signed it
    content: dict
    signed: bytes
    signature: bytes
    parts: dict  # of a package: {name: bytes}


# --- keys -------------------------------------------------------------------------


def new_key():
    """Return a new pair of keys as texts: (private, public).

    They are hexadecimal: punctuation of base64 would be displayed at the wrong end of a
    line in a right-to-left text.
    """
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return private.hex(), public.hex()


def fingerprint(public):
    """Return the SHA-256 of a public key, hexadecimal.

    :raises ValueError: where the text is no public key
    """
    return hashlib.sha256(_public_bytes(public)).hexdigest()


def _public_bytes(public):
    raw = bytes.fromhex(public or "")
    Ed25519PublicKey.from_public_bytes(raw)
    return raw


def _text(raw):
    return base64.b64encode(raw).decode()


# --- writing ----------------------------------------------------------------------


def seal(kind, content, private, public):
    """Return the file (bytes) of `content`, signed with the private key."""
    envelope = {
        "format": FORMAT,
        "version": VERSION,
        "kind": kind,
        "key": fingerprint(public),
        "content": content,
    }
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))
    return canonical({**envelope, "signature": _text(key.sign(canonical(envelope)))})


def pack(content, paper, private, public, kind="minutes"):
    """Return the package (bytes) of minutes, a request or a decision: what it says, and
    the paper that belongs to it."""
    parts = dict(zip(PACKAGES[kind], (canonical(content), paper), strict=True))
    digests = {
        name: {"sha256": digest(part), "size": len(part)}
        for name, part in parts.items()
    }
    manifest = seal(kind, {"files": digests}, private, public)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in {MANIFEST: manifest, **parts}.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, part)
    return packed.getvalue()


# --- reading ----------------------------------------------------------------------


def read(raw):
    """Return what a file (bytes) claims; `check` verifies it.

    :raises SignedFileError:
    """
    parts = _unpack(raw) if raw[:4] == ZIP_BEGINS else {}
    envelope = _parse(parts.get(MANIFEST, raw))
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise SignedFileError("unreadable")
    version = envelope.get("version")
    if type(version) is not int:  # True is a number too
        raise SignedFileError("unreadable")
    if version > VERSION:
        raise SignedFileError("newer")
    if version != VERSION or set(envelope) != ENVELOPE:
        raise SignedFileError("unreadable")
    if envelope["kind"] not in KINDS:
        raise SignedFileError("unreadable")
    if not KEY.fullmatch(str(envelope["key"])):
        raise SignedFileError("unreadable")
    signature = envelope.pop("signature")
    content = envelope["content"]
    named = list(PACKAGES.get(envelope["kind"], ()))
    if list(parts)[1:] != named or not isinstance(content, dict):
        raise SignedFileError("unreadable")
    try:
        signature = base64.b64decode(signature, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise SignedFileError("unreadable") from error
    return SignedFile(
        envelope["kind"],
        str(envelope["key"]),
        content,
        canonical(envelope),
        signature,
        parts,
    )


def check(file, public):
    """Return the content of a file, and the paper in it, if any: nobody has touched it
    since the holder of the key signed it.

    :raises SignedFileError: manipulated, or unreadable
    """
    key = Ed25519PublicKey.from_public_bytes(_public_bytes(public))
    try:
        key.verify(file.signature, file.signed)
    except InvalidSignature as error:
        raise SignedFileError("manipulated") from error
    if file.kind not in PACKAGES:
        return file.content, b""
    says, paper = PACKAGES[file.kind]
    parts = {name: file.parts[name] for name in (says, paper)}
    found = {
        name: {"sha256": digest(part), "size": len(part)}
        for name, part in parts.items()
    }
    if file.content != {"files": found}:
        raise SignedFileError("manipulated")
    content = _parse(parts[says])
    if not isinstance(content, dict):
        raise SignedFileError("unreadable")
    return content, parts[paper]


def _unpack(raw):
    """Return the parts of a package. Nothing is unfolded, since nothing in it is
    compressed, and nothing is written to a disk, whatever the names are."""
    if len(raw) > sum(SIZES) + 10_000:
        raise SignedFileError("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if names not in [[MANIFEST, *parts] for parts in PACKAGES.values()]:
                raise SignedFileError("unreadable")
            for entry, most in zip(entries, SIZES, strict=True):
                if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
                    raise SignedFileError("unreadable")
                if entry.file_size > most:
                    raise SignedFileError("too_large")
            return {entry.filename: archive.read(entry) for entry in entries}
    except SignedFileError:
        raise
    # zipfile raises any exception on a broken archive
    except Exception as error:  # pylint: disable=broad-except
        raise SignedFileError("unreadable") from error


def _fraction(text):
    """A whole number is written without a point; no other hand is taken for ours."""
    number = float(text)
    if number.is_integer():
        raise ValueError(text)
    return number


def _parse(raw):
    if len(raw) > MAX_JSON:
        raise SignedFileError("too_large")
    try:
        value = json.loads(raw.decode(), parse_float=_fraction)
        same = canonical(value) == raw
    except (ValueError, RecursionError) as error:  # no text, no JSON, too deep
        raise SignedFileError("unreadable") from error
    if not same:  # written by another hand, or with a duplicate key
        ours = isinstance(value, dict) and value.get("format") == FORMAT
        raise SignedFileError("manipulated" if ours else "unreadable")
    return value
