from . import sealed_document_mixin
from . import ir_actions_report
from . import res_company
