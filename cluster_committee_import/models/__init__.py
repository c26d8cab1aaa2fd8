from . import committee_committee
from . import committee_meeting
