from odoo import models
from odoo.tools import SQL

from .. import babel_gate, periods, smart_dates, surfaces


class JalaliPeriod(models.AbstractModel):
    """The periods of the Jalali calendar, known to the database.

    `web_jalali_start(months, day)` is the first day of the month (1), season (3), half
    year (6) or year (12) that holds a day. It looks the day up among the first days of
    all periods from 1200 to 1500, which PostgreSQL works out once for each query: the
    day is evaluated only once per row, which arithmetic could not do.

    Days outside of these years are no error: those before are put together under the
    first day of all, 0001-01-01, those after under the first day of the year 1501.
    """

    _name = "web_jalali.period"
    _description = "Period of the Jalali Calendar"

    def init(self):
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION web_jalali_starts(months integer)
            RETURNS date[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT array_agg(start ORDER BY start)
                  FROM (SELECT DATE '0001-01-01' AS start
                         UNION ALL
                        -- 1 Farvardin by the rule of 8 leap years in 33
                        SELECT DATE '0001-01-01' + 226894 + 365 * (y - 1)
                               + (8 * y + 21) / 33
                               + 31 * LEAST(m, 6) + 30 * GREATEST(m - 6, 0)
                          FROM generate_series(1200, 1500) y,
                               generate_series(0, 11, months) m
                         UNION ALL
                        SELECT DATE '2122-03-21') AS starts
            $$;
            CREATE OR REPLACE FUNCTION web_jalali_start(months integer, day date)
            RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT (web_jalali_starts(months))
                       [width_bucket(day, web_jalali_starts(months))]
            $$;
            """
        )

    def _register_hook(self):
        super()._register_hook()
        surfaces.check(self.env.registry)
        babel_gate.install()
        smart_dates.install()

    def _get_sql_start(self, unit, day):
        """Return the SQL of the first day of the period that holds a SQL date.

        :param unit: month, quarter, half_year, year or week (from Saturday)
        """
        if unit == "week":
            # PostgreSQL's weeks begin on Monday, two days after Saturday; Python has no
            # year before 1, and GREATEST would make a day of none
            return SQL(
                "date_larger((date_trunc('week', %s::timestamp + INTERVAL '2 DAY')"
                " - INTERVAL '2 DAY')::date, DATE '0001-01-01')",
                day,
            )
        return SQL("web_jalali_start(%s, %s)", periods.MONTHS_IN[unit], day)
