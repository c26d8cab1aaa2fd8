from . import session
from . import agenda_item_output
