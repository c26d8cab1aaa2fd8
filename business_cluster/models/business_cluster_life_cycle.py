from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from .business_cluster import LIFE_CYCLE

_lt = LazyTranslate(__name__)

ON_THE_WAY = tuple(stage for stage, _label in LIFE_CYCLE)
STOPPABLE = ON_THE_WAY[: ON_THE_WAY.index("completed")]
FORWARD = (
    "identify prioritise study_feasibility diagnose plan adopt_plan start_year_1"
    " start_year_2 start_year_3 evaluate complete support"
).split()
EVIDENCE = ("number", "document", "document_name", "note")


class BusinessCluster(models.Model):
    """The steps of a cluster, in the mandatory order of its life."""

    _inherit = "business.cluster"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="identified",
        by=("officer",),
        label=_lt("Record Identification"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_identify(self, on=None, evidence=None):
        """:param evidence: what shows the step, for this one and those below: a dict
        of `number`, `document` (base64), `document_name` and `note`, each optional"""
        self._enter_stage("identify", on, evidence)

    @verb(
        "identified",
        to="prioritised",
        by=("officer",),
        label=_lt("Record Prioritisation"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_prioritise(self, on=None, evidence=None):
        self._enter_stage("prioritise", on, evidence)

    @verb(
        "prioritised",
        to="feasibility",
        by=("officer",),
        label=_lt("Start Feasibility Study"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_study_feasibility(self, on=None, evidence=None):
        self._enter_stage("study_feasibility", on, evidence)

    @verb(
        "feasibility",
        to="diagnostic",
        by=("officer",),
        label=_lt("Start Diagnostic Study"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_diagnose(self, on=None, evidence=None):
        self._enter_stage("diagnose", on, evidence)

    @verb(
        "diagnostic",
        to="planning",
        by=("officer",),
        label=_lt("Start Action Planning"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_plan(self, on=None, evidence=None):
        self._enter_stage("plan", on, evidence)

    @verb(
        "planning",
        to="plan_approved",
        by=("manager",),
        label=_lt("Record Approval of the Action Plan"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_adopt_plan(self, on=None, evidence=None):
        self._enter_stage("adopt_plan", on, evidence)

    @verb(
        "plan_approved",
        to="year_1",
        by=("officer",),
        label=_lt("Start First Year"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_start_year_1(self, on=None, evidence=None):
        self._enter_stage("start_year_1", on, evidence)

    @verb(
        "year_1",
        to="year_2",
        by=("officer",),
        label=_lt("Start Second Year"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_start_year_2(self, on=None, evidence=None):
        self._enter_stage("start_year_2", on, evidence)

    @verb(
        "year_2",
        to="year_3",
        by=("officer",),
        label=_lt("Start Third Year"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_start_year_3(self, on=None, evidence=None):
        self._enter_stage("start_year_3", on, evidence)

    @verb(
        "year_3",
        to="evaluation",
        by=("officer",),
        label=_lt("Start Evaluation"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_evaluate(self, on=None, evidence=None):
        self._enter_stage("evaluate", on, evidence)

    @verb(
        "evaluation",
        to="completed",
        by=("manager",),
        label=_lt("Record Completion Licence"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_complete(self, on=None, evidence=None):
        self._enter_stage("complete", on, evidence)

    @verb(
        "completed",
        to="aftercare",
        by=("officer",),
        label=_lt("Start Support After Completion"),
        dating="fact",
        main=True,
        asks_evidence=True,
    )
    def action_support(self, on=None, evidence=None):
        self._enter_stage("support", on, evidence)

    @verb(
        *STOPPABLE,
        to="stopped",
        by=("manager",),
        label=_lt("Stop the Project"),
        dating="fact",
        asks_reason=True,
    )
    def action_stop(self, on=None, reason=None):
        self._enter_stage("stop", on, {"note": reason}, reason=reason)

    @verb(
        "stopped",
        to=None,
        by=("manager",),
        label=_lt("Resume the Project"),
        dating="fact",
        asks_reason=True,
    )
    def action_resume(self, on=None, reason=None):
        """Resume the stage in which the cluster was stopped."""
        self._check_blockers("resume", fields.Date.to_date(on))
        for stage, clusters in self._by_stage_before().items():
            clusters._enter_stage(
                "resume", on, {"note": reason}, to=stage, reason=reason
            )

    @verb(
        *ON_THE_WAY,
        to=None,
        by=("manager",),
        label=_lt("Withdraw Last Step"),
        dating="now",
        asks_reason=True,
    )
    def action_step_back(self, on=None, reason=None):
        """Withdraw a step that was recorded by mistake; its row stays."""
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("step_back", on)
        for stage, clusters in self._by_stage_before().items():
            steps = clusters._valid_steps()
            since = {
                cluster: rows[1].on if len(rows) > 1 else False
                for cluster, rows in steps.items()
            }
            clusters._move(
                "step_back",
                lambda cluster, since=since: {"stage_on": since[cluster]},
                on=on,
                to=stage,
                reason=reason,
            )
            last = self.env["business.cluster.stage"].union(
                *(rows[0] for rows in steps.values())
            )
            withdrawn = {"withdrawn_on": on, "withdrawal_reason": reason}
            last._permitted(withdrawn).write(withdrawn)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs(*FORWARD, "stop", "resume")
    def _needs_order_of_days(self, act):
        """A higher step depends on the earlier ones having been carried out."""
        return {
            cluster.id: [
                self.env._(
                    "%(cluster)s came to its present stage on a later day; a step of"
                    " the life cycle follows the one before it in time (note 2).",
                    cluster=cluster.name,
                )
            ]
            for cluster in self
            if cluster.stage_on and act.on < cluster.stage_on
        }

    @needs("diagnose")
    def _needs_feasible(self, act):
        """Only what is feasible is studied further."""
        return {
            cluster.id: [
                self.env._(
                    "The feasibility study of %(cluster)s has no positive result yet:"
                    " record the result first; only a feasible cluster goes on to the"
                    " diagnostic study (note 2).",
                    cluster=cluster.name,
                )
            ]
            for cluster in self
            if cluster.feasibility_result != "positive"
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _enter_stage(self, name, on, evidence=None, to=None, reason=None):
        """Take the step `name` and keep it in the history, with its evidence."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition(name, {"stage_on": on}, on=on, to=to, reason=reason)
        shown = {key: (evidence or {}).get(key) for key in EVIDENCE}
        self.env["business.cluster.stage"]._permitted_create(
            [
                {"cluster_id": cluster.id, "stage": cluster.state, "on": on, **shown}
                for cluster in self
            ]
        )

    def _valid_steps(self):
        """:return: {cluster: its valid steps, the last first}"""
        steps = self.env["business.cluster.stage"]
        found = steps.search(
            steps._valid_domain() & Domain("cluster_id", "in", self.ids)
        ).grouped("cluster_id")
        return {cluster: found.get(cluster, steps) for cluster in self}

    def _by_stage_before(self):
        """{stage: the clusters that were in it before the last step they took}"""
        by_stage = {}
        for cluster, rows in self._valid_steps().items():
            before = rows[1].stage if len(rows) > 1 else "draft"
            by_stage[before] = by_stage.get(before, self.browse()) | cluster
        return by_stage
