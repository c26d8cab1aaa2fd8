"""Note 1: under the committee experts of the member bodies meet continuously, in the
company, and send their results to the committee to be tabled and approved."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ...lib.day_queries import limit_after
from ...lib.meeting_queries import was_seat
from ...lib.tenures import sat
from ..engine.common_tables import edition_on
from .cadence import FIRST_DUE_ON

_lt = LazyTranslate(__name__)

# the expert committees in being on the day, and their sessions until then
EXPERTS = """
    experts AS (
        SELECT x.id, c.id AS committee_id, c.company_id, c.since, c.calendar_id,
               x.formed_on, x.company_id = c.company_id AS in_company
          FROM committee_committee x
          JOIN committee c ON c.id = x.parent_id
         WHERE x.kind = 'expert' AND x.formed_on <= %(day)s
           AND (x.dissolved_on IS NULL OR x.dissolved_on > %(day)s)
    ),
    session AS (
        SELECT s.id, c.id AS committee_id, c.company_id, c.since, s.held_on
          FROM committee_meeting s
          JOIN committee_committee x ON x.id = s.committee_id AND x.kind = 'expert'
          JOIN committee c ON c.id = x.parent_id
         WHERE s.held_on <= %(day)s AND NOT COALESCE(s.awaits_proof, FALSE)
    )"""

SITS = "t.date_to IS NULL OR t.date_to >= %(day)s"


class CommitteeRuleSecretariat(models.AbstractModel):
    """The expert committee is set up, with its secretariat in the company; by when is
    policy: as soon as the first meeting is due."""

    _name = "committee.rule.secretariat"
    _inherit = "committee.rule"
    _description = "Expert Committee in the Company"

    _code = "secretariat"
    _lasts = True
    _clause = "N1-b"
    _nature = "policy"
    _label = _lt("Expert committee set up in the company")
    _advice = _lt("Set up the expert committee under the committee.")
    _levels = {1: 0}
    _evidence = "committee.committee"
    _with = EXPERTS
    _demand = {
        "opens_on": "c.formed_on",
        "warns_on": f"{FIRST_DUE_ON} - e.gap_warning_days",
        "due_on": FIRST_DUE_ON,
        "met_on": "x.formed_on",
        "evidence_id": "x.id",
    }
    _from = f"""
        committee c
        LEFT JOIN experts x ON x.committee_id = c.id AND x.in_company
        JOIN {edition_on("x.formed_on")}"""


class CommitteeRuleExpertBody(models.AbstractModel):
    """Each statutory member body has an expert on the expert committee; until when one
    who left is followed is policy."""

    _name = "committee.rule.expert.body"
    _inherit = "committee.rule"
    _description = "Expert of a Member Body"

    _code = "expert_body"
    _actor = "bodies"
    _lasts = True
    _clause = "N1-a"
    _label = _lt("Expert of the member body")
    _advice = _lt("Ask the member body to name its expert.")
    _levels = {0: "warns", 1: 0}
    _subject = "committee.seat"
    _evidence = "committee.member"
    _with = f"""{EXPERTS},
    expert AS (
        SELECT t.id, x.id AS experts_id, s.institution_id, t.date_from, t.date_to
          FROM experts x
          JOIN committee_seat s ON s.committee_id = x.id AND {was_seat("s")}
          JOIN committee_member t ON t.seat_id = s.id AND {sat("t")}
         WHERE t.date_from <= %(day)s
    ),
    represented AS (
        SELECT x.*, s.id AS seat_id,
               min(t.date_from) FILTER (WHERE {SITS}) AS sits_from,
               (array_agg(t.id ORDER BY t.date_from, t.id)
                   FILTER (WHERE {SITS}))[1] AS sitting_id,
               max(t.date_to + 1) FILTER (WHERE t.date_to < %(day)s) AS left_on
          FROM experts x
          JOIN committee_seat s ON s.committee_id = x.committee_id AND s.statutory
           AND {was_seat("s", "%(day)s::date")} AND s.institution_id IS NOT NULL
     LEFT JOIN expert t
            ON t.experts_id = x.id AND t.institution_id = s.institution_id
      GROUP BY x.id, x.committee_id, x.company_id, x.since, x.calendar_id, x.formed_on,
               x.in_company, s.id
    )"""
    _of = "b"
    _demand = {
        "subject_id": "b.seat_id",
        "opens_on": "b.formed_on",
        "warns_on": "empty.day",
        "due_on": "empty.day + e.decree_grace_days",
        "met_on": "b.sits_from",
        "evidence_id": "b.sitting_id",
    }
    _from = f"""
        represented b
        JOIN {edition_on("b.sits_from")}
        JOIN LATERAL (
            -- who came after another had left is measured from that day
            SELECT GREATEST(b.formed_on,
                            CASE WHEN b.left_on <= COALESCE(b.sits_from, 'infinity')
                                 THEN b.left_on END) AS day
            ) empty ON TRUE"""


class CommitteeRuleExpertGap(models.AbstractModel):
    """The experts meet continuously (note 1): how long apart at most is policy (A19);
    zero days switch it off."""

    _name = "committee.rule.expert.gap"
    _inherit = "committee.rule"
    _description = "Interval Between Expert Sessions"

    _code = "expert_gap"
    _actor = "experts"
    _lasts = True
    _clause = "N1-c"
    _nature = "policy"
    _label = _lt("Next expert session within the interval")
    _advice = _lt("Hold an expert session.")
    _levels = {0: "warns", 1: 0}
    _subject = _evidence = "committee.meeting"
    _with = f"""{EXPERTS},
    spell AS (
        SELECT s.*, lead(s.id) OVER later AS next_id,
               lead(s.held_on) OVER later AS next_on
          FROM session s
        WINDOW later AS (PARTITION BY s.committee_id ORDER BY s.held_on, s.id)
    )"""
    _of = "s"
    _demand = {
        "opens_on": "s.held_on",
        "warns_on": "s.held_on + e.expert_max_gap_days - 14",
        "due_on": "s.held_on + e.expert_max_gap_days",
        "met_on": "s.next_on",
        "evidence_id": "s.next_id",
    }
    _from = f"""
        spell s
        JOIN {edition_on("s.next_on")} AND e.expert_max_gap_days > 0"""


class CommitteeRuleExpertFirst(models.AbstractModel):
    """The experts begin to meet once their committee is set up (note 1)."""

    _name = "committee.rule.expert.first"
    _inherit = "committee.rule.expert.gap"
    _description = "First Expert Session"

    _code = "expert_first"
    _lasts = True
    _label = _lt("First expert session")
    _subject = "committee.committee"
    _with = f"""{EXPERTS},
    first AS (
        SELECT DISTINCT ON (s.committee_id) s.* FROM session s
      ORDER BY s.committee_id, s.held_on, s.id
    )"""
    _of = "x"
    _demand = {
        "opens_on": "x.formed_on",
        "warns_on": "x.formed_on + e.expert_max_gap_days - 14",
        "due_on": "x.formed_on + e.expert_max_gap_days",
        "met_on": "first.held_on",
        "evidence_id": "first.id",
    }
    _from = f"""
        experts x
        LEFT JOIN first ON first.committee_id = x.committee_id
        JOIN {edition_on("first.held_on")} AND e.expert_max_gap_days > 0"""


class CommitteeRuleExpertBefore(models.AbstractModel):
    """Before each meeting of the committee the experts have met: policy (A19)."""

    _name = "committee.rule.expert.before"
    _inherit = "committee.rule"
    _description = "Expert Session Before the Meeting"

    _code = "expert_before"
    _actor = "experts"
    _clause = "N1-c"
    _nature = "policy"
    _label = _lt("Expert session before the meeting")
    _advice = _lt("Hold an expert session before the next meeting.")
    _levels = {0: "lost"}
    _subject = _evidence = "committee.meeting"
    _with = f"""{EXPERTS},
    stretch AS (
        SELECT m.*, lag(m.held_on) OVER (
                   PARTITION BY m.committee_id ORDER BY m.held_on, m.id) AS last_on
          FROM meeting m
    ),
    prepared AS (
        SELECT b.id, b.committee_id, b.company_id, b.since, b.held_on,
               max(s.held_on) AS session_on,
               (array_agg(s.id ORDER BY s.held_on DESC))[1] AS session_id
          FROM stretch b
     LEFT JOIN session s ON s.committee_id = b.committee_id AND s.held_on <= b.held_on
           AND s.held_on > COALESCE(b.last_on, '-infinity')
      GROUP BY b.id, b.committee_id, b.company_id, b.since, b.held_on
    )"""
    _of = "m"
    _demand = {
        "opens_on": "m.held_on",
        "due_on": "m.held_on",
        "lost_on": "m.held_on",
        "met_on": "m.session_on",
        "evidence_id": "m.session_id",
    }
    _from = f"""
        prepared m
        JOIN {edition_on("m.held_on")} AND e.expert_before_each_meeting"""


class CommitteeRuleOutput(models.AbstractModel):
    """A result that the experts sent for approval is taken up at the next meeting, or
    at the one after it where it was deferred once (A20), and its fate is recorded.

    Where it was on the agenda of that meeting, the time for the minutes applies; where
    it was not, it is late from the meeting on. Where the policy gives it days, it is
    late when they are over, or from an earlier meeting that was held without it. Until
    then it tells since when it waits.
    """

    _name = "committee.rule.output"
    _inherit = "committee.rule"
    _description = "Expert Output Decided"

    _code = "output"
    _waits = True
    _actor = "secretariat"
    _clause = "N1-d"
    _label = _lt("Expert output tabled and decided")
    _advice = _lt("Put the expert output on the next agenda and record its fate.")
    _levels = {0: 0, 1: 0}
    _subject = "committee.expert.output"
    _evidence = "committee.agenda.item"
    _with = """
    sent AS (
        SELECT o.id, c.id AS committee_id, c.company_id, c.since, c.calendar_id,
               o.sent_on,
               GREATEST(o.sent_on, max(m.held_on) FILTER (WHERE i.fate = 'deferred'))
                   AS waits_from,
               min(m.recorded_on) FILTER (WHERE i.fate != 'deferred') AS decided_on,
               (array_agg(i.id ORDER BY m.held_on)
                   FILTER (WHERE i.fate != 'deferred'))[1] AS item_id
          FROM committee_expert_output o
          JOIN committee c ON c.id = o.committee_id
     LEFT JOIN (committee_agenda_item i
                JOIN meeting m ON m.id = i.meeting_id)
            ON i.output_id = o.id AND i.fate IS NOT NULL AND m.recorded_on <= %(day)s
         WHERE o.purpose = 'approval' AND o.sent_on <= %(day)s
      GROUP BY o.id, c.id, c.company_id, c.since, c.calendar_id
    ),
    awaited AS (
        SELECT s.*, next.held_on AS next_on,
               EXISTS (
                   SELECT 1 FROM committee_agenda_item i
                    WHERE i.meeting_id = next.id AND i.output_id = s.id) AS tabled
          FROM sent s
     LEFT JOIN LATERAL (
               SELECT m.id, m.held_on FROM meeting m
                WHERE m.committee_id = s.committee_id AND m.held_on > s.waits_from
             ORDER BY m.held_on, m.id LIMIT 1) next ON TRUE
    )"""
    _of = "o"
    _demand = {
        "opens_on": "o.sent_on",
        "due_on": "CASE WHEN NOT o.tabled THEN LEAST(o.next_on,"
        " CASE WHEN e.output_within_days > 0"
        " THEN o.waits_from + e.output_within_days END)"
        " WHEN e.output_within_days > 0 THEN o.waits_from + e.output_within_days"
        " ELSE due.day END",
        "met_on": "o.decided_on",
        "evidence_id": "o.item_id",
    }
    _from = f"""
        awaited o
        JOIN {edition_on("o.decided_on")}
        JOIN {limit_after("o.next_on", "e.minutes_working_days", "o.calendar_id")}"""
