from odoo import api, models


class BaseModuleUninstall(models.TransientModel):
    """Says what the records of the committee lose with this addon."""

    _inherit = "base.module.uninstall"

    @api.model
    def _losses(self, names):
        losses = super()._losses(names)
        if "cluster_committee_import" in names and "cluster_committee" not in names:
            # sudo: count the meetings of every province, for the warning
            meetings = self.env["committee.meeting"].sudo()
            if count := meetings.search_count([("taken_over", "=", True)]):
                losses.append(
                    self.env._(
                        "Meetings that were taken over from paper: %(count)s. They"
                        " stay, but are no longer marked so.",
                        count=count,
                    )
                )
        return losses
