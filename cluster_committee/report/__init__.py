from . import procedure
from . import body
from . import letter
from . import meeting
from . import resolution
from . import yearly
