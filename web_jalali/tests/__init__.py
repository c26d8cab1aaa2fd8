from . import test_js, test_js_oracle, test_tours
from . import test_date_guard, test_jalali, test_jalali_text
