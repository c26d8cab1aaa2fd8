from . import rule
from . import engine
from . import clauses
from . import step_help
