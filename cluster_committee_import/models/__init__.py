from . import committee_committee
from . import committee_experts
from . import committee_meeting
from . import committee_yearly
