import contextlib
import logging
import random
import time

from psycopg2.errors import SerializationFailure

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import split_every

from odoo.addons.web_jalali.tools import jalali

from .common_tables import COMMON_TABLES

_logger = logging.getLogger(__name__)

BATCH = 10_000  # companies in one transaction
ATTEMPTS = 6  # of a batch that conflicts with another worker
KEY = ("company_id", "rule", "subject_id", "period")
# the columns of an obligation beside its key
STORED = (
    "committee_id opens_on warns_on due_on escalates_on doomed_on lost_on met_on"
    " measure target evidence_id clause nature actor exemption_id standing level"
    " late_from"
).split()

# each obligation of a rule, with the standing that follows from its dated facts
STANDINGS_QUERY = """
    %(tables)s,
    excused AS MATERIALIZED (  -- the days on which a province is asked for nothing
        SELECT x.company_id,
               range_agg(daterange(x.date_from, x.date_to, '[]')) AS days
          FROM committee_exemption x
         WHERE x.granted_on IS NOT NULL
           AND (x.rule = %(rule)s OR x.clause = %(clause)s)
           AND x.date_from <= COALESCE(x.date_to, 'infinity')
      GROUP BY x.company_id
    ),
    judged AS (
        SELECT d.*, x.id AS exemption_id, d.due_on + COALESCE(
                   CASE WHEN x.id IS NULL AND excused.days IS NOT NULL
                         AND d.force != 'hard' AND d.due_on < LEAST(d.met_on, %(day)s)
                   THEN (SELECT sum(upper(free) - lower(free))::int
                           FROM unnest(excused.days * datemultirange(daterange(
                                d.due_on + 1, LEAST(d.met_on, %(day)s)))) free)
                   END, 0) AS late_from,
               CASE
               WHEN x.id IS NOT NULL THEN 'exempt'
               WHEN d.met_on <= %(day)s THEN 'met'
               WHEN d.force = 'soft' THEN
                   CASE WHEN %(day)s >= LEAST(d.warns_on, d.due_on, d.doomed_on,
                                              d.lost_on)
                        THEN 'at_risk' ELSE 'due' END
               WHEN d.lost_on <= %(day)s THEN 'missed'
               WHEN d.doomed_on <= %(day)s THEN 'unachievable'
               WHEN %(day)s > d.due_on THEN 'overdue'
               WHEN %(day)s >= d.warns_on THEN 'at_risk'
               ELSE 'due'
               END AS standing,
               CASE
               WHEN x.id IS NOT NULL THEN '-infinity'
               WHEN d.met_on <= %(day)s THEN d.met_on - 1
               ELSE %(day)s
               END AS levels_until
          FROM demand d
     LEFT JOIN excused ON excused.company_id = d.company_id
     LEFT JOIN LATERAL (
               SELECT x.id
                 FROM committee_exemption x
                WHERE x.granted_on IS NOT NULL AND x.company_id = d.company_id
                  AND (x.rule = %(rule)s OR x.clause = %(clause)s)
                  AND d.force != 'hard'
                  AND LEAST(%(day)s, d.met_on, d.lost_on)
                      BETWEEN x.date_from AND COALESCE(x.date_to, 'infinity')
                  -- what was done in time is met, once the exemption is over
                  AND (d.met_on <= d.due_on AND %(day)s > x.date_to) IS NOT TRUE
             ORDER BY x.id LIMIT 1) x ON TRUE
         WHERE d.opens_on <= %(day)s
           AND COALESCE(d.due_on, d.lost_on, d.opens_on) >= d.since
           AND (NOT %(lasts)s OR COALESCE(d.met_on, 'infinity') >= d.since)
    ),
    standings AS (
        SELECT s.company_id, %(rule)s AS rule, s.subject_id, s.period,
               s.committee_id, s.opens_on, s.warns_on, s.due_on, s.escalates_on,
               s.doomed_on, s.lost_on,
               CASE WHEN s.met_on <= %(day)s THEN s.met_on END AS met_on,
               s.measure, s.target, s.evidence_id, %(clause)s AS clause,
               %(nature)s AS nature, %(actor)s AS actor, s.exemption_id, s.standing,
               s.late_from,
               NULLIF(LEAST(GREATEST(%(reached)s),
                     CASE s.force WHEN 'soft' THEN 1 END), -1)::varchar AS level
          FROM judged s
    )
"""

# write the rows that differ from the stored ones, and close those that vanished
STORE = """
    %(standings)s,
    changed AS (
        SELECT s.*
          FROM standings s
     LEFT JOIN committee_finding f
            ON f.rule = %(rule)s  -- and not s.rule: this one an index finds
           AND (f.company_id, f.subject_id, f.period)
             = (s.company_id, s.subject_id, s.period)
         WHERE f.id IS NULL OR (%(old)s) IS DISTINCT FROM (%(new)s)
    ),
    written AS (
        INSERT INTO committee_finding AS f (
               %(key)s, %(columns)s, state, first_seen_on, changed_on,
               closed_on, create_uid, create_date)
        SELECT %(key)s, %(columns)s,
               CASE standing WHEN 'met' THEN 'closed' ELSE 'open' END,
               %(day)s, %(day)s,
               CASE standing WHEN 'met' THEN %(day)s END,
               %(uid)s, now() AT TIME ZONE 'UTC'
          FROM changed
        ON CONFLICT (%(key)s) DO UPDATE
           SET (%(columns)s) = ROW(%(excluded)s),
               changed_on = %(day)s,
               closed_on = CASE
                   WHEN f.settled_on IS NOT NULL THEN f.closed_on
                   WHEN EXCLUDED.standing = 'met'
                   THEN COALESCE(f.closed_on, %(day)s) END,
               state = CASE
                   WHEN f.settled_on IS NOT NULL
                     OR EXCLUDED.standing = 'met' THEN 'closed'
                   ELSE 'open' END
        RETURNING 1
    ),
    vanished AS (
        UPDATE committee_finding f
           SET standing = 'not_applicable', state = 'closed', level = NULL,
               changed_on = %(day)s, exemption_id = NULL,
               closed_on = COALESCE(f.closed_on, %(day)s)
         WHERE f.rule = %(rule)s AND f.company_id = ANY(%(companies)s)
           AND f.standing != 'not_applicable'
           AND NOT EXISTS (
               SELECT 1 FROM standings s
                WHERE (f.company_id, f.subject_id, f.period)
                    = (s.company_id, s.subject_id, s.period))
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM vanished)
"""

# close what was found by a rule that has gone with its addon
CLOSE_UNWATCHED = """
    UPDATE committee_finding
       SET standing = 'not_applicable', state = 'closed', level = NULL,
           exemption_id = NULL, changed_on = %(day)s,
           closed_on = COALESCE(closed_on, %(day)s)
     WHERE company_id = ANY(%(companies)s) AND rule != ALL(%(rules)s)
       AND standing != 'not_applicable'
"""


class CommitteeEngine(models.AbstractModel):
    """Computes the standing of every obligation of every province on a day.

    The rules give dated facts. Only the engine derives a standing from them, and writes
    the findings that have changed.
    """

    _name = "committee.engine"
    _description = "Compliance Engine"

    @api.model
    def _rules(self):
        """:return: the declared rules, in the order of their clauses"""
        registry = self.env.registry
        found = [
            self.env[name]
            for name, model in registry.items()
            if issubclass(model, registry["committee.rule"]) and model._code
        ]
        return sorted(found, key=lambda rule: (rule._clause, rule._code))

    @api.model
    def _rule(self, code):
        """:return: the rule of that code; None where its addon is uninstalled"""
        return next((rule for rule in self._rules() if rule._code == code), None)

    # ------------------------------------------------------------
    # QUERY
    # ------------------------------------------------------------

    @api.model
    def _standings_query(self, rule, day, companies):
        """The tables up to `standings`: each obligation of `rule` with its standing.

        :param rule: a model that inherits `committee.rule`
        :param day: date
        :param companies: ids
        :return: the WITH clause (SQL)
        """
        text = ",".join(filter(None, (COMMON_TABLES, rule._with)))
        tables = f"WITH RECURSIVE {text}, demand AS MATERIALIZED ({rule._demands(day)})"
        reached = SQL(", ").join(
            SQL(
                "CASE WHEN %s <= s.levels_until THEN %s ELSE -1 END",
                rule._level_day_sql(level),
                level,
            )
            for level in rule._levels
        )
        return SQL(
            STANDINGS_QUERY,
            tables=SQL(tables, day=day, companies=companies),
            day=day,
            rule=SQL("%s::varchar", rule._code),
            clause=SQL("%s::varchar", rule._clause),
            nature=SQL("%s::varchar", rule._nature),
            actor=SQL("%s::varchar", rule._actor),
            reached=reached or SQL("-1"),
            lasts=rule._lasts,
        )

    @api.model
    def _standings(self, day, companies=None, rules=None):
        """Compute the standing of every obligation on a day, without writing.

        :param day: date, past or future
        :param companies: recordset to which it is limited; all by default
        :param rules: list of rules to which it is limited; all by default
        :return: [{column of `standings`: value}]
        """
        companies = self._company_ids() if companies is None else companies.ids
        self.env.flush_all()
        with self._planned_for_many():
            return [
                row
                for rule in (rules if rules is not None else self._rules())
                for row in self.env.execute_query_dict(
                    SQL(
                        "%s SELECT * FROM standings ORDER BY company_id, due_on",
                        self._standings_query(rule, day, companies),
                    )
                )
            ]

    # ------------------------------------------------------------
    # CHECK
    # ------------------------------------------------------------

    @api.model
    def _check(self, day, companies=None, rules=None):
        """Update the findings of `companies` to `day` and note whom to notify.

        One transaction; idempotent.

        :param day: date
        :param companies: recordset; all by default
        :param rules: list of rules; all by default
        :return: (findings written, findings that vanished, notices)
        """
        ids = self._company_ids() if companies is None else companies.ids
        self.env.flush_all()
        with self._planned_for_many():
            counts = [
                self._store(rule, day, ids)
                for rule in (rules if rules is not None else self._rules())
            ]
            if rules is None:
                counts.append((0, self._close_unwatched(day, ids)))
            if any(map(any, counts)):
                self.env["committee.finding"].invalidate_model()
            self.env["committee.committee"]._follow_findings(day, ids)
            notices = self.env["committee.finding.notice"]._note(day, ids)
        return sum(c[0] for c in counts), sum(c[1] for c in counts), notices

    @contextlib.contextmanager
    def _planned_for_many(self):
        """Planner settings for large sets: PostgreSQL has no statistics of the tables
        within a query and assumes that they are small; nested loops over ten thousand
        committees would never end. Hash joins cost a few milliseconds where there are
        few, and stay in memory. The queries are many and short, so that JIT compilation
        does not pay."""
        self.env.cr.execute(
            "SET LOCAL enable_nestloop = off; SET LOCAL jit = off;"
            " SET LOCAL work_mem = '64MB'"
        )
        yield
        self.env.cr.execute(
            "SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL jit TO DEFAULT;"
            " SET LOCAL work_mem TO DEFAULT"
        )

    @api.model
    def _store(self, rule, day, companies):
        """Write the changed findings of one rule, in one statement.

        :param companies: ids
        :return: (written, vanished)
        """
        columns = SQL(", ").join(map(SQL.identifier, STORED))
        ((written, vanished),) = self.env.execute_query(
            SQL(
                STORE,
                standings=self._standings_query(rule, day, companies),
                key=SQL(", ").join(map(SQL.identifier, KEY)),
                columns=columns,
                old=SQL(", ").join(SQL.identifier("f", name) for name in STORED),
                new=SQL(", ").join(SQL.identifier("s", name) for name in STORED),
                excluded=SQL(", ").join(
                    SQL.identifier("excluded", name) for name in STORED
                ),
                day=day,
                rule=rule._code,
                companies=companies,
                uid=self.env.uid,
            )
        )
        return written, vanished

    @api.model
    def _company_ids(self):
        # sudo: read all companies, to evaluate each
        companies = self.env["res.company"].sudo()
        return companies.search([("active", "=", True)], order="id").ids

    @api.model
    def _close_unwatched(self, day, companies):
        """Close the findings whose rule is declared no more.

        :return: how many
        """
        rules = [rule._code for rule in self._rules()]
        self.env.cr.execute(
            SQL(CLOSE_UNWATCHED, day=day, companies=companies, rules=rules)
        )
        return self.env.cr.rowcount

    # ------------------------------------------------------------
    # CRON
    # ------------------------------------------------------------

    @api.model
    def _check_soon(self):
        """Trigger the check of all provinces now, after a bulk change."""
        cron = self.env.ref("cluster_committee.committee_engine_cron_check")
        cron.sudo()._trigger()  # sudo: trigger the hourly cron before its time

    @api.model
    def _cron_check(self, batch=BATCH):
        """Hourly: update the findings of all provinces to today.

        It can be killed at any moment: each batch is committed, and idempotent.

        :param batch: companies per transaction
        """
        day, start = jalali.today(), time.monotonic()
        companies = self._company_ids()
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for ids in split_every(batch, companies):
            counts = self._in_turn(lambda ids=ids: self._check_claimed(day, ids))
            left = self.env["ir.cron"]._commit_progress(len(ids))
            _logger.info(
                "Findings of %s: %s companies looked at, %s findings written, %s"
                " vanished, %s people told, %.2f seconds.",
                day,
                *counts,
                time.monotonic() - start,
            )
            if counts[-1]:
                tell = self.env.ref(
                    "cluster_committee.committee_finding_notice_cron_tell"
                )
                tell._trigger()
            if not left:
                break  # the rest when it is called again

    @api.model
    def _check_claimed(self, day, ids):
        """Check those of the companies that no other worker is checking.

        :return: (companies, findings written, findings that vanished, notices)
        """
        claimed = self.env["res.company"].browse(
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT id FROM res_company WHERE id = ANY(%s) ORDER BY id"
                    " FOR NO KEY UPDATE SKIP LOCKED",
                    list(ids),
                )
            )
        )
        return len(claimed), *(self._check(day, claimed) if claimed else (0, 0, 0))

    @api.model
    def _in_turn(self, work):
        """Call `work`, and retry it after a serialization failure.

        :return: what `work` returns
        :raises SerializationFailure: after the last attempt
        """
        for attempt in range(ATTEMPTS):
            try:
                return work()
            except SerializationFailure:
                if attempt == ATTEMPTS - 1:
                    raise
                self.env.cr.rollback()
                self.env.invalidate_all()
                time.sleep(random.uniform(0, 0.05 * 2**attempt))
        return None
