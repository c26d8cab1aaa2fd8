from . import committee_demo_remove
