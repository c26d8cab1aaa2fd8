from . import export
from . import holidays
