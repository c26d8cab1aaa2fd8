from . import test_js
from . import test_date_guard, test_jalali, test_jalali_text
