from . import letter_paper
from . import copy_inbox
