from . import policy_mixin
from . import procedure
from . import edition
from . import edition_enactment
from . import clause
from . import seat_template
from . import interpretation
from . import edition_acknowledgement
