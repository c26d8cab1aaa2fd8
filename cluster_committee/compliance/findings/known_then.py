"""How the provinces stood on a day, as it was known then: what the log says of the last
check of that day in Tehran."""

from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

# each finding of these companies as the log left it at a moment
KNOWN_THEN = """
    SELECT DISTINCT ON (c.finding_id)
           f.id, f.company_id, f.committee_id, f.rule, f.clause, f.nature, f.actor,
           f.subject_id, f.period, c.standing_to AS standing, c.state_to AS state,
           c.level_to AS level, c.measure_to AS measure, c.target, c.due_on,
           c.late_from, c.met_on
      FROM committee_finding_change c
      JOIN committee_finding f ON f.id = c.finding_id
     WHERE f.company_id = ANY(%(companies)s) AND c.entered_at < %(until)s
  ORDER BY c.finding_id, c.entered_at DESC, c.id DESC
"""


class CommitteeFindingChange(models.Model):
    """The log of findings, asked for a day."""

    _inherit = "committee.finding.change"

    @api.model
    def _known_on(self, day, companies):
        """What the screens said at the close of `day` (date, in Tehran).

        :return: [{column: value}] of the obligations that were shown
        """
        until = jalali.local_midnight_utc(day + timedelta(days=1))
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL(KNOWN_THEN, companies=companies.ids, until=until)
        )
        return [row for row in rows if row["standing"] != "not_applicable"]

    @api.model
    def _begins_on(self, companies):
        """:return: {company id: the day on which its log begins}"""
        self.env.flush_all()
        found = self.env.execute_query(
            SQL(
                """SELECT f.company_id, min(c.entered_at)
                     FROM committee_finding_change c
                     JOIN committee_finding f ON f.id = c.finding_id
                    WHERE f.company_id = ANY(%s) GROUP BY f.company_id""",
                companies.ids,
            )
        )
        return {company: jalali.local_date(moment) for company, moment in found}
