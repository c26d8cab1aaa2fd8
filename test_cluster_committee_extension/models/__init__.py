from . import committee_rule_filing
from . import committee_meeting_filing
from . import committee_meeting_narrowed
from . import test_committee_loan
from . import test_committee_loan_page
from . import committee_work_archive
from . import res_company
