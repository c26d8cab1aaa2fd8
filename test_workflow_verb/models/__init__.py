from . import test_workflow_label
from . import test_workflow_order
from . import test_workflow_order_line
from . import test_workflow_order_remark
from . import test_workflow_paper
from . import test_workflow_remark
from . import test_workflow_signature
