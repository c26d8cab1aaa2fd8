from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.web_jalali.tools import jalali

from ...models.body.cadence import STANDINGS as CADENCES
from .finding import ALARMS, BREACHES, LEVELS

STANDINGS = [
    ("exception", "Exceptions"),
    ("policy", "Policy Findings"),
    ("at_risk", "At Risk"),
    ("clear", "No Open Finding"),
    ("elsewhere", "No Company Here"),
]
# what was entered late, and what of it waits for its scan, by company
ENTRIES = """
    SELECT one.company_id, count(*) FILTER (WHERE one.marked) AS late_count,
           count(*) FILTER (WHERE NOT one.marked) AS past_count,
           count(*) FILTER (WHERE one.waits) AS waiting_count
      FROM (SELECT m.company_id, m.late_entry_days > 0 AS marked,
                   m.awaits_proof AS waits
              FROM committee_meeting m WHERE m.is_entered_late
             UNION ALL
            SELECT l.company_id, l.late_entry_days > 0 OR l.receipt_lag_days > 0,
                   l.awaits_proof AND l.kind IN ('dispatch', 'national_copy')
              FROM committee_letter l WHERE l.is_entered_late
             UNION ALL
            SELECT c.company_id, c.late_entry_days > 0, FALSE
              FROM business_cluster_contribution c WHERE c.is_entered_late) one
  GROUP BY one.company_id
"""
# what was recorded from paper and has no scan, and the parts of resolutions that were
# reported done without evidence, by company
PAPERS = """
    SELECT company_id, count(*) AS open_scan_count
      FROM (SELECT company_id FROM committee_letter
             WHERE scan_missing AND state != 'draft'
             UNION ALL
            SELECT company_id FROM committee_meeting WHERE signed_scan_missing
             UNION ALL
            SELECT company_id FROM committee_delegation WHERE scan_missing
             UNION ALL
            SELECT company_id FROM committee_act_paper WHERE scan_missing
             UNION ALL
            SELECT company_id FROM committee_resolution_task part
             WHERE state = 'done' AND NOT EXISTS (
                   SELECT FROM committee_resolution_report told
                     JOIN ir_attachment file ON file.res_id = told.id
                      AND file.res_model = 'committee.resolution.report'
                      AND file.res_field = 'document'
                    WHERE told.task_id = part.id)) paper
  GROUP BY company_id
"""
# what provinces asked and nobody has decided: of a company, or a province without one
REQUESTS = """
    SELECT q.company_id, NULL::int AS province_id, q.decide_by
      FROM committee_request q WHERE q.state = 'asked'
"""
OPENED = "cluster_committee.committee_finding_action_all"

# the figures of each province, where what was closed by hand is not met; two tables
# have their ids side by side: companies, and provinces without one
PROVINCES = """
       WITH found AS (
           SELECT f.company_id,
                  count(*) FILTER (WHERE f.nature = 'law' AND late)
                      AS exception_count,
                  count(*) FILTER (WHERE f.nature = 'policy' AND late)
                      AS policy_count,
                  count(*) FILTER (WHERE f.standing = 'at_risk') AS at_risk_count,
                  count(*) FILTER (WHERE f.standing = 'exempt') AS exempt_count,
                  count(*) FILTER (WHERE alarm AND f.acknowledged_on IS NULL
                                     AND f.state = 'open')
                      AS unanswered_count,
                  max(%(today)s - f.late_from) FILTER (WHERE late) AS days_late,
                  count(*) FILTER (WHERE alarm AND f.state = 'closed')
                      AS settled_count,
                  max(f.level) FILTER (WHERE alarm) AS level
             FROM committee_finding f
       CROSS JOIN LATERAL (SELECT f.standing IN %(breaches)s AS late,
                                  f.standing IN %(alarms)s AS alarm) is_open
            WHERE f.state = 'open' OR f.settled_on IS NOT NULL
         GROUP BY f.company_id
       ), asked AS (
           SELECT q.company_id, q.province_id, count(*) AS request_count,
                  count(*) FILTER (WHERE q.decide_by < %(today)s)
                      AS late_request_count
             FROM (%(requests)s) q
         GROUP BY q.company_id, q.province_id
       ),
       papers AS (%(papers)s),
       entry AS (%(entries)s)
       SELECT r.id * 2 AS id, r.id AS company_id, r.province_id,
              s.province_sequence, TRUE AS is_here, c.id AS committee_id,
              c.last_held_on, c.next_due_on, c.cadence_standing,
              COALESCE(f.exception_count, 0)::int AS exception_count,
              COALESCE(f.policy_count, 0)::int AS policy_count,
              COALESCE(f.at_risk_count, 0)::int AS at_risk_count,
              COALESCE(f.exempt_count, 0)::int AS exempt_count,
              COALESCE(f.unanswered_count, 0)::int AS unanswered_count,
              COALESCE(f.settled_count, 0)::int AS settled_count,
              COALESCE(q.request_count, 0)::int AS request_count,
              COALESCE(q.late_request_count, 0)::int AS late_request_count,
              COALESCE(p.open_scan_count, 0)::int AS open_scan_count,
              COALESCE(entry.late_count, 0)::int AS late_entry_count,
              COALESCE(entry.past_count, 0)::int AS past_entry_count,
              COALESCE(entry.waiting_count, 0)::int AS awaiting_proof_count,
              GREATEST(f.days_late, 0) AS days_late, f.level,
              CASE WHEN f.exception_count > 0 THEN 'exception'
                   WHEN f.policy_count > 0 THEN 'policy'
                   WHEN f.at_risk_count > 0 THEN 'at_risk'
                   ELSE 'clear' END AS standing
         FROM res_company r
    LEFT JOIN res_country_state s ON s.id = r.province_id
    LEFT JOIN found f ON f.company_id = r.id
    LEFT JOIN asked q ON q.company_id = r.id
    LEFT JOIN papers p ON p.company_id = r.id
    LEFT JOIN entry ON entry.company_id = r.id
    LEFT JOIN committee_committee c ON c.company_id = r.id
          AND c.kind = 'provincial' AND c.state != 'dissolved'
        WHERE r.active AND NOT COALESCE(r.is_national_office, FALSE)
          AND (r.province_id IS NOT NULL OR r.monitoring_start_date IS NOT NULL)
        UNION ALL
       SELECT s.id * 2 + 1, NULL, s.id, s.province_sequence, FALSE, NULL,
              NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, COALESCE(q.request_count, 0)::int,
              COALESCE(q.late_request_count, 0)::int, 0, 0, 0, 0, 0, NULL, 'elsewhere'
         FROM res_country_state s
    LEFT JOIN asked q ON q.company_id IS NULL AND q.province_id = s.id
        WHERE s.iso_code IS NOT NULL
          AND NOT EXISTS (SELECT FROM res_company r
                           WHERE r.province_id = s.id AND r.active)
"""


class CommitteeProvinceStanding(models.Model):
    """One row per province for the national office: open findings by the text and by
    policy, unanswered ones, the longest delay in days, who has been notified, and its
    meetings (4-4-2). A province with nothing open has its row, and so has one whose
    company is not in this database."""

    _name = "committee.province.standing"
    _description = "Standing of a Province"
    _auto = False
    _order = (
        "exception_count desc, policy_count desc, days_late desc, at_risk_count desc,"
        " is_here desc, province_sequence, id"
    )
    _rec_name = "province_id"
    _depends = {
        "res.company": [
            "active",
            "is_national_office",
            "monitoring_start_date",
            "province_id",
        ],
        "res.country.state": ["iso_code", "province_sequence"],
        "committee.committee": [
            "cadence_standing",
            "company_id",
            "kind",
            "last_held_on",
            "next_due_on",
            "state",
        ],
        "committee.meeting": [
            "awaits_proof",
            "company_id",
            "late_entry_days",
            "signed_scan_missing",
        ],
        "committee.letter": [
            "awaits_proof",
            "company_id",
            "kind",
            "late_entry_days",
            "receipt_lag_days",
            "scan_missing",
            "state",
        ],
        "business.cluster.contribution": ["company_id", "late_entry_days"],
        "committee.delegation": ["company_id", "scan_missing"],
        "committee.act.paper": ["company_id", "scan_missing"],
        "committee.resolution.report": ["document", "task_id"],
        "committee.resolution.task": ["company_id", "state"],
        "committee.finding": [
            "acknowledged_on",
            "company_id",
            "late_from",
            "level",
            "nature",
            "settled_on",
            "standing",
            "state",
        ],
        "committee.request": ["company_id", "decide_by", "state"],
    }

    province_id = fields.Many2one(
        comodel_name="res.country.state", string="Province", readonly=True
    )
    province_sequence = fields.Integer(
        string="Province Order", readonly=True, aggregator=None
    )
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    is_here = fields.Boolean(
        string="Works in This Database",
        readonly=True,
        help="Findings are told of the companies of this database only.",
    )
    committee_id = fields.Many2one(comodel_name="committee.committee", readonly=True)

    # Findings
    standing = fields.Selection(
        selection=STANDINGS,
        readonly=True,
        help="The gravest of what is open: what goes against the text before policy,"
        " and both before what is only at risk.",
    )
    exception_count = fields.Integer(
        string="Exceptions",
        readonly=True,
        help="Findings that are not met and go against the text of the procedure, also"
        " those that were closed by hand.",
    )
    policy_count = fields.Integer(
        string="Policy Findings",
        readonly=True,
        help="Findings that are not met and go against a number of the national office,"
        " also those that were closed by hand.",
    )
    settled_count = fields.Integer(
        string="Closed by Hand",
        readonly=True,
        help="Of what is not met, so much was closed by the owner of the procedure.",
    )
    request_count = fields.Integer(
        string="Undecided Requests",
        readonly=True,
        help="What the province asked of the owner of the procedure and is undecided.",
    )
    late_request_count = fields.Integer(
        string="Requests Waiting Too Long",
        readonly=True,
        help="Undecided requests that wait longer than the edition gives for them.",
    )
    at_risk_count = fields.Integer(
        string="At Risk", readonly=True, help="Open findings that are not late yet."
    )
    exempt_count = fields.Integer(string="Exempt", readonly=True)
    unanswered_count = fields.Integer(
        string="Unanswered",
        readonly=True,
        help="What is open and was not acknowledged by the province.",
    )
    days_late = fields.Integer(
        string="Longest Delay (Days)",
        readonly=True,
        aggregator="max",
        help="Days after the due day of what is open and has been due longest.",
    )
    level = fields.Selection(
        selection=LEVELS,
        string="Highest Level",
        readonly=True,
        help="The highest level that has been told of something that is open.",
    )

    # Entry
    late_entry_count = fields.Integer(
        string="Entered Late",
        readonly=True,
        help="Meetings, letters and payments that bear the mark of a late entry.",
    )
    past_entry_count = fields.Integer(
        string="Past Facts",
        readonly=True,
        help="Meetings, letters and payments of earlier days that were entered in the"
        " first days of the province in the system, or lie before its watch: they bear"
        " no mark, and rest on their scans alone.",
    )
    awaiting_proof_count = fields.Integer(
        string="Awaiting Documents",
        readonly=True,
        help="Meetings, dispatches and copies that were entered late and do not count"
        " until their scan stands.",
    )
    open_scan_count = fields.Integer(
        string="Without Scan",
        readonly=True,
        help="Letters, signatures and delegations that were recorded from paper and"
        " have no scan, and parts of resolutions that were reported done without"
        " evidence.",
    )

    # Meetings
    last_held_on = fields.Date(string="Last Meeting", readonly=True)
    next_due_on = fields.Date(string="Next Meeting Due", readonly=True)
    cadence_standing = fields.Selection(
        selection=CADENCES, string="Meetings", readonly=True
    )

    # computed from the open findings, not per row
    clause = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_clause(),
        string="Clause of an Open Finding",
        store=False,
        search="_search_clause",
    )
    rule = fields.Selection(
        selection=lambda self: self.env["committee.finding"]._selection_rule(),
        string="Obligation of an Open Finding",
        store=False,
        search="_search_rule",
    )

    @property
    def _table_query(self):
        return SQL(
            PROVINCES,
            entries=SQL(ENTRIES),
            papers=SQL(PAPERS),
            requests=self._requests_query(),
            today=jalali.today(),
            breaches=BREACHES,
            alarms=ALARMS,
        )

    @api.model
    def _requests_query(self):
        """Hook: the undecided requests (SQL); what comes in files is added by another
        addon."""
        return SQL(REQUESTS)

    @api.model
    def _search_clause(self, operator, value):
        return self._search_open("clause", operator, value)

    @api.model
    def _search_rule(self, operator, value):
        return self._search_open("rule", operator, value)

    @api.model
    def _search_open(self, name, operator, value):
        """Domain of the provinces with an unmet finding whose field `name` matches."""
        if operator != "in":
            return NotImplemented
        findings = self.env["committee.finding"]
        found = findings._search(findings._unmet_domain() & Domain(name, "in", value))
        return Domain("company_id", "in", found.subselect("company_id"))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_findings(self):
        """Open all unmet findings of the province, by clause; for a province in a
        database of its own, the copies of its minutes."""
        self.ensure_one()
        known = self.env["ir.actions.actions"]._for_xml_id
        if not self.is_here:
            copies = known("cluster_committee.committee_copy_inbox_action")
            return copies | {
                "context": {"search_default_province_id": self.province_id.id}
            }
        place = "province_id" if self.province_id else "company_id"
        return known(OPENED) | {
            "display_name": self[place].display_name,
            "context": {
                f"search_default_{place}": self[place].id,
                "search_default_alarms": 1,
                "search_default_settled": 1,
                "search_default_group_clause": 1,
                "committee_unfold": True,
                "max_number_opened_groups": 80,
            },
        }
