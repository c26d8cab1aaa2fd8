from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali

# official holidays of the solar calendar, which no moon moves: month, day, days, name
FIXED_HOLIDAYS = (
    (1, 1, 4, "نوروز"),
    (1, 12, 1, "روز جمهوری اسلامی"),
    (1, 13, 1, "روز طبیعت"),
    (3, 14, 1, "رحلت امام خمینی"),
    (3, 15, 1, "قیام ۱۵ خرداد"),
    (11, 22, 1, "پیروزی انقلاب اسلامی"),
    (12, 29, 1, "روز ملی شدن صنعت نفت"),
)
FIRST_YEAR, LAST_YEAR = 1390, 1430


class ResourceCalendar(models.Model):
    """A working week and its holidays; the clocks of the procedure run by them."""

    _inherit = "resource.calendar"

    def _rebuild_days(self):
        """Bring the table of days up to date where a calendar that is used changed."""
        national = self.env.ref(
            "cluster_committee.resource_calendar_national", raise_if_not_found=False
        )
        if not national:
            return
        # sudo: rebuild the table of days, which follows from what the user changed
        days = self.env["committee.calendar.day"].sudo()
        # sudo: read which calendars are used
        companies = self.env["res.company"].sudo()
        used = companies.search(
            [("committee_calendar_id", "!=", False)]
        ).committee_calendar_id
        if national in self:
            days._rebuild(national | used)
        elif self & used:
            days._rebuild(self & used)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_national(self):
        national = self.env["resource.calendar.leaves"]._national_calendar()
        if national & self:
            # its holidays would become days off of everybody
            raise UserError(
                self.env._(
                    "“%(calendar)s” holds the official holidays, by which the deadlines"
                    " of the committees are counted. Archive it where it disturbs in"
                    " lists; it goes when the app is uninstalled.",
                    calendar=national.name,
                )
            )

    @api.model
    def _load_fixed_holidays(self):
        """Enter the holidays that fall on the same day each year, once."""
        national = self.env.ref("cluster_committee.resource_calendar_national")
        if national.leave_ids:
            return
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": name,
                    "calendar_id": national.id,
                    "holiday_on": jalali.to_gregorian(year, month, day),
                    "holiday_days": days,
                }
                for year in range(FIRST_YEAR, LAST_YEAR + 1)
                for month, day, days, name in FIXED_HOLIDAYS
            ]
        )


class ResourceCalendarLeaves(models.Model):
    """Days off. A holiday is entered or imported by its day alone."""

    _inherit = "resource.calendar.leaves"

    holiday_on = fields.Date(
        string="Holiday",
        compute="_compute_holiday_on",
        inverse="_inverse_holiday_on",
        store=True,
        help="The first day of an official holiday.",
    )
    holiday_days = fields.Integer(
        string="Days",
        compute="_compute_holiday_on",
        inverse="_inverse_holiday_on",
        store=True,
        aggregator=None,
    )
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        compute="_compute_jalali_year",
        store=True,
        index=True,
        aggregator=None,
    )

    @api.depends("calendar_id")
    def _compute_company_id(self):
        """National holidays belong to no company: all read them. Those of other
        calendars are left alone."""
        national = self.filtered(lambda leave: leave._is_national())
        national.company_id = False
        return super(ResourceCalendarLeaves, self - national)._compute_company_id()

    @api.depends("date_from", "date_to")
    def _compute_holiday_on(self):
        for leave in self:
            if not (leave.date_from and leave.date_to):
                leave.holiday_on = leave.holiday_days = False
                continue
            first = jalali.local_date(leave.date_from)
            last = jalali.local_date(leave.date_to - timedelta(seconds=1))
            leave.holiday_on = first
            leave.holiday_days = (last - first).days + 1

    # by itself: what is typed in with the day keeps all from being computed that is
    # computed with it
    @api.depends("holiday_on")
    def _compute_jalali_year(self):
        for leave in self:
            leave.jalali_year = leave.holiday_on and jalali.year(leave.holiday_on)

    def _inverse_holiday_on(self):
        for leave in self:
            if leave.holiday_on:
                leave.write(self._whole_days(leave.holiday_on, leave.holiday_days or 1))

    @api.model
    def _whole_days(self, first, days):
        """The moments of whole days in Tehran, as Odoo stores them."""
        after = first + timedelta(days=days)
        return {
            "date_from": jalali.local_midnight_utc(first),
            "date_to": jalali.local_midnight_utc(after) - timedelta(seconds=1),
        }

    @api.model
    def _national_calendar(self):
        """Return the calendar of the official holidays; none while it is not loaded."""
        calendar = self.env.ref(
            "cluster_committee.resource_calendar_national", raise_if_not_found=False
        )
        return calendar or self.env["resource.calendar"]

    def _is_national(self):
        return bool(self.calendar_id) and self.calendar_id == self._national_calendar()

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def _prepare_create_values(self, vals_list):
        # rather than create(): apps for leaves change there the hours that they find,
        # and compute the company after us
        national = self._national_calendar()
        prepared = [self._with_whole_days(vals, national) for vals in vals_list]
        return super()._prepare_create_values(prepared)

    @api.model
    def _with_whole_days(self, vals, national):
        vals = dict(vals)
        if day := vals.pop("holiday_on", None):
            days = vals.pop("holiday_days", 0) or 1
            vals |= self._whole_days(fields.Date.to_date(day), days)
            vals.setdefault("calendar_id", national.id)
        if national and vals.get("calendar_id") == national.id:
            vals["company_id"] = False
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves.calendar_id._rebuild_days()
        return leaves

    def write(self, vals):
        before = self.calendar_id
        moves = "calendar_id" in vals
        official = self.filtered(lambda leave: moves and leave._is_national())
        result = super().write(vals)
        if moves:
            # who may enter official holidays makes them days off of nobody else
            official.check_access("write")
            national = self.filtered(lambda leave: leave._is_national())
            # what an app that was installed later computed
            national.filtered("company_id").company_id = False
        if not {"calendar_id", "date_from", "date_to"}.isdisjoint(vals):
            (before | self.calendar_id)._rebuild_days()
        return result

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars._rebuild_days()
        return result


class ResourceCalendarAttendance(models.Model):
    """The working hours of a week; a province's own week may differ."""

    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        attendances = super().create(vals_list)
        attendances.calendar_id._rebuild_days()
        return attendances

    def write(self, vals):
        result = super().write(vals)
        if not {"calendar_id", "dayofweek"}.isdisjoint(vals):
            self.calendar_id._rebuild_days()
        return result

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars._rebuild_days()
        return result
