from odoo import http
from odoo.http import content_disposition, request

from ..lib import letter_text

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# model: field with the file name of its sealed document
SEALED_NAMES = {
    "committee.letter": "document_name",
    "committee.meeting": "minutes_document_name",
    "committee.received.copy": "document_name",
}


class CommitteeDocument(http.Controller):
    """The documents that were issued or signed, as the very bytes that were sealed."""

    @http.route(
        "/committee/document/<string:model>/<int:record_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def committee_document(self, model, record_id):
        """One answer for what does not exist and what the user may not read."""
        if model not in SEALED_NAMES:
            raise request.not_found()
        record = request.env[model].browse(record_id).exists()
        if not record.has_access("read"):
            raise request.not_found()
        content = request.env["ir.actions.report"]._sealed_paper(record)
        if not content:
            raise request.not_found()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Length", len(content)),
                (
                    "Content-Disposition",
                    content_disposition(record[SEALED_NAMES[model]]),
                ),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )

    @http.route(
        "/committee/letter/<int:letter_id>/word",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def committee_letter_word(self, letter_id):
        """A letter of ours as a Word file, for who may read the letter."""
        letter = request.env["committee.letter"].browse(letter_id).exists()
        if not letter.has_access("read") or letter.issuer == "other":
            raise request.not_found()
        content = letter_text.word(letter._letter_parts())
        name = f"{letter._get_report_base_filename()}.docx"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", WORD_TYPE),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )
