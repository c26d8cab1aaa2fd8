from odoo import api, models


class CommitteeStepHelp(models.AbstractModel):
    _inherit = "committee.step.help"

    @api.model
    def _help_texts(self, keys):
        clauses = self.env["committee.engine"]._clauses()
        return {
            code: f"{clause['label']}\n«{clause['text']}»"
            for code, clause in clauses.items()
            if code in keys and clause["text"]
        }
