from odoo import api, models
from odoo.fields import Command

OURS = ("committee.", "business.cluster")


class CommitteeTargetMixin(models.AbstractModel):
    """A record or dialog about records that its user may read: what a client names is
    looked at as he would look at it, before anything of it is told."""

    _name = "committee.target.mixin"
    _description = "About Records of One's Own"

    @api.model
    def _check_targets(self, vals_list):
        """:raises AccessError: where one of `vals_list` names a record of ours that the
        user may not read, in its lines as well"""
        if self.env.su:
            return
        for name, ids in self._targets(vals_list).items():
            self.env[name].browse(ids).check_access("read")

    @api.model
    def _targets(self, vals_list):
        """{model: ids of the records that the values name}"""
        found = {}
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if not field or not field.relational:
                    continue
                if field.type == "many2one":
                    if value and field.comodel_name.startswith(OURS):
                        if isinstance(value, int):
                            found.setdefault(field.comodel_name, set()).add(value)
                elif isinstance(value, list | tuple):
                    self._add_targets_of_lines(field, value, found)
        return found

    def _add_targets_of_lines(self, field, commands, found):
        lines = self.env[field.comodel_name]
        if not field.comodel_name.startswith(OURS):
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
            found.setdefault(field.comodel_name, set()).update(ids)
        if inner and hasattr(lines, "_targets"):
            for name, ids in lines._targets(inner).items():
                found.setdefault(name, set()).update(ids)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        given = {k: v for k, v in values.items() if f"default_{k}" in self.env.context}
        self._check_targets([given])
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self._check_targets(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_targets([vals])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_targets([values])
        return super().onchange(values, field_names, fields_spec)
