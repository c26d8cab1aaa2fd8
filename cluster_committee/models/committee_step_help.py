"""Help on the form: the text of the clause that requires the next step."""

from odoo import models


class CommitteeCommittee(models.Model):
    _name = "committee.committee"
    _inherit = ["committee.committee", "committee.step.help"]

    _step_help = {"consult": "C4-1", "constitute": "C4-1"}
    _expert_step_help = {"consult": "N1-a", "constitute": "N1-a"}


class CommitteeMeeting(models.Model):
    _name = "committee.meeting"
    _inherit = ["committee.meeting", "committee.step.help"]

    _step_help = {
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
    _expert_step_help = {
        "schedule": "N1-c",
        "hold": "N1-c",
        "close_session": "N1-d",
    }


class CommitteeMeetingPlan(models.Model):
    _name = "committee.meeting.plan"
    _inherit = ["committee.meeting.plan", "committee.step.help"]

    _step_help = {"propose": "C4-4-2a"}
