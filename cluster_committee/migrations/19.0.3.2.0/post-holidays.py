"""What apps for leaves, and we among them, made wrong in days off: official holidays
that were moved by the hours of a time zone, or belong to one company; days off of other
calendars that lost their company; holidays that an uninstallation left to everybody."""

from odoo import SUPERUSER_ID, api

from odoo.addons.cluster_committee.models.working_days.resource_calendar import (
    FIRST_YEAR,
    FIXED_HOLIDAYS,
    LAST_YEAR,
)
from odoo.addons.web_jalali.tools import jalali

# whole days that begin at another hour: the next midnight of Tehran, before or after
WHOLE_DAYS = """
    UPDATE resource_calendar_leaves l
       SET date_from = right_day.first, date_to = right_day.after - interval '1 second'
      FROM (
        SELECT id,
               date_trunc('day', (date_from AT TIME ZONE 'UTC'
                   AT TIME ZONE 'Asia/Tehran')
                   + interval '12 hours') AT TIME ZONE 'Asia/Tehran'
                   AT TIME ZONE 'UTC' AS first,
               date_trunc('day', ((date_to + interval '1 second') AT TIME ZONE 'UTC'
                   AT TIME ZONE 'Asia/Tehran')
                   + interval '12 hours') AT TIME ZONE 'Asia/Tehran'
                   AT TIME ZONE 'UTC' AS after
          FROM resource_calendar_leaves
      ) right_day
     WHERE right_day.id = l.id AND l.calendar_id = %(national)s
       AND l.resource_id IS NULL AND l.date_from != right_day.first
       -- a day has an hour more or less where summer time begins or ends
       AND abs(extract(epoch FROM (l.date_to - l.date_from)
                       - (right_day.after - right_day.first))) <= 3601
 RETURNING l.id
"""
OF_NO_COMPANY = """
    UPDATE resource_calendar_leaves SET company_id = NULL
     WHERE calendar_id = %(national)s AND company_id IS NOT NULL
"""
# as Odoo would have it: the company of whom it concerns, else of who entered it
OF_A_COMPANY = """
    UPDATE resource_calendar_leaves l
       SET company_id = COALESCE(r.company_id, u.company_id)
      FROM resource_calendar_leaves o
      JOIN resource_calendar c ON c.id = o.calendar_id AND c.company_id IS NULL
 LEFT JOIN resource_resource r ON r.id = o.resource_id
 LEFT JOIN res_users u ON u.id = o.create_uid
     WHERE o.id = l.id AND l.company_id IS NULL AND l.calendar_id != %(national)s
"""
LEFT_BEHIND = """
    SELECT l.id FROM resource_calendar_leaves l
      JOIN unnest(%(names)s, %(days)s::date[]) fixed(name, day)
        ON fixed.name = l.name
       AND fixed.day = ((l.date_from AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tehran')
                        + interval '12 hours')::date
     WHERE l.calendar_id IS NULL AND l.company_id IS NULL AND l.resource_id IS NULL
"""
OF_THE_OWNER = (
    "[('resource_id', '=', False), ('calendar_id', 'in',"
    " user.env['resource.calendar.leaves']._national_calendar().ids)]"
)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    national = env.ref(
        "cluster_committee.resource_calendar_national", raise_if_not_found=False
    )
    if not national:
        return
    env.flush_all()
    cr.execute(WHOLE_DAYS, {"national": national.id})
    moved = [leave for (leave,) in cr.fetchall()]
    cr.execute(OF_NO_COMPANY, {"national": national.id})
    cr.execute(OF_A_COMPANY, {"national": national.id})
    cr.execute(LEFT_BEHIND, _fixed_holidays())
    left = [leave for (leave,) in cr.fetchall()]
    env.invalidate_all()
    leaves = env["resource.calendar.leaves"]
    leaves.browse(left).unlink()
    for name in ("holiday_on", "holiday_days", "jalali_year"):
        env.add_to_compute(leaves._fields[name], leaves.browse(moved))
    leaves.flush_model()
    _renew_rule(env)
    if moved:
        env["committee.calendar.day"]._rebuild()


def _fixed_holidays():
    rows = [
        (name, jalali.to_gregorian(year, month, day))
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for month, day, _days, name in FIXED_HOLIDAYS
    ]
    return {"names": [name for name, _day in rows], "days": [day for _n, day in rows]}


def _renew_rule(env):
    """The owner enters days off of the national calendar alone; an upgrade leaves a
    rule as it is."""
    rule = env.ref("cluster_committee.resource_calendar_leaves_rule_owner", False)
    if rule:
        rule.domain_force = OF_THE_OWNER
