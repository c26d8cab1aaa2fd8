from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali

from .workflow_verb import needs, verb

_lt = LazyTranslate(__name__)


class CommitteeProcedureEdition(models.Model):
    """One edition of a procedure, in force from a day on: its clauses, its seats and
    the parameters that the committees are held to. It does not change once enacted."""

    _name = "committee.procedure.edition"
    _description = "Procedure Edition"
    _inherit = [
        "committee.workflow.mixin",
        "committee.policy.mixin",
        "web_jalali.date.guard",
        "mail.thread",
    ]
    _order = "procedure_id, number desc"

    _committee_path = "procedure_id"
    _verb_fields = frozenset(
        {
            "state",
            "effective_to",
            "control_block",
            "received_digest",
            "received_key_id",
            "received_changes",
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

    # Buttons
    can_enact = fields.Boolean(compute="_compute_can")

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
        " WHERE (state != 'draft')",
        "One edition of a procedure is in force on a day.",
    )

    @api.model
    def _default_procedure_id(self):
        return self.env["committee.procedure"].search([("governs", "=", True)])

    @api.depends("procedure_id.code", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for edition in self:
            number = str(edition.number)
            if (self.env.lang or "").startswith("fa"):
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

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb("draft", to="in_force", by=("owner",), label=_lt("Enact"), main=True)
    def action_enact(self):
        """Bring into force from the day it names; the one before it ends there."""
        self._check_blockers("enact")
        self._supersede_predecessors()
        self._transition(
            "enact",
            lambda edition: {"control_block": edition.procedure_id._control_block()},
        )
        # lent: the table of days, whose week follows from the edition
        self.env["committee.calendar.day"].sudo()._rebuild()

    def action_new_edition(self):
        """Draft the next edition from this one, with all that it holds."""
        self.ensure_one()
        last = max(self.procedure_id.edition_ids.mapped("number"))
        edition = self.copy({"number": last + 1})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": edition.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("enact", "receive")
    def _needs_day(self, act):
        """An edition follows the one before it in time (3-2)."""
        found = {}
        predecessors = self._predecessors()
        for edition in self:
            before = predecessors.get(edition.procedure_id)
            if not edition.effective_from:
                sentence = self.env._(
                    "Set the day from which %(edition)s is in force (clause 3-2).",
                    edition=edition.display_name,
                )
            elif before and edition.effective_from <= before.effective_from:
                sentence = self.env._(
                    "%(edition)s must come into force on a later day than %(before)s,"
                    " which it supersedes (clause 3-2).",
                    edition=edition.display_name,
                    before=before.display_name,
                )
            else:
                continue
            found[edition.id] = [sentence]
        return found

    @needs("enact", "receive")
    def _needs_one_at_a_time(self, act):
        """Two editions of one procedure are not enacted in one step."""
        counts = Counter(edition.procedure_id for edition in self)
        return {
            edition.id: [
                self.env._(
                    "Enact the editions of %(procedure)s one after the other.",
                    procedure=edition.procedure_id.code,
                )
            ]
            for edition in self
            if counts[edition.procedure_id] > 1
        }

    @needs("enact", "receive")
    def _needs_content(self, act):
        """An edition has clauses, a chair and a secretary (4-2)."""
        found = {}
        for edition in self:
            sentences = found.setdefault(edition.id, [])
            if not edition.clause_ids:
                sentences.append(
                    self.env._(
                        "%(edition)s has no clauses.", edition=edition.display_name
                    )
                )
            roles = edition.seat_ids.filtered("statutory").mapped("role")
            if roles.count("chair") != 1 or roles.count("secretary") != 1:
                sentences.append(
                    self.env._(
                        "%(edition)s needs one statutory seat of the chair and one of"
                        " the secretary (clause 4-2).",
                        edition=edition.display_name,
                    )
                )
        return found

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
    def _in_force_domain(self, day):
        """The editions, one of each procedure, that are in force on `day` (date)."""
        return (
            Domain("state", "!=", "draft")
            & Domain("effective_from", "<=", day)
            & (Domain("effective_to", "=", False) | Domain("effective_to", ">=", day))
        )

    def _enacted(self):
        """Those that are, or were, in force."""
        return self.filtered(lambda edition: edition.state != "draft")

    def _predecessors(self):
        """{procedure: the last edition of it that was enacted}"""
        enacted = self.search(
            Domain("procedure_id", "in", self.procedure_id.ids)
            & Domain("state", "!=", "draft"),
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
