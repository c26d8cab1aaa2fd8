from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.web_jalali.tools import jalali, persian


class CommitteeMeeting(models.Model):
    """When a meeting begins and ends: said before the database would refuse it."""

    _inherit = "committee.meeting"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            times = (
                fields.Datetime.to_datetime(vals.get(name))
                for name in ("date_start", "date_end")
            )
            self._refuse_disorder(*times)
        return super().create(vals_list)

    @api.constrains("date_start", "date_end")
    def _check_order_of_times(self):
        for meeting in self:
            meeting._refuse_disorder(meeting.date_start, meeting.date_end)

    def _refuse_disorder(self, start, end):
        """:raises ValidationError: unless the meeting ends after it starts"""
        if start and end and end <= start:
            raise ValidationError(
                self.env._(
                    "%(meeting)s would begin at %(start)s and end at %(end)s, and a"
                    " meeting ends after it starts (clause 4-4-3). Where its start"
                    " moves, move its end as well.",
                    meeting=self._names(),
                    start=self._print_moment(start),
                    end=self._print_moment(end),
                )
            )

    def _print_moment(self, moment):
        """A moment as people of Tehran read it: Jalali in Persian, ISO otherwise."""
        if persian.is_persian(self.env):
            return jalali.format_datetime(moment)
        local = fields.Datetime.context_timestamp(
            self.with_context(tz="Asia/Tehran"), moment
        )
        return local.strftime("%Y-%m-%d %H:%M")
