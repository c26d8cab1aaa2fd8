import base64
from datetime import timedelta

from lxml import etree

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ...lib import scans
from ..common import HELD_ON, TODAY, CommitteeCase, day, on_day
from ..scans import pdf, picture


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestLateEntry(CommitteeCase):
    """What is entered late bears a mark, and counts once its scan stands (A32)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()

    def _hold_late(self, days, state="held", committee=None):
        """A meeting of 1405/06/16, a Monday, entered so many days after it."""
        meeting = self._create_meeting("invited", committee or self.committee)
        with on_day(HELD_ON + timedelta(days=days)):
            meeting.attendance_ids.write({"presence": "present"})
            meeting.action_hold()
        return meeting

    def _enter_dispatch(self, **values):
        """The chair's letter of 1405/06/25, recorded from paper today."""
        meeting = self._create_meeting("signed", self.committee)
        letters = self.env["committee.letter"].with_user(self.officer)
        letters.create({**meeting._prepare_letter_values("dispatch"), **values})
        meeting.with_user(self.secretary).action_dispatch(
            on=day("1405/06/25"), number="د/۷"
        )
        self._send_letters(meeting)
        return meeting, meeting.letter_ids.filtered(lambda x: x.kind == "dispatch")

    # ------------------------------------------------------------
    # THE MARK
    # ------------------------------------------------------------

    def test_three_working_days_are_no_lateness(self):
        meeting = self._hold_late(2)  # Wednesday: two working days
        self.assertEqual(meeting.entered_on, HELD_ON + timedelta(days=2))
        self.assertEqual((meeting.is_entered_late, meeting.late_entry_days), (False, 0))
        # Thursday and Friday are days of rest: Saturday is the third
        meeting = self._hold_late(5)
        self.assertEqual((meeting.is_entered_late, meeting.late_entry_days), (False, 0))
        self.assertTrue(meeting.counts)
        self.assertFalse(meeting.late_entry)

    def test_the_fourth_working_day_is_late(self):
        meeting = self._hold_late(6)
        self.assertEqual((meeting.is_entered_late, meeting.late_entry_days), (True, 4))
        self.assertEqual(meeting.late_entry, "Entered 4 working days late")

    def test_what_lies_before_the_watch_bears_no_mark_and_needs_its_scan(self):
        self.own.monitoring_start_date = HELD_ON + timedelta(days=1)
        meeting = self._hold_late(20)
        self.assertEqual((meeting.is_entered_late, meeting.late_entry_days), (True, 0))
        self.assertTrue(meeting.awaits_proof)
        self.assertFalse(meeting.counts)
        # to move the watch later spares nothing that bears its mark
        self.own.monitoring_start_date = HELD_ON - timedelta(days=30)
        other = self._hold_late(20)
        self.own.monitoring_start_date = HELD_ON + timedelta(days=40)
        self.assertGreater(other.late_entry_days, 0)

    def test_the_first_days_of_a_province_bear_no_mark(self):
        committee = self._create_committee(company=self.foreign)
        first = min(
            self.env["workflow.act"]
            .search([("company_id", "=", self.foreign.id)])
            .mapped("entered_at")
        ).date()
        for days, marked in ((30, False), (31, True)):
            (found,) = (
                self.env["committee.meeting"]
                ._late_entries(
                    [(1, self.foreign.id, first, first + timedelta(days=days))]
                )
                .values()
            )
            self.assertTrue(found[1], "late")
            self.assertEqual(not found[2], marked)
        self.assertTrue(committee)

    def test_what_was_entered_before_this_was_kept_counts(self):
        meeting = self._create_meeting("held", self.committee)
        before = {"entered_on": False}
        meeting._permitted(before).write(before)
        self.assertFalse(meeting.is_entered_late)
        self.assertTrue(meeting.counts)

    # ------------------------------------------------------------
    # THE SCAN
    # ------------------------------------------------------------

    def _replace_scan(self, meeting, scan):
        """The secretary replaces the scan of the signed minutes, with a reason."""
        meeting.with_user(self.secretary).action_replace_file(
            reason="A better scan", file=scan, file_name="scan.pdf"
        )

    def _awaiting(self):
        self.env.invalidate_all()
        return self.committee.awaiting_proof_count

    def test_a_late_meeting_counts_once_its_scan_stands(self):
        for name in ("attendance_scan", "signed_scan"):
            meeting = self._hold_late(30)
            self.assertTrue(meeting.awaits_proof)
            self.assertFalse(meeting.counts)
            self.assertIn("counts once the scan", meeting.irregularities)
            self.assertEqual(self._awaiting(), 1)
            if name == "signed_scan":
                meeting.with_user(self.officer)[name] = base64.b64encode(b"no paper")
                self.assertTrue(meeting.awaits_proof, "a file that does not open")
                self._replace_scan(meeting, pdf())
            else:
                meeting.with_user(self.officer)[name] = pdf()
            self.assertFalse(meeting.awaits_proof)
            self.assertTrue(meeting.counts)
            self.assertEqual(meeting.counts_from, HELD_ON)
            self.assertEqual(self._awaiting(), 0)
            self.assertGreater(meeting.late_entry_days, 3, "the mark stays")

    def test_the_office_rejects_a_scan_with_a_reason(self):
        meeting = self._hold_late(30)
        mine = meeting.with_user(self.national)
        with self.assertRaisesRegex(UserError, "nothing to reject"):
            mine.action_reject_scan(reason="Empty")
        meeting.with_user(self.officer).attendance_scan = pdf()
        for user in (self.officer, self.secretary, self.chair):
            with self.assertRaisesRegex(UserError, "belongs to"):
                meeting.with_user(user).action_reject_scan(reason="Empty")
        with self.assertRaisesRegex(UserError, "Write the reason"):
            mine.action_reject_scan()
        mine.action_reject_scan(reason="The page is empty.")
        self.assertTrue(meeting.awaits_proof)
        self.assertFalse(meeting.counts)
        self.assertIn("The page is empty.", meeting.irregularities)
        act = meeting.act_ids.filtered(lambda act: act.verb == "reject_scan")
        self.assertEqual(act.reason, "The page is empty.")
        # the same file proves nothing, another one does
        meeting.with_user(self.officer).signed_scan = pdf()
        self.assertFalse(meeting.counts)
        self._replace_scan(meeting, pdf(2))
        self.assertTrue(meeting.counts)

    def test_files_that_open(self):
        for content, opened in (
            (base64.b64decode(pdf()), True),
            (base64.b64decode(picture()), True),
            (b"", False),
            (b"%PDF-", False),
            (b"%PDF-1.4\n%%EOF\n", False),
            (b"<svg/>", False),
            (base64.b64decode(picture())[:40], False),
        ):
            self.assertEqual(scans.opens(content), opened, content[:20])

    def test_minutes_bear_their_day_with_the_scan_of_what_was_signed_by_hand(self):
        meeting = self._create_meeting("held", self.committee)
        self._write_minutes(meeting.with_user(self.officer))
        officer, secretary, _chair = self._people_at(meeting)
        on = HELD_ON + timedelta(days=2)
        for scan in (False, base64.b64encode(b"no paper")):
            officer.signed_scan = scan
            with self.assertRaisesRegex(UserError, "entered with their scan"):
                officer.action_record_minutes(on=on)
        self._replace_scan(meeting, pdf())
        officer.action_record_minutes(on=on)
        secretary.action_sign_as_secretary(on=on)
        self.assertEqual(meeting.recorded_on, on)
        self.assertEqual(meeting.secretary_signed_on, on)
        entered = meeting.act_ids.filtered(lambda act: act.verb == "record_minutes")
        self.assertEqual(entered.entered_at.date(), day("1405/09/02"))

    # ------------------------------------------------------------
    # DISPATCH AND COPY
    # ------------------------------------------------------------

    def _dispatched_by_rule(self, meeting):
        self.env["committee.engine"]._check(day("1405/09/02"), self.own)
        finding = self.env["committee.finding"].search(
            [("rule", "=", "dispatch"), ("subject_id", "=", meeting.id)]
        )
        return finding.standing == "met"

    def test_a_late_dispatch_counts_once_the_letter_stands(self):
        meeting, letter = self._enter_dispatch()
        self.assertTrue(letter.awaits_proof)
        self.assertGreater(letter.late_entry_days, 3)
        self.assertFalse(self._dispatched_by_rule(meeting))
        letter.with_user(self.officer).scan = pdf()
        self.assertTrue(self._dispatched_by_rule(meeting))
        letter.with_user(self.national).action_reject_scan(reason="Not signed")
        self.assertFalse(self._dispatched_by_rule(meeting))

    def test_the_paper_of_another_issuer_counts_from_its_receipt(self):
        receipt = {"received_on": day("1405/09/01"), "incoming_number": "و/۵"}
        _meeting, letter = self._enter_dispatch(**receipt)
        self.assertEqual(letter.late_entry_days, 0)
        self.assertGreater(letter.receipt_lag_days, 40)
        self.assertIn("working days after its date", letter.receipt_lag)
        # a receipt proves no sending in time
        self.assertTrue(letter.awaits_proof)

    def test_a_receipt_has_a_number_and_a_possible_day(self):
        letters = self.env["committee.letter"].with_user(self.officer)
        draft = letters.create(
            {
                "kind": "consultation_result",
                "committee_id": self.committee.id,
                "letter_date": day("1405/08/01"),
            }
        )
        for values in (
            {"received_on": day("1405/08/03")},
            {"received_on": day("1405/07/30"), "incoming_number": "و/۱"},
            {"received_on": day("1405/09/03"), "incoming_number": "و/۱"},
        ):
            with self.assertRaisesRegex(ValidationError, "incoming number"):
                draft.write({"incoming_number": False, **values})

    def test_a_late_copy_counts_once_its_receipt_stands(self):
        meeting = self._create_meeting("dispatched", self.committee)
        meeting.with_user(self.secretary).action_send_national_copy(
            on=day("1405/06/28"), number="ش/۹"
        )
        self._send_letters(meeting)
        letter = meeting.letter_ids.filtered(lambda x: x.kind == "national_copy")
        finding = [("rule", "=", "national_copy"), ("subject_id", "=", meeting.id)]
        for scan, standing in ((False, "overdue"), (pdf(), "met")):
            if scan:
                letter.with_user(self.officer).scan = scan
            self.env["committee.engine"]._check(day("1405/09/02"), self.own)
            found = self.env["committee.finding"].search(finding)
            self.assertEqual(found.standing, standing)

    # ------------------------------------------------------------
    # BESIDE THE FIGURES
    # ------------------------------------------------------------

    def test_every_screen_of_what_is_entered_shows_the_mark(self):
        shown = {"form": "late_entry", "list": "late_entry_days"}
        models = [
            name
            for name, model in self.env.registry.items()
            if "late_entry_days" in model._fields and model._auto
            if "entered_on" in model._fields and not model._abstract
        ]
        self.assertIn("business.cluster.contribution", models)
        for model in models:
            for kind, field in shown.items():
                arch = self.env[model].get_view(view_type=kind)["arch"]
                fields = etree.fromstring(arch).xpath(f"//field[@name='{field}']")
                self.assertEqual(len(fields), 1, (model, kind))
            arch = self.env[model].get_view(view_type="search")["arch"]
            filters = etree.fromstring(arch).xpath("//filter/@domain")
            self.assertTrue(any("late_entry_days" in one for one in filters), model)

    def test_it_is_told_beside_every_figure(self):
        meeting = self._hold_late(30)
        self.env.flush_all()
        row = self.env["committee.province.standing"].with_user(self.national)
        row = row.search([("company_id", "=", self.own.id)])
        self.assertEqual((row.late_entry_count, row.awaiting_proof_count), (1, 1))
        findings = self.env["committee.finding"].with_user(self.officer)
        board = findings.board(self.committee.id)["entries"]
        self.assertEqual(
            {one["name"]: one["count"] for one in board},
            {
                "awaiting_proof_count": 1,
                "late_entry_count": 1,
            },
        )
        committees = self.env["committee.committee"].with_user(self.officer)
        (line,) = (
            one
            for one in committees.timeline()["rows"]
            if one.get("committee_id") == self.committee.id
        )
        (mark,) = (one for one in line["meetings"] if one["id"] == meeting.id)
        self.assertTrue(mark["awaits_proof"])
        self.assertIn("working days late", mark["late"])
