from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class BusinessClusterTenureMixin(models.AbstractModel):
    """An organisation assigned to a cluster from a day until a day. Rules and papers
    rely on the rows: once an action plan was approved with one, it can no longer be
    changed, only ended."""

    _name = "business.cluster.tenure.mixin"
    _description = "Tenure at a Cluster"
    _inherit = ["business.cluster.workflow.mixin", "web_jalali.date.guard"]
    _duplicable = False

    _verb_fields = frozenset({"end_reason"})
    _fixed_fields = frozenset({"cluster_id"})
    _named_apart = {"partner_id": "cluster_id"}

    cluster_id = fields.Many2one(
        comodel_name="business.cluster",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="cluster_id.company_id", store=True, index=True, precompute=True
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until")
    end_reason = fields.Text(string="Reason for the End", readonly=True, copy=False)
    state = fields.Selection(
        selection=[("draft", "Entered"), ("binding", "Binding"), ("ended", "Ended")],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        help="It binds since an action plan was approved on a day of it.",
    )
    can_end = fields.Boolean(compute="_compute_can")

    _ended_with_reason = models.Constraint(
        "CHECK ((state = 'ended') = (end_reason IS NOT NULL)"
        " AND (state != 'ended' OR date_to IS NOT NULL))",
        "What was ended has its last day and says why, and only such a one.",
    )

    @verb(
        "draft",
        "binding",
        to="ended",
        by=("officer",),
        label=_lt("End"),
        dating="fact",
        asks_reason=True,
    )
    def action_end(self, on=None, reason=None):
        """End it with the day `on` as its last day; a reason is kept with it."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"date_to": on, "end_reason": reason}
        self._transition("end", values, on=on, reason=reason)

    @needs("end")
    def _needs_day_after_facts(self, act):
        """A row within whose time a plan was approved cannot end before that."""
        found = {}
        for row, plans in self._approved_within().items():
            last = plans.sorted("approved_on")[-1:]
            if act.on < row.date_from:
                sentence = self.env._(
                    "%(row)s cannot end before it began.", row=row.display_name
                )
            elif last and act.on < last.approved_on:
                sentence = self.env._(
                    "%(plan)s was approved on a later day, with %(row)s: it cannot end"
                    " before that day (note 2).",
                    plan=last.display_name,
                    row=row.display_name,
                )
            else:
                continue
            found[row.id] = [sentence]
        return found

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _on_domain(self, day):
        """The rows of the clusters that are valid on `day` (date)."""
        return Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        )

    def _approved_within(self):
        """{row: the plans of its cluster that were approved on a day of it}"""
        plans = self.env["business.cluster.plan"].search(
            Domain("cluster_id", "in", self.cluster_id.ids)
            & Domain("state", "!=", "draft")
        )
        return {
            row: plans.filtered(
                lambda plan, row=row: (
                    plan.cluster_id == row.cluster_id
                    and row.date_from <= plan.approved_on
                    and (not row.date_to or plan.approved_on <= row.date_to)
                )
            )
            for row in self
        }

    @api.model
    def _bind(self, plans):
        """Make the rows binding on which the approval of `plans` rests."""
        # sudo: write the rows that the approval rests on
        drafts = self.sudo().search(
            Domain("cluster_id", "in", plans.cluster_id.ids)
            & Domain("state", "=", "draft")
        )
        within = drafts._approved_within()
        bound = drafts.filtered(lambda row: within[row] & plans)
        bound._permitted({"state"}).write({"state": "binding"})
