"""What a province asks of the owner of the procedure: to close a finding that no fact
will close, or to be exempt from an obligation (reading A33)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from .waiting_mixin import KINDS

_lt = LazyTranslate(__name__)


class CommitteeRequest(models.Model):
    """A request of a province, with its reason and evidence, and the owner's decision.

    Who is watched does not judge: the province asks, the owner decides. A granted
    request carries its decision out, and both stay to be seen.
    """

    _name = "committee.request"
    _description = "Request"
    _inherit = [
        "committee.workflow.mixin",
        "committee.waiting.mixin",
        "committee.content.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "asked_on desc, id desc"
    _rec_name = "reason"
    _committee_path = ""
    _duplicable = False

    _fixed_fields = frozenset({"company_id", "finding_id", "kind"})
    _verb_fields = frozenset(
        "asked_on asked_by_id decide_by decided_on decided_by_id decision"
        " decision_number exemption_id".split()
    )

    # What is asked
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    # stored: a field that is not stored is disclosed across provinces
    province_id = fields.Many2one(
        related="company_id.province_id", store=True, string="Province"
    )
    kind = fields.Selection(
        selection=KINDS,
        string="What Is Asked",
        required=True,
        default="exemption",
    )
    finding_id = fields.Many2one(
        comodel_name="committee.finding",
        ondelete="cascade",
        index=True,
        domain="[('company_id', '=', company_id), ('state', '=', 'open'),"
        " ('standing', 'in', ('overdue', 'unachievable', 'missed'))]",
    )
    rule = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_rule(),
        string="Obligation",
    )
    clause = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_clause(),
        help="All obligations of this clause, where no single one is chosen.",
    )
    date_from = fields.Date(string="From")
    date_to = fields.Date(
        string="Until", help="The last day; empty while no end is set."
    )
    reason = fields.Text(required=True)
    evidence_number = fields.Char(string="Number of the Evidence")
    evidence = fields.Binary(attachment=True)
    evidence_name = fields.Char()

    # Course
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("asked", "Undecided"),
            ("granted", "Granted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    asked_on = fields.Date(readonly=True, copy=False)
    asked_by_id = fields.Many2one(
        comodel_name="res.users", string="Asked By", readonly=True, copy=False
    )
    decided_on = fields.Date(readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        comodel_name="res.users", string="Decided By", readonly=True, copy=False
    )
    decision = fields.Text(string="Reason of the Decision", readonly=True, copy=False)
    decision_number = fields.Char(
        string="Letter of the Decision", readonly=True, copy=False
    )
    exemption_id = fields.Many2one(
        comodel_name="committee.exemption",
        string="Exemption Granted",
        readonly=True,
        copy=False,
        ondelete="set null",
    )
    can_ask = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")
    can_grant = fields.Boolean(compute="_compute_can")
    can_refuse = fields.Boolean(compute="_compute_can")

    _of_its_kind = models.Constraint(
        "CHECK (CASE kind WHEN 'closing' THEN finding_id IS NOT NULL AND rule IS NULL"
        " AND clause IS NULL ELSE finding_id IS NULL END)",
        "A closing is asked of a finding, and an exemption from an obligation or a"
        " clause.",
    )
    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "An exemption does not end before it begins."
    )
    _one_at_a_time = models.UniqueIndex(
        "(finding_id) WHERE state = 'asked'",
        "A request to close this finding waits for the owner of the procedure already.",
    )

    @api.depends("kind", "finding_id", "rule", "clause", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        rules = dict(self._fields["rule"]._description_selection(self.env))
        clauses = dict(self._fields["clause"]._description_selection(self.env))
        for request in self:
            of = rules.get(request.rule) or clauses.get(request.clause)
            # sudo: read the name of what the user may read himself
            of = of or request.sudo().finding_id.display_name
            request.display_name = " – ".join(filter(None, (kinds[request.kind], of)))

    @api.constrains("company_id", "finding_id")
    def _check_same_company(self):
        for request in self:
            # sudo: read whose the finding is, for a check
            owner = request.sudo().finding_id.company_id
            if owner and owner != request.company_id:
                raise ValidationError(
                    self.env._(
                        "%(request)s: the finding belongs to another company.",
                        request=request.display_name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="asked",
        by=("supervisor", "secretary"),
        label=_lt("Ask"),
        dating="now",
        main=True,
    )
    def action_ask(self, on=None):
        """Bring the request before the owner of the procedure."""
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("ask", self._values_of_asking(on), on=on)

    @verb(
        "asked",
        to="withdrawn",
        by=("supervisor", "secretary"),
        label=_lt("Withdraw"),
        dating="now",
    )
    def action_withdraw(self, on=None):
        on = fields.Date.to_date(on) or jalali.today()
        self._transition("withdraw", {"decided_on": on}, on=on)

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
        """Grant what is asked, and carry it out: the finding is closed by hand, or the
        province is exempt.

        :param evidence: {number, document, document_name} of the owner's letter
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("grant", on)
        number = self.env["committee.finding"]._number_of_letter("settle", evidence)
        closings = self.filtered(lambda request: request.kind == "closing")
        if closings:
            closings.finding_id.action_settle(on=on, reason=reason, evidence=evidence)
        exemptions = {
            request: request._exempt(on, number, evidence)
            for request in self - closings
        }
        self._move(
            "grant",
            lambda request: {
                **request._values_of_decision(on, reason, number),
                "exemption_id": exemptions.get(request),
            },
            on=on,
            reason=reason,
        )

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
        values = self._values_of_decision(on, reason, False)
        self._transition("refuse", values, on=on, reason=reason)

    def _ask(self, on):
        """Bring requests that a step has just drawn up before the owner."""
        values = {**self._values_of_asking(on), "state": "asked"}
        self._permitted(values).write(values)

    @api.model
    def _values_of_asking(self, on):
        return {
            "asked_on": on,
            "asked_by_id": self.env.uid,
            "decide_by": self._decide_by(on),
        }

    @api.model
    def _values_of_decision(self, on, reason, number):
        return {
            "decided_on": on,
            "decided_by_id": self.env.uid,
            "decision": reason,
            "decision_number": number,
        }

    def _exempt(self, on, number, evidence):
        """:return: id of the exemption that a granted request becomes"""
        exemption = self.env["committee.exemption"].create(
            {
                "company_id": self.company_id.id,
                "rule": self.rule,
                "clause": self.clause,
                "reason": self.reason,
                "letter_number": number,
                "letter_date": on,
                "scan": evidence.get("document"),
                "scan_name": evidence.get("document_name"),
                "date_from": self.date_from,
                "date_to": self.date_to,
            }
        )
        exemption.action_grant(on=on)
        return exemption.id

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("ask")
    def _needs_reason_and_evidence(self, act):
        """A request is judged by its reason and by what shows it (3-2)."""
        return {
            request.id: [
                self.env._(
                    "%(request)s needs its reason and a file that shows it before it is"
                    " asked (clause 3-2).",
                    request=request.display_name,
                )
            ]
            for request in self
            if persian.is_blank(request.reason)
            or not request.with_context(bin_size=True).evidence
        }

    @needs("ask")
    def _needs_what_is_asked(self, act):
        """An exemption is asked from something, and for some time (4-4-2)."""
        return {
            request.id: [
                self.env._(
                    "%(request)s: choose the obligation or the clause, and the day from"
                    " which the exemption is asked (clause 4-4-2).",
                    request=request.display_name,
                )
            ]
            for request in self
            if request.kind == "exemption"
            and (bool(request.rule) == bool(request.clause) or not request.date_from)
        }

    @needs("ask")
    def _needs_open_finding(self, act):
        """What is asked to be closed is open and late, and asked once at a time."""
        closings = self.filtered("finding_id")
        found = closings.finding_id._closing_refusals(act)
        return {
            request.id: found[request.finding_id.id]
            for request in closings
            if request.finding_id.id in found
        }

    @needs("grant", "refuse", "withdraw")
    def _needs_day_after_asking(self, act):
        return {
            request.id: [
                self.env._(
                    "%(request)s was asked on %(day)s: it is not decided before.",
                    request=request.display_name,
                    day=request._print_date(request.asked_on),
                )
            ]
            for request in self
            if request.asked_on and act.on < request.asked_on
        }
