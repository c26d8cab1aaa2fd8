from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeEditionAcknowledgement(models.Model):
    """A company has received an edition of the procedure, as its secretary says here or
    in the database where the province works (section 7)."""

    _name = "committee.edition.acknowledgement"
    _description = "Acknowledgement of an Edition"
    _inherit = [
        "committee.workflow.mixin",
        "committee.content.mixin",
        "web_jalali.date.guard",
    ]
    _order = "acknowledged_on desc, id desc"
    _rec_name = "province_id"
    _duplicable = False

    _verb_fields = frozenset(
        {"edition_id", "company_id", "province_id", "acknowledged_on", "user_id"}
        | {"signer_name"}
    )

    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        readonly=True,
        index=True,
        help="The company of the province, where it works in this database.",
    )
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province",
        required=True,
        readonly=True,
        index=True,
    )
    acknowledged_on = fields.Date(required=True, readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users", string="Acknowledged By", readonly=True
    )
    signer_name = fields.Char(
        string="Name in the File",
        readonly=True,
        help="Who acknowledged it in the database of the province.",
    )

    _once = models.Constraint(
        "UNIQUE (edition_id, province_id)", "A company acknowledges an edition once."
    )
    _by_somebody = models.Constraint(
        "CHECK (user_id IS NOT NULL OR signer_name IS NOT NULL)",
        "An edition is acknowledged by a user here, or by name in another database.",
    )

    def _content_is_open(self, states):
        return False  # acknowledgements are kept


class CommitteeProcedureEdition(models.Model):
    """An edition is acknowledged by each company that is bound by it."""

    _inherit = "committee.procedure.edition"

    acknowledgement_ids = fields.One2many(
        comodel_name="committee.edition.acknowledgement", inverse_name="edition_id"
    )
    can_acknowledge = fields.Boolean(compute="_compute_can")

    @verb(
        "in_force",
        "superseded",
        to=None,
        by=("secretary",),
        label=_lt("Acknowledge Receipt"),
        dating="now",
    )
    def action_acknowledge(self, on=None):
        """The secretary says that his company has received this edition (7)."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("acknowledge", on=on)
        self.env["committee.edition.acknowledgement"]._permitted_create(
            [
                {
                    "edition_id": edition.id,
                    "company_id": self.env.company.id,
                    "province_id": self.env.company.province_id.id,
                    "acknowledged_on": on,
                    "user_id": self.env.uid,
                }
                for edition in self
            ]
        )

    @needs("acknowledge")
    def _needs_company_of_a_province(self, act):
        """A company of a province acknowledges once, an edition that has begun."""
        company = self.env.company
        done = self.acknowledgement_ids.filtered(lambda a: a.company_id == company)
        found = {}
        for edition in self:
            sentences = found.setdefault(edition.id, [])
            if not company.province_id:
                sentences.append(
                    self.env._(
                        "%(company)s is not the company of a province: editions are"
                        " acknowledged by those (section 7).",
                        company=company.name,
                    )
                )
            if edition in done.edition_id:
                sentences.append(
                    self.env._(
                        "%(company)s has acknowledged %(edition)s already.",
                        company=company.name,
                        edition=edition.display_name,
                    )
                )
            if act.on < edition.effective_from:
                sentences.append(
                    self.env._(
                        "%(edition)s cannot be acknowledged before it is in force.",
                        edition=edition.display_name,
                    )
                )
        return found
