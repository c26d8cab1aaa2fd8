from . import yearly_mixin
from . import priority_criterion
from . import priority_list
from . import priority_line
from . import forecast
from . import forecast_line
