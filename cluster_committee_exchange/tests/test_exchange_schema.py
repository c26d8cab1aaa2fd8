import base64
import copy

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.cluster_committee.tests.common import TODAY
from odoo.addons.cluster_committee.tests.compliance.findings import FindingsCase

from ..lib import file_schema, fingerprint_words, signed_file
from .common import ExchangeCase

WRONG = (
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    "",
    "nonsense",
    "a\0b",
    "x" * 300_000,
    "2030-01-01",
    "1405-13-40",
    [],
    ["x"],
    [[]],
    {},
    {"a": 1},
)
# parts that may be anything plain: what extensions of another installation add
TEXTS = ("", "nonsense", "2030-01-01", "1405-13-40")


def parts_of(value, path=()):
    """Each path into `value`; of a list the first line stands for all."""
    yield path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from parts_of(part, (*path, key))
    elif isinstance(value, list) and value:
        yield from parts_of(value[0], (*path, 0))


def with_part(content, path, value):
    """A copy of `content` with `value` at `path`."""
    *above, last = path
    changed = copy.deepcopy(content)
    place = changed
    for step in above:
        place = place[step]
    place[last] = value
    return changed


def without_part(content, path):
    *above, last = path
    changed = copy.deepcopy(content)
    place = changed
    for step in above:
        place = place[step]
    del place[last]
    return changed


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExchangeSchema(ExchangeCase, FindingsCase):
    """Who holds a trusted key may sign anything; it is looked at before it is read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.is_national_office = True
        cls.keys = cls.env["committee.exchange.key"]
        cls.copies = cls.env["committee.received.copy"]
        cls.wizards = cls.env["committee.exchange.import"]
        meeting = cls._create_meeting("closed")
        copy = cls.copies.search([])
        cls.edition = cls._acknowledge(cls.own).edition_id
        minutes = meeting._package_content()
        given = cls.edition.acknowledgement_ids.filtered(
            lambda each: each.company_id == cls.own
        )
        clause = cls.edition.clause_ids[0]
        cls.contents = {
            "minutes": minutes,
            "meetings": minutes["held_meetings"],
            "acknowledgement": given._exchange_content(),
            "edition": {
                **cls.edition._exchange_content(),
                "interpretations": [
                    {
                        "number": "ت/۱",
                        "date": "2026-05-01",
                        "question": None,
                        "text": "A text",
                        "clause": clause.code,
                    }
                ],
            },
            "receipt": {
                **meeting._minutes_identity(),
                "received_on": "2026-09-30",
                "acknowledged_on": "2026-10-01",
            },
            "request": cls._asked(),
            "decision": {
                "province": cls.own.province_id.iso_code,
                "number": 7,
                "request_sha256": "0" * 64,
                "decisions": [
                    {
                        "step": step,
                        "decided_on": "2026-10-01",
                        "decided_by": "The owner",
                        "reason": "So be it",
                        "number": "د/۹",
                    }
                    for step in ("grant", "take_back")
                ],
                "document_name": "letter.pdf",
            },
        }
        copy._permitted({"unlink"}).unlink()
        given._permitted({"unlink"}).unlink()
        cls.people = {
            **dict.fromkeys(
                ("minutes", "meetings", "acknowledgement", "request"), cls.national
            ),
            **dict.fromkeys(("edition", "receipt", "decision"), cls.secretary),
        }
        up = cls._pair(cls.office, cls.owner, role="province")
        down = cls._pair(cls.own, cls.secretary, role="office")
        cls.pairs = {
            kind: up if user == cls.national else down
            for kind, user in cls.people.items()
        }

    @classmethod
    def _asked(cls):
        """What a request for a closing says, of a finding that is elsewhere"""
        request = cls.env["committee.request"].with_user(cls.secretary)
        request = request.create(
            {
                "company_id": cls.own.id,
                "rule": "minutes",
                "date_from": TODAY[:10],
                "reason": "The papers were burnt",
                "evidence": base64.b64encode(b"%PDF-"),
                "evidence_name": "fire.pdf",
            }
        )
        request.action_ask()
        return {
            **request._request_content(),
            "kind": "closing",
            "rule": None,
            "date_from": None,
            "finding": {
                "rule": "minutes",
                "clause": "C4-4-4a",
                "nature": "policy",
                "standing": "overdue",
                "subject": "Meeting 1/1405",
                "period": "1405",
                "due_on": "2026-05-01",
            },
            "withdrawn_on": None,
        }

    @classmethod
    def _pair(cls, company, keeper, role):
        private, public = signed_file.new_key()
        words = fingerprint_words.words(signed_file.fingerprint(public))
        cls.keys.with_user(keeper).create(
            {
                "company_id": company.id,
                "role": role,
                "province_id": role == "province" and cls.own.province_id.id,
                "public_key": public,
                "compared_words": " ".join(words),
            }
        ).action_trust()
        return private, public

    def _raw(self, kind, content):
        if kind in signed_file.PACKAGES:
            return signed_file.pack(content, b"%PDF-", *self.pairs[kind], kind=kind)
        return signed_file.seal(kind, content, *self.pairs[kind])

    def _wizard(self, kind, content):
        user = self.people[kind]
        wizards = self.wizards.with_user(user).with_company(user.company_id)
        return wizards.create({"file": base64.b64encode(self._raw(kind, content))})

    def _refusal(self, kind, content):
        """The sentence by which a file is refused, or None; nothing of it stays."""
        savepoint = self.env.cr.savepoint()
        try:
            wizard = self._wizard(kind, content)
            wizard.action_preview()
            wizard.action_confirm()
        except UserError as error:
            return str(error)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
        return None

    def _schema_refusal(self, kind, content):
        try:
            self.wizards._check_content(kind, content)
        except UserError as error:
            return str(error)
        return None

    # ------------------------------------------------------------
    # WHAT OUR SOFTWARE WRITES
    # ------------------------------------------------------------

    def test_what_is_written_here_is_taken(self):
        for kind, content in self.contents.items():
            with self.subTest(kind=kind):
                self.assertIsNone(self._schema_refusal(kind, content))
        for kind in ("minutes", "meetings", "acknowledgement", "request"):
            with self.subTest(kind=kind):
                self.assertIsNone(self._refusal(kind, self.contents[kind]))

    def test_every_part_that_is_written_is_described(self):
        """Each kind of file has its schema, each field its type."""
        self.assertEqual(set(file_schema.KINDS), set(signed_file.KINDS))
        self.assertEqual(set(self.contents), set(signed_file.KINDS))

    # ------------------------------------------------------------
    # WHAT ANOTHER HAND WRITES
    # ------------------------------------------------------------

    def test_each_part_of_each_file_may_be_wrong(self):
        """Whatever stands in whatever part: a file is taken, or refused in a sentence;
        no NUL, no list, no nonsense of a day is ever taken."""
        taken, tried = [], 0
        for kind, content in self.contents.items():
            for path in parts_of(content):
                if not path:
                    continue
                for wrong in WRONG:
                    tried += 1
                    changed = with_part(content, path, wrong)
                    if not self._schema_refusal(kind, changed):
                        taken.append((kind, path, wrong))
        self.assertGreater(tried, 4_000)
        never = [
            (kind, path, wrong)
            for kind, path, wrong in taken
            if isinstance(wrong, str)
            and ("\0" in wrong or len(wrong) > 200_000)
            or isinstance(wrong, dict)
            and wrong != {}
            and path[-1:] != ("policy",)
            or wrong == [[]]
            or wrong == 10**30
        ]
        self.assertEqual(never, [])
        days = [
            (kind, path, wrong)
            for kind, path, wrong in taken
            if str(path[-1]).endswith("_on")
            and wrong not in (None, False)
            and not (wrong == "2030-01-01" and path[-1] in file_schema.AHEAD)
        ]
        self.assertEqual(days, [])
        # what the schema lets through is read to the end, without an error of Python
        # or of the database
        for kind, path, wrong in taken[:: max(1, len(taken) // 120)]:
            self._refusal(kind, with_part(self.contents[kind], path, wrong))

    def test_a_missing_part_is_told_of(self):
        for kind, content in self.contents.items():
            for path in parts_of(content):
                if path:
                    self._schema_refusal(kind, without_part(content, path))
            for name in content:
                with self.subTest(kind=kind, name=name):
                    refusal = self._refusal(kind, without_part(content, (name,)))
                    self.assertIn("a part of it is missing", refusal or "taken")

    def test_the_small_inputs_are_refused_in_a_sentence(self):
        for kind, path, wrong, sentence in (
            ("minutes", ("agenda",), "", "another kind of value"),
            ("minutes", ("held_on",), "nonsense", "no day"),
            ("minutes", ("held_on",), "2030-01-01", "in the future"),
            ("minutes", ("meeting", "recorded_on"), "2030-01-01", "in the future"),
            ("minutes", ("agenda", 0, "name"), "a\0b", "a character that no text"),
            ("minutes", ("company",), ["x"], "another kind of value"),
            ("minutes", ("number",), 0, "such a value cannot be"),
            ("minutes", ("agenda", 0, "name"), "x" * 5_000, "longer than"),
            ("meetings", ("told_on",), "2030-01-01", "in the future"),
            ("meetings", ("meetings", 0, "number"), True, "another kind of value"),
            ("acknowledgement", ("signer",), {"a": 1}, "another kind of value"),
            ("acknowledgement", ("signer",), None, "another kind of value"),
            ("edition", ("interpretations", 0, "date"), None, "another kind of value"),
            ("acknowledgement", ("acknowledged_on",), "2030-01-01", "in the future"),
            ("receipt", ("acknowledged_on",), "2030-01-01", "in the future"),
            ("receipt", ("minutes_sha256",), "x", "such a value cannot be"),
            ("edition", ("edition", "chair_title"), ["x"], "another kind of value"),
            ("edition", ("clauses", 0, "text"), "a\0b", "a character that no text"),
            ("edition", ("clauses", 0, "more"), "x", "not known here"),
            ("request", ("asked_on",), "2030-01-01", "in the future"),
            ("request", ("reason",), ["x"], "another kind of value"),
            ("request", ("reason",), "a\0b", "a character that no text"),
            ("request", ("reason",), "", "such a value cannot be"),
            ("request", ("finding", "rule"), 7, "another kind of value"),
            ("request", ("kind",), "pardon", "such a value cannot be"),
            ("request", ("number",), 10**30, "such a value cannot be"),
            ("decision", ("decisions", 0, "decided_on"), "2030-01-01", "in the future"),
            ("decision", ("decisions", 0, "step"), "pardon", "such a value cannot be"),
            ("decision", ("decisions",), [], "such a value cannot be"),
            ("decision", ("decisions", 0, "number"), {"a": 1}, "another kind of value"),
            ("decision", ("request_sha256",), "x", "such a value cannot be"),
        ):
            with self.subTest(kind=kind, path=path, wrong=str(wrong)[:20]):
                changed = with_part(self.contents[kind], path, wrong)
                refusal = self._refusal(kind, changed)
                self.assertIn(sentence, refusal or "taken")
                self.assertIn("Nothing was imported", refusal)
        self.assertFalse(self.copies.search([]))

    def test_the_envelope_is_looked_at_as_well(self):
        good = signed_file._parse(self._raw("meetings", self.contents["meetings"]))
        for name, wrong in (
            ("key", "a\0b"),
            ("key", ["x"]),
            ("version", True),
            ("version", "1"),
            ("kind", ["meetings"]),
            ("signature", ["x"]),
            ("signature", "\0"),
            ("content", []),
        ):
            with self.subTest(name=name, wrong=wrong):
                raw = signed_file.canonical({**good, name: wrong})
                with self.assertRaises(signed_file.SignedFileError):
                    signed_file.read(raw)
        whole = self._raw("meetings", self.contents["meetings"])
        whole = whole.replace(b'"number":1,', b'"number":1.0,', 1)
        with self.assertRaises(signed_file.SignedFileError):
            signed_file.read(whole)

    def test_what_the_database_keeps_not_is_refused_in_a_sentence(self):
        """Should the schema once let something through that a constraint does not."""
        self.patch(file_schema, "check", lambda *args: None)
        for kind, path, wrong in (
            ("acknowledgement", ("signer",), None),
            ("request", ("number",), 10**30),
        ):
            with self.subTest(kind=kind), mute_logger("odoo.sql_db"):
                changed = with_part(self.contents[kind], path, wrong)
                self.assertIn("contradicts itself", self._refusal(kind, changed))

    # ------------------------------------------------------------
    # TWO AT ONCE
    # ------------------------------------------------------------

    def test_a_second_copy_at_the_same_moment_gets_a_sentence(self):
        """The other transaction has committed, and this one does not see it yet."""
        blind = {
            "committee.received.copy": "_find_received",
            "committee.announced.meeting": "_find_announced",
            "committee.edition.acknowledgement": "_find_received",
            "committee.received.request": "_find_received",
        }
        for model, method in blind.items():
            empty = self.env[model]
            found = {} if method == "_find_announced" else empty.browse()
            self.patch(
                self.env.registry[model], method, lambda *args, found=found: found
            )
        for kind in ("meetings", "minutes", "acknowledgement", "request"):
            with self.subTest(kind=kind):
                content = self.contents[kind]
                self.env.flush_all()
                if kind == "minutes":
                    content = {**content, "held_meetings": {**content["held_meetings"]}}
                    content["held_meetings"]["meetings"] = []
                self._wizard(kind, content)._write_rows([])
                with mute_logger("odoo.sql_db"):
                    refusal = self._refusal(kind, content)
                self.assertIn("at this moment", refusal or "taken")
