"""Numbers of meetings and resolutions, as they are printed."""

from odoo.addons.web_jalali.tools import persian


def short_number(number, year):
    """Return «۱/۱۴۰۵», the first of the Jalali year 1405, isolated for bidi."""
    return persian.isolated(f"{number}/{year}")


def resolution_number(number, year, resolution):
    """Return «۱/۱۴۰۵/۳», the third resolution of that meeting, isolated for bidi."""
    return persian.isolated(f"{number}/{year}/{resolution}")
