from datetime import timedelta

from odoo.fields import Command

from odoo.addons.cluster_committee.tests.common import day
from odoo.addons.cluster_committee_exchange.tests.common import ExchangeCase

from .matrices.access_matrix import ROLES


class SamplesCase(ExchangeCase):
    """Records that the road of a meeting does not lead by."""

    @classmethod
    def _prepare_what_is_open(cls, committee, experts, officer):
        """What an officer prepares: drafts, and lines of drafts. `experts` is the
        expert committee, still under consultation."""
        env = committee.with_user(officer).env
        seat, spare = env["committee.seat"].create(
            [
                {"committee_id": committee.id, "name": name, "reason": "A bank"}
                for name in ("A further bank", "A spare seat")
            ]
        )
        person = cls.env["res.partner"].create({"name": f"Banker of {committee.id}"})
        letter = env["committee.letter"].create(
            {
                "kind": "reminder",
                "committee_id": committee.id,
                "recipient_ids": [Command.create({"partner_id": person.id})],
            }
        )
        return (
            spare,
            env["committee.member"].create(
                {"seat_id": seat.id, "partner_id": person.id}
            ),
            env["committee.consultation"].create(
                {
                    "committee_id": experts.id,
                    "party": "other",
                    "consulted_on": day("1405/05/01"),
                }
            ),
            letter,
            letter.recipient_ids,
            *cls._create_plan_of_meetings(committee, env),
            env["committee.duty.holder"].create(
                {
                    "company_id": committee.company_id.id,
                    "duty": "supervisor",
                    "partner_id": person.id,
                    "date_from": day("1405/01/01"),
                }
            ),
            cls._create_delegation(committee, partner_id=person.id),
        )

    @classmethod
    def _create_plan_of_meetings(cls, committee, env):
        """(a drafted plan of the year, its date)"""
        plan = env["committee.meeting.plan"].create(
            {
                "committee_id": committee.id,
                "jalali_year": 1405,
                "line_ids": [Command.create({"day": day("1405/10/20")})],
            }
        )
        return plan, plan.line_ids

    @classmethod
    def _paper_acts(cls, meeting):
        """(a reply to the invitation, a corrected number, the paper of a recorded act)
        of a held meeting"""
        officer, secretary, _chair = cls._people_of(meeting.company_id)
        reply = (
            cls.env["committee.invitation.reply"]
            .with_user(officer)
            .create({"attendance_id": meeting.attendance_ids[0].id})
        )
        letter = meeting._issued_letters("invitation")[:1]
        letter.with_user(secretary).action_correct_number(
            number="د/۵۵", reason="Mistyped"
        )
        late = meeting.agenda_item_ids.with_user(officer).create(
            {"meeting_id": meeting.id, "name": "Came late"}
        )
        late.with_user(secretary).action_approve()
        late.outcome = "discussed"
        return reply, letter.correction_ids, meeting.act_paper_ids

    @classmethod
    def _create_exemption(cls, *companies):
        """A drafted exemption for each of the companies."""
        return (
            cls.env["committee.exemption"]
            .with_user(cls.owner)
            .create(
                [
                    {
                        "company_id": company.id,
                        "rule": "meeting_plan",
                        "reason": "The province is being reorganised",
                        "letter_number": "ص/۱۲",
                        "letter_date": day("1405/04/20"),
                        "date_from": day("1405/05/01"),
                        "date_to": day("1405/12/29"),
                    }
                    for company in companies
                ]
            )
        )

    @classmethod
    def _create_request(cls, *companies):
        """A drafted request of each of the companies for an exemption."""
        return cls.env["committee.request"].create(
            [
                {
                    "company_id": company.id,
                    "kind": "exemption",
                    "rule": "meeting_plan",
                    "reason": "The province is being reorganised",
                    "evidence": "eA==",
                    "evidence_name": "letter.pdf",
                    "date_from": day("1405/05/01"),
                }
                for company in companies
            ]
        )

    @classmethod
    def _check_made(cls, company):
        """A row of checked days, as the engine writes it."""
        return cls.env["committee.check"]._permitted_create(
            [
                {
                    "companies": f"sample {company.id}",
                    "date_from": day("1405/01/01"),
                    "date_to": day("1405/01/01"),
                }
            ]
        )

    @classmethod
    def _create_outputs(cls, committee):
        """An output that is written and one that waits, of experts who left."""
        experts = cls._gather_experts(committee)
        sessions = (
            cls._create_session("closed", experts, outputs=1),
            cls._create_session("held", experts, outputs=1),
        )
        experts.action_dissolve(reason="Gathered anew")
        experts.flush_recordset()  # its place is free now
        return sessions[1].output_ids

    @classmethod
    def _follow_up(cls, task):
        """(a report, an extension) of a part that is carried out"""
        officer, _secretary, chair = cls._people_of(task.company_id)
        report = (
            cls.env["committee.resolution.report"]
            .with_user(officer)
            .create({"task_id": task.id, "percent": 40, "text": "Half of it is done"})
        )
        task.with_user(chair).action_extend_deadline(
            deadline=task.deadline + timedelta(days=30), reason="As asked"
        )
        return report, task.extension_ids

    @classmethod
    def _create_yearly(cls, committee, officer, year=1404):
        """Drafts of (priority list, priority, score, forecast, its line)"""
        cluster = cls._create_cluster(
            company=committee.company_id,
            name=f"Cluster {cls.env['business.cluster'].search_count([])} of {year}",
        )
        env = committee.with_user(officer).env
        values = {"committee_id": committee.id, "jalali_year": year}
        priorities = env["committee.priority.list"].create(
            {**values, "line_ids": [Command.create({"cluster_id": cluster.id})]}
        )
        forecast = env["committee.forecast"].create(
            {
                **values,
                "line_ids": [
                    Command.create(
                        {
                            "cluster_id": cluster.id,
                            "partner_id": committee.company_id.partner_id.id,
                            "amount": 1_000_000,
                            "reason": "As it was agreed",
                        }
                    )
                ],
            }
        )
        priorities.line_ids.score_ids[1].unlink()  # room for another one
        return (
            priorities,
            priorities.line_ids,
            priorities.line_ids.score_ids[0],
            forecast,
            forecast.line_ids,
        )

    @classmethod
    def _compare(cls, resolution, year=1403):
        """A line of the comparison, of a forecast that was approved."""
        officer, secretary, _chair = cls._people_of(resolution.company_id)
        *_others, forecast, line = cls._create_yearly(
            resolution.committee_id, officer, year
        )
        forecast.resolution_id = resolution
        forecast.with_user(secretary).action_approve()
        cls.env.flush_all()
        return cls.env["committee.forecast.comparison"].search(
            [("cluster_id", "=", line.cluster_id.id)]
        )

    @classmethod
    def _create_circular(cls, company, officer):
        return (
            cls.env["committee.policy.circular"]
            .with_user(officer)
            .create(
                {
                    "name": "Clusters first",
                    "issuer_id": company.partner_id.id,
                    "issued_on": day("1405/02/01"),
                    "company_id": company.id,
                }
            )
        )

    @classmethod
    def _room_samples(cls, held, officer):
        """A template with its first line, a phrase, a change made in the room."""
        env = held.with_user(officer).env
        template = env["committee.agenda.template"].create(
            {
                "committee_id": held.committee_id.id,
                "line_ids": [Command.create({"name": "A standing item"})],
            }
        )
        phrase = env["committee.phrase"].create(
            {"sign": "x", "name": "A phrase", "company_id": held.company_id.id}
        )
        change = env["committee.room.operation"]._log(held, {"id": "a"}, held.id)
        return template, template.line_ids, phrase, change

    @classmethod
    def _find(cls, committee, period=""):
        """A finding with its notice, as the engine writes them."""
        on = {
            name: day("1405/07/01")
            for name in ("due_on", "first_seen_on", "changed_on")
        }
        finding = cls.env["committee.finding"]._permitted_create(
            [
                {
                    "committee_id": committee.id,
                    "company_id": committee.company_id.id,
                    "rule": "minutes",
                    "clause": "C4-4-4a",
                    "nature": "policy",
                    "subject_id": 1,
                    "period": period,
                    "standing": "overdue",
                    "level": "2",
                    **on,
                }
            ]
        )
        cls.env["committee.finding.notice"]._permitted_create(
            [
                {
                    "finding_id": finding.id,
                    "company_id": committee.company_id.id,
                    "level": 2,
                    "user_id": cls.env.uid,
                }
            ]
        )
        return finding


class ProvincesCase(SamplesCase):
    """Two provinces with a record of each model, in states where each may be edited,
    and a persona for each role of the access matrix."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.personas = {role: cls._persona(role) for role in ROLES}
        cls.samples = {
            "own": cls._samples_of(cls.own),
            "foreign": cls._samples_of(cls.foreign),
        }

    @classmethod
    def _persona(cls, role):
        if role not in ("none", "both"):
            return getattr(cls, role)
        user = cls.officer.copy({"login": role, "name": role})
        if role == "none":
            user.group_ids = cls.env.ref("base.group_user")
        else:
            user.group_ids += cls.env.ref("cluster_committee.group_committee_national")
        return user

    @classmethod
    def _samples_of(cls, company):
        """{model: a record of that province}; what has no province is one for both."""
        officer, secretary, _chair = cls._people_of(company)
        committee = cls._create_committee(company=company)
        held = cls._create_meeting("held", committee)
        cls._write_minutes(held.with_user(officer))
        draft = cls._create_meeting("draft", committee, held="1405/10/16")
        output = cls._create_outputs(committee)
        closed = cls._create_meeting("closed", committee)
        experts = (
            cls.env["committee.committee"]
            .with_user(secretary)
            .create(
                {
                    "kind": "expert",
                    "parent_id": committee.id,
                    "company_id": company.id,
                }
            )
        )
        prepared = cls._prepare_what_is_open(committee, experts, officer)
        finding = cls._find(committee)
        counter = cls.env["committee.counter"].search(
            [("committee_id", "=", committee.id)]
        )
        return {
            record._name: record.with_user(cls.env.user).sudo(False)
            for record in (
                experts,
                output,
                *cls._follow_up(closed.resolution_ids.task_ids),
                *cls._create_yearly(committee, officer),
                cls._compare(closed.resolution_ids),
                cls._create_circular(company, officer),
                *cls._room_samples(held, officer),
                *prepared,
                draft,
                draft.agenda_item_ids[0],
                held.resolution_ids,
                held.resolution_ids.task_ids,
                held.attendance_ids[0],
                *cls._paper_acts(held),
                held.act_ids[0],
                finding,
                finding.notice_ids,
                finding.change_ids,
                cls._check_made(company),
                cls._create_exemption(company),
                cls._create_request(company),
                cls.env["committee.setup"].create({"company_id": company.id}),
                cls._acknowledge(company),
                cls._create_key(company),
                cls._receive_copy(company),
                cls._announce(company),
                cls._receive_request(company),
                *cls._overviews(company),
                counter,
                *cls._cluster_samples(company),
                cls._file_of(prepared[3]),
                company,
                committee.seat_ids[3].institution_id,
                *cls._national_samples(),
            )
        } | {"main": committee, "held": held}

    @classmethod
    def _overviews(cls, company):
        """What the nation looks at: a copy's whereabouts, an edition's receiver, how
        the province stands."""
        cls.env.flush_all()
        mine = [("company_id", "=", company.id)]
        return (
            cls.env["committee.copy.inbox"].search(mine, limit=1),
            cls.env["committee.edition.distribution"].search(mine, limit=1),
            cls.env["committee.province.standing"].search(mine, limit=1),
        )

    @classmethod
    def _cluster_samples(cls, company):
        """A cluster that can be deleted, and what hangs on one under study."""
        person = cls.env["res.partner"].create({"name": f"Actor of {company.id}"})
        body = cls.env["res.partner"].create(
            {"name": f"Supporter of {company.id}", "is_company": True}
        )
        studied = cls._create_cluster("feasibility", company)
        env = studied.env
        drafted = cls._create_plan("draft", company)
        share = cls._create_plan("approved", company)._project_shares()[0]
        return (
            cls._create_cluster("draft", company, name="A further cluster"),
            studied.stage_ids[0],
            env["business.cluster.stage.evidence"].create(
                {
                    "stage_id": studied.stage_ids[0].id,
                    "number": "م/۷",
                    "reason": "It came later",
                }
            ),
            drafted,
            drafted.line_ids[1],
            drafted._project_shares()[0],
            cls._create_share_change(share),
            cls._create_contribution(share),
            env["business.cluster.funding"].browse(share.id),
            env["business.cluster.supporter"].create(
                {
                    "cluster_id": studied.id,
                    "partner_id": body.id,
                    "date_from": day("1405/01/01"),
                }
            ),
            env["business.cluster.council.member"].create(
                {
                    "cluster_id": studied.id,
                    "partner_id": person.id,
                    "date_from": day("1405/01/01"),
                }
            ),
        )

    @classmethod
    def _file_of(cls, record):
        return record.env["ir.attachment"].create(
            {"name": "A file", "res_model": record._name, "res_id": record.id}
        )

    @classmethod
    def _national_samples(cls):
        """Records that belong to no province, which nothing refers to."""
        if not hasattr(cls, "national_samples"):
            enacted = cls.env["committee.procedure.edition"]._edition_on(
                day("1405/01/01")
            )
            opened = enacted.with_user(cls.owner).action_new_edition()
            draft = enacted.browse(opened["res_id"])
            create = cls._create_national
            cls.national_samples = (
                create("committee.procedure", {"code": "P-CL98", "name": "Another"}),
                draft,
                draft.clause_ids[0],
                draft.seat_ids[0],
                draft.criterion_ids[0],
                create(
                    "committee.interpretation", {"clause_id": enacted.clause_ids[0].id}
                ),
                create("committee.institution.kind", {"name": "A kind"}),
                cls._province("IR-17"),
                cls.env["ir.actions.report"].search([], limit=1),
                cls.env.ref("base.user_admin"),
                *cls._calendar_samples(),
            )
        return cls.national_samples

    @classmethod
    def _calendar_samples(cls):
        calendar = cls.env.ref("cluster_committee.resource_calendar_national")
        days = cls.env["committee.calendar.day"]
        return (
            calendar,
            calendar.attendance_ids[0],
            calendar.leave_ids[0],
            days.search([("calendar_id", "=", calendar.id)], limit=1),
        )

    @classmethod
    def _create_national(cls, model, values):
        return cls.env[model].with_user(cls.owner).create(values)
