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
        },
    ),
    "committee.delegation": (
        "draft in_force ended withdrawn",
        {
            "enact": ("C", "S", "draft", "in_force"),
            "end": ("C", "S", "in_force", "ended"),
            "withdraw": ("C", "S", "in_force", "withdrawn"),
        },
    ),
    "committee.letter": (
        "draft issued sent",
        {
            "issue": ("S", "", "draft", "issued"),
            "register": ("O", "", "", "draft"),  # of the chair's letters only
            "send": ("O", "", "issued", "sent"),
            "correct_number": ("S", "", "issued sent", "issued"),
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
            "deliver": ("O", "", "sent", "delivered"),
            "acknowledge": ("ON", "", "sent delivered", "acknowledged"),
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
        },
    ),
    "business.cluster.contribution": (
        "draft confirmed cancelled",
        {
            "confirm": ("S", "", "draft", "confirmed"),
            "cancel": ("S", "", "confirmed", "cancelled"),
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
            "settle": ("V", "", "open", "closed"),
            "reopen": ("VN", "", "closed", "open"),  # what was closed by hand
        },
    ),
    "committee.exemption": (
        "draft granted ended",
        {
            "grant": ("W", "", "draft", "granted"),
            "end_early": ("W", "", "granted", "ended"),
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
    "committee.interpretation": (
        "draft issued",
        {
            "issue": ("W", "", "draft", "issued"),
        },
    ),
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


def _read(rows):
    return {
        verb: Step(_roles(by), _roles(recorded_by), sources.split(), target)
        for verb, (by, recorded_by, sources, target) in rows.items()
    }


def _roles(letters):
    return set().union(*(WHO[letter] for letter in letters))
