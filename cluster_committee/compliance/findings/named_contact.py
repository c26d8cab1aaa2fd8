"""Findings about a contact: by number, since the subject of a finding may be any
record."""

from odoo import api, models


class ResPartner(models.Model):
    """Findings name the bodies that they are about."""

    _inherit = "res.partner"

    def _named_in(self):
        found = super()._named_in()
        # sudo: read the names of findings, for a message
        findings = self.env["committee.finding"].sudo()
        for finding in findings.search(self._domain_of_findings()):
            found.setdefault(self.browse(finding.subject_id), finding)
        return found

    def _domain_of_findings(self):
        rules = [
            rule._code
            for rule in self.env["committee.engine"]._rules()
            if rule._subject == self._name
        ]
        return [("rule", "in", rules), ("subject_id", "in", self.ids)]


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """What was found about a body is found about the one that it is merged into."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _repoint_kept_records(self, sources, target):
        result = super()._repoint_kept_records(sources, target)
        # sudo: read the findings of every province, to repoint them
        findings = self.env["committee.finding"].sudo()
        domain = (sources | target)._domain_of_findings()
        found = findings.with_context(active_test=False).search(domain)
        for alike in found.grouped(self._demand_of).values():
            if len(alike) > 1:
                self._refuse_merge(alike)
        moved = found.filtered(lambda finding: finding.subject_id != target.id)
        if moved:
            moved._permitted({"subject_id"}).write({"subject_id": target.id})
        return result

    @staticmethod
    def _demand_of(finding):
        return finding.committee_id, finding.company_id, finding.rule, finding.period
