from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..common import HELD_ON, TODAY, day, on_day
from ..compliance.findings import FindingsCase
from ..refusal import RefusalMixin

EVIDENCE = {"evidence": {"number": "ر/۱"}}
SIGNED = HELD_ON + timedelta(days=2)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSending(RefusalMixin, FindingsCase):
    """Issued is the act of the signatory, sent is that it left (design, section 4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def _dispatched(self):
        """Dispatched by the click of the chair, a week after the minutes."""
        meeting = self._create_meeting("signed", self.committee)
        with on_day("1405/06/24"):
            meeting.with_user(self.chair).action_dispatch(number="۱")
        return meeting, meeting._issued_letters("dispatch").with_user(self.secretary)

    def _stood(self, code, meeting, on):
        row = self._stands(code, on).get((meeting.id, ""))
        return row["standing"] if row else "-"

    # ------------------------------------------------------------
    # THE STEP
    # ------------------------------------------------------------

    def test_the_click_of_the_chair_sends_nothing(self):
        for state, kind in (("agenda_approved", "invitation"), ("signed", "dispatch")):
            meeting = self._create_meeting(state, self.committee)
            verb = {"invitation": "invite", "dispatch": "dispatch"}[kind]
            on = HELD_ON + timedelta(days={"invite": -10, "dispatch": 5}[verb])
            with on_day(on):
                getattr(meeting.with_user(self.chair), f"action_{verb}")(number="۱")
            letter = meeting._issued_letters(kind)
            self.assertEqual((letter.state, letter.sent_on), ("issued", False), kind)
            self.assertEqual(
                set(letter.recipient_ids.mapped("state")), {"pending"}, kind
            )
            self.assertEqual(letter.unsent_count, len(letter.recipient_ids))
            self.assertFalse(meeting[f"{kind}_sent_on"])

    def test_all_are_marked_with_one_button(self):
        meeting, letter = self._dispatched()
        letter.action_send(
            on=day("1405/06/26"),
            channel="post",
            evidence={
                "number": "۱۲۳",
                "note": "پست سفارشی",
                "document": "JVBERi0=",
                "document_name": "receipt.pdf",
            },
        )
        self.assertEqual((letter.state, letter.sent_on), ("sent", day("1405/06/26")))
        self.assertEqual(letter.unsent_count, 0)
        for recipient in letter.recipient_ids:
            self.assertEqual(
                (recipient.state, recipient.sent_on, recipient.channel),
                ("sent", day("1405/06/26"), "post"),
            )
            self.assertEqual(recipient.sent_evidence, "۱۲۳ – پست سفارشی")
            self.assertEqual(recipient.sent_proof_name, "receipt.pdf")
        # beside it stand the day of the click and the date of the letter
        self.assertEqual(meeting.dispatched_on, day("1405/06/24"))
        self.assertEqual(meeting.dispatch_sent_on, day("1405/06/26"))

    def test_each_is_marked_and_the_last_one_sends_the_letter(self):
        _meeting, letter = self._dispatched()
        first, *others = letter.recipient_ids
        first.action_send(on=day("1405/06/27"), channel="hand", **EVIDENCE)
        self.assertEqual((letter.state, first.state), ("issued", "sent"))
        self.assertEqual(letter.unsent_count, len(others))
        for recipient in others:
            recipient.action_send(on=day("1405/06/25"), **EVIDENCE)
        self.assertEqual((letter.state, letter.sent_on), ("sent", day("1405/06/27")))
        self.assertEqual(others[0].channel, "automation")

    def test_those_left_are_marked_with_one_button(self):
        _meeting, letter = self._dispatched()
        first = letter.recipient_ids[0]
        first.action_send(on=day("1405/06/28"), channel="hand", **EVIDENCE)
        letter.action_send(on=day("1405/06/25"), **EVIDENCE)
        self.assertEqual((first.sent_on, first.channel), (day("1405/06/28"), "hand"))
        self.assertEqual(letter.sent_on, day("1405/06/28"))

    def test_nothing_is_sent_without_a_proof(self):
        _meeting, letter = self._dispatched()
        for evidence in (None, {}, {"number": " ", "note": "\u200c"}):
            for record in (letter, letter.recipient_ids[0]):
                with self.refused("what proves that it left"):
                    record.action_send(on=day("1405/06/25"), evidence=evidence)
        with self.refused("is no way to send"):
            letter.action_send(on=day("1405/06/25"), channel="pigeon", **EVIDENCE)
        self.assertEqual(set(letter.recipient_ids.mapped("state")), {"pending"})

    def test_a_file_proves_it_as_well(self):
        _meeting, letter = self._dispatched()
        letter.action_send(on=day("1405/06/25"), evidence={"document": "JVBERi0="})
        self.assertEqual(letter.state, "sent")

    def test_it_leaves_between_its_date_and_today(self):
        _meeting, letter = self._dispatched()
        for record in (letter, letter.recipient_ids[0]):
            with self.refused("before its own date"):
                record.action_send(on=day("1405/06/23"), **EVIDENCE)
            with self.refused("future"):
                record.action_send(on=day("1405/09/03"), **EVIDENCE)
        letter.action_send(on=day("1405/06/24"), **EVIDENCE)

    def test_a_draft_leaves_to_nobody(self):
        draft = self.env["committee.letter"].with_user(self.secretary)
        draft = draft.create(
            {
                "kind": "reminder",
                "committee_id": self.committee.id,
                "recipient_ids": [(0, 0, {"partner_id": self.chair.partner_id.id})],
            }
        )
        with self.refused("is in the state"):
            draft.action_send(**EVIDENCE)
        for act in ("action_send", "action_acknowledge"):
            arguments = EVIDENCE if act == "action_send" else {}
            with self.refused("not issued yet"):
                getattr(draft.recipient_ids, act)(**arguments)

    def test_the_secretary_marks_it_and_nobody_else(self):
        _meeting, letter = self._dispatched()
        for user in (self.officer, self.supervisor, self.chair):
            for record in (letter, letter.recipient_ids[0]):
                with self.refused("belongs to"):
                    record.with_user(user).action_send(**EVIDENCE)

    def test_a_receipt_proves_that_it_left_by_its_day(self):
        _meeting, letter = self._dispatched()
        recipient = letter.recipient_ids[0].with_user(self.officer)
        with on_day("1405/07/01"):
            recipient.action_acknowledge()
        self.assertEqual(
            (recipient.state, recipient.sent_on), ("acknowledged", day("1405/07/01"))
        )
        self.assertEqual(letter.state, "issued")

    def test_the_dialog_asks_for_way_and_proof(self):
        _meeting, letter = self._dispatched()
        steps = self.env["workflow.step"].with_user(self.secretary)
        for record in (letter, letter.recipient_ids[0]):
            step = steps.with_context(
                default_record_model=record._name,
                default_record_id=record.id,
                default_verb="send",
            ).create({})
            self.assertTrue(step.asks_channel and step.asks_evidence)
            self.assertEqual(step.on, day("1405/09/02"))  # not the date of the letter
        step.write({"channel": "hand", "on": day("1405/06/25"), "evidence_number": "۵"})
        step.action_confirm()
        self.assertEqual(
            (letter.recipient_ids[0].sent_evidence, letter.recipient_ids[0].channel),
            ("۵", "hand"),
        )

    # ------------------------------------------------------------
    # WHAT FOLLOWS FROM IT
    # ------------------------------------------------------------

    def test_a_dispatch_is_met_on_the_day_it_left(self):
        meeting, letter = self._dispatched()
        for code in ("dispatch", "dispatch_made"):
            self.assertNotEqual(self._stood(code, meeting, "1405/09/02"), "met", code)
        letter.action_send(on=day("1405/06/30"), **EVIDENCE)
        self.assertNotEqual(self._stood("dispatch", meeting, "1405/06/29"), "met")
        for code in ("dispatch", "dispatch_made"):
            row = self._stands(code, "1405/09/02")[meeting.id, ""]
            self.assertEqual(
                (row["standing"], row["met_on"]), ("met", day("1405/06/30")), code
            )

    def test_a_dispatch_that_one_body_did_not_get_is_open(self):
        meeting, letter = self._dispatched()
        letter.recipient_ids[1:].action_send(on=day("1405/06/25"), **EVIDENCE)
        self.assertEqual(self._stood("dispatch", meeting, "1405/09/02"), "overdue")
        letter.recipient_ids[0].action_send(on=day("1405/06/28"), **EVIDENCE)
        self.assertEqual(self._stood("dispatch", meeting, "1405/09/02"), "met")
        # and nobody was left out by it, on whatever days they got it
        self.assertFalse(self._stands("dispatch_recipients", "1405/09/02"))

    def test_the_copy_is_met_on_the_day_it_left(self):
        meeting, _letter = self._dispatched()
        with on_day("1405/06/25"):
            meeting.with_user(self.secretary).action_send_national_copy(number="ش/۱")
        self.assertEqual(meeting.national_copy_on, day("1405/06/25"))
        self.assertFalse(meeting.national_copy_sent_on)
        inbox = self.env["committee.copy.inbox"].with_user(self.national)
        row = inbox.search([("meeting_id", "=", meeting.id)])
        self.assertEqual((row.state, row.sent_on), ("missing", False))
        self.assertEqual(self._stood("national_copy", meeting, "1405/09/02"), "overdue")
        copy = meeting._issued_letters("national_copy").with_user(self.secretary)
        copy.action_send(on=day("1405/06/28"), **EVIDENCE)
        self.env.invalidate_all()
        row = inbox.search([("meeting_id", "=", meeting.id)])
        self.assertEqual((row.state, row.sent_on), ("sent", day("1405/06/28")))
        self.assertEqual(self._stood("national_copy", meeting, "1405/06/28"), "met")
        self.assertNotEqual(self._stood("national_copy", meeting, "1405/06/27"), "met")

    def test_a_copy_of_today_is_in_the_inbox_of_the_office_here(self):
        self.office.is_national_office = True
        meeting = self._create_meeting("signed", self.committee)
        meeting.with_user(self.secretary).action_send_national_copy(number="ش/۱")
        letter = meeting._issued_letters("national_copy")
        self.assertEqual((letter.state, letter.sent_on), ("sent", day("1405/09/02")))
        self.assertEqual(letter.recipient_ids.channel, "system")
        # a letter of an earlier day may have left whenever it did
        other = self._create_meeting("signed", self.committee, "1405/07/20")
        other.with_user(self.secretary).action_send_national_copy(
            on=day("1405/07/25"), number="ش/۲"
        )
        self.assertEqual(other._issued_letters("national_copy").state, "issued")
        self.assertFalse(other.national_copy_sent_on)

    def test_a_copy_for_somebody_else_is_refused(self):
        meeting, _letter = self._dispatched()
        secretary = meeting.with_user(self.secretary)
        letters = secretary.env["committee.letter"]
        draft = letters.create(secretary._prepare_letter_values("national_copy"))
        draft.recipient_ids.partner_id = self.own.partner_id
        with self.refused("is not among the recipients of the copy", "4-4-4"):
            with on_day("1405/06/25"):
                secretary.action_send_national_copy(number="ش/۱")
        self.assertFalse(meeting.national_copy_on)

    def _invited(self, sent=None):
        """Held on 1405/06/16, by an invitation of 1405/06/04."""
        meeting = self._create_meeting("agenda_approved", self.committee)
        with on_day("1405/06/04"):
            meeting.with_user(self.chair).action_invite(number="۱")
        if sent:
            self._send_letters(meeting, sent)
        self._to_held(meeting, HELD_ON)
        return meeting

    def test_notice_is_counted_from_the_day_it_left(self):
        """At least three days; the date of the letter alone gives nobody time."""
        for sent, standing, days in (
            (None, "missed", None),
            ("1405/06/13", "met", 3),
            ("1405/06/14", "missed", 2),
        ):
            with self.subTest(sent=sent), self.env.cr.savepoint() as savepoint:
                meeting = self._invited(sent)
                row = self._stands("notice", "1405/06/16")[meeting.id, ""]
                self.assertEqual((row["standing"], row["measure"]), (standing, days))
                savepoint.rollback()
            self.env.invalidate_all()

    def test_the_form_says_that_nobody_marked_it(self):
        meeting = self._invited()
        flaws = meeting._irregularities()[meeting.id]
        self.assertIn("Policy: nobody has marked that the invitation was sent.", flaws)
        self.assertTrue(meeting.counts)  # by the date of the chair's letter

    def test_a_member_is_invited_by_what_left_before_the_meeting(self):
        meeting = self._create_meeting("agenda_approved", self.committee)
        with on_day("1405/06/04"):
            meeting.with_user(self.chair).action_invite(number="۱")
        letter = meeting._issued_letters("invitation").with_user(self.secretary)
        letter.recipient_ids[1:].action_send(on=day("1405/06/15"), **EVIDENCE)
        letter.recipient_ids[0].action_send(on=day("1405/06/16"), **EVIDENCE)
        self._to_held(meeting, HELD_ON)
        row = self._stands("invited_members", "1405/06/16")[meeting.id, ""]
        self.assertEqual(
            (row["standing"], row["target"] - row["measure"]), ("missed", 1)
        )
