"""Clauses 4-2-b and 4-4-1: meetings are held upon the deputy's official invitation, and
the members come."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.meeting_queries import SIGNATORY, invites_before, signed_validly
from ..engine.common_tables import edition_on, limit_after

_lt = LazyTranslate(__name__)

# letters of meetings that were issued under the signature of the chair of their day, or
# of whom he delegated them to
SIGNED = f"""{SIGNATORY},
    signed AS NOT MATERIALIZED (
        SELECT l.id, l.meeting_id, l.kind, l.letter_date
          FROM committee_letter l
          JOIN {signed_validly("l")}
         WHERE l.state != 'draft' AND l.letter_date <= %(day)s
    )"""

# the first valid invitation to each meeting, dated before it
INVITED = f"""{SIGNED},
    invited AS (
        SELECT DISTINCT ON (m.id) m.id AS meeting_id, l.id, l.letter_date
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


class CommitteeRuleInvitedMembers(models.AbstractModel):
    """Every member who sits on the day of the meeting was invited to it (4-2-b)."""

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
        SELECT m.id AS meeting_id, i.id, i.letter_date, count(*)::int AS members,
               count(r.id)::int AS reached
          FROM meeting m
          JOIN invited i ON i.meeting_id = m.id
          JOIN committee_attendance a
            ON a.meeting_id = m.id AND a.active AND a.is_member
     LEFT JOIN committee_letter_recipient r
            ON r.letter_id = i.id AND r.partner_id = a.partner_id
      GROUP BY m.id, i.id, i.letter_date
    )"""
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "m.held_on",
        "lost_on": "m.held_on",
        "met_on": "CASE WHEN a.reached = a.members THEN a.letter_date END",
        "measure": "a.reached",
        "target": "a.members",
        "evidence_id": "a.id",
    }
    _from = "meeting m JOIN addressed a ON a.meeting_id = m.id"


class CommitteeRuleNotice(models.AbstractModel):
    """The invitation leaves the members time; how much is policy (reading A13)."""

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
        "met_on": "CASE WHEN i.letter_date <= m.held_on - e.notice_min_days"
        " THEN i.letter_date END",
        "measure": "m.held_on - i.letter_date",
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
