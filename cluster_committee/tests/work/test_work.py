from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import TODAY, day, on_day
from ..screens.screens import LATIN, ScreensCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWork(ScreensCase):
    """What waits for a person is what he can do, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shown = cls.env["committee.work"]._shown
        cls._show(100)

    @classmethod
    def _show(cls, number):
        cls.classPatch(cls.env.registry["committee.work"], "_shown", number)

    def _rows(self, user, own=True):
        rows = self.env["committee.work"].with_user(user).today()["rows"]
        return [row for row in rows if row["own"] or not own]

    def _codes(self, user, record, own=True):
        """{code: recorded from paper?} of what waits for `user` on one record."""
        return {
            row["code"]: row["on_paper"]
            for row in self._rows(user, own)
            if (row["model"], row["id"]) == (record._name, record.id)
        }

    def _assert_waits(self, record, code, direct=(), paper=()):
        """`code` waits for these people, by this way, and for nobody else."""
        found = {}
        for role in (
            "officer supervisor secretary chair national owner foreign_officer"
            " foreign_secretary foreign_chair"
        ).split():
            codes = self._codes(getattr(self, role), record)
            if code in codes:
                found[role] = codes[code]
        expected = {**dict.fromkeys(direct, False), **dict.fromkeys(paper, True)}
        self.assertEqual(found, expected, code)

    def _letter_of(self, meeting, kind):
        return meeting.letter_ids.filtered(lambda letter: letter.kind == kind)

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    def test_each_step_of_a_meeting_waits_for_who_takes_it(self):
        secretary, officer = ("secretary",), ("officer",)
        acts = {"direct": ("chair",), "paper": secretary}
        expected = {
            "draft": {"propose_agenda": {"direct": secretary}},
            "returned": {
                "propose_agenda": {"direct": secretary},
                "returned_agenda": {"direct": officer},
            },
            "agenda_proposed": {"approve_agenda": acts},
            "agenda_approved": {
                "draft_invitation": {"direct": officer},
                "invite": acts,
            },
            "invited": {"hold": {"direct": officer}},
            "held": {"record_minutes": {"direct": officer}},
            "recorded": {
                "sign_as_secretary": {"direct": secretary},
                "sign_as_chair": acts,
            },
            "signed": {
                "draft_dispatch": {"direct": officer},
                "dispatch": acts,
                "send_national_copy": {"direct": secretary},
            },
            "dispatched": {"send_national_copy": {"direct": secretary}},
            "closed": {},
            "cancelled": {},
        }
        for state, codes in expected.items():
            with self.subTest(state=state):
                meeting = self._create_meeting(state, self.committee, "1405/06/30")
                everybody = self.secretary | self.officer | self.chair
                found = [set(self._codes(user, meeting)) for user in everybody]
                self.assertEqual(set().union(*found), set(codes))
                for code, who in codes.items():
                    self._assert_waits(meeting, code, **who)

    def test_what_is_listed_can_be_pressed(self):
        for state in self.ROAD:
            self._create_meeting(state, self.committee, "1405/06/30")
        experts = self._gather_experts(self.committee)
        for state in ("draft", "invited", "held", "recorded"):
            self._create_session(state, experts)
        for user in (
            self.officer | self.supervisor | self.secretary | self.chair | self.national
        ):
            for row in self._rows(user, own=False):
                record = self.env[row["model"]].with_user(user).browse(row["id"])
                if row["verb"]:
                    self.assertTrue(record[f"can_{row['verb']}"], row["label"])
                record.browse().check_access("read")
                self.assertTrue(record.has_access("read"))

    def _reply(self, rows):
        self.env["committee.invitation.reply"].with_user(self.officer).create(
            [{"attendance_id": row.id, "channel": "phone"} for row in rows]
        )

    def test_who_has_not_replied_is_asked(self):
        self._assert_waits(self.invited, "reply_missing", direct=("officer",))
        rows = self.invited.attendance_ids.filtered(lambda row: row.role == "member")

        def told():
            return [
                row["name"]
                for row in self._rows(self.officer)
                if row["code"] == "reply_missing"
            ]

        self.assertEqual(len(told()), 1)
        self.assertIn(f"{len(rows)} without a reply", told()[0])
        self._reply(rows[1:])
        self.assertIn("1 without a reply", told()[0])
        self._reply(rows[0])
        self.assertEqual(told(), [])
        # what was answered to an invitation to another time counts no more
        self.invited.with_user(self.chair).action_postpone(reason="The hall is taken")
        moved = {
            name: self.invited[name] + timedelta(days=3)
            for name in ("date_start", "date_end")
        }
        self.invited.with_user(self.officer).write(moved)
        self.invited.with_user(self.chair).action_invite(number="د/۹۹")
        self.assertIn(f"{len(rows)} without a reply", told()[0])
        with freeze_time(f"{day('1405/09/20')} 08:00:00"):
            self.assertEqual(told(), [])

    def test_a_meeting_to_come_is_not_held_yet(self):
        self.assertNotIn("hold", self._codes(self.officer, self.invited))
        with freeze_time(f"{day('1405/09/12')} 08:00:00"):
            codes = self._codes(self.officer, self.invited)
        self.assertIn("hold", codes)

    def test_returned_minutes_wait_with_the_remark(self):
        meeting = self._create_meeting("recorded", self.committee, "1405/06/30")
        meeting.with_user(self.secretary).action_return_minutes(reason="Item 2 lacks")
        self._assert_waits(meeting, "record_minutes")
        self._assert_waits(meeting, "returned_minutes", ("officer",))
        (row,) = (r for r in self._rows(self.officer) if r["id"] == meeting.id)
        self.assertIn("Item 2 lacks", row["name"])

    def test_another_chair_has_nothing_here(self):
        meeting = self._create_meeting("agenda_proposed", self.committee)
        other = new_test_user(
            self.env,
            "another.chair",
            groups="base.group_user,cluster_committee.group_committee_chair",
            company_id=self.own.id,
            company_ids=[Command.set(self.own.ids)],
        )
        self.assertFalse(self._codes(other, meeting))
        self.assertEqual(self._codes(self.chair, meeting), {"approve_agenda": False})

    def test_a_delegate_has_the_acts_that_are_his(self):
        proposed = self._create_meeting("agenda_proposed", self.committee)
        other = new_test_user(
            self.env,
            "delegate",
            groups="base.group_user,cluster_committee.group_committee_chair",
            company_id=self.own.id,
            company_ids=[Command.set(self.own.ids)],
        )
        self._create_delegation(
            self.committee,
            "in_force",
            partner_id=other.partner_id.id,
            for_invitation=False,
            for_agenda=True,
        )
        self.assertEqual(self._codes(other, proposed), {"approve_agenda": False})
        proposed.with_user(self.chair).action_approve_agenda()
        self.assertFalse(self._codes(other, proposed), "inviting is not delegated")

    # ------------------------------------------------------------
    # WHOSE
    # ------------------------------------------------------------

    def test_what_a_role_implies_is_shown_as_the_work_of_colleagues(self):
        meeting = self._create_meeting("held", self.committee)
        self.assertFalse(self._codes(self.secretary, meeting))
        self.assertIn("record_minutes", self._codes(self.secretary, meeting, own=False))
        self.assertFalse(self._codes(self.chair, meeting, own=False))
        self.secretary.group_ids = [
            Command.link(self.env.ref("cluster_committee.group_committee_officer").id)
        ]
        self.assertIn("record_minutes", self._codes(self.secretary, meeting))

    def test_who_has_no_role_has_no_work(self):
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        asked = self.env["committee.work"].with_user(stranger).today()
        self.assertEqual((asked["rows"], asked["more"], asked["hint"]), ([], [], False))

    def test_each_role_is_told_what_will_come(self):
        hints = {
            self.env["committee.work"].with_user(user).today()["hint"]
            for user in (
                self.officer,
                self.supervisor,
                self.secretary,
                self.chair,
                self.national,
                self.owner,
            )
        }
        self.assertEqual(len(hints), 6)

    # ------------------------------------------------------------
    # WHEN
    # ------------------------------------------------------------

    def test_it_is_due_when_the_findings_say_so(self):
        late = self._findings("dispatch").filtered(
            lambda finding: finding.subject_id == self.counted.id
        )
        self.assertEqual(late.standing, "overdue")
        [row] = [
            row for row in self._rows(self.chair) if row["code"] == "sign_as_chair"
        ]
        self.assertEqual(row["until"], late.due_on.isoformat())
        self.assertEqual(row["days"], -late.days_late)
        self.assertEqual(row["when"], "overdue")
        self.assertEqual(row["since"], self.counted.recorded_on.isoformat())

    def test_a_deadline_is_told_when_it_is_near(self):
        meeting = self._create_meeting("dispatched", self.committee, "1405/06/30")
        task = meeting.resolution_ids.task_ids
        seen = {}
        for days in (-31, -30, -8, -7, 0, 1):
            with freeze_time(f"{task.deadline + timedelta(days=days)} 08:00:00"):
                for row in self._rows(self.officer):
                    if row["code"] == "follow_up":
                        seen[days] = row["when"]
        self.assertEqual(
            seen, {-30: "later", -8: "later", -7: "soon", 0: "soon", 1: "overdue"}
        )
        task.with_user(self.officer).action_finish()
        self._assert_waits(task, "follow_up")

    # ------------------------------------------------------------
    # PAPERS, PEOPLE
    # ------------------------------------------------------------

    def test_papers_wait_for_the_secretariat(self):
        letters = self.env["committee.letter"].with_user(self.officer)
        reminder = letters.create(
            {"kind": "reminder", "committee_id": self.committee.id}
        )
        self._assert_waits(reminder, "issue_letter", direct=("secretary",))
        with on_day("1405/08/01"):
            reminder.with_user(self.secretary).action_issue(number="ش/۹")
        self._assert_waits(reminder, "issue_letter")
        self._assert_waits(reminder, "send_letter", direct=("secretary",))
        invitation = self.invited.letter_ids.filtered(
            lambda letter: letter.kind == "invitation"
        )
        self._assert_waits(invitation, "invitation_receipt", direct=("officer",))
        invitation.recipient_ids.with_user(self.officer).action_acknowledge()
        self._assert_waits(invitation, "invitation_receipt")

    def test_a_missing_scan_waits_until_it_comes(self):
        self.counted.with_user(self.secretary).action_sign_as_chair()
        self._assert_waits(self.counted, "minutes_scan", direct=("officer",))
        self.counted.with_user(self.officer).signed_scan = "JVBERi0="
        self._assert_waits(self.counted, "minutes_scan")
        meeting = self._create_meeting("agenda_approved", self.committee, "1405/06/30")
        with on_day("1405/06/18"):
            meeting.with_user(self.secretary).action_invite(number="۱۴۰۵/۱۲۴/د")
        letter = meeting.letter_ids.filtered("on_paper")
        self._assert_waits(letter, "letter_scan", direct=("officer",))
        letter.with_user(self.officer).scan = "JVBERi0="
        self._assert_waits(letter, "letter_scan")

    def test_the_nation_acknowledges_its_copies(self):
        self.office.is_national_office = True
        meeting = self._create_meeting("closed", self.committee, "1405/06/30")
        copies = meeting.letter_ids.filtered(
            lambda letter: letter.kind == "national_copy"
        )
        copy = copies.recipient_ids[:1]
        self._assert_waits(copy, "acknowledge_copy", direct=("national",))
        copy.with_user(self.national).action_acknowledge()
        self._assert_waits(copy, "acknowledge_copy")

    def test_members_wait_for_their_decrees(self):
        committee = self._create_committee("consulted", self.foreign_committee())
        seat = committee.seat_ids.filtered("decree_required")[:1]
        office = committee.seat_ids.filtered(lambda s: not s.decree_required)[:1]
        partner = self.env["res.partner"].create({"name": "A person"})
        members = self.env["committee.member"].with_user(self.foreign_officer)
        member = members.create({"seat_id": seat.id, "partner_id": partner.id})
        self._assert_waits(member, "propose_decree", direct=("foreign_secretary",))
        member.with_user(self.foreign_secretary).action_propose()
        self._assert_waits(member, "issue_decree", paper=("foreign_secretary",))
        holder = members.create({"seat_id": office.id, "partner_id": partner.id})
        self._assert_waits(holder, "seat_member", direct=("foreign_secretary",))
        self._assert_waits(committee, "constitute", direct=("foreign_secretary",))

    def foreign_committee(self):
        """The foreign company, whose committee was dissolved."""
        self.elsewhere.with_user(self.foreign_secretary).action_dissolve(reason="A")
        return self.foreign

    # ------------------------------------------------------------
    # EXPERTS, OVERSIGHT
    # ------------------------------------------------------------

    def test_sessions_and_outputs(self):
        experts = self._gather_experts(self.committee)
        draft = self._create_session("draft", experts)
        self._assert_waits(draft, "schedule", direct=("officer",))
        recorded = self._create_session("recorded", experts, outputs=1)
        self._assert_waits(recorded, "close_session", direct=("secretary",))
        output = recorded.output_ids
        recorded.with_user(self.secretary).action_close_session()
        self._assert_waits(output, "waiting_output", direct=("secretary",))
        meeting = self._create_meeting("held", self.committee, "1405/09/01")
        item = meeting.agenda_item_ids.filtered("output_id")
        self.assertEqual(item.output_id, output)
        self._assert_waits(output, "waiting_output")
        self._assert_waits(item, "decide_output", direct=("officer",))
        self._assert_waits(meeting, "record_minutes", direct=("officer",))

    def test_findings_wait_for_those_who_were_told(self):
        told = self._findings("minutes").filtered(
            lambda f: f.standing == "overdue"
            and self.supervisor in f.notice_ids.user_id
        )[:1]
        self.assertTrue(told)
        codes = self._codes(self.supervisor, told)
        self.assertEqual(codes, {"acknowledge_finding": False})
        self.assertFalse(self._codes(self.officer, told))
        self.assertFalse(self._codes(self.foreign_secretary, told))
        told.with_user(self.supervisor).action_acknowledge(answer="It is done")
        self.assertFalse(self._codes(self.supervisor, told))

    def test_the_nation_takes_note_and_sees_of_which_province(self):
        self.env.invalidate_all()  # a company that is not in the cache is not lent
        rows = self._rows(self.national)
        noted = [row for row in rows if row["code"] == "note_finding"]
        self.assertTrue(noted)
        provinces = (self.own | self.foreign).province_id.mapped("display_name")
        for row in noted:
            named = f"{row['name']} {row['place']}"
            self.assertTrue([name for name in provinces if name in named], named)
            finding = self.env[row["model"]].browse(row["id"])
            self.assertIn(self.national, finding.notice_ids.user_id)
        finding.with_user(self.national).action_note()
        self._assert_waits(finding, "note_finding")

    def test_an_edition_is_acknowledged_once(self):
        edition = self.env["committee.procedure.edition"]._edition_on(day("1405/09/02"))
        self._assert_waits(
            edition,
            "acknowledge_edition",
            direct=("secretary", "foreign_secretary"),
        )
        edition.with_user(self.secretary).action_acknowledge()
        self._assert_waits(
            edition, "acknowledge_edition", direct=("foreign_secretary",)
        )

    def test_the_owner_has_what_he_drafted(self):
        exemption = (
            self.env["committee.exemption"]
            .with_user(self.owner)
            .create(
                {
                    "company_id": self.own.id,
                    "rule": "minutes",
                    "reason": "A reason",
                    "letter_number": "ص/۱۲",
                    "letter_date": day("1405/08/01"),
                    "date_from": day("1405/08/01"),
                }
            )
        )
        self._assert_waits(exemption, "grant_exemption", direct=("owner",))
        exemption.action_grant()
        self._assert_waits(exemption, "grant_exemption")

    def test_what_bodies_wrote_is_confirmed(self):
        plan = self._create_plan("approved")
        share = plan.line_ids.share_ids[:1]
        given = self._create_contribution(share)
        self._assert_waits(given, "confirm_contribution", direct=("secretary",))
        given.with_user(self.secretary).action_confirm()
        self._assert_waits(given, "confirm_contribution")
        change = self._create_share_change(share)
        self._assert_waits(change, "confirm_share_change", direct=("secretary",))

    def test_a_late_item_waits_for_the_chair(self):
        item = (
            self.env["committee.agenda.item"]
            .with_user(self.officer)
            .create({"meeting_id": self.invited.id, "name": "A late item"})
        )
        self._assert_waits(item, "late_item", ("chair",), ("secretary",))
        item.with_user(self.chair).action_approve()
        self._assert_waits(item, "late_item")

    def test_the_next_meeting_waits_to_be_prepared_when_it_is_due_soon(self):
        """The first one of the foreign committee, which has held none, waits at once;
        that of the own province when a day is near on which none is begun."""
        code, officers = "prepare_meeting", ("officer",)
        self.assertEqual(self.elsewhere.state, "constituted")
        self._assert_waits(self.elsewhere, code, ("foreign_officer",))
        self._create_meeting("draft", self.elsewhere, "1405/10/14")
        self._assert_waits(self.elsewhere, code)

        self._assert_waits(self.committee, code)  # one is invited
        self.invited.with_user(self.secretary).action_cancel(reason="Another day")
        self.committee._refresh_cadence()
        self.assertEqual(self.committee.cadence_standing, "ok")
        self._assert_waits(self.committee, code)
        with freeze_time(self.committee.next_due_on - timedelta(days=3)):
            self.committee._refresh_cadence()
            self.assertEqual(self.committee.cadence_standing, "warning")
            self._assert_waits(self.committee, code, officers)
            (row,) = (r for r in self._rows(self.officer) if r["code"] == code)
            self.assertEqual(row["days"], 3)

    # ------------------------------------------------------------
    # ALL
    # ------------------------------------------------------------

    def test_queries_do_not_grow(self):
        def ask():
            for user in (self.officer, self.secretary, self.chair, self.national):
                self.env["committee.work"].with_user(user).today()

        states = ("agenda_proposed", "invited", "held", "recorded", "dispatched")
        for state in states * 2:
            self._create_meeting(state, self.committee, "1405/06/30")
        self._queries(ask)
        few = self._queries(ask)
        before = len(self._rows(self.secretary, own=False))
        for state in states * 2:
            self._create_meeting(state, self.committee, "1405/06/30")
        self.assertGreater(len(self._rows(self.secretary, own=False)), before)
        self.assertEqual(self._queries(ask), few)

    def test_one_query_for_each_kind(self):
        work = self.env["committee.work"].with_user(self.secretary)
        roles = work._user_roles()
        kinds = len(work._kinds())
        work._found(day("1405/09/02"), roles)
        self.assertLessEqual(
            self._queries(lambda: work._found(day("1405/09/02"), roles)), kinds
        )

    def test_the_rest_of_a_kind_is_a_list(self):
        self._show(self.shown)
        for _number in range(12):
            self._create_meeting("draft", self.committee, "1405/10/14")
        asked = self.env["committee.work"].with_user(self.secretary).today()
        rows = [row for row in asked["rows"] if row["code"] == "propose_agenda"]
        self.assertEqual(len(rows), 5)
        [more] = [kind for kind in asked["more"] if kind["code"] == "propose_agenda"]
        self.assertEqual(more["count"], 7)
        action = (
            self.env["committee.work"]
            .with_user(self.secretary)
            .open_all("propose_agenda")
        )
        self.assertEqual(len(action["domain"][0][2]), 12)

    def test_all_is_said_in_persian(self):
        work = self._persian(self.officer)["committee.work"]
        for kind in work._kinds():
            for label in (kind._label, kind._label_on_paper):
                said = label and work.env._(label)
                self.assertFalse(said and LATIN.search(said), said)
        self.assertFalse(LATIN.search(work.today()["hint"]))

    def test_codes_are_told_apart(self):
        codes = [kind._key for kind in self.env["committee.work"]._kinds()]
        self.assertEqual(len(codes), len(set(codes)))
        self.assertGreater(len(codes), 25)
