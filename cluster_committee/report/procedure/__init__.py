from . import edition_paper
from . import edition_distribution
