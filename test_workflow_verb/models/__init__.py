from . import test_workflow_order
from . import test_workflow_order_line
from . import test_workflow_order_remark
from . import test_workflow_remark
