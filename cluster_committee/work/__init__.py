from . import work
from . import meetings
from . import papers
from . import people
from . import follow_up
from . import oversight
