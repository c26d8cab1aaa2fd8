from . import models
from . import compliance
from . import wizard
from . import report

# it extends models, some of which import the package `report` before they stand
from .report import meeting
from . import work
from . import controllers
from .hooks import uninstall_hook
