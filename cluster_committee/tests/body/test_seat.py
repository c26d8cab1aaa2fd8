from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from ..common import TODAY, day, on_day
from ..compliance.findings import FindingsCase
from ..refusal import RefusalMixin

HELD_ON = day("1405/06/16")


class SeatCase(RefusalMixin, FindingsCase):
    """A constituted committee, and a seat of it by its role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1404/01/01")
        cls.committee = cls._create_committee()
        cls.seat = cls.committee.seat_ids[5]
        cls.body = cls.seat.institution_id

    def _body(self, name, seat=None, **values):
        """Another institution, of the kind of `seat`."""
        kind = seat and seat.institution_kind_id.id
        return self.env["res.partner"].create(
            {"name": name, "is_company": True, "institution_kind_id": kind, **values}
        )

    def _by_officer(self, seat):
        return seat.with_user(self.officer)

    def _vacate(self, seat, on="1405/05/01"):
        with on_day(day(on)):
            seat.sudo().member_ids.with_user(self.chair).action_end(
                end_reason="moved", reason="Left"
            )

    def _add_seat(self, body, **values):
        return (
            self.env["committee.seat"]
            .with_user(self.officer)
            .create(
                {
                    "committee_id": self.committee.id,
                    "name": f"Seat of {body.name}",
                    "reason": "Asked for",
                    "institution_id": body.id,
                    **values,
                }
            )
        )

    def _fill(self, seat, on):
        person = self.env["res.partner"].create({"name": f"Head of {seat.name}"})
        member = (
            self.env["committee.member"]
            .with_user(self.officer)
            .create({"seat_id": seat.id, "partner_id": person.id})
        )
        with on_day(day(on)):
            member.with_user(self.chair).action_issue(number=f"ح/{seat.id}")
        return member


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestBodyOfSeat(SeatCase):
    """A seat belongs to the body that the clause names (4-2)."""

    def test_it_is_of_the_kind_that_the_seat_names(self):
        preparing = self._create_committee("preparing", company=self.foreign)
        seat = preparing.seat_ids[5].with_user(self.foreign_officer)
        other = preparing.seat_ids[6].institution_id
        nobody = self._body("A body of no kind")
        for body in (other, nobody):
            for attempt in (
                lambda body=body: seat.write({"institution_id": body.id}),
                lambda body=body: preparing.with_user(self.foreign_officer).write(
                    {"seat_ids": [Command.update(seat.id, {"institution_id": body.id})]}
                ),
                lambda body=body: seat.load(
                    [".id", "institution_id/.id"], [[str(seat.id), str(body.id)]]
                ),
            ):
                before = seat.institution_id
                self._is_refused(attempt, seat.name, body.name, "4-2")
                self.assertEqual(seat.institution_id, before)
        with (
            self.refused(nobody.name, "4-2", error=ValidationError),
            Form(seat) as form,
        ):
            form.institution_id = nobody
        alike = self._body("The same office", seat)
        seat.institution_id = alike
        self.assertEqual(seat.institution_id, alike)

    def _is_refused(self, attempt, *parts):
        """By a raised sentence, or by the message of an import."""
        try:
            with self.env.cr.savepoint():
                result = attempt()
                messages = result["messages"] if isinstance(result, dict) else []
                told = " ".join(message["message"] for message in messages)
                self.assertTrue(told, "it was let through")
        except UserError as refusal:
            told = str(refusal)
        for part in parts:
            self.assertIn(part, told)

    def test_its_own_kind_is_the_one_of_the_edition(self):
        preparing = self._create_committee("preparing", company=self.foreign)
        seat = preparing.seat_ids[5].with_user(self.foreign_officer)
        other = preparing.seat_ids[6].institution_id
        taken = {
            "institution_id": other.id,
            "institution_kind_id": other.institution_kind_id.id,
        }
        for values in (taken, {**taken, "institution_id": False}):
            with self.refused(seat.name, "4-2", error=ValidationError):
                with self.env.cr.savepoint():
                    seat.write(values)
        self.assertEqual(seat.institution_kind_id, seat.template_id.institution_kind_id)

    def test_the_secretary_is_of_the_company_and_the_chair_of_the_governorate(self):
        preparing = self._create_committee("preparing", company=self.foreign)
        seats = {seat.role: seat for seat in preparing.seat_ids}
        secretary = seats["secretary"].with_user(self.foreign_officer)
        self.assertEqual(secretary.institution_id, self.foreign.partner_id)
        secretary.institution_id = False
        secretary.institution_id = self.foreign.partner_id
        chair = seats["chair"].with_user(self.foreign_officer)
        self.assertTrue(chair.institution_id.institution_kind_id.is_governorate)
        for seat in (secretary, chair):
            with self.refused(seat.name, error=ValidationError):
                seat.institution_id = preparing.seat_ids[5].institution_id

    def test_a_body_that_holds_a_seat_stays_of_its_kind(self):
        other = self.committee.seat_ids[6].institution_kind_id
        with self.refused(self.body.name, "4-2", error=ValidationError):
            self.body.institution_kind_id = other
        free = self._body("A free body", self.seat)
        free.institution_kind_id = other
        self.assertEqual(free.institution_kind_id, other)

    def test_an_added_seat_without_a_kind_takes_any_body(self):
        seat = self._add_seat(self._body("University"))
        with self.refused("4-2", error=ValidationError):
            seat.institution_kind_id = self.seat.institution_kind_id

    def test_signs_that_nobody_sees_are_no_reason_for_a_seat(self):
        for blank in ("\u200c", " \u200b\u2060"):
            with self.refused("write the reason", "4-2", error=ValidationError):
                self._add_seat(self._body("University"), reason=blank)

    def test_once_held_its_body_is_not_exchanged(self):
        alike = self._body("The same office", self.seat)
        seat = self._by_officer(self.seat)
        for value in (alike.id, False):
            with self.refused(self.seat.name, self.body.name, "4-2"):
                seat.institution_id = value
        self._vacate(self.seat)
        with self.refused(self.seat.name, "4-2"):  # it had a holder
            seat.institution_id = alike
        with self.refused(self.seat.name, "4-2"):
            self.committee.with_user(self.officer).write(
                {"seat_ids": [Command.update(seat.id, {"institution_id": alike.id})]}
            )
        self.assertEqual(self.seat.institution_id, self.body)
        self.body.name = "The office under its new name"
        self.assertEqual(seat.institution_id.name, "The office under its new name")

    def test_who_may_not_write_the_seat_hears_nothing_of_it(self):
        with self.assertRaises(UserError) as caught:
            self.seat.with_user(self.foreign_officer).institution_id = self.body
        self.assertNotIn(self.seat.name, str(caught.exception))

    def test_a_body_that_was_missing_is_filled_in(self):
        preparing = self._create_committee("preparing", company=self.foreign)
        seat = preparing.seat_ids[5]
        body = seat.institution_id
        seat.institution_id = False
        self._seat_everybody(preparing, day("1405/04/09"))
        seat.with_user(self.foreign_officer).institution_id = body
        self.assertEqual(seat.institution_id, body)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestClosedSeat(SeatCase):
    """A seat ends on a day and with a reason; a statutory one opens anew (4-2)."""

    def _close(self, seat, on="1405/07/01"):
        with on_day(day(on)):
            seat.with_user(self.secretary).action_close(reason="Reorganised")
        self.env.flush_all()

    def test_a_statutory_seat_opens_anew_for_the_body_in_its_place(self):
        self._vacate(self.seat, "1405/07/01")
        self._close(self.seat)
        self.assertEqual(
            (self.seat.state, self.seat.closed_on, self.seat.active),
            ("closed", day("1405/07/01"), False),
        )
        successor = self.committee.seat_ids.filtered("opened_on")
        self.assertEqual(len(self.committee.seat_ids), 9)
        self.assertEqual(
            (
                successor.name,
                successor.template_id,
                successor.statutory,
                successor.institution_kind_id,
                successor.institution_id,
                successor.opened_on,
            ),
            (
                self.seat.name,
                self.seat.template_id,
                True,
                self.seat.institution_kind_id,
                self.env["res.partner"],
                day("1405/07/02"),
            ),
        )
        new_body = self._body("Merged office", self.seat)
        successor.with_user(self.officer).institution_id = new_body
        self._fill(successor, "1405/07/10")
        # what was true stays true
        self.assertEqual(self.seat.institution_id, self.body)
        self.assertEqual(self.seat.member_ids.institution_id, self.body)
        act = self.env["workflow.act"].search(
            [("res_model", "=", "committee.seat"), ("res_id", "=", self.seat.id)]
        )
        self.assertEqual(
            (act.verb, act.reason, act.on, act.create_uid, act.committee_id),
            (
                "close",
                "Reorganised",
                day("1405/07/01"),
                self.secretary,
                self.committee,
            ),
        )

    def test_a_reason_and_an_empty_seat_are_asked_for(self):
        seat = self.seat.with_user(self.secretary)
        with self.refused("Write the reason"):
            self._vacate(self.seat)
            with on_day("1405/07/01"):
                seat.action_close(reason="\u200c\u200b")
        self.env.invalidate_all()

    def test_who_sits_longer_stands_in_its_way(self):
        seat = self.seat.with_user(self.secretary)
        with self.refused("end the tenure first", "4-2"):
            with on_day("1405/07/01"):
                seat.action_close(reason="Reorganised")
        self._vacate(self.seat, "1405/07/02")
        with self.refused("end the tenure first", "4-2"):
            with on_day("1405/07/01"):
                seat.action_close(reason="Reorganised")

    def test_an_added_seat_is_closed_and_not_just_put_aside(self):
        seat = self._add_seat(self._body("University"))
        self._fill(seat, "1405/05/01")
        self._vacate(seat, "1405/06/01")
        with self.refused(seat.name, "Close Seat", "4-2", error=ValidationError):
            seat.active = False
        self._close(seat)
        self.assertFalse(seat.active)
        self.assertEqual(len(self.committee.seat_ids), 9)
        with self.refused("can no longer be edited"):
            seat.active = True
        person = self.env["res.partner"].create({"name": "Late"})
        late = self.env["committee.member"].create(
            {"seat_id": seat.id, "partner_id": person.id}
        )
        with self.refused("last day of the seat", "4-2"):
            with on_day("1405/08/01"):
                late.with_user(self.chair).action_issue(number="ح")

    def test_the_vacancy_is_told_of_the_new_seat_and_of_each_past_day(self):
        self._vacate(self.seat, "1405/05/31")
        self._close(self.seat)
        successor = self.committee.seat_ids.filtered("opened_on")

        def standing(seat, on):
            found = [
                row["standing"]
                for row in self._stands("member_seat", on).values()
                if row["subject_id"] == seat.id
            ]
            return found or ["-"]

        # 30 days of grace: from 1405/06/01 on, and again from 1405/07/02 on
        self.assertEqual(standing(self.seat, "1405/06/31"), ["at_risk"])
        self.assertEqual(standing(self.seat, "1405/07/01"), ["overdue"])
        self.assertEqual(standing(successor, "1405/07/01"), ["-"])
        self.assertEqual(standing(self.seat, "1405/07/03"), ["met"])
        self.assertEqual(standing(successor, "1405/07/03"), ["at_risk"])
        self.assertEqual(standing(successor, "1405/08/05"), ["overdue"])
        successor.institution_id = self._body("Merged office", self.seat)
        self._fill(successor, "1405/08/10")
        self.env.flush_all()
        self.assertEqual(standing(successor, "1405/08/05"), ["overdue"])
        self.assertEqual(standing(successor, "1405/08/12"), ["met"])


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDispatchToVacantSeats(SeatCase):
    """The dispatch goes to all member bodies, whoever holds their seats (A17)."""

    def _signed(self, left_out=None):
        """A meeting dispatched on paper, without one body."""
        meeting = self._create_meeting("signed", self.committee)
        letter = meeting.env["committee.letter"].create(
            meeting._prepare_letter_values("dispatch")
        )
        if left_out:
            letter.recipient_ids.filtered(lambda r: r.partner_id == left_out).unlink()
        return meeting, letter

    def _dispatch(self, meeting, on="1405/06/24"):
        secretary = meeting.with_user(self.secretary)
        with on_day(day(on)):
            secretary.action_dispatch(number="د/۱۴۰")
        self._send_letters(meeting)
        self.env.flush_all()

    def _flagged(self, meeting, on="1405/06/30"):
        """Of the rule and of the form alike."""
        rows = self._stands("dispatch_recipients", on).values()
        bodies = self.env["res.partner"].browse(
            row["subject_id"] for row in rows if row["standing"] == "overdue"
        )
        told = meeting._dispatch_flaws()
        for body in bodies:
            self.assertIn(body.name, " ".join(told))
        self.assertEqual(len(told), len(bodies))
        return bodies

    def test_a_vacant_statutory_seat_is_written_to_as_its_body(self):
        self._vacate(self.seat)
        meeting, letter = self._signed()
        self.assertNotIn(self.body, meeting.attendance_ids.institution_id)
        self.assertIn(self.body, letter.recipient_ids.partner_id)
        self._dispatch(meeting)
        self.assertFalse(self._flagged(meeting))

    def test_leaving_it_out_is_an_exception_that_names_it(self):
        self._vacate(self.seat)
        meeting, letter = self._signed(self.body)
        with self.refused(self.body.name, "4-4-4"):
            with on_day("1405/06/24"):
                meeting.with_user(self.chair).action_dispatch(number="۱")
        self._dispatch(meeting)
        self.assertEqual(self._flagged(meeting), self.body)
        with on_day("1405/07/05"):
            meeting.with_user(self.chair).action_dispatch(number="۲")
        self._send_letters(meeting)
        self.env.flush_all()
        self.assertFalse(self._flagged(meeting, "1405/07/06"))
        self.assertEqual(
            self._standings("dispatch_recipients", "1405/07/01"), ["overdue"]
        )

    def test_an_added_seat_counts_from_its_first_holder_to_its_last_day(self):
        joins, later, leaves, never = (
            self._add_seat(self._body(name))
            for name in ("Joins", "Later", "Gone", "No")
        )
        for seat, on in ((joins, "1405/05/01"), (leaves, "1405/04/20")):
            self._fill(seat, on)
            self._vacate(seat, "1405/06/10")
        with on_day(HELD_ON - timedelta(days=1)):
            leaves.with_user(self.secretary).action_close(reason="No longer needed")
        self._fill(later, "1405/06/20")
        meeting, letter = self._signed(joins.institution_id)
        bodies = meeting._dispatch_bodies()
        self.assertIn(joins.institution_id, bodies)
        for seat in (later, leaves, never):
            self.assertNotIn(seat.institution_id, bodies)
        self._dispatch(meeting)
        self.assertEqual(self._flagged(meeting), joins.institution_id)

    def test_a_seat_closed_after_the_meeting_counts_for_it(self):
        self._vacate(self.seat)
        meeting, letter = self._signed(self.body)
        self._dispatch(meeting)
        with on_day("1405/06/20"):
            self.seat.with_user(self.secretary).action_close(reason="Reorganised")
        successor = self.committee.seat_ids.filtered("opened_on")
        successor.institution_id = self._body("Merged office", self.seat)
        self.env.flush_all()
        self.assertEqual(self._flagged(meeting), self.body)
