from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali, persian

# the years whose days are known: from the first edition's time on, and far ahead
FIRST_YEAR, LAST_YEAR = 1385, 1450


class CommitteeCalendarDay(models.Model):
    """One day of one working calendar, in numbers: the how manieth working day it is,
    and its place in the Jalali calendar. With it "ten working days after" and "six
    months after" are joins.

    The national calendar has its week from the edition in force (`weekly_rest`), so
    that the week of a past day is known; a province's own calendar has its own week.
    Holidays are the days off of the calendar, and those of the national one.
    """

    _name = "committee.calendar.day"
    _inherit = ["workflow.record.mixin"]
    _description = "Calendar Day"
    _order = "calendar_id, day"
    _rec_name = "day"
    _duplicable = False

    calendar_id = fields.Many2one(
        comodel_name="resource.calendar",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    day = fields.Date(required=True, readonly=True)
    working = fields.Boolean(readonly=True)
    ordinal = fields.Integer(
        readonly=True,
        help="Working days of the calendar until this day.",
        aggregator=None,
    )
    next_working_on = fields.Date(readonly=True)
    jalali_year = fields.Integer(string="Year (Jalali)", readonly=True, aggregator=None)
    month_index = fields.Integer(
        readonly=True, help="The Jalali year times twelve and its months passed."
    )
    day_of_month = fields.Integer(readonly=True, aggregator=None)
    month_length = fields.Integer(readonly=True, aggregator=None)
    year_starts_on = fields.Date(readonly=True)
    year_ends_on = fields.Date(readonly=True)

    _once = models.Constraint(
        "UNIQUE (calendar_id, day)", "A day stands once in a calendar."
    )
    # not unique: within one statement two days change places
    _working_days = models.Index("(calendar_id, ordinal) WHERE working")
    _months = models.UniqueIndex("(calendar_id, month_index) WHERE day_of_month = 1")

    @api.model
    def _check_known(self, day):
        """:raises UserError: for a day that lies outside of the years known here"""
        if not FIRST_YEAR <= jalali.year(day) <= LAST_YEAR:
            in_persian = persian.is_persian(self.env)
            said = jalali.to_persian_digits if in_persian else str
            raise UserError(
                self.env._(
                    "How the committees stand is told for the Jalali years %(first)s to"
                    " %(last)s.",
                    first=said(str(FIRST_YEAR)),
                    last=said(str(LAST_YEAR)),
                )
            )

    @api.model
    def _working_day_after(self, day, days):
        """:return: the last of `days` working days after `day` (date), by the national
        calendar; the same day for none"""
        calendar = self.env.ref("cluster_committee.resource_calendar_national")
        found = self.env.execute_query(
            SQL(
                """SELECT CASE %(days)s WHEN 0 THEN one.day ELSE last.day END
                     FROM committee_calendar_day one
                LEFT JOIN committee_calendar_day last
                       ON last.calendar_id = one.calendar_id AND last.working
                      AND last.ordinal = one.ordinal + %(days)s
                    WHERE one.calendar_id = %(calendar)s AND one.day = %(day)s""",
                calendar=calendar.id,
                day=day,
                days=days,
            )
        )
        return found[0][0] if found else day

    @api.model
    def _rebuild(self, calendars=None):
        """Bring the days of `calendars` up to date, by default of all that are used;
        writes only the days that differ."""
        self.env.flush_all()
        national = self.env.ref("cluster_committee.resource_calendar_national")
        if calendars is None:
            # sudo: read which calendars the companies use
            companies = self.env["res.company"].sudo()
            with_own = [("committee_calendar_id", "!=", False)]
            calendars = national | companies.search(with_own).committee_calendar_id
        months = [
            (jalali.to_gregorian(y, m, 1), jalali.month_length(y, m), y, m)
            for y in range(FIRST_YEAR, LAST_YEAR + 1)
            for m in range(1, 13)
        ]
        for calendar in calendars:  # a handful at most, each one statement
            self.env.cr.execute(
                SQL(
                    REBUILD,
                    calendar=calendar.id,
                    national=national.id,
                    starts=[month[0] for month in months],
                    lengths=[month[1] for month in months],
                    years=[month[2] for month in months],
                    numbers=[month[3] for month in months],
                )
            )
        self.invalidate_model()


REBUILD = """
    WITH month AS (
        SELECT * FROM unnest(%(starts)s::date[], %(lengths)s::int[], %(years)s::int[],
                             %(numbers)s::int[]) AS m(starts_on, length, year, number)
    ),
    day AS (
        SELECT m.starts_on + n AS day, m.year,
               m.year * 12 + m.number - 1 AS month_index, n + 1 AS day_of_month,
               m.length,
               min(m.starts_on) OVER one AS year_starts_on,
               max(m.starts_on + m.length - 1) OVER one AS year_ends_on
          FROM month m, generate_series(0, m.length - 1) n
        WINDOW one AS (PARTITION BY m.year)
    ),
    off AS (
        SELECT l.date_from AT TIME ZONE 'UTC' AT TIME ZONE c.tz AS first,
               l.date_to AT TIME ZONE 'UTC' AT TIME ZONE c.tz AS last
          FROM resource_calendar_leaves l
          JOIN resource_calendar c ON c.id = l.calendar_id
         WHERE l.resource_id IS NULL AND l.time_type = 'leave'
           AND l.calendar_id IN (%(calendar)s, %(national)s)
    ),
    holiday AS (  -- a day whose noon is off
        SELECT DISTINCT noon::date AS day
          FROM off, generate_series(date_trunc('day', off.first) + interval '12 hours',
                                    off.last, interval '1 day') noon
         WHERE noon >= off.first
    ),
    known AS (
        SELECT d.*, holiday.day IS NULL AND CASE
               WHEN %(calendar)s != %(national)s THEN EXISTS (
                   SELECT 1 FROM resource_calendar_attendance a
                    WHERE a.calendar_id = %(calendar)s
                      AND a.dayofweek::int + 1 = extract(isodow FROM d.day))
               ELSE extract(isodow FROM d.day) != ALL (CASE e.weekly_rest
                   WHEN 'friday' THEN '{5}'::int[]
                   WHEN 'friday_saturday' THEN '{5,6}'::int[]
                   ELSE '{4,5}'::int[] END)
               END AS working
          FROM day d
     LEFT JOIN holiday ON holiday.day = d.day
     LEFT JOIN (committee_procedure_edition e
                JOIN committee_procedure p ON p.id = e.procedure_id AND p.governs)
            ON e.state NOT IN ('draft', 'withdrawn')
           AND d.day BETWEEN e.effective_from AND COALESCE(e.effective_to, 'infinity')
    )
    INSERT INTO committee_calendar_day AS old (
           calendar_id, day, working, ordinal, next_working_on, jalali_year,
           month_index, day_of_month, month_length, year_starts_on, year_ends_on)
    SELECT %(calendar)s, k.day, k.working,
           count(*) FILTER (WHERE k.working) OVER (ORDER BY k.day),
           min(k.day) FILTER (WHERE k.working) OVER (
               ORDER BY k.day ROWS BETWEEN CURRENT ROW AND 30 FOLLOWING),
           k.year, k.month_index, k.day_of_month, k.length, k.year_starts_on,
           k.year_ends_on
      FROM known k
    ON CONFLICT (calendar_id, day) DO UPDATE
       SET working = EXCLUDED.working, ordinal = EXCLUDED.ordinal,
           next_working_on = EXCLUDED.next_working_on
     WHERE (old.working, old.ordinal, old.next_working_on) IS DISTINCT FROM
           (EXCLUDED.working, EXCLUDED.ordinal, EXCLUDED.next_working_on)
"""
