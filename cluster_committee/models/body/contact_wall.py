from odoo import api, models
from odoo.fields import Domain

from ...lib.addon import ADDON

NATIONAL_BODIES = (
    "partner_national_organisation",
    "partner_national_deputy",
    "partner_national_office",
    "partner_national_clusters_group",
)


class ResPartner(models.Model):
    """Who keeps the contacts of the provinces, the companies and the nation."""

    _inherit = "res.partner"

    def _keeps(self, what):
        group = {"company": "secretary", "national": "national", "shared": "owner"}
        return self.env.user.has_group(f"{ADDON}.group_committee_{group[what]}")

    def _keeps_company(self, company):
        if company.is_national_office:
            return self._keeps("national")
        return super()._keeps_company(company)

    def _is_national_body(self):
        """Also those within one of them: an office, a person."""
        bodies, contact, passed = self._national_bodies(), self, self.browse()
        while contact and contact not in passed:
            if contact in bodies:
                return True
            passed, contact = passed | contact, contact.parent_id
        return False

    def _national_bodies(self):
        """What the addon brought, who receives the copies, who gets the procedure."""
        names = [f"{ADDON}.{name}" for name in NATIONAL_BODIES]
        found = [self.env.ref(name, raise_if_not_found=False) for name in names]
        # sudo: read which bodies are those of the national organisation
        companies = self.env["res.company"].sudo()
        companies = companies.search([("national_copy_partner_id", "!=", False)])
        # sudo: read who gets the procedures
        procedures = self.env["committee.procedure"].sudo()
        procedures = procedures.search([("distribution_ids", "!=", False)])
        return self.browse().union(
            *filter(None, found),
            companies.national_copy_partner_id,
            procedures.distribution_ids,
        )


class ResCompany(models.Model):
    """The national organisation is one of ours as well."""

    _inherit = "res.company"

    def _domain_of_ours(self):
        return super()._domain_of_ours() | Domain("is_national_office", "=", True)


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """The kind of a body, which its seat asks for, goes along with the seat."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _repoint_kept_records(self, sources, target):
        if not target.institution_kind_id and len(sources.institution_kind_id) == 1:
            target.institution_kind_id = sources.institution_kind_id
        return super()._repoint_kept_records(sources, target)
