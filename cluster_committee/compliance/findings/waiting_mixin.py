from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali

# what a province asks of the owner of the procedure
KINDS = [("closing", "Closing of a Finding"), ("exemption", "Exemption")]


class CommitteeWaitingMixin(models.AbstractModel):
    """What waits for a decision of the owner of the procedure, and until when (3-2).

    The inheriting model has `state`, which is *asked* as long as it is undecided.
    """

    _name = "committee.waiting.mixin"
    _description = "Waits for a Decision"

    decide_by = fields.Date(
        string="To Be Decided By",
        readonly=True,
        copy=False,
        help="The last of the working days that the edition gives for a decision.",
    )
    is_late = fields.Boolean(
        string="Waits Too Long", compute="_compute_is_late", search="_search_is_late"
    )

    @api.depends("state", "decide_by")
    def _compute_is_late(self):
        today = jalali.today()
        for request in self:
            request.is_late = (
                request.state == "asked"
                and bool(request.decide_by)
                and request.decide_by < today
            )

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "asked") & Domain("decide_by", "<", jalali.today())
        found = Domain.FALSE
        if True in value:
            found |= late
        if False in value:
            found |= ~late
        return found

    @api.model
    def _decide_by(self, on):
        """:return: the last day for the decision of what came on `on` (date)"""
        edition = self.env["committee.procedure.edition"]._edition_on(on)
        days = self.env["committee.calendar.day"]
        return days._working_day_after(on, edition.closing_request_days)
