from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import calendar_system, surfaces
from ..tools import jalali, persian


class DateGuard(models.AbstractModel):
    """Refuses a day that can only be an error: a Jalali date read as Gregorian.

    Odoo stores 1405-09-02 without a warning when somebody types 1405/09/02. A model
    that inherits this one refuses it, whether it comes from a screen, a file or a
    program.
    """

    _name = "web_jalali.date.guard"
    _description = "Guard Against Misread Jalali Dates"

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def _prepare_create_values(self, vals_list):
        # rather than create(): only here are the defaults in, which a client may send
        vals_list = super()._prepare_create_values(vals_list)
        for vals in vals_list:
            refuse_misread_dates(self, vals)
        return vals_list

    def write(self, vals):
        refuse_misread_dates(self, vals)
        return super().write(vals)


class Base(models.AbstractModel):
    """Refuses misread dates in every model, where the administrator asked for it.

    Days far ahead pass here: some programs write one for “without end”.
    """

    _inherit = "base"

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        # the last line, should Odoo no longer prepare values as below
        if surfaces.is_off("guard") and calendar_system.guards_all(self.env):
            for vals in vals_list:
                refuse_misread_dates(self, vals, far_ahead=True)
        return super().create(vals_list)

    def _prepare_create_values(self, vals_list):
        vals_list = super()._prepare_create_values(vals_list)
        if calendar_system.guards_all(self.env):
            for vals in vals_list:
                refuse_misread_dates(self, vals, far_ahead=True)
        return vals_list

    def write(self, vals):
        if calendar_system.guards_all(self.env):
            refuse_misread_dates(self, vals, far_ahead=True)
        return super().write(vals)


# ------------------------------------------------------------
# BUSINESS
# ------------------------------------------------------------


def refuse_misread_dates(model, vals, far_ahead=False):
    """Raise a ValidationError when `vals` give a date field an impossible day.

    :param model: any recordset; its fields determine which values are dates
    :param vals: values as for create and write: dates, datetimes, or texts of them
    :param far_ahead: let days after the Jalali year 1500 pass
    """
    for name, value in vals.items():
        field = model._fields.get(name)
        if not value or field is None or field.type not in ("date", "datetime"):
            continue
        try:
            day = _local_day(field, value)
        except ValueError:
            _refuse_jalali_text(model, field, value)
            continue
        if far_ahead and day > jalali.LAST_DAY:
            continue
        if jalali.describe_suspicious(day):
            _refuse(model, field, day)


def _local_day(field, value):
    """Return the day that a person sees; a moment is UTC and shown in Tehran."""
    if field.type == "date":
        return fields.Date.to_date(value)
    moment = fields.Datetime.to_datetime(value)
    try:
        return jalali.local_date(moment)
    except OverflowError:
        return moment.date()


def _refuse_jalali_text(model, field, value):
    """Refuse 1405-02-31, which only the Jalali calendar has; leave others to Odoo."""
    try:
        day = jalali.parse_date(str(value).partition(" ")[0])
    except jalali.JalaliError:
        return
    raise ValidationError(_jalali_sentence(model, field, str(value), day))


def _refuse(model, field, day):
    shown = day.isoformat().replace("-", "/")
    meant = jalali.mistaken_for(day)
    if meant:
        raise ValidationError(_jalali_sentence(model, field, shown, meant))
    raise ValidationError(
        model.env._(
            "The day %(day)s in the field “%(field)s” cannot be right: dates are kept"
            " in the Gregorian calendar, from 1700 to %(last)s. Please correct the"
            " year.",
            **_localised(model, field, day=shown, last=jalali.LAST_DAY.year),
        )
    )


def _jalali_sentence(model, field, shown, meant):
    return model.env._(
        "The day %(day)s in the field “%(field)s” looks like a Jalali date, but dates"
        " are kept in the Gregorian calendar. If so, it is %(meant)s there: please"
        " give that day.",
        **_localised(model, field, day=shown, meant=meant.isoformat()),
    )


def _localised(model, field, **texts):
    """Return the label of the field and the texts in the digits of the language."""
    if persian.is_persian(model.env):
        texts = {key: jalali.to_persian_digits(text) for key, text in texts.items()}
    return {"field": field.get_description(model.env, ["string"])["string"], **texts}
