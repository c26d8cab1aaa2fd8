from odoo import api, fields, models
from odoo.fields import Domain

from ..lib.addon import ADDON


class BaseModuleUninstall(models.TransientModel):
    """Says what is lost for good when this addon, or one above it, is uninstalled."""

    _inherit = "base.module.uninstall"

    committee_loss = fields.Text(compute="_compute_committee_loss")

    @api.depends("module_ids")
    def _compute_committee_loss(self):
        for wizard in self:
            names = set(wizard._get_modules().mapped("name"))
            wizard.committee_loss = "\n".join(wizard._losses(names))

    @api.model
    def _losses(self, names):
        """Hook: what is lost with the addons `names`.

        :return: [sentences], one for each kind of records; a dependent addon adds its
            own"""
        committees = self._lost_records("committee.committee")
        if ADDON not in names or not committees:
            return []
        # sudo: count the meetings of every province, for the warning
        meetings = self.env["committee.meeting"].sudo()
        return [
            self.env._(
                "Committees: %(committees)s. Their meetings: %(meetings)s. They are"
                " deleted for good when Cluster Committee is uninstalled, with their"
                " decrees, signed minutes and letters. Keep a backup of the database"
                " first.",
                committees=len(committees),
                meetings=meetings.search_count(
                    [("committee_id", "in", committees.ids)]
                ),
            )
        ]

    @api.model
    def _lost_records(self, model):
        """The records of `model` whose loss would be one: what an addon brought, as the
        demo data, comes again with it."""
        # sudo: read the records of every province, to count them
        records = self.env[model].sudo().search(Domain.TRUE)
        # sudo: read which of them an addon brought; what was imported has such a name
        # too, of a module that begins with two underscores
        data = self.env["ir.model.data"].sudo()
        brought = data.search(
            [("model", "=", model), ("module", "not =like", "\\_\\_%")]
        )
        return records - records.browse(brought.mapped("res_id"))
