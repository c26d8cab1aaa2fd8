from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali

from ...lib.tenures import SAT
from .past import known_past


class Committee(models.Model):
    """A provincial committee for business-cluster development (4-0), or the expert
    committee under it (note 1)."""

    _name = "committee.committee"
    _description = "Committee"
    _inherit = [
        "committee.workflow.mixin",
        "committee.content.mixin",
        "web_jalali.persian.search.mixin",
        "web_jalali.date.guard",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "province_sequence, kind desc, id"
    _committee_path = ""
    _verb_fields = frozenset({"formed_on", "activated_on", "dissolved_on"})
    _fixed_fields = frozenset({"kind", "company_id", "parent_id"})
    _same_owner = {"parent_id": "company_id"}
    _open_states = frozenset({"preparing", "consulted"})
    _deletable_states = frozenset({"preparing"})
    _editable_in = {
        "chair_title": frozenset(
            {"preparing", "consulted", "constituted", "active", "suspended"}
        ),
    }
    _duplicable = False

    # Identity
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True
    )
    kind = fields.Selection(
        selection=[
            ("provincial", "Provincial committee"),
            ("expert", "Expert committee"),
        ],
        default="provincial",
        required=True,
    )
    parent_id = fields.Many2one(
        comodel_name="committee.committee",
        string="Provincial Committee",
        ondelete="restrict",
        index=True,
        domain=[("kind", "=", "provincial")],
    )
    expert_committee_ids = fields.One2many(
        comodel_name="committee.committee", inverse_name="parent_id"
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        domain=[("province_id", "!=", False)],
    )
    province_id = fields.Many2one(
        comodel_name="res.country.state",
        related="company_id.province_id",
        store=True,
        index=True,
        string="Province",
        help="The province whose committee this company forms (clause 4-1).",
    )
    province_sequence = fields.Integer(
        related="province_id.province_sequence", store=True, string="Province Order"
    )
    edition_id = fields.Many2one(
        comodel_name="committee.procedure.edition",
        string="Formed Under Edition",
        default=lambda self: self._default_edition_id(),
        required=True,
        ondelete="restrict",
    )

    # Formation
    parent_body = fields.Char(
        string="Parent Working Group",
        default=lambda self: self.env.company.committee_parent_body
        or self._default_edition_id().parent_body,
        help="The working group of the province under which the committee stands"
        " (clause 4-1).",
    )
    chair_title = fields.Char(
        string="Chair's Title",
        default=lambda self: self.env.company.committee_chair_title
        or self._default_edition_id().chair_title,
    )
    consultation_ids = fields.One2many(
        comodel_name="committee.consultation", inverse_name="committee_id"
    )
    proposal_letter_id = fields.Many2one(
        comodel_name="committee.letter",
        string="Formation Proposal",
        compute="_compute_proposal_letter_id",
    )
    letter_ids = fields.One2many(
        comodel_name="committee.letter", inverse_name="committee_id"
    )
    formed_on = fields.Date(readonly=True, copy=False)
    activated_on = fields.Date(string="Active Since", readonly=True, copy=False)
    dissolved_on = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        selection=[
            ("preparing", "Under Consultation"),
            ("consulted", "Being Formed"),
            ("constituted", "Constituted"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("dissolved", "Dissolved"),
        ],
        default="preparing",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
        string="Status",
    )

    # People
    seat_ids = fields.One2many(
        comodel_name="committee.seat", inverse_name="committee_id"
    )
    seat_count = fields.Integer(compute="_compute_seats")
    filled_seat_count = fields.Integer(string="Filled Seats", compute="_compute_seats")
    seats_text = fields.Char(string="Filled of All Seats", compute="_compute_seats")
    seat_gap = fields.Boolean(
        string="Has Vacant or Expired Seats",
        compute="_compute_seats",
        search="_search_seat_gap",
    )
    meeting_ids = fields.One2many(
        comodel_name="committee.meeting", inverse_name="committee_id"
    )
    meeting_count = fields.Integer(string="Meetings", compute="_compute_meeting_count")
    act_ids = fields.One2many(
        comodel_name="workflow.act", inverse_name="committee_id", string="History"
    )

    # Buttons
    can_consult = fields.Boolean(compute="_compute_can")
    can_constitute = fields.Boolean(compute="_compute_can")
    can_suspend = fields.Boolean(compute="_compute_can")
    can_resume = fields.Boolean(compute="_compute_can")
    can_dissolve = fields.Boolean(compute="_compute_can")
    next_step = fields.Char(compute="_compute_next_step")
    next_step_blockers = fields.Html(compute="_compute_next_step", sanitize=False)

    _one_per_province = models.UniqueIndex(
        "(province_id) WHERE kind = 'provincial' AND state != 'dissolved'",
        "This province already has a committee that is not dissolved (clause 4-0).",
    )
    _one_expert_committee = models.UniqueIndex(
        "(parent_id) WHERE kind = 'expert' AND state != 'dissolved'",
        "This committee already has an expert committee (note 1).",
    )
    _expert_has_parent = models.Constraint(
        "CHECK ((kind = 'expert') = (parent_id IS NOT NULL))",
        "An expert committee, and only that, stands under a provincial committee.",
    )

    @api.model
    def _default_edition_id(self):
        return self.env["committee.procedure.edition"]._edition_on(jalali.today())

    @api.depends("kind", "company_id.province_id")
    def _compute_name(self):
        kinds = {
            "provincial": self.env._(
                "Provincial committee for business-cluster development, %(province)s"
            ),
            "expert": self.env._("Expert committee, %(province)s"),
        }
        for committee in self:
            province = committee.company_id.province_id
            committee.name = committee.name or kinds[committee.kind] % {
                "province": province._get_printed_name()
            }

    @api.depends("letter_ids.kind", "letter_ids.state")
    def _compute_proposal_letter_id(self):
        for committee in self:
            committee.proposal_letter_id = committee.letter_ids.filtered(
                lambda letter: letter.kind == "formation_proposal"
            )[:1]

    @api.depends("seat_ids.member_ids.state", "seat_ids.active")
    @api.depends_context("lang")
    def _compute_seats(self):
        for committee in self:
            standings = committee.seat_ids.mapped("standing")
            committee.seat_count = len(standings)
            committee.filled_seat_count = standings.count("filled")
            committee.seats_text = self.env._(
                "%(filled)s of %(all)s",
                filled=self._digits(committee.filled_seat_count),
                all=self._digits(committee.seat_count),
            )
            committee.seat_gap = any(
                seat.statutory and seat.standing != "filled"
                for seat in committee.seat_ids
            )

    @api.model
    def _search_seat_gap(self, operator, value):
        if operator != "in":
            return NotImplemented
        seats = self.env["committee.seat"]._search(
            [("statutory", "=", True), ("standing", "!=", "filled")]
        )
        return [("seat_ids", "in" if True in value else "not in", seats)]

    def _compute_meeting_count(self):
        counts = dict(
            self.env["committee.meeting"]._read_group(
                [("committee_id", "in", self.ids)], ["committee_id"], ["__count"]
            )
        )
        for committee in self:
            committee.meeting_count = counts.get(committee, 0)

    @api.depends("state", "consultation_ids", "seat_ids", "letter_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        self._fill_next_step()

    @api.constrains("kind", "company_id")
    def _check_company_has_province(self):
        for committee in self:
            if not committee.company_id.province_id:
                raise ValidationError(
                    self.env._(
                        "%(company)s has no province. Set the province of the company"
                        " first; a committee is formed in every province (clause"
                        " 4-0).",
                        company=committee.company_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        committees = super().create(vals_list)
        committees._seat_from_templates()
        return committees

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _seat_from_templates(self):
        """Seats come from the edition that is in force at the formation (4-2)."""
        provincial = self.filtered(lambda committee: committee.kind == "provincial")
        templates = provincial.edition_id.seat_ids.filtered("statutory")
        self.env["committee.seat"]._permitted_create(
            templates._prepare_all_seat_values(provincial)
        )

    def _holders_on(self, day, role=None):
        """Who sits on `day` (date): the members whose tenure covers it.

        The one question about membership, for every day, past or future.
        """
        if past := known_past(self.env):
            return past.holders(self, day, role)
        domain = self._sitting_domain(day) & Domain("committee_id", "in", self.ids)
        if role:
            domain &= Domain("role", "=", role)
        return self.env["committee.member"].search(domain)

    @api.model
    def _sitting_domain(self, day):
        """The members of all committees who sit on `day` (date)."""
        return (
            Domain("state", "in", SAT)
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )
