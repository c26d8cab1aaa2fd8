from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, ClusterCase, day
from .refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestClusterPlan(RefusalMixin, ClusterCase):
    """What an action plan needs before it is approved, and what it is afterwards."""

    def setUp(self):
        super().setUp()
        self.plan = self._create_plan().with_user(self.secretary)
        self.cluster = self.plan.cluster_id
        self.agency, self.project = self.plan.line_ids
        self.supporter = self.cluster.supporter_ids.partner_id

    def _refuse_approval(self, *parts):
        with self.refused(*parts, error=UserError):
            self.plan.action_approve()
        self.assertEqual(self.plan.state, "draft")

    # ------------------------------------------------------------
    # APPROVAL
    # ------------------------------------------------------------

    def test_approved_by_number_date_and_document(self):
        for name, label in (
            ("minutes_number", "Number of the Council's Minutes"),
            ("minutes_date", "Date of the Council's Minutes"),
            ("minutes_document", "Approved Document"),
        ):
            kept = self.plan.with_context(bin_size=False)[name]
            self.plan[name] = False
            self._refuse_approval(label, "note 2")
            self.plan[name] = kept
        self.plan.minutes_date = day("1405/09/03")
        self._refuse_approval("future")
        self.plan.action_approve(on=day("1405/05/11"), number="ش/۹")
        self.assertEqual(
            (self.plan.state, self.plan.approved_on, self.plan.minutes_number),
            ("approved", day("1405/05/11"), "ش/۹"),
        )
        self.assertEqual(self.plan.version, 1)

    def test_approved_by_the_council_of_the_day(self):
        self.cluster.council_member_ids.date_from = day("1405/05/12")
        self._refuse_approval("steering council", "no member on the day")

    def test_who_stood_at_the_approval_is_kept_and_only_ends(self):
        rows = self.cluster.supporter_ids, self.cluster.council_member_ids
        for row in rows:  # still a draft: a slip is mended
            row.with_user(self.officer).date_from = day("1404/02/01")
        self.plan.action_approve()
        for row in rows:
            row = row.with_user(self.officer)
            self.assertEqual(row.state, "binding")
            for values in (
                {"date_to": day("1405/03/01")},
                {"date_from": day("1405/06/01")},
                {"partner_id": self.cluster.broker_id.id},
            ):
                with self.refused("can no longer be edited", error=AccessError):
                    row.write(values)
            with self.refused("cannot be deleted"):
                row.sudo().unlink()
            with self.refused("was approved on a later day", "note 2"):
                row.action_end(on=day("1405/05/10"), reason="Left")
            with self.refused("cannot end before it began"):
                row.action_end(on=day("1404/01/10"), reason="Left")
            with self.refused("Write the reason"):
                row.action_end(on=day("1405/06/01"))
            step = self.env["workflow.step"].with_user(self.officer)
            step = step.create(
                {
                    "record_model": row._name,
                    "record_id": row.id,
                    "verb": "end",
                    "on": day("1405/06/01"),
                    "reason": "Left",
                }
            )
            step.action_confirm()
            self.assertEqual(
                (row.state, row.date_to, row.end_reason),
                ("ended", day("1405/06/01"), "Left"),
            )
            self.assertIn(row, row.search(row._on_domain(day("1405/06/01"))))
            self.assertNotIn(row, row.search(row._on_domain(day("1405/06/02"))))

    def test_who_came_after_the_approval_is_no_part_of_it(self):
        self.plan.action_approve()
        body = self.env["res.partner"].create({"name": "Late", "is_company": True})
        late = self.cluster.supporter_ids.with_user(self.officer).create(
            {
                "cluster_id": self.cluster.id,
                "partner_id": body.id,
                "date_from": day("1405/01/01"),
            }
        )
        self.assertEqual(late.state, "draft")
        late.unlink()

    def test_shares_equal_the_cost_to_the_rial(self):
        self.project.share_ids[0].amount -= 1
        self._refuse_approval(
            "sum of the shares is not equal to the cost", "note 2", "3,001", "3,000"
        )
        with self.refused("above the cost", "note 2", error=ValidationError):
            self.project.cost = 2999

    def test_agency_costs_are_the_brokers(self):
        with self.refused("broker organisation only", "note 2", error=ValidationError):
            self.agency.share_ids.create(
                {"line_id": self.agency.id, "partner_id": self.supporter.id}
            )
        with self.refused("broker organisation only", error=ValidationError):
            self.agency.share_ids.partner_id = self.supporter
        with self.refused("broker organisation only", error=ValidationError):
            self.project.kind = "agency"

    def test_the_broker_of_a_draft_is_changed_before_its_shares(self):
        with self.refused("remove those shares", error=ValidationError):
            self.cluster.broker_id = self.supporter
            self.env.flush_all()

    def test_projects_have_more_than_one_contributor(self):
        self.cluster.supporter_ids.unlink()
        self.project._share_out({self.own.partner_id: 3001})
        self._refuse_approval("one body alone", "note 2")

    def test_every_supporter_has_a_share_or_a_reason(self):
        body = self.env["res.partner"].create({"name": "Silent", "is_company": True})
        since = {"cluster_id": self.cluster.id, "date_from": day("1405/05/11")}
        self.cluster.supporter_ids.create({"partner_id": body.id, **since})
        self._refuse_approval("Silent", "neither a share", "note 2")
        share = self.project.share_ids.create(
            {"line_id": self.project.id, "partner_id": body.id}
        )
        self._refuse_approval("The share of Silent", "is zero: write the reason")
        share.zero_reason = "No budget this year"
        # one who supports from the next day on is not asked
        later = self.env["res.partner"].create({"name": "Later", "is_company": True})
        since["date_from"] = day("1405/05/12")
        row = self.cluster.supporter_ids.create({"partner_id": later.id, **since})
        self.plan.action_approve()
        self.assertEqual(row.state, "draft")

    def test_what_is_approved_is_frozen(self):
        self.plan.action_approve()
        for attempt in (
            lambda: self.project.write({"cost": 1}),
            lambda: self.project.share_ids[0].write({"amount": 1}),
            lambda: self.plan.write({"jalali_year": 1406}),
            lambda: self.plan.write({"line_ids": [Command.delete(self.project.id)]}),
            lambda: self.plan.write({"minutes_number": "x"}),
            lambda: self.project.share_ids.unlink(),
            lambda: self.plan.unlink(),
            lambda: self.project.share_ids.create(
                {"line_id": self.project.id, "partner_id": self.env.company.id}
            ),
        ):
            with self.assertRaises(UserError):  # an AccessError is one too
                attempt()
        broker = self.plan.broker_id
        self.cluster.broker_id = self.supporter
        self.env.flush_all()
        self.assertEqual(self.plan.broker_id, broker)

    def test_costs_that_are_no_whole_rials_are_refused(self):
        for value in (3000.5, float("nan"), float("inf")):
            with self.refused("whole rials", error=ValidationError):
                self.project.cost = value
        with self.refused("above the cost", error=ValidationError):
            self.project.cost = -1
        for value in (0, 9_000_000_000_000_001):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                with self.env.cr.savepoint():
                    self.project.share_ids.unlink()
                    self.project.cost = value
                    self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.project.cost, 3001)

    # ------------------------------------------------------------
    # A NEWER PLAN
    # ------------------------------------------------------------

    def test_a_newer_plan_supersedes(self):
        self.plan.action_approve()
        newer = self.plan.browse(self.plan.action_revise()["res_id"])
        self.assertEqual((newer.state, newer.version), ("draft", 0))
        self.assertEqual(
            newer.line_ids.share_ids.mapped("amount"), [9_600_000_000, 2000, 1001]
        )
        newer.write(self._minutes("1405/05/10"))
        with self.refused("approved on a later day"):
            newer.action_approve()
        newer.write(self._minutes("1405/06/11"))
        newer.action_approve()
        self.assertEqual(
            (self.plan.state, self.plan.superseded_on, self.plan.superseded_by_id),
            ("superseded", day("1405/06/11"), newer),
        )
        self.assertEqual(newer.version, 2)

    def test_a_newer_plan_takes_over_what_was_committed(self):
        self.plan.action_approve()
        share = self.project.share_ids[0]
        self._create_contribution(
            share, "confirmed", amount=1500, date=day("1405/06/01")
        )
        newer = self.plan.browse(self.plan.action_revise()["res_id"])
        newer.write(self._minutes("1405/06/11"))
        line = newer.line_ids[1]
        line.write(
            {
                "cost": 2000,
                "share_ids": [
                    Command.update(line.share_ids[0].id, {"amount": 1000}),
                    Command.update(line.share_ids[1].id, {"amount": 1000}),
                ],
            }
        )
        with self.refused("has contributed 1,500 rials", "cannot be less", "note 2"):
            newer.action_approve()
        line.write(
            {
                "share_ids": [
                    Command.update(line.share_ids[1].id, {"amount": 400}),
                    Command.update(line.share_ids[0].id, {"amount": 1600}),
                ]
            }
        )
        newer.action_approve()
        self.assertEqual(newer.project_committed, 1500)
        with self.refused("above the share", "by 1 rials", error=ValidationError):
            self._create_contribution(line.share_ids[0], amount=101)
        self._create_contribution(line.share_ids[0], "confirmed", amount=100)
        self.assertEqual(
            (newer.project_committed, newer.project_committed_percent), (1600, 80)
        )
        with self.refused("superseded by a newer plan", error=ValidationError):
            self._create_contribution(share, date=day("1405/06/11"))
        self._create_contribution(share, date=day("1405/06/10"), kind="payment")

    # ------------------------------------------------------------
    # SPLITS
    # ------------------------------------------------------------

    def _split(self, **values):
        split = Form(
            self.env["business.cluster.plan.split"]
            .with_user(self.officer)
            .with_context(default_line_id=self.project.id)
        )
        for name, value in values.items():
            split[name] = value
        return split

    def test_a_split_tells_nothing_of_another_province(self):
        splits = self.env["business.cluster.plan.split"].with_user(self.foreign_officer)
        named = {"line_id": self.project.id}
        with self.assertRaises(AccessError):
            splits.create(named)
        with self.assertRaises(AccessError):
            splits.onchange(named, ["line_id"], {"cost": {}, "line_id": {}})

    def test_split_in_equal_shares(self):
        third = self.env["res.partner"].create({"name": "Third", "is_company": True})
        self.project.cost = 10_000_000_000
        split = self._split(method="equal")
        with split.body_ids.new() as body:
            body.partner_id = third
        split.save().action_split()
        self.assertEqual(
            sorted(self.project.share_ids.mapped("amount")),
            [3_333_333_333, 3_333_333_333, 3_333_333_334],
        )
        named = self._split(method="equal", remainder_id=self.supporter)
        named.save().action_split()
        of_supporter = self.project.share_ids.filtered(
            lambda share: share.partner_id == self.supporter
        )
        self.assertEqual(of_supporter.amount, 3_333_333_334)
        self.assertEqual(self.project.unshared, 0)

    def test_split_by_percent(self):
        split = self._split(method="percent")
        for place, percent in enumerate((33.33, 66.66)):
            with split.body_ids.edit(place) as body:
                body.percent = percent
        wrong = split.save()
        with self.refused("percents add up to one hundred"):
            wrong.action_split()
        wrong.body_ids[1].percent = 66.67
        wrong.action_split()
        self.assertEqual(sum(self.project.share_ids.mapped("amount")), 3001)

    def test_the_agency_is_split_among_the_broker_only(self):
        self.assertEqual(self.agency._bodies_to_share(), self.own.partner_id)
        self.assertEqual(
            self.project._bodies_to_share(), self.own.partner_id | self.supporter
        )


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestContribution(RefusalMixin, ClusterCase):
    """What is committed and paid, against the share that was approved."""

    def setUp(self):
        super().setUp()
        self.plan = self._create_plan("approved")
        self.share = self.plan._project_shares()[0]

    def _confirm(self, given):
        given.with_user(self.secretary).action_confirm()

    def test_never_before_the_approval(self):
        draft = self._create_plan()
        with self.refused(
            "not approved by the steering council", "note 2", error=ValidationError
        ):
            self._create_contribution(draft._project_shares()[0])
        with self.refused(
            "approved by the steering council on a later day", error=ValidationError
        ):
            self._create_contribution(self.share, date=day("1405/05/10"))
        self._create_contribution(self.share, "confirmed", date=day("1405/05/11"))

    def test_never_above_the_share_without_a_written_change(self):
        with self.refused(
            "above the share", "written change", "note 2", error=ValidationError
        ):
            self._create_contribution(self.share, amount=2001)
        first, second = (
            self._create_contribution(self.share, amount=1500) for _time in range(2)
        )
        with self.refused("above the share", "by 1,000 rials"):
            self._confirm(first | second)
        self._confirm(first)
        with self.refused("above the share", "by 1,000 rials"):
            self._confirm(second)
        change = self._create_share_change(self.share, amount=3000)
        with self.refused("above the share"):
            self._confirm(second)  # a change is not one before it is confirmed
        change.with_user(self.secretary).action_confirm()
        with self.refused("above the share", "by 1,000 rials on 2026-09-24"):
            self._confirm(second)  # its day lies before that of the change
        second.date = change.date
        self._confirm(second)
        self.assertEqual((self.share.committed, self.share.amount), (3000, 2000))
        lower = self._create_share_change(self.share, amount=2999)
        with self.refused("cannot be less", "note 2"):
            lower.with_user(self.secretary).action_confirm()

    def test_a_change_is_of_an_approved_plan(self):
        draft = self._create_plan()
        with self.refused("change the draft itself", error=ValidationError):
            self._create_share_change(draft._project_shares()[0])

    def test_payments_have_the_same_bound_of_their_own(self):
        self._create_contribution(self.share, "confirmed", amount=2000)
        self._create_contribution(self.share, "confirmed", amount=1200, kind="payment")
        with self.refused("above the share", error=ValidationError):
            self._create_contribution(self.share, amount=801, kind="payment")
        self.assertEqual((self.share.committed, self.share.paid), (2000, 1200))

    def test_confirmed_by_its_letter(self):
        for missing in ("letter_number", "letter_date"):
            given = self._create_contribution(self.share, **{missing: False})
            with self.refused("has no letter", "note 2"):
                self._confirm(given)
        late = self._create_contribution(self.share, letter_date=day("1405/09/03"))
        with self.refused("future"):
            self._confirm(late)

    def test_cancelled_with_a_reason_and_kept(self):
        given = self._create_contribution(self.share, "confirmed", amount=2000)
        given = given.with_user(self.secretary)
        with self.refused("reason"):
            given.action_cancel()
        with self.refused("before its own day"):
            given.action_cancel(on=day("1405/07/01"), reason="A reason")
        given.action_cancel(reason="Budget was cut")
        self.assertEqual(self.share.committed, 0)
        self.assertEqual(given.cancelled_on, day("1405/09/02"))
        with self.refused("cannot be deleted"):
            given.unlink()
        self._create_contribution(self.share, "confirmed", amount=2000)

    def test_funding_is_planned_committed_paid_and_missing(self):
        self._create_contribution(self.share, "confirmed", amount=500)
        self._create_contribution(self.share, "confirmed", amount=200, kind="payment")
        funding = self.env["business.cluster.funding"].with_user(self.national)
        (row,) = funding._read_group(
            [("plan_id", "=", self.plan.id), ("kind", "=", "project")],
            ["jalali_year"],
            ["planned:sum", "committed:sum", "paid:sum", "gap:sum"],
        )
        self.assertEqual(row, (1405, 3001, 500, 200, 2501))
