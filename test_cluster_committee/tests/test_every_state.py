from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY

from .attacks import Attacks
from .copies import Copies
from .evidence import Evidence
from .merging import Merging
from .permits import PermitCase, Permits
from .steps_taken import Steps
from .values import Values


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEveryState(
    Attacks, Copies, Evidence, Merging, Permits, Steps, Values, PermitCase
):
    """What is asked of a record in each state of each model, which are built once."""
