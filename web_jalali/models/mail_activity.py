from odoo import fields, models

from .. import calendar_system
from ..tools import jalali


class MailActivityType(models.Model):
    """A delay in months is one of Jalali months, for whom sees that calendar."""

    _inherit = "mail.activity.type"

    def _get_date_deadline(self):
        if self.delay_unit != "months" or not calendar_system.is_jalali(self.env):
            return super()._get_date_deadline()
        base = jalali.today(jalali.zone(str(self.env.tz)))
        previous = self.env.context.get("activity_previous_deadline")
        if self.delay_from == "previous_activity" and previous:
            base = fields.Date.to_date(previous)
        return jalali.add_months(base, self.delay_count)


class MailActivityPlanTemplate(models.Model):
    """The same for the steps of a plan."""

    _inherit = "mail.activity.plan.template"

    def _get_date_deadline(self, base_date=False):
        if self.delay_unit != "months" or not calendar_system.is_jalali(self.env):
            return super()._get_date_deadline(base_date)
        base_date = base_date or jalali.today(jalali.zone(str(self.env.tz)))
        after = self.delay_from == "after_plan_date"
        return jalali.add_months(
            base_date, self.delay_count if after else -self.delay_count
        )
