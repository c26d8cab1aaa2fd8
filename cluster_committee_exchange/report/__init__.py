from . import committee_copy_inbox
from . import committee_edition_distribution
from . import committee_province_standing
