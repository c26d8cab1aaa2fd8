from odoo import models


class ResCompany(models.Model):
    """A company goes by a working calendar, whose holidays the date picker marks."""

    _inherit = "res.company"

    def _holiday_calendars(self):
        """The calendars (`resource.calendar`) whose global leaves are the company's
        public holidays. An addon that keeps official holidays elsewhere adds them."""
        return self.resource_calendar_id
