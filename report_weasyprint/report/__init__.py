from . import paper_engine
