"""What was resolved, what the experts sent, what bodies committed themselves to."""

from datetime import timedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

NEAR = 30  # days before a deadline on which it begins to be near


class CommitteeWorkTask(models.AbstractModel):
    _name = "committee.work.task"
    _inherit = "committee.work"
    _description = "Resolution to Follow Up"

    _key = "follow_up"
    _model = "committee.resolution.task"
    _verb = "finish"
    _label = _lt("Ask how the resolution is carried out")
    _since = "dispatched_on"
    _until = "deadline"
    _place = "province_id"

    def _domain(self, day):
        near = Domain("deadline", "<=", day + timedelta(days=NEAR))
        return super()._domain(day) & near

    def _name_of(self, task):
        return f"{task.partner_id.name} – {task.resolution_id.display_name}"


class CommitteeWorkFate(models.AbstractModel):
    """What came before the committee gets its fate in the minutes (note 1)."""

    _name = "committee.work.fate"
    _inherit = "committee.work"
    _description = "Expert Output to Decide"

    _key = "decide_output"
    _model = "committee.agenda.item"
    _roles = ("officer",)
    _where = (
        ("output_id", "!=", False),
        ("fate", "=", False),
        ("outcome", "!=", "dropped"),
        ("meeting_id.state", "=", "held"),
    )
    _opens = "meeting_id"
    _label = _lt("Write down what was decided on the expert output")
    _place = "committee_id.province_id"


class CommitteeWorkOutput(models.AbstractModel):
    _name = "committee.work.output"
    _inherit = "committee.work"
    _description = "Expert Output Without an Agenda"

    _key = "waiting_output"
    _model = "committee.expert.output"
    _roles = ("secretary",)
    _where = (("state", "=", "waiting"),)
    _label = _lt("Bring the expert output before the committee")
    _since = "sent_on"
    _rule = "output"
    _place = "province_id"


class CommitteeWorkContribution(models.AbstractModel):
    _name = "committee.work.contribution"
    _inherit = "committee.work"
    _description = "Contribution to Confirm"

    _key = "confirm_contribution"
    _model = "business.cluster.contribution"
    _roles = ("secretary",)
    _verb = "confirm"
    _way = "open"
    _label = _lt("Confirm the commitment or payment from its letter")
    _since = "date"


class CommitteeWorkShareChange(models.AbstractModel):
    _name = "committee.work.share.change"
    _inherit = "committee.work"
    _description = "Change of a Share to Confirm"

    _key = "confirm_share_change"
    _model = "business.cluster.plan.share.change"
    _roles = ("secretary",)
    _verb = "confirm"
    _way = "open"
    _label = _lt("Confirm the written change of the share")
    _since = "date"
