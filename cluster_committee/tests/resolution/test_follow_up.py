from datetime import timedelta

from psycopg2.errors import RestrictViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin


class FollowUpCase(RefusalMixin, CommitteeCase):
    """A closed meeting whose resolution a body carries out, and a later one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("closed", cls.committee)
        cls.task = cls.meeting.resolution_ids.task_ids.with_user(cls.officer)

    def _report(self, on, percent):
        return (
            self.env["committee.resolution.report"]
            .with_user(self.officer)
            .create(
                {
                    "task_id": self.task.id,
                    "on": day(on),
                    "percent": percent,
                    "text": f"{percent} percent is done",
                }
            )
        )

    def _later_resolution(self, state="closed"):
        later = self._create_meeting(state, self.committee, "1405/08/16")
        return later.resolution_ids


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFollowUp(FollowUpCase):
    """What a body reports, how long it has, and what ends it (4-3-5)."""

    def test_progress_is_that_of_the_latest_report(self):
        self.assertEqual(self.task.progress, 0)
        self._report("1405/07/20", 60)
        self._report("1405/07/05", 30)  # entered later, of an earlier day
        self.assertEqual(self.task.progress, 60)
        self._report("1405/07/20", 50)  # corrects the one of that day
        self.assertEqual(self.task.progress, 50)
        self.task.action_finish(on=day("1405/07/25"))
        self.assertEqual(self.task.progress, 100)
        self.task.with_user(self.secretary).action_reopen(reason="Not quite")
        self.assertEqual(self.task.progress, 50)

    def test_a_report_is_kept(self):
        report = self._report("1405/07/20", 60)
        with self.refused("can no longer be edited", error=AccessError):
            report.percent = 90
        with self.refused("cannot be deleted"):
            report.sudo().unlink()

    def test_a_report_has_a_day_between_meeting_and_today(self):
        for on in ("1405/06/15", "1405/09/03"):
            with self.refused("correct its date", error=ValidationError):
                self._report(on, 10)
        with self.refused("Nothing can be added", error=AccessError):
            self.task.action_finish()
            self._report("1405/09/01", 100)

    def test_the_chair_extends_a_deadline(self):
        before = self.task.deadline
        new = before + timedelta(days=30)
        with self.refused("This step belongs to"):
            self.task.action_extend_deadline(deadline=new, reason="Asked")
        with on_day("1405/07/10"):
            self.task.with_user(self.chair).action_extend_deadline(
                deadline=new, reason="Asked for in writing"
            )
        row = self.task.extension_ids
        self.assertEqual(
            (row.old_deadline, row.new_deadline, row.on, row.basis),
            (before, new, day("1405/07/10"), "chair"),
        )
        self.assertEqual(self.task.deadline, new)
        self.assertEqual(self.task._deadline_on(day("1405/07/09")), before)
        self.assertEqual(self.task._deadline_on(day("1405/07/10")), new)

    def test_his_paper_letter_extends_it(self):
        new = self.task.deadline + timedelta(days=30)
        secretary = self.task.with_user(self.secretary)
        with self.refused("has no number"):
            secretary.action_extend_deadline(deadline=new, reason="Asked")
        with on_day("1405/07/10"):
            secretary.action_extend_deadline(deadline=new, number="د/۷", reason="Asked")
        letter = self.task.extension_ids.letter_id
        self.assertEqual(
            (letter.kind, letter.number, letter.letter_date, letter.on_paper),
            ("extension", "د/۷", day("1405/07/10"), True),
        )
        self.assertTrue(letter.signed_by_chair)
        self.assertEqual(letter.recipient_ids.partner_id, self.task.partner_id)
        self.assertTrue(letter.scan_missing)

    def test_a_later_resolution_extends_it(self):
        later = self._later_resolution()
        self.task.with_user(self.secretary).action_extend_deadline(
            deadline=day("1405/12/01"), resolution_id=later.id, reason="Resolved"
        )
        row = self.task.extension_ids
        self.assertEqual((row.basis, row.on), ("resolution", day("1405/08/16")))
        self.assertEqual(row.extending_resolution_id, later)

    def test_extensions_follow_each_other(self):
        chair = self.task.with_user(self.chair)
        first = self.task.deadline + timedelta(days=10)
        with on_day("1405/07/20"):
            chair.action_extend_deadline(deadline=first, reason="Asked")
        with self.refused("extended on 2026-10-12 already", "clause 4-3-5"):
            with on_day("1405/07/10"):
                chair.action_extend_deadline(
                    deadline=first + timedelta(days=9), reason="Asked"
                )
        with on_day("1405/07/20"):
            chair.action_extend_deadline(
                deadline=first + timedelta(days=9), reason="Asked"
            )

    def test_what_has_no_deadline_is_not_extended(self):
        self.env.cr.execute(
            "UPDATE committee_resolution_task SET deadline = NULL WHERE id = %s",
            [self.task.id],
        )
        self.env.invalidate_all()
        with self.refused("has no deadline that could be extended"):
            with on_day("1405/07/20"):
                self.task.with_user(self.chair).action_extend_deadline(
                    deadline=day("1405/10/20"), reason="Asked"
                )

    def test_no_extension_shortens(self):
        for deadline in (None, self.task.deadline, day("1405/06/20")):
            with self.refused("Set a new deadline", self.task.partner_id.name):
                self.task.with_user(self.chair).action_extend_deadline(
                    deadline=deadline, reason="Asked"
                )
        self.assertFalse(self.task.extension_ids)

    def test_a_later_resolution_withdraws_a_part(self):
        secretary = self.task.with_user(self.secretary)
        with self.refused("by a later resolution only"):
            secretary.action_withdraw()
        with self.refused("choose a resolution of a later meeting"):
            secretary.action_withdraw(resolution_id=self.task.resolution_id.id)
        unsigned = self._later_resolution("recorded")
        with self.refused("whose minutes are signed"):
            secretary.action_withdraw(resolution_id=unsigned.id)
        later = self._later_resolution()
        secretary.action_withdraw(resolution_id=later.id)
        self.assertEqual(
            (self.task.state, self.task.withdrawn_by_id, self.task.withdrawn_on),
            ("withdrawn", later, day("1405/08/16")),
        )
        self.assertEqual(self.task.resolution_id.progress_state, "withdrawn")

    def test_a_foreign_resolution_changes_nothing(self):
        theirs = self._create_meeting(
            "closed", self._create_committee(company=self.foreign), "1405/08/16"
        ).resolution_ids
        with self.assertRaises(AccessError):
            self.task.with_user(self.secretary).action_withdraw(resolution_id=theirs.id)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestReview(FollowUpCase):
    """Each proposed agenda reviews what was resolved before (4-3-5)."""

    def test_the_item_comes_by_itself_and_first(self):
        meeting = self._create_meeting("draft", self.committee, "1405/08/16")
        self.assertEqual(meeting.reviewed_task_ids, self.task)
        with on_day("1405/08/01"):
            meeting.with_user(self.secretary).action_propose_agenda()
        item = meeting.agenda_item_ids.sorted()[0]
        self.assertTrue(item.is_follow_up)
        self.assertEqual((item.number, item.duty_id.number), (1, "4-3-5"))
        self.assertIn(self.meeting.number_label, item.name)
        meeting.with_user(self.chair).action_return_agenda(reason="Once more")
        with on_day("1405/08/01"):
            meeting.with_user(self.secretary).action_propose_agenda()
        self.assertEqual(meeting.agenda_item_ids.mapped("is_follow_up").count(True), 1)

    def test_a_first_meeting_reviews_nothing(self):
        self.assertFalse(any(self.meeting.agenda_item_ids.mapped("is_follow_up")))

    def test_it_is_printed_with_the_agenda_and_in_the_minutes(self):
        meeting = self._create_meeting("invited", self.committee, "1405/08/16")
        letter = meeting.letter_ids.filtered(lambda x: x.kind == "invitation")
        (row,) = letter._paper_data()["follow_up"]
        self.assertEqual(row["standing"], "سررسید گذشته")
        self.assertEqual(row, meeting._minutes_data()["follow_up"][0])

    def test_the_table_says_how_it_stood_on_the_day(self):
        meeting = self._create_meeting("invited", self.committee, "1405/08/16")
        with on_day("1405/09/01"):
            self.task.with_user(self.chair).action_extend_deadline(
                deadline=day("1405/12/01"), reason="Later"
            )
        (row,) = meeting._follow_up_data()
        self.assertEqual(row["standing"], "سررسید گذشته")
        self.assertEqual(row["deadline"], "۱۴۰۵/۰۷/۳۰")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCircular(FollowUpCase):
    """Policies from above are linked to the resolutions that carry them out (4-3-1)."""

    def test_a_resolution_carries_out_a_circular(self):
        circular = (
            self.env["committee.policy.circular"]
            .with_user(self.owner)
            .create(
                {
                    "name": "حمایت از خوشه‌ها",
                    "issuer_id": self.office.partner_id.id,
                    "issued_on": day("1405/02/01"),
                    "company_id": False,
                }
            )
        )
        meeting = self._create_meeting("held", self.committee, "1405/08/16")
        resolution = meeting.resolution_ids.create(
            {
                "meeting_id": meeting.id,
                "name": "It was resolved to carry it out",
                "circular_ids": [Command.set(circular.ids)],
            }
        )
        mine = circular.with_user(self.officer)
        self.assertEqual(mine.resolution_ids, resolution)
        self.assertEqual(
            mine.search([("resolution_ids", "=", False)]) & circular, mine.browse()
        )
        with self.assertRaises(AccessError):
            mine.text = "Another"
        with self.assertRaises(RestrictViolation), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                circular.unlink()
