"""What is due once in a Jalali year: the plan of its meetings (4-4-2)."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from .words import NATIONAL, edition_on

_lt = LazyTranslate(__name__)

# each committee in each Jalali year in which it stood and was watched
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
        LEFT JOIN committee_meeting_plan p
          ON p.committee_id = c.id AND p.jalali_year = c.year
        JOIN {edition_on("p.proposed_on", "c.ends_on")}
        JOIN LATERAL (
            SELECT d.day + LEAST(e.plan_due_day, d.month_length) - 1 AS day
              FROM committee_calendar_day d
             WHERE d.calendar_id = {NATIONAL} AND d.jalali_year = c.year
               AND d.month_index = c.year * 12 + e.plan_due_month - 1
               AND d.day_of_month = 1) due ON c.formed_on <= due.day"""
