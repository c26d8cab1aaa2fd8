import datetime as dt
from collections import defaultdict

import pytz

from odoo import api, models
from odoo.fields import Date, Domain
from odoo.tools import SQL

from .. import babel_gate, calendar_system, periods
from ..tools import jalali

# Set by what a screen calls; groups that the server counts for itself stay Gregorian
FOR_SCREEN = "jalali_periods"
MOMENTS = ("day", "hour")  # alike in both calendars, but for their label


class Base(models.AbstractModel):
    """Groups by Jalali month, season, year and week for whom sees that calendar.

    The groups partition the records, and the domain of a group finds as many records as
    the group counts. They apply where a screen requests groups; business code that
    calls `_read_group` still gets Gregorian ones.
    """

    _inherit = "base"

    # ------------------------------------------------------------
    # WHAT SCREENS CALL
    # ------------------------------------------------------------

    @api.model
    @api.readonly
    def formatted_read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        return super(Base, self._for_screen()).formatted_read_group(
            domain,
            groupby,
            aggregates,
            having=having,
            offset=offset,
            limit=limit,
            order=order,
        )

    @api.model
    @api.readonly
    def formatted_read_grouping_sets(
        self, domain, grouping_sets, aggregates=(), *, order=None
    ):
        return super(Base, self._for_screen()).formatted_read_grouping_sets(
            domain, grouping_sets, aggregates, order=order
        )

    @api.model
    @api.readonly
    def web_read_group(self, domain, groupby, *args, **kwargs):
        return super(Base, self._for_screen()).web_read_group(
            domain, groupby, *args, **kwargs
        )

    @api.model
    @api.readonly
    def read_progress_bar(self, domain, group_by, progress_bar):
        return super(Base, self._for_screen()).read_progress_bar(
            domain, group_by, progress_bar
        )

    @api.model
    @api.readonly
    def read_group(
        self, domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True
    ):
        return super(Base, self._for_screen()).read_group(
            domain, fields, groupby, offset, limit, orderby, lazy
        )

    def _for_screen(self):
        if calendar_system.is_jalali(self.env):
            return self.with_context(**{FOR_SCREEN: True})
        return self

    # ------------------------------------------------------------
    # GROUPS IN THE DATABASE
    # ------------------------------------------------------------

    def _read_group_groupby(self, alias, groupby_spec, query):
        period = self._find_period(groupby_spec)
        if not period or period.unit in MOMENTS:
            return super()._read_group_groupby(alias, groupby_spec, query)
        field = self._fields[period.path.partition(".")[0]]
        if field.type == "properties":
            day = super()._read_group_groupby(alias, f"{period.path}:day", query)
        else:
            # checks that the field may be read
            day = self._field_to_sql(alias, field.name, query)
            if field.type == "datetime":
                day = field.property_to_sql(day, "tz", self, alias, query)
        if field.type != "date":
            day = SQL("(%s)::date", day)
        start = self.env[calendar_system.MARKER]._get_sql_start(period.unit, day)
        return start if field.type == "date" else SQL("(%s)::timestamp", start)

    def _find_period(self, spec, default=None):
        """Return the `Period` of a groupby such as "date:month".

        None when it is another kind of groupby, when it follows a path to another model
        (which computes it itself), or when the groups are not for a Jalali user.

        :param default: the unit where none is given
        """
        if not self.env.context.get(FOR_SCREEN):
            return None
        path, _colon, unit = spec.partition(":")
        unit = unit or default
        if unit not in periods.UNITS and unit not in MOMENTS:
            return None
        name, _dot, rest = path.partition(".")
        kind = self._fields[name].type
        if kind == "properties" and rest:
            kind = self.get_property_definition(path).get("type")
        elif rest:
            return None
        return Period(self.env, path, kind, unit) if kind in Period.KINDS else None

    # ------------------------------------------------------------
    # LABELS AND DOMAINS OF GROUPS
    # ------------------------------------------------------------

    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        if period := self._find_period(groupby_spec):
            return period.format
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        return self._written_gregorian(formatter, groupby_spec)

    def _written_gregorian(self, formatter, spec):
        """Keep a Gregorian group from a Jalali label, which babel's gate would give."""
        unit = spec.partition(":")[2]
        if self.env.context.get(FOR_SCREEN) or not unit:
            return formatter

        def write(value):
            with babel_gate.gregorian():
                return formatter(value)

        return write

    def _read_group_format_result(self, rows_dict, lazy_groupby):
        # the older read_group: the same labels and domains, in another shape
        others = []
        for spec in lazy_groupby:
            period = self._find_period(spec, default="month")
            if period:
                period.format_rows(rows_dict, spec)
            else:
                others.append(spec)
        with babel_gate.gregorian():
            return super()._read_group_format_result(rows_dict, others)

    # ------------------------------------------------------------
    # EMPTY GROUPS IN BETWEEN
    # ------------------------------------------------------------

    @api.model
    def _web_read_group_fill_temporal(
        self,
        groups,
        groupby,
        aggregates,
        fill_from=False,
        fill_to=False,
        min_groups=False,
    ):
        period = self._find_period(groupby[0])
        if not period or period.unit in MOMENTS:
            return super()._web_read_group_fill_temporal(
                groups, groupby, aggregates, fill_from, fill_to, min_groups
            )
        empty = [self._read_group_empty_value(s) for s in (*groupby[1:], *aggregates)]
        return period.fill(
            groups,
            lambda group: group[0],
            lambda start: (start, *empty),
            (fill_from, fill_to, min_groups),
        )

    def _read_group_fill_temporal(
        self,
        data,
        groupby,
        annoted_aggregates,
        fill_from=False,
        fill_to=False,
        min_groups=False,
    ):
        period = self._find_period(groupby[0], default="month")
        if not period or period.unit in MOMENTS:
            return super()._read_group_fill_temporal(
                data, groupby, annoted_aggregates, fill_from, fill_to, min_groups
            )
        specs = {**annoted_aggregates, **{spec: spec for spec in groupby[1:]}}
        empty = {
            name: self._read_group_empty_value(spec) for name, spec in specs.items()
        }
        return period.fill(
            data,
            lambda row: row[groupby[0]],
            lambda start: {**empty, groupby[0]: start},
            (fill_from, fill_to, min_groups),
        )


class Period:
    """A groupby: the periods of one unit, of one date or datetime field."""

    KINDS = ("date", "datetime")

    def __init__(self, env, path, kind, unit):
        """:param path: the field, or "field.property"; :param kind: one of KINDS"""
        self.env, self.path, self.kind, self.unit = env, path, kind, unit
        tz = env.context.get("tz")
        # as in the database: without a time zone, and in properties, UTC
        local = "." not in path and tz in pytz.all_timezones_set
        self.tz = jalali.zone(tz) if local else dt.timezone.utc

    def format(self, value):
        """Return `((first moment, label), domain)` of a group, as the web client
        expects it.

        `value` is what the database gave: a date, or a local datetime without zone.
        """
        if not value:
            return False, [(self.path, "=", False)]
        start, end = self._bounds(value)
        if self.unit in MOMENTS:
            text = periods.label_moment(self.env, value, self.unit)
        else:
            text = periods.label(self.env, jalali.date_part(value), self.unit)
        return (start, text), self._domain(start, end)

    def format_rows(self, rows, spec):
        """Do the same for the rows of the older `read_group`."""
        for row in rows:
            value = row[spec]
            shown, domain = self.format(value)
            row["__domain"] &= Domain(domain)
            bounds = False
            if value:
                start, end = self._bounds(value)
                bounds = {"from": start, "to": end or False}
            row[spec] = shown and shown[1]
            row.setdefault("__range", {})[spec] = bounds

    def _bounds(self, value):
        """Return the first moment of a group and that of the next, as texts."""
        if self.unit == "hour":
            return self._as_text(value), self._as_text(value + dt.timedelta(hours=1))
        start = jalali.date_part(value)
        if self.unit == "day":
            return self._as_text(start), self._as_text(start + dt.timedelta(days=1))
        return (
            self._as_text(start),
            self._as_text(periods.start_of_next(start, self.unit)),
        )

    def _as_text(self, moment):
        """Return a local day or moment as domains have it: a moment is UTC."""
        if moment is None:
            return None
        # not Date.to_string, which leaves the zeros of the year 784 away
        if self.kind == "date":
            return jalali.date_part(moment).isoformat()
        if not isinstance(moment, dt.datetime):
            moment = dt.datetime.combine(moment, dt.time.min)
        if moment.date() != dt.date.min:  # no time zone can convert an earlier day
            moment = jalali.to_utc(moment, self.tz)
        return moment.isoformat(" ", "seconds")

    def _domain(self, start, end):
        if end is None:
            return [(self.path, ">=", start)]
        return ["&", (self.path, ">=", start), (self.path, "<", end)]

    def fill(self, groups, key_of, make_empty, wanted):
        """Return the groups with empty ones in between, those without a date last.

        :param key_of: function that returns the first day of a group
        :param make_empty: function that returns an empty group for its first day
        :param wanted: first day, last day, least number; each may be False
        """
        found = defaultdict(list)
        for group in groups:
            found[self._key(key_of(group))].append(group)
        without = found.pop(None, [])
        starts = {*found, *self._starts_to_fill(list(found), *wanted)}
        return [
            group
            for start in sorted(starts)
            for group in found.get(start) or [make_empty(self._value(start))]
        ] + without

    def _starts_to_fill(self, keys, first, last, least):
        known = [key for key in keys if key != periods.BEFORE]
        first = Date.to_date(first) or min(known, default=None)
        last = Date.to_date(last) or max(known, default=None)
        first, last = first or last, last or first
        if not first:
            return []
        if least:
            start = periods.start_of(first, self.unit)
            last = max(last, periods.steps_after(start, self.unit, least - 1))
        return periods.starts_between(first, last, self.unit)

    def _key(self, value):
        return jalali.date_part(value) if value else None

    def _value(self, start):
        """Return a first day in the form in which the database gives it."""
        if self.kind == "date" and "." not in self.path:
            return start
        return dt.datetime.combine(start, dt.time.min)
