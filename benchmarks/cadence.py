"""The cadence check beside a naive version and one SQL statement.

Run it on a scratch database that has the addon:
`tools/run python benchmarks/cadence.py -c .cache/odoo.conf -d DATABASE [SIZE …]`.
Everything is rolled back.
Each contender starts from the same rows; the end state of all three must agree.
Figures are ratios within one run on one machine; queries are exact.
"""

import argparse
import statistics
import sys
import time
from datetime import timedelta

import odoo.api
import odoo.fields
from odoo.orm.registry import Registry  # a script, not an addon
from odoo.tools import config

REPEATS = 3  # once for the largest, where the naive version takes minutes
COMPANIES = 31
# days since the last meeting, mixed: fresh, due soon, due, late, beyond tolerance
AGES = (10, 100, 160, 186, 200, 230, 300)


def people(env):
    """31 companies, each with an officer, a secretary and a chair to be told."""
    companies = env["res.company"].create(
        [{"name": f"Company {number}"} for number in range(COMPANIES)]
    )
    env["res.users"].with_context(no_reset_password=True).create(
        [
            {
                "name": f"{role} {company.id}",
                "login": f"{role}.{company.id}",
                "email": f"{role}.{company.id}@example.test",
                "company_id": company.id,
                "company_ids": [odoo.fields.Command.set(company.ids)],
                "group_ids": [
                    odoo.fields.Command.link(
                        env.ref(f"cluster_committee.group_committee_{role}").id
                    )
                ],
            }
            for company in companies
            for role in ("officer", "secretary", "chair")
        ]
    )
    return companies


def committees(env, companies, size, today):
    """`size` active committees, two held meetings each, by plain SQL."""
    cr = env.cr
    edition = env["committee.procedure.edition"]._edition_on(today)
    cr.execute(
        """INSERT INTO res_country_state (country_id, name, code)
           SELECT %s, 'B' || n, 'B' || n FROM generate_series(1, %s) n RETURNING id""",
        [env.ref("base.ir").id, size],
    )
    provinces = [row[0] for row in cr.fetchall()]
    cr.execute(
        """INSERT INTO committee_committee
                  (name, kind, company_id, province_id, edition_id, state, formed_on)
           SELECT 'Committee ' || p, 'provincial', (%s::int[])[1 + p %% %s], p, %s,
                  'active', %s::date - 700
             FROM unnest(%s::int[]) p RETURNING id""",
        [companies.ids, COMPANIES, edition.id, today, provinces],
    )
    ids = [row[0] for row in cr.fetchall()]
    cr.execute(
        """INSERT INTO committee_meeting
                  (committee_id, company_id, kind, date_start, state, held_on, number,
                   number_year, counts, meeting_type)
           SELECT c.id, c.company_id, 'provincial', now(), 'held',
                  %s::date - (%s::int[])[1 + c.id %% %s] - 170 * k, k + 1, 1300, true,
                  'regular'
             FROM committee_committee c, generate_series(0, 1) k
            WHERE c.id = ANY(%s)""",
        [today, list(AGES), len(AGES), ids],
    )
    env.invalidate_all()
    return env["committee.committee"].browse(ids)


def ours(env, found, today):
    env["committee.rule.cadence"]._run(today)


def naive(env, found, today):
    """What a first version would do: ask and write one committee after the other."""
    from odoo.addons.cluster_committee.lib.cadence import assess

    policy = env["committee.procedure.edition"]._edition_on(today)._policy()
    for committee in found:
        meetings = env["committee.meeting"].search(
            [("committee_id", "=", committee.id), ("counts", "=", True)]
        )
        cadence = assess(meetings.mapped("held_on"), today, policy, committee.formed_on)
        committee._permitted(["next_due_on", "cadence_standing"]).write(
            {"next_due_on": cadence.due_on, "cadence_standing": cadence.standing}
        )
        env.flush_all()


def floor(env, found, today):
    """One statement that knows the answers beforehand, in a table of days."""
    env.cr.execute(
        """UPDATE committee_committee c
              SET next_due_on = d.due_on,
                  cadence_standing = CASE
                      WHEN %(day)s > d.due_on + 30 THEN 'national'
                      WHEN %(day)s > d.due_on THEN 'overdue'
                      WHEN %(day)s = d.due_on THEN 'due'
                      WHEN %(day)s >= d.due_on - 30 THEN 'warning' ELSE 'ok' END
             FROM (SELECT committee_id, max(held_on) AS held_on
                     FROM committee_meeting WHERE counts GROUP BY committee_id) m
             JOIN benchmark_due d ON d.held_on = m.held_on
            WHERE c.id = m.committee_id AND c.id = ANY(%(ids)s)""",
        {"day": today, "ids": found.ids},
    )


def table_of_days(env, today):
    from odoo.addons.web_jalali.tools import jalali

    env.cr.execute(
        "CREATE TEMP TABLE benchmark_due (held_on date, due_on date) ON COMMIT DROP"
    )
    days = [today - timedelta(days=age) for age in range(0, 800)]
    env.cr.execute(
        "INSERT INTO benchmark_due SELECT * FROM unnest(%s::date[], %s::date[])",
        [days, [jalali.add_months(day, 6) for day in days]],
    )


def standing(env, found):
    env.cr.execute(
        "SELECT id, next_due_on, cadence_standing FROM committee_committee"
        " WHERE id = ANY(%s) ORDER BY id",
        [found.ids],
    )
    return env.cr.fetchall()


def measure(env, contender, found, today):
    """(queries, seconds, end state) of one run, undone afterwards."""
    env.flush_all()
    env.invalidate_all()
    savepoint = env.cr.savepoint(flush=False)
    before, start = env.cr.sql_log_count, time.perf_counter()
    contender(env, found, today)
    env.flush_all()
    seconds = time.perf_counter() - start
    queries = env.cr.sql_log_count - before
    end = standing(env, found)
    savepoint.close(rollback=True)
    env.invalidate_all()
    return queries, seconds, end


def idle(env, found, today):
    """(queries, seconds) of a second run on the same day, when nothing is left."""
    savepoint = env.cr.savepoint(flush=False)
    ours(env, found, today)
    env.flush_all()
    env.invalidate_all()
    before, start = env.cr.sql_log_count, time.perf_counter()
    ours(env, found, today)
    env.flush_all()
    seconds = time.perf_counter() - start
    queries = env.cr.sql_log_count - before
    savepoint.close(rollback=True)
    env.invalidate_all()
    return queries, seconds


def run(env, sizes):
    from odoo.addons.web_jalali.tools import jalali

    today = jalali.today()
    companies = people(env)
    table_of_days(env, today)
    print(
        f"{'committees':>10} | {'ours q':>6} {'idle q':>6} {'naive q':>8} {'SQL q':>5}"
        f" | {'naive/ours':>10} {'ours/SQL':>9} {'ours/idle':>9}"
    )
    for size in sizes:
        savepoint = env.cr.savepoint(flush=False)
        found = committees(env, companies, size, today)
        measure(env, ours, found, today)  # warms the caches, is not counted
        rounds = [
            [
                measure(env, contender, found, today)
                for contender in (ours, naive, floor)
            ]
            for _ in range(REPEATS if size < 10000 else 1)
        ]
        idle_queries, idle_seconds = idle(env, found, today)
        ends = {str(end) for one in rounds for _q, _s, end in one}
        if len(ends) > 1:
            sys.exit("the contenders do not reach the same end state: void")
        queries = [{one[place][0] for one in rounds} for place in range(3)]
        seconds = [
            statistics.median(one[place][1] for one in rounds) for place in range(3)
        ]
        print(
            f"{size:>10} | {max(queries[0]):>6} {idle_queries:>6} {max(queries[1]):>8}"
            f" {max(queries[2]):>5} | {seconds[1] / seconds[0]:>10.1f}"
            f" {seconds[0] / seconds[2]:>9.1f} {seconds[0] / idle_seconds:>9.1f}"
        )
        savepoint.close(rollback=True)
        env.invalidate_all()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-c", dest="config", required=True)
    parser.add_argument("-d", dest="database", required=True)
    parser.add_argument("sizes", nargs="*", type=int, default=[31, 1000, 10000])
    options = parser.parse_args()
    # the addons are importable from here on
    config.parse_config(
        ["-c", options.config, "-d", options.database, "--log-level=error"]
    )
    registry = Registry(options.database)
    with registry.cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        try:
            run(env, options.sizes)
        finally:
            cr.rollback()


if __name__ == "__main__":
    main()
