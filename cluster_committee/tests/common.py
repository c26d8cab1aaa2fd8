import itertools
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
            cls.classPatch(report, "_make_document", lambda self, record: b"%PDF-")
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
        officer.attendance_ids.write({"presence": "present"})
        officer.action_hold()

    @classmethod
    def _to_recorded(cls, meeting, on):
        officer, _secretary, _chair = cls._people_at(meeting)
        cls._write_minutes(officer)
        officer.action_record_minutes(on=on + timedelta(days=2))

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
        members.with_user(secretary).action_seat(on=day(on))
        experts.action_consult(on=day(on))
        experts.action_constitute(on=day(on))
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
        session.action_schedule(on=on - timedelta(days=3))
        if state == "postponed":
            session.action_postpone_session(on=on, reason="A reason")
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
            session.action_record_minutes(on=on)
        if "closed" in road:
            session.with_user(secretary).action_close_session(on=on)
        return session

    # ------------------------------------------------------------
    # CLUSTERS
    # ------------------------------------------------------------

    LIFE = {
        "identified": "identify",
        "prioritised": "prioritise",
        "feasibility": "study_feasibility",
        "diagnostic": "diagnose",
        "planning": "plan",
        "plan_approved": "adopt_plan",
        "year_1": "start_year_1",
        "year_2": "start_year_2",
        "year_3": "start_year_3",
        "evaluation": "evaluate",
        "completed": "complete",
        "aftercare": "support",
    }

    @classmethod
    def _create_cluster(cls, state="draft", company=None, since="1404/01/15", **values):
        """A cluster brought to `state` by its officer and its secretary, a step each
        twenty days from the Jalali day `since` on; one that is stopped was identified
        before."""
        company = company or cls.own
        officer, secretary, _chair = cls._people_of(company)
        cluster = (
            cls.env["business.cluster"]
            .with_user(officer)
            .create({"name": "A cluster", "company_id": company.id, **values})
        )
        states = list(cls.LIFE)
        last = "identified" if state == "stopped" else state
        steps = states[: states.index(last) + 1] if last != "draft" else []
        for order, stage in enumerate(steps):
            if stage == "diagnostic":
                cluster.feasibility_result = "positive"
            act = getattr(cluster.with_user(secretary), f"action_{cls.LIFE[stage]}")
            act(on=day(since) + timedelta(days=20 * order))
        if state == "stopped":
            cluster.with_user(secretary).action_stop(
                on=day(since) + timedelta(days=30), reason="A reason"
            )
        return cluster

    @classmethod
    def _create_plan(cls, state="draft", company=None, cluster=None):
        """An action plan that can be approved, or was: an agency line of the broker
        and a project that it shares with one supporter."""
        company = company or cls.own
        officer, secretary, _chair = cls._people_of(company)
        if not cluster:
            name = f"Planned cluster {next(cls._numbers)}"
            cluster = cls._create_cluster("planning", company, name=name)
        supporter = cls._support(cluster)
        plan = cluster.plan_ids.create(
            {
                "cluster_id": cluster.id,
                "jalali_year": 1405,
                **cls._minutes("1405/05/11"),
                "line_ids": [
                    Command.create(
                        {
                            "code": code,
                            "name": f"Line {code}",
                            "kind": kind,
                            "cost": sum(shares.values()),
                            "share_ids": [
                                Command.create({"partner_id": body.id, "amount": rial})
                                for body, rial in shares.items()
                            ],
                        }
                    )
                    for code, kind, shares in (
                        ("A1", "agency", {cluster.broker_id: 9_600_000_000}),
                        ("P1", "project", {supporter: 2000, cluster.broker_id: 1001}),
                    )
                ],
            }
        )
        if state == "draft":
            return plan
        plan.with_user(secretary).action_approve()
        if state == "superseded":
            newer = plan.browse(plan.action_revise()["res_id"])
            newer.write(cls._minutes("1405/06/11"))
            newer.with_user(secretary).action_approve()
        return plan

    _numbers = itertools.count(1)

    @classmethod
    def _minutes(cls, on):
        return {
            "minutes_number": f"ش/{on}",
            "minutes_date": day(on),
            "minutes_document": "JVBERi0=",
            "minutes_document_name": "minutes.pdf",
        }

    @classmethod
    def _support(cls, cluster):
        """The supporter that the cluster gets, with a chair of its council."""
        number = next(cls._numbers)
        bodies = cls.env["res.partner"].create(
            [
                {"name": f"Supporter {number}", "is_company": True},
                {"name": f"Chair of the council {number}"},
            ]
        )
        since = {"cluster_id": cluster.id, "date_from": day("1404/01/01")}
        cluster.supporter_ids.create({"partner_id": bodies[0].id, **since})
        cluster.council_member_ids.create(
            {"partner_id": bodies[1].id, "role": "chair", **since}
        )
        return bodies[0]

    @classmethod
    def _create_contribution(cls, share, state="draft", **values):
        """A commitment of one rial against the share, unless `values` say otherwise, by
        a letter that is not of a later day."""
        officer, secretary, _chair = cls._people_of(share.company_id)
        letter_on = min(day("1405/07/01"), values.get("date", day("1405/07/02")))
        given = (
            cls.env["business.cluster.contribution"]
            .with_user(officer)
            .create(
                {
                    "share_id": share.id,
                    "amount": 1,
                    "date": day("1405/07/02"),
                    "letter_number": "ت/۱۲",
                    "letter_date": letter_on,
                    **values,
                }
            )
        )
        if state != "draft":
            given.with_user(secretary).action_confirm()
        if state == "cancelled":
            given.with_user(secretary).action_cancel(reason="A reason")
        return given

    @classmethod
    def _create_share_change(cls, share, **values):
        officer, _secretary, _chair = cls._people_of(share.company_id)
        return (
            cls.env["business.cluster.plan.share.change"]
            .with_user(officer)
            .create(
                {
                    "share_id": share.id,
                    "amount": share.amount,
                    "date": day("1405/07/20"),
                    "reason": "A reason",
                    "letter_number": "ن/۷",
                    "letter_date": day("1405/07/19"),
                    **values,
                }
            )
        )

    def assertHas(self, sentences, part):
        """One of the sentences says `part`."""
        found = "\n".join(sentences)
        self.assertIn(part, found)


HELD_ON = date(2026, 9, 7)  # 1405/06/16
