from . import letter
from . import issue
from . import recipient
from . import paper_acts
from . import correction
from . import received_copy
