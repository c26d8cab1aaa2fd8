from . import spreadsheet_import
from . import spreadsheet_import_row
from . import business_cluster_import
from . import business_cluster_plan_split
