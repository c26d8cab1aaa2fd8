from odoo import api, fields, models

from odoo.addons.web_jalali.tools import jalali

STANDINGS = [
    ("not_applicable", "Not applicable"),
    ("ok", "On track"),
    ("warning", "Due soon"),
    ("due", "Due today"),
    ("overdue", "Overdue"),
    ("national", "Overdue beyond the tolerance"),
]
YEAR_STANDINGS = [
    ("not_applicable", "Not applicable"),
    ("met", "Met"),
    ("on_track", "On track"),
    ("at_risk", "At risk"),
    ("unachievable", "Not achievable"),
    ("missed", "Not achieved"),
]
CADENCE_FIELDS = frozenset(
    {
        "last_held_on",
        "next_due_on",
        "cadence_standing",
        "year_count",
        "year_effective_count",
        "year_required",
        "year_standing",
        "next_check_on",
    }
)


class Committee(models.Model):
    """When the next meeting of a committee is due (4-4-2); the rule writes it."""

    _inherit = "committee.committee"

    _verb_fields = frozenset(
        {"state", "formed_on", "activated_on", "dissolved_on"} | CADENCE_FIELDS
    )

    last_held_on = fields.Date(string="Last Meeting", readonly=True, copy=False)
    next_due_on = fields.Date(
        string="Next Meeting Due", readonly=True, copy=False, index=True
    )
    days_left = fields.Integer(
        compute="_compute_days_left",
        help="Days until the next meeting is due; negative when late.",
    )
    cadence_standing = fields.Selection(
        selection=STANDINGS, readonly=True, copy=False, index=True
    )
    year_count = fields.Integer(
        string="Meetings This Year", readonly=True, copy=False, aggregator=None
    )
    year_effective_count = fields.Integer(
        string="Counting This Year",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Meetings of the Jalali year that lie far enough apart.",
    )
    year_required = fields.Integer(
        string="Required This Year", readonly=True, copy=False, aggregator=None
    )
    year_standing = fields.Selection(
        selection=YEAR_STANDINGS, string="Year", readonly=True, copy=False
    )
    next_check_on = fields.Date(readonly=True, copy=False)

    _next_check = models.Index(
        "(next_check_on, id) WHERE kind = 'provincial'"
        " AND state IN ('constituted', 'active')"
    )

    @api.depends("next_due_on")
    def _compute_days_left(self):
        today = jalali.today()
        for committee in self:
            due = committee.next_due_on
            committee.days_left = (due - today).days if due else 0

    def _refresh_cadence(self):
        """Bring due date and standing of these committees up to today."""
        # lent: writing what follows from the facts, which no user types
        rule = self.env["committee.rule.cadence"].sudo()
        provincial = self.filtered(lambda c: c.kind == "provincial")
        if provincial:
            rule._run(jalali.today(), provincial)

    @api.model
    def _cron_check_cadence(self):
        """Hourly: who is due, who is late, and who must hear of it."""
        looked_at = self.env["committee.rule.cadence"]._run(jalali.today())
        self.env["ir.cron"]._commit_progress(looked_at, remaining=0)
