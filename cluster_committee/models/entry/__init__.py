from . import entry_mixin
from . import proof_mixin
