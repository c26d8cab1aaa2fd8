"""Clause 4-4-2: how the dates of a year's plan would count, computed by the expressions
of the rules on the cadence, so that a plan and its findings never disagree."""

from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from .cadence import COUNTS_AGAIN, FIRST_DUE_ON, NEXT_DUE_ON, interval_after

# the planned and the held days of each plan, walked in order like the meetings of a
# committee; how each would count beside those before it
PLANNED = f"""
    WITH RECURSIVE plan AS (
        SELECT *
          FROM unnest(%(plans)s::int[], %(calendars)s::int[], %(editions)s::int[],
                      %(formed)s::date[])
               AS p(id, calendar_id, edition_id, formed_on)
    ),
    dated AS MATERIALIZED (
        SELECT d.plan_id, d.day, lag(d.day) OVER earlier AS last_on
          FROM (SELECT DISTINCT *
                  FROM unnest(%(of)s::int[], %(days)s::date[]) AS d(plan_id, day)) d
        WINDOW earlier AS (PARTITION BY d.plan_id ORDER BY d.day)
    ),
    walked AS (
        SELECT c.id AS plan_id, c.calendar_id, c.edition_id, d.day AS held_on
          FROM plan c
          JOIN dated d ON d.plan_id = c.id AND d.last_on IS NULL
         UNION ALL
        SELECT w.plan_id, w.calendar_id, w.edition_id, next.day
          FROM walked w
          JOIN committee_procedure_edition e ON e.id = w.edition_id
          JOIN {COUNTS_AGAIN} ON TRUE
          JOIN LATERAL (
               SELECT d.day FROM dated d
                WHERE d.plan_id = w.plan_id AND d.day >= again.day
             ORDER BY d.day LIMIT 1) next ON TRUE
    ),
    counting AS (
        SELECT w.plan_id, w.held_on, again.day - w.held_on AS least
          FROM walked w
          JOIN committee_procedure_edition e ON e.id = w.edition_id
          JOIN {COUNTS_AGAIN} ON TRUE
    )
    SELECT d.plan_id, d.day, before.held_on AS before, before.least,
           EXISTS (SELECT 1 FROM counting w
                    WHERE w.plan_id = d.plan_id AND w.held_on = d.day) AS is_countable,
           CASE WHEN d.last_on IS NULL THEN {FIRST_DUE_ON}
                ELSE next.due_on END AS due_on
      FROM plan c
      JOIN dated d ON d.plan_id = c.id
      JOIN committee_procedure_edition e ON e.id = c.edition_id
 LEFT JOIN LATERAL (
           SELECT w.held_on, w.least FROM counting w
            WHERE w.plan_id = d.plan_id AND w.held_on < d.day
         ORDER BY w.held_on DESC LIMIT 1) before ON TRUE
 LEFT JOIN LATERAL (
           SELECT {NEXT_DUE_ON} AS due_on
             FROM (SELECT 1) one
             JOIN {interval_after("d.last_on", "c.calendar_id")}) next ON TRUE
"""


class CommitteeMeetingPlan(models.Model):
    """How the open days of a plan would count for the cadence (4-4-2)."""

    _inherit = "committee.meeting.plan"

    def _open_days(self):
        """The days of the plan on which no meeting was held yet."""
        lines = self.line_ids.filtered(lambda line: not line.meeting_id.held_on)
        return lines.filtered("day").mapped("day")


class CommitteeMeetingPlanLine(models.Model):
    """The dates of a plan are judged as meetings on them would be."""

    _inherit = "committee.meeting.plan.line"

    def _judged_days(self, held):
        judged = super()._judged_days(held)
        national = self.env.ref("cluster_committee.resource_calendar_national")
        # a plan that is being typed has no number of its own
        plans = list(self.grouped("plan_id").items())
        known = [plan.committee_id._origin for plan, _lines in plans]
        held = defaultdict(list, held)
        dated = [
            (number, day)
            for number, (plan, lines) in enumerate(plans)
            for day in [*plan._open_days(), *lines.mapped("day"), *held[known[number]]]
        ]
        rows = self.env.execute_query_dict(
            SQL(
                PLANNED,
                plans=list(range(len(plans))),
                calendars=[
                    (committee.company_id.committee_calendar_id or national).id
                    for committee in known
                ],
                editions=[plan._edition().id or None for plan, _lines in plans],
                formed=[committee.formed_on or None for committee in known],
                of=[number for number, _day in dated],
                days=[day for _number, day in dated],
            )
        )
        found = {(row["plan_id"], row["day"]): row for row in rows}
        for number, (_plan, lines) in enumerate(plans):
            for line in lines:
                if row := found.get((number, line.day)):
                    judged[line] = row
        return judged
