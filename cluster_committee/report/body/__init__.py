from . import committee_paper
