from odoo import api, fields, models

from odoo.addons.workflow_verb.tools import NO_ACCESS


class CommitteeLetter(models.Model):
    """What an issued letter said on its day: its print, its Word file, its text and
    its names come from here, whatever its contacts, bodies and meeting are called, and
    whenever the meeting takes place, later on."""

    _name = "committee.letter"
    _inherit = ["committee.letter", "committee.kept.names.mixin"]

    _verb_fields = frozenset({"snapshot"})

    snapshot = fields.Json(
        copy=False,
        groups=NO_ACCESS,
        help="Paper and parts of the letter, as they were when it was issued.",
    )
    signatory_name = fields.Char(compute="_compute_signatory_name", store=True)

    @api.depends("signatory_id.name", "state")
    def _compute_signatory_name(self):
        self._keep_name("signatory_name", "signatory_id")

    def _keep_snapshot(self):
        """Keep what the letters say now; the letters of other organisations are kept
        as their scans."""
        # sudo: read everything that is printed, of letters that the act issues
        own = self.sudo().filtered(lambda letter: letter._has_own_document())
        lang = self.env["ir.actions.report"]._paper_lang()
        for letter in own:
            paper = letter.with_context(lang=lang)._prepare_paper_data()
            kept = {name: value for name, value in paper.items() if name != "logo"}
            parts = letter.with_context(lang=lang)._prepare_letter_parts(paper)
            letter._permitted({"snapshot"}).write(
                {"snapshot": {"paper": kept, "parts": parts}}
            )

    def _snapshot_of(self, part):
        """:return: the `part` (paper or parts) of the snapshot; None where the letter
        is a draft, or has none"""
        self.ensure_one()
        # sudo: read what was issued; the caller may read the letter
        return ((self.state != "draft" and self.sudo().snapshot) or {}).get(part)


class CommitteeLetterRecipient(models.Model):
    _name = "committee.letter.recipient"
    _inherit = ["committee.letter.recipient", "committee.kept.names.mixin"]

    partner_name = fields.Char(
        string="Recipient as Named", compute="_compute_partner_name", store=True
    )

    @api.depends("partner_id.name", "letter_id.state")
    def _compute_partner_name(self):
        self._keep_name("partner_name", "partner_id")

    def _names_are_kept(self):
        return self.letter_id.state != "draft"
