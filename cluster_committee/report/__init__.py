from . import business_cluster_funding
from . import committee_forecast_comparison
