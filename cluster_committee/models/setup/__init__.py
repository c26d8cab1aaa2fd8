from . import res_company
from . import res_company_paper
from . import setup
from . import empty_screens
from . import paper
from . import watch
from . import people
