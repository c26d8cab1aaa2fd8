from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import NO_ACCESS, needs, verb

from ..roles import ADDON, ARCHIVIST

_lt = LazyTranslate(__name__)


class TestCommitteeLoan(models.Model):
    """An original that is lent and comes back: a model with steps, a paper, help and
    lines of its own."""

    _name = "test.committee.loan"
    _description = "Loan of an Original"
    _inherit = [
        "committee.workflow.mixin",
        "committee.step.help",
        "sealed.document.mixin",
        "web_jalali.date.guard",
    ]
    _rec_name = "borrower"

    _workflow_roles = ARCHIVIST
    _verb_fields = frozenset(
        {"lent_on", "returned_on", "document", "document_name", "document_sha256"}
    )
    _fixed_fields = frozenset({"meeting_id"})
    _editable_in = {"note": frozenset({"draft", "lent"})}
    _step_help = {"lend": "C4-4-4a"}
    _sealed_report = f"{ADDON}.action_report_test_committee_loan"

    meeting_id = fields.Many2one(
        comodel_name="committee.meeting",
        required=True,
        ondelete="restrict",
        index=True,
    )
    committee_id = fields.Many2one(
        related="meeting_id.committee_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="meeting_id.company_id", store=True, index=True
    )
    borrower = fields.Char(required=True)
    asked_on = fields.Date(default=lambda self: jalali.today())
    due_on = fields.Date()
    note = fields.Text()
    state = fields.Selection(
        selection=[("draft", "Asked"), ("lent", "Lent"), ("returned", "Returned")],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    lent_on = fields.Date(readonly=True, copy=False)
    returned_on = fields.Date(readonly=True, copy=False)
    page_ids = fields.One2many(
        comodel_name="test.committee.loan.page", inverse_name="loan_id"
    )
    document = fields.Binary(attachment=True, copy=False, groups=NO_ACCESS)
    document_name = fields.Char(readonly=True, copy=False)
    document_sha256 = fields.Char(string="SHA-256", readonly=True, copy=False)

    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)
    can_lend = fields.Boolean(compute="_compute_can")
    can_give_back = fields.Boolean(compute="_compute_can")

    @api.depends("state", "page_ids")
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        self._fill_next_step()

    @needs("lend")
    def _needs_pages(self, act):
        return {
            loan.id: [self.env._("Name the pages that are lent.")]
            for loan in self
            if not loan.page_ids
        }

    @verb(
        "draft",
        to="lent",
        by=("archivist",),
        label=_lt("Lend"),
        main=True,
        dating="fact",
    )
    def action_lend(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("lend", {"lent_on": on}, on=on)
        self._seal_document()

    @verb(
        "lent",
        to="returned",
        by=("archivist",),
        label=_lt("Take Back"),
        main=True,
        dating="fact",
    )
    def action_give_back(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("give_back", {"returned_on": on}, on=on)

    def _check_printable(self):
        for loan in self:
            if not loan.due_on:
                raise UserError(self.env._("Say until when it is lent."))

    def _sealed_file_name(self):
        return f"loan-{self.id}"

    def _write_sealed(self, values):
        self._permitted(values).write(values)
