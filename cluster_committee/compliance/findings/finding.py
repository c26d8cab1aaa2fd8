from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs, verb

from .standing_mixin import BREACHES

_lt = LazyTranslate(__name__)

STANDINGS = [
    ("due", "Due"),
    ("at_risk", "At Risk"),
    ("overdue", "Overdue"),
    ("unachievable", "No Longer Achievable"),
    ("missed", "Missed"),
    ("met", "Met"),
    ("exempt", "Exempt"),
    ("not_applicable", "Not Applicable"),
]
# what somebody has to do something about
ALARMS = ("at_risk", "overdue", "unachievable", "missed")
# who is notified of a finding that has reached a level
LEVELS = [
    ("0", "Secretariat"),
    ("1", "Small-industries deputy"),
    ("2", "Secretary"),
    ("3", "Chair"),
    ("4", "National office"),
]
# who has to act by the clause
ACTORS = [
    ("secretariat", "Secretariat"),
    ("supervisor", "Small-industries deputy"),
    ("secretary", "Secretary"),
    ("chair", "Chair"),
    ("governorate", "Governorate"),
    ("committee", "Committee"),
    ("experts", "Expert Committee"),
    ("bodies", "Bodies"),
    ("council", "Steering Council"),
    ("national", "National office"),
]


class CommitteeFinding(models.Model):
    """One obligation of one province for one subject and period, with its standing.

    The engine writes it from the facts; people acknowledge and answer it.
    """

    _name = "committee.finding"
    _description = "Finding"
    _inherit = ["committee.workflow.mixin", "committee.standing.mixin"]
    _order = "due_on, id"
    _rec_name = "rule"
    _duplicable = False

    # only the engine and the steps write findings
    _verb_fields = frozenset(
        "company_id committee_id rule clause nature subject_id period opens_on warns_on"
        " due_on escalates_on doomed_on lost_on met_on measure target evidence_id"
        " late_from excused actor exemption_id standing level state first_seen_on"
        " changed_on closed_on acknowledged_on acknowledged_by_id answer noted_on"
        " noted_by_id".split()
    )

    # Identity
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    province_id = fields.Many2one(related="company_id.province_id", string="Province")
    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    rule = fields.Selection(
        selection=lambda self: self._selection_rule(),
        string="Obligation",
        required=True,
        readonly=True,
        index=True,
    )
    clause = fields.Selection(
        selection=lambda self: self._selection_clause(), required=True, readonly=True
    )
    clause_id = fields.Many2one(
        comodel_name="committee.procedure.clause",
        string="Clause of the Edition",
        compute="_compute_clause_id",
    )
    clause_text = fields.Text(
        compute="_compute_clause_id", help="What the clause says, in its own words."
    )
    nature = fields.Selection(required=True)
    subject_id = fields.Integer(
        string="Subject Record", required=True, readonly=True, aggregator=None
    )
    period = fields.Char(required=True, readonly=True)

    # Dates
    opens_on = fields.Date(readonly=True)
    warns_on = fields.Date(readonly=True)
    due_on = fields.Date(string="Due", readonly=True, index=True)
    escalates_on = fields.Date(string="Told Nationally From", readonly=True)
    doomed_on = fields.Date(string="Not Achievable From", readonly=True)
    lost_on = fields.Date(string="Missed On", readonly=True)
    met_on = fields.Date(readonly=True)
    late_from = fields.Date(
        string="Delay Counted From",
        readonly=True,
        help="The due day, and the days that an exemption spared after it.",
    )
    excused = fields.Char(
        string="Exempt Days",
        readonly=True,
        help="Those between its opening and the day on which it was met or missed.",
    )
    days_late = fields.Integer(
        compute="_compute_days_late",
        help="Days after the due day, without those of an exemption: until it was met,"
        " or until today.",
    )

    # Standing
    measure = fields.Integer(string="Reached", readonly=True, aggregator=None)
    target = fields.Integer(readonly=True, aggregator=None)
    standing = fields.Selection(
        selection=STANDINGS, required=True, readonly=True, index=True
    )
    actor = fields.Selection(
        selection=ACTORS,
        string="Who Must Act",
        readonly=True,
        help="Whose turn it is by the clause; who is told of it is another matter.",
    )
    level = fields.Selection(
        selection=LEVELS, string="Level Reached", readonly=True, index=True
    )
    exemption_id = fields.Many2one(
        comodel_name="committee.exemption", readonly=True, ondelete="set null"
    )
    evidence_id = fields.Integer(
        string="Evidence Record", readonly=True, aggregator=None
    )
    state = fields.Selection(
        selection=[("open", "Unresolved"), ("closed", "Closed")],
        default="open",
        required=True,
        readonly=True,
        index=True,
        string="Status",
    )
    first_seen_on = fields.Date(required=True, readonly=True)
    changed_on = fields.Date(required=True, readonly=True)
    closed_on = fields.Date(readonly=True)

    # Answer
    acknowledged_on = fields.Date(readonly=True)
    acknowledged_by_id = fields.Many2one(comodel_name="res.users", readonly=True)
    answer = fields.Text(readonly=True)
    noted_on = fields.Date(string="Noted Nationally On", readonly=True)
    noted_by_id = fields.Many2one(
        comodel_name="res.users", string="Noted Nationally By", readonly=True
    )
    notice_ids = fields.One2many(
        comodel_name="committee.finding.notice", inverse_name="finding_id"
    )

    # Buttons
    can_acknowledge = fields.Boolean(compute="_compute_can")
    can_note = fields.Boolean(compute="_compute_can")

    _once = models.Constraint(
        "UNIQUE (company_id, rule, subject_id, period)",
        "An obligation of a province stands once for its subject and period.",
    )
    _open_by_rule = models.Index("(company_id, rule) WHERE state = 'open'")

    @api.model
    def _selection_rule(self):
        """The declared rules; another addon may bring more."""
        return [
            (rule._code, self.env._(rule._label))
            for rule in self.env["committee.engine"]._rules()
        ]

    @api.model
    def _selection_clause(self):
        """The clauses that obligations come from, by number and title."""
        clauses = self.env["committee.engine"]._clauses()
        return [(code, words["label"]) for code, words in clauses.items()]

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("clause")
    def _compute_clause_id(self):
        edition = self.env["committee.procedure.edition"]._edition_on(jalali.today())
        # sudo: read the clauses, which everyone bound by them may read
        clauses = {clause.code: clause for clause in edition.sudo().clause_ids}
        for finding in self:
            finding.clause_id = clauses.get(finding.clause, False)
            finding.clause_text = finding.clause_id.text

    @api.depends("due_on", "late_from", "met_on", "standing")
    def _compute_days_late(self):
        today = jalali.today()
        for finding in self:
            running = finding.standing in BREACHES and finding.due_on
            end = finding.met_on or (today if running else finding.due_on)
            if finding.standing == "exempt":
                end = finding.due_on  # of what is exempt nothing is late
            due = finding.late_from or finding.due_on or end
            finding.days_late = max((end - due).days, 0) if end else 0

    @api.depends("rule", "period", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["rule"]._description_selection(self.env))
        for finding in self:
            label = labels.get(finding.rule, finding.rule)
            # sudo: read its name, to distinguish findings
            company = finding.company_id.sudo()
            finding.display_name = f"{label} – {company.name}"

    def _content_is_open(self, states):
        return False  # findings are kept

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "open",
        to=None,
        by=("supervisor", "secretary"),
        label=_lt("Acknowledge"),
        dating="now",
        main=True,
    )
    def action_acknowledge(self, on=None, answer=None):
        """The province has seen it, and says what it does about it."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"acknowledged_on": on, "acknowledged_by_id": self.env.uid}
        if answer:
            values["answer"] = answer
        self._transition("acknowledge", values, on=on, reason=answer)  # each is kept

    @verb("open", to=None, by=("national",), label=_lt("Take Note"), dating="now")
    def action_note(self, on=None):
        """The national office has seen it."""
        on = fields.Date.to_date(on) or jalali.today()
        values = {"noted_on": on, "noted_by_id": self.env.uid}
        self._transition("note", values, on=on)

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @api.depends("standing")
    def _compute_can(self):
        result = super()._compute_can()
        for finding in self.filtered("id"):
            exempt = finding.standing == "exempt"
            finding.can_acknowledge = finding.can_acknowledge and not exempt
        return result

    @needs("acknowledge", "ask_closing", "settle")
    def _needs_obligation(self, act):
        """An exempt finding requires nothing of the province (4-4-2)."""
        return {
            finding.id: [
                self.env._(
                    "%(finding)s: the province is exempt, so there is nothing to answer"
                    " or to close (clause 4-4-2).",
                    finding=finding.display_name,
                )
            ]
            for finding in self
            if finding.standing == "exempt"
        }

    @needs("acknowledge", "ask_closing", "settle", "note")
    def _needs_day_of_obligation(self, act):
        """Nobody has answered for an obligation before there was one."""
        return {
            finding.id: [
                self.env._(
                    "%(finding)s: there was nothing to answer before %(day)s.",
                    finding=finding.display_name,
                    day=finding._print_date(finding.opens_on),
                )
            ]
            for finding in self
            if finding.opens_on and act.on < finding.opens_on
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def action_open_evidence(self):
        return self._open_record("_evidence", "evidence_id")

    @api.model
    def _alarm_domain(self):
        """What the inbox shows: findings somebody has to do something about."""
        return Domain("state", "=", "open") & Domain("standing", "in", ALARMS)

    @api.model
    def _unmet_domain(self):
        """What every figure counts: the alarms, also those that were closed by hand."""
        closed = Domain("settled_on", "!=", False)
        return Domain("standing", "in", ALARMS) & (
            Domain("state", "=", "open") | closed
        )
