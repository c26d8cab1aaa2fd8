from datetime import timedelta

from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin

FORMED = "1405/04/09"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestMember(RefusalMixin, CommitteeCase):
    """Who sits, by which decree, from when to when: asked of any day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee(formed=FORMED)
        cls.seat = cls.committee.seat_ids[4]
        cls.holder = cls.seat.member_id

    def _propose(self, seat=None, name="The next one", **values):
        person = self.env["res.partner"].create({"name": name})
        return (
            self.env["committee.member"]
            .with_user(self.officer)
            .create(
                {
                    "seat_id": (seat or self.seat).id,
                    "partner_id": person.id,
                    **values,
                }
            )
        )

    def _issue(self, member, on, number="ح/۵۰"):
        with on_day(on):
            member.with_user(self.chair).action_issue(number=number)
        return member

    def _sitting(self, text):
        return self.committee._holders_on(day(text)).filtered(
            lambda member: member.seat_id == self.seat
        )

    # ------------------------------------------------------------
    # ON A DAY
    # ------------------------------------------------------------

    def test_who_sits_is_asked_of_any_day(self):
        with on_day("1405/07/10"):
            self.holder.with_user(self.chair).action_end(reason="Moved.")
        heir = self._issue(self._propose(), day("1405/07/20"))
        nobody = self.env["committee.member"]
        for text, sitting in (
            ("1405/04/08", nobody),
            (FORMED, self.holder),
            ("1405/07/10", self.holder),  # his last day is his
            ("1405/07/11", nobody),
            ("1405/07/19", nobody),
            ("1405/07/20", heir),
            ("1410/01/01", heir),
        ):
            with self.subTest(day=text):
                self.assertEqual(self._sitting(text), sitting)

    def test_who_is_only_proposed_does_not_sit(self):
        with on_day("1405/07/10"):
            self.holder.with_user(self.chair).action_end(reason="Moved.")
        draft = self._propose()
        self.assertFalse(self._sitting("1405/09/02"))
        draft.with_user(self.secretary).action_propose()
        self.assertFalse(self._sitting("1405/09/02"))
        draft.with_user(self.secretary).action_withdraw()
        self.assertEqual(draft.state, "withdrawn")
        self.assertFalse(self._sitting("1405/09/02"))

    def test_a_term_that_ended_needs_nobody_to_end_it(self):
        with on_day("1405/06/31"):
            self.holder.with_user(self.chair).action_end(reason="A decree for a term.")
        member = self._propose(date_to=day("1405/09/05"))
        self._issue(member, day("1405/07/01"))
        self.assertTrue(member.is_current)
        self.assertEqual(self.seat.standing, "filled")
        with freeze_time("2026-11-27 08:00:00"):  # 1405/09/06
            self.env.invalidate_all()
            self.assertFalse(member.is_current)
            self.assertEqual((member.state, self.seat.standing), ("seated", "expired"))
            current = member.search([("is_current", "=", True)])
            self.assertNotIn(member, current)
        self.assertEqual(self._sitting("1405/09/05"), member)

    def test_roles_are_asked_of_a_day_too(self):
        chair = self.committee._holders_on(day(FORMED), role="chair")
        self.assertEqual(chair.partner_id, self.chair.partner_id)
        chairs = self.committee._chairs_on(day("1405/04/08"))
        self.assertFalse(chairs[self.committee])

    # ------------------------------------------------------------
    # DECREES
    # ------------------------------------------------------------

    def test_a_decree_is_a_row_of_its_own(self):
        decree = self.holder.letter_id
        self.assertEqual(decree.kind, "decree")
        self.assertEqual(self.holder.decree_date, day(FORMED))
        self.assertTrue(self.holder.decree_number)
        self.assertEqual(decree.signatory_id, self.chair.partner_id)
        recipients = decree.recipient_ids
        self.assertEqual(
            recipients.partner_id, self.holder.partner_id | self.own.partner_id
        )
        copied = recipients.filtered("is_copy").partner_id
        self.assertEqual(copied, self.own.partner_id)

    def test_a_decree_replaced_leaves_the_old_one_as_it_was(self):
        before = (self.holder.decree_number, self.holder.date_from)
        with on_day("1405/07/10"):
            self.holder.with_user(self.chair).action_end(
                end_reason="replaced", reason="A new head."
            )
        heir = self._issue(self._propose(), day("1405/07/11"))
        self.assertEqual((self.holder.decree_number, self.holder.date_from), before)
        self.assertEqual(
            (self.holder.state, self.holder.end_reason), ("ended", "replaced")
        )
        self.assertEqual(self.holder.end_note, "A new head.")
        self.assertEqual(self.seat.member_ids, self.holder | heir)
        for name, value in (
            ("partner_id", self.chair.partner_id.id),
            ("date_from", day("1405/01/01")),
            ("date_to", False),
        ):
            with self.assertRaises(AccessError):
                self.holder.with_user(self.officer)[name] = value
        with self.refused("kept"):
            self.holder.with_user(self.officer).unlink()

    def test_a_seat_has_one_holder_on_one_day(self):
        heir = self._propose()
        for on in (day("1405/09/02"), day(FORMED)):
            with self.refused(
                f"The seat “{self.seat.name}” is held by {self.holder.partner_id.name}",
                "clause 4-2",
            ):
                self._issue(heir, on)
        with on_day("1405/07/10"):
            self.holder.with_user(self.chair).action_end(reason="Moved.")
        with self.refused("clause 4-2"):
            self._issue(heir, day("1405/07/10"))
        self._issue(heir, day("1405/07/11"))
        self.assertEqual(heir.state, "seated")

    def test_the_database_is_the_last_judge(self):
        heir = self._propose()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ExclusionViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE committee_member SET state = 'seated', date_from = %s"
                " WHERE id = %s",
                (day("1405/09/02"), heir.id),
            )

    def test_a_decree_has_a_number_and_no_future(self):
        with on_day("1405/07/10"):
            self.holder.with_user(self.chair).action_end(reason="Moved.")
        heir = self._propose().with_user(self.chair)
        with self.refused("has no number"):
            with on_day("1405/08/01"):
                heir.action_issue()
        with self.refused("in the future"):
            heir.action_issue(on=day("1405/09/03"), number="ح/۶")
        self.assertEqual(heir.state, "draft")
        self.assertFalse(heir.letter_id)

    def test_a_decree_on_paper_is_marked_and_waits_for_its_scan(self):
        with on_day("1405/07/10"):
            self.holder.with_user(self.secretary).action_end(reason="Moved.")
        heir = self._propose()
        with self.refused("belongs to"):
            with on_day("1405/08/01"):
                heir.with_user(self.officer).action_issue(number="ح")
        with on_day("1405/08/01"):
            heir.with_user(self.secretary).action_issue(number="ح/۷")
        self.assertTrue(heir.letter_id.on_paper and heir.letter_id.scan_missing)
        self.assertEqual(heir.letter_id.signatory_id, self.chair.partner_id)
        act = self.env["workflow.act"].search(
            [("res_model", "=", heir._name), ("res_id", "=", heir.id)], limit=1
        )
        self.assertTrue(act.on_paper)

    def test_the_chair_sits_by_office_and_nobody_else_does(self):
        chair = self.committee.seat_ids.filtered(lambda seat: seat.role == "chair")
        self.assertFalse(chair.member_id.letter_id)
        with on_day("1405/07/10"):
            self.holder.with_user(self.chair).action_end(reason="Moved.")
        with self.refused("filled by a decree of the chair", "clause 4-2"):
            self._propose().with_user(self.secretary).action_seat()

    def test_decrees_are_issued_one_by_one_with_their_numbers(self):
        added = self.env["committee.seat"].with_user(self.officer)
        members = self.env["committee.member"]
        for name in ("First bank", "Second bank"):
            seat = added.create(
                {"committee_id": self.committee.id, "name": name, "reason": "Credit."}
            )
            members |= self._propose(seat, name)
        with self.refused("One number cannot serve several letters"):
            with on_day("1405/08/01"):
                members.with_user(self.chair).action_issue(number="ح/۸")
        self.assertEqual(set(members.mapped("state")), {"draft"})

    # ------------------------------------------------------------
    # ENDS
    # ------------------------------------------------------------

    def test_a_tenure_ends_with_a_reason_and_not_before_it_began(self):
        holder = self.holder.with_user(self.chair)
        with self.refused("Write the reason"):
            with on_day("1405/07/10"):
                holder.action_end()
        with self.refused("cannot end before it began"):
            with on_day("1405/04/08"):
                holder.action_end(reason="Moved.")
        with self.refused("in the future"):
            holder.action_end(on=day("1405/09/03"), reason="Moved.")
        self.assertEqual(holder.state, "seated")

    def test_another_chair_takes_over_the_steps(self):
        """Who chaired yesterday acts no more; who chairs today does."""
        meeting = self._create_meeting("agenda_proposed", self.committee, "1405/08/30")
        seat = self.committee.seat_ids.filtered(lambda seat: seat.role == "chair")
        heir = self._create_second_chair()
        with on_day("1405/09/01"):
            seat.member_id.with_user(self.secretary).action_end(reason="A new deputy.")
        new = self._propose(seat, partner_id=heir.partner_id.id)
        new.with_user(self.secretary).action_seat(on=day("1405/09/02"))
        with self.refused("the chair of the committee"):
            meeting.with_user(self.chair).action_approve_agenda()
        self.assertFalse(meeting.with_user(self.chair).can_approve_agenda)
        self.assertTrue(meeting.with_user(heir).can_approve_agenda)
        meeting.with_user(heir).action_approve_agenda()
        self.assertEqual(meeting.state, "agenda_approved")

    def _create_second_chair(self):
        heir = self.chair.copy({"login": "second.chair", "name": "Second chair"})
        return heir

    def test_the_seat_of_a_day_is_not_the_seat_of_the_next(self):
        """Yesterday's letters stay signed by the chair of yesterday."""
        decree = self.holder.letter_id
        seat = self.committee.seat_ids.filtered(lambda seat: seat.role == "chair")
        with on_day("1405/09/01"):
            seat.member_id.with_user(self.secretary).action_end(reason="A new deputy.")
        self.env.invalidate_all()
        self.assertTrue(decree.signed_by_chair)
        self.assertEqual(decree.letter_date, day("1405/09/02") - timedelta(days=146))
