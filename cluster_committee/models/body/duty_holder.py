from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeDutyHolder(models.Model):
    """Who holds a duty of the company on a date: the small-industries deputy, who
    owns the execution (3-1), or the officer of the secretariat.

    One row for each time somebody held it. Whose name was given is never overwritten
    and never deleted; the time ends on a day, with a reason.
    """

    _name = "committee.duty.holder"
    _description = "Duty Holder"
    _inherit = [
        "committee.workflow.mixin",
        "committee.kept.names.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "company_id, duty, date_from desc"
    _rec_name = "partner_name"
    _committee_path = ""
    _duplicable = False

    _verb_fields = frozenset({"end_reason"})
    _fixed_fields = frozenset({"company_id"})
    _bound_contacts = frozenset({"partner_id"})
    # the scan of the letter may come later
    _editable_in = {
        name: frozenset({"draft", "holding", "ended"}) for name in ("scan", "scan_name")
    }

    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    duty = fields.Selection(
        selection=[
            ("supervisor", "Small-industries deputy"),
            ("officer", "Secretariat officer"),
        ],
        required=True,
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Person",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
    )
    partner_name = fields.Char(
        string="Name", compute="_compute_partner_name", store=True
    )
    letter_number = fields.Char()
    letter_date = fields.Date()
    scan = fields.Binary(attachment=True, copy=False)
    scan_name = fields.Char(copy=False)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until")
    end_reason = fields.Text(readonly=True, copy=False)
    state = fields.Selection(
        selection=[("draft", "Draft"), ("holding", "Named"), ("ended", "Ended")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )
    can_appoint = fields.Boolean(compute="_compute_can")
    can_end = fields.Boolean(compute="_compute_can")

    _one_supervisor_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)"
        " WHERE (duty = 'supervisor' AND state != 'draft')",
        "A company has one small-industries deputy on one day (clause 3-1).",
    )
    _one_officer_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)"
        " WHERE (duty = 'officer' AND state != 'draft')",
        "A company has one officer of the secretariat on one day (note 1).",
    )
    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A duty does not end before it begins."
    )
    _ended_has_a_day = models.Constraint(
        "CHECK (state != 'ended' OR (date_to IS NOT NULL AND end_reason IS NOT NULL))",
        "A duty that ended has its last day and a reason.",
    )

    @api.depends("partner_id.name", "state")
    def _compute_partner_name(self):
        self._keep_name("partner_name", "partner_id")

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="holding",
        by=("secretary",),
        label=_lt("Name"),
        main=True,
        dating="paper",
    )
    def action_appoint(self, on=None):
        self._transition("appoint", on=fields.Date.to_date(on))
        self._refresh_findings()

    @verb(
        "holding",
        to="ended",
        by=("secretary",),
        label=_lt("End Duty"),
        dating="fact",
        asks_reason=True,
    )
    def action_end(self, on=None, reason=None):
        """End it with the day `on` as its last day."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"date_to": on, "end_reason": reason}
        self._transition("end", values, on=on, reason=reason)
        self._refresh_findings()

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("appoint")
    def _needs_free_days(self, act):
        """No two holders of one duty on one day (3-1)."""
        found = {}
        others = self.search(
            Domain("company_id", "in", self.company_id.ids)
            & Domain("state", "!=", "draft")
        )
        for holder in self:
            last = holder.date_to or fields.Date.to_date("9999-12-31")
            for other in others.filtered(
                lambda o, h=holder, last=last: (o.company_id, o.duty)
                == (h.company_id, h.duty)
                and o.date_from <= last
                and (not o.date_to or o.date_to >= h.date_from)
            ):
                found.setdefault(holder.id, []).append(
                    self.env._(
                        "%(person)s holds this duty on the same days; end that time"
                        " first (clause 3-1).",
                        person=other.partner_id.name,
                    )
                )
        return found

    @needs("end")
    def _needs_day_within(self, act):
        return {
            holder.id: [
                self.env._(
                    "The duty of %(person)s cannot end before it began.",
                    person=holder.partner_id.name,
                )
            ]
            for holder in self
            if act.on < holder.date_from
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _on(self, duty, day):
        """Who holds `duty` in any company on `day` (date)."""
        return self.search(
            Domain("duty", "=", duty)
            & Domain("state", "!=", "draft")
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )

    def _refresh_findings(self):
        """Hook: update what follows from these duty holders; extended where findings
        are kept."""
