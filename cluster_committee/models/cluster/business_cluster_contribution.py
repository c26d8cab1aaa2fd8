from odoo import models

CONTRIBUTION = "business.cluster.contribution"  # a model of another addon


class BusinessClusterContribution(models.Model):
    """That a body committed or paid is entered with its confirmation; how late that was
    bears a mark (reading A32)."""

    _name = CONTRIBUTION
    _inherit = [CONTRIBUTION, "committee.entry.mixin"]

    _dated_by = "date"

    def _move(self, name, values=None, **kwargs):
        done = super()._move(name, values, **kwargs)
        if name == "confirm":
            entry = self._entry_values()
            self._permitted(entry).write(entry)
        return done
