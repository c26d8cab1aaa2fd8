from odoo import fields, models

from ...lib.letter_words import NATIONAL_ORGANISATION


class ResCompany(models.Model):
    """What the papers of a company look like, and what its committee begins with."""

    _inherit = "res.company"

    _guarded_texts = frozenset({"committee_chair_title", "committee_parent_body"})

    committee_chair_title = fields.Char(
        string="Chair's Title",
        help="The title with which a new committee begins. Empty: as the edition says.",
    )
    committee_parent_body = fields.Char(
        string="Parent Working Group",
        help="The working group under which a new committee stands (clause 4-1). Empty:"
        " as the edition says.",
    )

    def _default_letterhead_lines(self):
        return [NATIONAL_ORGANISATION, *super()._default_letterhead_lines()]
