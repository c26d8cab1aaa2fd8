from . import committee_content_mixin
from . import committee_exchange_key
from . import committee_edition_exchange
from . import committee_edition_take_over
from . import committee_edition_acknowledgement_exchange
from . import committee_announced_meeting
from . import committee_meeting_exchange
from . import committee_received_copy_exchange
