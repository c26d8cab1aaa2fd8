"""Sections 3 and 7: who answers for the execution, who changes the procedure, and who
received it."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..engine.common_tables import edition_on

_lt = LazyTranslate(__name__)


class CommitteeRuleDeputy(models.AbstractModel):
    """The company has one small-industries deputy who owns the execution (3-1), with an
    account or an address at which findings reach him.

    A time without one runs from the end of the last holder, or from the formation.
    """

    _name = "committee.rule.deputy"
    _inherit = "committee.rule"
    _description = "Responsible Deputy Named"

    _code = "deputy"
    _lasts = True
    _clause = "C3-1"
    _label = _lt("Responsible deputy named")
    _advice = _lt("Name the small-industries deputy under Duty Holders.")
    _levels = {2: 0, 4: 30}
    _subject = "res.company"
    _evidence = "committee.duty.holder"
    _with = """
    owned AS (
        SELECT DISTINCT ON (company_id) * FROM committee
      ORDER BY company_id, formed_on, id
    ),
    held_duty AS (
        SELECT h.id, h.company_id, h.date_from, h.date_to,
               lead(h.id) OVER later AS next_id,
               lead(h.date_from) OVER later AS next_from
          FROM committee_duty_holder h
          JOIN res_partner who ON who.id = h.partner_id
         WHERE h.duty = 'supervisor' AND h.state != 'draft'
           AND h.date_from <= %(day)s
           AND (who.email <> '' OR EXISTS (
               SELECT 1 FROM res_users u WHERE u.partner_id = who.id AND u.active))
        WINDOW later AS (PARTITION BY h.company_id ORDER BY h.date_from)
    ),
    unowned AS (
        SELECT h.company_id, h.date_to + 1 AS empty_from, h.next_from AS filled_on,
               h.next_id
          FROM held_duty h
         WHERE h.date_to < %(day)s AND h.next_from IS DISTINCT FROM h.date_to + 1
         UNION ALL
        SELECT c.company_id, c.formed_on, first.date_from, first.id
          FROM owned c
     LEFT JOIN (
               SELECT DISTINCT ON (h.company_id) h.* FROM held_duty h
             ORDER BY h.company_id, h.date_from) first
            ON first.company_id = c.company_id
    )"""
    _of = "c"
    _demand = {
        "subject_id": "c.company_id",
        "period": "u.empty_from",
        "opens_on": "u.empty_from",
        "due_on": "u.empty_from",
        "met_on": "u.filled_on",
        "evidence_id": "u.next_id",
    }
    _from = "owned c JOIN unowned u ON u.company_id = c.company_id"


class CommitteeRuleEditionChange(models.AbstractModel):
    """The national office alone changes the procedure (3-2): that it says what a new
    edition changes is policy. Where the edition does not say it, an interpretation of
    its clause 3-2 does.

    The rest of the clause needs no rule. That nobody else changes or interprets is held
    by the rights of the procedure owner, that each change has its day and each
    interpretation its number, date and text by constraints.
    """

    _name = "committee.rule.edition.change"
    _inherit = "committee.rule"
    _description = "Change of the Procedure Explained"

    _code = "edition_change"
    _actor = "national"
    _clause = "C3-2"
    _nature = "policy"
    _label = _lt("Change of the procedure explained")
    _advice = _lt(
        "Issue an interpretation of clause 3-2 of this edition that says what it"
        " changed and why."
    )
    _levels = {4: 0}
    _subject = _evidence = "committee.procedure.edition"
    _with = """
    office AS (
        SELECT r.id AS company_id, NULL::int AS committee_id,
               COALESCE(r.monitoring_start_date, '-infinity') AS since
          FROM res_company r
         WHERE r.id = ANY(%(companies)s) AND r.is_national_office
    ),
    succeeding AS (
        SELECT e.*, lag(e.id) OVER (ORDER BY e.starts_on) AS last_id FROM edition e
    ),
    explained AS (
        SELECT k.edition_id, min(i.date) AS day
          FROM committee_interpretation i
          JOIN committee_procedure_clause k ON k.id = i.clause_id AND k.code = 'C3-2'
         WHERE i.state = 'issued' AND i.date <= %(day)s
      GROUP BY k.edition_id
    )"""
    _of = "o"
    _demand = {
        "subject_id": "e.id",
        "opens_on": "e.starts_on",
        "due_on": "e.starts_on",
        "met_on": "CASE WHEN btrim(e.change_description) <> '' THEN e.starts_on"
        " ELSE x.day END",
        "evidence_id": "e.id",
    }
    _from = """
        office o
        JOIN succeeding e ON e.last_id IS NOT NULL AND e.starts_on <= %(day)s
        LEFT JOIN explained x ON x.edition_id = e.id"""


class CommitteeRuleAcknowledgement(models.AbstractModel):
    """Every company has received the edition in force (7) and says so; until when is
    policy."""

    _name = "committee.rule.acknowledgement"
    _inherit = "committee.rule"
    _description = "Edition Acknowledged"

    _code = "acknowledgement"
    _clause = "C7"
    _nature = "policy"
    _label = _lt("Edition of the procedure acknowledged")
    _advice = _lt("Acknowledge the edition in force, on its own page.")
    _levels = {2: "warns", 4: 1}
    _subject = "committee.procedure.edition"
    _evidence = "committee.edition.acknowledgement"
    _of = "p"
    _demand = {
        "subject_id": "e.id",
        "opens_on": "GREATEST(e.starts_on, p.since)",
        "warns_on": "GREATEST(e.starts_on, p.since)",
        "due_on": "GREATEST(e.starts_on, p.since) + e.acknowledge_days",
        "met_on": "a.acknowledged_on",
        "evidence_id": "a.id",
    }
    _from = f"""
        province p
        JOIN res_company r ON r.id = p.id AND r.province_id IS NOT NULL
        JOIN {edition_on()}
        LEFT JOIN committee_edition_acknowledgement a
          ON a.company_id = p.id AND a.edition_id = e.id"""
