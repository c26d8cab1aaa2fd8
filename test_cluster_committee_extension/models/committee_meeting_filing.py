from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from ..roles import ARCHIVIST

_lt = LazyTranslate(__name__)

SIGNED = frozenset({"signed", "dispatched", "closed"})


class CommitteeMeeting(models.Model):
    """A step and fields that the meeting gets from outside: one field of each kind that
    the guard distinguishes."""

    _inherit = "committee.meeting"

    _workflow_roles = ARCHIVIST
    _verb_fields = frozenset({"filed_on", "shelf"})
    _fixed_fields = frozenset({"file_code"})
    _editable_in = {"file_keywords": SIGNED, "kept_with": SIGNED}
    _same_owner = {"kept_with": "company_id"}
    _step_help = {"file": "C4-4-4a"}

    file_code = fields.Char(help="Given once, when the meeting is prepared.")
    prepared_by = fields.Char(help="Frozen, as all that the agenda consists of.")
    file_keywords = fields.Char(help="Written when the minutes are signed.")
    # a reference: Odoo forgets the foreign key between two tables that stay
    kept_with = fields.Reference(
        selection=[("committee.meeting", "Meeting")],
        help="In the same folder, of the same company.",
    )
    file_pages = fields.Integer(compute="_compute_file_pages", store=True)
    shelf = fields.Char(readonly=True, copy=False)
    filed_on = fields.Date(readonly=True, copy=False)
    loan_ids = fields.One2many(
        comodel_name="test.committee.loan", inverse_name="meeting_id"
    )
    can_file = fields.Boolean(compute="_compute_can")

    @api.depends("agenda_item_ids")
    def _compute_file_pages(self):
        for meeting in self:
            meeting.file_pages = len(meeting.agenda_item_ids)

    @api.depends("filed_on")
    def _compute_can(self):
        return super()._compute_can()

    @api.depends("filed_on")
    def _compute_next_step(self):
        return super()._compute_next_step()

    def _is_done(self, name):
        if name == "file":
            return bool(self.filed_on)
        return super()._is_done(name)

    @verb(
        *sorted(SIGNED),
        to=None,
        by=("archivist",),
        recorded_by=("secretary",),
        label=_lt("File the Original"),
        dating="now",
        main=True,
    )
    def action_file(self, on=None, shelf=None):
        """File the signed original; it says on which shelf."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("file", {"filed_on": on, "shelf": shelf}, on=on)

    @needs("file")
    def _needs_signed_original(self, act):
        found = self._not_before("chair_signed_on", act)
        for meeting in self.filtered("filed_on"):
            found[meeting.id] = [self.env._("The original is filed already.")]
        return found
