from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import needs, verb

from .meeting import HELD_STATES, MINUTED, RECORDED

_lt = LazyTranslate(__name__)

# the steps that enter that a meeting was held
ENTERING = frozenset({"hold", "hold_uninvited"})


class CommitteeMeeting(models.Model):
    """That a meeting was held is entered on a day; what is entered late counts once the
    attendance sheet or the signed minutes stand as a scan (reading A32)."""

    _name = "committee.meeting"
    _inherit = ["committee.meeting", "committee.proof.mixin"]

    _dated_by = "held_on"
    _proved_by = ("attendance_scan", "signed_scan")
    _editable_in = {
        "attendance_scan": MINUTED | RECORDED,
        "attendance_scan_name": MINUTED | RECORDED,
    }

    attendance_scan = fields.Binary(
        string="Scan of the Attendance Sheet",
        attachment=True,
        copy=False,
        help="The list that those who came have signed.",
    )
    attendance_scan_name = fields.Char(copy=False)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        *HELD_STATES,
        to=None,
        by=("national",),
        label=_lt("Reject the Scan"),
        dating="now",
        asks_reason=True,
    )
    def action_reject_scan(self, on=None, reason=None):
        """The national office rejects the scan of a meeting that was entered late."""
        self._reject_scans(on, reason)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("reject_scan")
    def _needs_scan_to_reject(self, act):
        return self._rejection_blockers()

    def _proof_flaws(self):
        self.ensure_one()
        if not self.awaits_proof:
            return []
        flaws = [
            self.env._(
                "It was entered late, and counts once the scan of the attendance sheet"
                " or of the signed minutes stands."
            )
        ]
        if self.scan_rejection:
            flaws.append(
                self.env._(
                    "The national office rejected a scan: %(reason)s",
                    reason=self.scan_rejection,
                )
            )
        return flaws

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _move(self, name, values=None, **kwargs):
        done = super()._move(name, values, **kwargs)
        if name in ENTERING:
            entry = self._entry_values()
            self._permitted(entry).write(entry)
        return done

    def _counting(self):
        return self.filtered("counts")

    def _counting_changed(self, before):
        counting = self.filtered("counts")
        (counting - before)._begin_to_count()
        (before - counting).committee_id._refresh_cadence()
