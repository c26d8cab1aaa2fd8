import base64

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day
from odoo.addons.cluster_committee.tests.compliance.findings import FindingsCase

from ..lib import fingerprint_words, signed_file
from .common import ExchangeCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExchange(ExchangeCase, FindingsCase):
    """Keys, copies and receipts within one database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.is_national_office = True
        cls.keys = cls.env["committee.exchange.key"]
        cls.copies = cls.env["committee.received.copy"]

    # ------------------------------------------------------------
    # KEYS
    # ------------------------------------------------------------

    def test_a_key_is_made_once_and_its_secret_is_read_by_nobody(self):
        own = self.keys.with_user(self.secretary)._own_key(self.own)
        self.assertEqual(self.keys.with_user(self.secretary)._own_key(self.own), own)
        self.assertTrue(own.sudo().private_key)
        self.assertEqual(len(own.fingerprint_words.split()), 12)
        admin = self.env.ref("base.user_admin")
        admin.company_ids += self.own
        for user in (self.secretary, self.officer, self.owner, admin):
            seen = own.with_user(user)
            self.assertNotIn("private_key", seen.fields_get())
            self.assertNotIn("private_key", seen.read()[0])
            with self.assertRaises(AccessError):
                seen.read(["private_key"])
            with self.assertRaises(AccessError):
                seen.search([("private_key", "!=", False)])
            with self.assertRaises(UserError):  # or he may export nothing at all
                seen.export_data(["private_key"])
            with self.assertRaises(AccessError):
                seen.write({"private_key": "x"})

    def test_only_its_keeper_signs_for_a_company(self):
        for user in (self.officer, self.chair, self.national, self.foreign_secretary):
            with self.assertRaisesRegex(UserError, "signed by the secretary"):
                self.keys.with_user(user)._own_key(self.own)
        self.assertTrue(self.keys.with_user(self.national)._own_key(self.office))

    def test_a_key_is_trusted_by_its_words_only(self):
        key = self._create_key(self.own)
        words = key.compared_words
        self.assertFalse(key.fingerprint_words)
        for heard in (False, " ", words[:-4], " ".join(reversed(words.split()))):
            key.compared_words = heard
            with self.assertRaisesRegex(UserError, "words read to you"):
                key.action_trust()
        key.compared_words = f"  {words.replace('ی', 'ي')} "
        key.action_trust()
        self.assertEqual((key.state, key.trusted_on), ("trusted", day("1405/09/02")))
        self.assertEqual(key.fingerprint_words, words)
        with self.assertRaisesRegex(UserError, "trusted already"):
            self._create_key(self.own).action_trust()
        key.action_withdraw(reason="The office has a new one")
        self._create_key(self.own).action_trust()

    def test_no_own_key_is_entered_and_no_text_that_is_none(self):
        with self.assertRaisesRegex(ValidationError, "public key of"):
            self._create_key(self.own, public_key="no key")
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self._create_key(self.own, role="own")

    # ------------------------------------------------------------
    # ONE DATABASE
    # ------------------------------------------------------------

    def test_a_sent_copy_is_there_by_itself(self):
        meeting = self._create_meeting("dispatched")
        self.assertFalse(self.copies.search([]))
        self._to_closed(meeting, day("1405/06/16"))
        copy = self.copies.search([])
        self.assertEqual(copy.meeting_id, meeting)
        self.assertEqual(copy.received_on, meeting.national_copy_on)
        self.assertEqual(copy.state, "received")
        self.assertEqual(copy.document_sha256, meeting.minutes_sha256)
        seen = copy.with_user(self.national)
        self.assertEqual(seen._sealed_bytes(), b"%PDF-")
        self.assertIn("It was resolved", seen.overview)
        self.assertEqual(len(seen.content["letters"]), 3)
        return copy

    def test_who_acknowledges_the_copy_acknowledges_the_letter(self):
        copy = self.test_a_sent_copy_is_there_by_itself().with_user(self.national)
        with self.assertRaisesRegex(UserError, "before it was received"):
            with on_day("1405/06/20"):
                copy.action_acknowledge()
        copy.action_acknowledge()
        self.assertEqual(copy.acknowledged_by_id, self.national)
        recipients = copy.letter_id.recipient_ids
        self.assertEqual(recipients.mapped("state"), ["acknowledged"])
        self.assertEqual(recipients.acknowledged_on, copy.acknowledged_on)

    def test_who_acknowledges_the_letter_acknowledges_the_copy(self):
        copy = self.test_a_sent_copy_is_there_by_itself()
        recipients = copy.letter_id.recipient_ids.with_user(self.national)
        with on_day("1405/08/01"):
            recipients.action_acknowledge()
        self.assertEqual(copy.state, "acknowledged")
        self.assertEqual(copy.acknowledged_on, day("1405/08/01"))

    def test_without_an_office_here_nothing_arrives(self):
        self.office.is_national_office = False
        self._create_meeting("closed")
        self.assertFalse(self.copies.search([]))

    # ------------------------------------------------------------
    # WHAT THE NATION LOOKS AT
    # ------------------------------------------------------------

    def test_the_inbox_tells_where_each_copy_is(self):
        committee = self._create_committee()
        signed = self._create_meeting("signed", committee, held="1405/05/16")
        recorded = self._create_meeting("recorded", committee, held="1405/06/02")
        closed = self._create_meeting("closed", committee)
        foreign = self._create_committee(company=self.foreign)
        self._create_meeting("signed", foreign)
        self._check("1405/09/02", "national_copy")
        inbox = self.env["committee.copy.inbox"].with_user(self.national)
        rows = inbox.search([("company_id", "=", self.own.id)])
        self.assertEqual(
            {row.meeting_id: row.state for row in rows},
            {signed: "missing", recorded: "missing", closed: "received"},
        )
        missing = rows.filtered(lambda row: row.meeting_id == signed)
        self.assertGreater(missing.days_late, 60)
        late = day("1405/09/02") - missing.due_on
        self.assertEqual(missing.days_late, late.days)
        self.assertEqual(missing.action_open_source()["res_id"], signed.id)
        closed.letter_ids.recipient_ids.filtered(
            lambda to: to.letter_id.kind == "national_copy"
        ).with_user(self.national).action_acknowledge()
        self.env.flush_all()
        states = dict(inbox._read_group([], ["state"], ["__count"]))
        self.assertEqual(states, {"missing": 3, "acknowledged": 1})
        mine = inbox.with_user(self.foreign_secretary).search([])
        self.assertEqual(mine.company_id, self.foreign)

    def test_who_has_not_acknowledged_an_edition_stands_there(self):
        self._acknowledge(self.own)
        self.env.flush_all()
        rows = self.env["committee.edition.distribution"].with_user(self.owner)
        found = {
            row.company_id: (row.state, row.acknowledged_on)
            for row in rows.search(
                [("company_id", "in", (self.own | self.foreign).ids)]
            )
        }
        self.assertEqual(found[self.own], ("acknowledged", day("1405/05/01")))
        self.assertEqual(found[self.foreign], ("missing", False))
        mine = rows.with_user(self.foreign_secretary).search([])
        self.assertEqual(mine.company_id, self.foreign)

    # ------------------------------------------------------------
    # FILES
    # ------------------------------------------------------------

    def _import(self, raw, user):
        wizard = (
            self.env["committee.exchange.import"]
            .with_user(user)
            .create({"file": base64.b64encode(raw)})
        )
        wizard.action_preview()
        return wizard

    def _trusted_pair(self, province):
        """(private, public) of a key of the province that the nation trusts"""
        private, public = signed_file.new_key()
        words = fingerprint_words.words(signed_file.fingerprint(public))
        self.keys.with_user(self.owner).create(
            {
                "company_id": self.office.id,
                "role": "province",
                "province_id": province.id,
                "public_key": public,
                "compared_words": " ".join(words),
            }
        ).action_trust()
        return private, public

    def _takes(self, raw):
        try:
            self._import(raw, self.national).action_confirm()
        except UserError:
            return False
        return True

    def test_minutes_that_are_none_are_refused_whoever_signed_them(self):
        meeting = self._create_meeting("closed")
        self.copies.search([])._permitted({"unlink"}).unlink()
        pair = self._trusted_pair(self.own.province_id)
        good = meeting._package_content()
        broken = {
            "nothing": {},
            "no day": {**good, "meeting": {**good["meeting"], "recorded_on": "never"}},
            "a day": {**good, "held_on": "the last one"},
            "a kind": {**good, "kind": "another"},
            "a number": {**good, "number": {"a": 1}},
            "no people": {**good, "attendance": None},
            "no tasks": {**good, "resolutions": [{"name": "x"}]},
            "no letters": {**good, "letters": ["x"]},
            "no list": {**good, "held_meetings": {"told_on": "1405"}},
        }
        taken = [
            what
            for what, content in broken.items()
            if self._takes(signed_file.pack(content, b"%PDF-", *pair))
        ]
        self.assertEqual(taken, [])
        self.assertFalse(self.copies.search([]))
        wizard = self._import(signed_file.pack(good, b"%PDF-", *pair), self.national)
        self.assertFalse(wizard.wrong_count)
        wizard.action_confirm()
        self.assertEqual(self.copies.search([]).province_id, self.own.province_id)

    def test_the_file_of_an_unknown_key_is_refused(self):
        private, public = signed_file.new_key()
        raw = signed_file.seal("edition", {}, private, public)
        with self.assertRaisesRegex(UserError, "does not trust"):
            self._import(raw, self.secretary)
        # known, but nobody has compared its words
        self._create_key(self.own, public_key=public)
        with self.assertRaisesRegex(UserError, "does not trust"):
            self._import(raw, self.secretary)
        with self.assertRaisesRegex(UserError, "no signed file"):
            self._import(b"nonsense", self.secretary)

    def test_a_province_does_not_sign_for_another(self):
        meeting = self._create_meeting("closed")
        content = meeting._package_content()
        private, public = self._trusted_pair(self.foreign.province_id)
        raw = signed_file.pack(content, b"%PDF-", private, public)
        wizard = self._import(raw, self.national)
        self.assertEqual(wizard.wrong_count, 1)
        self.assertIn("another province", wizard.row_ids[0].message)
        with self.assertRaisesRegex(UserError, "Nothing was imported"):
            wizard.action_confirm()

    def test_a_province_tells_of_itself_only(self):
        committee = self._create_meeting("held").committee_id
        told = committee._announced_content()
        self.assertEqual([line["number"] for line in told["meetings"]], [1])
        pair = self._trusted_pair(self.foreign.province_id)
        given = self._acknowledge(self.own)._exchange_content()
        for kind, content in (("meetings", told), ("acknowledgement", given)):
            wizard = self._import(signed_file.seal(kind, content, *pair), self.national)
            self.assertIn("another province", wizard.row_ids[0].message)
        private, public = self._trusted_pair(self.own.province_id)
        raw = signed_file.seal("meetings", told, private, public)
        with self.assertRaisesRegex(UserError, "does not trust"):
            self._import(raw, self.secretary)
        for broken in (
            {},
            {**told, "meetings": [{"number": 1}]},
            {**told, "meetings": 1},
        ):
            raw = signed_file.seal("meetings", broken, private, public)
            self.assertFalse(self._takes(raw))

    def test_what_goes_up_is_offered_where_the_office_is_elsewhere(self):
        meeting = self._create_meeting("held")
        committee = meeting.committee_id.with_user(self.secretary)
        edition = self._acknowledge(self.own).edition_id.with_user(self.secretary)
        edition = edition.with_company(self.own)
        self.assertFalse(committee.can_announce or edition.can_export_acknowledgement)
        self.office.is_national_office = False
        self.env.invalidate_all()
        self.assertTrue(committee.can_announce and edition.can_export_acknowledgement)
        self.assertIn(
            "committee.edition.ack", edition.action_export_acknowledgement()["url"]
        )
        self.assertIn("committee.committee/", committee.action_export_file()["url"])
        with self.assertRaisesRegex(UserError, "signed by the secretary"):
            committee.with_user(self.officer).action_export_file()

    def test_a_package_is_made_by_the_secretary_of_a_sent_copy(self):
        meeting = self._create_meeting("signed")
        with self.assertRaisesRegex(UserError, "send the national copy first"):
            meeting.with_user(self.secretary).action_export_file()
        closed = self._create_meeting("closed", meeting.committee_id)
        with self.assertRaisesRegex(UserError, "signed by the secretary"):
            closed.with_user(self.officer).action_export_file()
        action = closed.with_user(self.secretary).action_export_file()
        self.assertIn("/committee/exchange/committee.meeting/", action["url"])

    def test_a_province_sends_no_editions_and_no_receipts(self):
        edition = self.env.ref("cluster_committee.procedure_edition_p_cl02_1")
        with self.assertRaisesRegex(UserError, "national organisation"):
            edition.with_user(self.secretary).action_export_file()
        copy = self._receive_copy(self.own)
        with self.assertRaisesRegex(UserError, "national organisation"):
            copy.with_user(self.secretary).action_export_file()
        with self.assertRaisesRegex(UserError, "Acknowledge"):
            copy.with_user(self.national).action_export_file()
