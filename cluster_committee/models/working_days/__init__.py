from . import resource_calendar
from . import calendar_day
