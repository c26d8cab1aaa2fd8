from odoo import models

from odoo.addons.report_weasyprint.tools import paper_text

# The paper is Persian in every language of the screen, hence its texts are here.
NAMES = {
    "provincial": "کمیتهٔ استانی توسعهٔ خوشه‌های کسب‌وکار استان {province}",
    "expert": "کمیتهٔ کارشناسی توسعهٔ خوشه‌های کسب‌وکار استان {province}",
}


class Committee(models.Model):
    """How papers name a committee."""

    _inherit = "committee.committee"

    def _paper_data(self):
        self.ensure_one()
        province = self.province_id._get_printed_name()
        name = self.name if paper_text.is_persian(self.name) else None
        return {
            "name": name or NAMES[self.kind].format(province=province),
            "province": province,
            "company": self.company_id.name,
            "chair_title": self.chair_title or "",
            "parent_body": self.parent_body or "",
            "procedure": self.edition_id.procedure_id.code or "P-CL02",
        }
