import base64

from odoo.fields import Command

from odoo.addons.business_cluster.tests.refusal import RefusalMixin

__all__ = ["RefusalMixin", "other_value"]

NO_ID = 1_000_000  # of a model without another record


def other_value(record, name):
    """Another value than the one that stands there, which would be no change."""
    record = record.sudo()  # whoever writes it need not read what it may name
    field, value = record._fields[name], record[name]
    if field.type == "many2one":
        records = record.env[field.comodel_name].with_context(active_test=False)
        found = records.search([("id", "!=", value.id)], limit=1).id
        return {name: False if value else found or NO_ID}
    if field.type == "many2many":
        one = record.env[field.comodel_name].search([], limit=1).ids
        return {name: [Command.set([] if value else one or [NO_ID])]}
    if field.type == "selection":
        keys = [key for key in field.get_values(record.env) if key != value]
        return {name: keys[0] if keys else False}
    others = {
        "boolean": not value,
        "binary": base64.b64encode(b"Another"),
        "date": "2026-01-01" if str(value) != "2026-01-01" else "2026-01-02",
        "datetime": "2026-01-01 01:01:01",
        "json": {"another": 1},
    }
    if field.type in ("integer", "float", "monetary", "many2one_reference"):
        return {name: (value or 0) + 1}
    return {name: others.get(field.type, "Another")}
