from . import test_arrows
from . import test_clock
from . import test_every_state
from . import test_hostile_province
from . import test_printed_names
from . import test_provinces
from . import test_rpc
from . import test_uninstall_parts
