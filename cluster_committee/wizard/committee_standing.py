from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali, persian

from ..compliance.findings.finding import ACTORS, LEVELS, STANDINGS

# what an answer says of an obligation, and what the obligation itself is
ANSWERED = "due_on met_on measure target standing level".split()
OF_OBLIGATION = (
    "company_id committee_id rule clause nature subject_id period actor".split()
)


class CommitteeStanding(models.TransientModel):
    """Lists the standing of the provinces on a day, past or future, without writing:
    as it is known today, and as it was known then."""

    _name = "committee.standing"
    _description = "Standing on a Day"

    day = fields.Date(required=True, default=lambda self: jalali.today())
    company_ids = fields.Many2many(
        comodel_name="res.company",
        string="Companies",
        domain=[("province_id", "!=", False)],
        help="Empty: all provinces.",
    )
    with_met = fields.Boolean(
        string="Also What Is Met", help="Show what is met or exempt as well."
    )
    only_differing = fields.Boolean(
        string="Only Where the Two Answers Differ",
        help="What was entered later changes the answer about a past day.",
    )
    coverage = fields.Text(compute="_compute_coverage")
    line_ids = fields.One2many(
        comodel_name="committee.standing.line", inverse_name="standing_id"
    )

    @api.depends("day", "company_ids")
    def _compute_coverage(self):
        """Where the log begins, and who was not checked on that day."""
        for question in self:
            question.coverage = question.day and question._coverage()

    def _asked_companies(self):
        # sudo: read the chosen companies, or all, to limit the questions to them
        chosen = self.company_ids._origin.sudo()
        return chosen or chosen.browse(self.env["committee.engine"]._company_ids())

    def _coverage(self):
        # sudo: read when the provinces were checked, as the national office may
        changes = self.env["committee.finding.change"].sudo()
        findings = self.env["committee.finding"]
        companies = self._asked_companies()
        begins = changes._begins_on(companies)
        if not begins:
            return self.env._("The log of findings has not begun yet.")
        if self.day > jalali.today():
            return self.env._("What is to come is told as it is known today.")
        sentences = [
            self.env._(
                "The log of findings begins on %(day)s.",
                day=findings._print_date(min(begins.values())),
            )
        ]
        last = changes.env["committee.check"]._last_before(self.day, companies)
        late = [c for c in companies if begins.get(c.id, self.day) > self.day]
        if late:
            sentences.append(
                self.env._(
                    "Nothing was logged yet on that day of: %(companies)s.",
                    companies=self._names_of(late),
                )
            )
        for day in sorted({last[c.id] for c in companies if c.id in last}):
            if day < self.day:
                missed = [c for c in companies if last.get(c.id) == day]
                sentences.append(
                    self.env._(
                        "Not checked on that day, and told as of the check of %(day)s:"
                        " %(companies)s.",
                        day=findings._print_date(day),
                        companies=self._names_of(missed),
                    )
                )
        return "\n".join(sentences)

    @api.model
    def _names_of(self, companies):
        names = [
            company.province_id._get_printed_name() or company.name
            for company in companies
        ]
        return self.env["committee.finding"]._join(names)

    def action_show(self):
        """List the standing of every obligation on that day."""
        self.ensure_one()
        self.env["committee.calendar.day"]._check_known(self.day)
        self.line_ids = [fields.Command.clear()] + [
            fields.Command.create(values)
            for values in self._prepare_lines()
            if self._is_listed(values)
        ]
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "cluster_committee.committee_standing_line_action"
        )
        day = self.day.isoformat()
        if persian.is_persian(self.env):
            day = jalali.format_date(self.day)
        return {
            **action,
            "display_name": self.env._("Standing on %(day)s", day=day),
            "domain": [("standing_id", "=", self.id)],
        }

    def _is_listed(self, values):
        if self.only_differing:
            return values["differs"]
        quiet = {"met", "exempt", "due", False, None}
        return self.with_met or not quiet.issuperset(
            (values["standing"], values["standing_then"])
        )

    def _prepare_lines(self):
        """:return: values of a line for each obligation of either answer"""
        # sudo: read the facts of all provinces, as the national office may
        engine = self.env["committee.engine"].sudo()
        companies = self._asked_companies()
        clauses = engine._clauses()
        now = {self._key(row): row for row in engine._standings(self.day, companies)}
        then, checked = {}, {}
        if self.day <= jalali.today():
            changes = engine.env["committee.finding.change"]
            rows = changes._known_on(self.day, companies)
            then = {self._key(row): row for row in rows}
            checked = engine.env["committee.check"]._last_before(self.day, companies)
        return [
            self._prepare_line(now.get(key), then.get(key), clauses, checked)
            for key in (*now, *(key for key in then if key not in now))
        ]

    @api.model
    def _key(self, row):
        return row["company_id"], row["rule"], row["subject_id"], row["period"]

    def _prepare_line(self, now, then, clauses, checked):
        """:param now: the obligation as it is known today, or None
        :param then: as it was known then, or None
        :param checked: {company id: the last day checked until then}
        """
        row = now or then
        label = clauses.get(row["clause"], {}).get("label") or row["clause"]
        last = checked.get(row["company_id"])
        answers = [
            tuple((of or {}).get(name) for name in ANSWERED) for of in (now, then)
        ]
        return {
            **{name: row[name] for name in OF_OBLIGATION},
            **{name: now and now[name] for name in ANSWERED},
            **{f"{name}_then": then and then[name] for name in ANSWERED},
            "state_then": then and then["state"],
            "clause_label": label,
            "checked_on": last,
            "differs": bool(last) and answers[0] != answers[1],
        }


class CommitteeStandingLine(models.TransientModel):
    """One obligation with its standing on the day in question, as it is known today and
    as it was known then."""

    _name = "committee.standing.line"
    _description = "Obligation on a Day"
    _inherit = ["committee.standing.mixin"]
    _order = "company_id, due_on, id"
    _rec_name = "rule"

    standing_id = fields.Many2one(
        comodel_name="committee.standing",
        string="Question",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(comodel_name="res.company")
    committee_id = fields.Many2one(comodel_name="committee.committee")
    rule = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_rule(),
        string="Obligation",
    )
    clause = fields.Char(string="Clause Code")
    clause_label = fields.Char(string="Clause", help="As the reader knows it.")
    subject_id = fields.Integer(string="Subject Record", aggregator=None)
    period = fields.Char()
    actor = fields.Selection(selection=ACTORS, string="Who Must Act")

    # As it is known today
    due_on = fields.Date(string="Due")
    met_on = fields.Date()
    measure = fields.Integer(string="Reached", aggregator=None)
    target = fields.Integer(aggregator=None)
    standing = fields.Selection(selection=STANDINGS, string="As Known Today")
    level = fields.Selection(selection=LEVELS, string="Level Reached")

    # As it was known then
    due_on_then = fields.Date(string="Due, as Known Then")
    met_on_then = fields.Date(string="Met On, as Known Then")
    measure_then = fields.Integer(string="Reached, as Known Then", aggregator=None)
    target_then = fields.Integer(string="Target, as Known Then", aggregator=None)
    standing_then = fields.Selection(selection=STANDINGS, string="As Known Then")
    level_then = fields.Selection(selection=LEVELS, string="Level, as Known Then")
    state_then = fields.Selection(
        selection=[("open", "Unresolved"), ("closed", "Closed")],
        string="Status, as Known Then",
    )
    checked_on = fields.Date(
        help="The last check until that day. Empty: the log had not begun.",
    )
    differs = fields.Boolean(string="The Two Differ")


class CommitteeDigestPreview(models.TransientModel):
    """Preview of the mails that would be sent today."""

    _name = "committee.digest.preview"
    _description = "What Would Be Mailed Today"

    content = fields.Html(compute="_compute_content", sanitize=False)

    def _compute_content(self):
        # sudo: read the notices of all provinces, as the national office may
        content = self.env["committee.finding.notice"].sudo()._preview()
        for preview in self:
            preview.content = content
