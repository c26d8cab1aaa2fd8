from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.business_cluster.models.rial import Rial

from ...lib.addon import ADDON
from .resolution import CARRYING

# who reads of committees at all; to others these fields do not exist
READERS = ",".join(
    f"{ADDON}.group_committee_{role}" for role in ("officer", "chair", "national")
)


class CommitteeDecisionsMixin(models.AbstractModel):
    """What was decided about a cluster or an institution, and what came of it: the
    resolutions, who carries them out, the letters and the money, on one page."""

    _name = "committee.decisions.mixin"
    _description = "Decisions and Their Results"

    committee_resolution_ids = fields.Many2many(
        comodel_name="committee.resolution",
        string="Resolutions",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_task_ids = fields.Many2many(
        comodel_name="committee.resolution.task",
        string="Follow-Up",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_letter_ids = fields.Many2many(
        comodel_name="committee.letter",
        string="Letters",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_contribution_ids = fields.Many2many(
        comodel_name="business.cluster.contribution",
        string="Commitments and Payments",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_output_ids = fields.Many2many(
        comodel_name="committee.expert.output",
        string="Expert Outputs",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_resolution_count = fields.Integer(
        string="Decisions",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_done_count = fields.Integer(
        string="Done", compute="_compute_committee_decisions", groups=READERS
    )
    committee_overdue_count = fields.Integer(
        string="Overdue", compute="_compute_committee_decisions", groups=READERS
    )
    committee_committed = Rial(
        string="Committed (Rial)",
        compute="_compute_committee_decisions",
        groups=READERS,
    )
    committee_paid = Rial(
        string="Paid (Rial)",
        compute="_compute_committee_decisions",
        groups=READERS,
    )

    def _decision_domains(self):
        """{model: the records about this one}; a model left out has none."""
        raise NotImplementedError

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_committee_decisions(self):
        """A page about one record; lists of many never ask for it."""
        for record in self:
            domains = record._origin._decision_domains()

            def find(model, domains=domains):
                return self.env[model].search(domains.get(model, Domain.FALSE))

            tasks = find("committee.resolution.task")
            given = find("business.cluster.contribution")
            record.committee_task_ids = tasks
            record.committee_resolution_ids = find("committee.resolution")
            record.committee_output_ids = find("committee.expert.output")
            record.committee_letter_ids = find("committee.letter")
            record.committee_contribution_ids = given
            record.committee_resolution_count = len(record.committee_resolution_ids)
            record.committee_done_count = tasks.mapped("state").count("done")
            record.committee_overdue_count = len(tasks.filtered("is_overdue"))
            sums = {"commitment": 0, "payment": 0}
            for contribution in given:
                sums[contribution.kind] += contribution.amount
            record.committee_committed = sums["commitment"]
            record.committee_paid = sums["payment"]

    def action_open_decisions(self):
        """Open the page of decisions about this one."""
        self.ensure_one()
        view = f"{self._name.replace('.', '_')}_view_form_decisions"
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decisions and Their Results"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref(f"{ADDON}.{view}").id, "form")],
        }


class BusinessCluster(models.Model):
    _name = "business.cluster"
    _inherit = ["business.cluster", "committee.decisions.mixin"]

    def _decision_domains(self):
        about = Domain("cluster_ids", "in", self.ids)
        resolutions = self.env["committee.resolution"].search(about)
        return {
            "committee.resolution": about,
            "committee.resolution.task": Domain("resolution_id", "in", resolutions.ids),
            "committee.expert.output": about,
            "committee.letter": Domain(CARRYING)
            & Domain("meeting_id", "in", resolutions.meeting_id.ids),
            "business.cluster.contribution": Domain("state", "=", "confirmed")
            & Domain("cluster_id", "in", self.ids),
        }


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "committee.decisions.mixin"]

    def _decision_domains(self):
        parts = Domain("partner_id", "in", self.ids)
        tasks = self.env["committee.resolution.task"].search(parts)
        people = Domain("partner_id", "child_of", self.ids)
        recipients = self.env["committee.letter.recipient"].search(
            people & Domain("letter_id.state", "!=", "draft")
        )
        return {
            "committee.resolution": Domain("id", "in", tasks.resolution_id.ids),
            "committee.resolution.task": parts,
            "committee.letter": Domain("id", "in", recipients.letter_id.ids),
            "business.cluster.contribution": Domain("state", "=", "confirmed") & parts,
        }
