from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeExemption(models.Model):
    """A province is exempt from an obligation for a time, by letter and with a reason
    (4-4-2: number and timing fit the circumstances of the province).

    Granted by the owner of the procedure only; shown, never hidden; the obligation is
    back when it ends.
    """

    _name = "committee.exemption"
    _description = "Exemption"
    _inherit = ["committee.workflow.mixin", "web_jalali.date.guard", "mail.thread"]
    _order = "date_from desc, id desc"
    _rec_name = "reason"
    _committee_path = ""
    _duplicable = False

    _verb_fields = frozenset({"granted_on", "ended_on"})
    _fixed_fields = frozenset({"company_id"})
    # the scan of the letter may come later
    _editable_in = {
        name: frozenset({"draft", "granted"}) for name in ("scan", "scan_name")
    }

    company_id = fields.Many2one(
        comodel_name="res.company",
        string="Company",
        required=True,
        index=True,
        domain=[("province_id", "!=", False)],
    )
    # stored: a field that is not stored is disclosed across provinces
    province_id = fields.Many2one(
        related="company_id.province_id", store=True, string="Province"
    )
    rule = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_rule(),
        string="Obligation",
    )
    clause = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_clause(),
        help="All obligations of this clause, where no single one is chosen.",
    )
    reason = fields.Text(required=True)
    letter_number = fields.Char(required=True)
    letter_date = fields.Date(required=True)
    scan = fields.Binary(attachment=True)
    scan_name = fields.Char()
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(
        string="Until", help="The last day; empty while no end is set."
    )
    granted_on = fields.Date(readonly=True, copy=False)
    ended_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        selection=[("draft", "Draft"), ("granted", "Granted"), ("ended", "Ended")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    validity = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("coming", "Not Yet in Force"),
            ("in_force", "In Force"),
            ("over", "Over"),
        ],
        compute="_compute_validity",
        search="_search_validity",
        help="How it stands today, by its days.",
    )
    can_grant = fields.Boolean(compute="_compute_can")
    can_replace_file = fields.Boolean(compute="_compute_can")
    can_end_early = fields.Boolean(compute="_compute_can")

    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "An exemption does not end before it begins."
    )
    _of_something = models.Constraint(
        "CHECK ((rule IS NULL) != (clause IS NULL))",
        "An exemption is from one obligation, or from all of one clause.",
    )
    _granted_has_a_day = models.Constraint(
        "CHECK ((state = 'draft') = (granted_on IS NULL))",
        "A granted exemption was granted on a day.",
    )
    _granted = models.Index("(company_id) WHERE granted_on IS NOT NULL")

    @api.depends("company_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for exemption in self:
            exemption.display_name = self.env._(
                "Exemption of %(province)s",
                province=exemption.province_id._get_printed_name()
                or exemption.company_id.name
                or "",
            )

    @api.depends("state", "date_from", "date_to")
    def _compute_validity(self):
        for exemption in self:
            exemption.validity = exemption._validity_on(jalali.today())

    def _validity_on(self, day):
        if self.state == "draft":
            return "draft"
        if self.date_from and day < self.date_from:
            return "coming"
        return "over" if self.date_to and day > self.date_to else "in_force"

    @api.model
    def _search_validity(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = jalali.today()
        granted = Domain("state", "!=", "draft")
        over = Domain("date_to", "<", today)
        not_over = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        domains = {
            "draft": Domain("state", "=", "draft"),
            "coming": granted & Domain("date_from", ">", today),
            "over": granted & Domain("date_from", "<=", today) & over,
            "in_force": granted & Domain("date_from", "<=", today) & not_over,
        }
        return Domain.OR(domains[name] for name in value if name in domains)

    @api.constrains("company_id")
    def _check_company_has_province(self):
        for exemption in self:
            if not exemption.company_id.province_id:
                raise ValidationError(
                    self.env._(
                        "%(company)s has no province, so there is nothing to exempt it"
                        " from (clause 4-4-2).",
                        company=exemption.company_id.name,
                    )
                )

    @verb(
        "draft",
        to="granted",
        by=("owner",),
        label=_lt("Grant"),
        main=True,
        dating="paper",
    )
    def action_grant(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("grant", {"granted_on": on}, on=on)
        self._refresh_findings()

    @verb(
        "granted",
        "ended",
        to=None,
        by=("owner",),
        label=_lt("Replace File"),
        asks_reason=True,
        dating="now",
    )
    def action_replace_file(
        self, on=None, reason=None, file=None, file_name=None, attachment_id=None
    ):
        """Replace the scan of the letter; the old one is kept with the act."""
        self._replace_file(
            on=on,
            reason=reason,
            file=file,
            file_name=file_name,
            attachment_id=attachment_id,
        )

    @verb(
        "granted",
        to="ended",
        by=("owner",),
        label=_lt("End Early"),
        asks_reason=True,
        dating="now",
    )
    def action_end_early(self, on=None, reason=None):
        """End it early, with the day `on` as its last day."""
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("end_early", on)
        self._move(
            "end_early",
            lambda exemption: {
                "ended_on": on,
                "date_to": min(on, exemption.date_to or on),
            },
            on=on,
            reason=reason,
        )
        self._refresh_findings()

    @needs("grant")
    def _needs_reason_and_letter(self, act):
        """An exemption rests on a reason and a letter (4-4-2)."""
        return {
            exemption.id: [
                self.env._(
                    "%(exemption)s needs its reason and the number of its letter before"
                    " it is granted (clause 4-4-2).",
                    exemption=exemption.display_name,
                )
            ]
            for exemption in self
            if persian.is_blank(exemption.reason)
            or not persian.normalise(exemption.letter_number or "")
        }

    @needs("end_early")
    def _needs_day_within(self, act):
        return {
            exemption.id: [
                self.env._(
                    "%(exemption)s cannot end before it began.",
                    exemption=exemption.display_name,
                )
            ]
            for exemption in self
            if act.on < exemption.date_from
        }

    def _refresh_findings(self):
        """The findings of these provinces follow at once."""
        # sudo: write findings, which follow from facts and which no user writes
        engine = self.env["committee.engine"].sudo()
        engine._check(jalali.today(), self.company_id)
