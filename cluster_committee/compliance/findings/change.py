"""The log of findings: every change, by the engine or by a step, is appended where it
is made; and the days on which the provinces were checked."""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import clock, jalali

from .finding import LEVELS, STANDINGS

STATES = [("open", "Unresolved"), ("closed", "Closed")]
# the fields of a finding that every row of the log keeps
KEPT = "target due_on late_from met_on".split()
# those of which it keeps what they were as well
MOVED = "standing state level measure".split()


class Step(NamedTuple):
    """A step that writes findings, for the log; an object of this process."""

    verb: str
    on: object  # date
    reason: str
    number: str


class CommitteeFindingChange(models.Model):
    """One change of a finding: from what, to what, valid from which day, entered when.

    Appended in the statement or the transaction that makes it, and never changed: "how
    did we stand on that day" is answered from here as it was known then.
    """

    _name = "committee.finding.change"
    _description = "Change of a Finding"
    _inherit = ["workflow.guard.mixin"]
    _order = "id desc"
    _rec_name = "finding_id"
    _log_access = False  # the moment and the person are content here
    _duplicable = False

    _verb_fields = frozenset(
        "finding_id standing_from standing_to state_from state_to level_from level_to"
        " measure_from measure_to target due_on late_from met_on valid_on checked_on"
        " known_on revises entered_at user_id verb reason number".split()
    )

    finding_id = fields.Many2one(
        comodel_name="committee.finding",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="finding_id.company_id")
    province_id = fields.Many2one(related="finding_id.province_id")
    rule = fields.Selection(related="finding_id.rule")
    clause = fields.Selection(related="finding_id.clause")
    subject_name = fields.Char(related="finding_id.subject_name")

    # From, to
    standing_from = fields.Selection(selection=STANDINGS, readonly=True)
    standing_to = fields.Selection(selection=STANDINGS, readonly=True)
    state_from = fields.Selection(selection=STATES, readonly=True)
    state_to = fields.Selection(selection=STATES, readonly=True)
    level_from = fields.Selection(selection=LEVELS, readonly=True)
    level_to = fields.Selection(selection=LEVELS, readonly=True)
    measure_from = fields.Integer(readonly=True, aggregator=None)
    measure_to = fields.Integer(readonly=True, aggregator=None)
    target = fields.Integer(readonly=True, aggregator=None)
    due_on = fields.Date(string="Due", readonly=True)
    late_from = fields.Date(string="Delay Counted From", readonly=True)
    met_on = fields.Date(readonly=True)

    # When, by whom
    valid_on = fields.Date(
        string="Valid From",
        readonly=True,
        help="The day from which it stands so, by the dates of the obligation itself.",
    )
    checked_on = fields.Date(
        string="Seen by the Check Of", readonly=True, help="Empty for a step."
    )
    known_on = fields.Date(
        string="Last Check Before",
        readonly=True,
        help="The last day before it for which the province was checked.",
    )
    revises = fields.Boolean(
        string="Changes the Past",
        readonly=True,
        help="It is valid from a day for which another answer had been given.",
    )
    entered_at = fields.Datetime(string="Entered", required=True, readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Entered By",
        readonly=True,
        help="Empty for the regular check.",
    )
    verb = fields.Char(string="Step Code", readonly=True)
    step = fields.Char(compute="_compute_step")
    reason = fields.Text(readonly=True)
    number = fields.Char(string="Number of the Letter", readonly=True)

    _of_finding = models.Index("(finding_id, entered_at)")
    _of_the_past = models.Index("(checked_on) WHERE revises")

    @api.depends("verb")
    @api.depends_context("lang")
    def _compute_step(self):
        findings = self.env["committee.finding"]
        for change in self:
            found = findings._verb(change.verb) if change.verb else None
            change.step = str(found.label) if found else change.verb

    def _content_is_open(self, states):
        return False  # history is kept

    @api.model
    def _append(self, findings, before, step=None):
        """Append what an ORM write has changed of `findings`.

        :param before: {finding id: {field: value}} of the fields in MOVED
        :param step: the `Step` that wrote it, if any
        """
        day = jalali.today()
        self._permitted_create(
            [
                {
                    "finding_id": finding.id,
                    **{
                        f"{name}_from": before.get(finding.id, {}).get(name)
                        for name in MOVED
                    },
                    **{f"{name}_to": finding[name] for name in MOVED},
                    **{name: finding[name] for name in KEPT},
                    "valid_on": step.on if step else day,
                    "entered_at": clock.now(),
                    "user_id": self.env.uid,
                    **({"verb": step.verb, "reason": step.reason} if step else {}),
                    "number": step and step.number,
                }
                for finding in findings.sudo()  # sudo: read what was just written
            ]
        )


class CommitteeFinding(models.Model):
    """Findings append every change that is not the engine's to the log."""

    _inherit = "committee.finding"

    change_ids = fields.One2many(
        comodel_name="committee.finding.change",
        inverse_name="finding_id",
        string="History",
    )

    def _moved(self):
        """:return: {id: {field: value}} of what the log keeps as it was"""
        # sudo: read what is going to change
        return {f.id: {name: f[name] for name in MOVED} for f in self.sudo()}

    @api.model_create_multi
    def create(self, vals_list):
        findings = super().create(vals_list)
        self.env["committee.finding.change"]._append(findings, {})
        return findings

    def write(self, vals):
        step = self.env.context.get("committee_finding_step")
        step = step if isinstance(step, Step) else None
        if not step and not {*MOVED, *KEPT} & set(vals):
            return super().write(vals)
        before = self._moved()
        result = super().write(vals)
        self.env["committee.finding.change"]._append(self, before, step)
        return result

    def _move(self, name, values=None, *, on=None, to=None, reason=None):
        step = Step(name, on or jalali.today(), reason, self._letter_of_step())
        stepping = self.with_context(committee_finding_step=step)
        return super(CommitteeFinding, stepping)._move(
            name, values, on=on, to=to, reason=reason
        )

    def _letter_of_step(self):
        """:return: the number of the letter that the step of this call rests on"""
        return self.env.context.get("committee_letter_number")


class CommitteeCheck(models.Model):
    """The days, from one to another without a gap, on which these companies were
    checked. A further check of the same day writes nothing, and that of the next day
    extends the row."""

    _name = "committee.check"
    _description = "Checked Days"
    _inherit = ["workflow.guard.mixin"]
    _order = "date_from desc, id desc"
    _rec_name = "date_from"
    _log_access = False
    _duplicable = False

    _verb_fields = frozenset({"companies", "company_ids", "date_from", "date_to"})

    companies = fields.Char(
        string="Key", required=True, readonly=True, help="The ids of the companies."
    )
    company_ids = fields.Many2many(comodel_name="res.company", readonly=True)
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="Until", required=True, readonly=True)

    _once = models.Constraint(
        "UNIQUE (companies, date_from)", "A row of checked days begins once."
    )

    def _content_is_open(self, states):
        return False  # history is kept

    @api.model
    def _last_before(self, day, companies):
        """:return: {company id: the last checked day until `day` (date)}"""
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT link.res_company_id, max(LEAST(made.date_to, %(day)s))
                         FROM committee_check made
                         JOIN committee_check_res_company_rel link
                           ON link.committee_check_id = made.id
                        WHERE made.date_from <= %(day)s
                          AND link.res_company_id = ANY(%(companies)s)
                     GROUP BY link.res_company_id""",
                    day=day,
                    companies=companies.ids,
                )
            )
        )
