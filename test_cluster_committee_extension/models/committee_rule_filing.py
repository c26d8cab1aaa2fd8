from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.cluster_committee.compliance.engine.common_tables import (
    edition_on,
    limit_after,
)

_lt = LazyTranslate(__name__)


class CommitteeRuleFiling(models.AbstractModel):
    """The original of signed minutes is filed soon after the chair has signed it."""

    _name = "committee.rule.filing"
    _inherit = "committee.rule"
    _description = "Original of the Minutes Filed"

    _code = "filing"
    _actor = "secretariat"
    _clause = "C4-4-4a"
    _nature = "policy"
    _label = _lt("Original of the minutes filed")
    _advice = _lt("Give the signed original to the archivist.")
    _levels = {0: "warns", 1: 0, 2: 7}
    _subject = _evidence = "committee.meeting"
    _of = "m"
    _demand = {
        "opens_on": "m.chair_signed_on",
        "warns_on": "due.day - 2",
        "due_on": "due.day",
        "met_on": "original.filed_on",
        "evidence_id": "m.id",
    }
    _from = f"""
        meeting m
        JOIN committee_meeting original ON original.id = m.id
        JOIN {edition_on("original.filed_on")} AND m.chair_signed_on <= %(day)s
        JOIN {limit_after("m.chair_signed_on", "5", "m.calendar_id")}"""
