import base64
import json

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.models.committee_content_mixin import LEFT_OUT
from odoo.addons.cluster_committee.tests.common import TODAY, CommitteeCase, day
from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

from ..lib import fingerprint_words, signed_file

# what a row of a table has beside what is told: who entered it, and what it hangs on;
# and what a letter said, which its paper says as well
TECHNICAL = {"snapshot", "id", "create_uid", "create_date", "write_uid", "write_date"}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExchangeDatabases(CommitteeCase, OwnDatabaseCase):
    """This database is the national organisation's, another one a province's: only
    files go between them."""

    label = "exchange"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.is_national_office = True
        cls._province_does("send")
        cls.sent = cls._read("province.json")
        cls.package = (cls.data / "minutes.zip").read_bytes()
        cls.edition = cls._enact_second_edition()
        cls._write_files()
        cls._province_does("take")
        cls.told = cls._read("result.json")

    @classmethod
    def _province_does(cls, what):
        cls._do(
            "from odoo.addons.cluster_committee_exchange.tests.exchange_province"
            f" import {what}\n{what}(env, {str(cls.data)!r})\n"
        )

    @classmethod
    def _read(cls, name):
        return json.loads((cls.data / name).read_text())

    @classmethod
    def _enact_second_edition(cls):
        editions = cls.env["committee.procedure.edition"].with_user(cls.owner)
        first = editions._edition_on(day("1405/01/01"))
        edition = editions.browse(first.action_new_edition()["res_id"])
        kind = cls.env["committee.institution.kind"].create(
            {"name": "پارک علم و فناوری", "code": "science_park", "sequence": 77}
        )
        edition.write(
            {
                "effective_from": day("1405/08/01"),
                "edition_date": day("1405/07/01"),
                "change_description": "مهلت‌ها کوتاه‌تر شد.\nپارک‌ها افزوده شدند.",
                "change_source": "نامهٔ ۱۲",
                "copy_working_days": 7,
                "quorum_mode": "two_thirds",
                "counted_with_quorum": False,
                "seat_ids": [
                    Command.create({"name": "پارک", "institution_kind_id": kind.id})
                ],
            }
        )
        edition.clause_ids[3].text = "متن بند «تازه»"
        interpretation = cls.env["committee.interpretation"].with_user(cls.owner)
        edition.action_enact()
        interpretation.create(
            {
                "clause_id": edition.clause_ids[5].id,
                "number": "ت/۷",
                "date": day("1405/08/15"),
                "question": "چرا؟",
                "text": "زیرا بند چنین است.",
            }
        ).action_issue()
        return edition

    @classmethod
    def _write_files(cls):
        """Trust the province, take its minutes, acknowledge them, and answer."""
        keys = cls.env["committee.exchange.key"]
        own = keys.with_user(cls.owner)._own_key(cls.office)
        office = {"public_key": own.public_key, "words": own.fingerprint_words}
        (cls.data / "office.json").write_text(json.dumps(office))
        keys.with_user(cls.owner).create(
            {
                "company_id": cls.office.id,
                "role": "province",
                "province_id": cls._province("IR-17").id,
                "public_key": cls.sent["public_key"],
                "compared_words": cls.sent["words"],
            }
        ).action_trust()
        cls.rows = cls._import(cls.package)
        cls.copy = cls.env["committee.received.copy"].search([])
        cls.copy.with_user(cls.national).action_acknowledge()
        for name, record, user in (
            ("edition.json", cls.edition, cls.owner),
            ("receipt.json", cls.copy, cls.national),
        ):
            _name, content = record.with_user(user)._exchange_file()
            (cls.data / name).write_bytes(content)

    @classmethod
    def _import(cls, raw):
        wizard = (
            cls.env["committee.exchange.import"]
            .with_user(cls.national)
            .create({"file": base64.b64encode(raw)})
        )
        wizard.action_preview()
        wizard.action_confirm()
        return [(row.label, row.fate) for row in wizard.row_ids]

    def assertTold(self, told, columns, but=()):
        """Each column that PostgreSQL has of a line is told as it stands there."""
        for name, value in columns.items():
            if name in TECHNICAL | LEFT_OUT | set(but):
                continue
            if name.endswith("_id"):  # a link is told by its name
                self.assertEqual(bool(told[name]), bool(value), name)
                continue
            if isinstance(value, str) and "T" in value and name.startswith("date_"):
                value = value.replace("T", " ")
            if isinstance(value, dict) and "en_US" in value:  # translated
                value = value["en_US"]
            found = told[name] or None
            self.assertEqual(found, value or None, name)

    # ------------------------------------------------------------
    # MINUTES
    # ------------------------------------------------------------

    def test_minutes_arrive_with_every_field(self):
        content, columns = self.copy.content, self.sent["columns"]
        up = ("meeting_id", "resolution_id", "letter_id", "province_id")
        named = ("actual_start", "actual_end", "postponed_from")
        self.assertTold(content["meeting"], columns["meeting"][0], (*up, *named))
        for part in ("agenda", "attendance", "resolutions", "letters"):
            rows = sorted(columns[part], key=lambda row: row["id"])
            self.assertEqual(len(content[part]), len(rows), part)
            left = list(content[part])
            for row in rows:
                key = "label" if part == "attendance" else "name"
                key = "kind" if part == "letters" else key
                told = next(line for line in left if line[key] == row[key])
                left.remove(told)
                self.assertTold(told, row, up)
        resolution = content["resolutions"][0]
        self.assertEqual(resolution["amount"], 9_007_199_254_740_991)
        self.assertEqual(len(resolution["tasks"]), 1)
        self.assertEqual(resolution["tasks"][0]["state"], "in_progress")
        numbers = {letter["kind"]: letter["number"] for letter in content["letters"]}
        self.assertEqual(numbers["national_copy"], "ش/۲۱")
        self.assertEqual(numbers["dispatch"], "۱۴۰۵/۱۴۰/د")
        to = content["letters"][-1]["recipients"]
        self.assertEqual([line["state"] for line in to], ["sent"])

    def test_the_signed_paper_arrives_as_the_same_bytes(self):
        paper = self.copy._sealed_bytes()
        self.assertEqual(paper, base64.b64decode(self.sent["paper"]))
        self.assertTrue(paper.startswith(b"%PDF-") and len(paper) > 10_000)
        self.assertEqual(self.copy.letter_number, "ش/۲۱")
        self.assertEqual(self.copy.province_id.iso_code, "IR-17")
        self.assertEqual(self.copy.key_id.fingerprint_words, self.sent["words"])
        self.assertTrue(self.sent["same_bytes"])
        self.assertEqual(self.sent["name"], "IR-17-1405-1.zip")

    def test_the_same_package_gives_no_second_copy(self):
        self.assertEqual({fate for _label, fate in self.rows}, {"new"})
        again = self._import(self.package)
        self.assertEqual({fate for _label, fate in again}, {"same"})
        self.assertEqual(self.env["committee.received.copy"].search([]), self.copy)

    def test_a_manipulated_package_is_refused(self):
        for part in ("ش/۲۱".encode(), b"%PDF-1", b'"sha256"', b'"signature"'):
            place = self.package.index(part)
            touched = bytearray(self.package)
            touched[place + 1] ^= 1
            with self.assertRaises(UserError) as refusal:
                self._import(bytes(touched))
            self.assertNotIn("Traceback", str(refusal.exception))
        self.assertEqual(self.env["committee.received.copy"].search([]), self.copy)

    def test_it_stands_in_the_inbox(self):
        self.env.flush_all()
        row = self.env["committee.copy.inbox"].search([("copy_id", "=", self.copy.id)])
        self.assertEqual(row.state, "acknowledged")
        self.assertIn("۱/۱۴۰۵", row.meeting_number)

    # ------------------------------------------------------------
    # WHAT A PROVINCE TELLS
    # ------------------------------------------------------------

    def _inbox(self):
        self.env.flush_all()
        rows = self.env["committee.copy.inbox"].with_user(self.national)
        return rows.search([("province_id.iso_code", "=", "IR-17")], order="held_on")

    def test_minutes_that_never_came_are_missing(self):
        self.assertEqual(self._inbox().mapped("state"), ["acknowledged"])
        self.assertTrue(self._inbox().due_on, "as the province reckons it")
        raw = (self.data / "meetings.json").read_bytes()
        self.assertEqual(
            sorted(fate for _label, fate in self._import(raw)), ["new", "same"]
        )
        rows = self._inbox()
        self.assertEqual(rows.mapped("state"), ["acknowledged", "missing"])
        missing = rows[-1]
        self.assertIn("۲/۱۴۰۵", missing.meeting_number)
        self.assertEqual(missing.held_on, day("1405/07/20"))
        self.assertEqual(missing.days_late, (day("1405/09/02") - missing.due_on).days)
        self.assertGreater(missing.days_late, 14)
        self.assertEqual(missing.told_on, day("1405/09/02"))
        action = missing.action_open_source()
        self.assertEqual(action["res_model"], "committee.announced.meeting")
        self.assertEqual({fate for _label, fate in self._import(raw)}, {"same"})
        # the older list in the package takes nothing of it back
        self._import(self.package)
        self.assertEqual(self._inbox(), rows)

    def test_the_acknowledgement_of_a_province_arrives(self):
        raw = (self.data / "acknowledgement.json").read_bytes()
        inbox = self.env["committee.edition.distribution"].with_user(self.national)
        ours = [("province_id.iso_code", "=", "IR-17"), ("edition_id.number", "=", 1)]
        self.assertFalse(inbox.search([*ours, ("state", "=", "acknowledged")]))
        self.assertEqual([fate for _label, fate in self._import(raw)], ["new"])
        self.env.flush_all()
        row = inbox.search(ours)
        self.assertEqual(row.state, "acknowledged")
        self.assertEqual(row.acknowledged_on, row.effective_from)
        self.assertTrue(row.signer_name)
        self.assertEqual([fate for _label, fate in self._import(raw)], ["same"])
        self.env.flush_all()
        self.assertEqual(len(inbox.search(ours)), 1)
        # of the one in force now nothing came, and it says so
        second = inbox.search([ours[0], ("edition_id", "=", self.edition.id)])
        self.assertEqual(second.state, "missing")

    def test_a_manipulated_list_or_acknowledgement_is_refused(self):
        for name, part, touched in (
            ("meetings.json", b'"number":2', b'"number":3'),
            ("meetings.json", b'"IR-17"', b'"IR-18"'),
            ("acknowledgement.json", b'"number":1', b'"number":2'),
            ("acknowledgement.json", b'"acknowledged_on":"2', b'"acknowledged_on":"1'),
        ):
            raw = (self.data / name).read_bytes()
            self.assertIn(part, raw)
            with self.assertRaisesRegex(UserError, "changed after it was signed"):
                self._import(raw.replace(part, touched, 1))
        self.assertEqual(len(self._inbox()), 1)

    def test_another_text_is_not_acknowledged(self):
        first = self.edition.procedure_id.edition_ids.filtered(lambda e: e.number == 1)
        clause = first.clause_ids[:1]
        self.env.cr.execute(
            "UPDATE committee_procedure_clause SET text = %s WHERE id = %s",
            ['{"en_US": "Another text"}', clause.id],
        )
        clause.invalidate_recordset()
        raw = (self.data / "acknowledgement.json").read_bytes()
        with self.assertRaisesRegex(UserError, "Nothing was imported"):
            self._import(raw)

    # ------------------------------------------------------------
    # EDITION
    # ------------------------------------------------------------

    def test_the_edition_arrives_with_every_field(self):
        self.assertEqual(self.told["content"], self.edition._exchange_content())
        content, columns = self.told["content"], self.told["columns"]
        own = {**content["edition"], **content["policy"]}
        (row,) = columns["edition"]
        self.assertTold(
            {**row, **own},
            row,
            ("procedure_id", "received_key_id", "received_changes", "control_block"),
        )
        self.assertEqual(row["control_block"], content["control_block"])
        self.assertEqual(row["state"], "in_force")
        self.assertEqual(
            (row["copy_working_days"], row["quorum_mode"]), (7, "two_thirds")
        )
        here = {
            "clauses": self.edition.clause_ids,
            "seats": self.edition.seat_ids,
            "criteria": self.edition.criterion_ids,
        }
        for part, records in here.items():
            self.assertEqual(len(columns[part]), len(records), part)
            names = {line["name"] for line in columns[part]}
            self.assertEqual(names, set(n or None for n in records.mapped("name")))
        (interpretation,) = columns["interpretations"]
        self.assertEqual(interpretation["number"], "ت/۷")
        self.assertEqual(interpretation["state"], "issued")
        self.assertEqual([row["number"] for row in content["changes"]], [1, 2])

    def test_it_supersedes_the_one_before(self):
        self.assertEqual(self.told["editions"], ["superseded", "in_force"])

    def test_the_preview_tells_what_changes_and_writes_nothing(self):
        self.assertEqual(self.told["before"], self.told["after_preview"])
        self.assertEqual(self.told["preview"], self.told["rows"])
        fates = {label: (fate, said) for label, fate, said in self.told["rows"]}
        self.assertEqual(fates["P-CL02, edition 2"][0], "new")
        self.assertIn("Supersedes", fates["P-CL02, edition 2"][1])
        copy = fates["National Copy Within (working days)"]
        self.assertEqual(copy, ("changed", "10 becomes 7"))
        self.assertEqual(fates["پارک"][0], "new")
        self.assertEqual(fates["Interpretation ت/۷"][0], "new")
        again = {fate for _label, fate, _said in self.told["rows_again"]}
        self.assertEqual(again, {"same"})

    def test_a_manipulated_edition_and_an_unknown_key_are_refused(self):
        self.assertIn("does not trust", self.told["unknown"])
        self.assertIn("was changed after it was signed", self.told["manipulated"])
        self.assertIn("was changed after it was signed", self.told["receipt_touched"])

    def test_an_edition_that_says_something_else_is_refused(self):
        private, public = signed_file.new_key()
        words = fingerprint_words.words(signed_file.fingerprint(public))
        self.env["committee.exchange.key"].with_user(self.owner).create(
            {
                "company_id": self.office.id,
                "role": "office",
                "public_key": public,
                "compared_words": " ".join(words),
            }
        ).action_trust()
        content = self.edition._exchange_content()
        content["policy"]["copy_working_days"] = 70
        raw = signed_file.seal("edition", content, private, public)
        wizard = (
            self.env["committee.exchange.import"]
            .with_user(self.owner)
            .create({"file": base64.b64encode(raw)})
        )
        wizard.action_preview()
        self.assertIn("says something else", wizard.row_ids[0].message)

    # ------------------------------------------------------------
    # RECEIPT
    # ------------------------------------------------------------

    def test_the_receipt_acknowledges_the_letter_of_the_province(self):
        self.assertEqual(self.told["recipients"], ["acknowledged"])
        self.assertEqual(
            self.told["acknowledged_on"], self.copy.acknowledged_on.isoformat()
        )
        ((_label, fate, _said),) = self.told["receipt"]
        self.assertEqual(fate, "changed")
        ((_label, fate, _said),) = self.told["receipt_again"]
        self.assertEqual(fate, "same")
