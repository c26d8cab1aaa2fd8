from . import workflow_step
from . import committee_book_import
from . import test_committee_loan_import
from . import base_module_uninstall
