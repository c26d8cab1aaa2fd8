import base64
import hashlib

from odoo import models
from odoo.exceptions import UserError


class SealedDocumentMixin(models.AbstractModel):
    """Records with an official document that is made once: its bytes are stored with
    their SHA-256, and are served unchanged from then on.

    A model declares its document in the attributes below, and guards the three fields
    against every other write. No user reads the field of the bytes (`groups="."`): they
    are served after access to the record was checked.
    """

    _name = "sealed.document.mixin"
    _description = "Sealed Document"

    # XML id of the report that is the document; None where it was received
    _sealed_report = None
    # fields of its bytes (Binary), of their SHA-256 and of the name of the file (Char)
    _sealed_content = "document"
    _sealed_digest = "document_sha256"
    _sealed_name = "document_name"

    # ------------------------------------------------------------
    # WHAT A MODEL MAY SAY
    # ------------------------------------------------------------

    def _has_own_document(self):
        """Hook: whether the document of this record is made by this addon; False where
        it was received."""
        return bool(self._sealed_report)

    def _check_printable(self):
        """Hook: check that these records may be printed.

        :raises UserError: where one of them may not
        """

    def _sealed_file_name(self):
        """Hook: return the name of the sealed file, without extension."""
        return self.display_name

    def _write_sealed(self, values):
        """Hook: write the fields of the document; a model that guards them permits this
        one write here."""
        self.write(values)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_document(self):
        """Download the sealed document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/report_weasyprint/document/{self._name}/{self.id}",
            "target": "new",
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _seal_document(self):
        """Make the document of each record and store its bytes with their SHA-256.

        The caller has checked that it may be issued.
        """
        reports = self.env["ir.actions.report"]
        for record in self.sudo():  # sudo: read everything that is printed
            content = reports._make_document(record)
            if not content:
                continue
            record._write_sealed(
                {
                    self._sealed_content: base64.b64encode(content),
                    self._sealed_name: f"{record._sealed_file_name()}.pdf",
                    self._sealed_digest: hashlib.sha256(content).hexdigest(),
                }
            )

    def _sealed_bytes(self):
        """The sealed document.

        The caller has checked that the user may read the record.

        :return: PDF (bytes); empty where none was sealed
        :raises UserError: where the stored bytes no longer match their SHA-256
        """
        self.ensure_one()
        # sudo: read the sealed bytes, which users get only through this method
        sealed = self.sudo().with_context(bin_size=False)
        content = base64.b64decode(sealed[self._sealed_content] or b"")
        digest = hashlib.sha256(content).hexdigest()
        if content and digest != sealed[self._sealed_digest]:
            raise UserError(
                self.env._(
                    "The stored document of %(record)s is no longer the one that was"
                    " sealed: its SHA-256 differs. Somebody changed it outside of"
                    " the system; restore it from a backup.",
                    record=self.display_name,
                )
            )
        return content
