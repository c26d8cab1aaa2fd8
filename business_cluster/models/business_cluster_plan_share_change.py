from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian
from odoo.addons.workflow_verb.tools import needs, verb

from ..lib.share_room import given_by, least_room
from .rial import Rial

_lt = LazyTranslate(__name__)


class BusinessClusterPlanShareChange(models.Model):
    """A written change of a share after the plan's approval: from its day on the body
    may commit and pay up to the new amount (note 2). The share stays as approved."""

    _name = "business.cluster.plan.share.change"
    _description = "Written Change of a Share"
    _inherit = ["business.cluster.workflow.mixin", "web_jalali.date.guard"]
    _order = "share_id, date desc, id desc"
    _rec_names_search = ["letter_number", "share_id"]
    _duplicable = False

    _fixed_fields = frozenset({"share_id"})
    _editable_in = {
        "scan": frozenset({"draft", "confirmed"}),
        "scan_name": frozenset({"draft", "confirmed"}),
    }

    share_id = fields.Many2one(
        comodel_name="business.cluster.plan.share",
        required=True,
        ondelete="restrict",
        index=True,
    )
    plan_id = fields.Many2one(
        related="share_id.plan_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="share_id.company_id", store=True, index=True, precompute=True
    )
    partner_id = fields.Many2one(related="share_id.partner_id", string="Institution")
    amount = Rial(
        string="New Amount (Rial)",
        required=True,
        help="What the body may contribute from this day on, instead of its share.",
    )
    date = fields.Date(required=True, default=lambda self: jalali.today())
    reason = fields.Text(required=True)
    letter_number = fields.Char(required=True)
    letter_date = fields.Date(required=True)
    scan = fields.Binary(attachment=True, string="Scan of the Letter")
    scan_name = fields.Char()
    state = fields.Selection(
        selection=[("draft", "Draft"), ("confirmed", "Confirmed")],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    can_confirm = fields.Boolean(compute="_compute_can")
    can_replace_file = fields.Boolean(compute="_compute_can")

    _amount_in_range = models.Constraint(
        "CHECK (amount >= 0 AND amount <= 9000000000000000)",
        "An amount is a number of whole rials, up to nine quadrillion, and not"
        " negative.",
    )

    @api.depends("share_id", "amount")
    def _compute_display_name(self):
        for change in self:
            rials = change.plan_id._rials(change.amount)
            change.display_name = f"{change.share_id.display_name}: {rials}"

    @api.constrains("date", "share_id")
    def _check_after_approval(self):
        # else the refusal would disclose a foreign one
        self.sudo(False).share_id.check_access("read")
        for change in self:
            plan = change.plan_id
            if not plan.approved_on or change.date < plan.approved_on:
                raise ValidationError(
                    self.env._(
                        "The shares of %(plan)s are not approved on that day: change"
                        " the draft itself (note 2).",
                        plan=plan.display_name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "confirmed",
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
        "draft",
        to="confirmed",
        by=("manager",),
        label=_lt("Confirm the Written Change"),
        dating="paper",
        main=True,
    )
    def action_confirm(self):
        # sudo: lock the plan, so that no other act changes it
        self.share_id.sudo().plan_id._lock_rows(touch=True)
        by_day = self.grouped("date")
        for day in sorted(by_day):
            by_day[day]._transition("confirm", on=day)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("confirm")
    def _needs_day_and_letter(self, act):
        """Written, with its reason, for a plan in force, and not in the future."""
        today = jalali.today()
        found = {}
        for change in self:
            sentences = found.setdefault(change.id, [])
            if max(change.date, change.letter_date) > today:
                sentences.append(
                    self.env._("The date of an act cannot lie in the future.")
                )
            if change.letter_date > change.date:
                sentences.append(
                    self.env._(
                        "%(change)s is valid from its letter on, which is of a later"
                        " day (note 2).",
                        change=change.display_name,
                    )
                )
            if persian.is_blank(change.letter_number):
                sentences.append(
                    self.env._(
                        "%(contribution)s has no letter: enter its number and date"
                        " (note 2).",
                        contribution=change.display_name,
                    )
                )
            if persian.is_blank(change.reason):
                sentences.append(
                    self.env._(
                        "Write the reason for “%(step)s” of %(record)s.",
                        step=str(act.verb.label),
                        record=change.display_name,
                    )
                )
            if change.plan_id.state != "approved":
                sentences.append(
                    self.env._(
                        "%(plan)s is superseded; change the share in the plan in"
                        " force.",
                        plan=change.plan_id.display_name,
                    )
                )
        return found

    @needs("confirm")
    def _needs_room(self, act):
        """On no day below what was contributed until then, and not above the cost."""
        limits = self.share_id._limits(self)
        contributed = self.share_id._contributed_by_day()
        found = {}
        for change in self:
            line = change.share_id.line_id
            if change.amount > line.cost:
                found[change.id] = [change.share_id._above_cost(change.amount)]
                continue
            key = change.share_id._key()
            for kind in ("commitment", "payment"):
                given = contributed.get((*key, kind), {})
                room, on = least_room(change.date, limits[key], given)
                if room < 0:
                    sentence = self.env._(
                        "%(body)s has contributed %(given)s rials to “%(line)s” until"
                        " %(day)s already; its share cannot be less (note 2).",
                        body=change.partner_id.name,
                        given=change.plan_id._rials(given_by(on, given)),
                        line=line.display_name,
                        day=self._print_date(on),
                    )
                    found[change.id] = [sentence]
        return found
