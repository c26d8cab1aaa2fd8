from . import cadence, persian
