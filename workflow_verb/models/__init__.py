from . import workflow_target_mixin
from . import workflow_guard_mixin
from . import workflow_mixin
from . import workflow_step_help
from . import workflow_act
from . import ir_attachment
