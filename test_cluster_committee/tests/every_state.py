from odoo.fields import Command

from odoo.addons.cluster_committee.tests.common import day, on_day
from odoo.addons.cluster_committee.tests.refusal import other_value

from .matrices.verb_matrix import steps
from .provinces import SamplesCase

TABLE = steps()
ACTORS = ("officer", "supervisor", "secretary", "chair", "national", "owner")
NEIGHBOURS = ("foreign_officer", "foreign_secretary", "foreign_chair")


class EveryStateCase(SamplesCase):
    """A record in each state of each model, brought there by its users."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.main = cls._create_committee()
        cls.records = {
            "committee.seat": cls._seats(),
            "committee.member": cls._members(),
            "committee.meeting": cls._meetings(),
            "committee.procedure.edition": cls._editions(),
            "committee.interpretation": cls._interpretations(),
            "committee.exemption": cls._exemptions(),
            "committee.meeting.plan": cls._meeting_plans(),
            "committee.duty.holder": cls._duty_holders(),
            "committee.delegation": cls._delegations(),
            # of the delegation that was recorded as ended
            "committee.act.paper": cls.env["committee.act.paper"].search(
                [("act_id.res_model", "=", "committee.delegation")], limit=1
            ),
            "business.cluster": cls._clusters(),
            "business.cluster.plan": cls._plans(),
        }
        cls.records |= {
            "committee.agenda.item": cls._items(),
            "committee.letter": cls._letters(),
            "committee.letter.recipient": cls._recipients(),
            "committee.resolution.task": cls._tasks(),
            "committee.request": cls._requests(),  # a granted one checks the findings
            "committee.finding": cls._findings(),
            **cls._tenures(),
            "committee.exchange.key": cls._exchange_keys(),
            "committee.received.copy": cls._received_copies(),
            "committee.received.request": cls._received_requests(),
            "business.cluster.plan.share.change": cls._share_changes(),
            "business.cluster.contribution": cls._contributions(),
        }
        cls.records |= cls._yearly()
        cls.people = {
            "none": cls._person("none", "base.group_user"),
            # in the chair's group, but another holds the seat
            "unseated": cls._person(
                "unseated", "cluster_committee.group_committee_chair"
            ),
            **{name: getattr(cls, name) for name in (*ACTORS, *NEIGHBOURS)},
        }

    @classmethod
    def _person(cls, name, group):
        person = cls.officer.copy({"login": name, "name": name})
        person.group_ids = cls.env.ref(group)
        return person

    def _first_records(self):
        """(record in the first state in which a step is open, verb, step) for each"""
        for model, records in self.records.items():
            for verb, step in TABLE[model][1].items():
                first = records.sudo().filtered(
                    lambda record, step=step: record.state in step.sources[:1]
                )
                if step.sources:
                    yield first, verb, step

    @classmethod
    def _seats(cls):
        """Added ones: a statutory one that is closed opens anew."""
        seats = cls.main.seat_ids.with_user(cls.officer).create(
            [
                {"committee_id": cls.main.id, "name": name, "reason": "Asked for"}
                for name in ("An open seat", "A closed seat")
            ]
        )
        seats[1].with_user(cls.secretary).action_close(reason="No longer needed")
        return seats

    @classmethod
    def _members(cls):
        states, _verbs = TABLE["committee.member"]
        seats = cls.main.seat_ids.with_user(cls.officer).create(
            [
                {
                    "committee_id": cls.main.id,
                    "name": f"Seat of one {state}",
                    "reason": "Asked for",
                }
                for state in states
            ]
        )
        people = cls.env["res.partner"].create([{"name": seat.name} for seat in seats])
        members = seats.member_ids.create(
            [
                {"seat_id": seat.id, "partner_id": person.id}
                for seat, person in zip(seats, people, strict=True)
            ]
        )
        _draft, proposed, seated, ended, withdrawn = members.with_user(cls.secretary)
        proposed.action_propose()
        for number, member in enumerate((seated, ended), start=91):
            with on_day("1405/05/01"):
                member.action_issue(number=f"ح/{number}")
        with on_day("1405/06/01"):
            ended.action_end(reason="Left")
        withdrawn.action_withdraw()
        return members

    @classmethod
    def _clusters(cls):
        states, _verbs = TABLE["business.cluster"]
        clusters = cls.env["business.cluster"]
        for state in states:
            clusters |= cls._create_cluster(state, name=f"Cluster {state}")
        step = clusters.stage_ids[:1].with_user(cls.officer)
        step.evidence_ids.create(
            {"stage_id": step.id, "number": "م/۷", "reason": "It came later"}
        )
        return clusters

    @classmethod
    def _plans(cls):
        draft, superseded = (
            cls._create_plan(state) for state in ("draft", "superseded")
        )
        return draft | superseded.superseded_by_id | superseded

    @classmethod
    def _tenures(cls):
        """Who stands beside a cluster with a drafted plan, and one with an approved."""
        drafted, approved = cls.records["business.cluster.plan"].cluster_id
        found = {}
        for name in ("supporter_ids", "council_member_ids"):
            draft, binding = drafted[name], approved[name]
            former = {"date_from": day("1403/01/01"), "date_to": day("1403/12/01")}
            ended = binding.create(binding.copy_data(former))
            with on_day("1403/06/01"):
                ended.action_end(reason="Left")
            found[draft._name] = draft | binding | ended
        return found

    @classmethod
    def _project_share(cls):
        plan = cls.records["business.cluster.plan"][1]
        return plan._project_shares()[0]

    @classmethod
    def _share_changes(cls):
        share = cls._project_share()
        draft, confirmed = (cls._create_share_change(share) for _state in range(2))
        confirmed.with_user(cls.secretary).action_confirm()
        return draft | confirmed

    @classmethod
    def _contributions(cls):
        share = cls._project_share()
        return cls.env["business.cluster.contribution"].union(
            *(
                cls._create_contribution(share, state)
                for state in ("draft", "confirmed", "cancelled")
            )
        )

    @classmethod
    def _meetings(cls):
        states, _verbs = TABLE["committee.meeting"]
        meetings = cls.env["committee.meeting"]
        for state in states:
            meetings |= cls._create_meeting(state, cls.main)
        held = meetings[states.index("held")]
        cls._write_minutes(held.with_user(cls.officer))
        return meetings

    @classmethod
    def _meeting(cls, state):
        meetings = cls.records["committee.meeting"]
        return meetings.filtered(lambda meeting: meeting.state == state)

    @classmethod
    def _items(cls):
        invited = cls._meeting("invited").with_user(cls.officer)
        late = invited.agenda_item_ids.create(
            {"meeting_id": invited.id, "name": "A late item"}
        )
        return late | invited.agenda_item_ids[0]

    @classmethod
    def _letters(cls):
        letters = cls.env["committee.letter"].with_user(cls.secretary)
        letters = letters.create(
            [{"kind": "reminder", "committee_id": cls.main.id} for _state in range(3)]
        )
        for number, letter in enumerate(letters[1:], start=1):
            letter.recipient_ids.create(
                {"letter_id": letter.id, "partner_id": cls.chair.partner_id.id}
            )
            letter.action_issue(number=f"ش/۱۰{number}")
        letters[2].action_send(evidence={"number": "ر/۱"})
        return letters

    @classmethod
    def _recipients(cls):
        """Of the copy to the national office, which is theirs to acknowledge."""
        letter = cls.env["committee.letter"].with_user(cls.officer)
        letter = letter.create({"kind": "national_copy", "committee_id": cls.main.id})
        pending = letter.recipient_ids.create(
            {"letter_id": letter.id, "partner_id": cls.office.partner_id.id}
        )
        copies = cls.env["committee.letter"]
        for _state in range(4):
            meeting = cls._create_meeting("closed", cls.main)
            copies |= meeting.letter_ids.filtered_domain(
                [("kind", "=", "national_copy")]
            )
        sent, delivered, acknowledged, answered = copies.recipient_ids.with_user(
            cls.officer
        )
        delivered.action_deliver()
        acknowledged.action_acknowledge()
        answered._permitted({"state"}).write({"state": "answered"})
        return pending | sent | delivered | acknowledged | answered

    @classmethod
    def _tasks(cls):
        waiting = cls._meeting("signed").resolution_ids.task_ids
        running = cls._meeting("dispatched").resolution_ids.task_ids
        withdrawn = cls._meeting("closed").resolution_ids.task_ids
        done = cls._create_meeting("closed", cls.main).resolution_ids.task_ids
        done.with_user(cls.officer).action_finish()
        withdrawn.with_user(cls.secretary).action_withdraw(
            resolution_id=done.resolution_id.id
        )
        cls._follow_up(running)
        cls.later_resolution = done.resolution_id
        return waiting | running | done | withdrawn

    @classmethod
    def _yearly(cls):
        """What is drafted, approved and superseded of each kind, for one year."""
        resolutions = (
            cls._meeting("signed") | cls._meeting("closed")[:1]
        ).resolution_ids.sorted("id")
        found = {}
        for model in ("committee.priority.list", "committee.forecast"):
            decisions = cls.env[model]
            for order in range(3):
                samples = cls._create_yearly(cls.main, cls.officer, 1405 - order // 3)
                decisions |= next(s for s in samples if s._name == model)
            draft, approved, superseded = decisions.with_user(cls.secretary)
            draft.resolution_id = cls.later_resolution
            superseded.resolution_id, approved.resolution_id = resolutions
            if model == "committee.forecast":
                decisions.action_build()
            superseded.action_approve()
            approved.action_approve()
            found[model] = draft | approved | superseded
        return found

    @classmethod
    def _editions(cls):
        editions = cls.env["committee.procedure.edition"].with_user(cls.owner)
        superseded = editions._edition_on(day("1405/01/01"))
        in_force, draft, withdrawn = (
            editions.browse(superseded.action_new_edition()["res_id"])
            for _edition in range(3)
        )
        in_force.effective_from = day("1405/08/01")
        in_force.action_enact()
        draft.effective_from = day("1405/09/01")
        withdrawn.effective_from = day("1405/12/01")
        withdrawn.action_enact()
        withdrawn.action_withdraw(reason="By mistake")
        return draft | in_force | superseded | withdrawn

    @classmethod
    def _exemptions(cls):
        exemptions = cls._create_exemption(cls.own, cls.own, cls.own)
        _draft, granted, ended = exemptions.with_user(cls.owner)
        with on_day("1405/05/01"):
            (granted | ended).action_grant()
        with on_day("1405/06/01"):
            ended.action_end_early(reason="No longer needed")
        return exemptions

    @classmethod
    def _meeting_plans(cls):
        plans = cls.env["committee.meeting.plan"].with_user(cls.officer)
        plans = plans.create(
            [
                {
                    "committee_id": cls.main.id,
                    "jalali_year": year,
                    "line_ids": [
                        Command.create({"day": day(f"{year}/{month}/07")})
                        for month in ("02", "08")
                    ],
                }
                for year in (1407, 1406)
            ]
        )
        plans[1].with_user(cls.secretary).action_propose()
        return plans

    @classmethod
    def _duty_holders(cls):
        holders = cls.env["committee.duty.holder"].with_user(cls.officer)
        holders = holders.create(
            [
                {
                    "company_id": cls.own.id,
                    "duty": "officer",
                    "partner_id": cls.officer.partner_id.id,
                    "letter_number": f"پ/{number}",
                    "date_from": day(f"140{number}/01/01"),
                    "date_to": day(f"140{number}/12/01"),
                }
                for number in (5, 4, 3)
            ]
        )
        _draft, holding, ended = holders.with_user(cls.secretary)
        (holding | ended).action_appoint()
        with on_day("1403/06/01"):
            ended.action_end(
                reason="Moved",
            )
        return holders

    @classmethod
    def _delegations(cls):
        return cls.env["committee.delegation"].union(
            cls._create_delegation(cls.main, for_invitation=False, for_decree=True),
            *(
                cls._create_delegation(
                    cls.main, state, for_invitation=False, **{f"for_{act}": True}
                )
                for state, act in (
                    ("in_force", "minutes"),
                    ("ended", "dispatch"),
                    ("withdrawn", "agenda"),
                )
            ),
        )

    @classmethod
    def _exchange_keys(cls):
        draft, withdrawn = (cls._create_key(cls.own) for _state in range(2))
        province = cls.foreign.province_id.id  # one of each holder is trusted
        trusted = cls._create_key(cls.own, role="province", province_id=province)
        trusted.action_trust()
        withdrawn.action_withdraw(reason="Lost")
        return draft | trusted | withdrawn

    @classmethod
    def _received_copies(cls):
        received, acknowledged = (
            cls._receive_copy(cls.own, number) for number in (1, 2)
        )
        acknowledged.with_user(cls.national).action_acknowledge()
        return received | acknowledged

    @classmethod
    def _received_requests(cls):
        requests = cls.env["committee.received.request"]
        for number in range(1, 6):
            requests |= cls._receive_request(cls.own, number)
        _asked, granted, refused, taken_back, withdrawn = requests
        letter = {"evidence": {"number": "د/۹"}, "reason": "As asked"}
        (granted | taken_back).with_user(cls.owner).action_grant(**letter)
        taken_back.with_user(cls.owner).action_take_back(**letter)
        refused.with_user(cls.owner).action_refuse(reason="No reason")
        told = {"withdrawn_on": withdrawn.received_on}
        withdrawn._permitted(told).write(told)
        withdrawn.with_user(cls.national).action_withdraw()
        return requests

    @classmethod
    def _findings(cls):
        findings = cls._find(cls.main, "1") | cls._find(cls.main, "2")
        findings[1].with_user(cls.owner).action_settle(
            reason="Of an earlier time", evidence={"number": "د/۹"}
        )
        return findings

    @classmethod
    def _requests(cls):
        requests = cls._create_request(cls.own, *[cls.own] * 4)
        _draft, asked, granted, refused, withdrawn = requests
        (asked | granted | refused | withdrawn).with_user(cls.secretary).action_ask()
        granted.with_user(cls.owner).action_grant(
            reason="As asked", evidence={"number": "د/۹"}
        )
        refused.with_user(cls.owner).action_refuse(reason="No reason")
        withdrawn.with_user(cls.secretary).action_withdraw()
        return requests

    @classmethod
    def _interpretations(cls):
        interpretations = cls.env["committee.interpretation"].with_user(cls.owner)
        clause = interpretations.clause_id.search([], limit=1)
        interpretations = interpretations.create(
            [
                {
                    "clause_id": clause.id,
                    "number": f"ت/۹۹{number}",
                    "date": day("1405/05/01"),
                    "text": "It means what it says.",
                }
                for number in range(2)
            ]
        )
        interpretations[1].action_issue()
        return interpretations

    def _other(self, record, name):
        return other_value(record, name)
