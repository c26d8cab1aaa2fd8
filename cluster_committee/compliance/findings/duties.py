"""Changes of duty holders and delegations update findings at once."""

from odoo import models

from odoo.addons.web_jalali.tools import jalali


class CommitteeDutyHolder(models.Model):
    """The finding on the deputy of the company is updated at once."""

    _inherit = "committee.duty.holder"

    def _refresh_findings(self):
        # sudo: write findings, which follow from facts and which no user writes
        engine = self.env["committee.engine"].sudo()
        rules = [rule for rule in engine._rules() if rule._code == "deputy"]
        # sudo: read the companies whose findings change
        engine._check(jalali.today(), self.sudo().company_id, rules)
        return super()._refresh_findings()


class CommitteeDelegation(models.Model):
    """Findings on letters signed under a delegation are updated at once."""

    _inherit = "committee.delegation"

    def _refresh_findings(self):
        # sudo: write findings, which follow from facts and which no user writes
        engine = self.env["committee.engine"].sudo()
        # sudo: read the companies whose findings change
        companies = self.sudo().company_id
        engine._check(jalali.today(), companies)
        return super()._refresh_findings()
