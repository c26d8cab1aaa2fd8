from . import date_guard
