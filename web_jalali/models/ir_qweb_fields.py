from odoo import api, models
from odoo.exceptions import ValidationError

from .. import calendar_system
from ..refusal import explain
from ..tools import jalali


class IrQwebFieldDate(models.AbstractModel):
    """Reads back the Jalali date that was edited in the page of a Persian user."""

    _inherit = "ir.qweb.field.date"

    @api.model
    def from_html(self, model, field, element):
        moment = read_edited(self.env, element)
        if moment is None:
            return super().from_html(model, field, element)
        return moment.date().isoformat()


class IrQwebFieldDatetime(models.AbstractModel):
    """The same for a moment, shown in the time zone that the page names."""

    _inherit = "ir.qweb.field.datetime"

    @api.model
    def from_html(self, model, field, element):
        moment = read_edited(self.env, element)
        if moment is None:
            return super().from_html(model, field, element)
        shown_in = element.attrib.get("data-oe-original-tz")
        tz = jalali.zone(shown_in or str(self.env.tz))
        return jalali.to_utc(moment, tz).isoformat(" ", "seconds")


def read_edited(env, element):
    """Return the moment in an edited element; None where the page is not Jalali."""
    text = element.text_content().strip()
    if not text or not calendar_system.writes_jalali(env, env.user.lang):
        return None
    try:
        return jalali.parse_datetime(text)
    except jalali.JalaliError:
        raise ValidationError(explain(env, text)) from None
