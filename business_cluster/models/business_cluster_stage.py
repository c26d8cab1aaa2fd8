from odoo import api, fields, models
from odoo.fields import Domain

from .business_cluster import STAGES


class BusinessClusterStage(models.Model):
    """One step of a cluster in its life: the stage it came to, from which day, by what
    evidence. The rows are its dated history; a mistaken one is withdrawn, and kept.
    Evidence may come later, once; a further entry corrects what is wrong in it."""

    _name = "business.cluster.stage"
    _description = "Stage of a Cluster"
    _inherit = ["workflow.entry.mixin", "web_jalali.date.guard"]
    _order = "cluster_id, id desc"
    _rec_name = "stage"
    _duplicable = False

    _verb_fields = frozenset(
        {"cluster_id", "stage", "on", "number", "note", "withdrawn_on"}
        | {"withdrawal_reason"}
    )
    _parent_field = "cluster_id"
    _parent_open_states = frozenset(stage for stage, _label in STAGES)

    cluster_id = fields.Many2one(
        comodel_name="business.cluster",
        required=True,
        ondelete="cascade",
        index=True,
        readonly=True,
    )
    company_id = fields.Many2one(
        related="cluster_id.company_id", store=True, index=True, precompute=True
    )
    stage = fields.Selection(selection=list(STAGES), required=True, readonly=True)
    on = fields.Date(string="From", required=True, readonly=True)
    number = fields.Char(string="Evidence Number", readonly=True)
    note = fields.Text(readonly=True)
    document = fields.Binary(
        string="Evidence", attachment=True, help="It may be added when it comes."
    )
    document_name = fields.Char()
    evidence_ids = fields.One2many(
        comodel_name="business.cluster.stage.evidence",
        inverse_name="stage_id",
        string="Further Evidence",
    )
    withdrawn_on = fields.Date(readonly=True)
    withdrawal_reason = fields.Text(readonly=True)

    _withdrawn_with_reason = models.Constraint(
        "CHECK ((withdrawn_on IS NULL) = (withdrawal_reason IS NULL))",
        "A step that is withdrawn says why, and only such a one.",
    )

    @api.depends("cluster_id", "stage")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["stage"]._description_selection(self.env))
        for row in self:
            label = labels.get(row.stage, "")
            row.display_name = f"{row.cluster_id.name}: {label}"

    def _write_refusal(self, field):
        """Evidence is entered once."""
        refusal = super()._write_refusal(field)
        if refusal or field.name not in ("document", "document_name"):
            return refusal
        # sudo: read whether there is a document, for a check
        kept = self.sudo().with_context(bin_size=True).filtered("document")
        if not kept or self._permits(field.name):
            return None
        return self.env._(
            "The evidence of %(stage)s was entered and is kept. Add further evidence to"
            " it, with the reason, where it is incomplete or wrong (note 2).",
            stage=kept._names(),
        )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _valid_domain(self):
        """The valid steps: those that were not taken back."""
        return Domain("withdrawn_on", "=", False)
