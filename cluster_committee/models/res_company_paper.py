from odoo import fields, models

from ..lib import paper_text
from .committee_letter_print import NATIONAL_ORGANISATION


class ResCompany(models.Model):
    """What the papers of a company look like, and what its committee begins with."""

    _inherit = "res.company"

    committee_letterhead = fields.Text(
        string="Letterhead",
        help="The lines at the top right of the company's letters, under its emblem."
        " Empty: the national organisation and the company.",
    )
    committee_font = fields.Char(
        string="Typeface",
        help="One of the typefaces installed on the server. Empty: the best of them.",
    )
    committee_chair_title = fields.Char(
        string="Chair's Title",
        help="The title with which a new committee begins. Empty: as the edition says.",
    )
    committee_parent_body = fields.Char(
        string="Parent Working Group",
        help="The working group under which a new committee stands (clause 4-1). Empty:"
        " as the edition says.",
    )

    def _letterhead_lines(self):
        """The lines at the top right of the company's own letters."""
        self.ensure_one()
        written = paper_text.paragraphs(self.committee_letterhead)
        return written or [NATIONAL_ORGANISATION, self.name]
