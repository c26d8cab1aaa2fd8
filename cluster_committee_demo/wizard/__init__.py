from . import base_module_uninstall
from . import committee_demo_remove
