from . import committee_exchange_import
from . import committee_exchange_reading
from . import committee_exchange_requests
from . import base_module_uninstall
