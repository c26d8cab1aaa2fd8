"""Clause 4-3-4: the funds are forecast on the basis of the province's programme. A
forecast is compared with the programme as it was when the committee decided it; what is
planned later is for the next one."""

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# the approved forecasts, what the action plans of the year say of each cluster (with
# the written changes of shares), and what the forecast says
FORECAST = """
    forecast AS (
        SELECT f.id, f.committee_id, c.company_id, c.since, f.jalali_year,
               f.decided_on, f.approved_on
          FROM committee_forecast f
          JOIN committee c ON c.id = f.committee_id
         WHERE f.approved_on <= %(day)s
    ),
    planned AS (
        SELECT f.id, s.cluster_id, sum(COALESCE(change.amount, s.amount)) AS rials
          FROM forecast f
          JOIN business_cluster_plan p
            ON p.company_id = f.company_id AND p.jalali_year = f.jalali_year
           AND p.approved_on <= f.decided_on
           AND (p.superseded_on IS NULL OR p.superseded_on > f.decided_on)
          JOIN business_cluster_plan_share s ON s.plan_id = p.id
     LEFT JOIN LATERAL (
               SELECT x.amount FROM business_cluster_plan_share_change x
                WHERE x.share_id = s.id AND x.state = 'confirmed'
                  AND x.date <= f.decided_on
             ORDER BY x.date DESC, x.id DESC LIMIT 1) change ON TRUE
      GROUP BY f.id, s.cluster_id
    ),
    foreseen AS (
        SELECT f.id, l.cluster_id, sum(l.amount) AS rials,
               bool_or(btrim(l.reason) <> '') AS reasoned
          FROM forecast f
          JOIN committee_forecast_line l ON l.forecast_id = f.id
      GROUP BY f.id, l.cluster_id
    )"""

# what is in accord, and how much should be; a forecast that is not is mended by the
# next one of the year that is
MENDED = """
    judged_forecast AS (
        SELECT f.*, a.measure, a.target,
               min(f.approved_on) FILTER (WHERE a.measure = a.target) OVER later
                   AS met_on,
               (array_agg(f.id) FILTER (WHERE a.measure = a.target) OVER later)[1]
                   AS met_by
          FROM forecast f
          JOIN accord a ON a.id = f.id
        WINDOW later AS (
               PARTITION BY f.committee_id, f.jalali_year ORDER BY f.approved_on, f.id
               ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    )"""


class CommitteeRuleForecastBasis(models.AbstractModel):
    """The forecast rests on the programme (4-3-4): it has lines for each cluster that
    is prioritised or has an action plan for the year, and for no other. Without a
    programme there is nothing to compare; the rule of priorities reports that."""

    _name = "committee.rule.forecast.basis"
    _inherit = "committee.rule"
    _description = "Forecast by the Programme"

    _code = "forecast_basis"
    _actor = "committee"
    _clause = "C4-3-4"
    _label = _lt("Forecast covers the clusters of the programme")
    _advice = _lt(
        "Revise the forecast: it has lines for the clusters of the priorities and of"
        " the action plans of its year, and for these only."
    )
    _levels = {1: 0, 2: 0}
    _subject = _evidence = "committee.forecast"
    _with = f"""{FORECAST},
    programme AS (
        SELECT f.id, l.cluster_id
          FROM forecast f
          JOIN LATERAL (
               SELECT p.id FROM committee_priority_list p
                WHERE p.committee_id = f.committee_id AND p.jalali_year = f.jalali_year
                  AND p.decided_on <= f.decided_on AND p.approved_on <= f.approved_on
             ORDER BY p.decided_on DESC, p.id DESC LIMIT 1) ranked ON TRUE
          JOIN committee_priority_line l ON l.list_id = ranked.id
         UNION
        SELECT p.id, p.cluster_id FROM planned p
    ),
    accord AS (
        SELECT o.id, count(*)::int AS target,
               count(*) FILTER (WHERE o.sides = 2)::int AS measure
          FROM (SELECT s.id, s.cluster_id, count(*) AS sides
                  FROM (SELECT id, cluster_id FROM programme
                         UNION ALL
                        SELECT id, cluster_id FROM foreseen) s
              GROUP BY s.id, s.cluster_id) o
         WHERE o.id IN (SELECT id FROM programme)
      GROUP BY o.id
    ),{MENDED}"""
    _of = "f"
    _demand = {
        "period": "f.jalali_year",
        "opens_on": "f.approved_on",
        "due_on": "f.approved_on",
        "met_on": "f.met_on",
        "measure": "f.measure",
        "target": "f.target",
        "evidence_id": "f.met_by",
    }
    _from = "judged_forecast f"


class CommitteeRuleForecastTotals(models.AbstractModel):
    """The forecast adds up to what the action plans say of each cluster, or a line of
    the cluster says why not (4-3-4); that a reason does is policy. A single line that
    differs from the plans is refused without one already."""

    _name = "committee.rule.forecast.totals"
    _inherit = "committee.rule.forecast.basis"
    _description = "Forecast Equal to the Action Plans"

    _code = "forecast_totals"
    _nature = "policy"
    _label = _lt("Forecast equal to the action plans, or with a reason")
    _advice = _lt(
        "Revise the forecast: bring it up to date from the action plans, or write why"
        " it differs."
    )
    _with = f"""{FORECAST},
    accord AS (
        SELECT COALESCE(p.id, n.id) AS id, count(*)::int AS target,
               count(*) FILTER (
                   WHERE COALESCE(p.rials, 0) = COALESCE(n.rials, 0) OR n.reasoned
               )::int AS measure
          FROM planned p
     FULL JOIN foreseen n ON (n.id, n.cluster_id) = (p.id, p.cluster_id)
      GROUP BY COALESCE(p.id, n.id)
    ),{MENDED}"""
