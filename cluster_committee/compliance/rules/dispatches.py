"""Clause 4-4-4: the decisions are dispatched under the chair's signature to all
bodies, and the minutes are copied to the national organisation."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.day_queries import limit_after
from ...lib.meeting_queries import DISPATCH_BODIES
from ..engine.common_tables import edition_on
from .invitations import PROVEN, SIGNED
from .papers import RECORDING, made_at_all

_lt = LazyTranslate(__name__)

# the bodies that a dispatch must reach; the first valid letter, and the first one that
# had left to all of its recipients
DISPATCH = f"""{SIGNED},
    sending AS (
        SELECT m.id, m.committee_id, m.held_on AS day, e.dispatch_to
          FROM meeting m
     LEFT JOIN {edition_on("m.held_on")}
    ),
    body AS ({DISPATCH_BODIES}),
    dispatch AS (
        SELECT DISTINCT ON (l.meeting_id) l.meeting_id, l.id, l.letter_date
          FROM signed l WHERE l.kind = 'dispatch'
      ORDER BY l.meeting_id, l.letter_date, l.id
    ),
    left_dispatch AS (
        SELECT DISTINCT ON (l.meeting_id) l.meeting_id, l.id, l.sent_on
          FROM signed l WHERE l.kind = 'dispatch' AND l.sent_on IS NOT NULL
      ORDER BY l.meeting_id, l.sent_on, l.id
    )"""

# the first valid dispatch of each meeting that left, and when it is due: its time runs
# from the earlier of the recording of the minutes and the day on which that was due
DISPATCHING = f"""{DISPATCH},{RECORDING},
    dispatching AS (
        SELECT m.*, l.id AS letter_id, l.sent_on AS dispatched_on,
               due.day AS dispatch_due_on
          FROM recording m
     LEFT JOIN left_dispatch l ON l.meeting_id = m.id
          JOIN {edition_on("l.sent_on")}
          JOIN {
    limit_after("m.papers_from", "e.dispatch_working_days", "m.calendar_id")
}
    )"""

# when the national copy is due, which the edition counts from the minutes or from the
# earlier of the dispatch and its due day
COPYING = f"""{DISPATCHING},
    copied AS (
        SELECT l.meeting_id, min(l.sent_on) AS sent_on
          FROM committee_letter l
         WHERE l.kind = 'national_copy' AND l.sent_on <= %(day)s
           AND {PROVEN}
      GROUP BY l.meeting_id
    ),
    copying AS (
        SELECT m.*, clock.starts_on AS copy_from, due.day AS copy_due_on,
               copied.sent_on AS copied_on
          FROM dispatching m
     LEFT JOIN copied ON copied.meeting_id = m.id
          JOIN {edition_on("copied.sent_on")}
          JOIN LATERAL (
               SELECT CASE WHEN e.copy_after_dispatch
                      THEN LEAST(m.dispatched_on, m.dispatch_due_on)
                      ELSE m.papers_from END AS starts_on) clock ON TRUE
          JOIN {limit_after("clock.starts_on", "e.copy_working_days", "m.calendar_id")}
    )"""


class CommitteeRuleDispatch(models.AbstractModel):
    """The decisions go out by the deputy's official letter (4-4-4); in what time is
    policy, and runs whether the minutes were recorded or not."""

    _name = "committee.rule.dispatch"
    _inherit = "committee.rule"
    _description = "Resolutions Dispatched in Time"

    _code = "dispatch"
    _actor = "chair"
    _clause = "C4-4-4b"
    _nature = "policy"
    _label = _lt("Resolutions dispatched in time")
    _advice = _lt("Dispatch the resolutions by the official letter of the chair.")
    _levels = {1: 0, 2: 0, 3: 7, 4: 30}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = DISPATCHING
    _of = "m"
    _demand = {
        "opens_on": "m.papers_from",
        "warns_on": "m.dispatch_due_on - 3",
        "due_on": "m.dispatch_due_on",
        "met_on": "m.dispatched_on",
        "evidence_id": "m.letter_id",
    }
    _from = "dispatching m"


class CommitteeRuleDispatchMade(models.AbstractModel):
    """The decisions go out by the deputy's official letter (4-4-4): those that were
    never dispatched so go against the text (reading A31)."""

    _name = "committee.rule.dispatch.made"
    _inherit = "committee.rule"
    _description = "Resolutions Dispatched"

    _code = "dispatch_made"
    _actor = "chair"
    _clause = "C4-4-4b"
    _label = _lt("Resolutions dispatched")
    _advice = _lt("Dispatch the resolutions by the official letter of the chair.")
    _levels = {1: 0, 2: 0, 3: 0, 4: 1}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = DISPATCHING
    _of = "m"
    _demand = made_at_all(CommitteeRuleDispatch._demand, "m", "m.dispatch_due_on")
    _from = "dispatching m WHERE m.dispatch_due_on >= m.since"


class CommitteeRuleDispatchSignature(models.AbstractModel):
    """It is the deputy who signs the dispatch, or whom he delegated it to in writing
    (4-4-4, reading A12); nobody else in his place."""

    _name = "committee.rule.dispatch.signature"
    _inherit = "committee.rule"
    _description = "Dispatch Signed by the Chair"

    _code = "dispatch_signature"
    _actor = "chair"
    _clause = "C4-4-4b"
    _label = _lt("Dispatch signed by the Governor's deputy")
    _advice = _lt("Dispatch the resolutions again under the signature of the chair.")
    _levels = {1: 0, 2: 0, 3: 7, 4: 30}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = f"""{DISPATCH},
    sent AS (
        SELECT l.meeting_id, min(l.letter_date) AS first_on
          FROM committee_letter l
         WHERE l.kind = 'dispatch' AND l.state != 'draft' AND l.letter_date <= %(day)s
      GROUP BY l.meeting_id
    )"""
    _of = "m"
    _demand = {
        "opens_on": "s.first_on",
        "due_on": "s.first_on",
        "met_on": "l.letter_date",
        "evidence_id": "l.id",
    }
    _from = """
        meeting m
        JOIN sent s ON s.meeting_id = m.id
        LEFT JOIN dispatch l ON l.meeting_id = m.id"""


class CommitteeRuleDispatchRecipients(models.AbstractModel):
    """The dispatch reaches every member body and every body with a task (4-4-4); a body
    that the first letter left out has a finding of its own."""

    _name = "committee.rule.dispatch.recipients"
    _inherit = "committee.rule"
    _description = "Dispatch Sent to All Bodies"

    _code = "dispatch_recipients"
    _actor = "chair"
    _clause = "C4-4-4b"
    _label = _lt("Dispatch sent to the body")
    _advice = _lt("Send the dispatch letter to the body that was left out.")
    _levels = {1: 0, 2: 0, 3: 7, 4: 30}
    _subject = "res.partner"
    _evidence = "committee.letter"
    _with = f"""{DISPATCH},
    reached AS (
        SELECT l.meeting_id, r.partner_id, min(r.sent_on) AS day,
               (array_agg(l.id ORDER BY r.sent_on, l.id))[1] AS letter_id
          FROM signed l
          JOIN committee_letter_recipient r ON r.letter_id = l.id
         WHERE l.kind = 'dispatch' AND r.sent_on <= %(day)s
      GROUP BY l.meeting_id, r.partner_id
    )"""
    _of = "m"
    _demand = {
        "subject_id": "b.partner_id",
        "period": "m.id",
        "opens_on": "l.sent_on",
        "due_on": "l.sent_on",
        "met_on": "r.day",
        "evidence_id": "r.letter_id",
    }
    _from = """
        meeting m
        JOIN left_dispatch l ON l.meeting_id = m.id
        JOIN body b ON b.meeting_id = m.id
        LEFT JOIN reached r ON r.meeting_id = m.id AND r.partner_id = b.partner_id
        WHERE COALESCE(r.day, 'infinity') > l.sent_on"""


class CommitteeRuleNationalCopy(models.AbstractModel):
    """The company sends the organisation a copy of the minutes (4-4-4); in what time is
    policy (reading A18), and runs whether they were recorded or not."""

    _name = "committee.rule.national.copy"
    _inherit = "committee.rule"
    _description = "National Copy Sent in Time"

    _code = "national_copy"
    _clause = "C4-4-4c"
    _nature = "policy"
    _label = _lt("Copy sent to the national organisation in time")
    _advice = _lt("Send the national organisation a copy of the minutes.")
    _levels = {1: 0, 2: 0, 4: 1}
    _subject = _evidence = "committee.meeting"
    _with = COPYING
    _of = "m"
    _demand = {
        "opens_on": "m.copy_from",
        "warns_on": "m.copy_due_on - 3",
        "due_on": "m.copy_due_on",
        "met_on": "m.copied_on",
        "evidence_id": "m.id",
    }
    _from = "copying m"


class CommitteeRuleNationalCopyMade(models.AbstractModel):
    """The company sends the organisation a copy of the minutes (4-4-4): one that was
    never sent goes against the text (reading A31)."""

    _name = "committee.rule.national.copy.made"
    _inherit = "committee.rule"
    _description = "National Copy Sent"

    _code = "national_copy_made"
    _clause = "C4-4-4c"
    _label = _lt("Copy sent to the national organisation")
    _advice = _lt("Send the national organisation a copy of the minutes.")
    _levels = {1: 0, 2: 0, 4: 1}
    _subject = _evidence = "committee.meeting"
    _with = COPYING
    _of = "m"
    _demand = made_at_all(CommitteeRuleNationalCopy._demand, "m", "m.copy_due_on")
    _from = "copying m WHERE m.copy_due_on >= m.since"
