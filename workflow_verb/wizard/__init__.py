from . import base_partner_merge
from . import workflow_step
