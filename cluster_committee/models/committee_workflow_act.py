from odoo import api, fields, models


class WorkflowAct(models.Model):
    """The acts of a committee are its history too."""

    _inherit = "workflow.act"

    _verb_fields = frozenset({"committee_id", "planned_on", "counts_from"})

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        ondelete="cascade",
        index=True,
        readonly=True,
    )

    # so that the schedule of a past day is known, whenever the meeting was moved later
    planned_on = fields.Date(
        string="Meeting Planned On",
        readonly=True,
        help="The day for which the meeting was planned when the step was taken.",
    )

    counts_from = fields.Date(
        string="Meeting Counted From",
        readonly=True,
        help="Since when the meeting counted when the step was taken.",
    )

    # since when a company works with this system
    _entered = models.Index("(company_id, entered_at)")
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
            **self._values_of_meeting(record),
        }

    @api.model
    def _values_of_meeting(self, record):
        if record._name != "committee.meeting":
            return {}
        return {name: record[name] for name in ("planned_on", "counts_from")}
