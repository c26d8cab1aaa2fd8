from . import sealed_document_mixin
from . import ir_actions_report
from . import res_company
from . import image_mixin
from . import ir_attachment
