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
]
# what its findings make of the meetings of a committee
CADENCE_FIELDS = frozenset(
    {
        "last_held_on",
        "next_due_on",
        "delay_from",
        "cadence_standing",
        "year_count",
        "year_effective_count",
        "year_required",
        "year_standing",
    }
)


class Committee(models.Model):
    """When the next meeting of a committee is due (4-4-2); the rule writes it."""

    _inherit = "committee.committee"

    _verb_fields = CADENCE_FIELDS

    last_held_on = fields.Date(string="Last Meeting", readonly=True, copy=False)
    next_due_on = fields.Date(
        string="Next Meeting Due", readonly=True, copy=False, index=True
    )
    delay_from = fields.Date(
        string="Delay of the Next Meeting Counted From",
        readonly=True,
        copy=False,
        help="The due day, and the days that an exemption spared after it.",
    )
    days_left = fields.Integer(
        compute="_compute_days_left",
        help="Days until the next meeting is due; negative when late.",
    )
    days_left_text = fields.Char(string="Time Left", compute="_compute_days_left")
    only_reminds = fields.Boolean(
        compute="_compute_only_reminds",
        help="The user is the chair and nothing else: he is reminded, in calm colours.",
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

    @api.depends_context("uid")
    def _compute_only_reminds(self):
        self.only_reminds = self._only_reminds()

    @api.depends("next_due_on", "delay_from", "cadence_standing")
    @api.depends_context("lang", "uid")
    def _compute_days_left(self):
        today = jalali.today()
        for committee in self:
            due = committee.next_due_on
            if due and committee.cadence_standing == "not_applicable":
                committee.days_left = 0
                committee.days_left_text = self.env._("Exempt")
                continue
            if due and due < today:  # the days of an exemption are no delay
                due = committee.delay_from or due
            committee.days_left = (due - today).days if due else 0
            committee.days_left_text = due and committee._say_days_left()

    def _say_days_left(self):
        count = self._digits(abs(self.days_left))
        if not self.days_left:
            return self.env._("Due today")
        if self.days_left < 0 and self.only_reminds:
            return self.env._(
                "Was expected by %(day)s", day=self._print_date(self.next_due_on)
            )
        if self.days_left < 0:
            return self.env._("%(count)s days late", count=count)
        return self.env._("%(count)s days left", count=count)

    @api.model
    def _only_reminds(self):
        """Whether the user is the chair only. He is not part of the organisation, so
        that screens, like his mails, show him courteous reminders. Who works for the
        secretariat or the national office as well sees plain texts."""
        holds = self.env.user.has_group
        return holds("cluster_committee.group_committee_chair") and not (
            holds("cluster_committee.group_committee_officer")
            or holds("cluster_committee.group_committee_national")
        )

    def _refresh_cadence(self):
        """Bring due date and standing of these committees up to today. The rules on
        the cadence fill it, as they write these fields."""

    def _refresh_findings_soon(self):
        """Hook: check all findings soon, after a bulk change; extended where findings
        are kept."""
