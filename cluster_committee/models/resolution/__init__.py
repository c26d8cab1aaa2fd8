from . import meeting_follow_up
from . import resolution
from . import policy_circular
from . import task
from . import follow_up
from . import report
from . import deadline_extension
from . import decisions_mixin
