from odoo import api, fields, models
from odoo.tools import SQL

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
# the rules that these fields follow
CADENCE_RULES = (
    "first_meeting",
    "meeting_count",
    "meeting_count_half",
    "meeting_count_rolling",
    "meeting_gap",
)
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

# what the committees show of their cadence, as their findings have it
FOLLOW = """
    WITH open_gap AS (
        SELECT DISTINCT ON (f.committee_id) f.committee_id, f.due_on,
               f.late_from,
               CASE
               WHEN f.standing = 'exempt' THEN 'not_applicable'
               WHEN f.standing = 'overdue'
                    AND %(day)s >= f.escalates_on + (f.late_from - f.due_on)
               THEN 'national'
               WHEN f.standing = 'overdue' THEN 'overdue'
               WHEN %(day)s = f.due_on THEN 'due'
               WHEN f.standing = 'at_risk' THEN 'warning'  -- or only warned of
               ELSE 'ok' END AS standing
          FROM committee_finding f
         WHERE f.rule IN ('meeting_gap', 'first_meeting')
           AND f.met_on IS NULL AND f.standing != 'not_applicable'
           AND f.company_id = ANY(%(companies)s)
      ORDER BY f.committee_id, f.opens_on DESC
    ), held AS (
        SELECT m.committee_id, max(m.held_on) AS last_on,
               count(*) FILTER (WHERE m.held_on >= d.year_starts_on)
                   AS count
          FROM committee_meeting m
          JOIN committee_calendar_day d ON d.calendar_id = %(calendar)s
           AND d.day = %(day)s
         WHERE m.counts AND m.counts_from <= %(day)s
           AND m.company_id = ANY(%(companies)s) AND m.kind = 'provincial'
      GROUP BY m.committee_id
    ), counted AS (
        SELECT f.committee_id, f.measure, f.target,
               CASE f.standing WHEN 'due' THEN 'on_track'
                    WHEN 'exempt' THEN 'not_applicable'
                    ELSE f.standing END AS standing
          FROM committee_finding f
          JOIN committee_calendar_day d ON d.calendar_id = %(calendar)s
           AND d.day = %(day)s AND f.period = d.jalali_year::varchar
         WHERE f.rule = 'meeting_count' AND f.standing != 'not_applicable'
           AND f.company_id = ANY(%(companies)s)
    ), shown AS (
        SELECT c.id, held.last_on, g.due_on, g.late_from,
               COALESCE(g.standing, 'not_applicable') AS standing,
               COALESCE(held.count, 0)::int AS count,
               COALESCE(y.measure, 0) AS effective,
               COALESCE(y.target, 0) AS required,
               COALESCE(y.standing, 'not_applicable') AS year_standing
          FROM committee_committee c
     LEFT JOIN open_gap g ON g.committee_id = c.id
     LEFT JOIN held ON held.committee_id = c.id
     LEFT JOIN counted y ON y.committee_id = c.id
         WHERE c.kind = 'provincial' AND c.company_id = ANY(%(companies)s)
    )
    UPDATE committee_committee c
       SET last_held_on = s.last_on, next_due_on = s.due_on,
           delay_from = s.late_from, cadence_standing = s.standing,
           year_count = s.count, year_effective_count = s.effective,
           year_required = s.required, year_standing = s.year_standing
      FROM shown s
     WHERE s.id = c.id
       AND (c.last_held_on, c.next_due_on, c.delay_from, c.cadence_standing,
            c.year_count, c.year_effective_count, c.year_required, c.year_standing)
           IS DISTINCT FROM
           (s.last_on, s.due_on, s.late_from, s.standing, s.count, s.effective,
            s.required, s.year_standing)
"""


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
        self.only_reminds = self.env["committee.finding"]._only_reminds()

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

    def _refresh_cadence(self):
        """Bring due date and standing of these committees up to today."""
        # lent: writing what follows from the facts, which no user types
        engine = self.env["committee.engine"].sudo()
        provincial = self.filtered(lambda c: c.kind == "provincial")
        if provincial:
            rules = [rule for rule in engine._rules() if rule._code in CADENCE_RULES]
            # lent: naming the companies whose findings follow
            companies = provincial.sudo().company_id
            engine._check(jalali.today(), companies, rules)

    @api.model
    def _follow_findings(self, day, companies):
        """Bring what the committees of `companies` (ids) show of their cadence up to
        their findings of `day`; one statement, only what differs is written."""
        self.env.cr.execute(
            SQL(
                FOLLOW,
                day=day,
                companies=companies,
                calendar=self.env.ref(
                    "cluster_committee.resource_calendar_national"
                ).id,
            )
        )
        self.env["committee.committee"].invalidate_model(CADENCE_FIELDS)
