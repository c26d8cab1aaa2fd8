from . import committee_committee
from . import committee_meeting
from . import committee_yearly
