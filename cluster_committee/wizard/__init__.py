from . import committee_step
