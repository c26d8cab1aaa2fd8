import itertools
import re
from datetime import datetime, time

from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali

from ..lib.demo_days import clock_on, moved
from .committee_demo_acts import (
    act_for_the_chair,
    begin_agendas_alike,
    correct_a_number,
)
from .committee_demo_cluster import DemoCluster
from .committee_demo_meeting import DemoMeeting
from .committee_demo_session import DemoSession, gather_experts
from .committee_demo_watch import watch
from .committee_demo_yearly import propose_plans

WRITTEN_FOR = jalali.parse_date("1405/09/02")  # the day the stories look back from
# role: its post in the province, whose name follows
PEOPLE = {
    "officer": "کارشناس خوشه‌های شرکت شهرک‌های صنعتی استان",
    "supervisor": "معاون صنایع کوچک شرکت شهرک‌های صنعتی استان",
    "secretary": "مدیرعامل شرکت شهرک‌های صنعتی استان",
    "chair": "معاون هماهنگی امور اقتصادی استاندار",
}
COMPANY_NAME = "شرکت شهرک‌های صنعتی استان"
COMMITTEE_NAME = "کمیته استانی توسعه خوشه‌های کسب‌وکار استان"
RECEIPT = "رسید اتوماسیون اداری"


class DemoProvince:
    """One province of the demo data: plays its story with the verbs of its users."""

    def __init__(self, demo, story):
        self.demo = demo
        self.env = demo.env
        self.story = story
        self.key = story["key"]
        self.today = jalali.today()
        self.users = {}
        self.bodies = {}
        self.clusters = {}
        self.outputs = {}
        self.experts = None
        self._numbers = itertools.count(1204, 17)

    def build(self):
        self._found_company()
        self._gather_bodies()
        self._hire_people()
        self._name_duties()
        self._form_committee()
        watch(self)
        self._receive_circulars()
        gather_experts(self)
        propose_plans(self)
        for story in self.story.get("clusters", ()):
            self.clusters[story["key"]] = DemoCluster(self, story).build()
        meeting = None
        self.sessions = enumerate(self.story.get("sessions", ()), start=1)
        for order, story in enumerate(self.story["meetings"], start=1):
            self._hold_sessions(until=story["proposed"])
            meeting = DemoMeeting(self, story, order, previous=meeting).take_place()
        self._hold_sessions()
        self._end_tenures()
        act_for_the_chair(self)
        correct_a_number(self)
        begin_agendas_alike(self)

    # ------------------------------------------------------------
    # WORDS AND DAYS
    # ------------------------------------------------------------

    def day(self, text):
        """A day of the story, written 1405/06/16, shifted to the day on which it is
        loaded."""
        return moved(jalali.parse_date(text), WRITTEN_FOR, self.today)

    def on(self, when, hour=10):
        """The clock stands at an hour of that day in Tehran: whoever acts in it acts,
        and enters what he does, on that day.

        :param when: a day of the story, or a date
        """
        day = self.day(when) if isinstance(when, str) else when
        return clock_on(min(day, self.today), hour)

    def moment(self, text):
        """A moment in Tehran, written 1405/06/16 10:00, as it is stored."""
        day, _space, hour = text.partition(" ")
        local = datetime.combine(self.day(day), time.fromisoformat(hour))
        return jalali.to_utc(local, jalali.TEHRAN)

    def text(self, text, **words):
        """The text with its days, and with the `words` that its braces name."""
        text = re.sub(
            r"\{(\d{4}/\d\d/\d\d)\}",
            lambda found: jalali.format_date(self.day(found[1])),
            text,
        )
        return text.format(**words)

    def duty(self, code):
        """The clause of that duty, or none."""
        return code and self.env.ref(f"cluster_committee.procedure_clause_{code}").id

    def clusters_of(self, story):
        """The clusters that a part of the story is about."""
        return [
            Command.set([self.clusters[key].id for key in story.get("clusters", ())])
        ]

    def edition_criteria(self):
        return self.env["committee.committee"]._default_edition_id().criterion_ids

    def number(self):
        """The next number, as the registry of some office would give it."""
        return jalali.to_persian_digits(f"{next(self._numbers)}/40")

    def by(self, role, records):
        """The same records, in the hands of the user of that role."""
        return records.with_user(self.users[role])

    def model(self, role, name):
        return self.by(role, self.env[name])

    # ------------------------------------------------------------
    # WHO IS THERE
    # ------------------------------------------------------------

    def _found_company(self):
        self.province = self.env["res.country.state"].search(
            [("iso_code", "=", self.story["iso"])]
        )
        self.company = self.env["res.company"].create(
            {
                "name": f"{COMPANY_NAME} {self.story['name']} {self.demo._mark}",
                "province_id": self.province.id,
            }
        )
        self.demo._label_company(self.key, self.company)

    def _gather_bodies(self):
        """The bodies of the province: one of each kind, and those of the story."""
        kinds = self.env["committee.institution.kind"].search([("code", "!=", False)])
        by_code = {kind.code: kind for kind in kinds}
        named = {
            code: (kind, kind.name)
            for code, kind in by_code.items()
            if code not in ("estates_company", "bank", "other")
        }
        for key, body in self.story["institutions"].items():
            named[key] = by_code[body["kind"]], body["name"]
        partners = self.env["res.partner"].create(
            [
                {
                    "name": f"{name} استان {self.story['name']}",
                    "is_company": True,
                    "institution_kind_id": kind.id,
                    "state_id": self.province.id,
                    "country_id": self.province.country_id.id,
                }
                for kind, name in named.values()
            ]
        )
        self.bodies = dict(zip(named, partners, strict=True))
        self.demo._label({f"body_{self.key}_{k}": b for k, b in self.bodies.items()})
        self.bodies["estates_company"] = self.company.partner_id

    def _hire_people(self):
        for role, post in PEOPLE.items():
            self.users[role] = self.demo._hire(
                f"{role}.{self.key}",
                role,
                f"{post} {self.story['name']}",
                self.company,
                self.bodies["governorate" if role == "chair" else "estates_company"],
            )

    def _name_duties(self):
        """Who owns the execution in the company, and who keeps the secretariat."""
        holders = self.model("secretary", "committee.duty.holder").create(
            [
                {
                    "company_id": self.company.id,
                    "duty": duty,
                    "partner_id": self.users[duty].partner_id.id,
                    "letter_number": self.number(),
                    "date_from": self.day(self.story["formation"]["governor"]),
                }
                for duty in ("supervisor", "officer")
            ]
        )
        with self.on(self.story["formation"]["governor"]):
            holders.action_appoint()

    def person(self, name, body):
        """A person of a body, who is named by his post."""
        person = self.env["res.partner"].create(
            {"name": f"{name} {self.story['name']}", "parent_id": body.id}
        )
        self.demo._label({f"person_{self.key}_{person.id}": person})
        return person

    # ------------------------------------------------------------
    # FORMATION
    # ------------------------------------------------------------

    def _form_committee(self):
        days = self.story["formation"]
        committee = self.model("secretary", "committee.committee").create(
            {
                "company_id": self.company.id,
                "name": f"{COMMITTEE_NAME} {self.story['name']}",
            }
        )
        self.committee = committee
        self.demo._label({f"committee_{self.key}": committee})
        self._consult(days)
        with self.on(days["consulted"]):
            committee.action_consult()
        proposal = self._letter("formation_proposal", self.bodies["governorate"])
        self._send(proposal, self.day(days["proposed"]))
        self._add_seats()
        self._seat_members(
            self.day(days["decrees_proposed"]), self.day(days["decreed"])
        )
        with self.on(days["decreed"]):
            committee.action_constitute()

    def _consult(self, days):
        consultations = self.model("officer", "committee.consultation")
        for party, with_whom in (
            ("governor", "استاندار"),
            ("deputy", "معاون هماهنگی امور اقتصادی"),
        ):
            with self.on(days[party]):
                consultations.create(
                    {
                        "committee_id": self.committee.id,
                        "party": party,
                        "consulted_on": self.day(days[party]),
                        "result": "agreed",
                        "summary": f"رایزنی با {with_whom}؛ نتیجه: موافق.",
                    }
                )

    def _letter(self, kind, recipient, **values):
        return self.model("officer", "committee.letter").create(
            {
                "kind": kind,
                "committee_id": self.committee.id,
                "recipient_ids": [Command.create({"partner_id": recipient.id})],
                **values,
            }
        )

    def _send(self, letter, on):
        with self.on(on):
            self.by("secretary", letter).action_issue(number=self.number())
        self.mark_sent(letter, on)

    def mark_sent(self, letters, on=None):
        """They left by the automation, on their own date or on `on` (date)."""
        issued = letters.filtered(lambda letter: letter.state == "issued")
        for day, sent in issued.grouped(lambda x: on or x.letter_date).items():
            with self.on(day):
                self.by("secretary", sent).action_send(
                    on=day, evidence={"note": RECEIPT}
                )

    def _add_seats(self):
        self.model("officer", "committee.seat").create(
            [
                {
                    "committee_id": self.committee.id,
                    "name": seat["name"],
                    "institution_id": self.bodies[seat["institution"]].id,
                    "reason": seat["reason"],
                }
                for seat in self.story.get("seats", ())
            ]
        )

    def _seat_members(self, proposed_on, decreed_on):
        """The chair sits by office, all others by his decrees (4-2)."""
        members = self._propose_members(self._letter_of_decrees(proposed_on))
        chair = members.filtered(lambda member: member.role == "chair")
        decreed = members - chair
        with self.on(proposed_on):
            self.by("secretary", decreed).action_propose()
        with self.on(decreed_on):
            self.by("secretary", chair).action_seat()
            for member in self.by("chair", decreed):
                member.action_issue(number=self.number())
        self.mark_sent(decreed.letter_id, decreed_on)

    def _letter_of_decrees(self, on):
        proposal = self._letter("decree_proposal", self.bodies["governorate"])
        self._send(proposal, on)
        return proposal

    def _propose_members(self, proposal):
        until = self.story.get("valid_until", {})
        keys = {body: key for key, body in self.bodies.items()}
        vals_list = []
        for seat in self.committee.seat_ids:
            holder = {
                "chair": self.users["chair"].partner_id,
                "secretary": self.users["secretary"].partner_id,
            }.get(seat.role) or self.person(seat.name, seat.institution_id)
            last = until.get(keys[seat.institution_id])
            vals_list.append(
                {
                    "seat_id": seat.id,
                    "partner_id": holder.id,
                    "proposal_letter_id": seat.decree_required and proposal.id,
                    "date_to": last and self.day(last),
                }
            )
        return self.model("officer", "committee.member").create(vals_list)

    def _end_tenures(self):
        keys = {body: key for key, body in self.bodies.items()}
        ended = self.story.get("ended", {})
        for member in self.by("chair", self.committee._holders_on(self.today)):
            if end := ended.get(keys[member.institution_id]):
                with self.on(end["on"]):
                    member.action_end(
                        end_reason=end["end_reason"], reason=end["reason"]
                    )

    # ------------------------------------------------------------
    # BESIDE THE MEETINGS
    # ------------------------------------------------------------

    def _receive_circulars(self):
        """What came from above to be carried out in the province (4-3-1)."""
        self.circulars = self.model("officer", "committee.policy.circular").create(
            [
                {
                    "name": circular["name"],
                    "kind": circular["kind"],
                    "number": circular["number"],
                    "issuer_id": self.env.ref(
                        "cluster_committee_demo.demo_company_national"
                    ).partner_id.id,
                    "issued_on": self.day(circular["issued"]),
                    "received_on": self.day(circular["received"]),
                    "text": circular["text"],
                    "company_id": self.company.id,
                }
                for circular in self.story.get("circulars", ())
            ]
        )

    def _hold_sessions(self, until=None):
        """The expert sessions of the story that took place before the day `until`."""
        while session := next(self.sessions, None):
            order, story = session
            if until and story["start"] >= until:
                self.sessions = itertools.chain([session], self.sessions)
                return
            DemoSession(self, story, order).take_place()
