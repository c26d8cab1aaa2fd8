from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.export import Export

from .. import calendar_system
from ..models.export import SUFFIX


class JalaliExport(Export):
    """Offers each date a second time in the dialog of the export, as Jalali text."""

    @http.route()
    def get_fields(self, model, domain, prefix="", parent_name="", **options):
        fields = super().get_fields(model, domain, prefix, parent_name, **options)
        # what is to be imported again has one column for each field
        if options.get("import_compat", True) or not calendar_system.is_jalali(
            request.env
        ):
            return fields
        return [
            offered
            for field in fields
            for offered in (field, _in_jalali(field))
            if offered
        ]

    def fields_info(self, model, export_fields):
        names = {name.removesuffix(SUFFIX) for name in export_fields}
        known = {
            field["id"]: field for field in super().fields_info(model, list(names))
        }
        found = []
        for name in export_fields:
            field = known.get(name.removesuffix(SUFFIX))
            if field and name.endswith(SUFFIX):
                field = _in_jalali(field)
            if field:
                found.append(field)
        return found


def _in_jalali(field):
    """Return the entry of the Jalali text of a date; None of what is no date."""
    if field["field_type"] not in ("date", "datetime"):
        return None
    text = {**field, "field_type": "char", "id": field["id"] + SUFFIX}
    text["string"] = request.env._("%(field)s (Jalali)", field=field["string"])
    if "value" in text:
        text.update(value=text["id"], required=False, default_export=False)
    return text
