from odoo import api, fields, models


class WorkflowAct(models.Model):
    """The acts of a committee are its history too."""

    _inherit = "workflow.act"

    _verb_fields = frozenset({"committee_id"})

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        ondelete="cascade",
        index=True,
        readonly=True,
    )

    _returned = models.Index("(res_id) WHERE verb = 'return_minutes'")
    _postponed = models.Index("(res_id) WHERE verb = 'postpone'")

    @api.model
    def _values_of_subject(self, record):
        path = getattr(record, "_committee_path", None)
        committee = record[path] if path else record
        is_committee = committee._name == "committee.committee"
        return {
            **super()._values_of_subject(record),
            "committee_id": committee.id if is_committee else False,
        }
