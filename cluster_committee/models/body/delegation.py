from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.report_weasyprint.tools import paper_text
from odoo.addons.web_jalali.tools import jalali

from ...lib.tenures import ACT_FIELDS, IN_FORCE


def _never_twice(act):
    return models.Constraint(
        "EXCLUDE USING gist (int4range(committee_id, committee_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)"
        f" WHERE (state != 'draft' AND for_{act})",
        "An act of the chair is delegated to one person on one day (clause 4-4).",
    )


class CommitteeDelegation(models.Model):
    """Who acts for the chair, by letter and for a time: an acting chair for all of his
    acts, or whom the chair delegates some of them to (reading A12)."""

    _name = "committee.delegation"
    _description = "Delegation"
    _inherit = [
        "committee.workflow.mixin",
        "committee.kept.names.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "date_from desc, id desc"
    _rec_name = "partner_name"
    _search_key_fields = ("partner_name", "letter_number")
    _duplicable = False

    _verb_fields = frozenset({"end_reason"})
    _fixed_fields = frozenset({"committee_id"})
    _bound_contacts = frozenset({"partner_id"})
    # the scan of the letter may come later
    _papers_of_steps = frozenset({"enact"})
    _editable_in = {
        name: frozenset({"draft", *IN_FORCE}) for name in ("scan", "scan_name")
    }

    # Identity
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("kind", "=", "provincial"), ("state", "!=", "dissolved")],
        default=lambda self: self.env["committee.meeting"]._default_committee_id(),
    )
    company_id = fields.Many2one(
        related="committee_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(
        selection=[
            ("acting", "Acting chair"),
            ("delegated", "Written delegation"),
        ],
        required=True,
        default="delegated",
    )

    # People
    delegator_id = fields.Many2one(
        comodel_name="res.partner",
        string="Delegated By",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
        compute="_compute_delegator_id",
        store=True,
        readonly=False,
        precompute=True,
        help="The chair who delegates, or who appointed the acting chair.",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Delegated To",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("is_company", "=", False)],
    )
    # stored: a field that is not stored is disclosed across provinces
    partner_name = fields.Char(
        string="Name", compute="_compute_partner_name", store=True
    )
    delegator_name = fields.Char(
        string="Delegated By, as Named", compute="_compute_delegator_name", store=True
    )
    post = fields.Char(help="The post that stands under what this person signs.")

    # Letter
    letter_number = fields.Char(help="As the registry of its issuer gave it.")
    letter_date = fields.Date()
    scan = fields.Binary(attachment=True, copy=False)
    scan_name = fields.Char(copy=False)
    scan_missing = fields.Boolean(compute="_compute_scan_missing", store=True)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(
        string="Until", help="The last day; empty while no end is set."
    )

    # Acts
    for_agenda = fields.Boolean(string="Approve the Agenda")
    for_decree = fields.Boolean(string="Issue Decrees")
    for_invitation = fields.Boolean(string="Issue the Invitation")
    for_presiding = fields.Boolean(string="Chair the Meeting")
    for_minutes = fields.Boolean(string="Sign the Minutes")
    for_dispatch = fields.Boolean(string="Dispatch the Resolutions")
    acts_label = fields.Char(string="Delegated Acts", compute="_compute_acts_label")

    # State
    end_reason = fields.Text(readonly=True, copy=False)
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("in_force", "In Force"),
            ("ended", "Ended"),
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
    is_current = fields.Boolean(
        string="In Force Today", compute="_compute_is_current", search="_search_current"
    )

    # Buttons
    can_enact = fields.Boolean(compute="_compute_can")
    can_end = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    _one_for_agenda = _never_twice("agenda")
    _one_for_decree = _never_twice("decree")
    _one_for_invitation = _never_twice("invitation")
    _one_for_presiding = _never_twice("presiding")
    _one_for_minutes = _never_twice("minutes")
    _one_for_dispatch = _never_twice("dispatch")
    _in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A delegation does not end before it begins."
    )
    _not_before_its_letter = models.Constraint(
        "CHECK (date_from >= letter_date)",
        "A delegation does not reach back before the date of its letter.",
    )
    _written = models.Constraint(
        "CHECK (state = 'draft' OR (letter_number IS NOT NULL"
        " AND letter_date IS NOT NULL))",
        "A delegation in force was given by a letter with number and date.",
    )
    _acting_in_all = models.Constraint(
        "CHECK (state = 'draft' OR kind != 'acting' OR (for_agenda AND for_decree"
        " AND for_invitation AND for_presiding AND for_minutes AND for_dispatch))",
        "An acting chair does all that the chair does.",
    )
    _over_has_a_day = models.Constraint(
        "CHECK (state NOT IN ('ended', 'withdrawn') OR date_to IS NOT NULL)",
        "A delegation that is over has its last day.",
    )

    @api.depends("partner_id.name", "state")
    def _compute_partner_name(self):
        self._keep_name("partner_name", "partner_id")

    @api.depends("delegator_id.name", "state")
    def _compute_delegator_name(self):
        self._keep_name("delegator_name", "delegator_id")

    @api.depends("committee_id", "kind", "letter_date")
    def _compute_delegator_id(self):
        """The chair of the letter's day delegates; who appoints an acting chair is
        typed."""
        for day, delegations in self.grouped("letter_date").items():
            chairs = delegations.committee_id._chairs_on(day or jalali.today())
            for delegation in delegations.filtered(lambda d: d.kind == "delegated"):
                chair = chairs.get(delegation.committee_id)
                delegation.delegator_id = chair or delegation.delegator_id

    @api.depends("kind", *ACT_FIELDS)
    @api.depends_context("lang")
    def _compute_acts_label(self):
        for delegation in self:
            delegation.acts_label = self._join(
                [
                    self._fields[name]._description_string(self.env)
                    for name in ACT_FIELDS
                    if delegation[name] or delegation.kind == "acting"
                ]
            )

    @api.depends("scan", "state")
    def _compute_scan_missing(self):
        for delegation in self:
            delegation.scan_missing = delegation.state != "draft" and (
                not delegation.scan
            )

    @api.depends("state", "date_from", "date_to")
    def _compute_is_current(self):
        today = jalali.today()
        for delegation in self:
            delegation.is_current = bool(
                delegation.state in IN_FORCE
                and delegation.date_from <= today
                and (not delegation.date_to or delegation.date_to >= today)
            )

    @api.model
    def _search_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        current = self._domain_on(jalali.today())
        return current if True in value else ~current

    @api.constrains("committee_id")
    def _check_provincial(self):
        for delegation in self:
            if delegation.committee_id.kind != "provincial":
                raise ValidationError(
                    self.env._(
                        "%(committee)s has no chair of its own who could delegate:"
                        " choose the provincial committee it stands under (note 1).",
                        committee=delegation.committee_id.name,
                    )
                )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _domain_on(self, day, act=None):
        """The delegations that are valid on `day` (date), for `act` where one is
        given."""
        domain = (
            Domain("state", "in", IN_FORCE)
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )
        return domain & Domain(f"for_{act}", "=", True) if act else domain

    @api.model
    def _acting_chairs(self):
        """{(user, company)} of those who act today as the chair of a committee, and
        may read its province (A12)."""
        # sudo: read who acts for a chair, to find whom to notify
        acting = self.sudo().search(
            self._domain_on(jalali.today()) & Domain("kind", "=", "acting")
        )
        return {
            (user.id, each.company_id.id)
            for each in acting
            for user in each.partner_id.user_ids
            if each.company_id in user.company_ids
        }

    def _paper_line(self):
        """What a paper says of the power to sign it; Persian, as the paper is."""
        if not self:
            return ""
        words = "سرپرست، به موجب حکم" if self.kind == "acting" else "با تفویض اختیار"
        number = paper_text.isolated(self.letter_number)
        return f"({words} شمارهٔ {number} مورخ {paper_text.day(self.letter_date)})"

    def _refresh_findings(self):
        """Hook: check the letters signed under these delegations again; extended where
        findings are kept."""
