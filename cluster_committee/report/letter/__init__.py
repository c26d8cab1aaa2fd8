from . import letter_paper
from . import reminder_paper
from . import copy_inbox
