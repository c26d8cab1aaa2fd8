"""Who holds a duty or signs for the chair changes findings at once."""

from odoo import models

from odoo.addons.web_jalali.tools import jalali


class CommitteeDutyHolder(models.Model):
    """Whether the company names its deputy is told at once."""

    _inherit = "committee.duty.holder"

    def _refresh_findings(self):
        super()._refresh_findings()
        # lent: writing what follows from the facts, which no user types
        engine = self.env["committee.engine"].sudo()
        rules = [rule for rule in engine._rules() if rule._code == "deputy"]
        engine._check(jalali.today(), self.sudo().company_id, rules)  # lent: as above


class CommitteeDelegation(models.Model):
    """Letters signed under a delegation are judged anew at once."""

    _inherit = "committee.delegation"

    def _refresh_findings(self):
        super()._refresh_findings()
        # lent: writing what follows from the facts, which no user types
        engine = self.env["committee.engine"].sudo()
        companies = self.sudo().company_id  # lent: naming whose findings follow
        engine._check(jalali.today(), companies)
