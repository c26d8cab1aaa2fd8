"""A kept file is replaced or taken off by a step; the old one stays with the act."""

import base64
import hashlib

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError


class WorkflowAct(models.Model):
    _inherit = "workflow.act"

    _verb_fields = frozenset({"replaced_file", "replaced_name", "replaced_sha256"})

    replaced_file = fields.Binary(attachment=True, readonly=True, copy=False)
    replaced_name = fields.Char(
        string="Name of the Replaced File", readonly=True, copy=False
    )
    replaced_sha256 = fields.Char(
        string="SHA-256 of the Replaced File", readonly=True, copy=False
    )


class WorkflowMixin(models.AbstractModel):
    """A model whose kept files can be replaced declares a verb ``replace_file`` with
    its states and roles, which calls `_replace_file`."""

    _inherit = "workflow.mixin"

    # the field (Binary) of the file that stands as evidence; its name is beside it
    _file_field = "scan"

    def _replace_file(
        self, *, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Take the step ``replace_file``: put `file` in the place of the one that is
        there, which stays with the act.

        :param on: the day of the step (date), which is today
        :param file: base64; None to take the file off
        :param attachment_id: the attachment of the record that is meant; by default it
            is the file in `_file_field`
        :raises UserError: where there is no such file, or several records are meant
        """
        if len(self) != 1:
            raise UserError(
                self.env._(
                    "A file is replaced on one record at a time, with the reason for"
                    " this file: choose one of %(records)s.",
                    records=self._names(),
                )
            )
        self._check_blockers("replace_file", fields.Date.to_date(on))
        # sudo: read and replace the file after the right to the step was checked
        record = self.sudo().with_context(bin_size=False)
        attachment = record._attachment_to_replace(attachment_id)
        name = self._file_field
        old = attachment.datas if attachment_id else record[name]
        if not old:
            raise UserError(
                self.env._(
                    "%(record)s has no such file: where the first one is missing, it is"
                    " added on the form.",
                    record=self.display_name,
                )
            )
        old_name = attachment.name if attachment_id else record[f"{name}_name"]
        values = {}
        if not attachment_id:
            values = {name: file or False, f"{name}_name": file and file_name}
        self._move("replace_file", values, reason=reason)
        act = self._keep_replaced(old, old_name)
        if attachment_id:
            permitted = self._permitted({"unlink_files"})
            attachment = permitted.env["ir.attachment"].browse(attachment.id)
            if file:
                attachment.write({"datas": file, "name": file_name or old_name})
            else:
                attachment.unlink()
        if hasattr(self, "message_post"):
            url = f"/web/content/workflow.act/{act.id}/replaced_file?download=true"
            link = Markup('<a href="%s">%s</a>') % (url, old_name or act.step)
            self.message_post(
                body=self.env._(
                    "A file was replaced or taken off; the old one is %(file)s."
                    " Reason: %(reason)s",
                    file=link,
                    reason=reason,
                )
            )

    def _attachment_to_replace(self, attachment_id):
        attachments = self.env["ir.attachment"]
        if not attachment_id:
            return attachments
        return attachments.search(
            [
                ("id", "=", attachment_id),
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("res_field", "=", False),
                ("type", "=", "binary"),
            ]
        )

    def _keep_replaced(self, content, name):
        # sudo: find the act that was logged just now
        act = self.env["workflow.act"].sudo()
        act = act.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("verb", "=", "replace_file"),
            ],
            order="id desc",
            limit=1,
        )
        digest = hashlib.sha256(base64.b64decode(content)).hexdigest()
        values = {
            "replaced_file": content,
            "replaced_name": name,
            "replaced_sha256": digest,
        }
        act._permitted(values).write(values)
        return act
