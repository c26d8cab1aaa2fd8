"""Clauses 3-3, 4-0 and 4-1: one committee in every province, formed after both
consultations, under the province's working group."""

from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class CommitteeRuleFormation(models.AbstractModel):
    """A committee is formed in every province (4-0); its CEO answers for it (3-3).

    The duty is old: it runs from the first edition, from the day on which the province
    is monitored, or from the end of the previous committee.
    """

    _name = "committee.rule.formation"
    _inherit = "committee.rule"
    _description = "Committee of the Province"

    _code = "formation"
    _clause = "C4-0"
    _label = _lt("Committee formed in the province")
    _advice = _lt("Complete the consultations and form the committee.")
    _levels = {2: 0, 4: 1}
    _subject = "res.company"
    _evidence = "committee.committee"
    _with = """
    dissolved AS (
        SELECT c.company_id, max(c.dissolved_on) AS last_on
          FROM committee_committee c
         WHERE c.kind = 'provincial' AND c.dissolved_on <= %(day)s
      GROUP BY c.company_id
    ),
    formed AS (
        SELECT DISTINCT ON (c.company_id) c.company_id, c.id, c.formed_on
          FROM committee_committee c
         WHERE c.kind = 'provincial' AND c.formed_on <= %(day)s
           AND (c.dissolved_on IS NULL OR c.dissolved_on > %(day)s)
      ORDER BY c.company_id, c.formed_on, c.id
    )"""
    _of = "p"
    _demand = {
        "committee_id": "formed.id",
        "period": "COALESCE(dissolved.last_on::varchar, '')",
        "opens_on": "GREATEST(first.starts_on, p.since, dissolved.last_on)",
        "due_on": "GREATEST(first.starts_on, p.since, dissolved.last_on)",
        "met_on": "formed.formed_on",
        "evidence_id": "formed.id",
    }
    _from = """
        province p
        JOIN res_company r ON r.id = p.id AND r.province_id IS NOT NULL
        JOIN (SELECT min(starts_on) AS starts_on FROM edition) first
          ON first.starts_on <= %(day)s
        LEFT JOIN dissolved ON dissolved.company_id = p.id
        LEFT JOIN formed ON formed.company_id = p.id"""


class CommitteeRuleConsultGovernor(models.AbstractModel):
    """The Governor is consulted before the formation (4-1)."""

    _name = "committee.rule.consult.governor"
    _inherit = "committee.rule"
    _description = "Consultation With the Governor"

    _code = "consult_governor"
    _clause = "C4-1"
    _label = _lt("Governor consulted before the formation")
    _advice = _lt("The committee was formed without this consultation.")
    _levels = {1: 0, 2: 0}
    _evidence = "committee.consultation"
    _demand = {
        "opens_on": "c.formed_on",
        "due_on": "c.formed_on",
        "lost_on": "c.formed_on",
        "met_on": "heard.consulted_on",
        "evidence_id": "heard.id",
    }

    _heard = """
        committee c
        LEFT JOIN LATERAL (
            SELECT h.id, h.consulted_on
              FROM committee_consultation h
             WHERE h.committee_id = c.id AND h.party = '{party}'
               AND h.result != 'pending' AND h.consulted_on <= c.formed_on
          ORDER BY h.consulted_on, h.id LIMIT 1) heard ON TRUE"""
    _from = _heard.format(party="governor")


class CommitteeRuleConsultDeputy(models.AbstractModel):
    """The Governor's planning deputy is consulted before the formation (4-1)."""

    _name = "committee.rule.consult.deputy"
    _inherit = "committee.rule.consult.governor"
    _description = "Consultation With the Planning Deputy"

    _code = "consult_deputy"
    _label = _lt("Planning deputy consulted before the formation")
    _from = CommitteeRuleConsultGovernor._heard.format(party="deputy")


class CommitteeRuleParentBody(models.AbstractModel):
    """The committee is subordinate to the province's working group (4-1)."""

    _name = "committee.rule.parent.body"
    _inherit = "committee.rule"
    _description = "Working Group Above the Committee"

    _code = "parent_body"
    _lasts = True
    _clause = "C4-1"
    _label = _lt("Parent working group named")
    _advice = _lt("Name the working group under which the committee stands.")
    _levels = {1: 0}
    _demand = {
        "opens_on": "c.formed_on",
        "due_on": "c.formed_on",
        "met_on": "CASE WHEN c.parent_body <> '' THEN c.formed_on END",
        "evidence_id": "c.id",
    }
    _evidence = "committee.committee"
    _from = "committee c"
