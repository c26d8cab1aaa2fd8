from . import committee_exchange_import
from . import base_module_uninstall
