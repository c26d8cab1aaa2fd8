from . import letter
from . import issue
from . import recipient
from . import sending
from . import paper_acts
from . import correction
from . import proof
from . import received_copy
