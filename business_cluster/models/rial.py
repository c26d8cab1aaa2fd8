"""Money as this addon keeps it."""

from odoo import fields
from odoo.exceptions import ValidationError


class Rial(fields.Float):
    """Whole rials, exact up to nine quadrillion; a fraction is refused.

    A float with digits would do, but for what Odoo's rounding adds: a tolerance that
    grows with the number, and is some rials from hundreds of trillions on.
    """

    _digits = (16, 0)

    def convert_to_cache(self, value, record, validate=True):
        value = float(value or 0.0)
        if validate and not value.is_integer():  # no number and the endless, too
            raise ValidationError(
                record.env._(
                    "“%(field)s” is %(value)s: money is kept in whole rials.",
                    field=self._description_string(record.env),
                    value=value,
                )
            )
        return value

    def convert_to_column(self, value, record, values=None, validate=True):
        return f"{self.convert_to_cache(value, record, validate):.0f}"
