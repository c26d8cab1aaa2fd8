from psycopg2 import IntegrityError

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import mute_logger

from odoo.addons.workflow_verb.tools import Permit


class CommitteeDemo(models.AbstractModel):
    """Takes the demo data away again, and nothing that is real with it."""

    _inherit = "committee.demo"

    def _remove(self):
        """Remove all demo data: what was issued and signed in it is of no office.

        :raises UserError: when something real hangs on the companies of the demo data
        """
        self._check_removal()
        # sudo: delete the demo data, which no role may delete
        demo = self.sudo().with_context(active_test=False)
        demo._remove_committees()
        demo._remove_checks()
        demo._demo_records("ir.ui.menu").unlink()
        demo._remove_people()

    def _check_removal(self):
        self._check_nobody_of_the_demo()
        self._check_nothing_real()

    def _check_nobody_of_the_demo(self):
        if self.env.user in self._demo_records("res.users"):
            raise UserError(
                self.env._(
                    "You are signed in as a person of the demo data, who would be"
                    " removed with it. Sign in as the administrator."
                )
            )

    def _check_nothing_real(self):
        real = self._real_records()
        if any(real):
            raise UserError(
                self.env._(
                    "These are not demo data, but belong to companies of the demo data:"
                    " %(names)s. Move them to a company of their own, or delete them,"
                    " before the demo data is removed.",
                    names=", ".join(name for r in real for name in r.mapped("name")),
                )
            )

    def _real_records(self):
        """(committees, users) of the demo companies that the demo data did not bring.

        What is entered under a committee of the demo data is a try-out, and is deleted.
        """
        found = []
        for model in ("committee.committee", "res.users"):
            # sudo: read the records of every province, to find real ones
            records = self.env[model].sudo().with_context(active_test=False)
            found.append(
                records.search(self._demo_domain()) - self._demo_records(model)
            )
        return found

    def _remove_committees(self):
        domain = self._demo_domain()
        people = self._demo_records("res.users")
        models_in_order, loops = self._committee_models()
        for model, names in loops.items():
            records = self.env[model].search(domain)
            permit = Permit(records, names)
            links = dict.fromkeys(names, False)
            records.with_context(workflow_permit=permit).write(links)
        for model in models_in_order:
            records = self.env[model].search(domain)
            if model == "workflow.act":  # also on what belongs to no province
                records |= records.search([("create_uid", "in", people.ids)])
            if model == "committee.committee":
                records = records.sorted("parent_id", reverse=True)
            self._unlink_kept(records)

    def _remove_checks(self):
        """The days on which nobody but the demo provinces was checked."""
        companies = self._demo_records("res.company")
        of_them = [("company_ids", "in", companies.ids)]
        checks = self.env["committee.check"].search(of_them)
        self._unlink_kept(checks.filtered(lambda c: c.company_ids <= companies))

    def _remove_people(self):
        """Users, companies and partners go; what others refer to is put aside."""
        for model in ("res.users", "res.company", "res.partner"):
            for record in self._demo_records(model):
                hours = record.resource_calendar_ids if model == "res.company" else ()
                if not self._unlink_unused(record):
                    record.write(self._put_aside(record))
                elif hours:  # Odoo made them with the company, and leaves them behind
                    self._unlink_unused(hours)

    def _unlink_unused(self, records):
        """Return whether the records could be deleted."""
        try:
            # a reference to it is no error, but the result of this check
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self._unlink_of(records)
        except (IntegrityError, UserError):
            return False
        return True

    def _unlink_of(self, records):
        if records._name == "res.users":  # their acts go with them
            self._unlink_kept(records)
        else:
            records.unlink()

    def _forget_names(self):
        """What was put aside belongs to those who refer to it from now on."""
        # sudo: delete the XML ids of demo data
        self.env["ir.model.data"].sudo().search(self._names_domain()).unlink()

    def _put_aside(self, record):
        values = {"active": False}
        if record._name == "res.company":  # its place is free for the real one
            values |= {"province_id": False, "is_national_office": False}
        return values

    def _real_committees(self):
        """All committees that are not demo data."""
        # sudo: read the committees of every province, to count them
        committees = self.env["committee.committee"].sudo()
        return committees.search(
            ~Domain("id", "in", self._demo_records(committees._name).ids)
        )
