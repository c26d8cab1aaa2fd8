from odoo import api, fields, models


class CommitteeMeeting(models.Model):
    """The paper that the chair signed by hand: recorded with its date at once, its scan
    now or later, as that of a letter; until it comes it is an open item."""

    _inherit = "committee.meeting"

    signed_scan = fields.Binary(
        string="Scan of the Signed Minutes",
        attachment=True,
        copy=False,
        help="The minutes with the signatures of the chair and the secretary by hand.",
    )
    signed_scan_name = fields.Char(copy=False)
    signed_scan_missing = fields.Boolean(
        string="Scan of the Signed Minutes Missing",
        compute="_compute_signed_scan_missing",
        store=True,
    )

    @api.depends("chair_signed_on_paper", "signed_scan")
    def _compute_signed_scan_missing(self):
        for meeting in self:
            meeting.signed_scan_missing = (
                meeting.chair_signed_on_paper and not meeting.signed_scan
            )
