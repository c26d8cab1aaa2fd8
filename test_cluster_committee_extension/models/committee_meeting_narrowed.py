from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """Two steps of the meeting, narrowed from outside: one needs more, one belongs to
    fewer people."""

    _inherit = "committee.meeting"

    @needs("invite")
    def _needs_who_prepared(self, act):
        return {
            meeting.id: [self.env._("Say who has prepared the meeting.")]
            for meeting in self
            if not meeting.prepared_by
        }

    @verb(
        "draft",
        "returned",
        "agenda_proposed",
        "agenda_approved",
        "invited",
        "postponed",
        to="cancelled",
        by=("chair",),
        label=_lt("Cancel Meeting"),
        dating="now",
        asks_reason=True,
    )
    def action_cancel(self, on=None, reason=None):
        return super().action_cancel(on=on, reason=reason)
