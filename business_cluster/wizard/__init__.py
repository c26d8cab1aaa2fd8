from . import base_import_import
from . import base_partner_merge
from . import spreadsheet_import
from . import spreadsheet_import_look
from . import spreadsheet_import_row
from . import business_cluster_import
from . import business_cluster_plan_split
