import base64
import hashlib
import io

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..report import paper_engine

# The paper of a record of each model; what seals it: field of its bytes, of their hash
PAPERS = {
    "committee.letter": "cluster_committee.action_report_committee_letter_paper",
    "committee.meeting": "cluster_committee.action_report_committee_meeting_minutes",
}
SEALS = {
    "committee.letter": ("document", "document_sha256"),
    "committee.meeting": ("minutes_document", "minutes_sha256"),
    "committee.received.copy": ("document", "document_sha256"),
}
# An official paper has one language, whatever its reader's screen speaks.
PAPER_LANG = "fa_IR"


class IrActionsReport(models.Model):
    """Reports that are official Persian paper, made by WeasyPrint."""

    _inherit = "ir.actions.report"

    pdf_engine = fields.Selection(
        selection=[("wkhtmltopdf", "wkhtmltopdf"), ("weasyprint", "WeasyPrint")],
        string="PDF Engine",
        default="wkhtmltopdf",
        required=True,
        help="WeasyPrint sets Persian lines right, repeats table heads and counts"
        " pages; it prints templates made for it only.",
    )

    def _get_readable_fields(self):
        # the web client must know it, not to look for wkhtmltopdf
        return super()._get_readable_fields() | {"pdf_engine"}

    def report_action(self, docids, data=None, config=True):
        if self.pdf_engine != "weasyprint":
            return super().report_action(docids, data=data, config=config)
        # the layout of a company, which Odoo may ask for first, plays no part here
        action = super().report_action(docids, data=data, config=False)
        return {**action, "pdf_engine": self.pdf_engine}

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if report.pdf_engine != "weasyprint":
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)
        records = self.env[report.model].browse(dict.fromkeys(res_ids or ()))
        records.check_access("read")
        return {
            record.id: {
                "stream": io.BytesIO(
                    self._sealed_paper(record, report)
                    or self._make_paper(report, record)
                ),
                "attachment": None,
            }
            for record in records
        }

    @api.model
    def _committee_paper(self, record):
        """The paper of one record, made now.

        :return: the PDF (bytes); empty for a letter that came in, which is not ours
            to write
        """
        if record._name == "committee.letter" and record.issuer == "other":
            return b""
        return self._make_paper(self._get_report(PAPERS[record._name]), record)

    def _make_paper(self, report, record):
        if record._name == "committee.letter":
            record._check_ours()  # here still in the language of the user
        spoken = self.env["res.lang"]._get_data(code=PAPER_LANG)
        # lent: reading all that is printed, after the record itself was checked
        paper = self.sudo().with_context(lang=PAPER_LANG if spoken else None)
        html, _kind = paper._render_qweb_html(report, record.ids)
        try:
            return paper_engine.render(html.decode(), self._paper_font(record))
        except paper_engine.PaperError as error:
            raise UserError(self._why_no_paper(error)) from error

    def _paper_font(self, record):
        """The typeface that the company of the record has chosen, if any."""
        if "company_id" not in record._fields:
            return None
        # lent: how the papers of a company look
        return record.sudo().company_id.committee_font

    def _why_no_paper(self, error):
        if isinstance(error, paper_engine.MissingFont):
            return self.env._(
                "No installed font covers Persian, so that no paper can be printed."
                " Install one on the server, for example the Debian package"
                " fonts-noto-core, fonts-vazirmatn or fonts-farsiweb."
            )
        if isinstance(error, paper_engine.MissingLibrary):
            return self.env._(
                "The server lacks libraries for printing paper. Install the Debian"
                " packages libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 and"
                " fontconfig, and start Odoo again."
            )
        return self.env._(
            "The paper asks for something from outside of the addons, which is never"
            " loaded: %(problem)s. Correct its print template.",
            problem=error,
        )

    @api.model
    def _sealed_paper(self, record, report=None):
        """The bytes that were sealed when `record` was issued or signed, if any.

        The right to read the record is the caller's to check.
        """
        if record._name not in SEALS:
            return b""
        if report and report != self._get_report(PAPERS[record._name]):
            return b""  # another paper of the same record
        content_field, digest_field = SEALS[record._name]
        # lent: bytes that no user reads but through here
        sealed = record.sudo().with_context(bin_size=False)
        content = base64.b64decode(sealed[content_field] or b"")
        if content and hashlib.sha256(content).hexdigest() != sealed[digest_field]:
            raise UserError(
                self.env._(
                    "The stored document of %(record)s is no longer the one that was"
                    " sealed: its SHA-256 differs. Somebody changed it outside of"
                    " the system; restore it from a backup.",
                    record=record.display_name,
                )
            )
        return content
