from odoo import http
from odoo.http import content_disposition, request


class PaperDocument(http.Controller):
    """The documents that were issued or signed, as the very bytes that were sealed."""

    @http.route(
        "/report_weasyprint/document/<string:model>/<int:record_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def sealed_document(self, model, record_id):
        """One answer for what does not exist and what the user may not read."""
        record = self._sealed_record(model, record_id)
        content = record._sealed_bytes() if record else b""
        if not content:
            raise request.not_found()
        return self._download(
            content, record[record._sealed_name] or "document.pdf", "application/pdf"
        )

    def _sealed_record(self, model, record_id):
        """The record, where its model seals documents and the user may read it."""
        if model not in request.env:
            return None
        record = request.env[model]
        sealed = isinstance(record, request.env.registry["sealed.document.mixin"])
        if not sealed or record._abstract:
            return None
        record = record.browse(record_id).exists()
        return record if record.has_access("read") else None

    @staticmethod
    def _download(content, name, kind):
        """The answer with a file that no cache keeps and no browser reinterprets."""
        return request.make_response(
            content,
            headers=[
                ("Content-Type", kind),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )
