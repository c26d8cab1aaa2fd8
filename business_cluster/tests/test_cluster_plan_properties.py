from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..lib.cost_shares import split_equally
from .common import TODAY, ClusterCase, day

DAYS = ("1405/05/01", "1405/05/11", "1405/06/11", "1405/08/01")


# the bodies whose confirmed sum was above their share of a line on a day: the share of
# the plan that was in force then, or what the last written change until then made of it
ABOVE_ON = """
    WITH open AS (
        SELECT l.code, s.partner_id,
               COALESCE((SELECT c.amount FROM business_cluster_plan_share_change c
                          WHERE c.share_id = s.id AND c.state = 'confirmed'
                            AND c.date <= %(day)s
                       ORDER BY c.date DESC, c.id DESC LIMIT 1), s.amount) AS amount
          FROM business_cluster_plan_share s
          JOIN business_cluster_plan_line l ON l.id = s.line_id
          JOIN business_cluster_plan p ON p.id = l.plan_id
         WHERE p.cluster_id = %(cluster)s AND p.approved_on <= %(day)s
           AND (p.superseded_on IS NULL OR p.superseded_on > %(day)s)),
    given AS (
        SELECT l.code, g.partner_id, g.kind, sum(g.amount) AS amount
          FROM business_cluster_contribution g
          JOIN business_cluster_plan_line l ON l.id = g.line_id
         WHERE g.cluster_id = %(cluster)s AND g.state = 'confirmed'
           AND g.date <= %(day)s
      GROUP BY l.code, g.partner_id, g.kind)
    SELECT g.code FROM given g
      LEFT JOIN open o ON o.code = g.code AND o.partner_id = g.partner_id
     WHERE g.amount > COALESCE(o.amount, 0)
"""


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPlanProperties(ClusterCase):
    def test_whatever_is_stored_adds_up_to_the_cost(self):
        line = self._create_plan().line_ids[1]
        bodies = line.share_ids.partner_id
        bodies |= bodies.create(
            [{"name": f"Body {n}", "is_company": True} for n in range(5)]
        )

        @settings(
            deadline=None,
            database=None,
            max_examples=30,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.integers(1, 9_000_000_000_000_000), st.integers(1, len(bodies)))
        def check(cost, count):
            amounts = split_equally(cost, count)
            line.share_ids.unlink()
            line.cost = cost
            line._share_out(dict(zip(bodies, amounts, strict=False)))
            self.env.flush_all()
            self.env.cr.execute(
                "SELECT l.cost, sum(s.amount) FROM business_cluster_plan_line l"
                " JOIN business_cluster_plan_share s ON s.line_id = l.id"
                " WHERE l.id = %s GROUP BY l.id",
                [line.id],
            )
            self.assertEqual(self.env.cr.fetchone(), (cost, cost))
            self.env.invalidate_all()
            self.assertEqual(line.cost, cost)
            self.assertEqual(line.unshared, 0)

        check()

    def test_no_sequence_of_actions_leads_past_note_2(self):
        run_state_machine_as_test(
            lambda: PlanActions(self),
            settings=settings(
                deadline=None,
                database=None,
                max_examples=6,
                stateful_step_count=15,
                suppress_health_check=list(HealthCheck),
            ),
        )


class PlanActions(RuleBasedStateMachine):
    """Whatever an officer and a secretary try with plans of one cluster, allowed or
    not: what note 2 forbids is never there."""

    def __init__(self, case):
        super().__init__()
        self.case = case
        self.env = case.env
        self.savepoint = self.env.cr.savepoint()
        self.cluster = case._create_plan().cluster_id
        self.bodies = self.cluster.broker_id | self.cluster.supporter_ids.partner_id

    def teardown(self):
        self.savepoint.close(rollback=True)
        self.env.invalidate_all()

    def _try(self, attempt):
        """Do what may be refused; what is refused is undone."""
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                attempt()
                self.env.flush_all()
            except (UserError, IntegrityError):  # a body has one share of a line
                savepoint.rollback()

    def _plan(self, at):
        plans = self.cluster.plan_ids.sorted("id")
        return plans[at % len(plans)].with_user(self.case.officer)

    def _share(self, at, other):
        shares = self._plan(at).line_ids.share_ids
        return shares[other % len(shares)] if shares else shares

    numbers = st.integers(0, 5)

    @rule(at=numbers, on=st.sampled_from(DAYS))
    def approve(self, at, on):
        plan = self._plan(at).with_user(self.case.secretary)
        self._try(lambda: plan.action_approve(on=day(on)))

    @rule(at=numbers)
    def revise(self, at):
        if len(self.cluster.plan_ids) < 4:
            plan = self._plan(at)
            self._try(
                lambda: plan.browse(plan.action_revise()["res_id"]).write(
                    self.case._minutes("1405/06/11")
                )
            )

    @rule(at=numbers, other=numbers, body=numbers, amount=st.integers(0, 4000))
    def share(self, at, other, body, amount):
        lines = self._plan(at).line_ids
        line = lines[other % len(lines)]
        partner = self.bodies[body % len(self.bodies)]
        self._try(
            lambda: line.write(
                {
                    "share_ids": [
                        Command.clear(),
                        Command.create({"partner_id": partner.id, "amount": amount}),
                    ]
                }
            )
        )

    @rule(at=numbers, other=numbers, amount=st.integers(0, 4000))
    def change_amount(self, at, other, amount):
        share = self._share(at, other)
        self._try(lambda: share.write({"amount": amount}))

    @rule(at=numbers, other=numbers, body=numbers)
    def change_body(self, at, other, body):
        share = self._share(at, other)
        partner = self.bodies[body % len(self.bodies)]
        self._try(lambda: share.write({"partner_id": partner.id}))

    @rule(at=numbers, other=numbers, kind=st.sampled_from(("agency", "project")))
    def change_kind(self, at, other, kind):
        lines = self._plan(at).line_ids
        self._try(lambda: lines[other % len(lines)].write({"kind": kind}))

    @rule(body=numbers)
    def name_another_broker(self, body):
        partner = self.bodies[body % len(self.bodies)]
        self._try(lambda: self.cluster.write({"broker_id": partner.id}))

    @rule(
        at=numbers,
        other=numbers,
        amount=st.integers(1, 3000),
        on=st.sampled_from(DAYS),
        kind=st.sampled_from(("commitment", "payment")),
    )
    def contribute(self, at, other, amount, on, kind):
        share = self._share(at, other)
        if share:
            values = {"amount": amount, "date": day(on), "kind": kind}
            self._try(
                lambda: self.case._create_contribution(share, "confirmed", **values)
            )

    @rule(other=numbers)
    def cancel(self, other):
        found = self._contributions([("state", "=", "confirmed")])
        if found:
            one = found[other % len(found)].with_user(self.case.secretary)
            self._try(lambda: one.action_cancel(reason="A reason"))

    @rule(
        at=numbers,
        other=numbers,
        amount=st.integers(0, 4000),
        on=st.sampled_from(DAYS),
    )
    def change_share(self, at, other, amount, on):
        share = self._share(at, other)
        if share:
            values = {"amount": amount, "date": day(on)}
            self._try(
                lambda: self.case._create_share_change(share, **values)
                .with_user(self.case.secretary)
                .action_confirm()
            )

    def _contributions(self, domain):
        return self.env["business.cluster.contribution"].search(
            [("cluster_id", "=", self.cluster.id), *domain]
        )

    @invariant()
    def nothing_is_committed_on_an_unapproved_plan(self):
        for one in self._contributions([]):
            assert one.plan_id.approved_on, one
            assert one.date >= one.plan_id.approved_on, one

    @invariant()
    def no_agency_cost_is_on_another_body(self):
        for share in self.cluster.plan_ids.line_ids.share_ids:
            if share.kind == "agency":
                assert share.partner_id == share.plan_id.broker_id, share

    @invariant()
    def approved_shares_add_up(self):
        for line in self.cluster.plan_ids.line_ids:
            assert line.plan_id.state == "draft" or line.shared == line.cost, line

    @invariant()
    def nothing_is_above_its_share(self):
        for share in self.cluster.plan_ids.line_ids.share_ids:
            assert max(share.committed, share.paid) <= share.limit_amount, share

    @invariant()
    def nothing_was_above_its_share_on_its_day(self):
        """Asked anew of each share and day, without what the models compute."""
        self.env.flush_all()
        for on in DAYS:
            self.env.cr.execute(ABOVE_ON, {"cluster": self.cluster.id, "day": day(on)})
            assert not self.env.cr.fetchall(), on

    @invariant()
    def one_plan_is_in_force(self):
        in_force = self.cluster.plan_ids.filtered(lambda plan: plan.state == "approved")
        assert len(in_force) <= 1
