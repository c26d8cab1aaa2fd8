"""What My Work Today shows to a role that has nothing to do."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# {role: what will be listed for it by itself}; the first role that the user has counts
HINTS = {
    "chair": _lt(
        "Agendas to approve, invitations and decrees to issue, minutes to sign and"
        " resolutions to dispatch come here by themselves."
    ),
    "secretary": _lt(
        "Agendas to propose, minutes to sign, acts of the chair to record from his"
        " paper and copies for the national organisation come here by themselves."
    ),
    "supervisor": _lt(
        "Findings that you are told of come here by themselves, to be answered."
    ),
    "owner": _lt(
        "Drafted editions, interpretations and exemptions come here by themselves, to"
        " be brought into force."
    ),
    "national": _lt(
        "Copies of minutes to acknowledge and findings to take note of come here by"
        " themselves."
    ),
    "officer": _lt(
        "Meetings to hold and to minute, letters to send, scans to add and resolutions"
        " to follow up come here by themselves. To begin, prepare the next meeting."
    ),
}
