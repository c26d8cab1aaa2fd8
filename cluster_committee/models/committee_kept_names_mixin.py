from odoo import models


class CommitteeKeptNamesMixin(models.AbstractModel):
    """Records that keep the names of their day: a name follows its contact while the
    record is prepared, and stays as it is from then on, whatever the contact is called
    later."""

    _name = "committee.kept.names.mixin"
    _description = "Names as They Were"

    def _names_are_kept(self):
        """Hook: whether this record keeps the names that it has."""
        return self.state != "draft"

    def _keep_name(self, field, source):
        """Compute the stored field `field` (Char), which depends on the state: the name
        of the record in `source`, as it was when the record left preparation."""
        # while the addon is uninstalled, its records lose what they refer to
        there = self[source].exists()
        for record in self:
            kept = record._names_are_kept() and record[field]
            record[field] = kept or (record[source] & there).name
