from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from ..lib.share_room import least_room
from .rial import Rial

_lt = LazyTranslate(__name__)


class BusinessClusterContribution(models.Model):
    """A commitment or a payment of one body against its share, by a letter and on a
    day of its own; counted when the manager has confirmed it (note 2)."""

    _name = "business.cluster.contribution"
    _description = "Commitment or Payment"
    _inherit = [
        "business.cluster.workflow.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "date desc, id desc"
    _search_key_fields = ("letter_number", "partner_name", "line_name")
    _duplicable = False

    _verb_fields = frozenset({"cancelled_on", "cancel_reason"})
    _fixed_fields = frozenset({"share_id"})
    _editable_in = {
        "scan": frozenset({"draft", "confirmed"}),
        "scan_name": frozenset({"draft", "confirmed"}),
    }

    # Share
    share_id = fields.Many2one(
        comodel_name="business.cluster.plan.share",
        required=True,
        ondelete="restrict",
        index=True,
    )
    line_id = fields.Many2one(
        related="share_id.line_id", store=True, index=True, precompute=True
    )
    cost_kind = fields.Selection(
        related="share_id.kind", string="Kind of Cost", store=True, precompute=True
    )
    line_code = fields.Char(related="line_id.code_key", store=True, precompute=True)
    line_name = fields.Char(related="line_id.name", string="Line Name")
    plan_id = fields.Many2one(
        related="share_id.plan_id", store=True, index=True, precompute=True
    )
    plan_year = fields.Integer(
        related="plan_id.jalali_year",
        string="Year of the Plan (Jalali)",
        store=True,
        precompute=True,
        aggregator=None,
    )
    cluster_id = fields.Many2one(
        related="share_id.cluster_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="share_id.company_id", store=True, index=True, precompute=True
    )
    province_id = fields.Many2one(
        related="plan_id.province_id", store=True, index=True, string="Province"
    )
    partner_id = fields.Many2one(
        related="share_id.partner_id",
        string="Institution",
        store=True,
        index=True,
        precompute=True,
    )
    partner_name = fields.Char(related="partner_id.name", string="Institution Name")

    # Content
    kind = fields.Selection(
        selection=[("commitment", "Commitment"), ("payment", "Payment")],
        required=True,
        default="commitment",
        index=True,
    )
    amount = Rial(string="Amount (Rial)", required=True)
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: jalali.today(),
        tracking=True,
        help="The day it is valid from, beside the day of its letter.",
    )
    jalali_year = fields.Integer(
        string="Year (Jalali)",
        compute="_compute_jalali_year",
        store=True,
        index=True,
        aggregator=None,
    )
    half_year = fields.Selection(
        selection=[("1", "First half-year"), ("2", "Second half-year")],
        compute="_compute_jalali_year",
        store=True,
    )
    letter_number = fields.Char(help="As the registry of the body gave it.")
    letter_date = fields.Date()
    scan = fields.Binary(attachment=True, string="Scan of the Letter", copy=False)
    scan_name = fields.Char(copy=False)
    note = fields.Text()
    cancelled_on = fields.Date(readonly=True, copy=False)
    cancel_reason = fields.Text(readonly=True, copy=False)
    state = fields.Selection(
        selection=[
            ("draft", "Entered"),
            ("confirmed", "Confirmed"),
            ("cancelled", "Cancelled"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    room = Rial(
        string="Still Open (Rial)",
        compute="_compute_room",
        help="What of the share is not yet covered by confirmed ones of this kind.",
    )

    # Buttons
    can_confirm = fields.Boolean(compute="_compute_can")
    can_replace_file = fields.Boolean(compute="_compute_can")
    can_cancel = fields.Boolean(compute="_compute_can")

    _amount_in_range = models.Constraint(
        "CHECK (amount > 0 AND amount <= 9000000000000000)",
        "An amount is a positive number of whole rials, up to nine quadrillion.",
    )
    _cancelled_with_reason = models.Constraint(
        "CHECK ((state = 'cancelled') = (cancelled_on IS NOT NULL)"
        " AND (state = 'cancelled') = (cancel_reason IS NOT NULL))",
        "What is cancelled says when and why, and only such a one.",
    )
    _confirmed_by_share = models.Index(
        "(cluster_id, plan_year, line_code, partner_id) WHERE state = 'confirmed'"
    )

    @api.depends("kind", "amount", "partner_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for given in self:
            given.display_name = self.env._(
                "%(kind)s of %(body)s: %(amount)s rials",
                kind=kinds.get(given.kind, ""),
                body=given.partner_id.name or "",
                amount=given.plan_id._rials(given.amount),
            )

    @api.depends("date")
    def _compute_jalali_year(self):
        for given in self:
            given.jalali_year = given.date and jalali.year(given.date)
            given.half_year = given.date and str(jalali.half_year(given.date))

    @api.depends(
        "share_id.limit_amount", "share_id.plan_state", "kind", "state", "date"
    )
    def _compute_room(self):
        """From its own day on, and under all plans of the year: a written change opens
        nothing before its day, and what is entered late counts on each later day."""
        limits = self.share_id._limits()
        confirmed = self.share_id._contributed_by_day()
        for given in self:
            given.room = given._least_room(limits, confirmed)[0]

    @api.constrains("share_id", "date", "letter_date", "kind", "amount")
    def _check_within_plan(self):
        """Refused at once: before the plan's approval, or above the share (N2-c)."""
        # else the refusal would disclose a foreign one
        self.sudo(False).share_id.check_access("read")
        limits = self.share_id._limits()
        confirmed = self.share_id._contributed_by_day()
        for given in self:
            if refusal := given._day_refusal():
                raise ValidationError(refusal)
            room, on = given._least_room(limits, confirmed)
            if given.state == "draft" and given.amount > room:
                raise ValidationError(given._above_share(given.amount - room, on))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="confirmed",
        by=("manager",),
        label=_lt("Confirm"),
        dating="fact",
        main=True,
    )
    def action_confirm(self):
        """Confirm what an officer entered from the body's letter; it counts now."""
        # sudo: lock the plan, so that no other act changes it
        self.sudo().plan_id._lock_rows(touch=True)
        by_day = self.grouped("date")
        self._check_blockers("confirm")
        for day in sorted(by_day):
            by_day[day]._move("confirm", on=day)

    @verb(
        "confirmed",
        "cancelled",
        to=None,
        by=("manager",),
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
        "confirmed",
        to="cancelled",
        by=("manager",),
        label=_lt("Cancel"),
        dating="now",
        asks_reason=True,
    )
    def action_cancel(self, on=None, reason=None):
        """Take it out of the sums from `on` (date); it is kept, with its `reason`."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"cancelled_on": on, "cancel_reason": reason}
        self._transition("cancel", values, on=on, reason=reason)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("confirm")
    def _needs_letter(self, act):
        """A commitment is written: number and date, not in the future."""
        today = jalali.today()
        found = {}
        for given in self:
            if persian.is_blank(given.letter_number) or not given.letter_date:
                sentence = self.env._(
                    "%(contribution)s has no letter: enter its number and date (note"
                    " 2).",
                    contribution=given.display_name,
                )
            elif max(given.letter_date, given.date) > today:
                sentence = self.env._("The date of an act cannot lie in the future.")
            elif given.kind == "commitment" and given.letter_date > given.date:
                sentence = self.env._(
                    "%(contribution)s is valid from its letter on, which is of a later"
                    " day (note 2): enter the day of the letter, or a later one.",
                    contribution=given.display_name,
                )
            else:
                continue
            found[given.id] = [sentence]
        return found

    @needs("confirm")
    def _needs_approved_plan(self, act):
        """The approved plan is the basis of all financial support (N2-c)."""
        return {
            given.id: [refusal] for given in self if (refusal := given._day_refusal())
        }

    @needs("confirm")
    def _needs_room(self, act):
        """Never above the share without a written change (N2-b)."""
        found = {}
        limits = self.share_id._limits()
        confirmed = self.share_id._contributed_by_day()
        for key, together in self.grouped(
            lambda given: (*given.share_id._key(), given.kind)
        ).items():
            for given in together:
                by_day = confirmed.setdefault(key, {})
                by_day[given.date] = by_day.get(given.date, 0) + given.amount
            first = together.sorted("date")[0]
            room, on = first._least_room(limits, confirmed)
            if room < 0:
                found |= {
                    given.id: [given._above_share(-room, on)] for given in together
                }
        return found

    @needs("confirm")
    def _needs_room_in_the_line(self, act):
        """All bodies give no more than the line in the plan in force costs (N2-b)."""
        found, total = {}, Counter()
        contributed = self.share_id._contributed_by_day()
        for (*place, _body, kind), by_day in contributed.items():
            total[(*place, kind)] += sum(by_day.values())
        for key, together in self.grouped(
            lambda given: (*given.share_id._key()[:-1], given.kind)
        ).items():
            line = together._line_in_force()
            given = total[key] + sum(together.mapped("amount"))
            if given > line.cost:
                found |= dict.fromkeys(together.ids, [line._above_its_cost(given)])
        return found

    @needs("cancel")
    def _needs_cancel_after_it(self, act):
        return {
            given.id: [
                self.env._(
                    "%(contribution)s cannot be cancelled before its own day.",
                    contribution=given.display_name,
                )
            ]
            for given in self
            if act.on < given.date
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _line_in_force(self):
        """:return: the same line in the plan in force, or their own if it has none"""
        line = self.share_id.line_id[:1]
        in_force = line.plan_id.cluster_id.plan_ids.filtered(
            lambda plan: (plan.state, plan.jalali_year)
            == ("approved", line.plan_id.jalali_year)
        )
        same = in_force.line_ids.filtered(lambda each: each.code_key == line.code_key)
        return same[:1] or line

    def _least_room(self, limits, confirmed):
        """:return: (rials still open from the day of this row on, the day from which
        nothing is open)

        :param limits: what `_limits` returns for its share
        :param confirmed: what `_contributed_by_day` returns for it
        """
        key = self.share_id._key()
        return least_room(
            self.date or jalali.today(),
            limits.get(key, []),
            confirmed.get((*key, self.kind), {}),
        )

    def _day_refusal(self):
        """The sentence that refuses this day, or nothing: the plan of the share must be
        approved and not yet superseded on it (N2-c)."""
        plan = self.plan_id
        if not plan.approved_on:
            return self.env._(
                "The action plan of this cluster is not approved by the steering"
                " council (note 2): %(plan)s. Nothing is committed or paid before.",
                plan=plan.display_name,
            )
        if min(self.date, self.letter_date or self.date) < plan.approved_on:
            return self.env._(
                "%(plan)s was approved by the steering council on a later day (note 2):"
                " nothing is committed or paid before it, by no letter before it.",
                plan=plan.display_name,
            )
        if plan.superseded_on and self.date >= plan.superseded_on:
            return self.env._(
                "%(plan)s is superseded by a newer plan on that day: enter this against"
                " the share in the newer one (note 2).",
                plan=plan.display_name,
            )
        return None

    def _above_share(self, over, on):
        return self.env._(
            "%(contribution)s is above the share of the body in “%(line)s” by %(over)s"
            " rials on %(day)s (note 2): record the written change of the share, valid"
            " from that day, first.",
            contribution=self.display_name,
            line=self.line_id.display_name,
            day=self._print_date(on),
            over=self.plan_id._rials(over),
        )
