from . import step
from . import base_module_uninstall
from . import committee_standing
from . import business_cluster_plan_split
from . import spreadsheet_import
from . import spreadsheet_import_row
from . import business_cluster_import
