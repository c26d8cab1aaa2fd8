from . import test_book_import
from . import test_book_import_provinces
from . import test_empty_list
from . import test_sheets
from . import test_hostile_book
from . import test_names
from . import test_resolutions
from . import test_yearly
