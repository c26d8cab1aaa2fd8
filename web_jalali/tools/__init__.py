from . import jalali
from . import persian
