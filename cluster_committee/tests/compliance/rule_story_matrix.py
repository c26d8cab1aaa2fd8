from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from ..common import day, on_day
from .rule_story import LateProvince


class LateProvinceToTheEnd(LateProvince):
    """The late province goes on, a second one has a cadence of its own, and each
    obligation that is asked for has a name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._let_people_change()
        cls._resolve_the_year()
        cls.uninvited = cls._hold_uninvited()
        cls.forgotten = cls._forget_a_meeting()
        cls.slow = cls._hold_slowly()
        cls._leave_the_seats()
        cls._commit()
        cls._meet_elsewhere()
        cls.named = cls._name_obligations()
        cls.env.flush_all()
        # what exemptions and steps told in between is of no day
        cls.env.cr.execute("DELETE FROM committee_finding")
        cls.env.invalidate_all()

    @classmethod
    def _decree(cls, seat, number, on, signatory=None):
        """A new member on `seat`, by a decree of the chair or of another hand."""
        member = seat.member_ids.with_user(cls.officer).create(
            {
                "seat_id": seat.id,
                "partner_id": cls.env["res.partner"].create({"name": number}).id,
            }
        )
        if signatory:
            member.env["committee.letter"].create(
                {
                    **member._prepare_letter_values("decree"),
                    "signatory_id": signatory.partner_id.id,
                }
            )
        with on_day(day(on)):
            member.with_user(cls.secretary).action_issue(number=number)
        return member

    @classmethod
    def _let_people_change(cls):
        """A decree of another hand, which is revoked for one of the chair."""
        bank = cls.committee.seat_ids.with_user(cls.officer).create(
            {"committee_id": cls.committee.id, "name": "Bank", "reason": "As asked"}
        )
        cls.wrong = cls._decree(bank, "ح/۹۱", "1405/06/01", cls.secretary)
        with on_day("1405/06/09"):
            cls.wrong.with_user(cls.chair).action_end(
                end_reason="revoked", reason="Signed by another"
            )
        cls._decree(bank, "ح/۹۲", "1405/06/10")

    @classmethod
    def _resolve_the_year(cls):
        """The third meeting resolves priorities and a poor forecast for 1405, and those
        of 1404 when that year is over."""
        honey, rug = cls._create_cluster(name="عسل"), cls._create_cluster("planning")
        cls.plan = cls._create_plan("draft", cluster=rug)
        values = {
            "committee_id": cls.committee.id,
            "resolution_id": cls.third.resolution_ids.id,
        }
        lists = cls.env["committee.priority.list"].with_user(cls.officer)
        forecasts = cls.env["committee.forecast"].with_user(cls.officer)
        for year in (1404, 1405):
            lists.create(
                {
                    **values,
                    "jalali_year": year,
                    "line_ids": [Command.create({"cluster_id": honey.id})],
                }
            )
            # it leaves out the cluster whose plan is entered too late
            cls.poor_forecast = forecasts.create(
                {
                    **values,
                    "jalali_year": year,
                    "line_ids": [
                        Command.create(
                            {
                                "cluster_id": honey.id,
                                "partner_id": cls.own.partner_id.id,
                                "amount": 1_000_000,
                                "reason": "As agreed",
                            }
                        )
                    ],
                }
            )
        cls._to_signed(cls.third, day("1405/03/03"))
        cls._to_dispatched(cls.third, day("1405/03/02"))
        cls.plan.with_user(cls.secretary).action_approve(on=day("1405/02/01"))

    @classmethod
    def _hold_uninvited(cls):
        meeting = cls._create_meeting("draft", cls.committee, held="1405/03/20")
        with on_day(meeting.planned_on):
            meeting.with_user(cls.secretary).action_hold_uninvited(reason="In haste")
        return meeting

    @classmethod
    def _forget_a_meeting(cls):
        """Nobody says what became of it, until it is cancelled."""
        meeting = cls._create_meeting("invited", cls.committee, held="1405/05/10")
        with on_day("1405/05/25"):
            meeting.with_user(cls.secretary).action_cancel(
                reason="It did not take place"
            )
        return meeting

    @classmethod
    def _hold_slowly(cls):
        """Agenda and invitation come at the last moment, and one member gets none; it
        resolves a better forecast."""
        meeting = cls._create_meeting("draft", cls.committee, held="1405/06/20")
        officer, secretary, chair = cls._people_at(meeting)
        with on_day("1405/06/01"):
            secretary.action_propose_agenda()
        with on_day("1405/06/19"):
            chair.action_approve_agenda()
        letter = officer.env["committee.letter"].create(
            officer._prepare_letter_values("invitation")
        )
        letter.recipient_ids[3].unlink()
        with on_day("1405/06/19"):
            chair.action_invite(number="د/۲۰")
        cls._send_letters(meeting)
        with on_day(officer.planned_on):
            officer.action_hold()
        cls._write_minutes(officer)
        edition = cls.committee.edition_id
        officer.resolution_ids.duty_id = edition.clause_ids.filtered(
            lambda clause: clause.code == "C4-3-4"
        )
        with on_day("1405/06/22"):
            officer.action_record_minutes()
        better = cls.poor_forecast.browse(cls.poor_forecast.action_revise()["res_id"])
        better.action_build()
        better.resolution_id = meeting.resolution_ids
        cls.good_forecast = better
        cls._to_signed(meeting, day("1405/06/22"))
        return meeting

    @classmethod
    def _leave_the_seats(cls):
        """Secretary and chair leave and come back."""
        for role, last in (("secretary", "1405/07/19"), ("chair", "1405/07/20")):
            sitting = cls.committee._holders_on(day("1405/07/01"), role=role)
            with on_day(day(last)):
                sitting.with_user(cls.chair).action_end(reason="Left")
        seats = cls.committee.seat_ids.grouped("role")
        again = seats["chair"].member_ids.with_user(cls.officer)
        again = again.create(
            {"seat_id": seats["chair"].id, "partner_id": cls.chair.partner_id.id}
        )
        again.with_user(cls.secretary).action_seat(on=day("1405/08/28"))
        cls._decree(seats["secretary"], "ح/۹۳", "1405/08/30")

    @classmethod
    def _commit(cls):
        share = cls.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")[0]
        cls.given = cls._create_contribution(
            share, "confirmed", date=day("1405/06/01"), letter_date=day("1405/06/01")
        )

    @classmethod
    def _meet_elsewhere(cls):
        """In the second province 1404 is short of meetings, and two lie close."""
        committee = cls._create_committee(company=cls.foreign, formed="1403/06/01")
        cls.elsewhere = [
            cls._create_meeting("held", committee, held=held)
            for held in (
                "1403/07/10",
                "1404/10/05",
                "1404/12/20",
                "1405/02/10",
                "1405/07/01",
            )
        ]

    @classmethod
    def _name_obligations(cls):
        """{name: (company, subject, period)}; None where it does not matter"""
        seat = cls.committee.seat_ids.filtered(
            lambda s: s.institution_id == cls.left_expert.seat_id.institution_id
        )
        cls.renewed = cls.committee.seat_ids[3].member_ids
        years = {
            name: (company, None, period)
            for name, company, period in (
                ("1403", cls.foreign, "1403"),
                ("1404", cls.foreign, "1404"),
                ("1405", cls.foreign, "1405"),
                ("half 1", cls.foreign, "1404/1"),
                ("half 2", cls.foreign, "1404/2"),
                ("own 1404", cls.own, "1404"),
                ("own 1405", cls.own, "1405"),
            )
        }
        own = {
            "second": cls.second,
            "uninvited": cls.uninvited,
            "forgotten": cls.forgotten,
            "slow": cls.slow,
            "expert": seat,
            "wrong_decree": cls.wrong,
            "renewed": cls.renewed,
            "poor forecast": cls.poor_forecast,
            "good forecast": cls.good_forecast,
            "plan": cls.plan,
        }
        very_first, lone, close, *_others = cls.elsewhere
        foreign = {"very first": very_first, "lone": lone, "close": close}
        return {
            **years,
            **{name: (cls.own, record.id, None) for name, record in own.items()},
            **{
                name: (cls.foreign, record.id, None) for name, record in foreign.items()
            },
        }

    # ------------------------------------------------------------
    # GIVEN: what steps refuse by law, or another reading
    # ------------------------------------------------------------

    def _sql(self, statement, *values):
        self.env.flush_all()
        self.env.cr.execute(statement, values)
        self.env.invalidate_all()

    def _given_unheard(self):
        """No step forms a committee so: only a database from elsewhere may hold it."""
        self._sql(
            "DELETE FROM committee_consultation WHERE committee_id = %s",
            self.committee.id,
        )

    def _given_without_parent(self):
        """As above."""
        self._name_parent(None)

    def _mend_name_parent(self):
        """What stood at the formation is frozen, so that it is mended by SQL too."""
        self._name_parent("کارگروه")

    def _mend_record_the_uninvited(self):
        officer, _secretary, _chair = self._people_at(self.uninvited)
        self._write_minutes(officer)
        with on_day("1405/07/01"):
            officer.action_record_minutes()

    def _mend_send_the_second(self):
        """Dispatch and copy long after the meeting, on one day."""
        meeting = self.second
        self._to_signed(meeting, day("1405/03/30"))
        _officer, secretary, chair = self._people_at(meeting)
        with on_day("1405/04/01"):
            chair.action_dispatch(number="د/۵۱")
        with on_day("1405/04/01"):
            secretary.action_send_national_copy(number="ش/۵۱")
        self._send_letters(meeting)

    def _name_parent(self, name):
        self._sql(
            "UPDATE committee_committee SET parent_body = %s WHERE id = %s",
            name,
            self.committee.id,
        )

    def _given_unexplained_edition(self):
        """An edition that does not say what it changes, explained a month later by an
        interpretation; then one that says it."""
        self.office.is_national_office = True
        edition = self._new_edition("1405/03/01", notice_min_days=4)
        clause = edition.clause_ids.filtered(lambda c: c.code == "C3-2")
        interpretation = (
            self.env["committee.interpretation"]
            .with_user(self.owner)
            .create(
                {
                    "clause_id": clause.id,
                    "number": "ت/۱",
                    "date": day("1405/04/01"),
                    "text": "Four days of notice, as the provinces asked for",
                }
            )
        )
        interpretation.action_issue()
        explained = self._new_edition("1405/06/01", change_description="Five days")
        self.named = {
            **self.named,
            "edition": (self.office, edition.id, None),
            "explained": (self.office, explained.id, None),
        }

    def _given_term_of_a_year(self):
        """Decrees run out after a year, and one is renewed late."""
        self._new_edition("1405/01/01", decree_term_months=12)
        with on_day("1405/03/31"):
            self.renewed.with_user(self.chair).action_end(
                end_reason="expired", reason="Its year was over"
            )
        self._decree(self.renewed.seat_id, "ح/۹۵", "1405/04/01")

    def _given_half_years(self):
        self._new_edition("1404/01/01", count_reading="half_year")

    def _given_twelve_months(self):
        self._new_edition("1404/01/01", count_reading="rolling")

    def _given_agency_of_another(self):
        """No plan is approved so; only an imported one may hold it. A newer plan is in
        order."""
        other = self.env["res.partner"].create({"name": "Another", "is_company": True})
        share = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "agency")
        self._supersede()
        self._sql(
            "UPDATE business_cluster_plan_share SET partner_id = %s WHERE id = %s",
            other.id,
            share.id,
        )

    def _given_shares_short(self):
        """As above: a rial of the cost is nobody's."""
        share = self.plan.line_ids.share_ids.filtered(lambda s: s.kind == "project")[0]
        self._supersede()
        self._sql(
            "UPDATE business_cluster_plan_share SET amount = amount - 1 WHERE id = %s",
            share.id,
        )

    def _supersede(self):
        newer = self.plan.browse(self.plan.action_revise()["res_id"])
        newer.write(self._minutes("1405/07/15"))
        newer.with_user(self.secretary).action_approve()

    def _given_plan_approved_later(self):
        """Money is refused before the plan; what came in by another road is cancelled
        in the end."""
        self._sql(
            "UPDATE business_cluster_plan SET approved_on = %s, minutes_date = %s"
            " WHERE id = %s",
            *[day("1405/06/08")] * 2,
            self.plan.id,
        )
        with on_day("1405/06/15"):
            self.given.with_user(self.secretary).action_cancel(
                reason="Made before its time"
            )

    # ------------------------------------------------------------
    # REFUSED
    # ------------------------------------------------------------

    def _refused_form_unheard(self):
        with on_day("1405/09/01"):
            self.committee.with_user(self.secretary).action_dissolve(reason="Merged")
        committee = self._create_committee("preparing")
        with self.assertRaisesRegex(UserError, "4-1"):
            committee.action_consult()

    def _refused_consult_when_formed(self):
        with self.assertRaisesRegex(AccessError, "Nothing can be added"):
            self._consult(self.committee.with_user(self.officer), day("1405/06/01"))

    def _refused_invite_late(self):
        with self.assertRaisesRegex(UserError, "is not open"):
            self.uninvited.with_user(self.chair).action_invite(number="د/۳۰")

    def _refused_exempt_the_office(self):
        self.office.is_national_office = True
        with self.assertRaisesRegex(ValidationError, "has no province"):
            self._exempt("edition_change", "1405/03/02", company=self.office)
