import hashlib
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..common import TODAY, CommitteeCase, day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestLetter(RefusalMixin, CommitteeCase):
    """A letter has the number of its issuer's own registry, and stays as it went."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.body = cls.committee.seat_ids[3].institution_id

    def _draft(self, kind="reminder", **values):
        return (
            self.env["committee.letter"]
            .with_user(self.officer)
            .create(
                {
                    "kind": kind,
                    "committee_id": self.committee.id,
                    "recipient_ids": [Command.create({"partner_id": self.body.id})],
                    **values,
                }
            )
        )

    def _issued(self, **values):
        letter = self._draft(**values)
        letter.with_user(self.secretary).action_issue(
            on=day("1405/08/20"), number="ش/۳۱"
        )
        return letter

    # ------------------------------------------------------------
    # ISSUING
    # ------------------------------------------------------------

    def test_a_new_letter_opens_before_its_committee_is_chosen(self):
        form = Form(self.env["committee.letter"].with_user(self.officer))
        self.assertFalse(form.committee_id)
        form.kind = "reminder"
        form.committee_id = self.committee
        self.assertEqual(form.save().committee_id, self.committee)

    def test_a_letter_is_never_numbered_by_us(self):
        letter = self._draft()
        with self.refused("has no number"):
            letter.with_user(self.secretary).action_issue(on=day("1405/08/20"))
        with self.refused("in the future"):
            letter.with_user(self.secretary).action_issue(
                on=day("1405/09/03"), number="۱"
            )
        with self.refused("belongs to the secretary"):
            letter.action_issue(on=day("1405/08/20"), number="۱")
        self.assertEqual((letter.state, letter.number), ("draft", False))

    def test_the_secretary_signs_what_the_company_writes(self):
        letter = self._issued()
        self.assertEqual(
            (letter.state, letter.letter_date), ("issued", day("1405/08/20"))
        )
        self.assertEqual(letter.issuer, "company")
        self.assertEqual(letter.signatory_id, self.secretary.partner_id)
        self.assertFalse(letter.on_paper or letter.scan_missing)

    def test_what_stands_in_the_draft_needs_not_be_typed_again(self):
        letter = self._draft(number="ش/۷", letter_date=day("1405/08/11"))
        letter.with_user(self.secretary).action_issue()
        self.assertEqual((letter.number, letter.state), ("ش/۷", "issued"))
        self.assertEqual(letter.letter_date, day("1405/08/11"))

    def test_the_chairs_letters_go_with_his_own_steps(self):
        for kind in ("decree", "agenda_approval", "invitation", "dispatch"):
            with self.subTest(kind=kind):
                letter = self._draft(kind)
                self.assertEqual(letter.issuer, "governorate")
                self.assertFalse(letter.with_user(self.secretary).can_issue)
                with self.refused("issued by the step it belongs to"):
                    letter.with_user(self.secretary).action_issue(number="۱")
        with self.refused("issued by the step it belongs to"):
            self._draft("national_copy").with_user(self.secretary).action_issue(
                number="۱"
            )

    def test_what_came_in_is_registered_with_its_own_number(self):
        letter = self._draft("introduction", recipient_ids=False)
        letter.with_user(self.secretary).action_issue(
            on=day("1405/08/18"), number="۵۵/۲۰۱"
        )
        self.assertEqual((letter.issuer, letter.number), ("other", "۵۵/۲۰۱"))

    def test_a_number_that_stands_twice_is_told_and_not_refused(self):
        first, second = self._issued(), self._draft()
        self.assertFalse(first.has_twin)
        second.with_user(self.secretary).action_issue(
            on=day("1405/08/25"), number="ش/31"
        )
        self.env.invalidate_all()
        self.assertTrue(first.has_twin and second.has_twin)
        other_year = self._draft()
        other_year.with_user(self.secretary).action_issue(
            on=day("1404/08/25"), number="ش/۳۱"
        )
        self.assertFalse(other_year.has_twin)

    # ------------------------------------------------------------
    # AFTERWARDS
    # ------------------------------------------------------------

    def test_an_issued_letter_stays_as_it_is(self):
        letter = self._issued()
        for name, value in (
            ("number", "ش/۳۲"),
            ("letter_date", day("1405/08/21")),
            ("body", "Another text"),
            ("subject", "Another subject"),
            ("signatory_id", self.chair.partner_id.id),
        ):
            with self.subTest(field=name), self.assertRaises(AccessError):
                letter.write({name: value})
        for record in (letter, letter.recipient_ids):
            with self.refused("kept"):
                record.unlink()
        with self.refused("Nothing can be added", error=AccessError):
            self.env["committee.letter.recipient"].with_user(self.officer).create(
                {"letter_id": letter.id, "partner_id": self.chair.partner_id.id}
            )
        letter.scan = b"JVBERi0="  # it may come later
        self.assertTrue(letter.scan)

    def test_a_mistyped_number_is_corrected_with_a_trace(self):
        letter = self._issued()
        secretary = letter.with_user(self.secretary)
        with self.refused("Write the reason"):
            secretary.action_correct_number(number="ش/۱۳")
        with self.refused("Type the right number"):
            secretary.action_correct_number(reason="Mistyped.")
        with self.refused("belongs to the secretary"):
            letter.action_correct_number(number="ش/۱۳", reason="Mistyped.")
        secretary.action_correct_number(number="ش/۱۳", reason="Mistyped.")
        self.assertEqual((letter.number, letter.state), ("ش/۱۳", "issued"))
        act = self.env["workflow.act"].search(
            [("res_model", "=", letter._name), ("res_id", "=", letter.id)], limit=1
        )
        self.assertEqual((act.verb, act.reason), ("correct_number", "Mistyped."))
        trace = letter.message_ids.filtered(lambda m: "ش/۳۱" in (m.body or ""))
        self.assertIn("ش/۱۳", trace.body)

    def test_it_is_sealed_when_it_is_issued(self):
        letter = self._issued()
        sealed = letter.sudo()
        content = sealed.with_context(bin_size=False).document
        self.assertTrue(content)
        digest = hashlib.sha256(b"%PDF-").hexdigest()
        self.assertEqual(sealed.document_sha256, digest)
        with self.assertRaises(AccessError):
            letter.read(["document"])
        with self.assertRaises(AccessError):
            letter.with_user(self.secretary).write({"document": b"JVBERi0="})

    def test_it_is_signed_by_the_chair_of_its_own_day(self):
        decree = self.committee.seat_ids[4].member_id.letter_id
        self.assertTrue(decree.signed_by_chair)
        reminder = self._issued()
        self.assertFalse(reminder.signed_by_chair)

    # ------------------------------------------------------------
    # ON ITS WAY
    # ------------------------------------------------------------

    def test_recipients_get_it_when_it_is_sent_and_not_before(self):
        letter = self._issued()
        recipient = letter.recipient_ids
        self.assertEqual(recipient.state, "pending")
        with self.refused("is in the state"):
            recipient.action_deliver(on=day("1405/08/21"))
        sender = letter.with_user(self.secretary)
        sender.action_send(on=day("1405/08/22"), evidence={"number": "ر/۱"})
        self.assertEqual(
            (recipient.state, recipient.sent_on), ("sent", day("1405/08/22"))
        )
        letter.scan = b"JVBERi0="  # the signed paper may come as late as now
        with self.refused("before it was sent"):
            recipient.action_deliver(on=day("1405/08/21"))
        recipient.action_deliver(on=day("1405/08/22"))
        recipient.action_acknowledge(on=day("1405/08/23"))
        self.assertEqual(
            (recipient.state, recipient.acknowledged_on),
            ("acknowledged", day("1405/08/23")),
        )

    def test_a_letter_is_not_sent_before_its_date(self):
        letter = self._issued()
        with self.refused("before its own date"):
            letter.with_user(self.secretary).action_send(
                on=letter.letter_date - timedelta(days=1), evidence={"number": "ر/۱"}
            )

    def test_the_national_office_acknowledges_its_copy(self):
        meeting = self._create_meeting("closed", self.committee)
        recipient = meeting._issued_letters("national_copy").recipient_ids
        deputy = self.env.ref("cluster_committee.partner_national_deputy")
        self.assertEqual(recipient.partner_id, deputy)
        recipient.with_user(self.national).action_acknowledge()
        self.assertEqual(recipient.state, "acknowledged")
        dispatched = meeting._issued_letters("dispatch").recipient_ids[0]
        with self.assertRaises(AccessError):
            dispatched.with_user(self.national).write({"purpose": "notice"})

    def test_nobody_acknowledges_in_the_name_of_the_nation(self):
        self.office.is_national_office = True
        meeting = self._create_meeting("closed", self.committee)
        copy = meeting.letter_ids.filtered(lambda x: x.kind == "national_copy")
        with self.assertRaisesRegex(UserError, "national office.*4-4-4"):
            copy.recipient_ids.with_user(self.officer).action_acknowledge()
        copy.recipient_ids.with_user(self.national).action_acknowledge()
        self.assertEqual(copy.recipient_ids.state, "acknowledged")

    def test_a_recipient_stands_once_on_a_letter(self):
        letter = self._draft()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
        ):
            letter.recipient_ids = [Command.create({"partner_id": self.body.id})]
