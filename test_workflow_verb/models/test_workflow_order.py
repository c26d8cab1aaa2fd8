from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import Role, needs, verb

_lt = LazyTranslate(__name__)


class TestWorkflowOrder(models.Model):
    """A document with lines: drafted by a clerk, approved by a manager."""

    _name = "test.workflow.order"
    _description = "Order"
    _inherit = ["workflow.mixin", "workflow.step.help", "mail.thread"]

    _workflow_roles = {
        "clerk": Role("test_workflow_verb.group_test_clerk", _lt("a clerk")),
        "manager": Role("test_workflow_verb.group_test_manager", _lt("a manager")),
    }
    _verb_fields = frozenset({"approved_on", "evidence_number"})
    _fixed_fields = frozenset({"company_id"})
    _editable_in = {"note": frozenset({"draft", "approved"})}
    _same_owner = {"former_id": "company_id"}
    _step_help = {"submit": "how_to_submit", "approve": "how_to_approve"}

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        comodel_name="res.company", default=lambda self: self.env.company
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
        ],
        default="draft",
        required=True,
    )
    amount = fields.Integer()
    total = fields.Integer(compute="_compute_total", store=True)
    note = fields.Text()
    former_id = fields.Many2one(comodel_name="test.workflow.order")
    approved_on = fields.Date(copy=False)
    evidence_number = fields.Char(copy=False)
    scan = fields.Binary()
    line_ids = fields.One2many(
        comodel_name="test.workflow.order.line", inverse_name="order_id"
    )
    act_ids = fields.One2many(
        comodel_name="workflow.act",
        inverse_name="res_id",
        domain=[("res_model", "=", "test.workflow.order")],
    )
    can_submit = fields.Boolean(compute="_compute_can")
    can_approve = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    @api.depends("amount", "line_ids.amount")
    def _compute_total(self):
        for order in self:
            order.total = order.amount + sum(order.line_ids.mapped("amount"))

    @api.depends("state", "line_ids")
    @api.depends_context("uid")
    def _compute_next_step(self):
        self._fill_next_step()

    @needs("submit")
    def _needs_lines(self, act):
        return {
            order.id: ["The order has no line."] for order in self if not order.line_ids
        }

    @verb(
        "draft",
        to="submitted",
        by=("clerk",),
        label=_lt("Submit"),
        main=True,
        dating="now",
    )
    def action_submit(self, on=None):
        self._transition("submit", on=on)

    @verb(
        "submitted",
        to="approved",
        by=("manager",),
        recorded_by=("clerk",),
        label=_lt("Approve"),
        dating="now",
        main=True,
        asks_evidence=True,
    )
    def action_approve(self, on=None, evidence=None):
        number = (evidence or {}).get("number")
        values = {"approved_on": on, "evidence_number": number}
        self._transition("approve", values, on=on)

    @verb(
        "submitted",
        "approved",
        to="draft",
        by=("manager",),
        label=_lt("Return"),
        dating="now",
        asks_reason=True,
    )
    def action_return(self, on=None, reason=None):
        self._transition("return", on=on, reason=reason)

    @api.model
    def _help_texts(self, keys):
        texts = {"how_to_submit": "Add lines, then submit."}
        return {key: text for key, text in texts.items() if key in keys}
