from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import TODAY, day
from .findings import FindingsCase

# what the story below makes of each rule: how its obligation stands on the days of its
# life, None where there is none. Where it is late it is mended in the end, so that
# each line goes from not applicable by due and overdue to met.
LIVES = {
    "formation": "1403/12/29 -, 1404/01/20 overdue, 1404/02/10 met",
    "consult_governor": "1404/02/09 -, 1404/02/10 met",
    "consult_deputy": "1404/02/09 -, 1404/02/10 met",
    "parent_body": "1404/02/09 -, 1404/02/10 met",
    "deputy": "1404/02/09 -, 1404/02/20 overdue, 1404/03/01 met",
    "acknowledgement": "1403/12/29 -, 1404/01/31 at_risk, 1404/02/10 overdue,"
    " 1404/05/01 met",
    "first_meeting": "1404/02/09 -, 1404/02/15 due, 1404/03/15 at_risk,"
    " 1404/04/10 overdue, 1404/04/15 met",
    "meeting_plan": "1403/12/29 -, 1404/02/11 at_risk, 1404/03/10 overdue,"
    " 1404/03/20 met",
    "meeting_gap": "1404/04/14 -, 1404/04/20 due, 1404/09/20 at_risk,"
    " 1404/10/15 at_risk, 1404/10/16 overdue, 1404/11/20 met",
    "invitation": "1404/04/14 -, 1404/04/15 met",
    "invited_members": "1404/04/14 -, 1404/04/15 met",
    "notice": "1404/04/14 -, 1404/04/15 missed",
    "agenda": "1404/03/31 -, 1404/04/01 due, 1404/04/08 at_risk, 1404/04/12 at_risk,"
    " 1404/04/13 met",
    "attendance": "1404/04/14 -, 1404/04/15 due, 1404/04/23 overdue, 1404/05/06 met",
    "minutes": "1404/04/14 -, 1404/04/15 due, 1404/04/21 at_risk,"
    " 1404/04/22 at_risk, 1404/04/23 overdue, 1404/05/06 met",
    "dispatch": "1404/05/05 -, 1404/05/06 due, 1404/05/19 at_risk,"
    " 1404/05/20 at_risk, 1404/05/21 overdue, 1404/06/12 met",
    "dispatch_signature": "1404/06/01 -, 1404/06/02 due, 1404/06/05 overdue,"
    " 1404/06/12 met",
    "dispatch_recipients": "1404/06/11 -, 1404/06/14 overdue, 1404/06/20 met",
    "national_copy": "1404/05/05 -, 1404/05/06 due, 1404/05/21 overdue, 1404/06/25 met",
    "task": "1404/06/11 -, 1404/06/12 due, 1404/07/05 at_risk, 1404/07/12 overdue,"
    " 1404/08/01 met",
    "member_seat": "1404/05/01 -, 1404/05/10 at_risk, 1404/06/02 overdue,"
    " 1404/08/10 met",
    "late_item": "1404/11/19 -, 1404/11/20 due, 1404/11/21 overdue, 1404/11/25 met",
    "absence": "1404/04/14 -, 1404/05/07 at_risk, 1404/12/05 overdue, 1405/03/02 met",
}
# in these the obligation is exempt for some days while it would be late
EXEMPT = {
    code: life.split(" overdue")[0].rpartition(" ")[2]
    for code, life in LIVES.items()
    if " overdue" in life
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRules(FindingsCase):
    """The story of a province that is late with everything and mends it, told by its
    people through the steps; and each rule asked on the days of that story."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own.monitoring_start_date = day("1404/01/01")
        cls.committee = cls._create_committee(formed="1404/02/10")
        cls._name_deputy_and_plan()
        edition = cls.env["committee.procedure.edition"]._edition_on(day("1404/01/01"))
        edition.with_user(cls.secretary).action_acknowledge(on=day("1404/05/01"))
        cls.first = cls._hold_first_meeting()
        cls._change_a_member()
        cls.second = cls._hold_second_meeting()
        cls.third = cls._hold_third_meeting()

    @classmethod
    def _name_deputy_and_plan(cls):
        env = cls.committee.with_user(cls.officer).env
        holder = env["committee.duty.holder"].create(
            {
                "company_id": cls.own.id,
                "duty": "supervisor",
                "partner_id": cls.supervisor.partner_id.id,
                "date_from": day("1404/03/01"),
            }
        )
        holder.with_user(cls.secretary).action_appoint()
        for year, proposed in ((1404, "1404/03/20"), (1405, "1405/01/20")):
            plan = env["committee.meeting.plan"].create(
                {
                    "committee_id": cls.committee.id,
                    "jalali_year": year,
                    "line_ids": [
                        Command.create({"day": day(f"{year}/{month}/07")})
                        for month in ("02", "08")
                    ],
                }
            )
            plan.with_user(cls.secretary).action_propose(on=day(proposed))

    @classmethod
    def _hold_first_meeting(cls):
        meeting = cls._create_meeting("draft", cls.committee, held="1404/04/15")
        officer, secretary, chair = cls._people_at(meeting)
        secretary.action_propose_agenda(on=day("1404/04/01"))
        chair.action_approve_agenda(on=day("1404/04/13"))
        chair.action_invite(on=day("1404/04/13"), number="د/۱")
        officer.action_hold()
        cls._write_minutes(officer)
        officer.attendance_ids[3].presence = "absent"
        cls.left_out = officer.attendance_ids[4].institution_id
        officer.resolution_ids.task_ids.deadline = day("1404/07/10")
        officer.action_record_minutes(on=day("1404/05/06"))
        cls._to_signed(meeting, day("1404/05/10"))
        cls._dispatch_three_times(meeting, secretary, chair)
        secretary.action_send_national_copy(on=day("1404/06/25"), number="ش/۹")
        meeting.resolution_ids.task_ids.with_user(cls.officer).action_finish(
            on=day("1404/08/01")
        )
        return meeting

    @classmethod
    def _dispatch_three_times(cls, meeting, secretary, chair):
        """Signed by the secretary; then without one body; then to that one too."""
        cls._draft_dispatch(secretary, cls.secretary.partner_id)
        secretary.action_dispatch(on=day("1404/06/02"), number="د/۲")
        cls._draft_dispatch(secretary, cls.chair.partner_id, without=cls.left_out)
        secretary.action_dispatch(on=day("1404/06/12"), number="د/۳")
        chair.action_dispatch(on=day("1404/06/20"), number="د/۴")

    @classmethod
    def _draft_dispatch(cls, meeting, signatory, without=None):
        """The chair's letter as it lies on paper: who signed it, who got it."""
        bodies = meeting._dispatch_bodies() - (without or meeting.env["res.partner"])
        meeting.env["committee.letter"].create(
            {
                **meeting._prepare_letter_values("dispatch"),
                "signatory_id": signatory.id,
                "recipient_ids": [
                    Command.create({"partner_id": body.id}) for body in bodies
                ],
            }
        )

    @classmethod
    def _change_a_member(cls):
        seat = cls.committee.seat_ids[5]
        member = seat.sudo().member_ids
        member.with_user(cls.chair).action_end(
            on=day("1404/05/01"), end_reason="moved", reason="Left"
        )
        successor = cls.env["committee.member"].with_user(cls.officer)
        successor = successor.create(
            {
                "seat_id": seat.id,
                "partner_id": cls.env["res.partner"].create({"name": "Next"}).id,
            }
        )
        successor.with_user(cls.chair).action_issue(on=day("1404/08/10"), number="ح/۵۰")
        cls.changed_seat = seat

    @classmethod
    def _hold_second_meeting(cls):
        meeting = cls._create_meeting("invited", cls.committee, held="1404/11/20")
        officer, _secretary, chair = cls._people_at(meeting)
        late = officer.agenda_item_ids.create(
            {"meeting_id": meeting.id, "name": "A late item"}
        )
        officer.action_hold()
        late.with_user(cls.chair).action_approve(on=day("1404/11/25"))
        officer.attendance_ids.write({"presence": "present"})
        officer.attendance_ids[3].presence = "absent"
        officer.agenda_item_ids.write({"outcome": "discussed"})
        officer.action_record_minutes(on=day("1404/12/01"))
        return meeting

    @classmethod
    def _hold_third_meeting(cls):
        meeting = cls._create_meeting("recorded", cls.committee, held="1405/02/30")
        return meeting

    # ------------------------------------------------------------
    # LIVES
    # ------------------------------------------------------------

    def _first_of(self, code, on):
        """How the first obligation of the story stands under this rule, None if none.

        The others follow later and are another matter."""
        rows = self._stands(code, on).values()
        rows = sorted(rows, key=lambda r: (str(r["opens_on"]), r["subject_id"]))
        return rows[0]["standing"] if rows else None

    def _life(self, code):
        for step in LIVES[code].split(", "):
            on, standing = step.split()
            yield on, None if standing == "-" else standing

    def test_every_obligation_lives_as_its_clause_says(self):
        for code in LIVES:
            for on, standing in self._life(code):
                with self.subTest(rule=code, on=on):
                    self.assertEqual(self._first_of(code, on), standing)

    def test_an_exempt_obligation_is_shown_and_comes_back(self):
        for code, on in EXEMPT.items():
            with self.subTest(rule=code, on=on), self.env.cr.savepoint() as savepoint:
                self._exempt(code, on, on)
                self.env.flush_all()
                self.assertEqual(self._first_of(code, on), "exempt")
                before = day(on) - timedelta(days=1)
                after = day(on) + timedelta(days=1)
                for other in (before, after):
                    rows = self.env["committee.engine"]._standings(
                        other, self.own, [self._rule(code)]
                    )
                    self.assertNotIn("exempt", [row["standing"] for row in rows])
                savepoint.rollback()

    def test_an_exemption_from_a_clause_covers_all_its_obligations(self):
        self._exempt(False, "1404/06/05", "1404/06/06", clause="C4-4-4b")
        for code in ("dispatch", "dispatch_signature"):
            self.assertEqual(self._first_of(code, "1404/06/05"), "exempt", code)
        self.assertEqual(self._first_of("national_copy", "1404/06/05"), "overdue")

    def test_another_province_has_nothing_of_it(self):
        for code in LIVES.keys() - {"formation", "acknowledgement"}:
            self.assertFalse(self._stands(code, "1405/09/02", self.foreign), code)

    def test_no_rule_is_left_without_a_life(self):
        others = {
            "chair_seat",
            "secretary_seat",
            "decree",
            "decree_term",
            # test_rules_cadence.py
            "meeting_count",
            "meeting_count_half",
            "meeting_count_rolling",
            "meeting_spacing",
            # test_rules_experts.py
            "secretariat",
            "expert_body",
            "expert_first",
            "expert_gap",
            "expert_before",
            "output",
            # test_rules_yearly.py
            "priorities",
            "forecast",
            "review",
            "agency_cost",
            "project_cost",
            "approved_plan",
        }
        codes = {rule._code for rule in self.env["committee.engine"]._rules()}
        self.assertEqual(codes, LIVES.keys() | others)

    def test_what_lies_before_the_province_is_watched_is_not_held_against_it(self):
        self.own.monitoring_start_date = day("1404/06/01")
        self.env.flush_all()
        self.assertIsNone(self._first_of("minutes", "1404/04/23"))
        self.assertIsNone(self._first_of("first_meeting", "1404/06/05"))
        # what falls due later is watched
        self.assertEqual(self._first_of("meeting_gap", "1404/10/16"), "overdue")

    def test_a_suspended_committee_owes_nothing_while_it_is(self):
        committee = self.committee.with_user(self.secretary)
        committee.action_suspend(on=day("1405/05/01"), reason="Elections")
        committee.action_resume(on=day("1405/07/01"))
        self.assertTrue(self._stands("meeting_gap", "1405/04/31"))
        self.assertFalse(self._stands("meeting_gap", "1405/05/01"))
        self.assertTrue(self._stands("meeting_gap", "1405/07/01"))

    def test_a_dissolved_committee_owes_a_new_one(self):
        self.committee.with_user(self.secretary).action_dissolve(
            on=day("1405/05/01"), reason="Merged"
        )
        self.assertFalse(self._stands("meeting_gap", "1405/05/01"))
        self.assertTrue(self._stands("meeting_gap", "1405/04/31"))
        self.assertEqual(self._first_of("formation", "1405/04/31"), "met")
        self.assertEqual(self._first_of("formation", "1405/05/02"), "overdue")

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    def test_an_empty_chair_goes_up_at_once(self):
        chair = self.committee._holders_on(day("1405/05/01"), role="chair")
        chair.with_user(self.chair).action_end(on=day("1405/05/01"), reason="Left")
        (row,) = self._stands("chair_seat", "1405/05/02").values()
        self.assertEqual((row["standing"], row["level"]), ("at_risk", "2"))
        (row,) = self._stands("chair_seat", "1405/06/02").values()
        self.assertEqual((row["standing"], row["level"]), ("overdue", "4"))
        successor = self.env["committee.member"].with_user(self.officer)
        successor = successor.create(
            {"seat_id": chair.seat_id.id, "partner_id": self.chair.partner_id.id}
        )
        successor.with_user(self.secretary).action_seat(on=day("1405/06/10"))
        self.assertEqual(self._standings("chair_seat", "1405/06/10"), ["met"])
        self.assertEqual(self._standings("chair_seat", "1405/06/09"), ["overdue"])
        self.assertFalse(self._stands("secretary_seat", "1405/06/09"))

    def test_a_vacancy_is_told_nationally_after_sixty_days(self):
        seat = self.changed_seat.id, day("1404/05/02").isoformat()
        levels = [
            self._stands("member_seat", on)[seat]["level"]
            for on in ("1404/05/10", "1404/06/01", "1404/06/31", "1404/07/01")
        ]
        self.assertEqual(levels, ["1", "2", "2", "4"])

    def test_a_decree_of_another_hand_is_none(self):
        self.assertEqual(set(self._standings("decree", "1405/09/02")), {"met"})
        seat = self.committee.seat_ids.with_user(self.officer).create(
            {"committee_id": self.committee.id, "name": "Bank", "reason": "As asked"}
        )
        member = seat.member_ids.create(
            {"seat_id": seat.id, "partner_id": self.officer.partner_id.id}
        )
        letters = self.env["committee.letter"].with_user(self.officer)
        letters.create(
            {
                **member._prepare_letter_values("decree"),
                "signatory_id": self.secretary.partner_id.id,
            }
        )
        member.with_user(self.secretary).action_issue(
            on=day("1405/06/01"), number="ح/۹۱"
        )
        row = self._stands("decree", "1405/06/02")[member.id, ""]
        self.assertEqual((row["standing"], row["level"]), ("overdue", "2"))
        row = self._stands("decree", "1405/06/08")[member.id, ""]
        self.assertEqual(row["level"], "3")
        self._exempt("decree", "1405/06/05", "1405/06/06")
        row = self._stands("decree", "1405/06/05")[member.id, ""]
        self.assertEqual(row["standing"], "exempt")

    def test_a_decree_that_runs_out_is_told_before(self):
        seat = self.committee.seat_ids.with_user(self.officer).create(
            {"committee_id": self.committee.id, "name": "Bank", "reason": "As asked"}
        )
        members = self.env["committee.member"].with_user(self.officer)
        first, second = members.create(
            [
                {
                    "seat_id": seat.id,
                    "partner_id": self.officer.partner_id.id,
                    "date_to": last,
                }
                for last in (day("1405/05/31"), False)
            ]
        )
        first.with_user(self.chair).action_issue(on=day("1405/03/01"), number="ح/۹۱")
        self.assertEqual(
            [self._standings("decree_term", on) for on in ("1405/04/30", "1405/05/02")],
            [["due"], ["at_risk"]],
        )
        second.date_from = day("1405/06/01")
        second.with_user(self.chair).action_issue(on=day("1405/05/20"), number="ح/۹۲")
        self.assertEqual(self._standings("decree_term", "1405/06/01"), ["met"])

    def test_a_term_of_decrees_is_policy(self):
        self.assertFalse(self._stands("decree_term", "1405/09/02"))
        self._new_edition("1405/01/01", decree_term_months=12)
        standings = self._standings("decree_term", "1405/02/11")
        self.assertEqual(standings.count("overdue"), 7)
        self.assertFalse(self._stands("decree_term", "1404/12/29"))
