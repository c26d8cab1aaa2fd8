from . import decisions_paper
