from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFormation(RefusalMixin, CommitteeCase):
    """A committee is formed after consultation, by decrees, once in a province."""

    def _consultation(self, committee, party, on, **values):
        return (
            self.env["committee.consultation"]
            .with_user(self.officer)
            .create(
                {
                    "committee_id": committee.id,
                    "party": party,
                    "consulted_on": on,
                    **values,
                }
            )
        )

    def test_its_seats_come_from_the_edition(self):
        committee = self._create_committee("preparing")
        seats = committee.seat_ids
        self.assertEqual(len(seats), 9)
        self.assertEqual(seats.mapped("role").count("chair"), 1)
        self.assertEqual(seats.mapped("role").count("secretary"), 1)
        self.assertEqual(len(seats.filtered("decree_required")), 8)
        self.assertTrue(all(seats.mapped("institution_id")))
        self.assertEqual(committee.chair_title, "معاون هماهنگی امور اقتصادی استاندار")

    def test_it_is_formed_after_both_were_heard(self):
        committee = self._create_committee("preparing")
        with self.refused("Governor is not recorded (clause 4-1)", "planning deputy"):
            committee.action_consult()
        self._consultation(committee, "governor", day("1405/03/10"))
        awaited = self._consultation(
            committee, "deputy", day("1405/03/17"), result="pending"
        )
        with self.refused("planning deputy is not recorded (clause 4-1)"):
            committee.action_consult()
        awaited.result = "remarks"
        with self.refused("planning deputy is not recorded (clause 4-1)"):
            committee.action_consult(on=day("1405/03/16"))  # he was heard the day after
        committee.action_consult(on=day("1405/03/17"))
        self.assertEqual(committee.state, "consulted")

    def test_a_consultation_took_place_already(self):
        committee = self._create_committee("preparing")
        with self.refused("clause 4-1", error=ValidationError):
            self._consultation(committee, "governor", day("1405/09/03"))

    def test_a_consultation_is_kept_once_it_was_counted(self):
        committee = self._create_committee("consulted")
        heard = committee.consultation_ids[0].with_user(self.officer)
        with self.assertRaises(AccessError):
            heard.result = "opposed"
        with self.refused("Nothing can be added", error=AccessError):
            self._consultation(committee, "other", day("1405/03/20"))

    def test_it_is_constituted_by_a_proposal_and_by_decrees(self):
        committee = self._create_committee("consulted")
        committee.with_user(self.officer).parent_body = False
        with self.refused(
            "parent working group",
            "proposing the formation is not issued (clause 4-1)",
            "no holder by decree (clause 4-2)",
        ):
            committee.action_constitute(on=day("1405/04/09"))
        committee.with_user(self.officer).parent_body = "A working group"
        letter = self.env["committee.letter"].with_user(self.officer)
        letter = letter.create(
            {"kind": "formation_proposal", "committee_id": committee.id}
        )
        with on_day("1405/03/24"):
            letter.with_user(self.secretary).action_issue(number="۱")
        members = self._seat_everybody(committee, day("1405/04/09"))
        with on_day("1405/04/20"):
            members[3].with_user(self.chair).action_end(reason="Left the post.")
        with self.refused(members[3].seat_id.name, "clause 4-2"):
            committee.action_constitute(on=day("1405/04/21"))
        committee.action_constitute(on=day("1405/04/09"))
        self.assertEqual(
            (committee.state, committee.formed_on), ("constituted", day("1405/04/09"))
        )

    def test_a_province_has_one_committee_that_is_not_dissolved(self):
        first = self._create_committee()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
        ):
            self._create_committee("preparing")
        with self.refused("Write the reason"):
            first.with_user(self.secretary).action_dissolve()
        first.with_user(self.secretary).action_dissolve(reason="Formed anew.")
        self.env.flush_all()
        second = self._create_committee("preparing")
        self.assertEqual(second.state, "preparing")
        self.assertEqual(first.dissolved_on, day("1405/09/02"))
        other = self._create_committee("preparing", self.foreign)
        self.assertNotEqual(other.province_id, first.province_id)

    def test_a_company_without_a_province_forms_none(self):
        with self.refused("has no province", "clause 4-0", error=ValidationError):
            self.env["committee.committee"].create({"company_id": self.office.id})

    def test_its_company_is_given_once(self):
        committee = self._create_committee("preparing")
        with self.refused("given once", error=AccessError):
            committee.company_id = self.foreign

    # ------------------------------------------------------------
    # SEATS
    # ------------------------------------------------------------

    def _seat(self, committee, **values):
        return (
            self.env["committee.seat"]
            .with_user(self.officer)
            .create({"committee_id": committee.id, "name": "Another bank", **values})
        )

    def test_a_seat_is_added_with_its_reason(self):
        committee = self._create_committee()
        for reason in (False, "  "):
            with self.refused("write the reason", "clause 4-2", error=ValidationError):
                self._seat(committee, reason=reason)
        seat = self._seat(committee, reason="Credit for the clusters.")
        self.assertFalse(seat.statutory)
        self.assertEqual(seat.standing, "vacant")
        self.assertFalse(committee.seat_gap)  # only the statutory ones must be filled
        with self.assertRaises(AccessError):
            seat.statutory = True
        with self.assertRaises(AccessError):
            self._seat(committee, name="Third bank", statutory=True)

    def test_a_seat_without_a_reason_is_refused_however_it_comes(self):
        committee = self._create_committee("preparing")
        for values in ({}, {"reason": False}, {"reason": "  "}):
            with self.assertRaisesRegex(ValidationError, "4-2"):
                self.env["committee.seat"].with_user(self.officer).create(
                    {"committee_id": committee.id, "name": "Environment", **values}
                )

    def test_a_dissolved_committee_holds_no_meetings(self):
        committee = self._create_committee()
        committee.with_user(self.secretary).action_dissolve(reason="Formed anew.")
        with self.assertRaisesRegex(ValidationError, "dissolved.*4-0"):
            self._create_meeting("draft", committee)

    def test_a_second_chair_is_no_seat(self):
        committee = self._create_committee()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
        ):
            self._seat(committee, role="chair", reason="Two are better than one.")

    # ------------------------------------------------------------
    # LATER LIFE
    # ------------------------------------------------------------

    def test_it_becomes_active_with_its_first_meeting(self):
        committee = self._create_committee()
        meeting = self._create_meeting("held", committee)
        self.assertEqual(committee.state, "active")
        self.assertEqual(committee.activated_on, meeting.held_on)
        act = committee.act_ids.filtered(lambda act: act.verb == "activate")
        self.assertEqual((act.on, act.create_uid), (meeting.held_on, self.officer))

    def test_what_was_suspended_goes_on_where_it_was(self):
        young = self._create_committee()
        old = self._create_committee(company=self.foreign)
        self._create_meeting("held", old)
        for committee, secretary, state in (
            (young, self.secretary, "constituted"),
            (old, self.foreign_secretary, "active"),
        ):
            committee = committee.with_user(secretary)
            committee.action_suspend(reason="The province has no Governor.")
            self.assertEqual(committee.state, "suspended")
            committee.action_resume()
            self.assertEqual(committee.state, state)

    def test_its_history_tells_its_state_on_any_day(self):
        committee = self._create_committee()
        acts = committee.act_ids.filtered(
            lambda act: act.res_model == committee._name
        ).sorted("id")
        self.assertEqual(
            [(act.state_to, act.on) for act in acts],
            [
                ("consulted", day("1405/03/17")),
                ("constituted", day("1405/04/09")),
            ],
        )

    def test_an_expert_committee_stands_under_a_provincial_one(self):
        committee = self._create_committee()
        experts = (
            self.env["committee.committee"]
            .with_user(self.secretary)
            .create(
                {
                    "kind": "expert",
                    "parent_id": committee.id,
                    "company_id": self.own.id,
                }
            )
        )
        self.assertFalse(experts.seat_ids)
        self.assertEqual(committee.expert_committee_ids, experts)
        chairs = experts._chairs_on(day("1405/09/02"))
        self.assertEqual(chairs[experts], self.chair.partner_id)
        experts.action_consult()
        experts.action_constitute()
        self.assertFalse(experts.next_due_on)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFound(CommitteeCase):
    """Names are found however they are typed; so are vacant and expired seats."""

    def _found(self, model, text, **with_user):
        records = self.env[model].with_user(self.officer)
        return records.search([("search_text", "ilike", text)])

    def test_a_committee_is_found_however_its_name_is_typed(self):
        committee = self._create_committee("preparing")
        committee.with_user(self.officer).name = "کمیتهٔ خوشه‌های کسب‌وکار یزدک"
        for text in (
            "خوشه‌های کسب‌وکار",
            "خوشه های کسب وکار",
            "خوشههاي كسب و كار",
            "كميته خوشههای",
            "یزدك",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._found("committee.committee", text), committee)
        self.assertFalse(self._found("committee.committee", "خوشهٔ دیگر"))

    def test_a_member_is_found_by_his_post(self):
        committee = self._create_committee()
        found = self._found("committee.member", "مديركل صنعت، معدن و تجارت")
        self.assertEqual(found.seat_id.template_id.role, "member")
        self.assertEqual(found.committee_id, committee)
        self.assertEqual(len(found), 1)

    def test_a_letter_is_found_by_its_number_in_any_digits(self):
        meeting = self._create_meeting("invited")
        letter = meeting.letter_ids
        self.assertEqual(letter.number, "۱۴۰۵/۱۲۳/د")
        for text in ("۱۴۰۵/۱۲۳", "1405/123", "١٤٠٥/١٢٣"):
            with self.subTest(text=text):
                self.assertEqual(self._found("committee.letter", text), letter)

    def test_a_meeting_is_found_by_its_number_in_any_digits(self):
        meeting = self._create_meeting("invited")
        for text in ("۱/۱۴۰۵", "1/1405"):
            self.assertEqual(self._found("committee.meeting", text), meeting)

    def test_an_institution_is_found_in_a_list_of_partners(self):
        body = self.env["res.partner"].create(
            {"name": "ادارهٔ کل میراث‌فرهنگی ۱۲", "is_company": True}
        )
        for text in ("میراث فرهنگی 12", "ميراث‌فرهنگی ۱۲", "ادارۀ كل ميراثفرهنگي"):
            with self.subTest(text=text):
                found = self.env["res.partner"].with_user(self.officer)
                names = found.name_search(text)
                self.assertIn(body.id, [partner_id for partner_id, _name in names])

    def test_vacant_and_expired_seats_are_found(self):
        committee = self._create_committee()
        complete = self._create_committee(company=self.foreign)
        committees = self.env["committee.committee"].with_user(self.national)
        gap = [("seat_gap", "=", True)]
        self.assertFalse(committees.search(gap) & (committee | complete))
        vacant, expired = committee.seat_ids[3:5]
        with on_day("1405/08/30"):
            vacant.member_id.with_user(self.chair).action_end(reason="Left.")
        self._replace_by_term(expired, until=day("1405/09/01"))
        self.assertEqual((vacant.standing, expired.standing), ("vacant", "expired"))
        self.assertEqual(committees.search(gap) & (committee | complete), committee)
        self.assertIn(complete, committees.search([("seat_gap", "=", False)]))
        seats = self.env["committee.seat"].with_user(self.officer)
        own = [("committee_id", "=", committee.id)]
        for standing, seat in (("vacant", vacant), ("expired", expired)):
            found = seats.search([*own, ("standing", "=", standing)])
            self.assertEqual(found, seat)
        filled = seats.search([*own, ("standing", "=", "filled")])
        self.assertEqual(filled, committee.seat_ids - vacant - expired)
        self.assertEqual(
            seats.search([*own, ("standing", "!=", "filled")]), vacant | expired
        )
        self.assertEqual((committee.seat_count, committee.filled_seat_count), (9, 7))

    def _replace_by_term(self, seat, until):
        """The seat gets a decree for a term that ends on `until`."""
        old = seat.member_id
        start = day("1405/06/01")
        with on_day(start - timedelta(days=1)):
            old.with_user(self.chair).action_end(reason="A decree for a term.")
        new = (
            self.env["committee.member"]
            .with_user(self.officer)
            .create(
                {
                    "seat_id": seat.id,
                    "partner_id": old.partner_id.id,
                    "date_to": until,
                }
            )
        )
        with on_day(start):
            new.with_user(self.chair).action_issue(number="ح/۹۰")
