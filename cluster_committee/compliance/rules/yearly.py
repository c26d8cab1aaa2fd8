"""What is due once in a Jalali year: the plan of its meetings (4-4-2), the priorities
(4-3-3) and the forecast of funds (4-3-4)."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..engine.common_tables import NATIONAL, edition_on

_lt = LazyTranslate(__name__)

# each committee in each Jalali year in which it existed and was monitored
COMMITTEE_YEAR = """
    committee_year AS (
        SELECT c.*, y.year, y.starts_on, y.ends_on
          FROM committee c
          JOIN year y ON y.kind = 'jalali'
           AND y.ends_on >= GREATEST(c.formed_on, c.since)
    )"""


class CommitteeRuleMeetingPlan(models.AbstractModel):
    """The CEO proposes number and dates of the year's meetings (4-4-2); until when is
    policy.

    A committee that was formed after that day owes the first plan in the next year.
    """

    _name = "committee.rule.meeting.plan"
    _inherit = "committee.rule"
    _description = "Yearly Meeting Plan"

    _code = "meeting_plan"
    _clause = "C4-4-2a"
    _nature = "policy"
    _label = _lt("Plan of the year's meetings proposed")
    _advice = _lt("Propose the number and the dates of this year's meetings.")
    _levels = {2: 0}
    _evidence = "committee.meeting.plan"
    _with = COMMITTEE_YEAR
    _demand = {
        "period": "c.year",
        "opens_on": "c.starts_on",
        "warns_on": "due.day - 30",
        "due_on": "due.day",
        "lost_on": "c.ends_on + 1",
        "met_on": "p.proposed_on",
        "evidence_id": "p.id",
    }
    _from = f"""
        committee_year c
        LEFT JOIN (
            SELECT plan.id, plan.committee_id, plan.jalali_year,
                   -- opened again and proposed anew, it was proposed all the same
                   LEAST(plan.proposed_on, min(a."on")) AS proposed_on
              FROM committee_meeting_plan plan
         LEFT JOIN workflow_act a ON a.res_model = 'committee.meeting.plan'
               AND a.res_id = plan.id AND a.verb = 'propose'
          GROUP BY plan.id) p ON p.committee_id = c.id AND p.jalali_year = c.year
        JOIN {edition_on("p.proposed_on", "c.ends_on")}
        JOIN LATERAL (
            SELECT d.day + LEAST(e.plan_due_day, d.month_length) - 1 AS day
              FROM committee_calendar_day d
             WHERE d.calendar_id = {NATIONAL} AND d.jalali_year = c.year
               AND d.month_index = c.year * 12 + e.plan_due_month - 1
               AND d.day_of_month = 1) due ON c.formed_on <= due.day"""


class CommitteeRulePriorities(models.AbstractModel):
    """The priorities of the year are approved, by a signed resolution of a meeting that
    was held in it (4-3-3); from when their lack is warned of is policy (A21).

    A committee that is formed after that day owes the first list in the next year.
    """

    _name = "committee.rule.priorities"
    _inherit = "committee.rule"
    _description = "Priorities of the Year"

    _code = "priorities"
    _actor = "committee"
    _clause = "C4-3-3"
    _label = _lt("Priorities of the year approved")
    _advice = _lt("Have the committee approve the priorities of this year.")
    _levels = {1: "warns", 2: "lost", 4: "lost"}
    _evidence = "committee.priority.list"
    _decided = """
    decided AS (
        SELECT DISTINCT ON (l.committee_id, l.jalali_year) l.committee_id,
               l.jalali_year, l.id, l.decided_on, l.approved_on
          FROM {table} l
          JOIN committee_resolution r ON r.id = l.resolution_id
          JOIN committee_meeting m ON m.id = r.meeting_id
               -- what was entered late decides once its scan stands (reading A32)
           AND NOT COALESCE(m.awaits_proof, FALSE)
         WHERE l.approved_on <= %(day)s
      ORDER BY l.committee_id, l.jalali_year, l.decided_on, l.id
    )"""
    _with = f"{COMMITTEE_YEAR},{_decided.format(table='committee_priority_list')}"
    _demand = {
        "period": "c.year",
        "opens_on": "c.starts_on",
        "warns_on": "CASE WHEN e.priority_before_year THEN c.starts_on"
        " ELSE warned.day END",
        "due_on": "CASE WHEN e.priority_before_year THEN c.starts_on - 1"
        " ELSE c.ends_on END",
        "lost_on": "c.ends_on + 1",
        "met_on": "CASE WHEN l.decided_on <= c.ends_on THEN l.approved_on END",
        "evidence_id": "l.id",
    }
    _from = f"""
        committee_year c
        LEFT JOIN decided l ON l.committee_id = c.id AND l.jalali_year = c.year
        JOIN {edition_on("l.approved_on", "c.ends_on")}
        JOIN committee_calendar_day warned
          ON warned.calendar_id = {NATIONAL} AND warned.day_of_month = 1
         AND warned.month_index = c.year * 12 + e.priority_warn_month - 1
         AND c.formed_on < warned.day"""


class CommitteeRuleForecast(models.AbstractModel):
    """The funds of the year are forecast (4-3-4). The clause gives no period: that it
    is the year, as with the priorities, is our reading (A22)."""

    _name = "committee.rule.forecast"
    _inherit = "committee.rule.priorities"
    _description = "Forecast of the Year"

    _code = "forecast"
    _actor = "committee"
    _clause = "C4-3-4"
    _nature = "policy"
    _label = _lt("Funds of the year forecast")
    _advice = _lt("Have the committee approve the forecast of this year's funds.")
    _levels = {1: "warns", 2: "lost"}
    _evidence = "committee.forecast"
    _with = (
        f"{COMMITTEE_YEAR},"
        f"{CommitteeRulePriorities._decided.format(table='committee_forecast')}"
    )
