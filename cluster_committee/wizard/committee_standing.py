from odoo import fields, models

from odoo.addons.web_jalali.tools import jalali, persian

from ..compliance.findings.finding import ACTORS, LEVELS, STANDINGS


class CommitteeStanding(models.TransientModel):
    """Lists the standing of the provinces on a day, past or future, without writing."""

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
    line_ids = fields.One2many(
        comodel_name="committee.standing.line", inverse_name="standing_id"
    )

    def action_show(self):
        """List the standing of every obligation on that day."""
        self.ensure_one()
        self.env["committee.calendar.day"]._check_known(self.day)
        # sudo: read the facts of all provinces, as the national office may
        engine = self.env["committee.engine"].sudo()
        # sudo: read the chosen companies, to limit the query to them
        companies = self.company_ids.sudo()
        rows = engine._standings(self.day, companies or None)
        clauses = engine._clauses()
        self.line_ids = [fields.Command.clear()] + [
            fields.Command.create(self._prepare_line(row, clauses))
            for row in rows
            if self.with_met or row["standing"] not in ("met", "exempt", "due")
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

    def _prepare_line(self, row, clauses):
        names = (
            "company_id committee_id rule clause nature subject_id period due_on met_on"
            " measure target standing level actor"
        )
        label = clauses.get(row["clause"], {}).get("label") or row["clause"]
        return {**{name: row[name] for name in names.split()}, "clause_label": label}


class CommitteeStandingLine(models.TransientModel):
    """One obligation with its standing on the day in question."""

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
    due_on = fields.Date(string="Due")
    met_on = fields.Date()
    measure = fields.Integer(string="Reached", aggregator=None)
    target = fields.Integer(aggregator=None)
    standing = fields.Selection(selection=STANDINGS)
    level = fields.Selection(selection=LEVELS, string="Level Reached")
    actor = fields.Selection(selection=ACTORS, string="Who Must Act")


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
