from datetime import date, datetime, timedelta

from odoo.fields import Command
from odoo.tests import freeze_time

from odoo.addons.business_cluster.tests.common import TODAY, ClusterCase, day, on_day


@freeze_time(TODAY)
class CommitteeCase(ClusterCase):
    """Two provinces, one persona a role, and roads to any state by the verbs."""

    holder_name = "Head of {}"  # of whoever sits on a seat

    groups = {
        role: f"cluster_committee.group_committee_{role}"
        for role in "officer supervisor secretary chair national owner".split()
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor = cls._create_user("supervisor", cls.own)
        cls.chair = cls._create_user("chair", cls.own)
        cls.owner = cls._create_user("owner", cls.office)
        cls.foreign_chair = cls._create_user("chair", cls.foreign)

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    @classmethod
    def _create_company(cls, code):
        company = super()._create_company(code)
        province = company.province_id
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
        with on_day(formed_on - timedelta(days=23)):
            committee.action_consult()
        if state == "consulted":
            return committee
        letter = (
            cls.env["committee.letter"]
            .with_user(officer)
            .create({"kind": "formation_proposal", "committee_id": committee.id})
        )
        with on_day(formed_on - timedelta(days=16)):
            letter.with_user(secretary).action_issue(number="ش/۱۲")
        cls._seat_everybody(committee, formed_on)
        with on_day(formed_on):
            committee.action_constitute()
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
        decreed = members - by_office
        with on_day(on):
            by_office.with_user(secretary).action_seat()
            decreed.with_user(secretary).action_propose()
            for number, member in enumerate(decreed, start=1):
                member.with_user(chair).action_issue(number=f"ح/{number}")
        return members

    @classmethod
    def _holder_of(cls, seat, chair, secretary):
        people = {"chair": chair.partner_id, "secretary": secretary.partner_id}
        return people.get(seat.role) or cls.env["res.partner"].create(
            {
                "name": cls.holder_name.format(seat.name),
                "parent_id": seat.institution_id.id,
            }
        )

    @classmethod
    def _create_delegation(cls, committee, state="draft", **values):
        """A delegation of the chair to issue invitations, brought to `state`."""
        officer, secretary, _chair = cls._people_of(committee.company_id)
        if "partner_id" not in values:
            person = cls.env["res.partner"].create({"name": "A delegate"})
            values["partner_id"] = person.id
        given = (
            cls.env["committee.delegation"]
            .with_user(officer)
            .create(
                {
                    "committee_id": committee.id,
                    "letter_number": "ف/۷",
                    "letter_date": day("1405/05/01"),
                    "date_from": day("1405/05/01"),
                    "date_to": day("1405/12/29"),
                    "for_invitation": True,
                    **values,
                }
            )
        )
        paper = given.with_user(secretary)
        if state != "draft":
            paper.action_enact(on=day("1405/05/02"))
        if state == "ended":
            paper.action_end(on=day("1405/06/01"), reason="A reason")
        if state == "withdrawn":
            paper.action_withdraw(on=day("1405/06/01"), reason="A reason")
        return given

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
            with on_day(on - timedelta(days=10)):
                act(reason="A reason")
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
        with on_day(on - timedelta(days=19)):
            secretary.action_propose_agenda()

    @classmethod
    def _to_agenda_approved(cls, meeting, on):
        _officer, _secretary, chair = cls._people_at(meeting)
        with on_day(on - timedelta(days=14)):
            chair.action_approve_agenda()

    @classmethod
    def _to_invited(cls, meeting, on):
        _officer, _secretary, chair = cls._people_at(meeting)
        with on_day(on - timedelta(days=12)):
            chair.action_invite(number="۱۴۰۵/۱۲۳/د")
        cls._send_letters(meeting)

    @classmethod
    def _to_held(cls, meeting, on):
        officer, _secretary, _chair = cls._people_at(meeting)
        with on_day(on):
            officer.attendance_ids.write({"presence": "present"})
            officer.action_hold()

    @classmethod
    def _to_recorded(cls, meeting, on):
        officer, _secretary, _chair = cls._people_at(meeting)
        with on_day(on + timedelta(days=2)):
            cls._write_minutes(officer)
            officer.action_record_minutes()

    @classmethod
    def _write_minutes(cls, meeting):
        meeting.attendance_ids.write({"presence": "present"})
        first, *others = meeting.agenda_item_ids
        meeting.agenda_item_ids.write({"discussion": "It was discussed."})
        for other in others:
            if other.output_id:
                other.write({"fate": "rejected", "outcome_note": "A reason"})
            else:
                other.outcome = "discussed"
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
        with on_day(on + timedelta(days=2)):
            secretary.action_sign_as_secretary()
            chair.action_sign_as_chair()

    @classmethod
    def _to_dispatched(cls, meeting, on):
        _officer, _secretary, chair = cls._people_at(meeting)
        with on_day(on + timedelta(days=8)):
            chair.action_dispatch(number="۱۴۰۵/۱۴۰/د")
        cls._send_letters(meeting)

    @classmethod
    def _to_closed(cls, meeting, on):
        _officer, secretary, _chair = cls._people_at(meeting)
        with on_day(on + timedelta(days=9)):
            secretary.action_send_national_copy(number="ش/۲۱")
        cls._send_letters(meeting)

    @classmethod
    def _send_letters(cls, meeting, on=None):
        """The secretary marks the issued letters of a meeting as sent, by default on
        their own dates."""
        _officer, secretary, _chair = cls._people_at(meeting)
        for letter in secretary.letter_ids.filtered(
            lambda x: x.state == "issued" and x.kind != "agenda_approval"
        ):
            sent_on = on and day(on) or letter.letter_date
            with on_day(sent_on):
                letter.action_send(on=sent_on, evidence={"number": "ر/۱"})

    # ------------------------------------------------------------
    # EXPERTS
    # ------------------------------------------------------------

    @classmethod
    def _gather_experts(cls, committee, on="1405/04/20"):
        """The expert committee under `committee`: an expert of each member body."""
        officer, secretary, _chair = cls._people_of(committee.company_id)
        experts = committee.search(
            [("parent_id", "=", committee.id), ("state", "!=", "dissolved")]
        ).with_user(secretary)
        if not experts:
            experts = committee.with_user(secretary).create(
                {
                    "kind": "expert",
                    "parent_id": committee.id,
                    "company_id": committee.company_id.id,
                }
            )
        experts.with_user(officer).action_seat_missing_bodies()
        members = cls.env["committee.member"].with_user(officer)
        for seat in experts.seat_ids.filtered("institution_id"):
            person = cls.env["res.partner"].create(
                {"name": seat.name, "parent_id": seat.institution_id.id}
            )
            members |= members.create({"seat_id": seat.id, "partner_id": person.id})
        with on_day(on):
            members.with_user(secretary).action_seat()
            experts.action_consult()
            experts.action_constitute()
        return experts

    SESSION_ROAD = ("draft", "invited", "held", "recorded", "closed")

    @classmethod
    def _create_session(cls, state, experts, held="1405/04/22", outputs=0):
        """An expert session brought to `state`, with so many outputs for approval."""
        officer, secretary, _chair = cls._people_of(experts.company_id)
        on = day(held)
        session = (
            cls.env["committee.meeting"]
            .with_user(officer)
            .create(
                {
                    "committee_id": experts.id,
                    "date_start": datetime.combine(on, datetime.min.time())
                    + timedelta(hours=5, minutes=30),
                    "place": "شرکت شهرک‌های صنعتی",
                    "agenda_item_ids": [Command.create({"name": "A question"})],
                }
            )
        )
        if state == "draft":
            return session
        if state == "cancelled":
            session.with_user(secretary).action_cancel(reason="Not needed")
            return session
        with on_day(on - timedelta(days=3)):
            session.action_schedule()
        if state == "postponed":
            with on_day(on):
                session.action_postpone_session(reason="A reason")
            session.write(
                {
                    "date_start": session.date_start + timedelta(days=7),
                    "date_end": session.date_end + timedelta(days=7),
                }
            )
        road = (
            cls.SESSION_ROAD[: cls.SESSION_ROAD.index(state) + 1]
            if (state in cls.SESSION_ROAD)
            else ()
        )
        if "held" in road:
            with on_day(on):
                session.action_hold()
            session.output_ids.create(
                [
                    {"session_id": session.id, "name": f"Output {number}"}
                    for number in range(1, outputs + 1)
                ]
            )
            session.attendance_ids.write({"presence": "present"})
            session.agenda_item_ids.outcome = "discussed"
        if "recorded" in road:
            with on_day(on):
                session.action_record_minutes()
        if "closed" in road:
            with on_day(on):
                session.with_user(secretary).action_close_session()
        return session


HELD_ON = date(2026, 9, 7)  # 1405/06/16
