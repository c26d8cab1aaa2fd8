from . import test_collected
from . import test_dialog
from . import test_guard
from . import test_references
from . import test_steps
from . import test_two_windows
