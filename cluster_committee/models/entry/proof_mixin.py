import base64

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...lib import scans

_lt = LazyTranslate(__name__)


class CommitteeProofMixin(models.AbstractModel):
    """What is entered late counts once its scan stands (reading A32): a file that
    opens, and that the national office did not reject."""

    _name = "committee.proof.mixin"
    _inherit = ["committee.entry.mixin"]
    _description = "Proof of a Late Entry"

    _verb_fields = frozenset({"rejected_scans", "scan_rejection"})

    # the fields of its scans, one of which proves it
    _proved_by = ()

    awaits_proof = fields.Boolean(
        string="Awaits a Document",
        compute="_compute_awaits_proof",
        store=True,
        help="Entered late: it counts once its scan stands, as a file that opens and"
        " that the national office did not reject.",
    )
    rejected_scans = fields.Char(readonly=True, copy=False)
    scan_rejection = fields.Text(
        string="Why the Scan Was Rejected", readonly=True, copy=False
    )
    can_reject_scan = fields.Boolean(compute="_compute_can")

    @api.depends(lambda self: ("is_entered_late", "rejected_scans", *self._proved_by))
    def _compute_awaits_proof(self):
        late = self.filtered("is_entered_late")
        (self - late).awaits_proof = False
        for record in late:
            record.awaits_proof = not record._standing_scans()

    def _standing_scans(self):
        """:return: the digests of the scans that prove it"""
        self.ensure_one()
        rejected = (self.rejected_scans or "").split()
        found = []
        for name in self._proved_by:
            content = self.with_context(bin_size=False)[name]
            content = base64.b64decode(content) if content else b""
            digest = self.env["ir.attachment"]._compute_checksum(content)
            if digest not in rejected and scans.opens(content):
                found.append(digest)
        return found

    def _reject_scans(self, on, reason):
        """The body of the step: the scans of today prove nothing any more."""
        counted = self._counting()
        # sudo: write the rejection, in the records of a province
        self._transition(
            "reject_scan",
            lambda record: {
                "rejected_scans": " ".join(
                    filter(None, (record.rejected_scans, *record._standing_scans()))
                ),
                "scan_rejection": reason,
            },
            on=fields.Date.to_date(on),
            reason=reason,
        )
        self._counting_changed(counted)

    def write(self, vals):
        """With its scan, what was entered late begins to count."""
        if not set(self._proved_by) & vals.keys():
            return super().write(vals)
        counted = self._counting()
        done = super().write(vals)
        self._counting_changed(counted)
        return done

    def _counting(self):
        """Hook: those of self that count now."""
        return self.browse()

    def _counting_changed(self, before):
        """Hook: what follows when other records count than `before`."""

    def _rejection_blockers(self):
        """Only a scan that proves a late entry is rejected."""
        return {
            record.id: [
                self.env._(
                    "%(record)s was not entered late, or no scan of it stands: there is"
                    " nothing to reject.",
                    record=record.display_name,
                )
            ]
            for record in self
            if not record.is_entered_late or not record._standing_scans()
        }
