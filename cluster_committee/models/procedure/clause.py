from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import persian


class CommitteeProcedureClause(models.Model):
    """One clause of an edition: its text, and whom it binds."""

    _name = "committee.procedure.clause"
    _description = "Clause"
    _inherit = ["workflow.guard.mixin", "web_jalali.persian.search.mixin"]
    _order = "edition_id, sequence, id"
    _search_key_fields = ("number", "name", "text")

    _fixed_fields = frozenset({"edition_id"})
    _parent_field = "edition_id"
    _parent_open_states = frozenset({"draft"})

    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        required=True,
        ondelete="cascade",
        index=True,
    )
    number = fields.Char(
        required=True, help="As it is cited: 4-2. Parts of one clause share it."
    )
    label = fields.Char(compute="_compute_label", string="Clause")
    code = fields.Char(
        required=True, help="One for each obligation: C4-4-2b. Findings point to it."
    )
    sequence = fields.Integer(default=100)
    name = fields.Char(string="Heading")
    text = fields.Text()
    actor = fields.Char(help="Whom the clause binds, in the words of the procedure.")
    is_duty = fields.Boolean(
        string="Duty of the Committee",
        help="Agenda items and resolutions say which duty they serve (clause 4-3).",
    )

    _unique_code = models.Constraint(
        "UNIQUE (edition_id, code)", "The edition has a clause of this code already."
    )

    @api.depends("number")
    @api.depends_context("lang")
    def _compute_label(self):
        in_persian = persian.is_persian(self.env)
        for clause in self:
            number = clause.number or ""
            clause.label = paper_text.clause(number) if in_persian else number

    @api.depends("label", "name", "text")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for clause in self:
            said = clause.name or clause.text or ""
            clause.display_name = f"{clause.label}  {said}"

    @api.model
    def _search_display_name(self, operator, value):
        if operator in ("ilike", "like"):
            return Domain("search_text", operator, value)
        return super()._search_display_name(operator, value)
