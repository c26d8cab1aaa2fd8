from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali, persian

from ..lib import moon_holidays
from ..models.working_days.resource_calendar import FIRST_YEAR, LAST_YEAR

# a holiday of this name so few days away is the same one, on the day that was confirmed
SAME_DAYS = 5


class CommitteeHolidayProposal(models.TransientModel):
    """Proposes the holidays of a year that the moon moves; who confirms them corrects
    their days."""

    _name = "committee.holiday.proposal"
    _description = "Proposed Holidays"

    jalali_year = fields.Integer(
        string="Year (Jalali)",
        required=True,
        default=lambda self: jalali.year(jalali.today()),
        aggregator=None,
    )
    line_ids = fields.One2many(
        comodel_name="committee.holiday.proposal.line",
        inverse_name="proposal_id",
        string="Holidays",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("jalali_year")
    def _compute_line_ids(self):
        for proposal in self:
            known = FIRST_YEAR <= proposal.jalali_year <= LAST_YEAR
            proposal.line_ids = [fields.Command.clear()] + [
                fields.Command.create(
                    {"holiday_on": day, "name": name, "estimated": estimated}
                )
                for day, name, estimated in (
                    moon_holidays.propose(proposal.jalali_year) if known else ()
                )
            ]

    @api.constrains("jalali_year")
    def _check_jalali_year(self):
        if any(not FIRST_YEAR <= each.jalali_year <= LAST_YEAR for each in self):
            raise UserError(
                self.env._(
                    "Holidays are proposed for the Jalali years %(first)s to %(last)s.",
                    first=self._digits(FIRST_YEAR),
                    last=self._digits(LAST_YEAR),
                )
            )

    def _digits(self, number):
        in_persian = persian.is_persian(self.env)
        return jalali.to_persian_digits(str(number)) if in_persian else str(number)

    def _join(self, lines):
        return self.env["committee.finding"]._join(lines.mapped("name"))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_tick_all(self):
        """Tick what is not entered yet, to look it through as a whole."""
        self.ensure_one()
        self.line_ids.filtered(lambda line: not line.known).confirmed = True
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Propose Holidays"),
        }

    def action_confirm(self):
        """Enter the holidays that are ticked, with the rights of who ticked them."""
        self.ensure_one()
        lines = self.line_ids.filtered("confirmed")
        if not lines:
            raise UserError(
                self.env._("Tick the holidays whose days you confirm, then enter them.")
            )
        self._check_lines(lines)
        self.env["resource.calendar.leaves"].create(
            [{"name": line.name, "holiday_on": line.holiday_on} for line in lines]
        )
        return self.env["ir.actions.act_window"]._for_xml_id(
            "cluster_committee.resource_calendar_leaves_action_holiday"
        )

    def _check_lines(self, lines):
        """:raises UserError: where one is entered already, or lies in another year"""
        if known := lines.filtered("known"):
            raise UserError(
                self.env._(
                    "Entered already, by name or by day: %(holidays)s. Take their ticks"
                    " away, or correct them in the list of official holidays.",
                    holidays=self._join(known),
                )
            )
        outside = lines.filtered(
            lambda line: jalali.year(line.holiday_on) != self.jalali_year
        )
        if outside:
            raise UserError(
                self.env._(
                    "Not in the year %(year)s: %(holidays)s. Correct their days, or"
                    " choose their year.",
                    year=self._digits(self.jalali_year),
                    holidays=self._join(outside),
                )
            )


class CommitteeHolidayProposalLine(models.TransientModel):
    """A holiday that is proposed, and its day, which who confirms it may correct."""

    _name = "committee.holiday.proposal.line"
    _description = "Proposed Holiday"
    _order = "holiday_on, id"

    proposal_id = fields.Many2one(
        comodel_name="committee.holiday.proposal", required=True, ondelete="cascade"
    )
    confirmed = fields.Boolean(help="You have seen this day in the official calendar.")
    holiday_on = fields.Date(string="Day", required=True)
    name = fields.Char(string="Holiday", required=True)
    estimated = fields.Boolean(
        readonly=True, help="The library does not know the day for certain."
    )
    known = fields.Boolean(
        string="Entered Already",
        compute="_compute_known",
        help="The list has a holiday of this name about this day, or one on this day.",
    )

    @api.depends("holiday_on", "name", "proposal_id.jalali_year")
    def _compute_known(self):
        dated = self.filtered("holiday_on")
        (self - dated).known = False
        if not dated:
            return
        entered = self._entered(min(dated.mapped("holiday_on")), dated)
        for line in dated:
            key = persian.normalise(line.name or "")
            line.known = any(
                0 <= (line.holiday_on - day).days < days
                or (name == key and abs((line.holiday_on - day).days) <= SAME_DAYS)
                for day, days, name in entered
            )

    @api.model
    def _entered(self, first, lines):
        """:return: [(day, days, key of the name)] of the official holidays about the
        days of `lines`"""
        leaves = self.env["resource.calendar.leaves"]
        last = max(lines.mapped("holiday_on"))
        found = leaves.search(
            Domain("calendar_id", "in", leaves._national_calendar().ids)
            & Domain("jalali_year", ">=", jalali.year(first) - 1)
            & Domain("jalali_year", "<=", jalali.year(last) + 1)
        )
        return [
            (leave.holiday_on, leave.holiday_days, persian.normalise(leave.name or ""))
            for leave in found
        ]
