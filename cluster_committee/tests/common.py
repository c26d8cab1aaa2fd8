from datetime import date, datetime, timedelta

from odoo.fields import Command
from odoo.tests import TransactionCase, freeze_time, new_test_user

from odoo.addons.web_jalali.tools import jalali

TODAY = "2026-11-23 08:00:00"  # 1405/09/02, the day of the scenarios


def day(text):
    """The Gregorian day of a Jalali one, written 1405/06/16."""
    return jalali.parse_date(text)


@freeze_time(TODAY)
class CommitteeCase(TransactionCase):
    """Two provinces, one persona a role, and roads to any state by the verbs."""

    # setting type costs more than all else here: test_paper.py does it for real
    real_paper = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.real_paper:
            report = cls.env.registry["ir.actions.report"]
            cls.classPatch(report, "_committee_paper", lambda self, record: b"%PDF-")
        cls.own = cls._create_company("IR-17")
        cls.foreign = cls._create_company("IR-20")
        cls.office = cls.env["res.company"].create({"name": "National organisation"})
        cls.officer = cls._create_user("officer", cls.own)
        cls.supervisor = cls._create_user("supervisor", cls.own)
        cls.secretary = cls._create_user("secretary", cls.own)
        cls.chair = cls._create_user("chair", cls.own)
        cls.national = cls._create_user("national", cls.office)
        cls.owner = cls._create_user("owner", cls.office)
        cls.foreign_officer = cls._create_user("officer", cls.foreign)
        cls.foreign_secretary = cls._create_user("secretary", cls.foreign)
        cls.foreign_chair = cls._create_user("chair", cls.foreign)

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    @classmethod
    def _province(cls, code):
        return cls.env["res.country.state"].search([("iso_code", "=", code)])

    @classmethod
    def _create_company(cls, code):
        province = cls._province(code)
        company = cls.env["res.company"].create(
            {"name": f"Company of {code}", "province_id": province.id}
        )
        kinds = cls.env["committee.institution.kind"].search([])
        cls.env["res.partner"].create(
            [
                {
                    "name": f"{kind.name} {code}",
                    "is_company": True,
                    "institution_kind_id": kind.id,
                    "country_id": province.country_id.id,
                    "state_id": province.id,
                }
                for kind in kinds
            ]
        )
        return company

    @classmethod
    def _create_user(cls, role, company):
        return new_test_user(
            cls.env,
            login=f"{role}.{company.id}",
            groups=f"base.group_user,cluster_committee.group_committee_{role}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            lang="en_US",
            tz="Asia/Tehran",
        )

    @classmethod
    def _people_of(cls, company):
        """(officer, secretary, chair) of a province."""
        if company == cls.own:
            return cls.officer, cls.secretary, cls.chair
        return cls.foreign_officer, cls.foreign_secretary, cls.foreign_chair

    # ------------------------------------------------------------
    # COMMITTEES
    # ------------------------------------------------------------

    @classmethod
    def _create_committee(cls, state="constituted", company=None, formed="1405/04/09"):
        """A committee brought to `state` by the road of its users."""
        company = company or cls.own
        officer, secretary, _chair = cls._people_of(company)
        committee = (
            cls.env["committee.committee"]
            .with_user(secretary)
            .create({"company_id": company.id})
        )
        if state == "preparing":
            return committee
        formed_on = day(formed)  # the steps before it take a month
        cls._consult(committee.with_user(officer), formed_on - timedelta(days=30))
        committee.action_consult(on=formed_on - timedelta(days=23))
        if state == "consulted":
            return committee
        letter = (
            cls.env["committee.letter"]
            .with_user(officer)
            .create({"kind": "formation_proposal", "committee_id": committee.id})
        )
        letter.with_user(secretary).action_issue(
            on=formed_on - timedelta(days=16), number="ش/۱۲"
        )
        cls._seat_everybody(committee, formed_on)
        committee.action_constitute(on=formed_on)
        return committee

    @classmethod
    def _consult(cls, committee, first):
        cls.env["committee.consultation"].with_env(committee.env).create(
            [
                {
                    "committee_id": committee.id,
                    "party": party,
                    "consulted_on": first + timedelta(days=7 * order),
                }
                for order, party in enumerate(("governor", "deputy"))
            ]
        )

    @classmethod
    def _seat_everybody(cls, committee, on):
        """Chair by office, all others by decrees of the chair."""
        officer, secretary, chair = cls._people_of(committee.company_id)
        members = cls.env["committee.member"].with_user(officer)
        for seat in committee.seat_ids:
            partner = cls._holder_of(seat, chair, secretary)
            members |= members.create({"seat_id": seat.id, "partner_id": partner.id})
        by_office = members.filtered(lambda m: m.role == "chair")
        by_office.with_user(secretary).action_seat(on=on)
        decreed = members - by_office
        decreed.with_user(secretary).action_propose(on=on)
        for number, member in enumerate(decreed, start=1):
            member.with_user(chair).action_issue(on=on, number=f"ح/{number}")
        return members

    @classmethod
    def _holder_of(cls, seat, chair, secretary):
        people = {"chair": chair.partner_id, "secretary": secretary.partner_id}
        return people.get(seat.role) or cls.env["res.partner"].create(
            {"name": f"Head of {seat.name}", "parent_id": seat.institution_id.id}
        )

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    ROAD = (
        "draft",
        "agenda_proposed",
        "agenda_approved",
        "invited",
        "held",
        "recorded",
        "signed",
        "dispatched",
        "closed",
    )
    SIDE_ROADS = {
        "returned": ("agenda_proposed", "return_agenda"),
        "postponed": ("invited", "postpone"),
        "cancelled": ("draft", "cancel"),
    }

    @classmethod
    def _create_meeting(cls, state="draft", committee=None, held="1405/06/16"):
        """A meeting brought to `state` by the road of its users; the committee is
        constituted when none is given."""
        committee = committee or cls._create_committee()
        officer, secretary, chair = cls._people_of(committee.company_id)
        on = day(held)
        meeting = (
            cls.env["committee.meeting"]
            .with_user(officer)
            .create(
                {
                    "committee_id": committee.id,
                    "date_start": datetime.combine(on, datetime.min.time())
                    + timedelta(hours=6, minutes=30),
                    "place": "سالن جلسات استانداری",
                    "agenda_item_ids": [
                        Command.create({"name": "First item"}),
                        Command.create({"name": "Second item"}),
                    ],
                }
            )
        )
        if state in cls.SIDE_ROADS:
            before, verb = cls.SIDE_ROADS[state]
            cls._walk(meeting, before, on)
            user = secretary if verb == "cancel" else chair
            act = getattr(meeting.with_user(user), f"action_{verb}")
            act(on=on - timedelta(days=10), reason="A reason")
        else:
            cls._walk(meeting, state, on)
        return meeting

    @classmethod
    def _walk(cls, meeting, state, on):
        for step in cls.ROAD[1 : cls.ROAD.index(state) + 1]:
            getattr(cls, f"_to_{step}")(meeting, on)

    @classmethod
    def _people_at(cls, meeting):
        people = cls._people_of(meeting.company_id)
        return [meeting.with_user(user) for user in people]

    @classmethod
    def _to_agenda_proposed(cls, meeting, on):
        _officer, secretary, _chair = cls._people_at(meeting)
        secretary.action_propose_agenda(on=on - timedelta(days=19))

    @classmethod
    def _to_agenda_approved(cls, meeting, on):
        _officer, _secretary, chair = cls._people_at(meeting)
        chair.action_approve_agenda(on=on - timedelta(days=14))

    @classmethod
    def _to_invited(cls, meeting, on):
        _officer, _secretary, chair = cls._people_at(meeting)
        chair.action_invite(on=on - timedelta(days=12), number="۱۴۰۵/۱۲۳/د")

    @classmethod
    def _to_held(cls, meeting, on):
        officer, _secretary, _chair = cls._people_at(meeting)
        officer.action_hold()

    @classmethod
    def _to_recorded(cls, meeting, on):
        officer, _secretary, _chair = cls._people_at(meeting)
        cls._write_minutes(officer)
        officer.action_record_minutes(on=on + timedelta(days=2))

    @classmethod
    def _write_minutes(cls, meeting):
        meeting.attendance_ids.write({"presence": "present"})
        first, second = meeting.agenda_item_ids
        meeting.agenda_item_ids.write({"discussion": "It was discussed."})
        second.outcome = "discussed"
        body = meeting.attendance_ids[2].institution_id
        cls.env["committee.resolution"].with_env(meeting.env).create(
            {
                "meeting_id": meeting.id,
                "item_id": first.id,
                "name": "It was resolved that a report is given.",
                "deadline": meeting.held_on + timedelta(days=45),
                "task_ids": [Command.create({"partner_id": body.id})],
            }
        )

    @classmethod
    def _to_signed(cls, meeting, on):
        _officer, secretary, chair = cls._people_at(meeting)
        secretary.action_sign_as_secretary(on=on + timedelta(days=2))
        chair.action_sign_as_chair(on=on + timedelta(days=2))

    @classmethod
    def _to_dispatched(cls, meeting, on):
        _officer, _secretary, chair = cls._people_at(meeting)
        chair.action_dispatch(on=on + timedelta(days=8), number="۱۴۰۵/۱۴۰/د")

    @classmethod
    def _to_closed(cls, meeting, on):
        _officer, secretary, _chair = cls._people_at(meeting)
        secretary.action_send_national_copy(on=on + timedelta(days=9), number="ش/۲۱")

    def assertHas(self, sentences, part):
        """One of the sentences says `part`."""
        found = "\n".join(sentences)
        self.assertIn(part, found)


HELD_ON = date(2026, 9, 7)  # 1405/06/16
