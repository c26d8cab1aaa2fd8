"""Clauses 4-4-3 and 4-4-4: the agenda is approved before the invitation, and the
minutes are recorded."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.day_queries import days_late, limit_after, year_after
from ..engine.common_tables import edition_on

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
    # as it was on the day: an agenda that is returned is proposed again, and a meeting
    # that is moved has another day and another invitation
    _with = """
    dated AS (
        SELECT a.res_id AS meeting_id,
               min(a."on") FILTER (WHERE a.verb = 'propose_agenda') AS proposed_on,
               (array_agg(a.planned_on ORDER BY a."on", a.id)
                   FILTER (WHERE a."on" > %(day)s AND a.planned_on IS NOT NULL))[1]
                   AS planned_on,
               (array_agg(CASE a.verb WHEN 'invite' THEN a."on" END
                          ORDER BY a."on" DESC, a.id DESC)
                   FILTER (WHERE a.verb IN ('invite', 'postpone')
                             AND a."on" <= %(day)s))[1] AS invited_on
          FROM workflow_act a
          JOIN committee_meeting m ON m.id = a.res_id
          JOIN committee c ON c.id = m.committee_id
         WHERE a.res_model = 'committee.meeting'
      GROUP BY a.res_id
    ),
    scheduled AS (
        SELECT m.id, m.committee_id, m.company_id, c.since, m.agenda_approved_on,
               m.held_on, COALESCE(d.proposed_on, m.agenda_proposed_on) AS proposed_on,
               COALESCE(d.planned_on, m.planned_on) AS planned_on,
               CASE WHEN d.meeting_id IS NULL THEN m.invited_on
                    ELSE d.invited_on END AS invited_on
          FROM committee_meeting m
          JOIN committee c ON c.id = m.committee_id
     LEFT JOIN dated d ON d.meeting_id = m.id
    ),
    proposed AS (
        SELECT m.*, LEAST(CASE WHEN m.invited_on <= %(day)s THEN m.invited_on END,
                          CASE WHEN m.held_on <= %(day)s THEN m.held_on END)
                        AS needed_on
          FROM scheduled m
         WHERE m.proposed_on <= %(day)s OR m.held_on <= %(day)s
    )"""
    _of = "m"
    _demand = {
        "opens_on": "LEAST(m.proposed_on, m.held_on)",
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


# when the minutes of each meeting are due (`due_on`); from when the time for dispatch
# and copy runs, whether they were recorded or not (`papers_from`, reading A31); and by
# when papers that are late are made at all (`made_by`): the next meeting or 1 Farvardin
RECORDING = f"""
    recording AS (
        SELECT m.*, due.day AS due_on, LEAST(m.recorded_on, due.day) AS papers_from,
               LEAST(m.next_on, {year_after("m.held_on", "m.calendar_id")}) AS made_by
          FROM (SELECT m.*, lead(m.held_on) OVER (
                       PARTITION BY m.committee_id ORDER BY m.held_on, m.id) AS next_on
                  FROM meeting m) m
          JOIN {edition_on("m.recorded_on")}
          JOIN {limit_after("m.held_on", "e.minutes_working_days", "m.calendar_id")}
    )"""


def made_at_all(demand, of, due):
    """The dated facts of the rule that a paper is made at all, of those of the rule
    that it is made in time (reading A31): the text names no day, so that it is broken
    once the policy's day is over, and the next meeting was held or the year ended.

    It opens when it is met, or with the first late day. What was due before the watch
    began is not asked for.

    :param demand: `_demand` of the rule of the policy
    :param of: the table with `made_by`
    :param due: the due day of the policy (SQL)
    """
    return {
        **{name: demand[name] for name in ("met_on", "evidence_id")},
        "opens_on": f"LEAST({demand['met_on']}, {due} + 1)",
        "due_on": f"GREATEST({due}, {of}.made_by)",
    }


class CommitteeRuleMinutes(models.AbstractModel):
    """The company records the minutes in time (4-4-4), which is policy (A16)."""

    _name = "committee.rule.minutes"
    _inherit = "committee.rule"
    _description = "Minutes Recorded in Time"

    _code = "minutes"
    _clause = "C4-4-4a"
    _nature = "policy"
    _label = _lt("Minutes recorded in time")
    _advice = _lt("Record the minutes of the meeting.")
    _levels = {0: "warns", 1: 0, 2: "escalates"}
    _immediate = frozenset({2})
    _subject = _evidence = "committee.meeting"
    _with = RECORDING
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "warns_on": "m.due_on - 2",
        "due_on": "m.due_on",
        # the escalation comes at once, ten working days after the meeting
        "escalates_on": "far.day",
        "met_on": "m.recorded_on",
        "measure": days_late("m.due_on", "m.recorded_on", "m.calendar_id"),
        "evidence_id": "m.id",
    }
    _from = f"""
        recording m
        JOIN {edition_on("m.recorded_on")}
        JOIN {
        limit_after(
            "m.held_on", "GREATEST(10, e.minutes_working_days)", "m.calendar_id", "far"
        )
    }"""


class CommitteeRuleMinutesMade(models.AbstractModel):
    """The company records the minutes (4-4-4): minutes that were never recorded go
    against the text (reading A31)."""

    _name = "committee.rule.minutes.made"
    _inherit = "committee.rule"
    _description = "Minutes Recorded"

    _code = "minutes_made"
    _clause = "C4-4-4a"
    _label = _lt("Minutes recorded")
    _advice = _lt("Record the minutes of the meeting.")
    _levels = {1: 0, 2: 0, 4: 1}
    _subject = _evidence = "committee.meeting"
    _with = RECORDING
    _of = "m"
    _demand = made_at_all(CommitteeRuleMinutes._demand, "m", "m.due_on")
    _from = "recording m WHERE m.due_on >= m.since"
