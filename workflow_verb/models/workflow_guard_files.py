from odoo import models


class WorkflowGuardMixin(models.AbstractModel):
    """Files that stand as evidence: once the record is kept, the first one may still be
    added where the model says so, and none is replaced or taken off but by a step."""

    _inherit = "workflow.guard.mixin"

    def _files_are_kept(self):
        """Hook: whether the files of this record are no longer deleted or replaced."""
        return not self._content_is_open(self._open_states)

    def _write_refusal(self, field):
        refusal = super()._write_refusal(field)
        file = self._fields.get(field.name.removesuffix("_name"))
        if refusal or not self or file is None or file.type != "binary":
            return refusal
        if self._is_technical(field) or self._permits(field.name) or not file.store:
            return None
        filled = self._with_kept_file(file)
        return filled._file_refusal(file._description_string(self.env))

    def _with_kept_file(self, field):
        """:return: those of these records whose file in `field` (Binary) is kept"""
        # sudo: read the states and whether there is a file, for a check
        kept = self.sudo().filtered(lambda record: record._files_are_kept())
        if not kept or not field.attachment:
            return kept.filtered(field.name)
        files = kept.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", field.name),
                ("res_id", "in", kept.ids),
            ]
        )
        return kept.browse(files.mapped("res_id"))

    def _file_refusal(self, name):
        """:return: the sentence that refuses to replace or to delete the file `name` of
        these records; None where there are none"""
        if not self:
            return None
        return self.env._(
            "“%(file)s” of %(record)s is kept as it is in the state “%(state)s”: it"
            " stands as evidence. Where it is wrong, the step “Replace File” of the"
            " record replaces it or takes it off with a reason, and the old one stays"
            " with the step.",
            file=name,
            record=self[:1].display_name,
            state=self[:1]._state_label(),
        )
