from . import test_exchange
from . import test_exchange_databases
from . import test_exchange_requests
from . import test_exchange_files
from . import test_exchange_schema
from . import test_exchange_translation
