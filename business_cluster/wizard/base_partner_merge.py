from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """The contact of a company is the company: another one is merged into it, and
    never it into another one."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _repoint_kept_records(self, sources, target):
        # sudo: read whose contacts they are
        companies = self.env["res.company"].sudo()
        domain = Domain("partner_id", "in", sources.ids) & companies._domain_of_ours()
        for company in companies.search(domain, limit=1):
            raise UserError(
                self.env._(
                    "%(name)s is the contact of a company: choose it as the contact"
                    " that stays.",
                    name=company.partner_id.display_name,
                )
            )
        return super()._repoint_kept_records(sources, target)
