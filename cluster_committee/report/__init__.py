from . import committee_forecast_comparison
