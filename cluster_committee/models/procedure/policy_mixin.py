from odoo import fields, models

from odoo.addons.web_jalali.tools import jalali


class CommitteePolicyMixin(models.AbstractModel):
    """The parameters of an edition by which committees are judged.

    Two of them are in the text, and a breach of them is an exception. The others are
    policy of the national office, and are shown as such.
    """

    _name = "committee.policy.mixin"
    _description = "Policy Parameters"

    # what clause 4-4-2 itself says; every other parameter is policy
    _from_text = frozenset({"min_meetings_per_year", "interval_months"})

    # Meetings
    min_meetings_per_year = fields.Integer(
        string="Meetings per Year",
        default=2,
        help="In meetings. The text: at least two a year (clause 4-4-2).",
    )
    interval_months = fields.Integer(
        string="Interval (months)",
        default=6,
        help="In months, from one meeting to the next. The text: six (clause 4-4-2).",
    )
    interval_calendar = fields.Selection(
        selection=[("jalali", "Jalali"), ("gregorian", "Gregorian")],
        default="jalali",
        required=True,
        help="Whose months the interval is counted in.",
    )
    year_type = fields.Selection(
        selection=[("jalali", "Jalali"), ("gregorian", "Gregorian")],
        string="Year",
        default="jalali",
        required=True,
        help="The year that meetings are counted in. They are numbered by the Jalali"
        " one.",
    )
    gap_warning_days = fields.Integer(
        string="Warning Before Due (days)",
        default=30,
        help="In days before the next meeting is due.",
    )
    gap_tolerance_days = fields.Integer(
        string="Tolerance After Due (days)",
        default=30,
        help="In days after the due date, before the national office is told.",
    )
    min_spacing_days = fields.Integer(
        string="Least Spacing (days)",
        default=120,
        help="In days. A meeting closer to the last one that counted is no second one.",
    )
    first_meeting_days = fields.Integer(
        string="First Meeting Within (days)",
        default=60,
        help="In days after the formation of the committee.",
    )

    # Other readings of the cadence
    count_reading = fields.Selection(
        selection=[
            ("year", "In the year"),
            ("half_year", "One in each half of the year"),
            ("rolling", "In any twelve months"),
        ],
        string="Meetings Are Counted",
        default="year",
        required=True,
        help="Within which time the meetings of clause 4-4-2 are counted.",
    )
    spacing_reading = fields.Selection(
        selection=[
            ("days", "At least the days given"),
            ("strict", "The interval less the tolerance"),
            ("none", "Not checked"),
        ],
        string="Spacing",
        default="days",
        required=True,
        help="How far apart two meetings lie that both count.",
    )
    counted_from = fields.Selection(
        selection=[
            ("held", "Once it is held"),
            ("recorded", "Once its minutes are recorded"),
        ],
        string="A Meeting Counts",
        default="held",
        required=True,
    )
    counted_with_quorum = fields.Boolean(
        string="Only With a Quorum",
        default=True,
        help="A meeting counts only when it had the quorum of this edition.",
    )
    formation_year = fields.Selection(
        selection=[
            ("proportional", "In proportion to its rest"),
            ("full", "As any other year"),
            ("none", "Nothing"),
        ],
        string="Year of Formation Demands",
        default="proportional",
        required=True,
    )
    cadence_force = fields.Selection(
        selection=[
            ("binding", "Binding, exemptions are possible"),
            ("hard", "Binding without exemption"),
            ("soft", "Only warned of"),
        ],
        string="Force of the Cadence",
        default="binding",
        required=True,
        help="How “normally … is necessary” of clause 4-4-2 is read.",
    )
    due_on_rest_day = fields.Selection(
        selection=[("stays", "Stays"), ("next", "Moves to the next working day")],
        string="Due Day on a Day of Rest",
        default="stays",
        required=True,
    )

    # Invitation and attendance
    notice_min_days = fields.Integer(
        string="Least Notice (days)",
        default=3,
        help="In days from the invitation to the meeting.",
    )
    notice_warn_days = fields.Integer(
        string="Advised Notice (days)",
        default=7,
        help="In days. A shorter notice is allowed, with a warning.",
    )
    quorum_mode = fields.Selection(
        selection=[
            ("off", "None"),
            ("majority", "More than half"),
            ("two_thirds", "Two thirds"),
        ],
        string="Quorum",
        default="majority",
        required=True,
        help="Of the members who sit on the day of the meeting.",
    )
    count_representative = fields.Boolean(
        string="Representatives Count",
        default=True,
        help="A representative with a letter of introduction counts for the body.",
    )
    absence_alert_count = fields.Integer(
        string="Absences in a Row (meetings)",
        default=2,
        help="In meetings. So many absences running are told to the chair.",
    )

    unresolved_meeting_days = fields.Integer(
        string="Meeting Accounted For Within (working days)",
        default=5,
        help="In working days after the day of an invited meeting: until then it is"
        " recorded as held, postponed or cancelled.",
    )

    # Papers
    minutes_working_days = fields.Integer(
        string="Minutes Within (working days)",
        default=5,
        help="In working days after the meeting.",
    )
    dispatch_working_days = fields.Integer(
        string="Dispatch Within (working days)",
        default=10,
        help="In working days after the minutes are recorded, or were due if that is"
        " earlier.",
    )
    copy_working_days = fields.Integer(
        string="National Copy Within (working days)",
        default=10,
        help="In working days after the minutes are recorded, or were due if that is"
        " earlier.",
    )
    time_limits = fields.Selection(
        selection=[("working", "In working days"), ("calendar", "In calendar days")],
        string="Time Limits of Papers Run",
        default="working",
        required=True,
    )
    dispatch_to = fields.Selection(
        selection=[
            ("members", "All members and responsible bodies"),
            ("responsible", "Responsible bodies only"),
        ],
        string="Dispatch Goes To",
        default="members",
        required=True,
        help="Whom the chair's letter has to reach (clause 4-4-4).",
    )
    copy_after_dispatch = fields.Boolean(
        string="National Copy After Dispatch",
        help="The time for the national copy runs from the dispatch instead of the"
        " minutes, or from the day the dispatch was due if that is earlier.",
    )
    weekly_rest = fields.Selection(
        selection=[
            ("friday", "Friday"),
            ("thursday_friday", "Thursday and Friday"),
            ("friday_saturday", "Friday and Saturday"),
        ],
        default="thursday_friday",
        required=True,
        help="The days of every week that are no working days.",
    )

    # Members
    decree_term_months = fields.Integer(
        string="Term of a Decree (months)",
        default=0,
        help="In months. Zero: a decree holds until it is replaced or revoked.",
    )
    decree_grace_days = fields.Integer(
        string="Grace for a New Decree (days)",
        default=30,
        help="In days that a seat may be empty after its holder left his post.",
    )
    vacancy_national_days = fields.Integer(
        string="Vacancy Told Nationally (days)",
        default=60,
        help="In days that a statutory seat may be vacant before the national office"
        " is told.",
    )

    # Expert committee
    expert_max_gap_days = fields.Integer(
        string="Expert Sessions at Most Apart (days)",
        default=90,
        help="In days from one expert session to the next (note 1).",
    )
    expert_before_each_meeting = fields.Boolean(
        string="Expert Session Before Each Meeting",
        default=True,
        help="At least one between two meetings of the committee (note 1).",
    )

    output_within_days = fields.Integer(
        string="Expert Output Decided Within (days)",
        default=0,
        help="In days. Zero: at the next meeting of the committee (note 1).",
    )

    # Yearly duties
    priority_before_year = fields.Boolean(
        string="Priorities Before the Year",
        help="The priorities are approved before their year begins.",
    )
    priority_warn_month = fields.Integer(
        string="Priorities Warned From Month",
        default=7,
        help="The Jalali month, 1 to 12, from which missing priorities of the year are"
        " warned of (clause 4-3-3).",
    )
    plan_due_month = fields.Integer(
        string="Plan Due in Month",
        default=2,
        help="The Jalali month, 1 to 12, by which the meetings of the year are planned"
        " (clause 4-4-2).",
    )
    plan_due_day = fields.Integer(
        string="Plan Due on Day",
        default=31,
        help="The day of that month; the last one where the month is shorter.",
    )

    # Entry
    late_entry_days = fields.Integer(
        string="Entered Late After (working days)",
        default=3,
        help="In working days after the day of a fact. What is entered later bears a"
        " mark, and a meeting, dispatch or copy counts once its scan"
        " stands.",
    )
    first_entry_grace_days = fields.Integer(
        string="First Days Without a Mark (days)",
        default=30,
        help="In days after the first entry of a province in the system: what is"
        " entered in them bears no mark of a late entry.",
    )

    # Oversight
    acknowledge_days = fields.Integer(
        string="Edition Acknowledged Within (days)",
        default=30,
        help="In days after an edition comes into force (section 7).",
    )
    closing_request_days = fields.Integer(
        string="Requests Decided Within (working days)",
        default=10,
        help="In working days after a province asked for a closing or an exemption"
        " (clause 3-2); later the request stands on the national overview.",
    )
    quiet_first_month = fields.Integer(
        string="Quiet From Month",
        default=12,
        help="The Jalali month and day from which nobody is told anything, such as the"
        " days of Nowruz. Zero: there are no quiet days.",
    )
    quiet_first_day = fields.Integer(string="Quiet From Day", default=29)
    quiet_last_month = fields.Integer(string="Quiet Until Month", default=1)
    quiet_last_day = fields.Integer(string="Quiet Until Day", default=13)

    _sensible_quiet_days = models.Constraint(
        "CHECK (quiet_first_month BETWEEN 0 AND 12 AND quiet_last_month BETWEEN 0 AND"
        " 12 AND quiet_first_day BETWEEN 0 AND 31 AND quiet_last_day BETWEEN 0 AND 31"
        " AND least(acknowledge_days, output_within_days, late_entry_days,"
        " first_entry_grace_days, closing_request_days) >= 0)",
        "Quiet days are given by Jalali months from 1 to 12 and days from 1 to 31; a"
        " time limit is not negative.",
    )
    _sensible_parameters = models.Constraint(
        "CHECK (min_meetings_per_year BETWEEN 1 AND 12"
        " AND interval_months BETWEEN 1 AND 24"
        " AND priority_warn_month BETWEEN 1 AND 12"
        " AND plan_due_month BETWEEN 1 AND 12 AND plan_due_day BETWEEN 1 AND 31"
        " AND absence_alert_count >= 1"
        " AND least(gap_warning_days, gap_tolerance_days, min_spacing_days,"
        " first_meeting_days, notice_min_days, notice_warn_days,"
        " unresolved_meeting_days,"
        " minutes_working_days, dispatch_working_days, copy_working_days,"
        " decree_term_months, decree_grace_days, vacancy_national_days,"
        " expert_max_gap_days) >= 0)",
        "A parameter is out of its range: days are not negative, there is at least one"
        " meeting a year, and months run from 1 to 12.",
    )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _is_quiet(self, day):
        """Whether no notices are sent on `day` (date)."""
        if not self or not self.quiet_first_month:
            return False
        first = (self.quiet_first_month, self.quiet_first_day)
        last = (self.quiet_last_month, self.quiet_last_day)
        found = jalali.to_jalali(day)[1:]
        if first <= last:
            return first <= found <= last
        return found >= first or found <= last
