"""What another addon might add to the order: a field, a verb field, a step."""

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import Role, needs, verb

_lt = LazyTranslate(__name__)


class TestWorkflowOrder(models.Model):
    _inherit = "test.workflow.order"

    _workflow_roles = {
        "auditor": Role("test_workflow_verb.group_test_auditor", _lt("an auditor"))
    }
    _verb_fields = frozenset({"audited_on"})
    _fixed_fields = frozenset({"source"})
    _editable_in = {"keyword": frozenset({"draft", "submitted", "approved"})}
    _same_owner = {"twin_id": "company_id"}

    source = fields.Char()
    remark = fields.Char()
    keyword = fields.Char()
    twin_id = fields.Many2one(comodel_name="test.workflow.order")
    audited_on = fields.Date(copy=False)
    # none of them is set by a step: computed and then typed, for the eye only, and
    # one that is not stored and writes another
    caption = fields.Char(compute="_compute_caption", store=True, readonly=False)
    origin = fields.Char(readonly=True)
    title = fields.Char(compute="_compute_title", inverse="_inverse_title")
    can_audit = fields.Boolean(compute="_compute_can")

    @api.depends("name")
    def _compute_caption(self):
        for order in self:
            order.caption = order.name

    @api.depends("name")
    def _compute_title(self):
        for order in self:
            order.title = order.name

    def _inverse_title(self):
        for order in self:
            order.name = order.title

    @needs("audit", in_any_state=True)
    def _needs_a_keyword(self, act):
        return {
            order.id: ["The order has no keyword."]
            for order in self
            if order.keyword == "none"
        }

    @needs("approve")
    def _needs_a_total(self, act):
        """A step of the model it extends is narrowed."""
        return {
            order.id: ["The order is worth nothing."]
            for order in self
            if not order.total
        }

    @verb("approved", to=None, by=("auditor",), label=_lt("Audit"), dating="now")
    def action_audit(self, on=None):
        self._transition("audit", {"audited_on": on or jalali.today()}, on=on)
