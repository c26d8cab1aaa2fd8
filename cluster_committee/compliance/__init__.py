from . import rule
from . import cadence
