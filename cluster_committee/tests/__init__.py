from . import test_cadence
from . import test_persian
from . import test_road
