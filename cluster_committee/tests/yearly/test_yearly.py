from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..common import TODAY, CommitteeCase, day, on_day
from ..refusal import RefusalMixin

PRIORITIES, FORECAST = "committee.priority.list", "committee.forecast"


class YearlyCase(RefusalMixin, CommitteeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.rug, cls.honey, cls.herbs = (
            cls._create_cluster(name=name)
            for name in ("دست‌بافته‌های داری", "عسل", "گیاهان دارویی")
        )

    def _create(self, model, **values):
        return (
            self.env[model]
            .with_user(self.officer)
            .create({"committee_id": self.committee.id, "jalali_year": 1405, **values})
        )

    def _list(self, *clusters, **values):
        lines = [
            Command.create({"cluster_id": cluster.id, "sequence": order})
            for order, cluster in enumerate(clusters)
        ]
        return self._create(PRIORITIES, line_ids=lines, **values)

    def _resolve(self, decision, held="1405/06/16"):
        """Hold a meeting that resolves it, and sign its minutes."""
        meeting = self._create_meeting("recorded", self.committee, held)
        decision.resolution_id = meeting.resolution_ids[0]
        self._walk_on(meeting, "signed", day(held))
        return meeting

    def _walk_on(self, meeting, state, on):
        getattr(self, f"_to_{state}")(meeting, on)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPriorities(YearlyCase):
    """The yearly priorities are what a signed resolution made them (4-3-3)."""

    def test_the_signatures_approve_it(self):
        priorities = self._list(self.rug, self.honey, self.herbs)
        self.assertEqual(priorities.line_ids.mapped("rank"), [1, 2, 3])
        meeting = self._create_meeting("recorded", self.committee)
        priorities.resolution_id = meeting.resolution_ids
        secretary, chair = (meeting.with_user(u) for u in (self.secretary, self.chair))
        with on_day("1405/06/18"):
            secretary.action_sign_as_secretary()
        self.assertEqual(priorities.state, "draft")
        with on_day("1405/06/19"):
            chair.action_sign_as_chair()
        self.assertEqual(
            (priorities.state, priorities.decided_on, priorities.approved_on),
            ("approved", day("1405/06/16"), day("1405/06/19")),
        )
        act = self.env["workflow.act"].search(
            [("res_model", "=", PRIORITIES), ("res_id", "=", priorities.id)]
        )
        self.assertEqual((act.verb, act.create_uid), ("approve", self.chair))

    def test_a_resolution_on_another_duty_approves_nothing(self):
        priorities = self._list(self.rug).with_user(self.secretary)
        meeting = self._create_meeting("held", self.committee)
        self._write_minutes(meeting)
        resolution = meeting.resolution_ids[0]
        resolution.duty_id = self._duty("C4-3-2")
        with self.refused("serves another duty", "4-3-3", error=ValidationError):
            priorities.resolution_id = resolution
        resolution.duty_id = False
        priorities.resolution_id = resolution
        self.assertEqual(resolution.duty_id, self._duty("C4-3-3"))
        # changed behind its back, the signatures approve nothing
        resolution.duty_id = self._duty("C4-3-4")
        for state in ("recorded", "signed"):
            self._walk_on(meeting, state, day("1405/06/16"))
        self.assertEqual(priorities.state, "draft")
        with self.refused("serves another duty", "4-3-3"):
            priorities.action_approve()

    def _duty(self, code):
        edition = self.committee.edition_id
        return edition.clause_ids.filtered(lambda clause: clause.code == code)

    def test_only_a_signed_resolution_approves(self):
        priorities = self._list(self.rug).with_user(self.secretary)
        with self.refused("names no resolution", "clause 4-3"):
            priorities.action_approve()
        meeting = self._create_meeting("recorded", self.committee)
        priorities.resolution_id = meeting.resolution_ids
        with self.refused("not signed by both"):
            priorities.action_approve()
        with self.refused("This step belongs to"):
            priorities.with_user(self.officer).action_approve()

    def test_an_empty_list_is_not_approved(self):
        priorities = self._list()
        self._resolve(priorities)
        self.assertEqual(priorities.state, "draft")
        with self.refused("has no lines"):
            priorities.with_user(self.secretary).action_approve()

    def test_it_is_changed_by_another_resolution_only(self):
        old = self._list(self.rug, self.honey)
        first = self._resolve(old)
        with self.refused("can no longer be edited", error=AccessError):
            old.jalali_year = 1406
        with self.refused("can no longer be edited", error=AccessError):
            old.line_ids[0].sequence = 99
        with self.refused("Nothing can be added", error=AccessError):
            old.line_ids.create({"list_id": old.id, "cluster_id": self.herbs.id})
        new = old.browse(old.action_revise()["res_id"])
        self.assertEqual(new.line_ids.cluster_id, old.line_ids.cluster_id)
        self.assertFalse(new.resolution_id)
        new.resolution_id = first.resolution_ids
        with self.refused("by another, later resolution only"):
            new.with_user(self.secretary).action_approve()
        self._resolve(new, "1405/08/16")
        self.assertEqual((old.state, new.state), ("superseded", "approved"))
        self.assertEqual(old.superseded_by_id, new)
        lists = old | new
        self.assertEqual(lists._on(day("1405/07/01")), old)
        self.assertEqual(lists._on(day("1405/08/18")), new)
        self.assertFalse(lists._on(day("1405/06/17")))

    def test_last_year_is_carried_over_by_one_button(self):
        last = self._list(self.rug, self.honey, self.herbs, jalali_year=1404)
        last.line_ids[1].score_ids.points = 70
        self._resolve(last)
        self.herbs.with_user(self.secretary).action_identify()
        self.herbs.with_user(self.secretary).action_stop(reason="No firms left")
        priorities = self._list()
        priorities.action_carry_over()
        self.assertEqual(priorities.line_ids.cluster_id, self.rug | self.honey)
        self.assertEqual(priorities.line_ids[1].score, 70)
        priorities.action_carry_over()
        self.assertEqual(len(priorities.line_ids), 2)
        other = self._list(jalali_year=1403)
        with self.refused("nothing to carry over"):
            other.action_carry_over()

    def test_a_stopped_cluster_gets_no_priority(self):
        stopped = self._create_cluster("stopped", name="پنیر")
        with self.refused("پنیر", "is stopped", "4-3-3", error=ValidationError):
            self._list(self.rug, stopped)
        priorities = self._list(self.rug)
        with self.refused("is stopped", error=ValidationError):
            priorities.line_ids.cluster_id = stopped
        stopped.with_user(self.secretary).action_resume(reason="There is a new agent")
        priorities.line_ids.cluster_id = stopped
        self.assertEqual(priorities.line_ids.cluster_id, stopped)

    def test_what_stopped_since_stays_on_the_old_list_only(self):
        old = self._list(self.rug, self.honey)
        self._resolve(old)
        self.honey.with_user(self.secretary).action_identify()
        self.honey.with_user(self.secretary).action_stop(reason="No firms left")
        new = old.browse(old.action_revise()["res_id"])
        self.assertEqual(old.line_ids.cluster_id, self.rug | self.honey)
        self.assertEqual(new.line_ids.cluster_id, self.rug)

    def test_clusters_are_ranked_by_their_weighted_scores(self):
        priorities = self._list(self.rug, self.honey)
        criteria = priorities.edition_id.criterion_ids
        self.assertEqual(sum(criteria.mapped("weight")), 100)
        self.assertEqual(priorities.line_ids[0].score_ids.criterion_id, criteria)
        priorities.line_ids[0].score_ids.points = 40
        for score, points in zip(
            priorities.line_ids[1].score_ids, (100, 60, 60, 20), strict=True
        ):
            score.points = points
        # 30 × 100 + 25 × 60 + 25 × 60 + 20 × 20, of 100
        self.assertEqual(priorities.line_ids[1].score, 64)
        priorities.action_rank()
        self.assertEqual(
            [(line.cluster_id, line.rank) for line in priorities.line_ids.sorted()],
            [(self.honey, 1), (self.rug, 2)],
        )

    def test_criteria_are_changed_by_a_new_edition_only(self):
        criterion = self._list(self.rug).edition_id.criterion_ids[0]
        with self.assertRaises(AccessError):
            criterion.with_user(self.officer).weight = 90
        with self.refused("can no longer be edited", error=AccessError):
            criterion.with_user(self.owner).weight = 90

    def test_a_foreign_cluster_is_not_ranked(self):
        theirs = self._create_cluster(company=self.foreign, name="Theirs")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._list(theirs)


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestForecast(YearlyCase):
    """The forecast is built from plans and priorities, and resolved (4-3-4)."""

    def test_a_line_that_differs_says_why(self):
        line = {"cluster_id": self.rug.id, "partner_id": self.own.partner_id.id}
        with self.refused("write the reason", error=ValidationError):
            self._create(FORECAST, line_ids=[Command.create({**line, "amount": 10})])
        unseen = {**line, "amount": 10, "reason": "\u200c \u200b\u2060"}
        with self.refused("write the reason", error=ValidationError):
            self._create(FORECAST, line_ids=[Command.create(unseen)])
        forecast = self._create(
            FORECAST,
            line_ids=[Command.create({**line, "amount": 10, "reason": "Facilities"})],
        )
        self.assertEqual((forecast.amount, forecast.planned), (10, 0))
        self._resolve(forecast)
        self.assertEqual(forecast.state, "approved")
        with self.refused("can no longer be edited", error=AccessError):
            forecast.line_ids.amount = 20
        compared = self.env["committee.forecast.comparison"].search(
            [("cluster_id", "=", self.rug.id)]
        )
        self.assertEqual((compared.forecast, compared.gap), (10, 10))

    def test_nobody_writes_what_plans_say(self):
        line = {
            "cluster_id": self.rug.id,
            "partner_id": self.own.partner_id.id,
            "planned": 10,
            "amount": 10,
        }
        with self.refused("set by the steps", error=AccessError):
            self._create(FORECAST, line_ids=[Command.create(line)])

    def test_priorities_without_a_plan_are_seen(self):
        self._resolve(self._list(self.rug, self.honey))
        forecast = self._create(FORECAST)
        forecast.action_build()
        self.assertEqual(forecast.line_ids.cluster_id, self.rug | self.honey)
        self.assertEqual(set(forecast.line_ids.mapped("amount")), {0})
        forecast.line_ids[0].write({"amount": 5, "reason": "A first estimate"})
        forecast.action_build()
        self.assertEqual(sorted(forecast.line_ids.mapped("amount")), [0, 5])

    def test_it_is_built_from_approved_plans(self):
        drafted = self._create_plan()
        plan = self._create_plan("approved")
        forecast = self._create(FORECAST)
        forecast.action_build()
        self.assertNotIn(drafted.cluster_id, forecast.line_ids.cluster_id)
        shares = plan.line_ids.share_ids.filtered("amount")
        self.assertEqual(forecast.amount, sum(shares.mapped("amount")))
        self.assertEqual(forecast.amount, forecast.planned)
        self.assertEqual(forecast.line_ids.partner_id, shares.partner_id)
        # adjusted by hand with a reason, it stays so when it is built anew
        line = forecast.line_ids[0]
        with self.refused("write the reason", error=ValidationError):
            line.amount += 1
        line.write({"amount": line.planned + 1, "reason": "Rounded up"})
        forecast.action_build()
        self.assertEqual(forecast.amount, forecast.planned + 1)
        new = self._revised(forecast)
        self.assertEqual((new.amount, new.planned), (forecast.amount, forecast.planned))

    def test_a_line_written_by_hand_is_not_doubled(self):
        plan = self._create_plan("approved")
        share = plan.line_ids.share_ids.filtered("amount")[0]
        forecast = self._create(FORECAST)
        line = forecast.line_ids.create(
            {
                "forecast_id": forecast.id,
                "cluster_id": plan.cluster_id.id,
                "partner_id": share.partner_id.id,
                "amount": 7,
                "reason": "A first estimate",
            }
        )
        forecast.action_build()
        self.assertIn(line, forecast.line_ids)
        self.assertEqual(line.amount, 7)
        self.assertEqual(forecast.planned, sum(plan.line_ids.mapped("cost")))

    def _share_left_out(self):
        """(a forecast with a line for one body of a plan, the share of another body)"""
        plan = self._create_plan("approved")
        shares = plan.line_ids.share_ids.filtered("amount")
        left_out = shares.filtered(lambda s: s.partner_id != plan.broker_id)
        forecast = self._create(
            FORECAST,
            line_ids=[
                Command.create(
                    {
                        "cluster_id": plan.cluster_id.id,
                        "partner_id": plan.broker_id.id,
                        "amount": 7,
                        "reason": "A first estimate",
                    }
                )
            ],
        )
        return forecast, left_out

    def test_what_plans_ask_counts_bodies_without_a_line(self):
        forecast, left_out = self._share_left_out()
        self.assertEqual(
            forecast.planned, sum(left_out.plan_id.line_ids.mapped("cost"))
        )
        self.assertNotIn(left_out.partner_id, forecast.line_ids.partner_id)

    def test_a_body_of_the_plans_without_a_line_stands_in_its_way(self):
        forecast, left_out = self._share_left_out()
        self._resolve(forecast)
        self.assertEqual(forecast.state, "draft")  # the signatures do not approve it
        secretary = forecast.with_user(self.secretary)
        names = left_out.partner_id.name, left_out.cluster_id.name
        with self.refused(*names, "4-3-4", "set the line to zero"):
            secretary.action_approve()
        forecast.action_build()
        line = forecast.line_ids.filtered(
            lambda li: li.partner_id == left_out.partner_id
        )
        with self.refused("write the reason", error=ValidationError):
            line.write({"amount": 0, "reason": "\u200c"})
        line.write({"amount": 0, "reason": "It has no budget this year"})
        secretary.action_approve()
        cost = sum(left_out.plan_id.line_ids.mapped("cost"))
        self.assertEqual((forecast.state, forecast.planned), ("approved", cost))
        self.assertEqual(forecast.amount, 7)

    def test_a_plan_that_came_later_does_not_belong_to_what_was_resolved(self):
        forecast, left_out = self._share_left_out()
        forecast.action_build()
        meeting = self._create_meeting("recorded", self.committee, "1405/06/16")
        forecast.resolution_id = meeting.resolution_ids[0]
        later = self._create_plan()
        later.write(self._minutes("1405/06/17"))
        later.with_user(self.secretary).action_approve()
        self._walk_on(meeting, "signed", day("1405/06/18"))
        self.assertEqual(forecast.state, "approved")

    def test_a_line_that_plans_ask_for_is_not_deleted(self):
        forecast, left_out = self._share_left_out()
        forecast.action_build()
        line = forecast.line_ids.filtered(
            lambda li: li.partner_id == left_out.partner_id
        )
        with self.refused(left_out.partner_id.name, "4-3-4", "set it to zero"):
            line.unlink()
        with self.refused("4-3-4"):
            forecast.line_ids = [Command.delete(line.id)]
        own = forecast.line_ids.create(
            {
                "forecast_id": forecast.id,
                "cluster_id": self.honey.id,
                "partner_id": left_out.partner_id.id,
                "amount": 5,
                "reason": "A first estimate",
            }
        )
        own.unlink()
        # what a newer plan does not ask any more goes with the next update
        plan = left_out.plan_id
        newer = plan.browse(plan.with_user(self.officer).action_revise()["res_id"])
        project = newer.line_ids.filtered(lambda li: li.kind == "project")
        third = self.env["res.partner"].create({"name": "Third", "is_company": True})
        project._share_out(
            {left_out.partner_id: 0, newer.broker_id: 1001, third: project.cost - 1001}
        )
        project.share_ids.filtered(
            lambda s: s.partner_id == left_out.partner_id
        ).zero_reason = "No budget"
        newer.write(self._minutes("1405/08/01"))
        newer.with_user(self.secretary).action_approve()
        forecast.action_build()
        self.assertNotIn(left_out.partner_id, forecast.line_ids.partner_id)
        self.assertIn(third, forecast.line_ids.partner_id)
        forecast.unlink()
        self.assertFalse(forecast.exists())

    def _revised(self, forecast):
        self._resolve(forecast)
        return forecast.browse(forecast.action_revise()["res_id"])

    def test_what_was_given_stands_beside_it(self):
        plan = self._create_plan("approved")
        forecast = self._create(FORECAST)
        forecast.action_build()
        self._resolve(forecast)
        share = plan.line_ids.share_ids.filtered("amount")[0]
        self._create_contribution(share, "confirmed", amount=1_000_000)
        self.env.flush_all()
        compared = self.env["committee.forecast.comparison"].search(
            [("cluster_id", "=", plan.cluster_id.id)]
        )
        self.assertEqual(sum(compared.mapped("forecast")), forecast.amount)
        self.assertEqual(sum(compared.mapped("committed")), 1_000_000)
        self.assertEqual(sum(compared.mapped("gap")), forecast.amount - 1_000_000)
        self.assertEqual((forecast.committed, forecast.paid), (1_000_000, 0))
