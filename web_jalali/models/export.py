import datetime as dt

from odoo import models

from ..tools import jalali

# After a date's name, as in "date_deadline/jalali": the same day as Jalali text
SUFFIX = "/jalali"


class Base(models.AbstractModel):
    """Exports, beside the real date, the same day as Jalali text."""

    _inherit = "base"

    def export_data(self, fields_to_export):
        places = [
            place
            for place, name in enumerate(fields_to_export)
            if name.endswith(SUFFIX)
        ]
        if not places:
            return super().export_data(fields_to_export)
        names = [name.removesuffix(SUFFIX) for name in fields_to_export]
        exported = super().export_data(names)
        for row in exported["datas"]:
            for place in places:
                row[place] = write_jalali(row[place])
        return exported


def write_jalali(value):
    """Return a date, or a local datetime, as text that sorts and can be imported."""
    if not value:
        return ""
    pattern = "yyyy/MM/dd"
    try:
        text = jalali.format_date(value, pattern, digits="latin")
    except jalali.JalaliError:  # a day outside of our years
        return value.isoformat()
    if isinstance(value, dt.datetime):
        text += f" {value:%H:%M:%S}"
    return text
