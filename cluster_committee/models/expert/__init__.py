from . import session
from . import agenda_item_output
from . import committee
from . import output
