from odoo.fields import Command

from odoo.addons.business_cluster.models.business_cluster_life_cycle import FORWARD
from odoo.addons.web_jalali.tools import jalali

NO_DOCUMENT = "JVBERi0xLjQKJSVFT0YK"  # an empty PDF, in base64: a scan to come


class DemoCluster:
    """One cluster of the demo data, from its identification to what was committed."""

    def __init__(self, province, story):
        self.province = province
        self.story = story
        self.record = None
        self.plan = None

    def build(self):
        self._register()
        self._name_people()
        self._take_steps("plan_approved")
        for story in self.story.get("plans", ()):
            self._draft_plan(story)
            self._approve_plan(story)
            self._commit(story)
            self._change_shares(story)
        self._take_steps()
        return self.record

    def _register(self):
        province = self.province
        self.record = province.model("officer", "business.cluster").create(
            {
                "name": self.story["name"],
                "product": self.story["product"],
                "location": self.story["location"],
                "firm_count": self.story["firms"],
                "employee_count": self.story["employees"],
                "company_id": province.company.id,
            }
        )
        province.demo._label(
            {f"cluster_{province.key}_{self.story['key']}": self.record}
        )

    def _name_people(self):
        """Agent, technical supervisor, steering council and supporters."""
        province, people = self.province, self.story.get("people")
        if not people:
            return
        company = province.bodies["estates_company"]
        agent = province.person(f"عامل توسعه {self.story['name']}، استان", company)
        supervisor = province.person(
            f"مشاور–ناظر فنی {self.story['name']}، استان", company
        )
        since = province.day(people["since"])
        council = {
            "chair": province.users["secretary"].partner_id,
            "secretary": agent,
            "supervisor": supervisor,
        }
        self.record.write(
            {
                "agent_id": agent.id,
                "technical_supervisor_id": supervisor.id,
                "council_member_ids": [
                    Command.create(
                        {
                            "partner_id": person.id,
                            "role": role,
                            "date_from": since,
                            "decree_number": province.number(),
                            "decree_date": since,
                        }
                    )
                    for role, person in council.items()
                ],
                "supporter_ids": [
                    Command.create(
                        {"partner_id": province.bodies[code].id, "date_from": since}
                    )
                    for code in people["supporters"]
                ],
            }
        )

    # ------------------------------------------------------------
    # THE LIFE CYCLE
    # ------------------------------------------------------------

    def _take_steps(self, until=None):
        """The steps that the story dates, from the current stage of the cluster on."""
        for verb in FORWARD:
            step = self.record._verb(verb)
            if step.target == until:
                return
            if verb in self.story["steps"] and self.record.state in step.sources:
                if verb == "diagnose":
                    self._find_feasible()
                role = "officer" if "officer" in step.by else "secretary"
                act = getattr(self.province.by(role, self.record), f"action_{verb}")
                with self.province.on(self._day_of(verb)):
                    act(evidence={"number": self.province.number()})

    def _day_of(self, verb):
        return self.province.day(self.story["steps"][verb])

    def _find_feasible(self):
        self.record.write(
            {
                "feasibility_result": "positive",
                "feasibility_result_on": self._day_of("diagnose"),
            }
        )
        step = self.record.stage_ids.filtered(lambda row: row.stage == "feasibility")
        self.province.model("officer", "business.cluster.stage.evidence").create(
            {
                "stage_id": step.id,
                "on": self._day_of("diagnose"),
                "number": self.province.number(),
                "reason": "گزارش نهایی امکان‌سنجی پس از ثبت مرحله رسید.",
            }
        )

    # ------------------------------------------------------------
    # THE ACTION PLAN
    # ------------------------------------------------------------

    def _draft_plan(self, story):
        province = self.province
        approved_on = province.day(story["approved"])
        self.plan = province.model("officer", "business.cluster.plan").create(
            {
                "cluster_id": self.record.id,
                "jalali_year": jalali.year(approved_on),
                "project_year": story["year"],
                "line_ids": [
                    Command.create(self._prepare_line(order, line))
                    for order, line in enumerate(story["lines"])
                ],
            }
        )
        province.demo._label(
            {f"cluster_plan_{province.key}_{self.story['key']}": self.plan}
        )

    def _prepare_line(self, order, line):
        days = {
            field: self.province.day(line[key])
            for field, key in (("date_start", "from"), ("date_end", "to"))
            if key in line
        }
        return {
            "sequence": order,
            "code": line["code"],
            "name": line["name"],
            "kind": line["kind"],
            "cost": line["cost"],
            "indicator": line.get("indicator"),
            "share_ids": [
                Command.create(
                    {"partner_id": self.province.bodies[body].id, "amount": rial}
                )
                for body, rial in line["shares"].items()
            ],
            **days,
        }

    def _approve_plan(self, story):
        self.plan.write(
            {
                "minutes_number": self.province.number(),
                "minutes_date": self.province.day(story["approved"]),
                "minutes_document": NO_DOCUMENT,
                "minutes_document_name": "صورتجلسه شورای راهبری.pdf",
            }
        )
        with self.province.on(story["approved"]):
            self.province.by("secretary", self.plan).action_approve()

    def _commit(self, story):
        """The commitments and payments that came in, for the projects of the plan."""
        for kind in ("commitment", "payment"):
            for body, text in story.get(f"{kind}s", {}).items():
                on = self.province.day(text)
                partner = self.province.bodies[body]
                shares = self.plan._project_shares().filtered(
                    lambda share, partner=partner: share.partner_id == partner
                )
                with self.province.on(on):
                    given = self.province.model(
                        "officer", "business.cluster.contribution"
                    ).create(
                        [
                            {
                                "share_id": share.id,
                                "kind": kind,
                                "amount": share.amount,
                                "date": on,
                                "letter_number": self.province.number(),
                                "letter_date": on,
                            }
                            for share in shares
                        ]
                    )
                    self.province.by("secretary", given).action_confirm()

    def _change_shares(self, story):
        """Written changes of shares, after the plan was approved."""
        for change in story.get("changes", ()):
            partner, code = self.province.bodies[change["body"]], change["line"]
            (share,) = self.plan.line_ids.share_ids.filtered(
                lambda share, partner=partner, code=code: share.partner_id == partner
                and share.line_id.code == code
            )
            on = self.province.day(change["on"])
            with self.province.on(on):
                written = self.province.model(
                    "officer", "business.cluster.plan.share.change"
                ).create(
                    {
                        "share_id": share.id,
                        "amount": change["amount"],
                        "date": on,
                        "reason": change["reason"],
                        "letter_number": self.province.number(),
                        "letter_date": on,
                    }
                )
                self.province.by("secretary", written).action_confirm()
