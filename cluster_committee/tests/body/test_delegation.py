from datetime import timedelta

from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin

ALL_ACTS = (
    "for_agenda for_decree for_invitation for_presiding for_minutes for_dispatch"
).split()


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestDelegation(RefusalMixin, CommitteeCase):
    """Who acts for the chair is asked as of the day of the act (reading A12)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.deputy = cls.chair.copy({"login": "deputy", "name": "The delegate"})
        cls.delegate = cls.deputy.partner_id

    def _delegate(self, state="in_force", **values):
        values.setdefault("partner_id", self.delegate.id)
        return self._create_delegation(self.committee, state, **values)

    def _invite(self, meeting, user, on, signatory=None, number="د/۹"):
        if signatory:
            letters = self.env["committee.letter"].with_user(self.officer)
            values = meeting.with_user(self.officer)._prepare_letter_values(
                "invitation"
            )
            letters.create({**values, "signatory_id": signatory.id})
        with on_day(on):
            meeting.with_user(user).action_invite(number=number)
        self._send_letters(meeting)
        return meeting.letter_ids.filtered(lambda x: x.kind == "invitation")

    def _standing(self, rule, subject):
        findings = self.env["committee.engine"]._standings(
            jalali.today(), self.own, [self.env["committee.engine"]._rule(rule)]
        )
        return {f["subject_id"]: f["standing"] for f in findings}.get(subject.id)

    # ------------------------------------------------------------
    # THE RECORD
    # ------------------------------------------------------------

    def test_it_is_a_letter_of_the_chair_and_names_his_acts(self):
        delegation = self._delegate("draft", letter_number=False, for_invitation=False)
        self.assertEqual(delegation.delegator_id, self.chair.partner_id)
        secretary = delegation.with_user(self.secretary)
        with self.refused("has no letter"):
            secretary.action_enact()
        with self.refused("Choose which acts"):
            secretary.action_enact()
        delegation.write({"letter_number": "ف/۱", "for_minutes": True})
        with self.refused("belongs to the chair of the committee"):
            delegation.action_enact()  # by the officer
        delegation.delegator_id = self.secretary.partner_id
        with self.refused("did not chair the committee"):
            secretary.action_enact()
        delegation.delegator_id = self.chair.partner_id
        secretary.action_enact()
        self.assertEqual(delegation.state, "in_force")
        with self.assertRaises(AccessError):
            delegation.partner_id = self.chair.partner_id
        with self.refused("kept"):
            delegation.unlink()
        delegation.scan = b"JVBERi0="  # it may come later
        self.assertFalse(delegation.scan_missing)

    def test_it_does_not_reach_back(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(Exception, "before_its_letter"),
        ):
            self._delegate("draft", date_from=day("1405/04/30"))

    def test_an_act_is_delegated_to_one_person_on_one_day(self):
        self._delegate()
        other = self._delegate("draft", partner_id=self.secretary.partner_id.id)
        with self.refused("delegated to The delegate on the same days"):
            other.with_user(self.secretary).action_enact()
        other.write({"for_invitation": False, "for_dispatch": True})
        other.with_user(self.secretary).action_enact()
        third = self._delegate("draft", date_from=day("1405/12/29"), date_to=False)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ExclusionViolation),
            self.env.cr.savepoint(),
        ):
            third._permitted({"state"}).write({"state": "in_force"})
            third.flush_recordset()
        third.date_from = day("1406/01/01")
        third.with_user(self.secretary).action_enact()

    def test_an_acting_chair_does_all_that_the_chair_does(self):
        acting = self._delegate(
            kind="acting", delegator_id=self.secretary.partner_id.id
        )
        self.assertTrue(all(acting[name] for name in ALL_ACTS))

    # ------------------------------------------------------------
    # ASKED AS OF A DAY
    # ------------------------------------------------------------

    def test_who_signs_is_asked_for_an_act_and_a_day(self):
        self._delegate("withdrawn")  # from 05/01, on 06/01
        chair = self.chair.partner_id
        committee = self.committee
        for on, act, signatories in (
            ("1405/04/31", "invitation", chair),
            ("1405/05/01", "invitation", chair | self.delegate),
            ("1405/06/01", "invitation", chair | self.delegate),
            ("1405/06/02", "invitation", chair),
            ("1405/05/15", "dispatch", chair),
            ("1405/05/15", None, chair),
            ("1405/04/01", "invitation", chair.browse()),  # before it was formed
        ):
            with self.subTest(on=on, act=act):
                found = committee._signatories_on(day(on), act)
                self.assertEqual(found[committee], signatories)

    def test_a_letter_of_the_delegate_is_right_in_his_time_only(self):
        self._delegate("withdrawn")
        good = self._create_meeting("agenda_approved", self.committee, "1405/06/08")
        late = self._create_meeting("agenda_approved", self.committee, "1405/07/05")
        right = self._invite(
            good, self.secretary, day("1405/06/01"), signatory=self.delegate
        )
        wrong = self._invite(
            late, self.secretary, day("1405/06/25"), signatory=self.delegate
        )
        self.assertTrue(right.signed_by_chair and right.delegation_id)
        self.assertFalse(wrong.signed_by_chair or wrong.delegation_id)
        for meeting in good | late:
            meeting.with_user(self.officer).attendance_ids.presence = "present"
            with on_day(meeting.planned_on):
                meeting.with_user(self.officer).action_hold()
        self.assertEqual(self._standing("invitation", good), "met")
        self.assertEqual(self._standing("invitation", late), "missed")
        self.assertTrue(good.counts)
        self.assertFalse(late.counts)
        flaws = late._irregularities()[late.id]
        self.assertHas(flaws, "not signed by the chair")
        self.assertNotIn(good.id, good._irregularities())

    def test_a_dispatch_and_a_decree_follow_their_own_act(self):
        self._delegate(for_dispatch=True)
        meeting = self._create_meeting("signed", self.committee)
        letters = self.env["committee.letter"].with_user(self.officer)
        values = meeting.with_user(self.officer)._prepare_letter_values("dispatch")
        letters.create({**values, "signatory_id": self.delegate.id})
        with on_day("1405/06/20"):
            meeting.with_user(self.secretary).action_dispatch(number="د/۱۱")
        self.assertFalse(meeting._dispatch_flaws())
        self.assertEqual(self._standing("dispatch_signature", meeting), "met")
        member = self.committee.seat_ids[5].member_id
        with on_day("1405/07/01"):
            member.with_user(self.secretary).action_end(reason="Left")
        newcomer = member.create(
            {
                "seat_id": member.seat_id.id,
                "partner_id": self.env["res.partner"].create({"name": "New"}).id,
            }
        )
        letters.create(
            {
                **newcomer._prepare_letter_values("decree"),
                "signatory_id": self.delegate.id,
            }
        )
        with on_day("1405/07/02"):
            newcomer.with_user(self.secretary).action_issue(
                number="ح/۷۷"
            )  # not delegated to him
        self.assertEqual(self._standing("decree", newcomer), "overdue")

    # ------------------------------------------------------------
    # IN THE SYSTEM
    # ------------------------------------------------------------

    def test_the_delegate_takes_the_steps_of_his_acts_and_no_others(self):
        meeting = self._create_meeting("agenda_approved", self.committee, "1405/09/10")
        delegate = meeting.with_user(self.deputy)
        with self.refused("belongs to"):
            delegate.action_invite(number="د/۸")
        self._delegate()
        self.assertTrue(delegate.can_invite)
        with self.refused("the chair had not delegated"):
            delegate.action_invite(on=day("1405/04/31"), number="د/۸")
        letter = self._invite(meeting, self.deputy, day("1405/08/28"))
        self.assertEqual(letter.signatory_id, self.delegate)
        self.assertTrue(letter.signed_by_chair and not letter.on_paper)
        with self.refused("belongs to"):
            delegate.action_sign_as_chair()
        with self.refused("belongs to"):
            self._delegate("draft", for_invitation=False, for_minutes=True).with_user(
                self.deputy
            ).action_enact()  # who acts for the chair delegates nothing further

    def test_a_meeting_chaired_by_his_delegate_is_told(self):
        meeting = self._create_meeting("held", self.committee)
        officer = meeting.with_user(self.officer)
        self._write_minutes(officer)
        chair = meeting.attendance_ids.filtered(lambda a: a.role == "chair")
        chair.presence = "excused"
        with on_day("1405/06/18"):
            officer.action_record_minutes()
        flaws = meeting._irregularities()[meeting.id]
        self.assertHas(flaws, "no written delegation to chair")
        delegation = self._delegate(for_presiding=True, for_minutes=True)
        guest = self.env["committee.attendance"]._permitted_create(
            [meeting._prepare_guest_values(self.delegate)]
        )
        guest._permitted({"presence"}).write({"presence": "present"})
        self.env.invalidate_all()
        self.assertHas(
            meeting._irregularities()[meeting.id],
            f"chaired by The delegate in the place of the chair, by letter"
            f" {delegation.letter_number}",
        )
        secretary = meeting.with_user(self.secretary)
        with on_day("1405/06/18"):
            secretary.action_sign_as_secretary()
        with on_day("1405/06/19"):
            secretary.action_sign_as_chair(signatory_id=self.delegate.id)
        self.assertEqual(meeting.chair_signed_by_id, self.delegate)
        self.assertEqual(meeting.state, "signed")
        self.assertNotIn("neither", "".join(meeting._irregularities()[meeting.id]))
        signature = meeting._signature_data()[0]
        self.assertIn("تفویض اختیار", signature["delegation"])

    # ------------------------------------------------------------
    # VACANT POSTS
    # ------------------------------------------------------------

    def _vacate(self, role="chair"):
        seat = self.committee.seat_ids.filtered(lambda s: s.role == role)
        with on_day("1405/08/01"):
            seat.member_id.with_user(self.secretary).action_end(reason="Left")

    def test_a_vacant_post_is_seen_and_stops_nothing_that_may_go_on(self):
        self.assertIn("small-industries deputy", self.committee.vacancies)
        self._vacate()
        self.env.invalidate_all()
        found = self.committee.search([("has_vacancy", "=", True)])
        self.assertIn(self.committee, found)
        self.assertIn("Nobody holds the chair", self.committee.vacancies)
        meeting = self._create_meeting("draft", self.committee, held="1405/09/25")
        secretary = meeting.with_user(self.secretary)
        with on_day("1405/08/20"):
            secretary.action_propose_agenda()
        with on_day("1405/08/25"):
            secretary.action_approve_agenda(number="ت/۴")
        with self.refused("Nobody holds the chair on the day"):
            with on_day("1405/08/28"):
                secretary.action_invite(number="د/۸")
        self._delegate(
            kind="acting",
            date_from=day("1405/08/10"),
            delegator_id=self.secretary.partner_id.id,
        )
        self.env.invalidate_all()
        self.assertIn("The delegate acts for it", self.committee.vacancies)
        with on_day("1405/08/28"):
            secretary.action_invite(number="د/۸")
        letter = meeting._issued_letters("invitation")
        self.assertEqual(letter.signatory_id, self.delegate)
        self.assertTrue(letter.signed_by_chair)

    def test_a_committee_whose_posts_are_held_shows_nothing(self):
        self._name_deputy()
        self.env.invalidate_all()
        self.assertFalse(self.committee.has_vacancy or self.committee.vacancies)
        full = self.committee.search([("has_vacancy", "=", False)])
        self.assertIn(self.committee, full)

    # ------------------------------------------------------------
    # DUTIES
    # ------------------------------------------------------------

    def _name_deputy(self, partner=None, on="1405/04/01"):
        holder = (
            self.env["committee.duty.holder"]
            .with_user(self.officer)
            .create(
                {
                    "company_id": self.own.id,
                    "duty": "supervisor",
                    "partner_id": (partner or self.supervisor.partner_id).id,
                    "date_from": day(on),
                }
            )
        )
        holder.with_user(self.secretary).action_appoint()
        return holder

    def test_a_duty_has_one_holder_on_one_day(self):
        holder = self._name_deputy()
        with self.refused("holds this duty on the same days"):
            self._name_deputy(self.officer.partner_id, "1405/08/01")
        with self.refused("Write the reason"):
            with on_day("1405/07/30"):
                holder.with_user(self.secretary).action_end()
        with self.refused("before it began"):
            with on_day(day("1405/04/01") - timedelta(days=1)):
                holder.with_user(self.secretary).action_end(reason="Moved")
        with on_day("1405/07/30"):
            holder.with_user(self.secretary).action_end(reason="Moved")
        later = self._name_deputy(self.officer.partner_id, "1405/08/01")
        duties = self.env["committee.duty.holder"]
        for on, found in (("1405/07/30", holder), ("1405/08/01", later)):
            self.assertEqual(duties._on("supervisor", day(on)), found)
        with self.refused("kept"):
            holder.unlink()
        with self.assertRaises(AccessError):
            holder.partner_id = self.officer.partner_id

    def test_who_acts_as_the_chair_is_told_as_the_chair(self):
        def levels(user):
            people = self.env["committee.finding.notice"]._people(self.own.ids)
            return {level for person, _company, level in people if person == user.id}

        self.assertEqual(levels(self.supervisor), {1})
        given = self._delegate(
            kind="acting",
            partner_id=self.supervisor.partner_id.id,
            delegator_id=self.secretary.partner_id.id,
        )
        self.assertEqual(levels(self.supervisor), {3})
        self.assertEqual(levels(self.chair), {3}, "the chair himself as before")
        given.with_user(self.secretary).action_end(reason="The chair is back")
        with freeze_time(f"{day('1405/09/03')} 08:00:00"):
            self.assertEqual(levels(self.supervisor), {1})
