from . import letter
from . import member
from . import task
from . import finding
