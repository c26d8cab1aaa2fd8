from . import committee_forecast_comparison
from . import committee_copy_inbox
from . import committee_edition_distribution
