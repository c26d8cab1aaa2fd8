from . import letter
from . import sending
from . import member
from . import task
from . import finding
