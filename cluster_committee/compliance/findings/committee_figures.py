"""What the committees show of their cadence (4-4-2), as their findings have it."""

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ...models.body.cadence import CADENCE_FIELDS
from ..engine.rule import ESCALATED_ON

# the rules that these fields follow
CADENCE_RULES = (
    "first_meeting",
    "meeting_count",
    "meeting_count_half",
    "meeting_count_rolling",
    "meeting_gap",
)

# what the committees show of their cadence, as their findings have it
FOLLOW = f"""
    WITH open_gap AS (
        SELECT DISTINCT ON (f.committee_id) f.committee_id, f.due_on,
               f.late_from,
               CASE
               WHEN f.standing = 'exempt' THEN 'not_applicable'
               WHEN f.standing = 'overdue'
                    AND %(day)s >= {ESCALATED_ON.format(f="f")}
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
               count(*) FILTER (WHERE m.held_on >= %(year_from)s) AS count
          FROM committee_meeting m
         WHERE m.counts AND m.counts_from <= %(day)s
           AND m.company_id = ANY(%(companies)s) AND m.kind = 'provincial'
      GROUP BY m.committee_id
    ), counted AS (
        SELECT f.committee_id, f.measure, f.target,
               CASE f.standing WHEN 'due' THEN 'on_track'
                    WHEN 'exempt' THEN 'not_applicable'
                    ELSE f.standing END AS standing
          FROM committee_finding f
         WHERE f.rule = 'meeting_count' AND f.standing != 'not_applicable'
           AND %(day)s BETWEEN f.opens_on AND f.due_on
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
    """Its fields of the cadence follow the findings of the rules on it."""

    _inherit = "committee.committee"

    def _refresh_cadence(self):
        # sudo: write findings, which follow from facts and which no user writes
        engine = self.env["committee.engine"].sudo()
        provincial = self.filtered(lambda c: c.kind == "provincial")
        if provincial:
            rules = [rule for rule in engine._rules() if rule._code in CADENCE_RULES]
            # sudo: read the companies whose findings change
            companies = provincial.sudo().company_id
            engine._check(jalali.today(), companies, rules)
        return super()._refresh_cadence()

    def _refresh_findings_soon(self):
        self.env["committee.engine"]._check_soon()
        return super()._refresh_findings_soon()

    @api.model
    def _follow_findings(self, day, companies):
        """Bring what the committees of `companies` (ids) show of their cadence up to
        their findings of `day`; one statement, only what differs is written."""
        self.env.cr.execute(
            SQL(
                FOLLOW,
                day=day,
                companies=companies,
                year_from=self._year_of_meetings(day),
            )
        )
        self.env["committee.committee"].invalidate_model(CADENCE_FIELDS)

    @api.model
    def _year_of_meetings(self, day):
        """The first day of the year that meetings are counted in on `day` (date)."""
        edition = self.env["committee.procedure.edition"]._edition_on(day)
        if edition.year_type == "gregorian":
            return day.replace(month=1, day=1)
        return jalali.start_of(day, "year")
