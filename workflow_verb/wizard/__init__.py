from . import workflow_step
