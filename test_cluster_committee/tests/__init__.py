from . import test_access
from . import test_attacks
from . import test_borders
from . import test_permit
from . import test_record_rules
from . import test_rpc
from . import test_uninstall_parts
from . import test_workflow
