"""What each rule makes of the story in `rule_story_matrix.py`: worked out by hand from
the clauses, never from the rules.

A cell says how one obligation stands on some Jalali days, "-" where there is none; by
default the first one of the story, else the one that `of` names. Six cases a rule:

- `none`: it is not applicable
- `due`: it runs, or is at risk
- `late`: it is overdue, missed, or can no longer be met
- `met`: by a fact
- `mended`: it was late, and the fact that mends it closes the finding by itself; where
  the obligation itself ends by it, nothing is left of it ("-")
- `exempt`: on the first day, and late on the second one, on which the exemption is
  over. What is judged on one day only is late where the exemption ended before ("the
  same day twice")

A case that cannot be by its clause is `never`, with the reason in words; what the
reason says is shown by days of its own, by a step that is refused, or by both. `given`
brings about what the steps refuse by law and only a foreign past may hold, or another
reading of the clause.
"""

from typing import NamedTuple

CASES = {
    "none": {"-"},
    "due": {"due", "at_risk"},
    "late": {"overdue", "missed", "unachievable"},
    "met": {"met"},
    "mended": {"overdue", "missed", "unachievable", "met", "-"},
    "exempt": {"exempt", "overdue", "missed", "unachievable", "at_risk"},
}


class Cell(NamedTuple):
    days: str
    of: str | None = None
    given: str | None = None
    mend: str | None = None  # what happens between the two days, not told before


class Never(NamedTuple):
    reason: str
    days: str = ""
    of: str | None = None
    given: str | None = None
    refused: str | None = None


on, never = Cell, Never

SETTLED_AT_ONCE = "It is judged on one day, and is met or missed on it."
STAYS_MISSED = "What was missed on that day no later fact brings back."
YEAR_IS_OVER = "A year that ended without stays so; the next year has its own."

# ------------------------------------------------------------
# FORMATION, PROCEDURE
# ------------------------------------------------------------

MATRIX = {
    "formation": {
        "none": on("1403/12/29 -"),
        "due": on("1404/01/01 due"),
        "late": on("1404/01/20 overdue"),
        "met": on("1404/02/10 met"),
        "mended": on("1404/02/09 overdue, 1404/02/10 met"),
        "exempt": on("1404/01/20 exempt, 1404/01/21 overdue"),
    },
    "consult_governor": {
        "none": on("1404/02/09 -"),
        "due": never(
            "Formation is refused without it, so that it is met when it is asked for.",
            "1404/02/09 -, 1404/02/10 met",
            refused="form_unheard",
        ),
        "late": on("1404/02/10 missed", given="unheard"),
        "met": on("1404/02/10 met"),
        "mended": never(
            "A consultation after the formation is none before it.",
            "1404/02/10 missed, 1405/09/02 missed",
            given="unheard",
            refused="consult_when_formed",
        ),
        "exempt": on("1404/02/10 exempt, 1404/02/10 missed", given="unheard"),
    },
    "parent_body": {
        "none": on("1404/02/09 -"),
        "due": on("1404/02/10 due", given="without_parent"),
        "late": on("1404/02/11 overdue", given="without_parent"),
        "met": on("1404/02/10 met"),
        "mended": on(
            "1404/02/11 overdue, 1404/03/01 met",
            given="without_parent",
            mend="name_parent",
        ),
        "exempt": on("1404/02/11 exempt, 1404/02/12 overdue", given="without_parent"),
    },
    "deputy": {
        "none": on("1404/02/09 -"),
        "due": on("1404/02/10 due"),
        "late": on("1404/02/11 overdue"),
        "met": on("1404/03/01 met"),
        "mended": on("1404/02/29 overdue, 1404/03/01 met"),
        "exempt": on("1404/02/20 exempt, 1404/02/21 overdue"),
    },
    "acknowledgement": {
        "none": on("1403/12/29 -"),
        "due": on("1404/01/01 at_risk, 1404/01/31 at_risk"),
        "late": on("1404/02/01 overdue"),
        "met": on("1404/05/01 met"),
        "mended": on("1404/04/31 overdue, 1404/05/01 met"),
        "exempt": on("1404/02/10 exempt, 1404/02/11 overdue"),
    },
    "edition_change": {
        "none": on("1405/02/31 -", of="edition", given="unexplained_edition"),
        "due": on("1405/03/01 due", of="edition", given="unexplained_edition"),
        "late": on("1405/03/02 overdue", of="edition", given="unexplained_edition"),
        "met": on("1405/06/01 met", of="explained", given="unexplained_edition"),
        "mended": on(
            "1405/03/02 overdue, 1405/04/01 met",
            of="edition",
            given="unexplained_edition",
        ),
        "exempt": never(
            "The national office grants exemptions to provinces, none to itself.",
            refused="exempt_the_office",
        ),
    },
    # ------------------------------------------------------------
    # SEATS
    # ------------------------------------------------------------
    "member_seat": {
        "none": on("1404/05/01 -"),
        "due": on("1404/05/02 at_risk, 1404/06/01 at_risk"),
        "late": on("1404/06/02 overdue"),
        "met": on("1404/08/10 met"),
        "mended": on("1404/08/09 overdue, 1404/08/10 met"),
        "exempt": on("1404/06/10 exempt, 1404/06/11 overdue"),
    },
    "chair_seat": {
        "none": on("1405/07/20 -"),
        "due": on("1405/07/21 at_risk, 1405/08/21 at_risk"),
        "late": on("1405/08/22 overdue"),
        "met": on("1405/08/28 met"),
        "mended": on("1405/08/27 overdue, 1405/08/28 met"),
        "exempt": on("1405/08/25 exempt, 1405/08/26 overdue"),
    },
    "secretary_seat": {
        "none": on("1405/07/19 -"),
        "due": on("1405/07/20 at_risk, 1405/08/20 at_risk"),
        "late": on("1405/08/21 overdue"),
        "met": on("1405/08/30 met"),
        "mended": on("1405/08/29 overdue, 1405/08/30 met"),
        "exempt": on("1405/08/25 exempt, 1405/08/26 overdue"),
    },
    "decree": {
        "none": on("1404/02/09 -"),
        "due": on("1405/06/01 due", of="wrong_decree"),
        "late": on("1405/06/02 overdue", of="wrong_decree"),
        "met": on("1404/02/10 met"),
        # the tenure by the wrong decree ends, and a new one begins by the right one
        "mended": on("1405/06/02 overdue, 1405/06/10 -", of="wrong_decree"),
        "exempt": on("1405/06/03 exempt, 1405/06/04 overdue", of="wrong_decree"),
    },
    "decree_term": {
        "none": on("1405/09/02 -"),  # decrees have no term by default
        "due": on(
            "1405/01/01 due, 1405/01/12 at_risk, 1405/02/10 at_risk",
            of="renewed",
            given="term_of_a_year",
        ),
        "late": on("1405/02/11 overdue", of="renewed", given="term_of_a_year"),
        "met": on("1405/04/01 met", of="renewed", given="term_of_a_year"),
        "mended": on(
            "1405/03/31 overdue, 1405/04/01 met", of="renewed", given="term_of_a_year"
        ),
        "exempt": on(
            "1405/02/11 exempt, 1405/02/12 overdue",
            of="renewed",
            given="term_of_a_year",
        ),
    },
    # ------------------------------------------------------------
    # CADENCE
    # ------------------------------------------------------------
    "first_meeting": {
        "none": on("1404/02/09 -"),
        "due": on("1404/02/15 due, 1404/03/15 at_risk, 1404/04/08 at_risk"),
        "late": on("1404/04/09 overdue"),
        "met": on("1404/04/15 met"),
        "mended": on("1404/04/14 overdue, 1404/04/15 met"),
        "exempt": on("1404/04/10 exempt, 1404/04/11 overdue"),
    },
    "meeting_gap": {
        "none": on("1404/04/14 -"),
        "due": on("1404/04/20 due, 1404/09/20 at_risk, 1404/10/15 at_risk"),
        "late": on("1404/10/16 overdue"),
        "met": on("1404/11/20 met"),
        "mended": on("1404/11/19 overdue, 1404/11/20 met"),
        "exempt": on("1404/10/16 exempt, 1404/10/17 overdue"),
    },
    "meeting_count": {
        "none": on("1403/05/31 -", of="1403"),
        "due": on("1404/05/01 due, 1404/08/15 at_risk", of="1404"),
        # two that lie 120 days apart no longer fit into the year, then it is over
        "late": on(
            "1404/09/05 unachievable, 1404/12/29 unachievable, 1405/01/01 missed",
            of="1404",
        ),
        "met": on("1405/06/31 due, 1405/07/01 met", of="1405"),
        "mended": never(
            YEAR_IS_OVER, "1405/01/01 missed, 1405/09/02 missed", of="1404"
        ),
        "exempt": on("1404/09/05 exempt, 1404/09/06 unachievable", of="1404"),
    },
    "meeting_count_half": {
        "none": on("1403/12/30 -", of="half 1", given="half_years"),
        "due": on(
            "1404/05/01 due, 1404/06/20 at_risk", of="half 1", given="half_years"
        ),
        "late": on(
            "1404/06/31 unachievable, 1404/07/01 missed",
            of="half 1",
            given="half_years",
        ),
        "met": on("1404/10/05 met", of="half 2", given="half_years"),
        "mended": never(
            YEAR_IS_OVER,
            "1404/07/01 missed, 1405/09/02 missed",
            of="half 1",
            given="half_years",
        ),
        "exempt": on(
            "1404/06/31 exempt, 1404/06/31 unachievable",
            of="half 1",
            given="half_years",
        ),
    },
    "meeting_count_rolling": {
        "none": on("1403/12/30 -", of="very first", given="twelve_months"),
        "due": on(
            "1404/01/05 due, 1404/07/10 at_risk", of="very first", given="twelve_months"
        ),
        "late": on("1404/07/11 overdue", of="very first", given="twelve_months"),
        "met": on("1405/07/01 met", of="lone", given="twelve_months"),
        "mended": on(
            "1404/07/11 overdue, 1405/02/10 met",
            of="very first",
            given="twelve_months",
        ),
        "exempt": on(
            "1404/07/11 exempt, 1404/07/12 overdue",
            of="very first",
            given="twelve_months",
        ),
    },
    "meeting_spacing": {
        "none": on("1404/12/19 -", of="close"),
        "due": on("1404/12/20 at_risk", of="close"),
        "late": on("1404/12/29 missed", of="close"),
        "met": on("1404/10/05 met", of="lone"),
        "mended": never(
            YEAR_IS_OVER, "1405/01/01 missed, 1405/09/02 missed", of="close"
        ),
        "exempt": on("1404/12/29 exempt, 1404/12/29 missed", of="close"),
    },
    # ------------------------------------------------------------
    # INVITATION, ATTENDANCE
    # ------------------------------------------------------------
    "invitation": {
        "none": on("1405/03/19 -", of="uninvited"),
        "due": never(
            SETTLED_AT_ONCE, "1405/03/19 -, 1405/03/20 missed", of="uninvited"
        ),
        "late": on("1405/03/20 missed", of="uninvited"),
        "met": on("1404/04/15 met"),
        "mended": never(
            STAYS_MISSED, "1405/09/02 missed", of="uninvited", refused="invite_late"
        ),
        "exempt": on("1405/03/20 exempt, 1405/03/20 missed", of="uninvited"),
    },
    # a Saturday; five working days later it is Saturday 1405/05/17
    "unresolved_meeting": {
        "none": on("1405/05/09 -", of="forgotten"),
        "due": on(
            "1405/05/10 due, 1405/05/11 at_risk, 1405/05/17 at_risk", of="forgotten"
        ),
        "late": on("1405/05/18 overdue", of="forgotten"),
        "met": on("1405/05/25 met", of="forgotten"),
        "mended": on("1405/05/24 overdue, 1405/05/25 met", of="forgotten"),
        "exempt": on("1405/05/18 exempt, 1405/05/19 overdue", of="forgotten"),
    },
    "invited_members": {
        "none": on("1405/06/19 -", of="slow"),
        "due": never(SETTLED_AT_ONCE, "1405/06/19 -, 1405/06/20 missed", of="slow"),
        "late": on("1405/06/20 missed", of="slow"),
        "met": on("1404/04/15 met"),
        "mended": never(
            STAYS_MISSED, "1405/09/02 missed", of="slow", refused="invite_late"
        ),
        "exempt": on("1405/06/20 exempt, 1405/06/20 missed", of="slow"),
    },
    "notice": {
        "none": on("1404/04/14 -"),
        "due": never(SETTLED_AT_ONCE, "1404/04/14 -, 1404/04/15 missed"),
        "late": on("1404/04/15 missed"),
        "met": on("1404/11/20 met", of="second"),
        "mended": never(STAYS_MISSED, "1405/09/02 missed", refused="invite_late"),
        "exempt": on("1404/04/15 exempt, 1404/04/15 missed"),
    },
    "attendance": {
        "none": on("1404/04/14 -"),
        "due": on("1404/04/15 due"),
        "late": on("1404/04/23 overdue"),
        "met": on("1404/05/06 met"),
        "mended": on("1404/05/05 overdue, 1404/05/06 met"),
        "exempt": on("1404/04/23 exempt, 1404/04/24 overdue"),
    },
    "absence": {
        "none": on("1404/04/14 -"),
        "due": on("1404/05/07 at_risk"),
        "late": on("1404/12/01 overdue"),
        "met": on("1405/03/01 met"),
        "mended": on("1405/02/29 overdue, 1405/03/01 met"),
        "exempt": on("1404/12/05 exempt, 1404/12/06 overdue"),
    },
    # ------------------------------------------------------------
    # AGENDA, MINUTES, DISPATCH
    # ------------------------------------------------------------
    "agenda": {
        "none": on("1405/05/31 -", of="slow"),
        "due": on("1405/06/01 due, 1405/06/11 at_risk, 1405/06/17 at_risk", of="slow"),
        "late": on("1405/06/18 overdue", of="slow"),
        "met": on("1404/04/13 met"),
        "mended": on("1405/06/18 overdue, 1405/06/19 met", of="slow"),
        "exempt": on("1405/03/20 exempt, 1405/03/20 missed", of="uninvited"),
    },
    "late_item": {
        "none": on("1404/11/19 -"),
        "due": on("1404/11/20 due"),
        "late": on("1404/11/21 overdue"),
        "met": on("1404/11/25 met"),
        "mended": on("1404/11/24 overdue, 1404/11/25 met"),
        "exempt": on("1404/11/21 exempt, 1404/11/22 overdue"),
    },
    "minutes": {
        "none": on("1404/04/14 -"),
        "due": on("1404/04/15 due, 1404/04/21 at_risk, 1404/04/22 at_risk"),
        "late": on("1404/04/23 overdue"),
        "met": on("1404/05/06 met"),
        "mended": on("1404/05/05 overdue, 1404/05/06 met"),
        "exempt": on("1404/04/23 exempt, 1404/04/24 overdue"),
    },
    # minutes were due on 1405/03/27, and the next meeting was held on 1405/06/20
    "minutes_made": {
        "none": on("1405/03/27 -", of="uninvited"),
        "due": on("1405/03/28 due, 1405/06/20 due", of="uninvited"),
        "late": on("1405/06/21 overdue", of="uninvited"),
        "met": on("1404/05/06 met"),
        "mended": on(
            "1405/06/30 overdue, 1405/07/01 met",
            of="uninvited",
            mend="record_the_uninvited",
        ),
        "exempt": on("1405/06/21 exempt, 1405/06/22 overdue", of="uninvited"),
    },
    # the minutes were due on 1404/04/22, and recorded on 1404/05/06: nobody waits
    "dispatch": {
        "none": on("1404/04/21 -"),
        "due": on("1404/04/22 due, 1404/05/02 at_risk, 1404/05/05 at_risk"),
        "late": on("1404/05/06 overdue"),
        "met": on("1404/06/12 met"),
        "mended": on("1404/06/11 overdue, 1404/06/12 met"),
        "exempt": on("1404/05/06 exempt, 1404/05/07 overdue"),
    },
    # due on 1404/12/12, and the year ended before the next meeting
    "dispatch_made": {
        "none": on("1404/12/12 -", of="second"),
        "due": on("1404/12/13 due, 1405/01/01 due", of="second"),
        "late": on("1405/01/02 overdue", of="second"),
        "met": on("1404/06/12 met"),
        "mended": on(
            "1405/03/31 overdue, 1405/04/01 met", of="second", mend="send_the_second"
        ),
        "exempt": on("1405/01/02 exempt, 1405/01/03 overdue", of="second"),
    },
    "dispatch_signature": {
        "none": on("1404/06/01 -"),
        "due": on("1404/06/02 due"),
        "late": on("1404/06/03 overdue"),
        "met": on("1404/06/12 met"),
        "mended": on("1404/06/11 overdue, 1404/06/12 met"),
        "exempt": on("1404/06/05 exempt, 1404/06/06 overdue"),
    },
    "dispatch_recipients": {
        "none": on("1404/06/11 -"),
        "due": on("1404/06/12 due"),
        "late": on("1404/06/13 overdue"),
        "met": on("1404/06/20 met"),
        "mended": on("1404/06/19 overdue, 1404/06/20 met"),
        "exempt": on("1404/06/14 exempt, 1404/06/15 overdue"),
    },
    "national_copy": {
        "none": on("1404/04/21 -"),
        "due": on("1404/04/22 due, 1404/05/02 at_risk, 1404/05/05 at_risk"),
        "late": on("1404/05/06 overdue"),
        "met": on("1404/06/25 met"),
        "mended": on("1404/06/24 overdue, 1404/06/25 met"),
        "exempt": on("1404/05/06 exempt, 1404/05/07 overdue"),
    },
    "national_copy_made": {
        "none": on("1404/12/12 -", of="second"),
        "due": on("1404/12/13 due, 1405/01/01 due", of="second"),
        "late": on("1405/01/02 overdue", of="second"),
        "met": on("1404/06/25 met"),
        "mended": on(
            "1405/03/31 overdue, 1405/04/01 met", of="second", mend="send_the_second"
        ),
        "exempt": on("1405/01/02 exempt, 1405/01/03 overdue", of="second"),
    },
    "task": {
        # since the letter of the secretary, which does not satisfy the clause
        "none": on("1404/06/01 -"),
        "due": on("1404/06/02 due, 1404/07/05 at_risk, 1404/07/10 at_risk"),
        "late": on("1404/07/11 overdue"),
        "met": on("1404/08/01 met"),
        "mended": on("1404/07/30 overdue, 1404/08/01 met"),
        "exempt": on("1404/07/12 exempt, 1404/07/13 overdue"),
    },
    "review": {
        # nothing was running when the second meeting was held
        "none": on("1404/11/20 -", of="second"),
        "due": on("1405/03/20 at_risk", of="uninvited"),
        "late": never(
            "The clause names no date: it is only warned of.",
            "1405/03/20 at_risk, 1405/09/02 at_risk",
            of="uninvited",
        ),
        "met": on("1405/06/20 met", of="slow"),
        "mended": never(
            "It is never late, and the next meeting has its own review.",
            "1405/06/20 at_risk",
            of="uninvited",
        ),
        "exempt": on("1405/03/20 exempt, 1405/03/20 at_risk", of="uninvited"),
    },
    # ------------------------------------------------------------
    # EXPERTS
    # ------------------------------------------------------------
    "secretariat": {
        "none": on("1404/02/09 -"),
        "due": on("1404/02/15 due, 1404/03/15 at_risk, 1404/04/08 at_risk"),
        "late": on("1404/04/09 overdue"),
        "met": on("1404/06/20 met"),
        "mended": on("1404/06/19 overdue, 1404/06/20 met"),
        "exempt": on("1404/04/10 exempt, 1404/04/11 overdue"),
    },
    "expert_body": {
        "none": on("1404/06/19 -", of="expert"),
        "due": on("1404/09/02 at_risk, 1404/10/02 at_risk", of="expert"),
        "late": on("1404/10/03 overdue", of="expert"),
        "met": on("1404/06/20 met", of="expert"),
        "mended": on("1404/10/09 overdue, 1404/10/10 met", of="expert"),
        "exempt": on("1404/10/03 exempt, 1404/10/04 overdue", of="expert"),
    },
    "expert_first": {
        "none": on("1404/06/19 -"),
        "due": on("1404/06/21 due, 1404/09/10 at_risk, 1404/09/19 at_risk"),
        "late": on("1404/09/20 overdue"),
        "met": on("1404/09/25 met"),
        "mended": on("1404/09/24 overdue, 1404/09/25 met"),
        "exempt": on("1404/09/20 exempt, 1404/09/21 overdue"),
    },
    "expert_gap": {
        "none": on("1404/09/24 -"),
        "due": on("1404/09/25 due, 1404/12/20 at_risk, 1404/12/25 at_risk"),
        "late": on("1404/12/26 overdue"),
        "met": on("1405/01/15 met"),
        "mended": on("1405/01/14 overdue, 1405/01/15 met"),
        "exempt": on("1404/12/26 exempt, 1404/12/27 overdue"),
    },
    "expert_before": {
        "none": on("1404/04/14 -"),
        "due": never(SETTLED_AT_ONCE, "1404/04/14 -, 1404/04/15 missed"),
        "late": on("1404/04/15 missed"),
        "met": on("1404/11/20 met", of="second"),
        "mended": never(STAYS_MISSED, "1404/09/25 missed, 1405/09/02 missed"),
        "exempt": on("1404/04/15 exempt, 1404/04/15 missed"),
    },
    "output": {
        "none": on("1404/09/24 -"),
        "due": on("1404/09/25 due, 1404/11/20 due, 1404/11/28 due"),
        "late": on("1404/11/29 overdue"),
        "met": on("1404/12/01 met"),
        "mended": on("1404/11/30 overdue, 1404/12/01 met"),
        "exempt": on("1404/11/29 exempt, 1404/11/30 overdue"),
    },
    # ------------------------------------------------------------
    # YEARLY
    # ------------------------------------------------------------
    "meeting_plan": {
        "none": on("1404/02/09 -"),
        "due": on("1404/02/11 at_risk, 1404/02/31 at_risk"),
        "late": on("1404/03/01 overdue"),
        "met": on("1404/03/20 met"),
        "mended": on("1404/03/19 overdue, 1404/03/20 met"),
        "exempt": on("1404/03/10 exempt, 1404/03/11 overdue"),
    },
    "priorities": {
        "none": on("1404/02/09 -", of="own 1404"),
        "due": on("1404/03/01 due, 1404/07/01 at_risk", of="own 1404"),
        "late": on("1405/01/01 missed", of="own 1404"),
        "met": on("1405/03/04 due, 1405/03/05 met", of="own 1405"),
        # though a list of 1404 was approved on 1405/03/05
        "mended": never(
            YEAR_IS_OVER, "1405/01/01 missed, 1405/03/05 missed", of="own 1404"
        ),
        "exempt": on("1405/01/01 exempt, 1405/01/01 missed", of="own 1404"),
    },
    "forecast_basis": {
        "none": on("1405/03/04 -", of="poor forecast"),
        "due": on("1405/03/05 due", of="poor forecast"),
        "late": on("1405/03/06 overdue", of="poor forecast"),
        "met": on("1405/06/24 met", of="good forecast"),
        "mended": on("1405/06/23 overdue, 1405/06/24 met", of="poor forecast"),
        "exempt": on("1405/03/06 exempt, 1405/03/07 overdue", of="poor forecast"),
    },
    # ------------------------------------------------------------
    # NOTE 2
    # ------------------------------------------------------------
    "agency_cost": {
        "none": on("1405/01/31 -", of="plan"),
        "due": on("1405/02/01 due", of="plan", given="agency_of_another"),
        "late": on("1405/02/02 overdue", of="plan", given="agency_of_another"),
        "met": on("1405/02/01 met", of="plan"),
        # another plan of the year supersedes it
        "mended": on(
            "1405/02/02 overdue, 1405/07/15 -", of="plan", given="agency_of_another"
        ),
        "exempt": on(
            "1405/02/02 exempt, 1405/02/03 overdue",
            of="plan",
            given="agency_of_another",
        ),
    },
    "approved_plan": {
        "none": on("1405/05/31 -"),
        "due": on("1405/06/01 due", given="plan_approved_later"),
        "late": on("1405/06/02 overdue", given="plan_approved_later"),
        "met": on("1405/06/01 met"),
        # it is cancelled, which leaves nothing to be judged
        "mended": on("1405/06/02 overdue, 1405/06/15 -", given="plan_approved_later"),
        "exempt": on(
            "1405/06/02 exempt, 1405/06/03 overdue", given="plan_approved_later"
        ),
    },
}

# of the same clause and with the same days
MATRIX |= {
    "consult_deputy": MATRIX["consult_governor"],
    "forecast": MATRIX["priorities"],
    "forecast_totals": MATRIX["forecast_basis"],
    "project_cost": {
        case: cell._replace(given="shares_short") if cell.given else cell
        for case, cell in MATRIX["agency_cost"].items()
    },
}
