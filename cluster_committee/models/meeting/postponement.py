from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import verb

_lt = LazyTranslate(__name__)


class CommitteeMeeting(models.Model):
    """A meeting that does not take place when it should: postponed, and invited again
    for another time (4-4-1), or cancelled."""

    _inherit = "committee.meeting"

    _verb_fields = frozenset({"postponed_from"})

    postponed_from = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the meeting should have been, before it was postponed.",
    )

    # Buttons
    can_postpone = fields.Boolean(compute="_compute_can")
    can_cancel = fields.Boolean(compute="_compute_can")

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "invited",
        to="postponed",
        by=("chair",),
        recorded_by=("secretary",),
        label=_lt("Postpone"),
        dating="now",
        asks_reason=True,
        delegable="invitation",
    )
    def action_postpone(self, on=None, reason=None):
        """Postpone an invited meeting: it keeps its number and papers, and needs a
        new date and a new invitation. Replies given so far are kept as old ones."""
        self._transition(
            "postpone",
            lambda meeting: {
                "invited_on": False,
                # it did not begin and end: what was entered of it is no fact
                "actual_start": False,
                "actual_end": False,
                "postponed_from": meeting.date_start,
            },
            on=fields.Date.to_date(on),
            reason=reason,
        )

    @verb(
        "draft",
        "returned",
        "agenda_proposed",
        "agenda_approved",
        "invited",
        "postponed",
        to="cancelled",
        by=("chair", "secretary"),
        label=_lt("Cancel Meeting"),
        dating="now",
        asks_reason=True,
    )
    def action_cancel(self, on=None, reason=None):
        self._transition("cancel", on=fields.Date.to_date(on), reason=reason)
