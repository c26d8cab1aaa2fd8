"""Clauses 4-2-b and 4-4-1: meetings are held upon the deputy's official invitation, and
the members come."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.day_queries import limit_after
from ...lib.meeting_queries import SIGNATORY, invites_before, signed_validly
from ..engine.common_tables import edition_on

_lt = LazyTranslate(__name__)

# letters of meetings that were issued under the signature of the chair of their day, or
# of whom he delegated them to; and the day on which they had left to all recipients;
# what was entered late counts once its scan stands (reading A32)
PROVEN = """NOT (l.kind IN ('dispatch', 'national_copy')
           AND COALESCE(l.awaits_proof, FALSE))"""
SIGNED = f"""{SIGNATORY},
    signed AS NOT MATERIALIZED (
        SELECT l.id, l.meeting_id, l.kind, l.letter_date,
               CASE WHEN l.sent_on <= %(day)s THEN l.sent_on END AS sent_on
          FROM committee_letter l
          JOIN {signed_validly("l")}
         WHERE l.state != 'draft' AND l.letter_date <= %(day)s
           AND {PROVEN}
    )"""

# the first valid invitation to each meeting, dated before it
INVITED = f"""{SIGNED},
    invited AS (
        SELECT DISTINCT ON (m.id) m.id AS meeting_id, l.id, l.letter_date, l.sent_on
          FROM meeting m
          JOIN signed l ON {invites_before("m", "l")}
      ORDER BY m.id, l.letter_date DESC, l.id DESC
    )"""


class CommitteeRuleInvitation(models.AbstractModel):
    """A meeting is held upon an invitation of the deputy, dated before it (4-4-1)."""

    _name = "committee.rule.invitation"
    _inherit = "committee.rule"
    _description = "Official Invitation"

    _code = "invitation"
    _actor = "chair"
    _clause = "C4-4-1"
    _label = _lt("Official invitation before the meeting")
    _advice = _lt(
        "The meeting was held without the deputy's official invitation and does not"
        " count: hold the next one upon his invitation."
    )
    _levels = {1: "lost", 3: "lost"}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = INVITED
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "m.held_on",
        "lost_on": "m.held_on",
        "met_on": "i.letter_date",
        "evidence_id": "i.id",
    }
    _from = "meeting m LEFT JOIN invited i ON i.meeting_id = m.id"


class CommitteeRuleUnresolvedMeeting(models.AbstractModel):
    """Of a meeting that was invited it is said what became of it: it was held, or
    postponed or cancelled (4-4-1); until when is policy.

    Each invitation has its own: a meeting that was postponed is invited anew.
    """

    _name = "committee.rule.unresolved.meeting"
    _inherit = "committee.rule"
    _description = "Invited Meeting Accounted For"

    _code = "unresolved_meeting"
    _actor = "secretariat"
    _clause = "C4-4-1"
    _nature = "policy"
    _label = _lt("Invited meeting accounted for")
    _advice = _lt("Record the meeting as held, postpone it or cancel it.")
    _levels = {0: "warns", 1: 0, 2: 0, 4: 30}
    _subject = _evidence = "committee.meeting"
    # the day it was invited to, as it was then; and the first step that ended it
    _with = """
    asked AS (
        SELECT DISTINCT ON (m.id, a.planned_on) m.id, m.committee_id, c.company_id,
               c.since, c.calendar_id, a.planned_on, step."on" AS resolved_on
          FROM committee_meeting m
          JOIN committee c ON c.id = m.committee_id
          JOIN workflow_act a ON a.res_model = 'committee.meeting' AND a.res_id = m.id
           AND a.verb = 'invite' AND a."on" <= %(day)s AND a.planned_on <= %(day)s
     LEFT JOIN LATERAL (
               SELECT b."on" FROM workflow_act b
                WHERE b.res_model = a.res_model AND b.res_id = m.id AND b.id > a.id
                  AND b.verb IN ('hold', 'postpone', 'cancel')
             ORDER BY b.id LIMIT 1) step ON TRUE
         WHERE COALESCE(step."on", 'infinity') >= a.planned_on
      ORDER BY m.id, a.planned_on, a.id DESC
    )"""
    _of = "m"
    _demand = {
        "period": "m.planned_on",
        "opens_on": "m.planned_on",
        "warns_on": "m.planned_on + 1",
        "due_on": "due.day",
        "met_on": "m.resolved_on",
        "evidence_id": "m.id",
    }
    _from = f"""
        asked m
        JOIN {edition_on("m.resolved_on")}
        JOIN {
        limit_after("m.planned_on", "e.unresolved_meeting_days", "m.calendar_id")
    }"""


class CommitteeRuleInvitedMembers(models.AbstractModel):
    """Every member who sits on the day of the meeting was invited to it (4-2-b): the
    letter left to him before."""

    _name = "committee.rule.invited.members"
    _inherit = "committee.rule"
    _description = "All Members Invited"

    _code = "invited_members"
    _actor = "secretariat"
    _clause = "C4-2-b"
    _label = _lt("Every member invited")
    _advice = _lt(
        "A member got no invitation to this meeting: see that he gets the next."
    )
    _levels = {1: "lost"}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = f"""{INVITED},
    addressed AS (
        SELECT m.id AS meeting_id, i.id, count(*)::int AS members,
               count(r.id)::int AS reached, max(r.sent_on) AS reached_on
          FROM meeting m
          JOIN invited i ON i.meeting_id = m.id
          JOIN committee_attendance a
            ON a.meeting_id = m.id AND a.active AND a.is_member
     LEFT JOIN committee_letter_recipient r
            ON r.letter_id = i.id AND r.partner_id = a.partner_id
           AND r.sent_on < m.held_on
      GROUP BY m.id, i.id
    )"""
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "m.held_on",
        "lost_on": "m.held_on",
        "met_on": "CASE WHEN a.reached = a.members THEN a.reached_on END",
        "measure": "a.reached",
        "target": "a.members",
        "evidence_id": "a.id",
    }
    _from = "meeting m JOIN addressed a ON a.meeting_id = m.id"


class CommitteeRuleNotice(models.AbstractModel):
    """The invitation leaves the members time: from the day on which it left to all of
    them. How much is policy (reading A13)."""

    _name = "committee.rule.notice"
    _inherit = "committee.rule"
    _description = "Notice of a Meeting"

    _code = "notice"
    _actor = "secretariat"
    _clause = "C4-4-1"
    _nature = "policy"
    _label = _lt("Invitation sent in good time")
    _advice = _lt("Send the next invitation earlier.")
    _levels = {0: "lost", 1: "lost"}
    _subject = "committee.meeting"
    _evidence = "committee.letter"
    _with = INVITED
    _of = "m"
    _demand = {
        "opens_on": "i.letter_date",
        "due_on": "m.held_on - e.notice_min_days",
        "lost_on": "m.held_on",
        "met_on": "CASE WHEN i.sent_on <= m.held_on - e.notice_min_days"
        " THEN i.sent_on END",
        "measure": "m.held_on - i.sent_on",
        "target": "e.notice_min_days",
        "evidence_id": "i.id",
    }
    _from = f"""
        meeting m
        JOIN invited i ON i.meeting_id = m.id
        JOIN {edition_on("m.held_on")}"""


class CommitteeRuleAttendance(models.AbstractModel):
    """Who came to a meeting is written down (4-2-b), with the minutes."""

    _name = "committee.rule.attendance"
    _inherit = "committee.rule"
    _description = "Attendance Recorded"

    _code = "attendance"
    _actor = "secretariat"
    _clause = "C4-2-b"
    _nature = "policy"
    _label = _lt("Attendance recorded")
    _advice = _lt("Mark who was present, represented, excused or absent.")
    _levels = {0: 0}
    _subject = _evidence = "committee.meeting"
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "due.day",
        "met_on": "m.recorded_on",
        "evidence_id": "m.id",
    }
    _from = f"""
        meeting m
        JOIN {edition_on("m.recorded_on")}
        JOIN {limit_after("m.held_on", "e.minutes_working_days", "m.calendar_id")}"""


class CommitteeRuleAbsence(models.AbstractModel):
    """A body that stays away from one meeting after the other is written to (4-2-b).

    Excused absences neither count nor interrupt. How many in a row is policy.
    """

    _name = "committee.rule.absence"
    _inherit = "committee.rule"
    _description = "Absences in a Row"

    _code = "absence"
    _actor = "bodies"
    _clause = "C4-2-b"
    _nature = "policy"
    _label = _lt("Member body attends the meetings")
    _advice = _lt("Write to the body that stays away from the meetings.")
    _levels = {1: "warns", 3: 0}
    _subject = "committee.seat"
    _evidence = "committee.meeting"
    _with = """
    presence AS (
        SELECT a.seat_id, m.id AS meeting_id, m.committee_id, m.company_id, m.since,
               m.held_on, a.presence = 'absent' AS away,
               count(*) FILTER (WHERE a.presence != 'absent') OVER later AS came_before
          FROM meeting m
          JOIN committee_attendance a
            ON a.meeting_id = m.id AND a.active AND a.is_member
         WHERE a.presence IN ('present', 'represented', 'absent')
           AND m.recorded_on <= %(day)s
        WINDOW later AS (PARTITION BY a.seat_id ORDER BY m.held_on, m.id)
    ),
    missed AS (
        SELECT p.seat_id, p.committee_id, p.company_id, p.since,
               min(p.held_on) AS first_on,
               array_agg(p.held_on ORDER BY p.held_on) AS days, count(*)::int AS times,
               came.held_on AS came_on, came.meeting_id
          FROM presence p
     LEFT JOIN presence came ON came.seat_id = p.seat_id AND NOT came.away
           AND came.came_before = p.came_before + 1
         WHERE p.away
      GROUP BY p.seat_id, p.committee_id, p.company_id, p.since, p.came_before,
               came.held_on, came.meeting_id
    )"""
    _of = "a"
    _demand = {
        "subject_id": "a.seat_id",
        "period": "a.first_on",
        "opens_on": "a.first_on",
        "warns_on": "a.first_on",
        "due_on": "a.days[e.absence_alert_count]",
        "met_on": "a.came_on",
        "measure": "a.times",
        "target": "e.absence_alert_count",
        "evidence_id": "a.meeting_id",
    }
    _from = f"missed a JOIN {edition_on('a.came_on')}"
