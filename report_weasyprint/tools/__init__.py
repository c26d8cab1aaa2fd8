from . import paper_text
