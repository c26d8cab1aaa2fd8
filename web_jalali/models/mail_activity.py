from odoo import fields, models
from odoo.tools.misc import format_date, get_lang

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


class MailActivity(models.Model):
    """Shows the deadline in the mail of an assigned activity in the calendar of its
    language."""

    _inherit = "mail.activity"

    def action_notify(self):
        days = tuple(filter(None, self.mapped("date_deadline")))
        return super(
            MailActivity, self.with_context(jalali_deadlines=days)
        ).action_notify()


class MailThread(models.AbstractModel):
    """Writes the deadlines of such a notice, which Odoo does past babel."""

    _inherit = "mail.thread"

    def message_notify(self, *, subtitles=None, **options):
        days = self.env.context.get("jalali_deadlines")
        if days and subtitles and calendar_system.writes_jalali(self.env):
            pattern = get_lang(self.env).date_format
            written = {
                day.strftime(pattern): format_date(self.env, day) for day in days
            }
            subtitles = [_replace(text, written) for text in subtitles]
        return super().message_notify(subtitles=subtitles, **options)


def _replace(text, written):
    for gregorian, jalali_text in written.items():
        text = text.replace(gregorian, jalali_text)
    return text
