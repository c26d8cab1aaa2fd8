from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from odoo.addons.cluster_committee.compliance.findings.finding import STANDINGS
from odoo.addons.cluster_committee.compliance.findings.standing_mixin import NATURES
from odoo.addons.cluster_committee.compliance.findings.waiting_mixin import KINDS
from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeReceivedRequest(models.Model):
    """A request of a province in a database of its own, as its signed file brought it,
    and the decisions of the owner of the procedure, which go back in one (3-2).

    What is decided takes effect in the database of the province.
    """

    _name = "committee.received.request"
    _description = "Received Request"
    _inherit = [
        "committee.workflow.mixin",
        "committee.waiting.mixin",
        "committee.content.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "received_on desc, id desc"
    _rec_name = "reason"
    _committee_path = ""
    _duplicable = False

    _asked = (
        "province_id company_name number key_id digest kind rule clause nature standing"
        " subject period due_on date_from date_to reason evidence_number evidence"
        " evidence_name asked_on asked_by received_on decide_by withdrawn_on"
    )
    _decided = (
        "decided_on decided_by_id decision decision_number letter letter_name"
        " taken_back_on taken_back_by_id taken_back_reason taken_back_number"
    )
    _verb_fields = frozenset((*_asked.split(), *_decided.split()))

    # Whose
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        string="Province",
        required=True,
        readonly=True,
        index=True,
    )
    company_name = fields.Char(string="Company", readonly=True)
    number = fields.Integer(
        string="Number in the Province", required=True, readonly=True, aggregator=None
    )
    key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        ondelete="restrict",
    )
    digest = fields.Char(
        string="SHA-256 of the Content", required=True, readonly=True, copy=False
    )

    # What is asked
    kind = fields.Selection(
        selection=KINDS, string="What Is Asked", required=True, readonly=True
    )
    rule = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_rule(),
        string="Obligation",
        readonly=True,
    )
    clause = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_clause(),
        readonly=True,
    )
    nature = fields.Selection(
        selection=NATURES,
        string="Rests On",
        readonly=True,
    )
    standing = fields.Selection(
        selection=STANDINGS,
        readonly=True,
        help="How the finding stood in the province when the file was made.",
    )
    subject = fields.Char(readonly=True)
    period = fields.Char(readonly=True)
    due_on = fields.Date(string="Due", readonly=True)
    date_from = fields.Date(string="From", readonly=True)
    date_to = fields.Date(
        string="Until",
        readonly=True,
        help="The last day; empty while no end is set.",
    )
    reason = fields.Text(required=True, readonly=True)
    evidence_number = fields.Char(string="Number of the Evidence", readonly=True)
    evidence = fields.Binary(attachment=True, readonly=True, copy=False)
    evidence_name = fields.Char(readonly=True)

    # Course
    state = fields.Selection(
        selection=[
            ("asked", "Undecided"),
            ("granted", "Granted"),
            ("refused", "Refused"),
            ("taken_back", "Taken Back"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Status",
        default="asked",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    asked_on = fields.Date(required=True, readonly=True)
    asked_by = fields.Char(
        readonly=True, help="Who asked in the database of the province."
    )
    received_on = fields.Date(
        required=True,
        readonly=True,
        help="The day on which its file was imported here; the days for the decision"
        " are counted from it.",
    )
    withdrawn_on = fields.Date(readonly=True)
    decided_on = fields.Date(readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        comodel_name="res.users", string="Decided By", readonly=True, copy=False
    )
    decision = fields.Text(string="Reason of the Decision", readonly=True, copy=False)
    decision_number = fields.Char(
        string="Letter of the Decision", readonly=True, copy=False
    )
    letter = fields.Binary(
        string="Scan of the Letter", attachment=True, readonly=True, copy=False
    )
    letter_name = fields.Char(readonly=True, copy=False)
    taken_back_on = fields.Date(readonly=True, copy=False)
    taken_back_by_id = fields.Many2one(
        comodel_name="res.users", string="Taken Back By", readonly=True, copy=False
    )
    taken_back_reason = fields.Text(
        string="Reason of Taking Back", readonly=True, copy=False
    )
    taken_back_number = fields.Char(
        string="Letter of Taking Back", readonly=True, copy=False
    )
    can_grant = fields.Boolean(compute="_compute_can")
    can_refuse = fields.Boolean(compute="_compute_can")
    can_take_back = fields.Boolean(compute="_compute_can")

    _once = models.Constraint(
        "UNIQUE (province_id, digest)", "A request of a province is received once."
    )
    _decided_on_a_day = models.Constraint(
        "CHECK ((state IN ('granted', 'refused', 'taken_back'))"
        " = (decided_on IS NOT NULL))",
        "A decided request was decided on a day.",
    )

    @api.depends("kind", "rule", "clause", "subject", "province_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        rules = dict(self._fields["rule"]._description_selection(self.env))
        clauses = dict(self._fields["clause"]._description_selection(self.env))
        for request in self:
            of = rules.get(request.rule) or clauses.get(request.clause)
            names = (
                kinds.get(request.kind),
                of,
                request.province_id._get_printed_name(),
            )
            request.display_name = " – ".join(filter(None, names))

    def _content_is_open(self, states):
        return False  # it stays as it was received

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "asked",
        to="granted",
        by=("owner",),
        label=_lt("Grant"),
        dating="now",
        main=True,
        asks_reason=True,
        asks_evidence=True,
    )
    def action_grant(self, on=None, reason=None, evidence=None):
        """Grant what is asked; the province carries it out when it has the file.

        :param evidence: {number, document, document_name} of the owner's letter
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("grant", on)
        findings = self.env["committee.finding"]
        values = {
            **self._values_of_decision(on, reason),
            "decision_number": findings._number_of_letter("settle", evidence),
            "letter": evidence.get("document"),
            "letter_name": evidence.get("document_name"),
        }
        self._move("grant", values, on=on, reason=reason)

    @verb(
        "asked",
        to="refused",
        by=("owner",),
        label=_lt("Refuse"),
        dating="now",
        asks_reason=True,
    )
    def action_refuse(self, on=None, reason=None):
        """Refuse it: what is asked stays open, and the reason is told."""
        on = fields.Date.to_date(on) or jalali.today()
        values = self._values_of_decision(on, reason)
        self._transition("refuse", values, on=on, reason=reason)

    @verb(
        "granted",
        to="taken_back",
        by=("owner",),
        label=_lt("Take Back"),
        dating="now",
        asks_reason=True,
        asks_evidence=True,
    )
    def action_take_back(self, on=None, reason=None, evidence=None):
        """Take back what was granted: the finding is opened again, the exemption ends
        with the day `on`.

        :param evidence: {number} of the owner's letter
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("take_back", on)
        findings = self.env["committee.finding"]
        values = {
            "taken_back_on": on,
            "taken_back_by_id": self.env.uid,
            "taken_back_reason": reason,
            "taken_back_number": findings._number_of_letter("reopen", evidence),
        }
        self._move("take_back", values, on=on, reason=reason)

    @verb(
        "asked",
        to="withdrawn",
        by=("national",),
        label=_lt("Withdraw"),
        dating="paper",
    )
    def action_withdraw(self):
        """Its file, sent again, says that the province has withdrawn it."""
        today = jalali.today()
        days = {request: request.withdrawn_on or today for request in self}
        self._transition("withdraw", on=days)

    @api.model
    def _values_of_decision(self, on, reason):
        return {
            "decided_on": on,
            "decided_by_id": self.env.uid,
            "decision": reason,
        }

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("withdraw")
    def _needs_the_file(self, act):
        """Only the province withdraws what it has asked."""
        return {
            request.id: [
                self.env._(
                    "“%(request)s” is withdrawn by the province, whose file says so.",
                    request=request.display_name,
                )
            ]
            for request in self
            if not request.withdrawn_on
        }

    @needs("grant", "refuse", "take_back")
    def _needs_day_after_what_came_before(self, act):
        """Nothing is decided before it came, nor taken back before it was granted."""
        return {
            request.id: [
                self.env._(
                    "“%(request)s” stands so since %(day)s: nothing is decided on it"
                    " before.",
                    request=request.display_name,
                    day=request._print_date(request._stands_since()),
                )
            ]
            for request in self
            if act.on < request._stands_since()
        }

    def _stands_since(self):
        return max(self.decided_on or self.received_on, self.received_on)

    @needs("take_back")
    def _needs_begun_exemption(self, act):
        """As an exemption in this database does, it ends after it began."""
        return {
            request.id: [
                self.env._(
                    "“%(request)s” cannot end before it began.",
                    request=request.display_name,
                )
            ]
            for request in self
            if request.date_from and act.on < request.date_from
        }
