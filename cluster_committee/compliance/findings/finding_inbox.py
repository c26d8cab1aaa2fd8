"""What the inbox and the list of all findings ask of findings."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from .finding import BREACHES
from .finding_notice import CHAIR

# how late: the last day of each class, counted from the due day
AGES = [
    ("30", "Up to 30 days late"),
    ("90", "31 to 90 days late"),
    ("more", "More than 90 days late"),
]
LAST_DAYS = {"30": (1, 30), "90": (31, 90), "more": (91, None)}


class CommitteeFinding(models.Model):
    """Findings by how late they are, and the number of those that await a person."""

    _inherit = "committee.finding"

    age = fields.Selection(
        selection=AGES, string="How Late", compute="_compute_age", search="_search_age"
    )

    standing_text = fields.Char(
        compute="_compute_standing_text",
        string="How It Stands",
        help="The standing and the days: until the due day, or after it.",
    )

    period_text = fields.Char(compute="_compute_period_text", string="Period in Words")

    @api.depends("period", "opens_on")
    @api.depends_context("lang")
    def _compute_period_text(self):
        for finding in self:
            finding.period_text = finding._period_phrase()

    def _period_phrase(self):
        """:return: the year or half-year of a finding (str); other periods only
        distinguish findings of one subject and are not shown"""
        year, _stroke, half = (self.period or "").partition("/")
        opens = self.opens_on
        years = (str(jalali.year(opens)), str(opens.year)) if opens else ()
        if year not in years:
            return False
        year = self._digits(year)
        if half == "1":
            return self.env._("First half of %(year)s", year=year)
        if half == "2":
            return self.env._("Second half of %(year)s", year=year)
        return year

    @api.depends("standing", "due_on", "met_on")
    @api.depends_context("lang", "uid")
    def _compute_standing_text(self):
        for finding in self:
            finding.standing_text = finding._standing_phrase()

    @api.depends("standing", "late_from")
    def _compute_age(self):
        today = jalali.today()
        for finding in self:
            late = finding.standing in BREACHES and finding.late_from
            finding.age = late and self._age_of((today - finding.late_from).days)

    @api.model
    def _age_of(self, days):
        """The class of so many days after the due day, or False before it."""
        for age, (first, last) in LAST_DAYS.items():
            if days >= first and (last is None or days <= last):
                return age
        return False

    @api.model
    def _search_age(self, operator, value):
        if operator != "in":
            return NotImplemented
        breach = Domain("standing", "in", BREACHES)
        found = Domain.OR(
            breach & self._late_domain(age) for age in value if age in LAST_DAYS
        )
        if False in value:
            found |= ~(breach & Domain("late_from", "<", jalali.today()))
        return found

    @api.model
    def _late_domain(self, age):
        today = jalali.today()
        first, last = LAST_DAYS[age]
        late = Domain("late_from", "<=", today - timedelta(days=first))
        if last is not None:
            late &= Domain("late_from", ">=", today - timedelta(days=last))
        return late

    def _field_to_sql(self, alias, field_expr, query=None):
        """How late a finding is changes every day and is not stored; a reader groups
        by it all the same."""
        if field_expr != "age":
            return super()._field_to_sql(alias, field_expr, query)
        due = super()._field_to_sql(alias, "late_from", query)
        standing = super()._field_to_sql(alias, "standing", query)
        days = SQL("(%s::date - %s)", jalali.today(), due)
        classes = SQL(" ").join(
            SQL("WHEN %s >= %s THEN %s", days, LAST_DAYS[age][0], age)
            for age in reversed(LAST_DAYS)
        )
        breach = SQL("%s IN %s", standing, BREACHES)
        return SQL("CASE WHEN %s THEN CASE %s END END", breach, classes)

    # ------------------------------------------------------------
    # INBOX
    # ------------------------------------------------------------

    @api.model
    def _own_alarm_domain(self):
        """The open alarms of which the user was notified in his own role; for the
        chair, those of which he was notified as the chair."""
        told = Domain("user_id", "=", self.env.uid)
        if self._only_reminds():
            told &= Domain("level", "=", CHAIR)
        return self._alarm_domain() & Domain("notice_ids", "any", told)

    @api.model
    @api.readonly
    def alarm_count(self):
        """How many open alarms await the user; False for who reads no findings."""
        if not self.has_access("read"):
            return False
        return self.search_count(self._own_alarm_domain())

    @api.model
    @api.readonly
    def alarms(self):
        """What the counter shows.

        :return: {count: alarm_count(), reminds: whether the user is only reminded}
        """
        return {"count": self.alarm_count(), "reminds": self._only_reminds()}

    def _open_groups(self, *, auto_unfold, **groups):
        """Where a list requests it, inner groups are opened with the outer ones."""
        auto_unfold = auto_unfold or bool(self.env.context.get("committee_unfold"))
        return super()._open_groups(auto_unfold=auto_unfold, **groups)
