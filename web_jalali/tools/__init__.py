from . import clock
from . import jalali
from . import persian
