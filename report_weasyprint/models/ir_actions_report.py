import io

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..report import paper_engine

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
                    self._sealed_paper(report, record)
                    or self._make_paper(report, record)
                ),
                "attachment": None,
            }
            for record in records
        }

    # ------------------------------------------------------------
    # DOCUMENTS
    # ------------------------------------------------------------

    def _is_sealed_model(self, record):
        return isinstance(record, self.env.registry["sealed.document.mixin"])

    @api.model
    def _make_document(self, record):
        """The document of one record of a `sealed.document.mixin`, made now.

        :return: the PDF (bytes); empty where it is not ours to make
        """
        if not record._has_own_document():
            return b""
        return self._make_paper(self._get_report(record._sealed_report), record)

    def _sealed_paper(self, report, record):
        """The sealed bytes of `record`, where `report` is its document."""
        if not self._is_sealed_model(record) or not record._sealed_report:
            return b""
        if report != self._get_report(record._sealed_report):
            return b""  # another paper of the same record
        return record._sealed_bytes()

    # ------------------------------------------------------------
    # PAPER
    # ------------------------------------------------------------

    def _make_paper(self, report, record):
        """The PDF (bytes) of one record, made now.

        The right to read the record is the caller's to check.
        """
        if self._is_sealed_model(record):
            record._check_printable()  # here still in the language of the user
        # lent: reading all that is printed, after the record itself was checked
        paper = self.sudo().with_context(lang=self._paper_lang(record))
        html, _kind = paper._render_qweb_html(report, record.ids)
        return self._set_paper(html.decode(), self._paper_font(record))

    @api.model
    def _set_paper(self, html, font=None):
        """The PDF (bytes) of an HTML document.

        :raises UserError: where the server lacks fonts or libraries, or the document
            asks for what is not an asset of an addon
        """
        try:
            return paper_engine.render(html, font)
        except paper_engine.PaperError as error:
            raise UserError(self._why_no_paper(error)) from error

    @api.model
    def _paper_lang(self, record=None):
        """The language of a paper, which a model may declare as `_paper_lang`; None
        where this database does not speak it."""
        code = getattr(record, "_paper_lang", PAPER_LANG)
        return code if self.env["res.lang"]._get_data(code=code) else None

    def _paper_font(self, record):
        """The typeface that the company of the record has chosen, if any."""
        if "company_id" not in record._fields:
            return None
        # lent: how the papers of a company look
        return record.sudo().company_id.paper_font

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
