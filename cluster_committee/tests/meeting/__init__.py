from . import test_dispatch
from . import test_meeting
from . import test_meeting_counts
from . import test_meeting_order
from . import test_meeting_plan
from . import test_next_meeting
