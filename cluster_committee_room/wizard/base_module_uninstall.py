from odoo import api, models

ADDON = "cluster_committee_room"


class BaseModuleUninstall(models.TransientModel):
    """Says which phrases are lost with this addon, and that minutes are not."""

    _inherit = "base.module.uninstall"

    @api.model
    def _losses(self, names):
        losses = super()._losses(names)
        phrases = len(self._lost_records("committee.phrase"))
        changes = len(self._lost_records("committee.room.operation"))
        if ADDON in names and (phrases or changes):
            losses.append(
                self.env._(
                    "Phrases of the minutes: %(phrases)s. Changes by which the rooms of"
                    " meetings know what they have made: %(changes)s. They are deleted"
                    " for good when Cluster Committee: Meeting Room is uninstalled, and"
                    " what a browser has not sent by then is lost. The minutes stay.",
                    phrases=phrases,
                    changes=changes,
                )
            )
        return losses
