from . import committee_phrase
from . import committee_room_operation
from . import committee_meeting_room
from . import committee_meeting_room_changes
