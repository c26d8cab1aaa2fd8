from odoo import api, fields, models

from ...lib.addon import ADDON
from .setup import ROLES


class CommitteeSetup(models.Model):
    """Who works in a company in which role."""

    _inherit = "committee.setup"

    officer_ids = fields.Many2many(
        comodel_name="res.users",
        string="Secretariat Officers",
        compute="_compute_people",
        inverse="_inverse_officers",
        readonly=False,
    )
    supervisor_ids = fields.Many2many(
        comodel_name="res.users",
        string="Supervisor",
        compute="_compute_people",
        inverse="_inverse_supervisors",
        readonly=False,
    )
    secretary_ids = fields.Many2many(
        comodel_name="res.users",
        string="Committee Secretary",
        compute="_compute_people",
        inverse="_inverse_secretaries",
        readonly=False,
    )
    chair_ids = fields.Many2many(
        comodel_name="res.users",
        string="Committee Chair",
        compute="_compute_people",
        inverse="_inverse_chairs",
        readonly=False,
    )
    national_ids = fields.Many2many(
        comodel_name="res.users",
        string="National Officers",
        compute="_compute_people",
        inverse="_inverse_nationals",
        readonly=False,
    )
    owner_ids = fields.Many2many(
        comodel_name="res.users",
        string="Procedure Owner",
        compute="_compute_people",
        inverse="_inverse_owners",
        readonly=False,
    )

    # ------------------------------------------------------------
    # PEOPLE
    # ------------------------------------------------------------

    @api.depends("company_id")
    def _compute_people(self):
        for role in ROLES:
            group = self.env.ref(f"{ADDON}.group_committee_{role}")
            # sudo: read who holds a role in the user's own company
            holders = self.env["res.users"].sudo()
            users = holders.search([("group_ids", "in", group.ids)])
            for setup in self:
                company = setup.company_id
                setup[f"{role}_ids"] = users.filtered(
                    lambda user, company=company: company in user.company_ids
                )

    def _inverse_officers(self):
        self._give_role("officer")

    def _inverse_supervisors(self):
        self._give_role("supervisor")

    def _inverse_secretaries(self):
        self._give_role("secretary")

    def _inverse_chairs(self):
        self._give_role("chair")

    def _inverse_nationals(self):
        self._give_role("national")

    def _inverse_owners(self):
        self._give_role("owner")

    def _give_role(self, role):
        """Roles are given and taken with the user's own rights on users, without
        sudo."""
        group = self.env.ref(f"{ADDON}.group_committee_{role}")
        for setup in self:
            chosen = setup[f"{role}_ids"]
            before = self.env["res.users"].search(
                [
                    ("group_ids", "in", group.ids),
                    ("company_ids", "in", setup.company_id.ids),
                ]
            )
            link = [fields.Command.link(group.id)]
            for user in chosen - before:
                companies = [fields.Command.link(setup.company_id.id)]
                user.write({"group_ids": link, "company_ids": companies})
            (before - chosen).write({"group_ids": [fields.Command.unlink(group.id)]})
