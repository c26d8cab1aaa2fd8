from collections import defaultdict

from odoo import api, models
from odoo.fields import Command


class WorkflowTargetMixin(models.AbstractModel):
    """A record or dialog that refers to other records: the user must be able to read
    each record that a client names, before anything of it is shown.

    References are checked where the named model inherits this mixin, or the guard,
    itself.
    """

    _name = "workflow.target.mixin"
    _inherit = ["workflow.record.mixin"]
    _description = "About Records of One's Own"

    @api.model
    def _check_targets(self, vals_list):
        """:raises AccessError: where one of `vals_list`, or a line within it, names a
        record that the user may not read"""
        if self.env.su:
            return
        for name, ids in self._targets(vals_list).items():
            self.env[name].browse(ids).check_access("read")

    def _check_references(self):
        """:raises AccessError: where a stored reference (Reference, Many2oneReference)
        points to a record that the user may not read"""
        if self.env.su:
            return
        for name, field in self._fields.items():
            if field.store and field.type in ("reference", "many2one_reference"):
                for records in self._all_named_by(name):
                    if self._is_looked_at(records._name):
                        records.check_access("read")

    @api.model
    def _targets(self, vals_list):
        """:return: {model: ids of the records that the values name}"""
        found = defaultdict(set)
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if not field or not value:
                    continue
                if field.type in ("many2one", "reference", "many2one_reference"):
                    model, res_id = self._target_of(field, value, vals)
                    if res_id and self._is_looked_at(model):
                        found[model].add(res_id)
                elif field.relational and isinstance(value, list | tuple):
                    self._add_targets_of_lines(field, value, found)
        return found

    @api.model
    def _is_looked_at(self, model):
        return hasattr(self.env.get(model), "_check_targets")

    @api.model
    def _target_of(self, field, value, vals):
        """:return: (model, id) of the record that `value` of `field` names among
        `vals`"""
        if field.type == "reference":
            model, _comma, res_id = str(value).partition(",")
            return model, int(res_id) if res_id.isdecimal() else None
        if field.type == "many2one_reference":
            forced = self.env.context.get(f"default_{field.model_field}")
            model = vals.get(field.model_field) or forced
        else:
            model = field.comodel_name
        return model, value if isinstance(value, int) else None

    def _add_targets_of_lines(self, field, commands, found):
        if not self._is_looked_at(field.comodel_name):
            return
        parts = [c for c in commands if isinstance(c, list | tuple) and len(c) > 1]
        inner = [
            c[2]
            for c in parts
            if c[0] in (Command.CREATE, Command.UPDATE) and isinstance(c[2], dict)
        ]
        named = {c[1] for c in parts if c[0] in (Command.LINK, Command.UPDATE)}
        for command in parts:
            if command[0] == Command.SET:
                named.update(command[2])
        if ids := {i for i in named if isinstance(i, int) and i}:
            found[field.comodel_name].update(ids)
        for name, ids in self.env[field.comodel_name]._targets(inner).items():
            found[name].update(ids)

    def _named_by(self, name):
        """:return: the record in the relational field `name` (Many2one, Reference or
        Many2oneReference)"""
        field, value = self._fields[name], self[name]
        if field.type != "many2one_reference":
            return value
        model = self[field.model_field]
        return self.env[model].browse(value or ()) if model in self.env else None

    def _all_named_by(self, name):
        """:return: the records in the field `name` of these records, one recordset per
        model"""
        if self._fields[name].type == "many2one":
            return [self[name]]
        found = {}
        for record in self:
            if named := record._named_by(name):
                found[named._name] = found.get(named._name, named.browse()) | named
        return list(found.values())

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        given = {k: v for k, v in values.items() if f"default_{k}" in self.env.context}
        self._check_targets([given])
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self._check_targets(vals_list)
        records = super().create(vals_list)
        records._check_references()
        return records

    def write(self, vals):
        self._check_targets([vals])
        result = super().write(vals)
        self._check_references()
        return result

    def onchange(self, values, field_names, fields_spec):
        self._check_targets([values])
        return super().onchange(values, field_names, fields_spec)
