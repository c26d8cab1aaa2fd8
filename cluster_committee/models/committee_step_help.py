"""Help where one stands: the clause that asks for the next step, in its own words."""

from odoo import api, fields, models


class CommitteeStepHelp(models.AbstractModel):
    """A form that quotes the procedure for the step that comes next."""

    _name = "committee.step.help"
    _description = "Clause of the Next Step"

    # {name of the step: code of the clause that asks for it}
    _step_clauses = {}
    _expert_step_clauses = {}

    next_step_help = fields.Text(string="Help", compute="_compute_next_step_help")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_next_step_help(self):
        clauses = self.env["committee.engine"]._clauses()
        for record in self:
            clause = clauses.get(record._next_step_clause())
            text = clause and clause["text"]
            record.next_step_help = f"{clause['label']}\n«{text}»" if text else False

    def _next_step_clause(self):
        found = self._next_verb()
        return self._clauses_of_steps().get(found.name) if found else None

    def _clauses_of_steps(self):
        expert = "kind" in self._fields and self.kind == "expert"
        return self._expert_step_clauses if expert else self._step_clauses


class CommitteeCommittee(models.Model):
    _name = "committee.committee"
    _inherit = ["committee.committee", "committee.step.help"]

    _step_clauses = {"consult": "C4-1", "constitute": "C4-1"}
    _expert_step_clauses = {"consult": "N1-a", "constitute": "N1-a"}


class CommitteeMeeting(models.Model):
    _name = "committee.meeting"
    _inherit = ["committee.meeting", "committee.step.help"]

    _step_clauses = {
        "propose_agenda": "C4-4-3",
        "approve_agenda": "C4-4-3",
        "invite": "C4-4-1",
        "hold": "C4-2-b",
        "record_minutes": "C4-4-4a",
        "sign_as_secretary": "C4-4-4a",
        "sign_as_chair": "C4-4-4b",
        "dispatch": "C4-4-4b",
        "send_national_copy": "C4-4-4c",
    }
    _expert_step_clauses = {
        "schedule": "N1-c",
        "hold": "N1-c",
        "close_session": "N1-d",
    }


class CommitteeMeetingPlan(models.Model):
    _name = "committee.meeting.plan"
    _inherit = ["committee.meeting.plan", "committee.step.help"]

    _step_clauses = {"propose": "C4-4-2a"}


class BusinessClusterPlan(models.Model):
    _name = "business.cluster.plan"
    _inherit = ["business.cluster.plan", "committee.step.help"]

    _step_clauses = {"approve": "N2-c"}
