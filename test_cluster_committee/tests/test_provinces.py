from odoo.tests import freeze_time, tagged

from odoo.addons.cluster_committee.tests.common import TODAY

from .access import Access
from .borders import Borders
from .contacts import Contacts
from .owner_fields import OwnerFields
from .provinces import ProvincesCase
from .record_rules import RecordRules


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestProvinces(Access, Borders, Contacts, OwnerFields, RecordRules, ProvincesCase):
    """What is asked of a record of each model in two provinces, built once."""
