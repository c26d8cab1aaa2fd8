from . import engine
from . import rules
from . import findings
