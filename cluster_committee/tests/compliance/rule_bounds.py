"""The days on which each rule turns, in the story of `rule_story_matrix.py`: worked out
by hand from the clauses, and from the table of whom each of them tells.

A row says how one obligation stands on some Jalali days, with the level that it has
reached ("." for none, "-" where there is no obligation), and names the dates and
amounts that its finding shows on the last of these days. As in `rule_matrix.py`, `of`
names the obligation, and `given` brings about what the story does not tell.
"""

from typing import NamedTuple


class Bounds(NamedTuple):
    days: str
    facts: str = ""
    of: str | None = None
    given: str | None = None


BOUNDS = {
    # ------------------------------------------------------------
    # FORMATION, PROCEDURE
    # ------------------------------------------------------------
    "formation": [
        Bounds(
            "1403/12/30 -, 1404/01/01 due 2, 1404/01/02 overdue 4,"
            " 1404/02/09 overdue 4, 1404/02/10 met 4",
            "opens 1404/01/01, due 1404/01/01, met 1404/02/10",
        ),
        Bounds(
            "1391/05/01 due 2, 1403/05/31 overdue 4, 1403/06/01 met 4",
            "opens 1391/05/01, due 1391/05/01, met 1403/06/01",
            of="foreign",
        ),
        Bounds(
            "1405/07/30 met 4, 1405/08/01 due 2, 1405/08/02 overdue 4",
            "opens 1405/08/01, due 1405/08/01",
            given="dissolved",
        ),
        # the expert committee is none of the province
        Bounds("1404/02/09 overdue 4", given="experts_formed_first"),
        Bounds("1405/08/02 met 4", "opens 1404/01/01", given="experts_dissolved"),
        Bounds(
            "1405/08/01 due 2",
            "opens 1405/08/01, period 1405/08/01",
            given="dissolved_twice",
        ),
        # the duty is as old as the first edition
        Bounds(
            "1391/04/31 -, 1404/02/01 met 4",
            "opens 1391/05/01",
            of="foreign",
            given="half_years",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/01/20 -", given="no_edition"),
        # the national organisation has companies without a province
        Bounds("1404/01/20 -", given="without_province"),
    ],
    "consult_governor": [
        Bounds(
            "1404/02/09 -, 1404/02/10 met .",
            # thirty days before
            "opens 1404/02/10, due 1404/02/10, lost 1404/02/10, met 1404/01/11",
        ),
        Bounds("1404/02/09 -, 1404/02/10 missed 2", given="unheard"),
        Bounds("1404/02/10 met .", "met 1404/02/10", given="heard_on_the_day"),
        Bounds("1404/02/10 missed 2, 1404/02/11 missed 2", given="heard_too_late"),
        Bounds("1404/02/10 missed 2", given="heard_without_result"),
        Bounds("1404/02/10 met .", "met 1404/01/11", given="governor_heard_alone"),
    ],
    "consult_deputy": [
        Bounds(
            "1404/02/09 -, 1404/02/10 met .",
            "opens 1404/02/10, due 1404/02/10, lost 1404/02/10, met 1404/01/18",
        ),
        Bounds("1404/02/09 -, 1404/02/10 missed 2", given="unheard"),
        Bounds("1404/02/10 met .", "met 1404/02/10", given="heard_on_the_day"),
        Bounds("1404/02/10 missed 2, 1404/02/11 missed 2", given="heard_too_late"),
        Bounds("1404/02/10 missed 2", given="heard_without_result"),
        Bounds("1404/02/10 missed 2", given="governor_heard_alone"),
    ],
    "parent_body": [
        Bounds(
            "1404/02/09 -, 1404/02/10 met .",
            "opens 1404/02/10, due 1404/02/10, met 1404/02/10",
        ),
        Bounds(
            "1404/02/09 -, 1404/02/10 due 1, 1404/02/11 overdue 1",
            given="without_parent",
        ),
        Bounds("1404/02/11 overdue 1", given="blank_parent"),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/06/01 due 1, 1404/06/02 overdue 1",
            "due 1404/06/01",
            given="watched_from 1404/06/01 without_parent",
        ),
    ],
    "deputy": [
        Bounds(
            "1404/02/09 -, 1404/02/10 due 2, 1404/02/11 overdue 2,"
            " 1404/02/31 overdue 2, 1404/03/01 met 2",
            "opens 1404/02/10, due 1404/02/10, met 1404/03/01",
        ),
        # the next one begins on 1405/04/01
        Bounds(
            "1405/01/31 -, 1405/02/01 due 2, 1405/02/02 overdue 2,"
            " 1405/02/30 overdue 2, 1405/02/31 overdue 4, 1405/03/31 overdue 4,"
            " 1405/04/01 met 4",
            "opens 1405/02/01, due 1405/02/01, met 1405/04/01",
            of="no deputy",
            given="deputy_replaced_late",
        ),
        Bounds(
            "1405/02/01 -, 1405/02/02 -, 1405/09/02 -",
            of="no deputy",
            given="deputy_replaced_at_once",
        ),
        # nobody can reach him
        Bounds(
            "1404/02/11 overdue 2, 1404/03/08 overdue 2, 1404/03/09 overdue 4,"
            " 1405/09/02 overdue 4",
            given="deputy_without_address",
        ),
        Bounds("1404/03/01 met 2", given="deputy_with_mail_alone"),
        Bounds("1404/03/01 met 2", given="deputy_with_account_alone"),
        # a draft, another duty, another province
        Bounds(
            "1404/02/29 overdue 2, 1404/03/01 met 2",
            "met 1404/03/01",
            given="draft_deputy_before",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/02/25 due 2, 1404/02/26 overdue 2, 1404/03/01 met 2",
            "due 1404/02/25",
            given="watched_from 1404/02/25",
        ),
        Bounds("1404/02/11 overdue 2", "period 1404/02/10"),
        Bounds(
            "1405/04/01 met 4",
            "evidence next deputy",
            of="no deputy",
            given="deputy_replaced_late",
        ),
    ],
    "acknowledgement": [
        Bounds(
            "1403/12/30 -, 1404/01/01 at_risk 2, 1404/01/30 at_risk 2,"
            " 1404/01/31 at_risk 2, 1404/02/01 overdue 4, 1404/04/31 overdue 4,"
            " 1404/05/01 met 4",
            "opens 1404/01/01, warns 1404/01/01, due 1404/01/31, met 1404/05/01",
        ),
        Bounds("1404/05/01 overdue 4", given="acknowledged_elsewhere"),
        # where no edition is in force nothing is asked
        Bounds("1404/02/01 -", given="no_edition"),
        Bounds("1404/02/01 -", given="without_province"),
    ],
    "edition_change": [
        Bounds(
            "1405/02/31 -, 1405/03/01 due 4, 1405/03/02 overdue 4,"
            " 1405/03/31 overdue 4, 1405/04/01 met 4",
            "opens 1405/03/01, due 1405/03/01, met 1405/04/01",
            of="edition",
            given="unexplained_edition",
        ),
        Bounds(
            "1405/05/31 -, 1405/06/01 met .",
            "opens 1405/06/01, due 1405/06/01, met 1405/06/01",
            of="explained",
            given="unexplained_edition",
        ),
        Bounds("1405/04/01 overdue 4", of="edition", given="interpretation_in_draft"),
        Bounds(
            "1405/04/01 overdue 4",
            of="edition",
            given="interpretation_of_another_clause",
        ),
        # it is the national office alone that owes it
        Bounds("1405/03/02 -", given="unexplained_edition"),
        # the first edition changes nothing
        Bounds("1405/03/02 -", of="first edition", given="unexplained_edition"),
    ],
    # ------------------------------------------------------------
    # SEATS
    # ------------------------------------------------------------
    "member_seat": [
        Bounds(
            "1404/05/01 -, 1404/05/02 at_risk 1, 1404/05/31 at_risk 1,"
            " 1404/06/01 at_risk 2, 1404/06/02 overdue 3, 1404/06/31 overdue 3,"
            " 1404/07/01 overdue 4, 1404/08/09 overdue 4, 1404/08/10 met 4",
            "opens 1404/05/02, warns 1404/05/02, due 1404/06/01,"
            " escalates 1404/07/01, met 1404/08/10",
        ),
        Bounds(
            "1404/07/15 overdue 4, 1404/07/16 met 4",
            "met 1404/07/16",
            given="seat_closed",
        ),
        # from the formation on, or from its own beginning
        Bounds(
            "1404/02/09 -, 1404/02/10 at_risk 1, 1404/03/08 at_risk 1,"
            " 1404/03/09 at_risk 2, 1404/03/10 overdue 3, 1404/04/08 overdue 3,"
            " 1404/04/09 overdue 4",
            "opens 1404/02/10, warns 1404/02/10, due 1404/03/09, escalates 1404/04/09",
            of="never held",
            given="seat_never_held",
        ),
        Bounds(
            "1404/04/31 -, 1404/05/01 at_risk 1, 1404/05/31 at_risk 2,"
            " 1404/06/01 overdue 3",
            "opens 1404/05/01, due 1404/05/31",
            of="never held",
            given="seat_opened_later",
        ),
        Bounds(
            "1404/03/19 overdue 3, 1404/03/20 met 3",
            "opens 1404/02/10, met 1404/03/20",
            of="never held",
            given="seat_held_late",
        ),
        Bounds(
            "1404/02/10 -, 1405/09/02 -", of="never held", given="seat_of_no_statute"
        ),
        Bounds("1404/02/10 -, 1405/09/02 -", of="never held", given="seat_archived"),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/06/15 at_risk 2, 1404/06/16 overdue 3, 1404/07/14 overdue 3,"
            " 1404/07/15 overdue 4",
            "due 1404/06/15, escalates 1404/07/15",
            given="watched_from 1404/06/15",
        ),
        Bounds("1404/06/02 overdue 3", "period 1404/05/02"),
        Bounds("1404/05/02 -, 1404/06/02 -", given="seat_closed_when_he_left"),
        # where no edition is in force nothing is asked
        Bounds("1404/06/02 -", given="no_edition"),
        Bounds(
            "1404/05/15 overdue 4, 1404/05/16 met 4",
            "met 1404/05/16",
            of="never held",
            given="seat_closed_unheld",
        ),
    ],
    "chair_seat": [
        Bounds(
            "1405/07/20 -, 1405/07/21 at_risk 2, 1405/08/20 at_risk 2,"
            " 1405/08/21 at_risk 2, 1405/08/22 overdue 4, 1405/08/27 overdue 4,"
            " 1405/08/28 met 4",
            "opens 1405/07/21, warns 1405/07/21, due 1405/08/21, met 1405/08/28",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1405/08/25 at_risk 2, 1405/08/26 overdue 4",
            given="watched_from 1405/08/25",
        ),
    ],
    "secretary_seat": [
        Bounds(
            "1405/07/19 -, 1405/07/20 at_risk 1, 1405/08/19 at_risk 1,"
            " 1405/08/20 at_risk 1, 1405/08/21 overdue 4, 1405/08/29 overdue 4,"
            " 1405/08/30 met 4",
            "opens 1405/07/20, warns 1405/07/20, due 1405/08/20, met 1405/08/30",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1405/08/25 at_risk 1, 1405/08/26 overdue 4",
            given="watched_from 1405/08/25",
        ),
    ],
    "decree": [
        Bounds(
            "1404/02/09 -, 1404/02/10 met .",
            "opens 1404/02/10, due 1404/02/10, met 1404/02/10",
        ),
        Bounds(
            "1405/05/31 -, 1405/06/01 due 2, 1405/06/02 overdue 2,"
            " 1405/06/07 overdue 2, 1405/06/08 overdue 3, 1405/06/09 overdue 3,"
            " 1405/06/10 -",
            of="wrong_decree",
        ),
        # a valid one stays told when its holder has left
        Bounds(
            "1404/05/01 met ., 1404/05/02 met ., 1405/09/02 met .",
            of="first of the changed seat",
        ),
        Bounds("1404/02/10 -", of="the chair"),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1405/06/05 due 2, 1405/06/06 overdue 2, 1405/06/09 overdue 2",
            "due 1405/06/05",
            of="wrong_decree",
            given="watched_from 1405/06/05",
        ),
        Bounds(
            "1404/02/10 due 2, 1404/02/17 overdue 3",
            of="renewed",
            given="decree_in_draft",
        ),
    ],
    "decree_term": [
        Bounds(
            "1405/01/01 due ., 1405/01/10 due ., 1405/01/11 at_risk 1,"
            " 1405/02/09 at_risk 1, 1405/02/10 at_risk 2, 1405/02/11 overdue 2,"
            " 1405/02/16 overdue 2, 1405/02/17 overdue 3, 1405/03/31 overdue 3,"
            " 1405/04/01 met 3",
            "opens 1404/02/10, warns 1405/01/11, due 1405/02/10, met 1405/04/01",
            of="renewed",
            given="term_of_a_year",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1405/02/15 at_risk 2, 1405/02/16 overdue 2, 1405/02/22 overdue 3",
            "due 1405/02/15",
            of="renewed",
            given="watched_from 1405/02/15 term_of_a_year",
        ),
        # a seat left empty is another matter
        Bounds(
            "1405/03/31 overdue 3, 1405/04/01 -",
            of="renewed",
            given="term_of_a_year_unrenewed",
        ),
        Bounds(
            "1405/01/01 -, 1405/09/02 -",
            of="first of the changed seat",
            given="term_of_a_year",
        ),
        # where no edition is in force nothing is asked
        Bounds("1405/02/11 -", of="renewed", given="no_edition"),
        Bounds(
            "1405/02/10 at_risk 2, 1405/02/11 overdue 2",
            of="sitting",
            given="term_of_a_year",
        ),
    ],
    # ------------------------------------------------------------
    # CADENCE
    # ------------------------------------------------------------
    "first_meeting": [
        Bounds(
            "1404/02/09 -, 1404/02/10 due ., 1404/03/08 due ., 1404/03/09 at_risk 1,"
            " 1404/04/07 at_risk 1, 1404/04/08 at_risk 3, 1404/04/09 overdue 3,"
            " 1404/04/14 overdue 3, 1404/04/15 met 3",
            "opens 1404/02/10, warns 1404/03/09, due 1404/04/08, met 1404/04/15",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/04/10 at_risk 3, 1404/04/11 overdue 3, 1404/04/15 met 3",
            "due 1404/04/10",
            given="watched_from 1404/04/10",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/04/09 -", given="no_edition"),
    ],
    "meeting_gap": [
        Bounds(
            "1404/04/14 -, 1404/04/15 due ., 1404/09/14 due ., 1404/09/15 at_risk 1,"
            " 1404/10/14 at_risk 1, 1404/10/15 at_risk 3, 1404/10/16 overdue 3,"
            " 1404/11/15 overdue 3, 1404/11/16 overdue 4, 1404/11/19 overdue 4,"
            " 1404/11/20 met 4",
            "opens 1404/04/15, warns 1404/09/15, due 1404/10/15,"
            " escalates 1404/11/16, met 1404/11/20",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/10/20 at_risk 3, 1404/10/21 overdue 3, 1404/11/19 overdue 3,"
            " 1404/11/20 met 3",
            "due 1404/10/20, escalates 1404/11/21",
            given="watched_from 1404/10/20",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/10/16 -", given="no_edition"),
    ],
    # 120 days before the end of 1404 it is 1404/08/29
    "meeting_count": [
        Bounds(
            "1403/12/30 -, 1404/01/01 due ., 1404/07/28 due ., 1404/07/29 at_risk 1,"
            " 1404/08/29 at_risk 1, 1404/08/30 unachievable 3,"
            " 1404/12/29 unachievable 3, 1405/01/01 missed 4",
            "opens 1404/01/01, due 1404/12/29, lost 1405/01/01, measure 1, target 2",
            of="1404",
        ),
        Bounds(
            "1404/08/29 at_risk 1",
            "opens 1404/01/01, warns 1404/07/29, due 1404/12/29, doomed 1404/08/30,"
            " lost 1405/01/01, measure 0, target 2",
            of="1404",
        ),
        # half a year is left at the formation
        Bounds(
            "1403/05/31 -, 1403/06/01 due ., 1403/07/09 due ., 1403/07/10 met .",
            "opens 1403/01/01, warns 1403/11/30, due 1403/12/30, lost 1404/01/01,"
            " met 1403/07/10, measure 1, target 1",
            of="1403",
        ),
        Bounds(
            "1405/01/01 due ., 1405/02/09 due ., 1405/02/10 due ., 1405/06/31 due .,"
            " 1405/07/01 met .",
            "opens 1405/01/01, due 1405/12/29, met 1405/07/01, measure 2, target 2",
            of="1405",
        ),
        # before its formation a committee owes nothing
        Bounds("1403/06/01 -, 1405/09/02 -", of="1402"),
        # the year that ends on the day on which the watch begins is watched
        Bounds(
            "1404/12/29 met .",
            "met 1404/04/15, measure 2, target 1",
            of="own 1404",
            given="watched_from 1404/12/29",
        ),
        Bounds("1405/01/01 -", of="own 1404", given="watched_from 1405/01/01"),
        # what could still be reached on that day is asked, what could not is not
        Bounds(
            "1404/08/29 at_risk 1",
            of="1404",
            given="elsewhere_watched_from 1404/08/29",
        ),
        Bounds(
            "1404/08/30 -, 1405/01/01 -",
            of="1404",
            given="elsewhere_watched_from 1404/08/30",
        ),
        # what the year had before is reached: 174 days less 30 of tolerance lie between
        Bounds(
            "1404/12/28 met 1",
            "met 1404/12/25, measure 2, target 2",
            of="own 1404",
            given="strict_and_watched_from 1404/12/28 1404/04/15 1404/12/25",
        ),
        # the first and the last day of a year lie in it
        Bounds(
            "1404/12/28 at_risk 1, 1404/12/29 met 1",
            "met 1404/12/29, measure 2",
            of="1404",
            given="elsewhere_held 1404/08/29 1404/12/29",
        ),
        Bounds(
            "1404/12/29 unachievable 3, 1405/01/01 missed 4",
            "measure 1, target 2",
            of="1404",
            given="elsewhere_held 1404/08/29 1405/01/01",
        ),
        Bounds(
            "1405/01/01 due .",
            "measure 1, target 2",
            of="1405",
            given="elsewhere_held 1404/08/29 1405/01/01",
        ),
        # 250 days after 1404/10/05 it is 1405/06/11, which leaves no room for two
        Bounds(
            "1404/12/29 -, 1405/01/01 unachievable 3",
            "doomed 1405/01/01, measure 0, target 2",
            of="1405",
            given="spaced_by 250",
        ),
        # who is formed on the first day of a year is formed in it
        Bounds("1404/03/01 -", of="own 1404", given="formed_under 1404/01/01 none"),
        Bounds(
            "1404/03/01 due .",
            "target 2",
            of="own 1404",
            given="formed_under 1403/12/30 none",
        ),
        Bounds(
            "1404/03/01 due .",
            "target 2",
            of="own 1404",
            given="formed_under 1404/01/01 proportional",
        ),
        Bounds(
            "1404/03/01 due .",
            "target 1",
            of="own 1404",
            given="formed_under 1404/01/02 proportional",
        ),
        Bounds(
            "1404/03/01 due .",
            "target 2",
            of="own 1404",
            given="formed_under 1404/01/02 full",
        ),
        # 1403/10/12 is 2025-01-01
        Bounds(
            "1404/03/01 due .",
            "opens 1403/10/12, due 1404/10/10, target 2",
            of="own 2025",
            given="gregorian_formed 1403/10/12",
        ),
        Bounds(
            "1404/03/01 due .",
            "target 1",
            of="own 2025",
            given="gregorian_formed 1403/10/13",
        ),
        # who is formed on the day before owes the whole of 2025
        Bounds(
            "1404/03/01 due .",
            "target 2",
            of="own 2025",
            given="gregorian_formed 1403/10/11",
        ),
        # minutes that were returned counted until then
        Bounds(
            "1405/02/14 due .",
            "measure 0, target 2",
            of="1405",
            given="minutes_returned_elsewhere",
        ),
        Bounds(
            "1405/02/15 due .",
            "measure 1",
            of="1405",
            given="minutes_returned_elsewhere",
        ),
        Bounds(
            "1405/02/29 due .",
            "measure 1",
            of="1405",
            given="minutes_returned_elsewhere",
        ),
        Bounds(
            "1405/03/01 due .",
            "measure 0",
            of="1405",
            given="minutes_returned_elsewhere",
        ),
        Bounds(
            "1404/09/01 due .",
            "measure 1, target 2",
            of="1404",
            given="elsewhere_watched_and_held 1404/09/01 1404/01/01 1404/12/29",
        ),
        Bounds(
            "1404/09/01 -, 1404/09/02 -",
            of="1404",
            given="elsewhere_watched_and_held 1404/09/01 1404/09/01 1404/12/29",
        ),
        Bounds(
            "1404/05/31 due ., 1404/06/01 met .",
            "met 1404/06/01, evidence close, measure 2",
            of="1404",
            given="elsewhere_held 1404/01/01 1404/06/01",
        ),
        # read strictly, they lie six months less the tolerance apart
        Bounds(
            "1404/12/28 at_risk 1",
            "measure 1, target 2",
            of="own 1404",
            given="strict_and_watched_from 1404/01/01 1404/04/15 1404/09/14",
        ),
        Bounds(
            "1404/12/28 met .",
            "met 1404/09/15, measure 2, target 2",
            of="own 1404",
            given="strict_and_watched_from 1404/01/01 1404/04/15 1404/09/15",
        ),
        Bounds(
            "1404/07/04 due ., 1404/07/05 at_risk 1, 1404/08/05 at_risk 1,"
            " 1404/08/06 unachievable 3",
            "warns 1404/07/05, doomed 1404/08/06, measure 0",
            of="1404",
            given="spacing_read strict",
        ),
        # not read at all, they lie a day apart
        Bounds(
            "1404/11/27 due ., 1404/11/28 at_risk 1",
            "warns 1404/11/28, doomed 1404/12/29, measure 0",
            of="1404",
            given="lax_and_elsewhere_held 1404/12/28 1404/12/29",
        ),
        Bounds(
            "1404/12/29 met 1",
            "met 1404/12/29, measure 2",
            of="1404",
            given="lax_and_elsewhere_held 1404/12/28 1404/12/29",
        ),
        Bounds(
            "1404/12/29 unachievable 3",
            "measure 1",
            of="1404",
            given="lax_and_elsewhere_held 1404/12/29 1404/12/29",
        ),
        # another reading is another rule, and so is another kind of year
        Bounds("1404/05/01 -", of="1404", given="half_years"),
        Bounds("1404/05/01 -", of="own 2025"),
        # a past year stays judged by the edition of its own
        Bounds(
            "1405/09/02 missed 4",
            "measure 1, target 2",
            of="1404",
            given="longer_expert_gap_later",
        ),
        Bounds("1404/05/01 -", of="1404", given="no_edition"),
    ],
    "meeting_count_half": [
        Bounds(
            "1403/12/30 -, 1404/01/01 due ., 1404/05/31 due ., 1404/06/01 at_risk 1,"
            " 1404/06/30 at_risk 1, 1404/06/31 unachievable 3, 1404/07/01 missed 4",
            "opens 1404/01/01, warns 1404/06/01, due 1404/06/31, doomed 1404/06/31,"
            " lost 1404/07/01, measure 0, target 1",
            of="half 1",
            given="half_years",
        ),
        Bounds(
            "1404/06/31 -, 1404/07/01 due ., 1404/10/04 due ., 1404/10/05 met .",
            "opens 1404/07/01, warns 1404/11/29, due 1404/12/29, doomed 1404/12/29,"
            " lost 1405/01/01, met 1404/10/05, measure 1, target 1",
            of="half 2",
            given="half_years",
        ),
        Bounds("1404/12/20 met .", "measure 2", of="half 2", given="half_years"),
        # before its formation a committee owes nothing, in the half of it neither
        Bounds(
            "1403/06/01 -, 1403/07/10 -",
            of="half 2 of 1402",
            given="halves_since 1402/01/01",
        ),
        Bounds("1403/06/31 -", of="half 1 of 1403", given="halves_since 1402/01/01"),
        Bounds(
            "1403/07/09 due ., 1403/07/10 met .",
            of="half 2 of 1403",
            given="halves_since 1402/01/01",
        ),
        # the half that ends on the day on which the watch begins is watched
        Bounds(
            "1404/06/31 unachievable 3",
            of="half 1",
            given="elsewhere_watched_from 1404/06/31 half_years",
        ),
        Bounds(
            "1404/06/31 -, 1404/07/01 -",
            of="half 1",
            given="elsewhere_watched_from 1404/07/01 half_years",
        ),
        # who is formed on the first day of a year is formed in it
        Bounds(
            "1404/03/01 -", of="own half 1", given="halves_formed_under 1404/01/01 none"
        ),
        Bounds(
            "1404/07/01 -", of="own half 2", given="halves_formed_under 1404/01/01 none"
        ),
        Bounds(
            "1404/03/01 due .",
            of="own half 1",
            given="halves_formed_under 1403/12/30 none",
        ),
        Bounds(
            "1404/03/01 due .",
            of="own half 1",
            given="halves_formed_under 1404/01/01 proportional",
        ),
        Bounds(
            "1404/03/01 -",
            of="own half 1",
            given="halves_formed_under 1404/01/02 proportional",
        ),
        Bounds(
            "1404/07/01 due .",
            of="own half 2",
            given="halves_formed_under 1404/01/02 proportional",
        ),
        Bounds(
            "1404/03/01 due .",
            of="own half 1",
            given="halves_formed_under 1404/01/02 full",
        ),
        # of 2025 the first half ends on 1404/04/09
        Bounds(
            "1404/04/09 unachievable 3, 1404/04/10 missed 4",
            "opens 1403/10/12, due 1404/04/09, lost 1404/04/10",
            of="half 1 of 2025",
            given="gregorian_halves",
        ),
        Bounds(
            "1404/04/09 -, 1404/04/10 due ., 1404/10/04 at_risk 1, 1404/10/05 met 1",
            "opens 1404/04/10, due 1404/10/10, lost 1404/10/11",
            of="half 2 of 2025",
            given="gregorian_halves",
        ),
        # the first and the last day of a half lie in it
        Bounds(
            "1404/06/30 at_risk 1, 1404/06/31 met 1",
            "met 1404/06/31",
            of="half 1",
            given="elsewhere_held_in_halves 1404/06/31 1404/12/29",
        ),
        Bounds(
            "1404/12/28 at_risk 1, 1404/12/29 met 1",
            "met 1404/12/29",
            of="half 2",
            given="elsewhere_held_in_halves 1404/06/31 1404/12/29",
        ),
        Bounds(
            "1404/07/01 met .",
            "met 1404/07/01, measure 1",
            of="half 2",
            given="elsewhere_held_in_halves 1404/07/01 1405/01/01",
        ),
        Bounds(
            "1404/12/29 met .",
            "measure 1",
            of="half 2",
            given="elsewhere_held_in_halves 1404/07/01 1405/01/01",
        ),
        # another reading is another rule, and so is another kind of year
        Bounds("1404/06/31 -", of="half 1"),
        Bounds("1404/06/31 -", of="half 1", given="half_years_later"),
        Bounds("1404/04/09 -", of="half 1 of 2025", given="half_years"),
    ],
    "meeting_count_rolling": [
        Bounds(
            "1403/12/30 -, 1404/01/01 due ., 1404/06/10 due ., 1404/06/11 at_risk 1,"
            " 1404/07/09 at_risk 1, 1404/07/10 at_risk 3, 1404/07/11 overdue 3,"
            " 1404/08/10 overdue 3, 1404/08/11 overdue 4, 1405/02/09 overdue 4,"
            " 1405/02/10 met 4",
            "opens 1403/07/10, warns 1404/06/11, due 1404/07/10,"
            " escalates 1404/08/11, met 1405/02/10, target 2",
            of="very first",
            given="twelve_months",
        ),
        Bounds(
            "1404/10/04 -, 1404/10/05 due ., 1405/06/31 due ., 1405/07/01 met .",
            "opens 1404/10/05, due 1405/10/05, met 1405/07/01",
            of="lone",
            given="twelve_months",
        ),
        # it does not count beside the one before
        Bounds("1404/12/20 -, 1405/09/02 -", of="close", given="twelve_months"),
        # another reading is another rule
        Bounds("1404/08/01 -", of="very first"),
        Bounds("1404/08/01 -", of="very first", given="twelve_months_later"),
        # nothing follows before there was a meeting
        Bounds("1403/06/30 -", of="foreign", given="twelve_months_since 1403/01/01"),
        Bounds(
            "1403/07/10 due .",
            of="very first",
            given="twelve_months_since 1403/01/01",
        ),
        Bounds(
            "1405/02/10 met 4",
            "evidence third of elsewhere",
            of="very first",
            given="twelve_months",
        ),
    ],
    "meeting_spacing": [
        Bounds(
            "1404/12/19 -, 1404/12/20 at_risk 1, 1404/12/28 at_risk 1,"
            " 1404/12/29 missed 1",
            "opens 1404/12/20, warns 1404/12/20, due 1404/12/29, lost 1404/12/29",
            of="close",
        ),
        Bounds(
            "1404/10/04 -, 1404/10/05 met .",
            "opens 1404/10/05, due 1404/12/29, met 1404/10/05",
            of="lone",
        ),
        # a close one matters only in a year that is short of meetings
        Bounds(
            "1405/02/31 -, 1405/03/01 at_risk 1, 1405/06/31 at_risk 1,"
            " 1405/07/01 met 1",
            "met 1405/07/01, evidence last of elsewhere",
            of="another",
            given="another_elsewhere 1405/03/01",
        ),
        Bounds(
            "1405/07/30 -, 1405/08/01 met .",
            "met 1405/08/01, evidence last of elsewhere",
            of="another",
            given="another_elsewhere 1405/08/01",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/12/20 -", of="close", given="no_edition"),
    ],
    # ------------------------------------------------------------
    # INVITATION, ATTENDANCE
    # ------------------------------------------------------------
    "invitation": [
        Bounds(
            "1404/04/14 -, 1404/04/15 met .",
            "opens 1404/04/15, due 1404/04/15, lost 1404/04/15, met 1404/04/13",
        ),
        Bounds("1405/03/19 -, 1405/03/20 missed 3", of="uninvited"),
        Bounds("1404/04/15 met .", "met 1404/04/13", given="invited_after_as_well"),
        Bounds("1404/04/15 met .", "met 1404/04/13", given="invited_before_as_well"),
        Bounds("1404/04/15 met .", given="papers_without_proof"),
        # of two of one day the later one counts
        Bounds(
            "1404/04/15 met .", "evidence twin letter", given="invited_twice_on_the_day"
        ),
    ],
    "unresolved_meeting": [
        Bounds(
            "1405/05/09 -, 1405/05/10 due ., 1405/05/11 at_risk 0,"
            " 1405/05/16 at_risk 0, 1405/05/17 at_risk 2, 1405/05/18 overdue 2,"
            " 1405/05/24 overdue 2, 1405/05/25 met 2",
            "opens 1405/05/10, warns 1405/05/11, due 1405/05/17, met 1405/05/25",
            of="forgotten",
        ),
        Bounds(
            "1405/06/15 overdue 2, 1405/06/16 overdue 4",
            of="forgotten",
            given="forgotten_longer",
        ),
        Bounds(
            "1404/04/14 -, 1404/04/15 met .",
            "opens 1404/04/15, warns 1404/04/16, due 1404/04/22, met 1404/04/15",
        ),
        Bounds(
            "1405/05/24 overdue 2, 1405/05/25 met 2",
            "period 1405/05/10",
            of="forgotten",
            given="forgotten_postponed",
        ),
        Bounds(
            "1405/05/24 overdue 2, 1405/05/25 met 2",
            "period 1405/05/10",
            of="forgotten",
            given="forgotten_invited_twice",
        ),
        # what was cancelled before its day did not stand on it
        Bounds(
            "1405/05/10 -, 1405/05/18 -",
            of="forgotten",
            given="forgotten_cancelled 1405/05/09",
        ),
        Bounds(
            "1405/05/10 met .", of="forgotten", given="forgotten_cancelled 1405/05/10"
        ),
        Bounds(
            "1405/06/15 overdue 2, 1405/06/16 overdue 4",
            of="forgotten",
            given="forgotten_for_good",
        ),
        Bounds(
            "1405/05/09 -, 1405/05/10 due .",
            of="forgotten",
            given="forgotten_invited_on_the_day",
        ),
        # the last of two invitations to one day is open still
        Bounds(
            "1405/05/18 overdue 2, 1405/05/24 overdue 2, 1405/05/25 met 2",
            "met 1405/05/25",
            of="forgotten",
            given="forgotten_put_off_to_the_same_day",
        ),
        # where no edition is in force nothing is asked
        Bounds("1405/05/18 -", of="forgotten", given="no_edition"),
        Bounds("1404/04/15 -", given="no_edition"),
    ],
    # nine statutory seats, then a bank beside them
    "invited_members": [
        Bounds(
            "1404/04/14 -, 1404/04/15 met .",
            "opens 1404/04/15, due 1404/04/15, lost 1404/04/15, met 1404/04/13,"
            " measure 9, target 9",
        ),
        Bounds("1405/06/19 -, 1405/06/20 missed 1", "measure 9, target 10", of="slow"),
        Bounds("1404/04/15 missed 1", "measure 8, target 9", given="one_told_too_late"),
        Bounds(
            "1404/04/15 met .",
            "met 1404/04/14, measure 9, target 9",
            given="one_told_a_day_later",
        ),
    ],
    "notice": [
        Bounds(
            "1404/04/14 -, 1404/04/15 missed 1",
            "opens 1404/04/13, due 1404/04/12, lost 1404/04/15, measure 2, target 3",
        ),
        Bounds(
            "1404/11/19 -, 1404/11/20 met .",
            "opens 1404/11/08, due 1404/11/17, met 1404/11/08, measure 12, target 3",
            of="second",
        ),
        Bounds(
            "1404/04/15 missed 1",
            "opens 1404/04/13, measure 2",
            given="invited_after_as_well",
        ),
        Bounds(
            "1404/04/15 missed 1",
            "opens 1404/04/13, measure 2",
            given="invited_before_as_well",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/04/15 -", given="no_edition"),
        Bounds("1404/04/15 missed 1", "measure 1", given="invited_twice_on_the_day"),
    ],
    "attendance": [
        Bounds(
            "1404/04/14 -, 1404/04/15 due ., 1404/04/21 due ., 1404/04/22 due 0,"
            " 1404/04/23 overdue 0, 1404/05/05 overdue 0, 1404/05/06 met 0",
            "opens 1404/04/15, due 1404/04/22, met 1404/05/06",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/04/23 -", given="no_edition"),
    ],
    # away from the first and the second meeting, there at the third
    "absence": [
        Bounds("1404/05/05 -, 1404/05/06 at_risk 1", "measure 1, target 2"),
        Bounds(
            "1404/11/30 at_risk 1, 1404/12/01 overdue 3, 1405/02/31 overdue 3,"
            " 1405/03/01 met 3",
            "opens 1404/04/15, warns 1404/04/15, due 1404/11/20, met 1405/02/30,"
            " measure 2, target 2",
        ),
        # who is excused neither came nor stayed away
        Bounds("1405/03/01 overdue 3", "measure 2", given="third_excused"),
        Bounds("1405/03/01 met 3", "measure 2", given="third_represented"),
        Bounds(
            "1405/03/01 overdue 3", "due 1404/11/20, measure 3", given="third_absent"
        ),
        Bounds("1404/12/01 at_risk 1", "measure 1", given="second_excused"),
        Bounds("1404/12/01 met 1", "met 1404/11/20, measure 1", given="second_present"),
        Bounds("1404/12/01 overdue 3", "period 1404/04/15"),
        # where no edition is in force nothing is asked
        Bounds("1404/12/01 -", given="no_edition"),
    ],
    # ------------------------------------------------------------
    # AGENDA, MINUTES, DISPATCH
    # ------------------------------------------------------------
    "agenda": [
        Bounds(
            "1405/05/31 -, 1405/06/01 due ., 1405/06/09 due ., 1405/06/10 at_risk 0,"
            " 1405/06/16 at_risk 0, 1405/06/17 at_risk 3, 1405/06/18 overdue 3",
            "opens 1405/06/01, warns 1405/06/10, due 1405/06/17",
            of="slow",
        ),
        # approved on the day of the invitation, which is when it is needed
        Bounds(
            "1405/06/19 met 0",
            "opens 1405/06/01, warns 1405/06/12, due 1405/06/19, lost 1405/06/19,"
            " met 1405/06/19",
            of="slow",
        ),
        Bounds(
            "1405/03/19 -, 1405/03/20 missed 3",
            "opens 1405/03/20, due 1405/03/20, lost 1405/03/20",
            of="uninvited",
        ),
        Bounds(
            "1404/04/13 missed 3, 1404/04/14 missed 3", given="agenda_after_invitation"
        ),
        # what is cancelled needs no agenda any longer
        Bounds("1405/05/24 met 0, 1405/05/25 -", of="forgotten"),
        Bounds("1405/06/20 met 0", "due 1405/06/19, lost 1405/06/19", of="slow"),
        Bounds(
            "1405/05/31 -, 1405/06/01 due ., 1405/06/10 at_risk 0",
            "opens 1405/06/01",
            of="slow",
            given="agenda_proposed_again",
        ),
        # it was planned for 1405/06/14, until it was moved to 06/20
        Bounds("1405/06/01 due .", "due 1405/06/11", of="slow", given="slow_moved"),
        Bounds("1405/06/04 at_risk 0", "due 1405/06/11", of="slow", given="slow_moved"),
        Bounds("1405/06/05 due .", "due 1405/06/17", of="slow", given="slow_moved"),
        # where no edition is in force nothing is asked
        Bounds("1405/06/18 -", of="slow", given="no_edition"),
        # once it is put off, the invitation asks for no agenda
        Bounds(
            "1405/05/04 met 0",
            "due 1405/04/29",
            of="forgotten",
            given="forgotten_put_off 1405/05/05",
        ),
        Bounds(
            "1405/05/05 met .",
            "due 1405/05/07",
            of="forgotten",
            given="forgotten_put_off 1405/05/05",
        ),
        Bounds("1405/03/20 missed 3", of="uninvited", given="uninvited_without_steps"),
    ],
    "late_item": [
        Bounds(
            "1404/11/19 -, 1404/11/20 due 3, 1404/11/21 overdue 3,"
            " 1404/11/24 overdue 3, 1404/11/25 met 3",
            "opens 1404/11/20, due 1404/11/20, met 1404/11/25",
        )
    ],
    # five working days after a Sunday it is Sunday 1404/04/22, ten: 1404/04/29
    "minutes": [
        Bounds(
            "1404/04/14 -, 1404/04/15 due ., 1404/04/19 due ., 1404/04/20 at_risk 0,"
            " 1404/04/21 at_risk 0, 1404/04/22 at_risk 1, 1404/04/23 overdue 1,"
            " 1404/04/28 overdue 1, 1404/04/29 overdue 2, 1404/05/05 overdue 2,"
            " 1404/05/06 met 2",
            "opens 1404/04/15, warns 1404/04/20, due 1404/04/22,"
            " escalates 1404/04/29, met 1404/05/06, measure 11",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/04/23 -", given="no_edition"),
    ],
    "minutes_made": [
        Bounds(
            "1405/03/27 -, 1405/03/28 due ., 1405/06/19 due ., 1405/06/20 due 2,"
            " 1405/06/21 overdue 4",
            "opens 1405/03/28, due 1405/06/20",
            of="uninvited",
        ),
        Bounds(
            "1404/04/22 -, 1404/04/23 due ., 1404/05/05 due ., 1404/05/06 met .",
            "opens 1404/04/23, due 1405/01/01, met 1404/05/06",
        ),
        # what was due before the watch began is not asked for
        Bounds("1404/04/23 due .", given="watched_from 1404/04/22"),
        Bounds("1404/04/23 -", given="watched_from 1404/04/23"),
        # where no edition is in force nothing is asked
        Bounds("1404/04/23 -", given="no_edition"),
    ],
    "dispatch": [
        Bounds(
            "1404/04/21 -, 1404/04/22 due ., 1404/05/01 due ., 1404/05/02 at_risk .,"
            " 1404/05/04 at_risk ., 1404/05/05 at_risk 2, 1404/05/06 overdue 2,"
            " 1404/05/11 overdue 2, 1404/05/12 overdue 3, 1404/06/03 overdue 3,"
            " 1404/06/04 overdue 4, 1404/06/11 overdue 4, 1404/06/12 met 4",
            "opens 1404/04/22, warns 1404/05/02, due 1404/05/05, met 1404/06/12",
        ),
        Bounds("1404/06/12 overdue 4", given="papers_without_proof"),
        # where no edition is in force nothing is asked
        Bounds("1404/05/06 -", given="no_edition"),
    ],
    "dispatch_made": [
        Bounds(
            "1404/12/12 -, 1404/12/13 due ., 1404/12/29 due ., 1405/01/01 due 3,"
            " 1405/01/02 overdue 4",
            "opens 1404/12/13, due 1405/01/01",
            of="second",
        ),
        Bounds(
            "1404/05/05 -, 1404/05/06 due ., 1404/06/11 due ., 1404/06/12 met .",
            "opens 1404/05/06, due 1405/01/01, met 1404/06/12",
        ),
        # what was due before the watch began is not asked for
        Bounds("1404/05/06 due .", given="watched_from 1404/05/05"),
        Bounds("1404/05/06 -", given="watched_from 1404/05/06"),
        # where no edition is in force nothing is asked
        Bounds("1404/05/06 -", given="no_edition"),
    ],
    "dispatch_signature": [
        Bounds(
            "1404/06/01 -, 1404/06/02 due 2, 1404/06/03 overdue 2,"
            " 1404/06/08 overdue 2, 1404/06/09 overdue 3, 1404/06/11 overdue 3,"
            " 1404/06/12 met 3",
            "opens 1404/06/02, due 1404/06/02, met 1404/06/12",
        ),
        Bounds(
            "1404/06/31 overdue 3, 1404/07/01 overdue 4, 1405/09/02 overdue 4",
            given="secretary_signs_all",
        ),
        Bounds("1404/06/01 -, 1404/06/02 -, 1405/09/02 -", of="second"),
        Bounds(
            "1404/06/01 -, 1404/06/02 due 2",
            "opens 1404/06/02",
            given="draft_dispatch_before",
        ),
    ],
    "dispatch_recipients": [
        Bounds(
            "1404/06/11 -, 1404/06/12 due 2, 1404/06/13 overdue 2,"
            " 1404/06/18 overdue 2, 1404/06/19 overdue 3, 1404/06/20 met 3",
            "opens 1404/06/12, due 1404/06/12, met 1404/06/20",
        ),
        Bounds(
            "1404/07/10 overdue 3, 1404/07/11 overdue 4, 1405/09/02 overdue 4",
            given="left_out_for_good",
        ),
        # whom the first letter reached
        Bounds("1404/06/12 -, 1404/06/20 -", of="told body"),
        Bounds(
            "1404/06/12 due 2, 1404/06/13 met 2",
            "met 1404/06/13",
            given="left_out_reached 1404/06/13",
        ),
        Bounds("1404/06/12 -, 1404/06/13 -", given="left_out_reached 1404/06/12"),
        # whose task it is gets the dispatch under any edition, and under none
        Bounds("1404/06/12 -", given="no_edition"),
        Bounds("1404/06/12 due 2", given="no_edition_and_a_task"),
    ],
    "national_copy": [
        Bounds(
            "1404/04/21 -, 1404/04/22 due ., 1404/05/01 due ., 1404/05/02 at_risk .,"
            " 1404/05/04 at_risk ., 1404/05/05 at_risk 2, 1404/05/06 overdue 4,"
            " 1404/06/24 overdue 4, 1404/06/25 met 4",
            "opens 1404/04/22, warns 1404/05/02, due 1404/05/05, met 1404/06/25",
        ),
        Bounds("1404/06/25 overdue 4", given="papers_without_proof"),
        # where no edition is in force nothing is asked
        Bounds("1404/05/06 -", given="no_edition"),
    ],
    "national_copy_made": [
        Bounds(
            "1404/12/12 -, 1404/12/13 due ., 1404/12/29 due ., 1405/01/01 due 2,"
            " 1405/01/02 overdue 4",
            "opens 1404/12/13, due 1405/01/01",
            of="second",
        ),
        Bounds(
            "1404/05/05 -, 1404/05/06 due ., 1404/06/24 due ., 1404/06/25 met .",
            "opens 1404/05/06, due 1405/01/01, met 1404/06/25",
        ),
        # what was due before the watch began is not asked for
        Bounds("1404/05/06 due .", given="watched_from 1404/05/05"),
        Bounds("1404/05/06 -", given="watched_from 1404/05/06"),
        # where no edition is in force nothing is asked
        Bounds("1404/05/06 -", given="no_edition"),
    ],
    "task": [
        Bounds(
            "1404/06/01 -, 1404/06/02 due ., 1404/07/02 due ., 1404/07/03 at_risk 0,"
            " 1404/07/09 at_risk 0, 1404/07/10 at_risk 1, 1404/07/11 overdue 1,"
            " 1404/07/30 overdue 1, 1404/08/01 met 1",
            "opens 1404/06/02, warns 1404/07/03, due 1404/07/10, met 1404/08/01",
        ),
        Bounds("1404/08/09 overdue 1, 1404/08/10 overdue 2", given="task_not_done"),
        # done again where it was opened again
        Bounds(
            "1404/08/01 met 1, 1404/08/30 met 1, 1404/09/01 overdue 2,"
            " 1404/09/30 overdue 2, 1404/10/01 met 2",
            "met 1404/10/01",
            given="task_opened_again",
        ),
        Bounds("1404/07/14 overdue 1, 1404/07/15 -", given="task_withdrawn"),
        # a new deadline is a new obligation
        Bounds(
            "1404/07/02 due ., 1404/07/03 at_risk 0, 1404/07/04 at_risk 0",
            "warns 1404/07/03, due 1404/07/10",
            given="deadline_extended",
        ),
        Bounds(
            "1404/07/05 due ., 1404/07/11 due .",
            "warns 1404/08/13, due 1404/08/20",
            given="deadline_extended",
        ),
        Bounds("1404/07/05 due .", "period 1404/08/20", given="deadline_extended"),
    ],
    "review": [
        Bounds(
            "1405/03/19 -, 1405/03/20 at_risk 1",
            "opens 1405/03/20, due 1405/03/20, lost 1405/03/20",
            of="uninvited",
        ),
        Bounds(
            "1405/06/19 -, 1405/06/20 met .",
            "opens 1405/06/20, due 1405/06/20, lost 1405/06/20, met 1405/06/20",
            of="slow",
        ),
        Bounds(
            "1405/03/20 at_risk 1", of="uninvited", given="third_sent_the_day_before"
        ),
        Bounds("1405/03/20 -", of="uninvited", given="third_sent_on_the_day"),
        Bounds("1405/03/20 -", of="uninvited", given="third_done_on_the_day"),
        Bounds("1405/03/20 at_risk 1", of="uninvited", given="third_done_a_day_later"),
        Bounds("1405/03/20 -", of="uninvited", given="third_withdrawn_on_the_day"),
        Bounds(
            "1405/03/20 at_risk 1", of="uninvited", given="third_withdrawn_a_day_later"
        ),
        Bounds("1405/06/20 at_risk 1", of="slow", given="review_not_approved"),
        Bounds("1405/06/20 met .", of="slow", given="review_approved_on_the_day"),
        # what is opened again on the day of the meeting runs on it
        Bounds(
            "1405/03/20 at_risk 1",
            of="uninvited",
            given="third_opened_again 1405/03/20",
        ),
        Bounds("1405/03/20 -", of="uninvited", given="third_opened_again 1405/03/21"),
    ],
    # ------------------------------------------------------------
    # EXPERTS
    # ------------------------------------------------------------
    "secretariat": [
        Bounds(
            "1404/02/09 -, 1404/02/10 due ., 1404/03/08 due ., 1404/03/09 at_risk .,"
            " 1404/04/07 at_risk ., 1404/04/08 at_risk 1, 1404/04/09 overdue 1,"
            " 1404/06/19 overdue 1, 1404/06/20 met 1",
            "opens 1404/02/10, warns 1404/03/09, due 1404/04/08, met 1404/06/20",
        ),
        Bounds("1404/06/20 overdue 1", given="experts_elsewhere"),
        Bounds(
            "1404/06/20 met 1, 1405/07/30 met 1, 1405/08/01 overdue 1",
            given="experts_dissolved",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/04/20 at_risk 1, 1404/04/21 overdue 1",
            "due 1404/04/20",
            given="watched_from 1404/04/20",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/04/09 -", given="no_edition"),
    ],
    "expert_body": [
        Bounds(
            "1404/06/19 -, 1404/06/20 met .",
            "opens 1404/06/20, warns 1404/06/20, due 1404/07/19, met 1404/06/20",
            of="expert",
        ),
        # he left on 1404/09/01, and the next one came on 1404/10/10
        Bounds(
            "1404/09/01 met ., 1404/09/02 at_risk 0, 1404/10/01 at_risk 0,"
            " 1404/10/02 at_risk 1, 1404/10/03 overdue 1, 1404/10/09 overdue 1,"
            " 1404/10/10 met 1",
            "opens 1404/06/20, warns 1404/09/02, due 1404/10/02, met 1404/10/10",
            of="expert",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/10/05 at_risk 1, 1404/10/06 overdue 1",
            "due 1404/10/05",
            of="expert",
            given="watched_from 1404/10/05",
        ),
        # the first of two who sit for it
        Bounds(
            "1404/06/24 at_risk 0, 1404/08/01 met 0",
            "met 1404/06/25, evidence second expert",
            of="expert",
            given="two_experts",
        ),
        # statutory seats alone, of a body, until they are closed
        Bounds("1404/06/20 met ., 1404/07/15 met .", of="changed seat"),
        Bounds(
            "1404/07/15 met ., 1404/07/16 -", of="changed seat", given="seat_closed"
        ),
        Bounds(
            "1404/06/20 -, 1405/09/02 -",
            of="changed seat",
            given="seat_without_body",
        ),
        Bounds("1405/07/01 -", of="bank", given="bank_of_a_body"),
        Bounds("1404/06/20 -", of="never held", given="seat_of_no_statute"),
        Bounds("1404/06/20 -", of="never held", given="seat_archived"),
        Bounds("1404/06/20 -", given="no_statutory_seats"),
        # where no edition is in force nothing is asked
        Bounds("1404/10/03 -", given="no_edition"),
        # whose successor came on the next day, nobody was lacking
        Bounds(
            "1404/09/01 met ., 1404/09/02 met .",
            "warns 1404/09/02, met 1404/09/02",
            of="expert",
            given="expert_replaced_at_once",
        ),
    ],
    "expert_first": [
        Bounds(
            "1404/06/19 -, 1404/06/20 due ., 1404/09/04 due ., 1404/09/05 at_risk 0,"
            " 1404/09/18 at_risk 0, 1404/09/19 at_risk 1, 1404/09/20 overdue 1,"
            " 1404/09/24 overdue 1, 1404/09/25 met 1",
            "opens 1404/06/20, warns 1404/09/05, due 1404/09/19, met 1404/09/25",
        ),
        Bounds(
            "1404/09/25 overdue 1, 1405/01/15 met 1",
            "met 1405/01/15",
            given="session_without_proof",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1404/09/22 at_risk 1, 1404/09/23 overdue 1",
            "due 1404/09/22",
            given="watched_from 1404/09/22",
        ),
        Bounds("1404/09/05 -, 1404/09/20 -", given="no_expert_gap"),
        Bounds(
            "1404/09/20 overdue 1",
            "due 1404/09/19",
            given="longer_expert_gap_later",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/09/20 -", given="no_edition"),
    ],
    "expert_gap": [
        Bounds(
            "1404/09/24 -, 1404/09/25 due ., 1404/12/10 due ., 1404/12/11 at_risk 0,"
            " 1404/12/24 at_risk 0, 1404/12/25 at_risk 1, 1404/12/26 overdue 1,"
            " 1405/01/14 overdue 1, 1405/01/15 met 1",
            "opens 1404/09/25, warns 1404/12/11, due 1404/12/25, met 1405/01/15",
        ),
        # lacking when the watch begins, it is due from then on
        Bounds(
            "1405/01/05 at_risk 1, 1405/01/06 overdue 1",
            "due 1405/01/05",
            given="watched_from 1405/01/05",
        ),
        Bounds("1404/12/26 -", given="no_expert_gap"),
        Bounds(
            "1404/12/26 overdue 1",
            "due 1404/12/25",
            given="longer_expert_gap_later",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/12/26 -", given="no_edition"),
    ],
    "expert_before": [
        Bounds(
            "1404/04/14 -, 1404/04/15 missed 0",
            "opens 1404/04/15, due 1404/04/15, lost 1404/04/15",
        ),
        Bounds("1404/11/19 -, 1404/11/20 met .", "met 1404/09/25", of="second"),
        # on the day of the meeting itself it is before it still
        Bounds(
            "1404/11/20 met .",
            "met 1404/11/20",
            of="second",
            given="session_on_the_day",
        ),
        Bounds("1404/11/20 missed 0", of="second", given="session_a_day_late"),
        # what was before the first meeting is not before the second
        Bounds(
            "1404/11/20 missed 0", of="second", given="session_at_the_first_meeting"
        ),
        Bounds(
            "1404/11/20 met .",
            "met 1404/04/16",
            of="second",
            given="session_after_the_first_meeting",
        ),
        Bounds("1404/04/15 -", given="experts_need_not_meet"),
        # where no edition is in force nothing is asked
        Bounds("1404/04/15 -", given="no_edition"),
        Bounds(
            "1404/11/21 missed 0, 1404/12/01 missed 0",
            of="second",
            given="session_a_day_late",
        ),
    ],
    "output": [
        Bounds(
            "1404/09/24 -, 1404/09/25 due ., 1404/11/19 due ., 1404/11/20 due .,"
            " 1404/11/27 due ., 1404/11/28 due 1, 1404/11/29 overdue 1,"
            " 1404/11/30 overdue 1, 1404/12/01 met 1",
            "opens 1404/09/25, due 1404/11/28, met 1404/12/01",
        ),
        Bounds("1404/11/29 -", given="output_for_information"),
        # deferred once, it is for the third meeting, of 1405/02/30
        Bounds("1404/12/01 due ., 1405/02/29 due .", given="output_deferred once"),
        Bounds("1405/02/31 overdue 1", "due 1405/02/30", given="output_deferred once"),
        # the meeting of the day on which it was sent is not the next one
        Bounds("1404/11/29 due .", given="output_of_last_year"),
        # twice, it is for the meeting after that, which did not have it on its agenda
        Bounds(
            "1405/03/19 due ., 1405/03/20 due 1, 1405/03/21 overdue 1",
            "due 1405/03/20",
            given="output_deferred twice",
        ),
        # where no edition is in force nothing is asked
        Bounds("1404/11/29 -", given="no_edition"),
        # each output has a fate of its own
        Bounds(
            "1404/11/28 due 1, 1404/12/01 met 1",
            "met 1404/12/01",
            given="two_outputs",
        ),
        Bounds(
            "1404/12/01 due ., 1405/02/29 due ., 1405/02/31 overdue 1",
            "opens 1404/12/01, due 1405/02/30",
            of="other output",
            given="two_outputs",
        ),
        Bounds("1404/12/01 met 1", "evidence output item"),
    ],
    # ------------------------------------------------------------
    # YEARLY
    # ------------------------------------------------------------
    "meeting_plan": [
        Bounds(
            "1404/02/09 -, 1404/02/10 at_risk ., 1404/02/30 at_risk .,"
            " 1404/02/31 at_risk 2, 1404/03/01 overdue 2, 1404/03/19 overdue 2,"
            " 1404/03/20 met 2",
            "opens 1404/01/01, warns 1404/02/01, due 1404/02/31, lost 1405/01/01,"
            " met 1404/03/20",
            of="own 1404",
        ),
        Bounds(
            "1404/12/29 -, 1405/01/01 due ., 1405/01/19 due ., 1405/01/20 met .",
            "opens 1405/01/01, warns 1405/02/01, due 1405/02/31, lost 1406/01/01,"
            " met 1405/01/20",
            of="own 1405",
        ),
        Bounds(
            "1405/01/31 due ., 1405/02/01 at_risk ., 1405/12/29 overdue 2,"
            " 1406/01/01 missed 2",
            of="own 1405",
            given="no_plan",
        ),
        Bounds("1405/01/20 met .", of="own 1405", given="plan_without_act"),
        # who is formed after the due day owes the first one in the next year
        Bounds(
            "1404/02/30 -, 1404/02/31 at_risk 2",
            of="own 1404",
            given="formed 1404/02/31",
        ),
        Bounds("1404/03/01 -, 1404/03/19 -", of="own 1404", given="formed 1404/03/01"),
        # where no edition is in force nothing is asked
        Bounds("1404/03/01 -", given="no_edition"),
        # proposed anew, it was proposed all the same
        Bounds(
            "1405/03/02 met .",
            "met 1405/01/20",
            of="own 1405",
            given="plan_proposed_again",
        ),
    ],
    "priorities": [
        Bounds(
            "1404/02/09 -, 1404/02/10 due ., 1404/06/31 due ., 1404/07/01 at_risk 1,"
            " 1404/12/29 at_risk 1, 1405/01/01 missed 4",
            "opens 1404/01/01, warns 1404/07/01, due 1404/12/29, lost 1405/01/01",
            of="own 1404",
        ),
        Bounds(
            "1404/12/29 -, 1405/01/01 due ., 1405/03/04 due ., 1405/03/05 met .",
            "opens 1405/01/01, warns 1405/07/01, due 1405/12/29, met 1405/03/05",
            of="own 1405",
        ),
        Bounds(
            "1405/03/04 missed 4, 1405/03/05 met 4",
            of="own 1404",
            given="decided_on_the_last_day",
        ),
        Bounds("1405/03/05 missed 4", of="own 1404", given="decided_a_day_later"),
        # who is formed after the day of the warning owes the first one next year
        Bounds("1404/12/01 at_risk 1", of="own 1404", given="formed 1404/06/31"),
        Bounds("1404/12/01 -", of="own 1404", given="formed 1404/07/01"),
        # read as due before the year begins
        Bounds(
            "1404/12/29 -, 1405/01/01 overdue 1, 1405/03/04 overdue 1,"
            " 1405/03/05 met 1",
            "opens 1405/01/01, warns 1405/01/01, due 1404/12/29, met 1405/03/05",
            of="own 1405",
            given="priorities_before_the_year",
        ),
        # the year that ends on the day on which the watch begins is watched
        Bounds("1404/12/29 at_risk 1", of="own 1404", given="watched_from 1404/12/29"),
        Bounds("1405/01/01 -", of="own 1404", given="watched_from 1405/01/01"),
        # where no edition is in force nothing is asked
        Bounds("1405/01/01 -", given="no_edition"),
    ],
    "forecast": [
        Bounds(
            "1404/02/09 -, 1404/02/10 due ., 1404/06/31 due ., 1404/07/01 at_risk 1,"
            " 1404/12/29 at_risk 1, 1405/01/01 missed 2",
            "opens 1404/01/01, warns 1404/07/01, due 1404/12/29, lost 1405/01/01",
            of="own 1404",
        ),
        Bounds(
            "1404/12/29 -, 1405/01/01 due ., 1405/03/04 due ., 1405/03/05 met .",
            "opens 1405/01/01, warns 1405/07/01, due 1405/12/29, met 1405/03/05",
            of="own 1405",
        ),
        Bounds(
            "1405/03/04 missed 2, 1405/03/05 met 2",
            of="own 1404",
            given="decided_on_the_last_day",
        ),
        Bounds("1405/03/05 missed 2", of="own 1404", given="decided_a_day_later"),
        # who is formed after the day of the warning owes the first one next year
        Bounds("1404/12/01 at_risk 1", of="own 1404", given="formed 1404/06/31"),
        Bounds("1404/12/01 -", of="own 1404", given="formed 1404/07/01"),
        # where no edition is in force nothing is asked
        Bounds("1405/01/01 -", given="no_edition"),
    ],
    # of two clusters, one that is prioritised and one that has a plan, it has one
    "forecast_basis": [
        Bounds(
            "1405/03/04 -, 1405/03/05 due 2, 1405/03/06 overdue 2,"
            " 1405/06/23 overdue 2",
            "opens 1405/03/05, due 1405/03/05, measure 1, target 2",
            of="poor forecast",
        ),
        Bounds("1405/06/24 met 2", "met 1405/06/24", of="poor forecast"),
        Bounds(
            "1405/06/23 -, 1405/06/24 met .",
            "opens 1405/06/24, met 1405/06/24, measure 2, target 2",
            of="good forecast",
        ),
        # a plan counts from the day of the decision on, until a newer one does
        Bounds(
            "1405/03/06 overdue 2", of="poor forecast", given="plan_on_the_decision"
        ),
        Bounds("1405/03/06 met .", of="poor forecast", given="plan_after_the_decision"),
        Bounds(
            "1405/03/06 met .",
            of="poor forecast",
            given="plan_superseded_on_the_decision",
        ),
        Bounds(
            "1405/03/06 overdue 2",
            of="poor forecast",
            given="plan_superseded_after_the_decision",
        ),
        Bounds("1405/03/06 met .", of="poor forecast", given="plan_of_another_year"),
        Bounds(
            "1405/03/06 met .", of="poor forecast", given="plan_of_another_province"
        ),
        Bounds(
            "1405/03/06 overdue 2",
            "measure 1, target 2",
            of="poor forecast",
            given="other_lists",
        ),
        Bounds(
            "1405/03/06 overdue 2",
            "measure 1, target 2",
            of="poor forecast",
            given="line_without_reason",
        ),
        Bounds("1405/06/24 met 2", "evidence good forecast", of="poor forecast"),
        Bounds(
            "1405/06/24 met .",
            "measure 2, target 2",
            of="good forecast",
            given="planned_cluster_prioritised",
        ),
    ],
    # ------------------------------------------------------------
    # NOTE 2
    # ------------------------------------------------------------
    "agency_cost": [
        Bounds(
            "1405/01/31 -, 1405/02/01 due 1, 1405/02/02 overdue 1,"
            " 1405/07/14 overdue 1, 1405/07/15 -",
            of="plan",
            given="agency_of_another",
        ),
        Bounds(
            "1405/02/02 overdue 1",
            "opens 1405/02/01, due 1405/02/01, measure 1",
            of="plan",
            given="agency_of_another",
        ),
        Bounds("1405/02/01 met .", "met 1405/02/01", of="plan"),
        Bounds("1405/02/01 met .", of="plan", given="agency_of_another_for_nothing"),
    ],
    "project_cost": [
        Bounds(
            "1405/01/31 -, 1405/02/01 due 1, 1405/02/02 overdue 1,"
            " 1405/07/14 overdue 1, 1405/07/15 -",
            of="plan",
            given="shares_short",
        ),
        Bounds("1405/02/01 met .", "met 1405/02/01", of="plan"),
        Bounds("1405/02/02 overdue 1", of="plan", given="supporter_from_the_day"),
        Bounds("1405/02/02 met .", of="plan", given="supporter_a_day_later"),
        Bounds("1405/02/02 overdue 1", of="plan", given="supporter_until_the_day"),
        Bounds("1405/02/02 met .", of="plan", given="supporter_until_the_day_before"),
        Bounds("1405/02/02 met .", of="plan", given="supporter_with_a_reason"),
        Bounds("1405/02/02 overdue 1", "measure 1", of="plan", given="all_paid_by_one"),
        Bounds(
            "1405/02/02 overdue 1",
            "opens 1405/02/01, due 1405/02/01, measure 2",
            of="plan",
            given="shares_short",
        ),
        Bounds("1405/02/02 overdue 1", of="plan", given="line_without_share"),
        Bounds("1405/02/02 overdue 1", of="plan", given="supporter_without_a_reason"),
        Bounds(
            "1405/02/02 overdue 1", of="plan", given="supporter_with_a_blank_reason"
        ),
        Bounds("1405/02/02 -", of="plan", given="agency_alone"),
    ],
    "approved_plan": [
        Bounds(
            "1405/05/31 -, 1405/06/01 met .",
            "opens 1405/06/01, due 1405/06/01, met 1405/06/01",
        ),
        Bounds(
            "1405/05/31 -, 1405/06/01 due 4, 1405/06/02 overdue 4,"
            " 1405/06/14 overdue 4, 1405/06/15 -",
            given="plan_approved_later",
        ),
        Bounds("1405/06/01 met .", given="plan_approved_on_the_day"),
        Bounds("1405/06/02 overdue 4", given="plan_approved_a_day_later"),
        Bounds("1405/06/01 -, 1405/09/02 -", given="contribution_in_draft"),
    ],
}
# of the same clause and with the same days
BOUNDS["forecast_totals"] = list(BOUNDS["forecast_basis"])
BOUNDS["forecast_totals"] += [
    # one reason is enough for a cluster
    Bounds(
        "1405/03/06 overdue 2",
        "measure 1, target 2",
        of="poor forecast",
        given="line_with_a_blank_reason",
    ),
    # a share counts as it was changed in writing until the day of the decision
    Bounds(
        "1405/06/24 due 2, 1405/06/25 overdue 2",
        "measure 1, target 2",
        of="good forecast",
        given="share_changed 1405/06/20",
    ),
    Bounds("1405/06/24 met .", of="good forecast", given="share_changed 1405/06/21"),
    Bounds(
        "1405/06/24 met .", of="good forecast", given="share_changed 1405/06/20 draft"
    ),
    Bounds("1405/06/24 met .", of="good forecast", given="share_changed_back"),
    Bounds(
        "1405/06/24 met .", of="good forecast", given="share_changed_twice_on_a_day"
    ),
]
# without priorities one cluster is foreseen beside the programme, and one is lacking:
# their list is of another year, approved later than the forecast, or empty; and both
# are lacking where nothing is foreseen
BOUNDS["forecast_basis"] += [
    Bounds(
        "1405/03/06 overdue 2",
        "measure 0, target 2",
        of="poor forecast",
        given=given,
    )
    for given in (
        "list_of_another_year",
        "list_approved_later",
        "later_list_is_empty",
        "forecast_without_lines",
    )
]

# whom each tells (1 the deputy of the company, 2 its CEO, 3 the chair, 4 the nation; 0
# the secretariat) and so many days after the due day, or on a day of its own
LEVELS = {
    "formation": "2:0 4:1",
    "consult_governor": "1:0 2:0",
    "consult_deputy": "1:0 2:0",
    "parent_body": "1:0",
    "deputy": "2:0 4:30",
    "acknowledgement": "2:warns 4:1",
    "edition_change": "4:0",
    "member_seat": "1:warns 2:0 3:1 4:escalates",
    "chair_seat": "2:warns 4:1",
    "secretary_seat": "1:warns 3:1 4:1",
    "decree": "1:0 2:0 3:7",
    "decree_term": "1:warns 2:0 3:7",
    "first_meeting": "0:warns 1:warns 2:0 3:0",
    "meeting_gap": "0:warns 1:warns 2:0 3:0 4:escalates",
    "meeting_count": "0:warns 1:warns 2:doomed 3:doomed 4:lost",
    "meeting_count_half": "0:warns 1:warns 2:0 3:0 4:lost",
    "meeting_count_rolling": "0:warns 1:warns 2:0 3:0 4:escalates",
    "meeting_spacing": "0:warns 1:warns",
    "invitation": "1:lost 3:lost",
    "unresolved_meeting": "0:warns 1:0 2:0 4:30",
    "invited_members": "1:lost",
    "notice": "0:lost 1:lost",
    "attendance": "0:0",
    "absence": "1:warns 3:0",
    "agenda": "0:warns 3:0",
    "late_item": "0:0 3:0",
    "minutes": "0:warns 1:0 2:escalates",
    "minutes_made": "1:0 2:0 4:1",
    "dispatch": "1:0 2:0 3:7 4:30",
    "dispatch_made": "1:0 2:0 3:0 4:1",
    "dispatch_signature": "1:0 2:0 3:7 4:30",
    "dispatch_recipients": "1:0 2:0 3:7 4:30",
    "national_copy": "1:0 2:0 4:1",
    "national_copy_made": "1:0 2:0 4:1",
    "task": "0:warns 1:0 2:30",
    "review": "1:lost",
    "secretariat": "1:0",
    "expert_body": "0:warns 1:0",
    "expert_first": "0:warns 1:0",
    "expert_gap": "0:warns 1:0",
    "expert_before": "0:lost",
    "output": "0:0 1:0",
    "meeting_plan": "2:0",
    "priorities": "1:warns 2:lost 4:lost",
    "forecast": "1:warns 2:lost",
    "forecast_basis": "1:0 2:0",
    "forecast_totals": "1:0 2:0",
    "agency_cost": "1:0",
    "project_cost": "1:0",
    "approved_plan": "1:0 2:0 4:0",
}

# what is mailed at once: a meeting that is due, minutes that are long overdue, money
# before its plan
AT_ONCE = {
    "first_meeting": {2, 3},
    "meeting_gap": {2, 3},
    "minutes": {2},
    "approved_plan": {1, 2, 4},
}
