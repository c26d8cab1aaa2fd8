"""Closing by hand: what no fact will close, only the owner of the procedure closes and
opens again (reading A33). It stays in every figure as what it is, not met."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from .standing_mixin import BREACHES

_lt = LazyTranslate(__name__)

# standings in which nothing is missing any more, or nothing was asked
AT_REST = ("met", "exempt", "not_applicable")


class CommitteeFinding(models.Model):
    """Findings that are closed by hand, and what a province asks for instead."""

    _inherit = "committee.finding"

    _verb_fields = frozenset(
        "settled_on settled_by_id settle_reason settle_number settle_scan"
        " settle_scan_name".split()
    )

    settled_on = fields.Date(string="Closed by Hand On", readonly=True)
    settled_by_id = fields.Many2one(
        comodel_name="res.users", string="Closed by Hand By", readonly=True
    )
    settle_reason = fields.Text(string="Reason of Closing", readonly=True)
    settle_number = fields.Char(
        string="Letter of Closing",
        readonly=True,
        help="Number of the letter of the procedure's owner.",
    )
    settle_scan = fields.Binary(
        string="Scan of the Letter", attachment=True, readonly=True
    )
    settle_scan_name = fields.Char(readonly=True)
    is_settled = fields.Boolean(
        string="Closed by Hand",
        compute="_compute_is_settled",
        search="_search_is_settled",
        help="Closed by the owner of the procedure while it is not met.",
    )
    request_ids = fields.One2many(
        comodel_name="committee.request", inverse_name="finding_id", string="Requests"
    )
    can_ask_closing = fields.Boolean(compute="_compute_can")
    can_settle = fields.Boolean(compute="_compute_can")
    can_reopen = fields.Boolean(compute="_compute_can")

    @api.depends("settled_on", "standing")
    def _compute_is_settled(self):
        for finding in self:
            finding.is_settled = bool(
                finding.settled_on and finding.standing not in AT_REST
            )

    @api.model
    def _search_is_settled(self, operator, value):
        if operator != "in":
            return NotImplemented
        settled = Domain("settled_on", "!=", False) & Domain(
            "standing", "not in", AT_REST
        )
        found = Domain.FALSE
        if True in value:
            found |= settled
        if False in value:
            found |= ~settled
        return found

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "open",
        to=None,
        by=("supervisor", "secretary", "national"),
        label=_lt("Ask for Closing"),
        dating="now",
        asks_reason=True,
        asks_evidence=True,
    )
    def action_ask_closing(self, on=None, reason=None, evidence=None):
        """Ask the owner of the procedure to close what no fact will close.

        :param evidence: {number, document, document_name} of what shows the reason
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("ask_closing", on)
        evidence = evidence if isinstance(evidence, dict) else {}
        self._move("ask_closing", on=on, reason=reason)
        requests = self.env["committee.request"]._permitted_create(
            [
                {
                    "kind": "closing",
                    "company_id": finding.company_id.id,
                    "finding_id": finding.id,
                    "reason": reason,
                    "evidence_number": evidence.get("number"),
                    "evidence": evidence.get("document"),
                    "evidence_name": evidence.get("document_name"),
                }
                for finding in self
            ]
        )
        requests._ask(on)

    @verb(
        "open",
        to="closed",
        by=("owner",),
        label=_lt("Close by Hand"),
        dating="now",
        asks_reason=True,
        asks_evidence=True,
    )
    def action_settle(self, on=None, reason=None, evidence=None):
        """Close a finding that no fact will close. Nobody is notified of it any more,
        and everybody sees the reason; its standing does not change, and every figure
        counts it as not met.

        :param evidence: {number, document, document_name} of the owner's letter
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("settle", on)
        number = self._number_of_letter("settle", evidence)
        values = {
            "settled_on": on,
            "closed_on": on,
            "settled_by_id": self.env.uid,
            "settle_reason": reason,
            "settle_number": number,
            "settle_scan": evidence.get("document"),
            "settle_scan_name": evidence.get("document_name"),
        }
        self._by_letter(number)._move("settle", values, on=on, reason=reason)

    @verb(
        "closed",
        to="open",
        by=("owner",),
        label=_lt("Open Again"),
        dating="now",
        asks_reason=True,
        asks_evidence=True,
    )
    def action_reopen(self, on=None, reason=None, evidence=None):
        """Undo a closing by hand that was a mistake: people are notified again. The
        closing, its reason and its letter stay in the log.

        :param evidence: {number} of the owner's letter
        """
        on = fields.Date.to_date(on) or jalali.today()
        self._check_blockers("reopen", on)
        number = self._number_of_letter("reopen", evidence)
        values = dict.fromkeys(
            "settled_on closed_on settled_by_id settle_reason settle_number settle_scan"
            " settle_scan_name".split(),
            False,
        )
        self._by_letter(number)._move("reopen", values, on=on, reason=reason)

    def _by_letter(self, number):
        return self.with_context(committee_letter_number=number)

    @api.model
    def _number_of_letter(self, name, evidence):
        """:return: the number of the owner's letter, which every closing and opening by
        hand rests on
        :raises UserError: where it is missing
        """
        number = evidence.get("number") if isinstance(evidence, dict) else None
        if not isinstance(number, str) or persian.is_blank(number):
            raise UserError(
                self.env._(
                    "Enter the number of the letter for “%(step)s” of %(record)s: the"
                    " owner of the procedure decides by letter (clause 3-2).",
                    step=str(self._verb(name).label),
                    record=self._names(),
                )
            )
        return number

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @api.depends("settled_on")
    def _compute_can(self):
        result = super()._compute_can()
        for finding in self.filtered("id"):
            late = finding.standing in BREACHES
            finding.can_settle = finding.can_settle and late
            finding.can_ask_closing = finding.can_ask_closing and late
            finding.can_reopen = finding.can_reopen and finding._may_reopen()
        return result

    def _may_reopen(self):
        return bool(self.settled_on) and self.standing not in ("met", "not_applicable")

    @needs("ask_closing", "settle")
    def _needs_breach(self, act):
        """What is not due yet, a fact will close; closed by hand it would be silent
        when it is late (5-3)."""
        return {
            finding.id: [
                self.env._(
                    "%(finding)s is not late: it is closed by the fact that is asked,"
                    " and not by hand.",
                    finding=finding.display_name,
                )
            ]
            for finding in self
            if finding.standing not in (*BREACHES, "exempt")
        }

    @needs("ask_closing")
    def _needs_no_other_request(self, act):
        """The owner answers a request before the next one is made."""
        waiting = self.env["committee.request"].search(
            Domain("finding_id", "in", self.ids) & Domain("state", "=", "asked")
        )
        return {
            finding.id: [
                self.env._(
                    "%(finding)s: a request to close it waits for the owner of the"
                    " procedure already; withdraw it before you make another"
                    " (clause 3-2).",
                    finding=finding.display_name,
                )
            ]
            for finding in waiting.finding_id
        }

    def _closing_refusals(self, act):
        """:return: {id: [sentences]} of the findings that are not to be closed"""
        found = {
            finding.id: [
                self.env._("%(finding)s is closed.", finding=finding.display_name)
            ]
            for finding in self
            if finding.state != "open"
        }
        for check in (
            self._needs_obligation,
            self._needs_day_of_obligation,
            self._needs_breach,
            self._needs_no_other_request,
        ):
            for finding, sentences in check(act).items():
                found.setdefault(finding, []).extend(sentences)
        return found

    @needs("reopen")
    def _needs_closing_by_hand(self, act):
        """What a fact has closed is opened by facts only."""
        return {
            finding.id: [
                self.env._(
                    "%(finding)s was closed by a fact, not by hand: it opens again by"
                    " itself where the fact does not hold.",
                    finding=finding.display_name,
                )
            ]
            for finding in self
            if not finding._may_reopen()
        }
