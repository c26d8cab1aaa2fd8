from odoo import http
from odoo.http import request

from odoo.addons.report_weasyprint.controllers.main import PaperDocument

from ..lib import letter_text

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class CommitteeDocument(PaperDocument):
    """The documents of the committee."""

    @http.route(
        "/committee/document/<string:model>/<int:record_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def committee_document(self, model, record_id):
        """The address that sealed documents had before; bookmarks still name it."""
        return self.sealed_document(model, record_id)

    @http.route(
        "/committee/letter/<int:letter_id>/word",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def committee_letter_word(self, letter_id):
        """Download a letter as a Word file; the user must be able to read the
        letter."""
        letter = request.env["committee.letter"].browse(letter_id).exists()
        if not letter.has_access("read") or letter.issuer == "other":
            raise request.not_found()
        content = letter_text.word(letter._letter_parts())
        name = f"{letter._get_report_base_filename()}.docx"
        return self._download(content, name, WORD_TYPE)
