"""Findings, for those who were notified of them."""

from odoo import models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class CommitteeWorkFinding(models.AbstractModel):
    _name = "committee.work.finding"
    _inherit = "committee.work"
    _description = "Finding to Acknowledge"

    _key = "acknowledge_finding"
    _model = "committee.finding"
    _verb = "acknowledge"
    _label = _lt("Acknowledge and answer the finding")
    _since = "first_seen_on"
    _until = "due_on"
    _place = "province_id"
    _open_while = "acknowledged_on"

    def _domain(self, day):
        findings = self.env["committee.finding"]
        told = findings._own_alarm_domain()
        return super()._domain(day) & told & Domain(self._open_while, "=", False)

    def _name_of(self, finding):
        labels = dict(finding._fields["rule"]._description_selection(self.env))
        label = labels.get(finding.rule, finding.rule)
        return " – ".join(filter(None, (label, finding.subject_name)))


class CommitteeWorkNote(models.AbstractModel):
    _name = "committee.work.note"
    _inherit = "committee.work.finding"
    _description = "Finding to Take Note Of"

    _key = "note_finding"
    _verb = "note"
    _label = _lt("Take note of the finding")
    _open_while = "noted_on"


class CommitteeWorkRequest(models.AbstractModel):
    _name = "committee.work.request"
    _inherit = "committee.work"
    _description = "Request to Decide"

    _key = "decide_request"
    _model = "committee.request"
    _verb = "grant"
    _label = _lt("Decide the request of the province")
    _since = "asked_on"
    _until = "decide_by"
    _way = "open"
    _place = "province_id"
