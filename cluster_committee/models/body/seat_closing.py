from datetime import timedelta

from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from ...lib.tenures import SAT

_lt = LazyTranslate(__name__)


class CommitteeSeat(models.Model):
    """A seat is closed on a day, with a reason; a statutory one is opened again on the
    next day, for the body that takes the place of the old one (4-2)."""

    _inherit = "committee.seat"

    @verb(
        "open",
        to="closed",
        by=("secretary",),
        label=_lt("Close Seat"),
        dating="now",
        asks_reason=True,
    )
    def action_close(self, on=None, reason=None):
        """Close with `on` (date) as the last day; tenures and papers stay as they
        are."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"closed_on": on, "active": False}
        self._transition("close", values, on=on, reason=reason)
        self.flush_recordset()  # before others take their places
        self._open_successors(on + timedelta(days=1))

    @needs("close")
    def _needs_nobody_after_it(self, act):
        """Who sits longer than the seat would have no seat."""
        found = {}
        for seat in self:
            later = seat.member_ids.filtered(
                lambda m: m.state in SAT and (not m.date_to or m.date_to > act.on)
            )
            if later:
                found[seat.id] = [
                    self.env._(
                        "%(holder)s sits on “%(seat)s” after that day: end the tenure"
                        " first (clause 4-2).",
                        holder=later[-1].partner_id.name,
                        seat=seat.name,
                    )
                ]
        return found

    def _open_successors(self, day):
        """The statutory seats stay as many as the edition says, from `day` (date) on
        with another body, which is named next."""
        self._permitted_create(
            [
                {
                    **seat.template_id._prepare_seat_values(seat.committee_id),
                    "name": seat.name,
                    "sequence": seat.sequence,
                    "opened_on": day,
                }
                for seat in self.sudo()  # sudo: read what the edition says of the seat
                if seat.statutory
            ]
        )
