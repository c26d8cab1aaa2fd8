from functools import cached_property

from odoo.exceptions import AccessError

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import Mandate

from .people import People


class Book:
    """Context shared by the sheets of one file: the user who writes, the provinces, and
    the records by name, both existing ones and those of the file."""

    def __init__(self, wizard, kinds):
        """:param kinds: the classes of the sheets, in the order in which they are read
        and written"""
        self.wizard = wizard
        self.env = wizard.env
        self.today = jalali.today()
        self.national = self.env.user.has_group(
            "cluster_committee.group_committee_owner"
        )
        self.companies = self._find_companies()
        self.provinces = self.env["res.country.state"]._provinces_by_key()
        self.people = People(self)
        # by (province id, key of the name): what has a `record`, or will have one
        self.institutions = {}
        self.seats = {}
        self.committees = {}  # by province id
        # keys of rows with errors: a row that refers to one of them is not an error
        self.doubtful = set()
        # what is recorded from paper, by the declared steps and their checks
        self.steps = [step for kind in kinds for step in kind.steps]
        self.sheets = {kind.key: kind(self) for kind in kinds}

    def _find_companies(self):
        """{province id: company} for which this user may import."""
        user = self.env.user
        if self.national:
            # sudo: read the companies of all provinces, which the owner imports for
            companies = self.env["res.company"].sudo()
            found = companies.search([("province_id", "!=", False)])
        elif user.has_group("cluster_committee.group_committee_secretary"):
            found = self.env.companies.filtered("province_id")
        else:
            raise AccessError(
                self.env._(
                    "The facts of a province are imported by the secretary of its"
                    " committee, those of all provinces by the owner of the procedure."
                    " Ask one of them, or let the administrator give you that role."
                )
            )
        return {company.province_id.id: company for company in found}

    def province(self, text):
        return self.provinces.get(self.env["res.country.state"]._province_key(text))

    def model(self, name):
        """That model with the user who writes: his own, or, for the owner of the
        procedure, those that record from paper what provinces did."""
        # the steps leave their own history; one message a row would be no help
        model = self.env[name].with_context(tracking_disable=True)
        if not self.national:
            return model
        companies = self.env["res.company"].browse(
            c.id for c in self.companies.values()
        )
        mandate = Mandate(self.env.user, companies, self.steps)
        # sudo: write past facts of provinces, for the owner checked above
        return model.sudo().with_context(workflow_mandate=mandate)

    @cached_property
    def clusters(self):
        """{(province id, key of the name): cluster} of these provinces"""
        found = self.model("business.cluster").search(
            [("company_id", "in", self.company_ids())]
        )
        return {(each.province_id.id, each.name_key): each for each in found}

    def company_ids(self):
        return [company.id for company in self.companies.values()]

    @staticmethod
    def key(text):
        return persian.normalise(text or "")


class Ref:
    """Something that is there already, under a name that rows may use."""

    def __init__(self, record, **facts):
        self.record = record
        vars(self).update(facts)
