from functools import partial

from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.workflow_verb.tools import united_sets

ADMINISTRATOR = "base.group_erp_manager"


class ResPartner(models.Model):
    """The contacts of a province are its own: its people write them, and those of no
    other province. What is shared, or a company's own, is written by who keeps it."""

    _inherit = "res.partner"

    # ------------------------------------------------------------
    # WALL
    # ------------------------------------------------------------

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        if refused or operation not in ("write", "unlink") or not any(self._ids):
            return refused
        if self.env.user.has_group(ADMINISTRATOR):
            return None
        reasons = self._walled_off()
        if not reasons:
            return None
        forbidden = self.browse(contact.id for contact in reasons)
        contact, reason = next(iter(reasons.items()))
        # sudo: the name, for a message
        sentence = self._sentences(contact.sudo().display_name)[reason]
        return forbidden, partial(AccessError, sentence)

    def _walled_off(self):
        """:return: {contact: key of the sentence that refuses the user to write it}"""
        # sudo: read whose the contacts are, to find those of other provinces
        contacts = self.sudo().with_context(active_test=False)
        bound, naming = contacts._bound_companies(), contacts._naming_companies()
        reasons = {}
        for contact in contacts:
            if company := contact._as_company():
                reason = None if self._keeps_company(company) else "company"
            elif contact._is_national_body():
                reason = None if self._keeps("national") else "national"
            else:
                companies = bound[contact]
                if self._works_in_province() or not self._has_right_of_odoo():
                    companies |= naming[contact] | contact._entered_for()
                reason = self._foreign_reason(contact, companies)
            if reason:
                reasons[contact] = reason
        return reasons

    def _foreign_reason(self, contact, companies):
        """:return: the key of the sentence that refuses the user, or None

        :param companies: those whose contact it is
        """
        mine = self.env.user.company_ids
        if companies:
            if companies <= mine and self._works_in_province():
                return None
            shared = len(companies) > 1
            if shared and self._keeps("shared"):
                return None
            return "shared" if shared else "foreign"
        if self._has_right_of_odoo() or contact.create_uid.company_id in mine:
            return None
        own = contact.state_id and contact.state_id in mine.province_id
        return None if own else "nobody"

    def _bound_companies(self):
        """:return: {contact: the companies whose body or holder it is}"""
        return self._companies_naming(
            lambda records: united_sets(records, "_bound_contacts")
        )

    def _naming_companies(self):
        """:return: {contact: the companies whose records name it}"""
        return self._companies_naming(lambda records: None)

    def _companies_naming(self, names_of):
        """:return: {contact: companies of the records that name it}

        :param names_of: the fields that are asked (set) of a model; None: all of them
        """
        queries = [
            self._select_naming(records, field, self.ids, SQL(", r.company_id"))
            for records, field in self._naming_fields()
            if "company_id" in records._fields
            and records._fields["company_id"].store
            and (names_of(records) is None or field.name in names_of(records))
        ]
        companies = self.env["res.company"]
        found = dict.fromkeys(self, companies)
        if not queries:
            return found
        self.env.flush_all()
        query = SQL(
            "SELECT DISTINCT named, company_id FROM (%s) AS naming"
            " WHERE company_id IS NOT NULL",
            SQL(" UNION ALL ").join(queries),
        )
        for named, company_id in self.env.execute_query(query):
            found[self.browse(named)] |= companies.browse(company_id)
        return found

    def _entered_for(self):
        company = self.create_uid.company_id
        return company if company.province_id else company.browse()

    def _as_company(self):
        """:return: the company of a province, or of the nation, whose contact or
        address this is"""
        companies = self.env["res.company"]
        itself = self if self.type == "contact" else self | self.parent_id
        domain = Domain("partner_id", "in", itself.ids) & companies._domain_of_ours()
        return companies.search(domain, limit=1)

    def _sentences(self, name):
        return {
            "company": self.env._(
                "%(name)s is the contact of a company: its secretary or the"
                " administrator changes it.",
                name=name,
            ),
            "national": self.env._(
                "%(name)s is a body of the national organisation: the national office"
                " changes it.",
                name=name,
            ),
            "shared": self.env._(
                "%(name)s stands in records of several provinces: the owner of the"
                " procedure or the administrator changes it.",
                name=name,
            ),
            "foreign": self.env._(
                "%(name)s belongs to another province, whose secretariat changes it.",
                name=name,
            ),
            "nobody": self.env._(
                "%(name)s belongs to no province of yours: ask the administrator, or"
                " enter a contact of your own province.",
                name=name,
            ),
        }

    # ------------------------------------------------------------
    # WHO KEEPS WHAT
    # ------------------------------------------------------------

    def _works_in_province(self):
        return self.env.user.has_group("business_cluster.group_cluster_user")

    def _has_right_of_odoo(self):
        return self.env.user.has_group("base.group_partner_manager")

    def _keeps_company(self, company):
        """Hook: whether the user keeps the contact of `company`."""
        return company in self.env.user.company_ids and self._keeps("company")

    def _is_national_body(self):
        """Hook: whether the contact is a body of the national organisation."""
        return False

    def _keeps(self, what):
        """Hook: whether the user keeps the contacts of his company ("company"), of the
        national organisation ("national"), or those that provinces share ("shared")."""
        manager = "business_cluster.group_cluster_manager"
        return what == "company" and self.env.user.has_group(manager)


class ResCompany(models.Model):
    """Which companies are of the provinces."""

    _inherit = "res.company"

    def _domain_of_ours(self):
        """Hook: the companies whose contacts only they themselves write."""
        return Domain("province_id", "!=", False)
