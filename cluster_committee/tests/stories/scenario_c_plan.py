"""What the people of scenario C do with the action plan of their cluster: the register,
the plan and its shares, the approval, the written commitments, and what each is
refused. `test_scenario_c_plan.py` walks the steps."""

from odoo.fields import Command

from odoo.addons.business_cluster.tests.worked_plan import BODIES, LINES, NAME

from ..over_http import Refused

CLUSTER, PLAN = "business.cluster", "business.cluster.plan"
LINE, SHARE = "business.cluster.plan.line", "business.cluster.plan.share"
GIVEN, FUNDING = "business.cluster.contribution", "business.cluster.funding"
STEPS = (
    ("1404/02/10", "identify"),
    ("1404/04/15", "prioritise"),
    ("1404/06/01", "study_feasibility"),
    ("1404/09/20", "diagnose"),
    ("1405/03/01", "plan"),
)
LETTERS = (
    ("1405/07/02", "estates_company"),
    ("1405/07/08", "heritage"),
    ("1405/07/14", "labour"),
)


class Planning:
    """From the register to the approved plan."""

    def _register_the_cluster(self):
        self.cluster = self.create(
            self.officer,
            CLUSTER,
            name=NAME,
            company_id=self.own.id,
            product="گلیم و جاجیم",
            location="یاسوج",
            firm_count=240,
        )
        self.cluster.refuses(self.officer, "diagnose", "is not open")

    def _take_a_step(self, verb):
        if verb == "diagnose":
            self.cluster.refuses(self.officer, verb, "no positive result", "note 2")
            self.cluster.write(self.officer, feasibility_result="positive")
        self.cluster.press(self.officer, verb, evidence={"number": f"م/{verb}"})

    def _name_council_and_supporters(self):
        chair, agent = (
            self.env["res.partner"].create({"name": name})
            for name in ("مدیرعامل", "عامل توسعه خوشه")
        )
        since = str(self.day("1405/04/15"))
        self.cluster.write(
            self.officer,
            agent_id=agent.id,
            council_member_ids=[
                Command.create(
                    {"partner_id": person.id, "role": role, "date_from": since}
                )
                for person, role in ((chair, "chair"), (agent, "secretary"))
            ],
            supporter_ids=[
                Command.create({"partner_id": self._body(code).id, "date_from": since})
                for code in BODIES[1:]
            ],
        )

    def _draft_the_plan(self):
        self.plan = self.create(
            self.officer,
            PLAN,
            cluster_id=self.cluster.id,
            jalali_year=1405,
            project_year="1",
            line_ids=[
                Command.create(
                    {
                        "sequence": order,
                        "code": code,
                        "name": name,
                        "kind": kind,
                        "cost": cost,
                        "share_ids": [
                            Command.create(
                                {"partner_id": self._body(body).id, "amount": rial}
                            )
                            for body, rial in zip(BODIES, shares, strict=True)
                            if rial
                        ],
                    }
                )
                for order, (code, kind, name, cost, shares) in enumerate(LINES)
            ],
        )
        self._refuse_an_agency_line_paid_by_heritage()
        self._refuse_a_commitment_before_the_approval()
        self.plan.refuses(self.officer, "approve", "the secretary")
        self.plan.refuses(self.secretary, "approve", "enter what is missing", "note 2")

    def _refuse_an_agency_line_paid_by_heritage(self):
        """c. Ten percent of the agent's fee on another body than the broker."""
        fee = self._line("ع۱")
        with self.assertRaises(Refused) as refused:
            fee.write(
                self.officer,
                share_ids=[
                    Command.update(
                        self._share("ع۱", "estates_company").id,
                        {"amount": 8_640_000_000},
                    ),
                    Command.create(
                        {
                            "partner_id": self._body("heritage").id,
                            "amount": 960_000_000,
                        }
                    ),
                ],
            )
        self.assertIn("broker organisation only (note 2)", str(refused.exception))
        self.assertEqual(len(fee.read(self.officer, "share_ids")), 1)

    def _refuse_a_commitment_before_the_approval(self):
        """k. Nothing is committed against a plan that is not approved."""
        with self.assertRaises(Refused) as refused:
            self._commit("پ۱", "heritage", self.day("1405/05/08"))
        self.assertIn(
            "not approved by the steering council (note 2)", str(refused.exception)
        )

    def _approve_the_plan(self):
        self.plan.write(
            self.officer,
            minutes_number="ش/۹",
            minutes_date=str(self.day("1405/05/11")),
            minutes_document="JVBERi0=",
            minutes_document_name="plan.pdf",
        )
        self._refuse_shares_of_less_than_the_cost()
        self.plan.press(self.secretary, "approve")
        self.assertEqual(
            self.plan.read(self.national, "state", "approved_on", "version"),
            ["approved", str(self.day("1405/05/11")), 1],
        )
        with self.assertRaises(Refused):
            self._line("پ۱").write(self.officer, cost=1)
        self.cluster.press(self.secretary, "adopt_plan", evidence={"number": "ش/۹"})

    def _refuse_shares_of_less_than_the_cost(self):
        """d. Shares of 99.9 percent of a project."""
        share = self._share("پ۲", "industry")
        share.write(self.officer, amount=3_192_000_000)
        self.plan.refuses(
            self.secretary,
            "approve",
            "The sum of the shares is not equal to the cost of the line (note 2)",
            "8,000,000,000",
            "7,992,000,000",
        )
        share.write(self.officer, amount=3_200_000_000)


class Funding:
    """What was committed in writing, and how it adds up."""

    def _commit(self, code, body, on, **values):
        return self.create(
            self.officer,
            GIVEN,
            share_id=self._share(code, body).id,
            amount=self._share(code, body).read(self.officer, "amount"),
            date=str(on),
            letter_number=f"ت/{code}",
            letter_date=str(on),
            **values,
        )

    def _refuse_a_day_before_the_approval(self):
        """k. A commitment that bears a day before the plan's approval."""
        with self.assertRaises(Refused) as refused:
            self._commit("پ۱", "heritage", self.day("1405/05/10"))
        self.assertIn("on a later day (note 2)", str(refused.exception))

    def _send_a_letter(self, body):
        on = self.day(dict(map(reversed, LETTERS))[body])
        for code, kind, *_text, shares in LINES:
            if kind == "project" and shares[BODIES.index(body)]:
                given = self._commit(code, body, on)
                given.refuses(self.officer, "confirm", "the secretary")
                given.press(self.secretary, "confirm")

    def _look_at_the_money(self):
        self.assertEqual(
            self.plan.read(
                self.national,
                *("cost", "project_cost", "project_committed"),
                "project_committed_percent",
            ),
            [36_000_000_000, 24_000_000_000, 18_200_000_000, 75.83],
        )
        self.assertEqual(
            {
                self._code(row["partner_id"][0]): (
                    row["planned:sum"],
                    row["committed:sum"],
                    row["gap:sum"],
                )
                for row in self._funding("partner_id", ("kind", "=", "project"))
            },
            {
                "estates_company": (8_600_000_000, 8_600_000_000, 0),
                "heritage": (5_600_000_000, 5_600_000_000, 0),
                "labour": (4_000_000_000, 4_000_000_000, 0),
                "industry": (5_800_000_000, 0, 5_800_000_000),
            },
        )
        self.assertEqual(
            {
                self._code(row["partner_id"][0]): row["planned:sum"]
                for row in self._funding("partner_id")
            },
            {
                "estates_company": 20_600_000_000,
                "heritage": 5_600_000_000,
                "labour": 4_000_000_000,
                "industry": 5_800_000_000,
            },
        )
        (year,) = self._funding("jalali_year", ("kind", "=", "project"))
        self.assertEqual(
            (year["jalali_year"], year["committed:sum"], year["gap:sum"]),
            (1405, 18_200_000_000, 5_800_000_000),
        )
        self._assert_table()

    def _funding(self, group, *domain):
        return self.call(
            self.national,
            FUNDING,
            "formatted_read_group",
            [("plan_id", "=", self.plan.id), *domain],
            [group],
            ["planned:sum", "committed:sum", "gap:sum"],
        )

    def _assert_table(self):
        """The table on the screen has the sums and the percents of the scenario."""
        table = self.plan.read(self.national, "cost_table")
        for figure in (
            *("8,600,000,000", "5,600,000,000", "4,000,000,000", "5,800,000,000"),
            *("24,000,000,000", "36,000,000,000", "20,600,000,000"),
            *("35.83 %", "23.33 %", "16.67 %", "24.17 %", "75.83 %"),
        ):
            self.assertIn(figure, table)

    # ------------------------------------------------------------
    # WHERE THINGS ARE
    # ------------------------------------------------------------

    def _line(self, code):
        (line,) = self.search(
            self.officer, LINE, ("plan_id", "=", self.plan.id), ("code", "=", code)
        )
        return line

    def _share(self, code, body):
        (share,) = self.search(
            self.officer,
            SHARE,
            ("line_id", "=", self._line(code).id),
            ("partner_id", "=", self._body(body).id),
        )
        return share

    def _body(self, code):
        """The body of that kind in the own province."""
        if code == "estates_company":
            return self.own.partner_id
        return self.env["res.partner"].search(
            [
                ("institution_kind_id.code", "=", code),
                ("state_id", "=", self.own.province_id.id),
            ]
        )

    def _code(self, body_id):
        if body_id == self.own.partner_id.id:
            return "estates_company"
        return self.env["res.partner"].browse(body_id).institution_kind_id.code
