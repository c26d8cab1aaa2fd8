"""Note 2: the agency is paid by the broker, the projects by all supporters, and nothing
is promised or paid before the steering council approved the action plan."""

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# approved action plans of the province's clusters, until a newer one supersedes them
PLAN = """
    plan AS (
        SELECT p.id, NULL::int AS committee_id, p.company_id, w.since, p.cluster_id,
               p.broker_id, p.approved_on
          FROM business_cluster_plan p
          JOIN province w ON w.company_id = p.company_id
         WHERE p.approved_on <= %(day)s
           AND (p.superseded_on IS NULL OR p.superseded_on > %(day)s)
    )"""


class CommitteeRuleAgencyCost(models.AbstractModel):
    """Agency costs are borne by the broker alone (N2-a)."""

    _name = "committee.rule.agency.cost"
    _inherit = "committee.rule"
    _description = "Agency Costs of the Broker"

    _code = "agency_cost"
    _actor = "bodies"
    _clause = "N2-a"
    _label = _lt("Agency costs paid by the broker")
    _advice = _lt("Let the broker organisation bear the costs of the agency.")
    _levels = {1: 0}
    _subject = _evidence = "business.cluster.plan"
    _with = f"""{PLAN},
    foreign_share AS (
        SELECT p.id, count(*)::int AS shares
          FROM plan p
          JOIN business_cluster_plan_share s ON s.plan_id = p.id
         WHERE s.kind = 'agency' AND s.amount > 0
           AND s.partner_id IS DISTINCT FROM p.broker_id
      GROUP BY p.id
    )"""
    _of = "p"
    _demand = {
        "opens_on": "p.approved_on",
        "due_on": "p.approved_on",
        "met_on": "CASE WHEN f.shares IS NULL THEN p.approved_on END",
        "measure": "f.shares",
        "evidence_id": "p.id",
    }
    _from = "plan p LEFT JOIN foreign_share f ON f.id = p.id"


class CommitteeRuleProjectCost(models.AbstractModel):
    """The costs of the projects are shared by all supporters, to the rial (N2-b)."""

    _name = "committee.rule.project.cost"
    _inherit = "committee.rule"
    _description = "Project Costs Shared"

    _code = "project_cost"
    _actor = "bodies"
    _clause = "N2-b"
    _label = _lt("Project costs shared by all supporters")
    _advice = _lt("Let every supporter of the cluster have a share, or a reason.")
    _levels = {1: 0}
    _subject = _evidence = "business.cluster.plan"
    _with = f"""{PLAN},
    uneven AS (
        SELECT DISTINCT p.id
          FROM plan p
          JOIN business_cluster_plan_line l ON l.plan_id = p.id
     LEFT JOIN business_cluster_plan_share s ON s.line_id = l.id
      GROUP BY p.id, l.id, l.cost
        HAVING COALESCE(sum(s.amount), 0) != l.cost
    ),
    payer AS (
        SELECT p.id, count(DISTINCT s.partner_id) FILTER (WHERE s.amount > 0)::int
                   AS payers
          FROM plan p
          JOIN business_cluster_plan_share s ON s.plan_id = p.id
         WHERE s.kind = 'project'
      GROUP BY p.id
    ),
    silent AS (
        SELECT p.id, count(*)::int AS bodies
          FROM plan p
          JOIN business_cluster_supporter x ON x.cluster_id = p.cluster_id
           AND p.approved_on BETWEEN x.date_from AND COALESCE(x.date_to, 'infinity')
         WHERE NOT EXISTS (
               SELECT 1 FROM business_cluster_plan_share s
                WHERE s.plan_id = p.id AND s.partner_id = x.partner_id
                  AND (s.amount > 0 OR s.zero_reason <> ''))
      GROUP BY p.id
    )"""
    _of = "p"
    _demand = {
        "opens_on": "p.approved_on",
        "due_on": "p.approved_on",
        "met_on": "CASE WHEN u.id IS NULL AND payer.payers > 1 AND silent.id IS NULL"
        " THEN p.approved_on END",
        "measure": "payer.payers",
        "evidence_id": "p.id",
    }
    _from = """
        plan p
        JOIN payer ON payer.id = p.id
        LEFT JOIN uneven u ON u.id = p.id
        LEFT JOIN silent ON silent.id = p.id"""


class CommitteeRuleApprovedPlan(models.AbstractModel):
    """Nothing is promised or paid before the steering council approved the plan (N2-c);
    a violation is reported at once."""

    _name = "committee.rule.approved.plan"
    _inherit = "committee.rule"
    _description = "Support After the Approval of the Plan"

    _code = "approved_plan"
    _actor = "council"
    _clause = "N2-c"
    _label = _lt("Support only after the plan was approved")
    _advice = _lt("Cancel the commitment or payment, and let it be made anew.")
    _levels = {1: 0, 2: 0, 4: 0}
    _immediate = frozenset({1, 2, 4})
    _subject = "business.cluster.contribution"
    _evidence = "business.cluster.plan"
    _with = """
    given AS (
        SELECT g.id, NULL::int AS committee_id, g.company_id, w.since, g.date,
               g.plan_id, p.approved_on
          FROM business_cluster_contribution g
          JOIN province w ON w.company_id = g.company_id
          JOIN business_cluster_plan p ON p.id = g.plan_id
         WHERE g.state != 'draft' AND g.date <= %(day)s
           AND (g.cancelled_on IS NULL OR g.cancelled_on > %(day)s)
    )"""
    _of = "g"
    _demand = {
        "opens_on": "g.date",
        "due_on": "g.date",
        "met_on": "CASE WHEN g.approved_on <= g.date THEN g.date END",
        "evidence_id": "g.plan_id",
    }
    _from = "given g"
