from collections import Counter

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class BusinessClusterPlan(models.Model):
    """The approval of an action plan, and what prevents it (note 2)."""

    _inherit = "business.cluster.plan"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="approved",
        by=("manager",),
        label=_lt("Confirm Approval by the Steering Council"),
        dating="paper",
        main=True,
    )
    def action_approve(self, on=None, number=None):
        """Confirm that the steering council approved the plan, by its minutes.

        :param on: the date of the minutes, `number` their number: both may be in the
            plan already, as entered by the officer
        """
        typed = {"minutes_date": fields.Date.to_date(on), "minutes_number": number}
        typed = {name: value for name, value in typed.items() if value}
        if typed:
            self.write(typed)
        self._check_blockers("approve")
        versions = self._next_versions()
        self._supersede_predecessors()
        for day, plans in self.grouped("minutes_date").items():
            plans._move(
                "approve",
                lambda plan, day=day: {
                    "approved_on": day,
                    "version": versions[plan],
                },
                on=day,
            )
        for model in ("business.cluster.council.member", "business.cluster.supporter"):
            self.env[model]._bind(self)

    def action_revise(self):
        """Draft a newer plan for the same year, from this one."""
        self.ensure_one()
        plan = self.copy()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": plan.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("approve")
    def _needs_minutes(self, act):
        """Number, date and document of the steering council's approval (N2-c)."""
        today = jalali.today()
        found = {}
        for plan in self:
            missing = [
                plan._fields[name]._description_string(self.env)
                for name in ("minutes_number", "minutes_date", "minutes_document")
                if not plan[name]
                or (name == "minutes_number" and persian.is_blank(plan[name]))
            ]
            if missing:
                found[plan.id] = [
                    self.env._(
                        "%(plan)s is approved by the minutes of the steering council;"
                        " enter what is missing (note 2): %(missing)s.",
                        plan=plan.display_name,
                        missing=self._join(missing),
                    )
                ]
            elif plan.minutes_date > today:
                found[plan.id] = [
                    self.env._("The date of an act cannot lie in the future.")
                ]
        return found

    @needs("approve")
    def _needs_council(self, act):
        """The council that approves is the one of the cluster (reading A26)."""
        sitting = self.env["business.cluster.council.member"]
        councils = sitting.search([("cluster_id", "in", self.cluster_id.ids)])
        return {
            plan.id: [
                self.env._(
                    "The steering council of %(cluster)s has no member on the day of"
                    " the minutes: enter its members first (note 2).",
                    cluster=plan.cluster_id.name,
                )
            ]
            for plan in self
            if plan.minutes_date
            and not councils.filtered_domain(
                sitting._on_domain(plan.minutes_date)
                & Domain("cluster_id", "=", plan.cluster_id.id)
            )
        }

    @needs("approve")
    def _needs_lines(self, act):
        return {
            plan.id: [self.env._("%(plan)s has no cost lines.", plan=plan.display_name)]
            for plan in self
            if not plan.line_ids
        }

    @needs("approve")
    def _needs_exact_shares(self, act):
        """Shares equal the cost of each line to the rial (N2-b)."""
        return {
            plan.id: [
                self.env._(
                    "The sum of the shares is not equal to the cost of the line (note"
                    " 2): “%(line)s” costs %(cost)s rials, its shares are %(shared)s.",
                    line=line.display_name,
                    cost=self._rials(line.cost),
                    shared=self._rials(line.shared),
                )
                for line in plan.line_ids
                if line.shared != line.cost
            ]
            for plan in self
        }

    @needs("approve")
    def _needs_broker_for_agency(self, act):
        """Agency costs are the broker's alone (N2-a)."""
        return {
            plan.id: [
                sentence
                for share in plan.line_ids.share_ids
                if (sentence := share._agency_refusal())
            ]
            for plan in self
        }

    @needs("approve")
    def _needs_several_contributors(self, act):
        """Project costs are met with the participation of all supporters (N2-b).

        Checked for the plan, not for each line: the text speaks of the costs of the
        projects together, and reading A24 of the cost table as a whole, where a body
        may have no part in one line. A check of each line would leave no room for the
        written reason for zero.
        """
        found = {}
        for plan in self:
            shares = plan._project_shares().filtered("amount")
            if plan.project_cost and len(shares.partner_id) < 2:
                found[plan.id] = [
                    self.env._(
                        "The project costs of %(plan)s are met by one body alone; the"
                        " supporting organisations share them (note 2).",
                        plan=plan.display_name,
                    )
                ]
        return found

    @needs("approve")
    def _needs_every_supporter(self, act):
        """Each registered supporter has a share, or a written reason for none (A24)."""
        supporters = self.env["business.cluster.supporter"].search(
            [("cluster_id", "in", self.cluster_id.ids)]
        )
        found = {}
        for plan in self:
            on_day = supporters._on_domain(plan._day_of_supporters())
            registered = supporters.filtered_domain(
                on_day & Domain("cluster_id", "=", plan.cluster_id.id)
            ).partner_id
            shares = plan._project_shares()
            silent = shares.filtered(
                lambda s: not s.amount and persian.is_blank(s.zero_reason)
            )
            sentences = found.setdefault(plan.id, [])
            for body in registered - shares.partner_id:
                sentences.append(
                    self.env._(
                        "%(body)s is a registered supporter of %(cluster)s, and has"
                        " neither a share in its plan nor a written reason for zero"
                        " (note 2).",
                        body=body.name,
                        cluster=plan.cluster_id.name,
                    )
                )
            for share in silent:
                sentences.append(
                    self.env._(
                        "The share of %(body)s in “%(line)s” is zero: write the reason"
                        " (note 2).",
                        body=share.partner_id.name,
                        line=share.line_id.display_name,
                    )
                )
        return found

    @needs("approve")
    def _needs_later_day(self, act):
        """A plan supersedes one that was approved before it."""
        found = {}
        counts = Counter((plan.cluster_id, plan.jalali_year) for plan in self)
        predecessors = self._predecessors()
        for plan in self:
            before = predecessors[plan]
            if counts[plan.cluster_id, plan.jalali_year] > 1:
                sentence = self.env._(
                    "Approve the plans of %(cluster)s one after the other.",
                    cluster=plan.cluster_id.name,
                )
            elif (
                before and plan.minutes_date and plan.minutes_date < before.approved_on
            ):
                sentence = self.env._(
                    "%(plan)s was approved on a later day; a newer plan cannot"
                    " supersede it from before.",
                    plan=before.display_name,
                )
            else:
                continue
            found[plan.id] = [sentence]
        return found

    @needs("approve")
    def _needs_room_for_contributions(self, act):
        """What was committed under the plan before is not above the new shares."""
        found = {}
        for plan, before in self._predecessors().items():
            given = before.line_ids.share_ids._contributed()
            new = {share._key(): share.amount for share in plan.line_ids.share_ids}
            found[plan.id] = [
                self.env._(
                    "%(body)s has contributed %(given)s rials to line %(line)s already;"
                    " its share in the newer plan cannot be less (note 2).",
                    body=partner.name,
                    given=self._rials(amount),
                    line=code,
                )
                for (_cluster, _year, code, partner), amount in given.items()
                if amount
                > max(
                    (
                        new_amount
                        for key, new_amount in new.items()
                        if key[2:] == (code, partner)
                    ),
                    default=0,
                )
            ]
        return found

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _day_of_supporters(self):
        """:return: the day (date) whose supporters the plan must include"""
        return self.approved_on or self.minutes_date or jalali.today()

    def _project_shares(self):
        return self.line_ids.filtered(lambda line: line.kind == "project").share_ids

    def _predecessors(self):
        """{plan: the approved plan of the same cluster and year, if any}"""
        approved = self.search(
            [
                ("cluster_id", "in", self.cluster_id.ids),
                ("state", "=", "approved"),
                ("id", "not in", self.ids),
            ]
        ).grouped(lambda plan: (plan.cluster_id, plan.jalali_year))
        nothing = self.browse()
        return {
            plan: approved.get((plan.cluster_id, plan.jalali_year), nothing)
            for plan in self
        }

    def _next_versions(self):
        """{plan: its number among the approved plans of its cluster and year}"""
        return {
            plan: before.version + 1 for plan, before in self._predecessors().items()
        }

    def _supersede_predecessors(self):
        for plan, before in self._predecessors().items():
            ended = {
                "state": "superseded",
                "superseded_on": plan.minutes_date,
                "superseded_by_id": plan.id,
            }
            before._permitted(ended).write(ended)
        # before these take their place: a cluster has one approved plan in a year
        self.flush_model()

    def _rials(self, amount):
        """Whole rials within a sentence, in groups of three."""
        whole = round(amount)
        if persian.is_persian(self.env):
            return jalali.group_digits(whole)
        return f"{whole:,}"
