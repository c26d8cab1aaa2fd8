from odoo import models


class ResCompany(models.Model):
    """The date picker marks the holidays of the company's working calendar."""

    _inherit = "res.company"

    def _holiday_calendars(self):
        """The calendars (`resource.calendar`) whose global leaves are the company's
        public holidays. An addon that keeps official holidays elsewhere adds them."""
        return self.resource_calendar_id
