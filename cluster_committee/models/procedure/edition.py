from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali, persian

# what never rules: not enacted yet, or withdrawn before its day
NEVER_IN_FORCE = ("draft", "withdrawn")


class CommitteeProcedureEdition(models.Model):
    """One edition of a procedure, in force from a day on: its clauses, its seats and
    the parameters by which committees are judged. It does not change once enacted."""

    _name = "committee.procedure.edition"
    _description = "Procedure Edition"
    _inherit = [
        "committee.workflow.mixin",
        "committee.content.mixin",
        "committee.policy.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "procedure_id, number desc"

    _committee_path = "procedure_id"
    _verb_fields = frozenset(
        {
            "effective_to",
            "control_block",
            "withdrawn_on",
            "withdrawal_reason",
        }
    )
    _fixed_fields = frozenset({"procedure_id"})

    # Identity
    procedure_id = fields.Many2one(
        comodel_name="committee.procedure",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self._default_procedure_id(),
    )
    number = fields.Integer(
        string="Edition Number", required=True, default=1, aggregator=None
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("in_force", "In Force"),
            ("superseded", "Superseded"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )

    # Dates
    edition_date = fields.Date(
        copy=False, help="The first day of the month, where only that is known."
    )
    effective_from = fields.Date(
        copy=False,
        tracking=True,
        help="The first day this edition is in force. What happened before it is"
        " judged by the edition of its own day.",
    )
    effective_to = fields.Date(
        string="Effective Until", readonly=True, copy=False, tracking=True
    )

    withdrawn_on = fields.Date(readonly=True, copy=False)
    withdrawal_reason = fields.Text(readonly=True, copy=False)

    # Changes
    change_description = fields.Text(string="Changes", copy=False)
    pages_changed = fields.Char(copy=False)
    change_source = fields.Char(string="Source of the Changes", copy=False)

    control_block = fields.Json(
        readonly=True,
        copy=False,
        help="The control block of the procedure as it stood when this edition was"
        " enacted; it is printed from here ever after.",
    )

    # Content
    clause_ids = fields.One2many(
        comodel_name="committee.procedure.clause", inverse_name="edition_id", copy=True
    )
    seat_ids = fields.One2many(
        comodel_name="committee.procedure.seat",
        inverse_name="edition_id",
        string="Seat Templates",
        copy=True,
    )

    # Titles
    chair_title = fields.Char(
        string="Chair's Title",
        help="As it is called today; a committee may have its own.",
    )
    chair_title_1391 = fields.Char(string="Chair's Title in the Text")
    secretary_title = fields.Char()
    parent_body = fields.Char(
        string="Parent Working Group",
        help="As it is called today; a committee may have its own.",
    )
    parent_body_1391 = fields.Char(string="Parent Working Group in the Text")

    # Derived
    in_force_today = fields.Boolean(
        compute="_compute_in_force_today", search="_search_in_force_today"
    )
    standing = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("coming", "Enacted, Not Yet in Force"),
            ("in_force", "In Force"),
            ("superseded", "Superseded"),
            ("withdrawn", "Withdrawn"),
        ],
        string="Standing Today",
        compute="_compute_standing",
        search="_search_standing",
        help="As its days tell, and not the steps taken: what is superseded by an"
        " edition of a coming day is in force until that day.",
    )

    # Buttons
    can_enact = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    _unique_number = models.Constraint(
        "UNIQUE (procedure_id, number)", "The procedure has an edition of this number."
    )
    _enacted_has_dates = models.Constraint(
        "CHECK ((state = 'draft' AND effective_to IS NULL)"
        " OR effective_from IS NOT NULL)",
        "An edition comes into force on a day.",
    )
    _superseded_has_ended = models.Constraint(
        "CHECK ((state = 'superseded') = (effective_to IS NOT NULL))",
        "An edition ends on a day when another one supersedes it, and only then.",
    )
    _one_in_force_a_day = models.Constraint(
        "EXCLUDE USING gist (int4range(procedure_id, procedure_id, '[]') WITH &&,"
        " daterange(effective_from, effective_to, '[]') WITH &&)"
        " WHERE (state NOT IN ('draft', 'withdrawn'))",
        "One edition of a procedure is in force on a day.",
    )
    _withdrawn_with_reason = models.Constraint(
        "CHECK ((state = 'withdrawn') = (withdrawn_on IS NOT NULL)"
        " AND (state = 'withdrawn') = (withdrawal_reason IS NOT NULL)"
        " AND withdrawn_on < effective_from)",
        "An edition is withdrawn before its day, with a reason, or not at all.",
    )

    @api.model
    def _default_procedure_id(self):
        return self.env["committee.procedure"].search([("governs", "=", True)])

    @api.depends("procedure_id.code", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for edition in self:
            number = str(edition.number)
            if persian.is_persian(self.env):
                number = jalali.to_persian_digits(number)
            edition.display_name = self.env._(
                "%(procedure)s, edition %(number)s",
                procedure=edition.procedure_id.code or "",
                number=number,
            )

    @api.depends("state", "effective_from", "effective_to")
    def _compute_in_force_today(self):
        in_force = self.filtered_domain(self._in_force_domain(jalali.today()))
        for edition in self:
            edition.in_force_today = edition in in_force

    @api.model
    def _search_in_force_today(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._in_force_domain(jalali.today())
        return domain if True in value else ~domain

    @api.depends("state", "effective_from", "effective_to")
    def _compute_standing(self):
        today = jalali.today()
        for edition in self:
            standing = edition.state
            if standing == "in_force" and edition.effective_from > today:
                standing = "coming"
            elif standing == "superseded" and edition.effective_to >= today:
                standing = "in_force"
                if edition.effective_from > today:
                    standing = "coming"
            edition.standing = standing

    @api.model
    def _search_standing(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = jalali.today()
        enacted = Domain("state", "not in", NEVER_IN_FORCE)
        domains = {
            **{state: Domain("state", "=", state) for state in NEVER_IN_FORCE},
            "coming": enacted & Domain("effective_from", ">", today),
            "in_force": self._in_force_domain(today),
            "superseded": enacted & Domain("effective_to", "<", today),
        }
        return Domain.OR(domains[each] for each in value if each)

    def copy_data(self, default=None):
        """A copy is the draft of the next edition."""
        vals_list = super().copy_data(default)
        if "number" in (default or {}):
            return vals_list
        last = {
            procedure: max(procedure.edition_ids.mapped("number"))
            for procedure in self.procedure_id
        }
        for edition, values in zip(self, vals_list, strict=True):
            last[edition.procedure_id] += 1
            values["number"] = last[edition.procedure_id]
        return vals_list

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _edition_on(self, day):
        """The edition of the governing procedure that is in force on `day` (date).

        By dates, not by state: a past day has the edition of its time, and an edition
        enacted ahead rules from its own day. Empty where none was in force.
        """
        domain = Domain("procedure_id.governs", "=", True)
        return self.search(domain & self._in_force_domain(day), limit=1)

    @api.model
    def _editions_on(self, days):
        """:return: {day: the edition in force on it}, as `_edition_on` for one day"""
        governing = Domain("procedure_id.governs", "=", True)
        editions = self.search(governing & Domain("state", "not in", NEVER_IN_FORCE))
        return {
            day: editions.filtered(
                lambda edition, day=day: (
                    edition.effective_from
                    and edition.effective_from <= day
                    and (not edition.effective_to or edition.effective_to >= day)
                )
            )[:1]
            for day in days
        }

    @api.model
    def _in_force_domain(self, day):
        """The editions, one of each procedure, that are in force on `day` (date)."""
        return (
            Domain("state", "not in", NEVER_IN_FORCE)
            & Domain("effective_from", "<=", day)
            & (Domain("effective_to", "=", False) | Domain("effective_to", ">=", day))
        )

    def _enacted(self):
        """Those that are, were or will be in force."""
        return self.filtered(lambda edition: edition.state not in NEVER_IN_FORCE)

    def _superseded(self):
        """The edition that this one superseded, if any."""
        return self.search(
            Domain("procedure_id", "=", self.procedure_id.id)
            & Domain("state", "=", "superseded")
            & Domain("effective_from", "<", self.effective_from),
            order="effective_from desc",
            limit=1,
        )

    def _predecessors(self):
        """{procedure: the last edition of it that was enacted}"""
        enacted = self.search(
            Domain("procedure_id", "in", self.procedure_id.ids)
            & Domain("state", "not in", NEVER_IN_FORCE),
            order="effective_from",
        )
        return {edition.procedure_id: edition for edition in enacted}

    def _supersede_predecessors(self):
        """End what was in force on the day before each of these comes into force."""
        predecessors = self._predecessors()
        for edition in self:
            if before := predecessors.get(edition.procedure_id):
                ended = {
                    "state": "superseded",
                    "effective_to": edition.effective_from - timedelta(days=1),
                }
                before._permitted(ended).write(ended)
        # before these take their place: two may not be in force on one day
        self.flush_model()

    @api.model
    def _enact_at_install(self, xmlid):
        """Enact the edition that the installation brings; nobody is there to press."""
        edition = self.env.ref(xmlid)
        if edition.state == "draft":
            values = {
                "state": "in_force",
                "control_block": edition.procedure_id._control_block(),
            }
            edition._permitted(values).write(values)
