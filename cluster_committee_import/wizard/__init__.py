from . import base_module_uninstall
from . import committee_book_import
