import base64

from odoo import api, fields, models

from odoo.addons.report_weasyprint.fields import PrintedImage
from odoo.addons.report_weasyprint.report import paper_engine
from odoo.addons.web_jalali.tools import jalali

# what the secretary may set for his own company, beside the administrator
OF_THE_SECRETARY = {
    "letterhead": "paper_letterhead",
    "font": "paper_font",
    "chair_title": "committee_chair_title",
    "parent_body": "committee_parent_body",
    "emblem": "logo",
}


class CommitteeSetup(models.Model):
    """What the papers of a company look like, with a letter that shows it at once."""

    _inherit = "committee.setup"

    emblem = PrintedImage(
        compute="_compute_paper",
        inverse="_inverse_paper",
        readonly=False,
        help="A picture (PNG, JPEG or GIF) above the lines of the letterhead.",
    )
    letterhead = fields.Text(
        compute="_compute_paper",
        inverse="_inverse_paper",
        readonly=False,
        help="One line for each line at the top right of the company's letters.",
    )
    font = fields.Selection(
        selection="_font_selection",
        string="Typeface",
        compute="_compute_paper",
        inverse="_inverse_paper",
        readonly=False,
        help="What is installed on the server and holds the Persian letters.",
    )
    paper_preview = fields.Text(compute="_compute_paper_preview")
    paper_confirmed = fields.Boolean(string="The paper is as it should be")

    # Titles
    chair_title = fields.Char(
        string="Chair's Title",
        compute="_compute_paper",
        inverse="_inverse_paper",
        readonly=False,
    )
    parent_body = fields.Char(
        string="Parent Working Group",
        compute="_compute_paper",
        inverse="_inverse_paper",
        readonly=False,
        help="The working group of the province under which the committee stands"
        " (clause 4-1).",
    )

    @api.depends(
        "company_id.logo",
        "company_id.paper_letterhead",
        "company_id.paper_font",
        "company_id.committee_chair_title",
        "company_id.committee_parent_body",
    )
    def _compute_paper(self):
        # sudo: read the titles of the edition in force, before the user has a role
        edition = self.env["committee.committee"].sudo()._default_edition_id()
        for setup in self:
            # sudo: read the letterhead of the company
            company = setup.company_id.sudo()
            setup.emblem = company._paper_emblem()
            setup.letterhead = "\n".join(company._letterhead_lines())
            fonts = dict(self._font_selection())
            setup.font = company.paper_font if company.paper_font in fonts else False
            setup.chair_title = company.committee_chair_title or edition.chair_title
            setup.parent_body = company.committee_parent_body or edition.parent_body

    def _inverse_paper(self):
        """The secretary sets the look of his papers, and nothing else of the company;
        the record rule has checked whose set-up it is."""
        for setup in self:
            # sudo: write these fields of the company, after the check above
            company = setup.company_id.sudo()
            values = {
                field: setup[name]
                for name, field in OF_THE_SECRETARY.items()
                if setup[name] != company[field]
            }
            if "logo" in values and not values["logo"] and company.uses_default_logo:
                del values["logo"]
            lines = (values.get("paper_letterhead") or "").splitlines()
            if lines == company._letterhead_lines():
                del values["paper_letterhead"]  # as it is without any
            if values:
                company.write(values)

    @api.model
    def _font_selection(self):
        try:
            families = paper_engine.persian_fonts()
        except paper_engine.PaperError:
            families = []
        return [(name, name) for name in families]

    @api.depends(
        "company_name", "emblem", "letterhead", "font", "chair_title", "parent_body"
    )
    def _compute_paper_preview(self):
        """A letter with this head, as a PDF (base64), also before anything is saved."""
        reader = self.env["ir.actions.report"]._paper_reader()
        for setup in self:
            html = self.env["ir.qweb"]._render(
                "cluster_committee.committee_setup_letter",
                setup._letter_data(),
                lang="fa_IR",
                raise_if_not_found=False,
            )
            try:
                paper = paper_engine.render(str(html), setup.font, reader)
            except paper_engine.PaperError:
                setup.paper_preview = False  # the letters report what is missing
                continue
            setup.paper_preview = base64.b64encode(paper).decode()

    def _letter_data(self):
        today = jalali.format_date(jalali.today())
        return {
            "paper": {
                "title": "معرفی نمایندهٔ کمیتهٔ استانی توسعهٔ خوشه‌های کسب‌وکار",
                "reference": "",
                "draft": False,
            },
            "organisation": (self.letterhead or "").splitlines(),
            "logo": self.emblem,
            "numbers": [("تاریخ", today), ("شماره", "۱۴۰۵/۱۲۳۴/ص"), ("پیوست", "ندارد")],
            "chair": f"{self.chair_title or ''} {self.province_id._get_printed_name()}",
            "parent_body": self.parent_body or "",
            "company": self.company_name or "",
        }
