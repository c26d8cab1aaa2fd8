"""Clauses 4-2 and 4-2-a: every statutory seat is filled, by a decree that the
Governor's deputy signed and that has not run out."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.meeting_queries import SIGNATORY, signed_validly, was_seat
from ...lib.tenures import sat
from ..engine.common_tables import edition_on, months_after

_lt = LazyTranslate(__name__)


# tenures until the day: who sat on a seat, from when, and who came after
TENURE = f"""
    tenure AS (
        SELECT t.id, t.seat_id, t.committee_id, t.company_id, t.partner_id, t.letter_id,
               t.date_from, t.date_to, t.state, t.end_reason, c.since, c.calendar_id,
               s.role, s.statutory, s.decree_required, s.closed_on,
               lead(t.id) OVER later AS next_id,
               lead(t.date_from) OVER later AS next_from
          FROM committee_member t
          JOIN committee c ON c.id = t.committee_id
          JOIN committee_seat s ON s.id = t.seat_id AND {was_seat("s")}
         WHERE {sat("t")} AND t.date_from <= %(day)s
        WINDOW later AS (PARTITION BY t.seat_id ORDER BY t.date_from, t.id)
    )"""

# the times in which a statutory seat was vacant: after each tenure that ended, and from
# the formation on where nobody ever sat; a seat that opened later from then on. A
# closed one is empty no longer: the one in its place is
EMPTY = f"""{TENURE},
    empty AS (
        SELECT t.seat_id, t.committee_id, t.company_id, t.since, t.role,
               t.date_to + 1 AS empty_from,
               COALESCE(t.next_from, t.closed_on + 1) AS filled_on, t.next_id
          FROM tenure t
         WHERE t.statutory AND t.date_to < %(day)s
           AND COALESCE(t.next_from, t.closed_on + 1) IS DISTINCT FROM t.date_to + 1
         UNION ALL
        SELECT s.id, c.id, c.company_id, c.since, s.role, start.day,
               COALESCE(first.date_from, s.closed_on + 1), first.id
          FROM committee c
          JOIN committee_seat s
            ON s.committee_id = c.id AND s.statutory AND {was_seat("s")}
          JOIN LATERAL (
               SELECT GREATEST(c.formed_on, s.opened_on) AS day
               ) start ON start.day <= %(day)s
     LEFT JOIN LATERAL (
               SELECT t.id, t.date_from FROM committee_member t
                WHERE t.seat_id = s.id AND {sat("t")}
             ORDER BY t.date_from, t.id LIMIT 1) first ON TRUE
         WHERE COALESCE(first.date_from, 'infinity') > start.day
    )"""


class CommitteeRuleMemberSeat(models.AbstractModel):
    """The seven named bodies have their member on the committee (4-2).

    A seat whose holder left may stay empty for a while until the new decree; how long
    is policy (reading A8).
    """

    _name = "committee.rule.member.seat"
    _inherit = "committee.rule"
    _description = "Seats of the Member Bodies"

    _code = "member_seat"
    _actor = "chair"
    _lasts = True
    _clause = "C4-2"
    _label = _lt("Statutory seat filled")
    _advice = _lt("Propose the decree of a new member for this seat.")
    # the chair issues the decree: he is reminded once the grace is over (reading A34)
    _levels = {1: "warns", 2: 0, 3: 1, 4: "escalates"}
    _subject = "committee.seat"
    _evidence = "committee.member"
    _with = EMPTY
    _of = "v"
    _demand = {
        "subject_id": "v.seat_id",
        "period": "v.empty_from",
        "opens_on": "v.empty_from",
        "warns_on": "v.empty_from",
        "due_on": "v.empty_from + e.decree_grace_days",
        "escalates_on": "v.empty_from + e.vacancy_national_days + 1",
        "met_on": "v.filled_on",
        "evidence_id": "v.next_id",
    }
    _empty = f"""
        empty v
        JOIN {edition_on("v.filled_on")} AND v.role = """
    _from = f"{_empty}'member'"


class CommitteeRuleChairSeat(models.AbstractModel):
    """The Governor's planning deputy chairs the committee (4-2)."""

    _name = "committee.rule.chair.seat"
    _inherit = "committee.rule.member.seat"
    _description = "Seat of the Chair"

    _code = "chair_seat"
    _actor = "governorate"
    _lasts = True
    _label = _lt("Chair of the committee filled")
    _advice = _lt("Record who chairs the committee.")
    _levels = {2: "warns", 4: 1}
    _from = f"{CommitteeRuleMemberSeat._empty}'chair'"


class CommitteeRuleSecretarySeat(models.AbstractModel):
    """The CEO of the provincial company is the secretary (4-2)."""

    _name = "committee.rule.secretary.seat"
    _inherit = "committee.rule.member.seat"
    _description = "Seat of the Secretary"

    _code = "secretary_seat"
    _actor = "supervisor"
    _lasts = True
    _label = _lt("Secretary of the committee filled")
    _advice = _lt("Propose the decree of the new secretary.")
    _levels = {1: "warns", 3: 1, 4: 1}
    _from = f"{CommitteeRuleMemberSeat._empty}'secretary'"


class CommitteeRuleDecree(models.AbstractModel):
    """Who sits by decree has one, signed by the chair of its day (4-2-a)."""

    _name = "committee.rule.decree"
    _inherit = "committee.rule"
    _description = "Decree of a Member"

    _code = "decree"
    _actor = "chair"
    _lasts = True
    _clause = "C4-2-a"
    _label = _lt("Decree issued by the Governor's deputy")
    _advice = _lt("Have a decree issued under the signature of the chair.")
    _levels = {1: 0, 2: 0, 3: 7}
    _subject = "committee.member"
    _evidence = "committee.letter"
    _with = f"{TENURE},{SIGNATORY}"
    _of = "t"
    _demand = {
        "opens_on": "t.date_from",
        "due_on": "t.date_from",
        "met_on": "decree.letter_date",
        "evidence_id": "decree.id",
    }
    _from = f"""
        tenure t
        LEFT JOIN LATERAL (
            SELECT l.id, l.letter_date
              FROM committee_letter l
              JOIN {signed_validly("l")}
             WHERE l.id = t.letter_id AND l.state != 'draft'
             LIMIT 1) decree ON TRUE
        WHERE t.decree_required
          AND (t.date_to IS NULL OR t.date_to >= %(day)s OR decree.id IS NOT NULL)"""


class CommitteeRuleDecreeTerm(models.AbstractModel):
    """A decree that runs out is renewed in time; its term is policy (reading A7)."""

    _name = "committee.rule.decree.term"
    _inherit = "committee.rule"
    _description = "Term of a Decree"

    _code = "decree_term"
    _actor = "chair"
    _lasts = True
    _clause = "C4-2-a"
    _nature = "policy"
    _label = _lt("Decree renewed before it expires")
    _advice = _lt("Propose a new decree before this one expires.")
    _levels = {1: "warns", 2: 0, 3: 7}
    _subject = _evidence = "committee.member"
    _with = TENURE
    _of = "t"
    _demand = {
        "opens_on": "t.date_from",
        "warns_on": "term.ends_on - e.decree_grace_days",
        "due_on": "term.ends_on",
        "met_on": "t.next_from",
        "evidence_id": "t.next_id",
    }
    # what ended by a step, or ran out and left the seat empty, is no longer renewed
    _from = f"""
        tenure t
        JOIN {edition_on("t.next_from")}
        JOIN {
        months_after(
            "t.date_from", "GREATEST(e.decree_term_months, 1)", "t.calendar_id"
        )
    }
        JOIN LATERAL (
            SELECT LEAST(t.date_to,
                         CASE WHEN e.decree_term_months > 0 THEN due.day END) AS ends_on
            ) term ON term.ends_on IS NOT NULL
        WHERE t.decree_required AND COALESCE(t.end_reason, 'expired') = 'expired'
          AND (t.date_to IS NULL OR t.date_to >= %(day)s
               OR t.next_from = t.date_to + 1)"""
