from . import step
from . import base_module_uninstall
from . import committee_standing
from . import business_cluster_plan_split
from . import committee_import
from . import committee_import_row
from . import business_cluster_import
