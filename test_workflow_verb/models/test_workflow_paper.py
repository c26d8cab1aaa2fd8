from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import Role, verb

_lt = LazyTranslate(__name__)
ALWAYS = frozenset({"draft", "issued"})


class TestWorkflowPaper(models.Model):
    """A paper with its scans, which may come after it was issued, and its contacts."""

    _name = "test.workflow.paper"
    _description = "Paper"
    _inherit = ["workflow.mixin", "mail.thread"]

    _workflow_roles = {"clerk": Role("test_workflow_verb.group_test_clerk", "a clerk")}
    _editable_in = dict.fromkeys(
        ("scan", "scan_name", "stamp", "stamp_name", "short_name"), ALWAYS
    )

    name = fields.Char(required=True)
    # beside no field `short`: the name of no file
    short_name = fields.Char()
    company_id = fields.Many2one(
        comodel_name="res.company", default=lambda self: self.env.company
    )
    state = fields.Selection(
        selection=[("draft", "Draft"), ("issued", "Issued")],
        default="draft",
        required=True,
    )
    scan = fields.Binary()
    scan_name = fields.Char()
    # in the table itself
    stamp = fields.Binary(attachment=False)
    stamp_name = fields.Char()
    writer_id = fields.Many2one(comodel_name="res.partner")
    reader_ids = fields.Many2many(comodel_name="res.partner")
    act_ids = fields.One2many(
        comodel_name="workflow.act",
        inverse_name="res_id",
        domain=[("res_model", "=", "test.workflow.paper")],
    )

    @verb("draft", to="issued", by=("clerk",), label=_lt("Issue"), dating="now")
    def action_issue(self, on=None):
        self._transition("issue", on=on)

    @verb(
        "issued",
        to=None,
        by=("clerk",),
        label=_lt("Replace File"),
        dating="now",
        asks_reason=True,
    )
    def action_replace_file(self, **answers):
        self._replace_file(**answers)
