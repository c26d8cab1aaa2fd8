"""Which step is open in which states, who takes it, and where it leads.

Written by hand from the design, sections 4 to 6, and never from the code. A new state
or a new step needs its place here before the tests pass.
"""

from typing import NamedTuple

# who a letter of the table stands for, by the personas of the access matrix
WHO = {
    "O": {"officer", "supervisor", "secretary"},  # any of the secretariat
    "S": {"secretary"},
    "C": {"chair"},  # who holds the seat on this committee today
    "N": {"national", "owner"},
    "W": {"owner"},  # who writes the procedure
    "V": {"supervisor", "secretary"},  # who answers for the province
    "A": {"secretary", "foreign_secretary"},  # each for his own company
}

# the life of a cluster, where each step needs the earlier ones
ON_THE_WAY = (
    "identified prioritised feasibility diagnostic planning plan_approved year_1 year_2"
    " year_3 evaluation completed aftercare"
).split()

# model: its states, then each step: who acts in the system, who may record his paper
# act instead, in which states it is open, where it leads
STEPS = {
    "committee.committee": (
        "preparing consulted constituted active suspended dissolved",
        {
            "consult": ("S", "", "preparing", "consulted"),
            "constitute": ("S", "", "consulted", "constituted"),
            "activate": ("O", "", "constituted", "active"),
            "suspend": ("S", "", "constituted active", "suspended"),
            "resume": ("S", "", "suspended", "active"),
            "dissolve": (
                "S",
                "",
                "preparing consulted constituted active suspended",
                "dissolved",
            ),
        },
    ),
    "committee.seat": ("open closed", {"close": ("S", "", "open", "closed")}),
    "committee.member": (
        "draft proposed seated ended withdrawn",
        {
            "propose": ("S", "", "draft", "proposed"),
            "issue": ("C", "S", "draft proposed", "seated"),
            "seat": ("S", "", "draft proposed", "seated"),
            "end": ("C", "S", "seated", "ended"),
            "withdraw": ("S", "", "draft proposed", "withdrawn"),
        },
    ),
    "committee.meeting": (
        "draft returned agenda_proposed agenda_approved invited postponed held"
        " recorded signed dispatched closed cancelled",
        {
            "propose_agenda": ("S", "", "draft returned", "agenda_proposed"),
            "return_agenda": ("C", "S", "agenda_proposed", "returned"),
            "approve_agenda": ("C", "S", "agenda_proposed", "agenda_approved"),
            "invite": ("C", "S", "agenda_approved postponed", "invited"),
            "schedule": ("O", "", "", "invited"),  # of expert sessions only
            "hold": ("O", "", "invited", "held"),
            "hold_uninvited": (
                "S",
                "",
                "draft returned agenda_proposed agenda_approved postponed",
                "held",
            ),
            "record_minutes": ("O", "", "held", "recorded"),
            "return_minutes": ("S", "", "recorded", "held"),
            "sign_as_secretary": ("S", "", "recorded", "recorded"),
            "sign_as_chair": ("C", "S", "recorded", "recorded"),
            "dispatch": ("C", "S", "signed dispatched", "dispatched"),
            "send_national_copy": ("S", "", "signed dispatched", "signed"),
            "postpone": ("C", "S", "invited", "postponed"),
            "postpone_session": ("O", "", "", "postponed"),
            "close_session": ("S", "", "", "closed"),
            "cancel": (
                "CS",
                "",
                "draft returned agenda_proposed agenda_approved invited postponed",
                "cancelled",
            ),
            # of what was entered late (reading A32)
            "reject_scan": ("N", "", "held recorded signed dispatched closed", "held"),
            "replace_file": (
                "S",
                "",
                "agenda_approved invited postponed held recorded signed dispatched"
                " closed cancelled",
                "agenda_approved",
            ),
        },
    ),
    "committee.agenda.item": (
        "proposed approved",
        {
            "approve": ("C", "S", "proposed", "approved"),
        },
    ),
    "committee.duty.holder": (
        "draft holding ended",
        {
            "appoint": ("S", "", "draft", "holding"),
            "end": ("S", "", "holding", "ended"),
            "replace_file": ("S", "", "holding ended", "holding"),
        },
    ),
    "committee.delegation": (
        "draft in_force ended withdrawn",
        {
            "enact": ("C", "S", "draft", "in_force"),
            "end": ("C", "S", "in_force", "ended"),
            "withdraw": ("C", "S", "in_force", "withdrawn"),
            "replace_file": ("S", "", "in_force ended withdrawn", "in_force"),
        },
    ),
    "committee.act.paper": (
        "recorded",
        {"replace_file": ("S", "", "recorded", "recorded")},
    ),
    "committee.letter": (
        "draft issued sent",
        {
            "issue": ("S", "", "draft", "issued"),
            "register": ("O", "", "", "draft"),  # of the chair's letters only
            "send": ("S", "", "issued", "sent"),
            "correct_number": ("S", "", "issued sent", "issued"),
            "reject_scan": ("N", "", "", "issued"),  # of dispatches and copies only
            "replace_file": ("S", "", "issued sent", "issued"),
        },
    ),
    "committee.meeting.plan": (
        "draft proposed",
        {
            "propose": ("S", "", "draft", "proposed"),
            "reopen": ("S", "", "proposed", "draft"),
            "make_meetings": ("O", "", "proposed", "proposed"),
        },
    ),
    "committee.letter.recipient": (
        "pending sent delivered acknowledged answered",
        {
            "send": ("S", "", "pending", "sent"),
            "deliver": ("O", "", "sent", "delivered"),
            "acknowledge": ("ON", "", "pending sent delivered", "acknowledged"),
        },
    ),
    "committee.resolution.task": (
        "not_dispatched in_progress done withdrawn",
        {
            "finish": ("O", "", "in_progress", "done"),
            "reopen": ("S", "", "done", "in_progress"),
            "extend_deadline": ("C", "S", "in_progress", "in_progress"),
            "withdraw": ("S", "", "not_dispatched in_progress", "withdrawn"),
        },
    ),
    "business.cluster": (
        f"draft {' '.join(ON_THE_WAY)} stopped",
        {
            "identify": ("O", "", "draft", "identified"),
            "prioritise": ("O", "", "identified", "prioritised"),
            "study_feasibility": ("O", "", "prioritised", "feasibility"),
            "diagnose": ("O", "", "feasibility", "diagnostic"),
            "plan": ("O", "", "diagnostic", "planning"),
            "adopt_plan": ("S", "", "planning", "plan_approved"),
            "start_year_1": ("O", "", "plan_approved", "year_1"),
            "start_year_2": ("O", "", "year_1", "year_2"),
            "start_year_3": ("O", "", "year_2", "year_3"),
            "evaluate": ("O", "", "year_3", "evaluation"),
            "complete": ("S", "", "evaluation", "completed"),
            "support": ("O", "", "completed", "aftercare"),
            "stop": ("S", "", " ".join(ON_THE_WAY[:-2]), "stopped"),
            # back to where it was: the sample was stopped in its first stage
            "resume": ("S", "", "stopped", "identified"),
            "step_back": ("S", "", " ".join(ON_THE_WAY), "draft"),
        },
    ),
    **dict.fromkeys(
        ("business.cluster.supporter", "business.cluster.council.member"),
        (
            "draft binding ended",
            {
                "end": ("O", "", "draft binding", "ended"),
            },
        ),
    ),
    "committee.priority.list": (
        "draft approved superseded",
        {
            "approve": ("S", "", "draft", "approved"),
        },
    ),
    "committee.forecast": (
        "draft approved superseded",
        {
            "approve": ("S", "", "draft", "approved"),
        },
    ),
    "business.cluster.plan": (
        "draft approved superseded",
        {
            "approve": ("S", "", "draft", "approved"),
        },
    ),
    "business.cluster.plan.share.change": (
        "draft confirmed",
        {
            "confirm": ("S", "", "draft", "confirmed"),
            "replace_file": ("S", "", "confirmed", "confirmed"),
        },
    ),
    "business.cluster.contribution": (
        "draft confirmed cancelled",
        {
            "confirm": ("S", "", "draft", "confirmed"),
            "cancel": ("S", "", "confirmed", "cancelled"),
            "replace_file": ("S", "", "confirmed cancelled", "confirmed"),
        },
    ),
    "committee.procedure.edition": (
        "draft in_force superseded withdrawn",
        {
            "enact": ("W", "", "draft", "in_force"),
            "withdraw": ("W", "", "in_force", "withdrawn"),  # before its day
            "receive": ("AW", "", "draft", "in_force"),
            "acknowledge": ("A", "", "in_force superseded", "in_force"),
        },
    ),
    "committee.finding": (
        "open closed",
        {
            "acknowledge": ("V", "", "open", "open"),
            "note": ("N", "", "open", "open"),
            "ask_closing": ("VN", "", "open", "open"),
            "settle": ("W", "", "open", "closed"),
            "reopen": ("W", "", "closed", "open"),  # what was closed by hand
        },
    ),
    "committee.request": (
        "draft asked granted refused withdrawn",
        {
            "ask": ("V", "", "draft", "asked"),
            "withdraw": ("V", "", "asked", "withdrawn"),
            "grant": ("W", "", "asked", "granted"),
            "refuse": ("W", "", "asked", "refused"),
        },
    ),
    "committee.exemption": (
        "draft granted ended",
        {
            "grant": ("W", "", "draft", "granted"),
            "end_early": ("W", "", "granted", "ended"),
            "replace_file": ("W", "", "granted ended", "granted"),
        },
    ),
    "committee.exchange.key": (
        "draft trusted withdrawn",
        {
            "trust": ("S", "", "draft", "trusted"),
            "withdraw": ("S", "", "draft trusted", "withdrawn"),
        },
    ),
    "committee.received.copy": (
        "received acknowledged",
        {
            "acknowledge": ("N", "", "received", "acknowledged"),
        },
    ),
    "committee.received.request": (
        "asked granted refused taken_back withdrawn",
        {
            "grant": ("W", "", "asked", "granted"),
            "refuse": ("W", "", "asked", "refused"),
            "take_back": ("W", "", "granted", "taken_back"),
            "withdraw": ("N", "", "asked", "withdrawn"),  # as its file says
        },
    ),
    "committee.interpretation": (
        "draft issued",
        {
            "issue": ("W", "", "draft", "issued"),
        },
    ),
}

# where the day of each step comes from (design, section 4: "Time is proven"):
# now: its own actor acts, and nobody asks or takes a day; who records the act of
#      another from paper gives the day of the paper
# paper: a letter or minutes of a body, with their date, number and signatory
# fact: the day on which it happened
DATINGS = {
    "committee.committee": {
        "now": "suspend resume dissolve",
        "fact": "consult constitute activate",
    },
    "committee.seat": {"now": "close"},
    "committee.member": {"now": "propose issue end withdraw", "fact": "seat"},
    "committee.meeting": {
        "now": "return_agenda approve_agenda invite record_minutes return_minutes"
        " sign_as_secretary sign_as_chair dispatch postpone postpone_session"
        " close_session cancel reject_scan replace_file",
        "paper": "propose_agenda send_national_copy",
        "fact": "schedule hold hold_uninvited",
    },
    "committee.agenda.item": {"now": "approve"},
    "committee.duty.holder": {
        "now": "replace_file",
        "paper": "appoint",
        "fact": "end",
    },
    "committee.delegation": {"now": "enact end withdraw replace_file"},
    "committee.act.paper": {"now": "replace_file"},
    "committee.letter": {
        "now": "correct_number reject_scan replace_file",
        "paper": "issue register",
        "fact": "send",
    },
    "committee.meeting.plan": {"now": "propose reopen make_meetings"},
    "committee.letter.recipient": {"fact": "send deliver acknowledge"},
    "committee.resolution.task": {
        "now": "reopen extend_deadline",
        "paper": "withdraw",  # of the resolution that says so
        "fact": "finish",
    },
    "business.cluster": {
        "now": "step_back",
        "fact": "identify prioritise study_feasibility diagnose plan adopt_plan"
        " start_year_1 start_year_2 start_year_3 evaluate complete support stop resume",
    },
    "business.cluster.supporter": {"fact": "end"},
    "business.cluster.council.member": {"fact": "end"},
    "committee.priority.list": {"now": "approve"},
    "committee.forecast": {"now": "approve"},
    "business.cluster.plan": {"paper": "approve"},  # of the steering council's minutes
    "business.cluster.plan.share.change": {
        "now": "replace_file",
        "paper": "confirm",
    },
    "business.cluster.contribution": {
        "now": "cancel replace_file",
        "fact": "confirm",
    },
    "committee.procedure.edition": {
        "now": "enact withdraw acknowledge",
        "paper": "receive",
    },
    "committee.finding": {"now": "acknowledge note ask_closing settle reopen"},
    "committee.request": {"now": "ask withdraw grant refuse"},
    "committee.exemption": {"now": "end_early replace_file", "paper": "grant"},
    "committee.exchange.key": {"now": "trust withdraw"},
    "committee.received.copy": {"now": "acknowledge"},
    "committee.received.request": {
        "now": "grant refuse take_back",
        "paper": "withdraw",
    },
    "committee.interpretation": {"paper": "issue"},
}

# the same steps where the meeting is a session of the expert committee (note 1)
SESSION_STEPS = {
    "propose_agenda": ("S", "", "", "agenda_proposed"),
    "return_agenda": ("C", "S", "", "returned"),
    "approve_agenda": ("C", "S", "", "agenda_approved"),
    "invite": ("C", "S", "", "invited"),
    "schedule": ("O", "", "draft postponed", "invited"),
    "hold": ("O", "", "invited", "held"),
    "hold_uninvited": ("S", "", "", "held"),
    "record_minutes": ("O", "", "held", "recorded"),
    "return_minutes": ("S", "", "recorded", "held"),
    "sign_as_secretary": ("S", "", "", "recorded"),
    "sign_as_chair": ("C", "S", "", "recorded"),
    "dispatch": ("C", "S", "", "dispatched"),
    "send_national_copy": ("S", "", "", "signed"),
    "postpone": ("C", "S", "", "postponed"),
    "postpone_session": ("O", "", "invited", "postponed"),
    "close_session": ("S", "", "recorded", "closed"),
    "cancel": ("CS", "", "draft invited postponed", "cancelled"),
    "reject_scan": ("N", "", "held recorded closed", "held"),
    "replace_file": (
        "S",
        "",
        "invited postponed held recorded closed cancelled",
        "invited",
    ),
}
SESSION_STATES = "draft invited postponed held recorded closed cancelled"

# states that no step of this part leads to yet
NO_STEP_LEADS_TO = {
    ("committee.letter.recipient", "answered"),
}


class Step(NamedTuple):
    by: set
    recorded_by: set
    sources: list
    target: str

    @property
    def roles(self):
        return self.by | self.recorded_by


def steps():
    """{model: (its states, {verb: Step})}"""
    return {
        model: (states.split(), _read(rows)) for model, (states, rows) in STEPS.items()
    }


def session_steps():
    """(the states of an expert session, {verb: Step})"""
    return SESSION_STATES.split(), _read(SESSION_STEPS)


def datings():
    """{model: {verb: its dating}}"""
    return {
        model: {
            verb: dating for dating, verbs in rows.items() for verb in verbs.split()
        }
        for model, rows in DATINGS.items()
    }


def _read(rows):
    return {
        verb: Step(_roles(by), _roles(recorded_by), sources.split(), target)
        for verb, (by, recorded_by, sources, target) in rows.items()
    }


def _roles(letters):
    return set().union(*(WHO[letter] for letter in letters))
