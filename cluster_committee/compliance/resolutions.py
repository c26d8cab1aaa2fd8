"""Clause 4-3-5: high-level supervision. What was resolved is reviewed, and done."""

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class CommitteeRuleTask(models.AbstractModel):
    """A body does its part of a resolution by the deadline that was set (4-4-4)."""

    _name = "committee.rule.task"
    _inherit = "committee.rule"
    _description = "Resolution Carried Out"

    _code = "task"
    _clause = "C4-4-4b"
    _label = _lt("Resolution carried out in time")
    _advice = _lt("Ask the body for the result, and report it.")
    _levels = {0: "warns", 1: 0, 2: 30}
    _subject = _evidence = "committee.resolution.task"
    _of = "t"
    _demand = {
        "since": "m.since",
        "opens_on": "t.dispatched_on",
        "warns_on": "t.deadline - 7",
        "due_on": "t.deadline",
        "met_on": "t.done_on",
        "evidence_id": "t.id",
    }
    _from = """
        meeting m
        JOIN committee_resolution_task t ON t.meeting_id = m.id
         AND t.dispatched_on <= %(day)s AND t.deadline IS NOT NULL
       WHERE t.withdrawn_by_id IS NULL"""
