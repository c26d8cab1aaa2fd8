"""Clause 4-3-5: high-level supervision. What was resolved is reviewed, and done."""

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# the times in which a part was reported as done: it may have been opened again
DONE = """
    finished AS (
        SELECT step.task_id, step.from_on, step.until_on
          FROM (SELECT a.res_id AS task_id, a.verb, a."on" AS from_on,
                       COALESCE(lead(a."on") OVER later, 'infinity') AS until_on
                  FROM workflow_act a
                 WHERE a.res_model = 'committee.resolution.task'
                   AND a.verb IN ('finish', 'reopen')
                WINDOW later AS (PARTITION BY a.res_id ORDER BY a."on", a.id)) step
         WHERE step.verb = 'finish'
         UNION ALL
        SELECT t.id, t.done_on, 'infinity'  -- what was entered as done already
          FROM committee_resolution_task t
         WHERE t.done_on IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM workflow_act a
                WHERE a.res_model = 'committee.resolution.task' AND a.res_id = t.id
                  AND a.verb = 'finish')
    )"""


class CommitteeRuleTask(models.AbstractModel):
    """A body does its part of a resolution by the deadline that was set (4-4-4)."""

    _name = "committee.rule.task"
    _inherit = "committee.rule"
    _description = "Resolution Carried Out"

    _code = "task"
    _actor = "bodies"
    _clause = "C4-4-4b"
    _label = _lt("Resolution carried out in time")
    _advice = _lt("Ask the body for the result, and report it.")
    _levels = {0: "warns", 1: 0, 2: 30}
    _subject = _evidence = "committee.resolution.task"
    # the deadline of the day: an extension counts from its own day on
    _with = f"""{DONE},
    anew AS (
        SELECT DISTINCT x.task_id
          FROM committee_deadline_extension x WHERE x."on" <= %(day)s
    ),
    extended AS (
        SELECT DISTINCT ON (x.task_id) x.task_id, x.old_deadline
          FROM committee_deadline_extension x
         WHERE x."on" > %(day)s
      ORDER BY x.task_id, x."on", x.id
    )"""
    _of = "t"
    _demand = {
        "since": "m.since",
        # a new deadline is a new finding
        "period": "CASE WHEN anew.task_id IS NULL THEN ''"
        " ELSE COALESCE(x.old_deadline, t.deadline)::varchar END",
        "opens_on": "t.dispatched_on",
        "warns_on": "COALESCE(x.old_deadline, t.deadline) - 7",
        "due_on": "COALESCE(x.old_deadline, t.deadline)",
        "met_on": "done.from_on",
        "evidence_id": "t.id",
    }
    _from = """
        meeting m
        JOIN committee_resolution_task t ON t.meeting_id = m.id
         AND t.dispatched_on <= %(day)s AND t.deadline IS NOT NULL
         AND (t.withdrawn_on IS NULL OR t.withdrawn_on > %(day)s)
        LEFT JOIN finished done ON done.task_id = t.id
          AND done.from_on <= %(day)s AND done.until_on > %(day)s
        LEFT JOIN anew ON anew.task_id = t.id
        LEFT JOIN extended x ON x.task_id = t.id"""


class CommitteeRuleReview(models.AbstractModel):
    """Each meeting reviews what was resolved before and is still open (4-3-5); it is
    only warned of."""

    _name = "committee.rule.review"
    _inherit = "committee.rule"
    _description = "Open Resolutions Reviewed"

    _code = "review"
    _actor = "secretariat"
    _clause = "C4-3-5"
    _nature = "policy"
    _label = _lt("Open resolutions reviewed at the meeting")
    _advice = _lt("Put the follow-up of resolutions on the next agenda.")
    _levels = {1: "lost"}
    _subject = "committee.meeting"
    _evidence = "committee.agenda.item"
    _with = f"""{DONE},
    reviewed AS (
        SELECT DISTINCT ON (m.id) m.id, i.id AS item_id
          FROM meeting m
          JOIN committee_agenda_item i ON i.meeting_id = m.id
          JOIN committee_procedure_clause duty
            ON duty.id = i.duty_id AND duty.code = 'C4-3-5'
         WHERE i.approved_on <= %(day)s
      ORDER BY m.id, i.id
    ),
    running AS (
        SELECT m.id, count(*)::int AS tasks
          FROM meeting m
          JOIN committee_resolution_task t ON t.committee_id = m.committee_id
           AND t.dispatched_on < m.held_on
           AND NOT EXISTS (
               SELECT 1 FROM finished done
                WHERE done.task_id = t.id AND done.from_on <= m.held_on
                  AND done.until_on > m.held_on)
           AND (t.withdrawn_on IS NULL OR t.withdrawn_on > m.held_on)
      GROUP BY m.id
    )"""
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "m.held_on",
        "lost_on": "m.held_on",
        "met_on": "CASE WHEN reviewed.id IS NOT NULL THEN m.held_on END",
        "measure": "running.tasks",
        "evidence_id": "reviewed.item_id",
        "force": "'soft'",
    }
    _from = """
        meeting m
        JOIN running ON running.id = m.id
        LEFT JOIN reviewed ON reviewed.id = m.id"""
