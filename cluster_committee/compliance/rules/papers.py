"""Clauses 4-4-3 and 4-4-4: the agenda is approved before the invitation; the minutes
are recorded, dispatched under the chair's signature and copied to the organisation."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.meeting_queries import DISPATCH_BODIES
from ..engine.common_tables import edition_on, limit_after
from .invitations import SIGNED

_lt = LazyTranslate(__name__)


class CommitteeRuleAgenda(models.AbstractModel):
    """The agenda is approved by the deputy before he invites (4-4-3)."""

    _name = "committee.rule.agenda"
    _inherit = "committee.rule"
    _description = "Agenda Approved"

    _code = "agenda"
    _actor = "chair"
    _clause = "C4-4-3"
    _label = _lt("Agenda approved before the invitation")
    _advice = _lt("Have the proposed agenda approved by the chair.")
    _levels = {0: "warns", 3: 0}
    _subject = _evidence = "committee.meeting"
    _with = """
    proposed AS (
        SELECT m.id, m.committee_id, m.company_id, c.since, m.agenda_proposed_on,
               m.agenda_approved_on, m.planned_on, m.held_on,
               LEAST(CASE WHEN m.invited_on <= %(day)s THEN m.invited_on END,
                     CASE WHEN m.held_on <= %(day)s THEN m.held_on END) AS needed_on
          FROM committee_meeting m
          JOIN committee c ON c.id = m.committee_id
         WHERE m.agenda_proposed_on <= %(day)s OR m.held_on <= %(day)s
    )"""
    _of = "m"
    _demand = {
        "opens_on": "LEAST(m.agenda_proposed_on, m.held_on)",
        "warns_on": "COALESCE(m.needed_on, m.planned_on - e.notice_min_days) - 7",
        "due_on": "COALESCE(m.needed_on, m.planned_on - e.notice_min_days)",
        "lost_on": "m.needed_on",
        "met_on": "CASE WHEN m.agenda_approved_on"
        " <= COALESCE(m.needed_on, m.agenda_approved_on)"
        " THEN m.agenda_approved_on END",
        "evidence_id": "m.id",
    }
    _from = f"""
        proposed m
        JOIN {edition_on("m.agenda_approved_on", "m.needed_on")}
        WHERE NOT EXISTS (
              SELECT 1 FROM workflow_act a
               WHERE a.res_model = 'committee.meeting' AND a.res_id = m.id
                 AND a.verb = 'cancel' AND a."on" <= %(day)s)"""


class CommitteeRuleLateItem(models.AbstractModel):
    """What is added to an approved agenda has its own approval (4-4-3)."""

    _name = "committee.rule.late.item"
    _inherit = "committee.rule"
    _description = "Late Item Approved"

    _code = "late_item"
    _actor = "chair"
    _clause = "C4-4-3"
    _label = _lt("Late agenda item approved by the chair")
    _advice = _lt("Have the late item approved by the chair.")
    _levels = {0: 0, 3: 0}
    _subject = _evidence = "committee.agenda.item"
    _of = "i"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "m.held_on",
        "met_on": "i.approved_on",
        "since": "m.since",
        "evidence_id": "i.id",
    }
    _from = "meeting m JOIN committee_agenda_item i ON i.meeting_id = m.id AND i.late"


class CommitteeRuleMinutes(models.AbstractModel):
    """The company records the minutes (4-4-4); in what time is policy (A16)."""

    _name = "committee.rule.minutes"
    _inherit = "committee.rule"
    _description = "Minutes Recorded"

    _code = "minutes"
    _clause = "C4-4-4a"
    _nature = "policy"
    _label = _lt("Minutes recorded in time")
    _advice = _lt("Record the minutes of the meeting.")
    _levels = {0: "warns", 1: 0, 2: "escalates"}
    _immediate = frozenset({2})
    _subject = _evidence = "committee.meeting"
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "warns_on": "due.day - 2",
        "due_on": "due.day",
        # the escalation comes at once, ten working days after the meeting
        "escalates_on": "far.day",
        "met_on": "m.recorded_on",
        "evidence_id": "m.id",
    }
    _from = f"""
        meeting m
        JOIN {edition_on("m.recorded_on")}
        JOIN {limit_after("m.held_on", "e.minutes_working_days", "m.calendar_id")}
        JOIN {
        limit_after(
            "m.held_on", "GREATEST(10, e.minutes_working_days)", "m.calendar_id", "far"
        )
    }"""


# the bodies that a dispatch must reach, and the first valid letter
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
    )"""


class CommitteeRuleDispatch(models.AbstractModel):
    """The decisions go out by the deputy's official letter (4-4-4); in what time after
    the minutes is policy."""

    _name = "committee.rule.dispatch"
    _inherit = "committee.rule"
    _description = "Resolutions Dispatched"

    _code = "dispatch"
    _actor = "chair"
    _clause = "C4-4-4b"
    _nature = "policy"
    _label = _lt("Resolutions dispatched in time")
    _advice = _lt("Dispatch the resolutions by the official letter of the chair.")
    _levels = {1: 0, 2: 0, 3: 7, 4: 30}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = DISPATCH
    _of = "m"
    _demand = {
        "opens_on": "m.recorded_on",
        "warns_on": "due.day - 3",
        "due_on": "due.day",
        "met_on": "l.letter_date",
        "evidence_id": "l.id",
    }
    _from = f"""
        meeting m
        LEFT JOIN dispatch l ON l.meeting_id = m.id
        JOIN {edition_on("l.letter_date")} AND m.recorded_on <= %(day)s
        JOIN {
        limit_after("m.recorded_on", "e.dispatch_working_days", "m.calendar_id")
    }"""


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
        SELECT l.meeting_id, r.partner_id, min(l.letter_date) AS day,
               (array_agg(l.id ORDER BY l.letter_date, l.id))[1] AS letter_id
          FROM signed l
          JOIN committee_letter_recipient r ON r.letter_id = l.id
         WHERE l.kind = 'dispatch'
      GROUP BY l.meeting_id, r.partner_id
    )"""
    _of = "m"
    _demand = {
        "subject_id": "b.partner_id",
        "period": "m.id",
        "opens_on": "l.letter_date",
        "due_on": "l.letter_date",
        "met_on": "r.day",
        "evidence_id": "r.letter_id",
    }
    _from = """
        meeting m
        JOIN dispatch l ON l.meeting_id = m.id
        JOIN body b ON b.meeting_id = m.id
        LEFT JOIN reached r ON r.meeting_id = m.id AND r.partner_id = b.partner_id
        WHERE r.day IS DISTINCT FROM l.letter_date"""


class CommitteeRuleNationalCopy(models.AbstractModel):
    """The company sends the organisation a copy of the minutes (4-4-4); in what time
    after they are recorded is policy (reading A18)."""

    _name = "committee.rule.national.copy"
    _inherit = "committee.rule"
    _description = "National Copy Sent"

    _code = "national_copy"
    _clause = "C4-4-4c"
    _nature = "policy"
    _label = _lt("Copy sent to the national organisation in time")
    _advice = _lt("Send the national organisation a copy of the minutes.")
    _levels = {1: 0, 2: 0, 4: 1}
    _subject = _evidence = "committee.meeting"
    _with = DISPATCH
    _of = "m"
    _demand = {
        "opens_on": "clock.starts_on",
        "warns_on": "due.day - 3",
        "due_on": "due.day",
        "met_on": "m.national_copy_on",
        "evidence_id": "m.id",
    }
    _from = f"""
        meeting m
        LEFT JOIN dispatch l ON l.meeting_id = m.id
        JOIN {edition_on("m.national_copy_on")}
        JOIN LATERAL (
            SELECT CASE WHEN e.copy_after_dispatch THEN l.letter_date
                   ELSE m.recorded_on END AS starts_on) clock
          ON clock.starts_on <= %(day)s
        JOIN {limit_after("clock.starts_on", "e.copy_working_days", "m.calendar_id")}"""
