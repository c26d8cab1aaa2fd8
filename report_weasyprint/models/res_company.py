from odoo import fields, models

from ..tools import paper_text


class ResCompany(models.Model):
    """What the papers of a company look like."""

    _inherit = "res.company"

    paper_letterhead = fields.Text(
        string="Letterhead",
        help="The lines at the top right of the company's letters, under its emblem."
        " Empty: the name of the company.",
    )
    paper_font = fields.Char(
        string="Typeface",
        help="One of the typefaces installed on the server. Empty: the best of them.",
    )

    def _letterhead_lines(self):
        """The lines at the top right of the company's own letters."""
        self.ensure_one()
        written = paper_text.paragraphs(self.paper_letterhead)
        return written or self._default_letterhead_lines()

    def _default_letterhead_lines(self):
        """The lines of a company that has written none."""
        return [self.name]

    def _paper_emblem(self):
        """The company's own emblem (base64), unless it is Odoo's."""
        self.ensure_one()
        return not self.uses_default_logo and self.logo
