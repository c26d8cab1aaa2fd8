from lxml import etree
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..models.rial import Rial
from .common import TODAY, ClusterCase, day
from .refusal import RefusalMixin


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestContributionBounds(RefusalMixin, ClusterCase):
    """The bounds of what is committed hold across plans, provinces and blanks."""

    def _confirm(self, record):
        record.with_user(self.secretary).action_confirm()

    def test_late_entries_under_a_superseded_plan_stay_within_the_one_in_force(self):
        old = self._create_plan("approved")
        share = old._project_shares()[0]
        self._create_contribution(share, "confirmed", amount=1000)
        waiting = self._create_contribution(share, amount=501)
        newer = old.browse(old.with_user(self.officer).action_revise()["res_id"])
        project = newer.line_ids.filtered(lambda line: line.kind == "project")
        project._share_out(
            {share.partner_id: 1500, newer.broker_id: project.cost - 1500}
        )
        newer.write(self._minutes("1405/08/01"))
        newer.with_user(self.secretary).action_approve()
        late = {"date": day("1405/07/10"), "letter_date": day("1405/07/10")}
        with self.refused("above the share", "by 1 rials", error=ValidationError):
            self._create_contribution(share, amount=501, **late)
        with self.refused("above the share", "by 1 rials"):
            self._confirm(waiting)
        self._create_contribution(share, "confirmed", amount=500, **late)
        in_force = newer._project_shares().filtered(
            lambda other: other.partner_id == share.partner_id
        )
        self.assertEqual(newer.project_committed, in_force.amount)

    def test_a_written_change_opens_nothing_before_its_day(self):
        share = self._create_plan("approved")._project_shares()[0]
        change = self._create_share_change(share, amount=2500)
        self._confirm(change)
        with self.refused("by 1 rials on 2026-10-11", error=ValidationError):
            self._create_contribution(share, amount=2001, date=day("1405/07/19"))
        given = self._create_contribution(share, amount=2001, date=day("1405/07/20"))
        self._confirm(given)
        # what is entered late counts on each later day as well
        early = {"date": day("1405/07/02"), "kind": "commitment"}
        with self.refused("by 1 rials on 2026-10-12", error=ValidationError):
            self._create_contribution(share, amount=500, **early)
        self._create_contribution(share, "confirmed", amount=499, **early)

    def test_a_written_change_lowers_nothing_that_was_given_by_then(self):
        share = self._create_plan("approved")._project_shares()[0]
        self._create_contribution(share, "confirmed", amount=1500)
        with self.refused("1,500 rials", "until 2026-10-12", "cannot be less"):
            self._confirm(self._create_share_change(share, amount=1499))
        with self.refused("costs", "altogether", "newer plan"):
            cost = share.line_id.cost
            self._confirm(self._create_share_change(share, amount=cost + 1))

    def test_a_written_change_is_not_valid_before_its_letter(self):
        share = self._create_plan("approved")._project_shares()[0]
        change = self._create_share_change(share, date=day("1405/07/18"), amount=2500)
        with self.refused("valid from its letter on", "note 2"):
            self._confirm(change)

    def test_a_commitment_is_not_valid_before_its_letter(self):
        share = self._create_plan("approved")._project_shares()[0]
        days = {"date": day("1405/07/02"), "letter_date": day("1405/07/03")}
        given = self._create_contribution(share, **days)
        with self.refused("valid from its letter on", "note 2"):
            self._confirm(given)
        self.assertEqual(given.state, "draft")
        given.date = day("1405/07/03")
        self._confirm(given)
        # a payment is reported by a letter that comes after it
        paid = self._create_contribution(share, kind="payment", **days)
        self._confirm(paid)

    def test_all_together_give_no_more_than_the_line_costs(self):
        first, second = self._create_plan("approved")._project_shares()[:2]
        self.assertEqual(first.line_id, second.line_id)
        cost = first.line_id.cost
        self._confirm(self._create_share_change(first, amount=cost))
        for kind in ("commitment", "payment"):
            late = {"kind": kind, "date": day("1405/07/20")}
            self._create_contribution(first, "confirmed", amount=cost, **late)
            waiting = self._create_contribution(second, amount=1, **late)
            with self.refused("All bodies together", "costs", "note 2"):
                self._confirm(waiting)

    def test_a_share_above_the_whole_cost_is_refused_at_once(self):
        share = self._create_plan()._project_shares()[0]
        with self.refused("costs", "altogether", error=ValidationError):
            share.amount = share.line_id.cost + 1

    def test_a_letter_before_the_approval_commits_nothing(self):
        share = self._create_plan("approved")._project_shares()[0]
        with self.refused("by no letter before it", "note 2", error=ValidationError):
            self._create_contribution(share, letter_date=day("1405/05/10"))

    def test_a_code_is_one_however_typed(self):
        plan = self._create_plan()
        agency, project = plan.line_ids.with_user(self.officer)
        project.code = "پ۱"
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                agency.code = "پ1"
                agency.flush_recordset()
        plan.with_user(self.secretary).action_approve()
        self._create_contribution(project.share_ids[0], "confirmed", amount=1500)
        newer = plan.browse(plan.with_user(self.officer).action_revise()["res_id"])
        newer.line_ids[-1].code = "پ1"
        newer.write(self._minutes("1405/08/01"))
        newer.with_user(self.secretary).action_approve()
        self.assertEqual(newer.project_committed, 1500)

    def test_a_refusal_tells_nothing_of_another_province(self):
        plan = self._create_plan("approved", self.foreign)
        share = plan._project_shares()[0]
        officer = self.officer
        for model, values in (
            ("business.cluster.contribution", {"date": day("1405/01/01")}),
            ("business.cluster.contribution", {"amount": 9_000_000}),
            (
                "business.cluster.plan.share.change",
                {"date": day("1405/01/01"), "reason": "A reason"},
            ),
        ):
            letter = {"letter_number": "ت/۱", "letter_date": day("1405/07/01")}
            values = {"share_id": share.id, "amount": 1, **letter, **values}
            with self.subTest(model=model, values=values):
                with self.assertRaises(AccessError) as refused:
                    self.env[model].with_user(officer).create(values)
                self.assertNotIn(plan.cluster_id.name, str(refused.exception))

    def test_a_blank_is_no_letter_no_number_and_no_reason(self):
        share = self._create_plan("approved")._project_shares()[0]
        with self.refused("has no letter", "note 2"):
            self._confirm(self._create_contribution(share, letter_number=" "))
        for blank, part in (
            ("letter_number", "has no letter"),
            ("reason", "Write the reason"),
        ):
            change = self._create_share_change(share, amount=2500, **{blank: " "})
            with self.refused(part):
                self._confirm(change)
        for unseen in ("\u200c", "\u200b\u00a0\u2060"):
            change = self._create_share_change(share, amount=2500, reason=unseen)
            with self.refused("Write the reason"):
                self._confirm(change)
            with self.refused("has no letter"):
                self._confirm(self._create_contribution(share, letter_number=unseen))
        plan = self._create_plan().with_user(self.secretary)
        plan.minutes_number = " "
        with self.refused("Number of the Council's Minutes"):
            plan.action_approve()
        plan.minutes_number = "ش/۹"
        project = plan.line_ids.filtered(lambda line: line.kind == "project")
        project._share_out(
            {project.share_ids[0].partner_id: 0, plan.broker_id: project.cost}
        )
        project.share_ids[0].zero_reason = " "
        with self.refused("is zero: write the reason"):
            plan.action_approve()

    def test_totals_of_rials_are_whole_as_their_rows_are(self):
        views = self.env["ir.ui.view"].search([("arch_fs", "like", "business_cluster")])
        summed = 0
        for view in views:
            for node in etree.fromstring(view.arch).xpath("//list/field[@sum]"):
                model = self._model_of(node, view.model)
                if isinstance(self.env[model]._fields[node.get("name")], Rial):
                    summed += 1
                    with self.subTest(view=view.name, field=node.get("name")):
                        self.assertEqual(node.get("digits"), "[16, 0]")
        self.assertGreater(summed, 10)

    def _model_of(self, node, model):
        """The model of the list that `node` of a view of `model` stands in."""
        for outer in reversed(node.xpath("ancestor::field[@name]")[:1]):
            if outer.get("name") in self.env[model]._fields:
                return self.env[model]._fields[outer.get("name")].comodel_name or model
        return model
