from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class CommitteeSetup(models.Model):
    """The start of monitoring, set once for all provinces; each can get another day
    later on the form of its company."""

    _inherit = "committee.setup"

    watch_from = fields.Date(
        string="All Provinces Watched From",
        help="What was due before this day is held against no province; what it did"
        " before is entered as history.",
    )

    def _watched_companies(self):
        # sudo: read the companies of all provinces and since when they are monitored
        companies = self.env["res.company"].sudo()
        return companies.search([("province_id", "!=", False)])

    def _is_watch_begun(self):
        """Whether the day was set, and every province has one."""
        days = self._watched_companies().mapped("monitoring_start_date")
        return bool(days) and all(days) and self.watch_from in days

    def action_watch_provinces(self):
        """Watch all provinces from the day that was entered; only who founds companies
        decides that."""
        self.ensure_one()
        if not self.is_administrator:
            raise AccessError(
                self.env._(
                    "From which day the provinces are watched is set by the"
                    " administrator."
                )
            )
        if not self.watch_from:
            raise UserError(
                self.env._(
                    "Enter the day from which all provinces are watched, then press"
                    " the button again."
                )
            )
        values = {"monitoring_start_date": self.watch_from}
        # the right to set up companies is the user's own
        self._watched_companies().sudo(False).write(values)
        return self.action_open()
