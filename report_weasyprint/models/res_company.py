import base64

from odoo import fields, models

from ..report import pictures
from ..tools import paper_text


class ResCompany(models.Model):
    """What the papers of a company look like."""

    _inherit = "res.company"

    _guarded_texts = frozenset({"paper_letterhead", "paper_font"})

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
        """The company's own emblem (base64), unless it is Odoo's, or no raster picture
        that may be printed (Odoo takes an SVG too)."""
        self.ensure_one()
        logo = not self.uses_default_logo and self.with_context(bin_size=False).logo
        if not logo:
            return False
        try:
            pictures.check_pixels(
                base64.b64decode(logo), pictures.MAX_PIXELS, pictures.FORMATS
            )
        except pictures.PictureError:
            return False
        return logo
