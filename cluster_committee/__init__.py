from . import models
from . import compliance
from . import wizard
from . import report
from . import work
from . import controllers
from .hooks import uninstall_hook
