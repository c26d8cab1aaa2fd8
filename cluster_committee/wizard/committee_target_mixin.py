from odoo import api, models

OURS = ("committee.", "business.cluster")


class CommitteeTargetMixin(models.AbstractModel):
    """A dialog about records that its user may read: what a client names is looked at
    as he would look at it, before anything of it is told."""

    _name = "committee.target.mixin"
    _description = "Dialog About a Record"

    @api.model
    def _check_targets(self, vals):
        """:raises AccessError: where `vals` names a record he may not read"""
        for name, value in vals.items():
            field = self._fields.get(name)
            if field and field.type == "many2one" and value:
                if isinstance(value, int) and field.comodel_name.startswith(OURS):
                    self.env[field.comodel_name].browse(value).check_access("read")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        self._check_targets(values)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_targets(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_targets(vals)
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        self._check_targets(values)
        return super().onchange(values, field_names, fields_spec)
