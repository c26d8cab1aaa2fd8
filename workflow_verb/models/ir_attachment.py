from odoo import models


class IrAttachment(models.Model):
    """The file of a guarded field is guarded as the field is."""

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
