from odoo import api, models
from odoo.exceptions import AccessError

# what a file is, and whose; what else Odoo writes on it (tokens, its index) is no
# content
CONTENT = frozenset(
    "name type url datas raw db_datas mimetype res_model res_id res_field".split()
)


class IrAttachment(models.Model):
    """The file of a guarded field is guarded as the field is; files beside the fields
    are kept with their record."""

    _inherit = "ir.attachment"

    def _has_field_access(self, field, operation):
        # Odoo checks the field that a file belongs to, but not its record
        owners = self.env[field.model_name]
        if operation == "write" and hasattr(owners, "_write_refusal"):
            # sudo: read which records the files belong to
            files = self.sudo().filtered(lambda file: file.res_field == field.name)
            mine = files.filtered(lambda file: file.res_model == field.model_name)
            owners = owners.browse(mine.mapped("res_id"))
            return owners._has_field_access(field, operation)
        return super()._has_field_access(field, operation)

    def write(self, vals):
        if not CONTENT.isdisjoint(vals):
            self._check_not_kept()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self._check_not_kept()

    def _check_not_kept(self):
        """:raises AccessError: where one of the files belongs to a record that keeps
        them; the superuser is bound as well"""
        # sudo: read which records the files belong to
        by_model = self.sudo().filtered("res_id").grouped("res_model")
        for model, files in by_model.items():
            owners = self.env.get(model)
            if not hasattr(owners, "_files_are_kept"):
                continue
            # sudo: read the states only, for a check; a deleted record keeps nothing
            owners = owners.sudo().browse(files.mapped("res_id")).exists()
            kept = owners.filtered(lambda owner: owner._files_are_kept())
            for file in files.filtered(lambda file, kept=kept: file.res_id in kept.ids):
                owner = kept.browse(file.res_id)
                name = file.res_field or "unlink_files"
                if not owner._permits(name):
                    label = file.name
                    if file.res_field in owner._fields:
                        field = owner._fields[file.res_field]
                        label = field._description_string(self.env)
                    raise AccessError(owner._file_refusal(label))
