from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali

CONTROL_BLOCK = (
    "code",
    "name",
    "custodian",
    "author",
    "first_endorser",
    "second_endorser",
    "approver",
    "references",
    "annexes",
    "distribution",
)
# the fields that an enacted edition depends on
KEPT_ONCE_ENACTED = frozenset({"code", "governs", "active"})


class CommitteeProcedure(models.Model):
    """A controlled instruction: its control block, and the editions it went through."""

    _name = "committee.procedure"
    _description = "Procedure"
    _inherit = [
        "workflow.record.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "code"
    _search_key_fields = ("code", "name")
    _duplicable = False

    # Identity
    code = fields.Char(string="Document Number", required=True, tracking=True)
    name = fields.Char(string="Title", required=True, tracking=True)
    short_name = fields.Char(
        string="Short Title", help="What a screen or a line of a letter has room for."
    )
    governs = fields.Boolean(
        string="Governs This System",
        tracking=True,
        help="The editions of this procedure are what the committees are held to.",
    )
    active = fields.Boolean(default=True)

    # Control block
    custodian = fields.Char(string="Kept At", tracking=True)
    prepared_on = fields.Date(
        tracking=True, help="The first day of the month, where only that is known."
    )
    author = fields.Char(string="Prepared By", tracking=True)
    first_endorser = fields.Char(tracking=True)
    second_endorser = fields.Char(tracking=True)
    approver = fields.Char(string="Approved By", tracking=True)
    references = fields.Text()
    annexes = fields.Text()
    distribution_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Distribution",
        help="Who holds a copy, apart from those named in the text.",
    )
    distribution = fields.Text(string="Distribution List")

    # Editions
    edition_ids = fields.One2many(
        comodel_name="committee.procedure.edition", inverse_name="procedure_id"
    )
    edition_in_force_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        string="Edition in Force",
        compute="_compute_edition_in_force_id",
    )

    _unique_code = models.Constraint(
        "UNIQUE (code)", "Another procedure has this document number already."
    )
    _one_governs = models.UniqueIndex(
        "(governs) WHERE governs", "One procedure governs this system, not two."
    )

    @api.depends("edition_ids.effective_from", "edition_ids.effective_to")
    @api.depends("edition_ids.state")
    def _compute_edition_in_force_id(self):
        editions = self.env["committee.procedure.edition"]
        found = editions.search(
            editions._in_force_domain(jalali.today())
            & fields.Domain("procedure_id", "in", self.ids)
        )
        by_procedure = {edition.procedure_id: edition for edition in found}
        for procedure in self:
            procedure.edition_in_force_id = by_procedure.get(procedure._origin)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for procedure in self:
            parts = (procedure.code, procedure.short_name or procedure.name)
            procedure.display_name = " – ".join(filter(None, parts))

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not KEPT_ONCE_ENACTED.isdisjoint(vals):
            self._check_nothing_enacted_changes(vals)
        return super().write(vals)

    def _check_nothing_enacted_changes(self, vals):
        """:raises UserError: where a field would change on which an enacted edition
        depends"""
        for procedure in self.filtered(lambda p: p.edition_ids._enacted()):
            for name in KEPT_ONCE_ENACTED.intersection(vals):
                if procedure[name] != vals[name]:
                    raise UserError(
                        self.env._(
                            "“%(field)s” of %(procedure)s is kept: an edition of it was"
                            " enacted. What changes from now on belongs into a new"
                            " edition (clause 3-2).",
                            field=self._fields[name]._description_string(self.env),
                            procedure=procedure.display_name,
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_editions(self):
        for procedure in self.filtered("edition_ids"):
            raise UserError(
                self.env._(
                    "%(procedure)s has editions and cannot be deleted; archive it while"
                    " none of them was enacted (clause 3-2).",
                    procedure=procedure.display_name,
                )
            )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _control_block(self):
        """What an edition prints of its procedure: {field: text}, days as ISO texts,
        and the names of those who hold a copy."""
        self.ensure_one()
        day = fields.Date.to_string(self.prepared_on) if self.prepared_on else False
        return {
            **{name: self[name] or False for name in CONTROL_BLOCK},
            "prepared_on": day,
            "holders": self.distribution_ids.mapped("name"),
        }

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_new_edition(self):
        """Draft the next edition from the latest."""
        self.ensure_one()
        return self.edition_ids.sorted("number")[-1:].action_new_edition()
