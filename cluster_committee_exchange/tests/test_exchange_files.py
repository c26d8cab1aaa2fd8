import io
import json
import zipfile

from odoo.tests import BaseCase, tagged

from odoo.addons.web_jalali.tools import persian

from ..lib import fingerprint_words, signed_file

PRIVATE, PUBLIC = signed_file.new_key()
CONTENT = {"name": "دستورالعمل", "number": 2, "lines": [{"a": None, "b": True}]}


def is_taken(raw, public=PUBLIC):
    """Whether somebody who trusts that key takes these bytes."""
    try:
        signed_file.check(signed_file.read(raw), public)
    except signed_file.SignedFileError:
        return False
    return True


@tagged("post_install", "-at_install")
class TestExchangeFiles(BaseCase):
    """The file itself, apart from what stands in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = signed_file.seal("edition", CONTENT, PRIVATE, PUBLIC)
        cls.package = signed_file.pack(CONTENT, b"%PDF-1.7 paper", PRIVATE, PUBLIC)

    def assertRefused(self, raw, reason):
        with self.assertRaises(signed_file.SignedFileError) as refusal:
            signed_file.check(signed_file.read(raw), PUBLIC)
        self.assertEqual(refusal.exception.reason, reason)

    def test_what_is_sealed_is_read_again(self):
        file = signed_file.read(self.file)
        self.assertEqual(file.kind, "edition")
        self.assertEqual(signed_file.check(file, PUBLIC), (CONTENT, b""))
        file = signed_file.read(self.package)
        self.assertEqual(signed_file.check(file, PUBLIC), (CONTENT, b"%PDF-1.7 paper"))

    def test_the_bytes_follow_from_the_content(self):
        again = signed_file.seal(
            "edition", dict(reversed(CONTENT.items())), PRIVATE, PUBLIC
        )
        self.assertEqual(again, self.file)
        packed = signed_file.pack(CONTENT, b"%PDF-1.7 paper", PRIVATE, PUBLIC)
        self.assertEqual(packed, self.package)

    def test_no_bit_of_a_file_can_be_changed(self):
        for place in range(len(self.file)):
            touched = bytearray(self.file)
            touched[place] ^= 1
            self.assertFalse(is_taken(bytes(touched)), place)

    def test_nothing_that_a_package_holds_can_be_changed(self):
        with zipfile.ZipFile(io.BytesIO(self.package)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        self.assertTrue(is_taken(self._zip(parts)))
        for name, part in parts.items():
            for place in range(len(part)):
                touched = bytearray(part)
                touched[place] ^= 1
                changed = self._zip({**parts, name: bytes(touched)})
                self.assertFalse(is_taken(changed), (name, place))

    def test_another_key_opens_nothing(self):
        private, public = signed_file.new_key()
        self.assertFalse(is_taken(self.file, public))
        forged = json.loads(signed_file.seal("edition", CONTENT, private, public))
        forged["key"] = signed_file.fingerprint(PUBLIC)
        self.assertFalse(is_taken(signed_file.canonical(forged)))

    def test_one_kind_is_not_taken_for_another(self):
        envelope = json.loads(self.file)
        self.assertRefused(
            signed_file.canonical({**envelope, "kind": "receipt"}), "manipulated"
        )
        self.assertRefused(
            signed_file.canonical({**envelope, "kind": "minutes"}), "unreadable"
        )

    def test_what_is_no_file_of_ours_is_refused(self):
        deep = b"[" * 100_000
        for raw in (b"", b"PK\x03\x04", b"\xff\xfe", b"{}", b"[]", b"null", deep):
            self.assertRefused(raw, "unreadable")
        self.assertRefused(self.file + b" ", "manipulated")
        twice = self.file.replace(b'"kind":', b'"kind":"edition","kind":', 1)
        self.assertRefused(twice, "manipulated")
        newer = {**json.loads(self.file), "version": 2}
        self.assertRefused(signed_file.canonical(newer), "newer")
        self.assertRefused(b'"' + b"x" * signed_file.MAX_JSON + b'"', "too_large")

    def test_nothing_is_unfolded_and_no_path_is_followed(self):
        with zipfile.ZipFile(io.BytesIO(self.package)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        bomb = {**parts, "minutes.pdf": b"\0" * 20_000_000}
        self.assertRefused(self._zip(bomb, zipfile.ZIP_DEFLATED), "unreadable")
        self.assertRefused(
            self._zip({**parts, "minutes.pdf": b"\0" * 26_000_000}), "too_large"
        )
        for name in ("../../etc/passwd", "/minutes.pdf", "extra.txt"):
            self.assertRefused(self._zip({**parts, name: b"x"}), "unreadable")
        self.assertRefused(self._zip({"../minutes.pdf": b"x"}), "unreadable")

    def _zip(self, parts, method=zipfile.ZIP_STORED):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", method) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return packed.getvalue()

    def test_each_byte_of_a_fingerprint_has_its_word(self):
        self.assertEqual(len(fingerprint_words.WORDS), 256)
        keys = {persian.normalise(word) for word in fingerprint_words.WORDS}
        self.assertEqual(len(keys), 256)
        words = fingerprint_words.words(signed_file.fingerprint(PUBLIC))
        self.assertEqual(len(words), 12)
        _private, other = signed_file.new_key()
        self.assertNotEqual(
            words, fingerprint_words.words(signed_file.fingerprint(other))
        )

    def test_what_is_no_key_has_no_fingerprint(self):
        for text in ("", None, "words", PUBLIC[:-4], PRIVATE + "x"):
            with self.assertRaises(ValueError):
                signed_file.fingerprint(text)
