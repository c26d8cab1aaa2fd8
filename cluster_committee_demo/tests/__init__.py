from . import test_demo
from . import test_demo_days
from . import test_demo_install
from . import test_demo_removal
