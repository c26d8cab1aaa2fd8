from . import demo_days
