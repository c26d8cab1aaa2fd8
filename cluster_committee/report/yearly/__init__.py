from . import forecast_paper
from . import forecast_comparison
