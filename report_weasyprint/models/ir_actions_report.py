import io

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..report import paper_engine

# An official paper has one language, whatever the language of the user.
PAPER_LANG = "fa_IR"


class IrActionsReport(models.Model):
    """Reports that WeasyPrint renders as official Persian paper."""

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
        # the web client reads it, so as not to check for wkhtmltopdf
        return super()._get_readable_fields() | {"pdf_engine"}

    def report_action(self, docids, data=None, config=True):
        if self.pdf_engine != "weasyprint":
            return super().report_action(docids, data=data, config=config)
        # without Odoo's dialog for the document layout, which is not used here
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
        """Render the document of one record of a `sealed.document.mixin`.

        :return: PDF (bytes); empty where the document was received
        """
        if not record._has_own_document():
            return b""
        return self._make_paper(self._get_report(record._sealed_report), record)

    def _sealed_paper(self, report, record):
        """:return: the sealed PDF (bytes) of `record`, where `report` is its document;
        empty otherwise"""
        if not self._is_sealed_model(record) or not record._sealed_report:
            return b""
        if report != self._get_report(record._sealed_report):
            return b""  # another paper of the same record
        return record._sealed_bytes()

    # ------------------------------------------------------------
    # PAPER
    # ------------------------------------------------------------

    def _make_paper(self, report, record):
        """Render one record.

        The caller has checked that the user may read the record.

        :return: PDF (bytes)
        """
        if self._is_sealed_model(record):
            record._check_printable()  # before the language changes, for the message
        # sudo: read everything that is printed; access to the record was checked
        paper = self.sudo().with_context(lang=self._paper_lang(record))
        html, _kind = paper._render_qweb_html(report, record.ids)
        return self._set_paper(html.decode(), self._paper_font(record))

    @api.model
    def _set_paper(self, html, font=None):
        """Render an HTML document (str) as PDF.

        :param font: the preferred font family, where it is installed
        :return: PDF (bytes)
        :raises UserError: where the server lacks fonts or libraries, or the document
            refers to anything else than assets of addons
        """
        try:
            return paper_engine.render(html, font, self._paper_reader())
        except paper_engine.PaperError as error:
            raise UserError(self._why_no_paper(error)) from error

    @api.model
    def _paper_reader(self):
        """Who asks for a paper: each one's are rendered one after the other, so that
        one that hangs does not hold up those of other people."""
        return (self.env.cr.dbname, self.env.uid)

    @api.model
    def _paper_lang(self, record=None):
        """:return: the language code of a paper (a model can declare `_paper_lang`);
        None where it is not installed"""
        code = getattr(record, "_paper_lang", PAPER_LANG)
        return code if self.env["res.lang"]._get_data(code=code) else None

    def _paper_font(self, record):
        """:return: the font family chosen by the company of the record, or None"""
        if "company_id" not in record._fields:
            return None
        # sudo: read the typeface of the company
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
        if isinstance(error, paper_engine.TooLarge):
            return self.env._(
                "The paper cannot be printed, because it is too long or too involved:"
                " setting it takes more time or memory than one paper may have. Shorten"
                " its longest texts, or put them into an attachment."
            )
        if isinstance(error, paper_engine.Busy):
            return self.env._(
                "The paper was not printed, because other papers are being set and have"
                " been for half a minute. Try again in a minute."
            )
        if isinstance(error, paper_engine.Failed):
            return self.env._(
                "The paper cannot be printed, because setting it failed: %(problem)s."
                " Tell the administrator which paper it was.",
                problem=error,
            )
        return self.env._(
            "The paper asks for something from outside of the addons, which is never"
            " loaded: %(problem)s. Correct its print template.",
            problem=error,
        )
