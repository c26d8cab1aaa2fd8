from odoo import api, models

ADDON = "cluster_committee_exchange"


class BaseModuleUninstall(models.TransientModel):
    """Says which keys, lists of meetings and requests are lost with this addon."""

    _inherit = "base.module.uninstall"

    @api.model
    def _losses(self, names):
        losses = super()._losses(names)
        keys = len(self._lost_records("committee.exchange.key"))
        announced = len(self._lost_records("committee.announced.meeting"))
        requests = len(self._lost_records("committee.received.request"))
        if ADDON in names and (keys or announced or requests):
            losses.append(
                self.env._(
                    "Keys that files are signed with: %(keys)s. Meetings that provinces"
                    " have announced: %(meetings)s. Requests of provinces that came in"
                    " files: %(requests)s. They are deleted for good when"
                    " Cluster Committee: Exchange is uninstalled; the other"
                    " installations will have to trust new keys. Received copies,"
                    " editions and acknowledgements stay, without the key that"
                    " they were signed with. Keep a backup of the database first.",
                    keys=keys,
                    meetings=announced,
                    requests=requests,
                )
            )
        return losses
