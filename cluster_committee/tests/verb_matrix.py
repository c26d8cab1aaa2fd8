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
            "hold": ("O", "", "invited", "held"),
            "hold_uninvited": (
                "S",
                "",
                "draft returned agenda_proposed agenda_approved",
                "held",
            ),
            "record_minutes": ("O", "", "held", "recorded"),
            "return_minutes": ("S", "", "recorded", "held"),
            "sign_as_secretary": ("S", "", "recorded", "recorded"),
            "sign_as_chair": ("C", "S", "recorded", "recorded"),
            "dispatch": ("C", "S", "signed dispatched", "dispatched"),
            "send_national_copy": ("S", "", "signed dispatched", "signed"),
            "postpone": ("C", "S", "invited", "postponed"),
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
    "committee.letter": (
        "draft issued sent",
        {
            "issue": ("S", "", "draft", "issued"),
            "send": ("O", "", "issued", "sent"),
            "correct_number": ("S", "", "issued sent", "issued"),
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
        },
    ),
    "committee.procedure.edition": (
        "draft in_force superseded",
        {
            "enact": ("W", "", "draft", "in_force"),
            "acknowledge": ("A", "", "in_force superseded", "in_force"),
        },
    ),
    "committee.finding": (
        "open closed",
        {
            "acknowledge": ("V", "", "open", "open"),
            "note": ("N", "", "open", "open"),
            "settle": ("V", "", "open", "closed"),
        },
    ),
    "committee.exemption": (
        "draft granted ended",
        {
            "grant": ("W", "", "draft", "granted"),
            "end_early": ("W", "", "granted", "ended"),
        },
    ),
    "committee.interpretation": (
        "draft issued",
        {
            "issue": ("W", "", "draft", "issued"),
        },
    ),
}

# states that no step of this part leads to yet
NO_STEP_LEADS_TO = {
    ("committee.letter.recipient", "answered"),
    ("committee.resolution.task", "withdrawn"),
}


class Step(NamedTuple):
    by: set
    paper: set
    sources: list
    target: str

    @property
    def roles(self):
        return self.by | self.paper


def steps():
    """{model: (its states, {verb: Step})}"""
    return {
        model: (
            states.split(),
            {
                verb: Step(_roles(by), _roles(paper), sources.split(), target)
                for verb, (by, paper, sources, target) in rows.items()
            },
        )
        for model, (states, rows) in STEPS.items()
    }


def _roles(letters):
    return set().union(*(WHO[letter] for letter in letters))
