from odoo import api, fields, models
from odoo.fields import Command, Domain

from odoo.addons.business_cluster.models.rial import Rial
from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import needs


class CommitteeForecast(models.Model):
    """The forecast of the funds that the clusters of a province need in one Jalali
    year: by cluster, body and source, in whole rials (4-3-4)."""

    _name = "committee.forecast"
    _description = "Finance Forecast"
    _inherit = ["committee.yearly.mixin"]

    _duty_code = "C4-3-4"

    line_ids = fields.One2many(
        comodel_name="committee.forecast.line",
        inverse_name="forecast_id",
        string="Lines",
    )
    superseded_by_id = fields.Many2one(
        comodel_name="committee.forecast",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    amount = Rial(string="Forecast (Rial)", compute="_compute_amount", store=True)
    planned = Rial(
        string="Of Action Plans (Rial)",
        compute="_compute_planned",
        help="The shares of all bodies in the approved action plans of the year, also"
        " of those that have no line yet; once approved, as its lines took them over.",
    )
    committed = Rial(string="Committed (Rial)", compute="_compute_contributed")
    paid = Rial(string="Paid (Rial)", compute="_compute_contributed")

    @api.depends("jalali_year", "committee_id.province_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for forecast in self:
            forecast.display_name = self.env._(
                "Finance forecast of %(year)s – %(province)s",
                year=forecast._digits(forecast.jalali_year),
                province=forecast.committee_id.province_id._get_printed_name(),
            )

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for forecast in self:
            forecast.amount = sum(forecast.line_ids.mapped("amount"))

    @api.depends("line_ids.planned", "state", "jalali_year", "committee_id")
    def _compute_planned(self):
        drafts = self.filtered(lambda forecast: forecast.state == "draft")
        asked = drafts._asked_by_plans()
        for forecast in self:
            if forecast in asked:
                forecast.planned = sum(asked[forecast].values())
            else:
                forecast.planned = sum(forecast.line_ids.mapped("planned"))

    def _compute_contributed(self):
        """What was committed and paid for the year, in the whole province."""
        sums = {
            (company, year, kind): amount
            for company, year, kind, amount in self.env[
                "business.cluster.contribution"
            ]._read_group(
                [
                    ("company_id", "in", self.company_id.ids),
                    ("plan_year", "in", self.mapped("jalali_year")),
                    ("state", "=", "confirmed"),
                ],
                ["company_id", "plan_year", "kind"],
                ["amount:sum"],
            )
        }
        for forecast in self:
            key = forecast.company_id, forecast.jalali_year
            forecast.committed = sums.get((*key, "commitment"), 0)
            forecast.paid = sums.get((*key, "payment"), 0)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_build(self):
        """Build the lines from the approved action plans of the year and from its
        priorities, or bring them up to date; what was adjusted by hand stays."""
        self._check_open()
        needed = self._needed()
        for forecast in self:
            forecast._update_lines(needed[forecast])

    def action_revise(self):
        """The new draft also has what was planned by the old one."""
        action = super().action_revise()
        self.line_ids._permitted_create(
            [
                {
                    **values,
                    "forecast_id": action["res_id"],
                    "planned": line.planned,
                    "built": line.built,
                }
                for line, values in zip(
                    self.line_ids, self.line_ids.copy_data(), strict=True
                )
            ]
        )
        return action

    def action_compare(self):
        """Open the forecast beside what was committed and paid."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "cluster_committee.committee_forecast_comparison_action"
        )
        action["domain"] = [
            ("company_id", "=", self.company_id.id),
            ("jalali_year", "=", self.jalali_year),
        ]
        action["context"] = {}
        return action

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @needs("approve")
    def _needs_every_body(self, act):
        """Every payer in the action plans has a line in the forecast, with zero and a
        reason where he gives nothing (4-3-4)."""
        return {
            forecast.id: [
                self.env._(
                    "The action plans ask for money for which %(forecast)s has no line"
                    " (clause 4-3-4): %(left_out)s. Bring the lines up to date; where"
                    " nothing is expected, set the line to zero and write the reason.",
                    forecast=forecast.display_name,
                    left_out=forecast._some(
                        [f"{body.name} ({cluster.name})" for cluster, body in left_out]
                    ),
                )
            ]
            for forecast, left_out in self._left_out().items()
            if left_out
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _check_open(self):
        for forecast in self:
            forecast._check_field_access(self._fields["jalali_year"], "write")

    def _plans_day(self):
        """The day whose plans it is built from: the day on which it was resolved, today
        before that."""
        return self.decided_on or jalali.today()

    def _asked_by_plans(self):
        """{forecast: {(cluster, body): rials}}: the shares in the plans of its year
        that were in force on its day."""
        keys = {f: (f.company_id, f.jalali_year, f._plans_day()) for f in self}
        asked = self._asked_on(set(keys.values()))
        return {forecast: asked[keys[forecast]] for forecast in self}

    @api.model
    def _asked_on(self, keys):
        """{(company, Jalali year, day): {(cluster, body): rials}} of `keys`: the shares
        in the plans of that year that were in force on that day."""
        shares = self.env["business.cluster.plan.share"]._read_group(
            Domain("company_id", "in", [company.id for company, _year, _day in keys])
            & Domain("plan_id.jalali_year", "in", [year for _c, year, _day in keys])
            & Domain("plan_id.state", "!=", "draft")
            & Domain("limit_amount", ">", 0),
            ["plan_id", "partner_id"],
            ["limit_amount:sum"],
        )
        return {
            (company, year, day): {
                (plan.cluster_id, body): rials
                for plan, body, rials in shares
                if plan.company_id == company
                and plan.jalali_year == year
                and plan._was_in_force_on(day)
            }
            for company, year, day in keys
        }

    def _left_out(self):
        """{forecast: [(cluster, body)]}: whom its plans ask for money, and who has no
        line in it."""
        found = {}
        for forecast, asked in self._asked_by_plans().items():
            known = {(line.cluster_id, line.partner_id) for line in forecast.line_ids}
            found[forecast] = [key for key in asked if key not in known]
        return found

    def _needed(self):
        """{forecast: {(cluster, body): rials}}: the shares in the approved plans of its
        year, and nothing yet for a prioritised cluster without a plan."""
        lists = self.env["committee.priority.list"].search(
            [
                ("committee_id", "in", self.committee_id.ids),
                ("jalali_year", "in", self.mapped("jalali_year")),
                ("state", "=", "approved"),
            ]
        )
        ranked = {priorities._key(): priorities.line_ids for priorities in lists}
        found = {}
        for forecast, planned in self._asked_by_plans().items():
            with_plan = {cluster for cluster, _body in planned}
            needed = {
                (line.cluster_id, line.cluster_id.broker_id): 0
                for line in ranked.get(forecast._key(), ())
                if line.cluster_id not in with_plan
            }
            found[forecast] = {**planned, **needed}
        return found

    def _incomplete(self):
        left_out = self._left_out()
        return self.filtered(lambda forecast: left_out[forecast])

    def _update_lines(self, needed):
        """Bring the lines that come from plans in accord with `needed`; a line that was
        written by hand for the same is taken for it."""
        built = self.line_ids.filtered("built")
        missing = needed.keys() - {(line.cluster_id, line.partner_id) for line in built}
        built |= self.line_ids.filtered(
            lambda line: (
                line.source == "own" and (line.cluster_id, line.partner_id) in missing
            )
        )
        commands = []
        for line in built:
            key = line.cluster_id, line.partner_id
            if key in needed or line.amount != line.planned:
                line._plan(needed.pop(key, 0))
            else:
                line._plan(0)
                commands.append(Command.delete(line.id))
        self.line_ids = commands
        self.line_ids._permitted_create(
            [
                {
                    "forecast_id": self.id,
                    "cluster_id": cluster.id,
                    "partner_id": body.id,
                    "built": True,
                    "planned": rials,
                    "amount": rials,
                }
                for (cluster, body), rials in needed.items()
            ]
        )
