"""What each parameter of an edition turns, on the story of `rule_story.py`: real
records, two values, two outcomes, worked out by hand from the clauses.

A case names a method of the test that shows the outcome, what it is asked, and the
outcome of each value. `given` are other parameters of both, `facts` a method of the
test that brings about what the story has not.
"""

from typing import NamedTuple


class Case(NamedTuple):
    show: str
    asked: tuple
    outcomes: dict
    given: dict
    facts: str | None


def case(show, *asked, turns, facts=None, **given):
    return Case(f"_{show}", asked, turns, given, facts)


def standing(rule, on, of=None, *, turns, **given):
    return case("standing_of", rule, on, of, turns=turns, **given)


def level(rule, on, of=None, *, turns, **given):
    return case("level_of", rule, on, of, turns=turns, **given)


def due(rule, on, of=None, *, turns, **given):
    return case("due_of", rule, on, of, turns=turns, **given)


CASES = {
    # ------------------------------------------------------------
    # MEETINGS: held 1404/04/15, 1404/11/20, 1405/02/30; formed 1404/02/10
    # ------------------------------------------------------------
    "min_meetings_per_year": [
        case("target_of", "meeting_count", "1405/12/01", turns={2: 2, 3: 3}),
        case("usual_number", turns={2: 2, 3: 3}),
    ],
    "interval_months": [
        standing("meeting_gap", "1404/11/01", "first", turns={6: "overdue", 8: "due"}),
        case("plan", "1405/09/10", turns={6: "Gap too long", 9: "Counts"}),
    ],
    "interval_calendar": [
        due(
            "meeting_gap",
            "1404/11/01",
            "first",  # 2025-07-06
            turns={"jalali": "1404/10/15", "gregorian": "1404/10/16"},
        ),
        case(
            "plan",
            "1405/08/30",  # half a year after 1405/02/30, 2026-05-20
            turns={"jalali": "Counts", "gregorian": "Gap too long"},
        ),
    ],
    "year_type": [
        case(
            "periods_of",
            "meeting_count",
            "1405/02/01",
            turns={"jalali": {"1404", "1405"}, "gregorian": {"2025", "2026"}},
        ),
        case("year_count", "1405/02/30", turns={"jalali": 1, "gregorian": 2}),
    ],
    "gap_warning_days": [
        standing("meeting_gap", "1404/09/20", "first", turns={30: "at_risk", 10: "due"})
    ],
    "gap_tolerance_days": [
        level("meeting_gap", "1404/11/10", "first", turns={30: "3", 10: "4"}),
        case("cadence_standing", "1404/11/10", turns={30: "overdue", 10: "national"}),
    ],
    "min_spacing_days": [
        standing(
            "meeting_spacing", "1405/03/01", "third", turns={120: "at_risk", 90: "met"}
        ),
        case("plan", "1405/03/10", turns={120: "Too close", 10: "Counts"}),
    ],
    "first_meeting_days": [
        standing("first_meeting", "1404/04/10", turns={60: "overdue", 90: "at_risk"})
    ],
    "count_reading": [
        case(
            "rules_of",
            ("meeting_count", "meeting_count_half", "meeting_count_rolling"),
            "1405/03/01",
            turns={
                "year": {"meeting_count"},
                "half_year": {"meeting_count_half"},
                "rolling": {"meeting_count_rolling"},
            },
        )
    ],
    "spacing_reading": [
        standing(
            "meeting_spacing",
            "1405/03/01",
            "third",
            turns={"days": "at_risk", "none": "met", "strict": "at_risk"},
        ),
        case("plan", "1405/03/10", turns={"days": "Too close", "none": "Counts"}),
    ],
    "counted_from": [
        case(
            "counts_from",
            "second",
            turns={"held": "1404/11/20", "recorded": "1404/12/01"},
        )
    ],
    "counted_with_quorum": [
        case(
            "counts_from",
            "second",
            facts="_four_stay_away",
            quorum_mode="two_thirds",
            turns={True: None, False: "1404/11/20"},
        )
    ],
    "formation_year": [
        case(
            "target_of",
            "meeting_count",
            "1404/12/01",
            turns={"proportional": 1, "full": 2},
        )
    ],
    "cadence_force": [
        standing(
            "meeting_gap",
            "1404/11/01",
            "first",
            turns={"binding": "overdue", "soft": "at_risk"},
        ),
        standing(
            "meeting_gap",
            "1404/11/01",
            "first",
            facts="_exempt_the_gap",
            turns={"binding": "exempt", "hard": "overdue"},
        ),
    ],
    "due_on_rest_day": [
        due(
            "meeting_gap",
            "1404/11/01",
            "first",
            interval_months=8,  # a Friday
            turns={"stays": "1404/12/15", "next": "1404/12/16"},
        ),
        case(
            "plan",
            "1405/08/02",
            interval_months=5,  # a Thursday, and this the Saturday after it
            turns={"stays": "Gap too long", "next": "Counts"},
        ),
    ],
    # ------------------------------------------------------------
    # INVITATION AND ATTENDANCE: the first meeting was invited two days before it, the
    # third one twelve
    # ------------------------------------------------------------
    "notice_min_days": [
        standing("notice", "1404/04/20", "first", turns={3: "missed", 2: "met"}),
        case(
            "flaws",
            "first",
            "at least",
            turns={3: True, 2: False},
        ),
    ],
    "notice_warn_days": [
        case("flaws", "third", "are advised", turns={7: False, 14: True}),
        case(
            "flaws",
            "first",
            "are advised",
            notice_min_days=1,
            turns={2: False, 3: True},
        ),
    ],
    "quorum_mode": [
        case(
            "quorum",
            "third",
            facts="_four_stay_away",
            turns={"majority": True, "two_thirds": False, "off": True},
        ),
        case(
            "quorum_needed", "third", turns={"majority": 5, "two_thirds": 6, "off": 0}
        ),
    ],
    "count_representative": [
        case("came", "third", facts="_five_send_somebody", turns={True: 9, False: 4}),
        case(
            "presences",
            "third",
            turns={True: ["present", "represented"], False: ["present"]},
        ),
    ],
    "absence_alert_count": [
        standing("absence", "1404/12/05", turns={2: "overdue", 3: "at_risk"})
    ],
    "unresolved_meeting_days": [
        standing(
            "unresolved_meeting",
            "1405/05/18",
            "forgotten",
            facts="_forget_a_meeting",
            turns={5: "overdue", 10: "at_risk"},
        )
    ],
    # ------------------------------------------------------------
    # PAPERS: minutes 1404/05/06, dispatched on 06/02 by the secretary, on 06/12 with a
    # body left out, on 06/20; the copy on 06/25
    # ------------------------------------------------------------
    "minutes_working_days": [
        standing("minutes", "1404/04/28", "first", turns={5: "overdue", 20: "due"})
    ],
    "dispatch_working_days": [
        standing("dispatch", "1404/05/25", "first", turns={10: "overdue", 30: "due"})
    ],
    "copy_working_days": [
        standing(
            "national_copy", "1404/05/25", "first", turns={10: "overdue", 30: "due"}
        )
    ],
    "time_limits": [
        due(
            "minutes",
            "1404/05/10",
            "first",  # a Sunday
            turns={"working": "1404/04/22", "calendar": "1404/04/20"},
        )
    ],
    "dispatch_to": [
        case(
            "rules_of",
            ("dispatch_recipients",),
            "1404/06/15",
            turns={"members": {"dispatch_recipients"}, "responsible": set()},
        ),
        case("bodies", "first", turns={"members": 9, "responsible": 1}),
        case("letter_rows", "third", turns={"members": 9, "responsible": 1}),
        case(
            "is_finished",
            "first",
            facts="_send_to_the_responsible_only",
            turns={"members": False, "responsible": True},
        ),
    ],
    "copy_after_dispatch": [
        case(
            "opening_of",
            "national_copy",
            "1404/07/01",
            "first",
            turns={False: "1404/04/22", True: "1404/05/05"},
        )
    ],
    "weekly_rest": [
        due(
            "minutes",
            "1404/05/10",
            "first",
            turns={"thursday_friday": "1404/04/22", "friday": "1404/04/21"},
        )
    ],
    # ------------------------------------------------------------
    # MEMBERS: a seat empty from 1404/05/02 to 08/10
    # ------------------------------------------------------------
    "decree_term_months": [
        case(
            "rules_of",
            ("decree_term",),
            "1405/03/01",
            turns={0: set(), 12: {"decree_term"}},
        )
    ],
    "decree_grace_days": [
        standing(
            "member_seat",
            "1404/05/20",
            "changed_seat",
            turns={30: "at_risk", 10: "overdue"},
        )
    ],
    "vacancy_national_days": [
        level("member_seat", "1404/07/01", "changed_seat", turns={60: "4", 90: "3"})
    ],
    # ------------------------------------------------------------
    # EXPERTS: sessions on 1404/09/25 with an output, and on 1405/01/15
    # ------------------------------------------------------------
    "expert_max_gap_days": [
        standing("expert_gap", "1405/01/05", turns={90: "overdue", 150: "due"})
    ],
    "expert_before_each_meeting": [
        case(
            "rules_of",
            ("expert_before",),
            "1405/03/01",
            turns={True: {"expert_before"}, False: set()},
        )
    ],
    "output_within_days": [
        standing("output", "1404/10/25", turns={0: "due", 10: "overdue"})
    ],
    # ------------------------------------------------------------
    # THE YEAR: plans proposed on 1404/03/20 and 1405/01/20, no priorities
    # ------------------------------------------------------------
    "priority_before_year": [
        case(
            "standing_in",
            "priorities",
            "1405/03/01",
            "1405",
            turns={False: "due", True: "overdue"},
        )
    ],
    "priority_warn_month": [
        case(
            "standing_in",
            "priorities",
            "1405/05/01",
            "1405",
            turns={7: "due", 3: "at_risk"},
        )
    ],
    "plan_due_month": [
        case(
            "standing_in",
            "meeting_plan",
            "1404/03/05",
            "1404",
            turns={2: "overdue", 3: "at_risk"},
        )
    ],
    "plan_due_day": [
        case(
            "standing_in",
            "meeting_plan",
            "1404/02/20",
            "1404",
            turns={31: "at_risk", 12: "overdue"},
        )
    ],
    # ------------------------------------------------------------
    # ENTRY: a fact of 1404/05/06, a Monday, entered on the Saturday after, the third
    # working day; the province began on 1404/02/10
    # ------------------------------------------------------------
    "late_entry_days": [
        case("late_entry", "1404/05/06", "1404/05/11", turns={3: 0, 2: 3}),
    ],
    "first_entry_grace_days": [
        case("late_entry", "1404/05/06", "1404/06/06", turns={0: 22, 999: 0}),
    ],
    # ------------------------------------------------------------
    # OVERSIGHT: the digest of each Saturday, but not on quiet days
    # ------------------------------------------------------------
    "acknowledge_days": [
        case(
            "standing_in",
            "acknowledgement",
            "1404/02/20",
            None,
            turns={30: "overdue", 90: "at_risk"},
        )
    ],
    "closing_request_days": [
        case("decide_by", "1404/03/01", turns={10: "1404/03/17", 3: "1404/03/05"})
    ],
    "quiet_first_month": [
        case("digest", "1405/01/10", turns={12: "1404/12/23", 0: "1405/01/08"})
    ],
    "quiet_first_day": [
        case("digest", "1405/01/10", turns={29: "1404/12/23", 20: "1404/12/16"})
    ],
    "quiet_last_month": [
        case("digest", "1405/01/25", turns={1: "1405/01/22", 2: "1404/12/23"})
    ],
    "quiet_last_day": [
        case("digest", "1405/01/25", turns={13: "1405/01/22", 25: "1404/12/23"})
    ],
}
