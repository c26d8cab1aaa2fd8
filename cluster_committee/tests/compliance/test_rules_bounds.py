from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import TODAY, day, on_day
from .findings import FindingsCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRulesBounds(FindingsCase):
    """The day on which a rule turns, and the day before; whom it asks, and whom it does
    not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1404/01/01")
        cls.committee = cls._create_committee(formed="1404/02/10")

    def _around(self, code, on, meeting, column="standing"):
        """What stands on the day before, on the day, and on the day after."""
        found = []
        for days in (-1, 0, 1):
            rows = self.env["committee.engine"]._standings(
                day(on) + timedelta(days=days), self.own, [self._rule(code)]
            )
            rows = [row for row in rows if row["subject_id"] == meeting.id]
            found.append(rows[0][column] if rows else "-")
        return found

    def _date_letter(self, meeting, kind, on):
        """As only a foreign past may hold it: the steps refuse it."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE committee_letter SET letter_date = %s, sent_on = %s"
            " WHERE meeting_id = %s AND kind = %s",
            [day(on), day(on), meeting.id, kind],
        )
        self.env.invalidate_all()
        for name in ("counts", "counts_from"):
            self.env.add_to_compute(meeting._fields[name], meeting)
        self.env.flush_all()

    # ------------------------------------------------------------
    # INVITATION
    # ------------------------------------------------------------

    def test_an_invitation_of_the_day_of_the_meeting_is_none_before_it(self):
        [meeting] = self._hold(self.committee, "1404/06/16")
        for on, standing, counts in (
            ("1404/06/15", "met", True),
            ("1404/06/16", "missed", False),
            ("1404/06/17", "missed", False),
        ):
            self._date_letter(meeting, "invitation", on)
            row = self._stands("invitation", "1404/07/01")[meeting.id, ""]
            self.assertEqual(row["standing"], standing, on)
            self.assertEqual(meeting.counts, counts, on)
            counted = self._stands("meeting_gap", "1404/07/01")
            self.assertEqual((meeting.id, "") in counted, counts, on)

    def test_the_notice_is_met_on_its_last_day(self):
        [meeting] = self._hold(self.committee, "1404/06/16")
        for on, standing in (("1404/06/13", "met"), ("1404/06/14", "missed")):
            self._date_letter(meeting, "invitation", on)
            row = self._stands("notice", "1404/07/01")[meeting.id, ""]
            self.assertEqual(row["standing"], standing, on)

    # ------------------------------------------------------------
    # SPACING, GAP
    # ------------------------------------------------------------

    def test_two_meetings_count_from_the_spacing_on(self):
        """120 days after 1405/01/15 it is 1405/05/11."""
        self.assertEqual((day("1405/05/11") - day("1405/01/15")).days, 120)
        for second, effective, standing in (
            ("1405/05/10", 1, "at_risk"),
            ("1405/05/11", 2, "met"),
        ):
            with self.subTest(second=second), self.env.cr.savepoint() as savepoint:
                _first, close = self._hold(self.committee, "1405/01/15", second)
                years = self._stands("meeting_count", "1405/06/01")
                [row] = [row for (_of, year), row in years.items() if year == "1405"]
                self.assertEqual((row["measure"], row["target"]), (effective, 2))
                row = self._stands("meeting_spacing", "1405/06/01")[close.id, ""]
                self.assertEqual(row["standing"], standing)
                savepoint.rollback()
            self.env.invalidate_all()

    def test_the_next_meeting_is_due_on_the_day_six_months_later(self):
        [meeting] = self._hold(self.committee, "1404/04/15")
        self.assertEqual(
            self._around("meeting_gap", "1404/10/15", meeting),
            ["at_risk", "at_risk", "overdue"],
        )
        self.assertEqual(
            self._around("meeting_gap", "1404/10/15", meeting, "level"),
            ["1", "3", "3"],
        )

    def test_the_nation_is_told_of_the_gap_after_the_tolerance(self):
        """Thirty days after 1404/10/15 it is 1404/11/15: told from the next day on."""
        [meeting] = self._hold(self.committee, "1404/04/15")
        self.assertEqual(
            self._around("meeting_gap", "1404/11/16", meeting, "level"),
            ["3", "4", "4"],
        )

    # ------------------------------------------------------------
    # PAPERS
    # ------------------------------------------------------------

    def test_levels_of_late_papers_begin_on_their_days(self):
        """Minutes due 1404/08/20, dispatch and copy due 1404/09/04."""
        [meeting] = self._hold(self.committee, "1404/08/13")
        for code, on, levels in (
            ("minutes", "1404/08/20", ["0", "1", "1"]),
            ("minutes", "1404/08/27", ["1", "2", "2"]),  # ten working days
            ("dispatch", "1404/09/04", [None, "2", "2"]),
            ("dispatch", "1404/09/11", ["2", "3", "3"]),
            ("dispatch", "1404/10/04", ["3", "4", "4"]),
            ("national_copy", "1404/09/05", ["2", "4", "4"]),
            ("minutes_made", "1405/01/01", [None, "2", "4"]),
            ("dispatch_made", "1405/01/01", [None, "3", "4"]),
            ("national_copy_made", "1405/01/01", [None, "2", "4"]),
        ):
            found = self._around(code, on, meeting, "level")
            self.assertEqual(found, levels, (code, on))

    def _dispatch_without(self, meeting, *bodies):
        _officer, secretary, _chair = self._people_at(meeting)
        asked = secretary._dispatch_bodies()
        secretary.env["committee.letter"].create(
            {
                **secretary._prepare_letter_values("dispatch"),
                "signatory_id": self.chair.partner_id.id,
                "recipient_ids": [
                    Command.create({"partner_id": body.id})
                    for body in asked
                    if body not in bodies
                ],
            }
        )
        on = meeting.held_on + timedelta(days=5)
        with on_day(on):
            secretary.action_dispatch(number="د/۷")
        self._send_letters(meeting)
        return asked

    def test_the_body_of_a_vacant_statutory_seat_gets_the_dispatch(self):
        seat = self.committee.seat_ids.filtered(
            lambda s: s.role == "member" and s.statutory
        )[:1]
        # nobody ever sat on it, as only a foreign past may hold
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE committee_member SET state = 'withdrawn' WHERE seat_id = %s",
            [seat.id],
        )
        self.env.invalidate_all()
        meeting = self._create_meeting("signed", self.committee, held="1404/06/16")
        self.assertNotIn(seat.institution_id, meeting.attendance_ids.institution_id)
        asked = self._dispatch_without(meeting, seat.institution_id)
        self.assertIn(seat.institution_id, asked)
        rows = self._stands("dispatch_recipients", "1404/06/30")
        self.assertEqual(
            {key: row["standing"] for key, row in rows.items()},
            {(seat.institution_id.id, str(meeting.id)): "overdue"},
        )
        self.assertIn(
            seat.institution_id.name, "".join(meeting._irregularities()[meeting.id])
        )

    def test_nobody_else_has_to_get_it(self):
        """An added seat that nobody held yet, and the body of a guest, are not asked
        for."""
        bodies = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("A bank", "A guest")]
        )
        self.committee.seat_ids.with_user(self.officer).create(
            {
                "committee_id": self.committee.id,
                "name": "Bank",
                "reason": "As asked",
                "institution_id": bodies[0].id,
            }
        )
        meeting = self._create_meeting("signed", self.committee, held="1404/06/16")
        asked = self._dispatch_without(meeting)
        self.assertFalse(asked & bodies)
        self.assertFalse(self._stands("dispatch_recipients", "1404/06/30"))

    # ------------------------------------------------------------
    # SEATS
    # ------------------------------------------------------------

    def _levels_of_empty(self, role):
        """The days on which the levels of an empty seat begin, empty since 1404/05/02:
        thirty days of grace end on 1404/06/01, sixty on 1404/06/31."""
        seat = self.committee.seat_ids.filtered(lambda s: s.role == role)[:1]
        with on_day("1404/05/01"):
            seat.sudo().member_ids.with_user(self.chair).action_end(reason="Left")
        code = {"member": "member_seat"}.get(role, f"{role}_seat")
        found = {}
        for on in (
            "1404/05/01",
            "1404/05/02",
            "1404/06/01",
            "1404/06/02",
            "1404/06/31",
            "1404/07/01",
        ):
            rows = self._stands(code, on)
            row = rows.get((seat.id, str(day("1404/05/02"))))
            found[on[5:]] = row["level"] if row else "-"
        return list(found.values())

    def test_an_empty_seat_of_a_body_reaches_the_chair_after_its_grace(self):
        self.assertEqual(
            self._levels_of_empty("member"), ["-", "1", "2", "3", "3", "4"]
        )

    def test_the_empty_chair_goes_to_the_secretary_and_the_office(self):
        self.assertEqual(self._levels_of_empty("chair"), ["-", "2", "2", "4", "4", "4"])
        self.assertNotIn(3, self._rule("chair_seat")._levels)

    def test_the_empty_seat_of_the_secretary_reaches_the_chair(self):
        self.assertEqual(
            self._levels_of_empty("secretary"), ["-", "1", "1", "4", "4", "4"]
        )
        self._check("1404/06/02", "secretary_seat")
        told = self._told(self._findings("secretary_seat"))
        self.assertIn((3, "chair"), told)

    def test_the_chair_is_told_courteously_of_an_empty_seat(self):
        self._levels_of_empty("member")
        self._check("1404/06/02", "member_seat")
        finding = self._findings("member_seat")
        self.assertIn((3, "chair"), self._told(finding))
        self.assertNotIn((4, "national"), self._told(finding))
        seen = finding.with_user(self.chair)
        self.assertIn("expected by", seen._standing_phrase())
        self.assertNotIn("overdue", seen._standing_phrase())
