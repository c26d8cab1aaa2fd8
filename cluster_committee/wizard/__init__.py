from . import committee_step
from . import committee_demo_remove
from . import base_module_uninstall
from . import committee_standing
from . import business_cluster_plan_split
from . import committee_import
from . import business_cluster_import
from . import committee_exchange_import
