from . import committee_demo
from . import committee_demo_models
from . import committee_demo_removal
from . import ir_module_module
