import contextlib
import logging
import random
import time

from psycopg2.errors import SerializationFailure

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import split_every

from odoo.addons.web_jalali.tools import clock, jalali

from .common_tables import COMMON_TABLES
from .standings_query import CLOSE_UNWATCHED, STANDINGS_QUERY, STORE

_logger = logging.getLogger(__name__)

BATCH = 10_000  # companies in one transaction
ATTEMPTS = 6  # of a batch that conflicts with another worker
KEY = ("company_id", "rule", "subject_id", "period")
# the columns of an obligation beside its key
STORED = (
    "committee_id opens_on warns_on due_on escalates_on doomed_on lost_on met_on"
    " measure target evidence_id clause nature actor exemption_id standing level"
    " late_from excused"
).split()


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
                now=clock.now(),
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
        """Close the findings whose rule is declared no more, and note that these
        companies (ids) were checked.

        :return: how many
        """
        rules = [rule._code for rule in self._rules()]
        ((closed,),) = self.env.execute_query(
            SQL(
                CLOSE_UNWATCHED,
                day=day,
                companies=companies,
                checked=",".join(map(str, sorted(companies))),
                rules=rules,
                now=clock.now(),
                uid=self.env.uid,
            )
        )
        return closed

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
