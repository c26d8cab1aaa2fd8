from . import step
from . import base_module_uninstall
from . import committee_holiday_proposal
from . import committee_standing
