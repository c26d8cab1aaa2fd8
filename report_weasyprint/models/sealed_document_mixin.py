import base64
import hashlib

from odoo import models
from odoo.exceptions import UserError


class SealedDocumentMixin(models.AbstractModel):
    """Records with an official document, which is made once: its bytes are kept with
    their SHA-256, and everybody gets these bytes from then on.

    A model declares below what its document is, and guards the three fields against
    every other write. The field of the bytes is one that no user reads
    (`groups="."`): they are served after the record itself was checked.
    """

    _name = "sealed.document.mixin"
    _description = "Sealed Document"

    # XML id of the report that is the document; None where it came from elsewhere
    _sealed_report = None
    # fields of its bytes (Binary), of their SHA-256 and of the name of the file (Char)
    _sealed_content = "document"
    _sealed_digest = "document_sha256"
    _sealed_name = "document_name"

    # ------------------------------------------------------------
    # WHAT A MODEL MAY SAY
    # ------------------------------------------------------------

    def _has_own_document(self):
        """Whether the document of this record is made here at all."""
        return bool(self._sealed_report)

    def _check_printable(self):
        """:raises UserError: where no paper may be made of one of these records"""

    def _sealed_file_name(self):
        """The name of the sealed file, without its ending."""
        return self.display_name

    def _write_sealed(self, values):
        """Write the fields of the document; a model that guards them lends the right
        to this one write here."""
        self.write(values)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_document(self):
        """Open the bytes that were sealed, as everybody gets them."""
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
        """Make the document of each record once and keep its bytes with their SHA-256.

        Who calls has asked whether it may be issued.
        """
        reports = self.env["ir.actions.report"]
        for record in self.sudo():  # lent: reading all that is printed
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
        """The bytes that were sealed, or none.

        The right to read the record is the caller's to check.

        :raises UserError: where they are no longer those that were sealed
        """
        self.ensure_one()
        # lent: bytes that no user reads but through here
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
