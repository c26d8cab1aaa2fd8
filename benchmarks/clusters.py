"""Lists, pivot and printed table of clusters and their money, beside plain SQL.

Run it on a scratch database that has the addon:
`tools/run python benchmarks/clusters.py -c .cache/odoo.conf -d DATABASE [CLUSTERS …]`.
Everything is rolled back.
There are 31 provinces with as many clusters each as the sizes say, three yearly plans a
cluster, 20 lines a plan and 6 shares a line; every share has a commitment, up to
100,000 in all. The reader is a national officer, with the record rules that he has; he
reads in Persian, and his months are Jalali ones.
The queries must be the same for all sizes, or the run is void.
"""

import argparse
import statistics
import sys
import time

import odoo.api
import odoo.fields
from odoo.orm.registry import Registry  # a script, not an addon
from odoo.tools import config

REPEATS = 7
PROVINCES, YEARS, LINES, SHARES, GIVEN = 31, 3, 20, 6, 100_000
LIMIT = 80

FILL = (
    # clusters of each company, the plans of three years, their lines and shares
    """INSERT INTO business_cluster (name, name_key, company_id, province_id, broker_id,
              state, stage_on, jalali_year)
       SELECT 'Cluster ' || c.id || '.' || n, 'b' || c.id || '.' || n, c.id,
              c.province_id, c.partner_id, 'year_1', '2026-04-01', 1405
         FROM res_company c, generate_series(1, %(clusters)s) n
        WHERE c.id = ANY(%(companies)s)""",
    """INSERT INTO business_cluster_plan (cluster_id, company_id, province_id,
              broker_id, jalali_year, state, version, minutes_number, minutes_date,
              approved_on, cost, project_cost)
       SELECT k.id, k.company_id, k.province_id, k.broker_id, 1402 + y, 'approved', 1,
              '1', '2023-05-01'::date + 365 * y, '2023-05-01'::date + 365 * y,
              20 * 6000000, 18 * 6000000
         FROM business_cluster k, generate_series(1, %(years)s) y
        WHERE k.company_id = ANY(%(companies)s)""",
    """INSERT INTO business_cluster_plan_line (plan_id, cluster_id, company_id,
              sequence, code, name, kind, cost)
       SELECT p.id, p.cluster_id, p.company_id, l, 'L' || l, 'Line ' || l,
              CASE WHEN l <= 2 THEN 'agency' ELSE 'project' END, 6000000
         FROM business_cluster_plan p, generate_series(1, %(lines)s) l
        WHERE p.company_id = ANY(%(companies)s)""",
    """INSERT INTO business_cluster_plan_share (line_id, plan_id, cluster_id,
              company_id, kind, partner_id, amount, limit_amount, committed, paid)
       SELECT l.id, l.plan_id, l.cluster_id, l.company_id, l.kind,
              (%(partners)s::int[])[s], 1000000, 1000000, 500000, 0
         FROM business_cluster_plan_line l, generate_series(1, %(shares)s) s
        WHERE l.company_id = ANY(%(companies)s)""",
    """INSERT INTO business_cluster_contribution (share_id, line_id, plan_id,
              cluster_id, company_id, province_id, partner_id, line_code, cost_kind,
              plan_year, kind, amount, date, jalali_year, half_year, letter_number,
              letter_date, state)
       SELECT s.id, s.line_id, s.plan_id, s.cluster_id, s.company_id, p.province_id,
              s.partner_id, l.code, s.kind, p.jalali_year, 'commitment', 500000,
              p.approved_on + (s.id %% 300)::int,
              p.jalali_year + ((s.id %% 300) / 280)::int,
              CASE WHEN s.id %% 300 < 130 THEN '1' ELSE '2' END, 'n', p.approved_on,
              'confirmed'
         FROM business_cluster_plan_share s
         JOIN business_cluster_plan p ON p.id = s.plan_id
         JOIN business_cluster_plan_line l ON l.id = s.line_id
        WHERE s.company_id = ANY(%(companies)s)
        LIMIT %(given)s""",
)

NAME = {"fields": {"display_name": {}}}
LISTS = {
    # Odoo's own, a small table as well: what Odoo itself weighs
    "res.country": {
        **dict.fromkeys(("name", "code", "phone_code", "vat_label"), {}),
        **dict.fromkeys(("name_position", "address_format"), {}),
        "currency_id": NAME,
    },
    "business.cluster": {
        **dict.fromkeys(("name", "location", "product", "firm_count", "state"), {}),
        **dict.fromkeys(("province_id", "agent_id"), NAME),
        "stage_on": {},
    },
    "business.cluster.plan": {
        **dict.fromkeys(("jalali_year", "project_year", "approved_on", "cost"), {}),
        **dict.fromkeys(("cluster_id", "province_id"), NAME),
        **dict.fromkeys(("project_cost", "state"), {}),
    },
    "business.cluster.contribution": {
        **dict.fromkeys(("date", "kind", "letter_number", "amount", "state"), {}),
        **dict.fromkeys(("partner_id", "cluster_id", "line_id"), NAME),
    },
    "business.cluster.funding": {
        **dict.fromkeys(("jalali_year", "kind", "planned", "committed"), {}),
        **dict.fromkeys(("province_id", "cluster_id", "partner_id"), NAME),
        **dict.fromkeys(("paid", "gap"), {}),
    },
}
FLOORS = {
    "res.country": """
        SELECT c.id, c.name, c.code, c.phone_code, c.vat_label, c.name_position,
               c.address_format, u.name
          FROM res_country c
          LEFT JOIN res_currency u ON u.id = c.currency_id
         ORDER BY c.name->>'fa_IR' LIMIT 80""",
    "business.cluster": """
        SELECT k.id, k.name, k.location, k.product, k.firm_count, k.state, k.stage_on,
               s.province_name, a.complete_name
          FROM business_cluster k
          LEFT JOIN res_country_state s ON s.id = k.province_id
          LEFT JOIN res_partner a ON a.id = k.agent_id
         ORDER BY k.province_sequence, k.name, k.id LIMIT 80""",
    "business.cluster.plan": """
        SELECT p.id, p.jalali_year, p.project_year, p.approved_on, p.cost, p.state,
               p.project_cost, k.name, s.province_name
          FROM business_cluster_plan p
          JOIN business_cluster k ON k.id = p.cluster_id
          LEFT JOIN res_country_state s ON s.id = p.province_id
         ORDER BY p.jalali_year DESC, k.province_sequence, k.name, k.id,
                  p.version DESC, p.id DESC LIMIT 80""",
    "business.cluster.contribution": """
        SELECT g.id, g.date, g.kind, g.letter_number, g.amount, g.state,
               b.complete_name, k.name, l.code, l.name
          FROM business_cluster_contribution g
          JOIN res_partner b ON b.id = g.partner_id
          JOIN business_cluster k ON k.id = g.cluster_id
          JOIN business_cluster_plan_line l ON l.id = g.line_id
         ORDER BY g.date DESC, g.id DESC LIMIT 80""",
    "business.cluster.funding": """
        SELECT s.id, p.jalali_year, s.kind, s.amount, s.committed, s.paid,
               t.province_name, k.name, b.complete_name
          FROM business_cluster_plan_share s
          JOIN business_cluster_plan p ON p.id = s.plan_id AND p.state != 'draft'
          JOIN business_cluster k ON k.id = s.cluster_id
          JOIN res_partner b ON b.id = s.partner_id
          LEFT JOIN res_country_state t ON t.id = p.province_id
         ORDER BY p.jalali_year DESC, s.id DESC LIMIT 80""",
}
TABLES = {
    "business.cluster.funding": "business_cluster_plan_share s JOIN"
    " business_cluster_plan p ON p.id = s.plan_id AND p.state != 'draft'",
}
GROUPS = (
    ("group by Jalali year", "business.cluster.contribution", ["jalali_year"]),
    (
        "group by year and half",
        "business.cluster.contribution",
        ["jalali_year", "half_year"],
    ),
    ("group by Jalali month", "business.cluster.contribution", ["date:month"]),
)
GROUP_FLOORS = {
    "group by Jalali year": "jalali_year",
    "group by year and half": "jalali_year, half_year",
    "group by Jalali month": "date_trunc('month', date::timestamp)",
}
PIVOT = ["planned:sum", "committed:sum", "paid:sum", "gap:sum"]


def fill(env, clusters):
    """The rows, by plain SQL; returns the reader's environment."""
    provinces = env["res.country.state"].search([("iso_code", "!=", False)])
    companies = env["res.company"].create(
        [{"name": f"Company {number}"} for number in range(PROVINCES)]
    )
    env.flush_all()
    env.cr.execute("UPDATE res_company SET province_id = NULL")
    for company, province in zip(companies, provinces, strict=True):
        env.cr.execute(
            "UPDATE res_company SET province_id = %s WHERE id = %s",
            [province.id, company.id],
        )
    bodies = env["res.partner"].create(
        [{"name": f"Body {number}", "is_company": True} for number in range(SHARES)]
    )
    env.flush_all()
    for table in FILL:
        env.cr.execute(
            table,
            {
                "companies": companies.ids,
                "partners": bodies.ids,
                "clusters": clusters,
                "years": YEARS,
                "lines": LINES,
                "shares": SHARES,
                "given": GIVEN,
            },
        )
    for suffix in ("", "_plan", "_plan_line", "_plan_share", "_contribution"):
        env.cr.execute(f"ANALYZE business_cluster{suffix}")
    env.invalidate_all()
    reader = env["res.users"].create(
        {
            "name": "Reader",
            "login": f"reader.{clusters}",
            "company_id": companies[0].id,
            "company_ids": [odoo.fields.Command.set(companies.ids)],
            "group_ids": [
                odoo.fields.Command.link(
                    env.ref("cluster_committee.group_committee_national").id
                )
            ],
        }
    )
    env.flush_all()
    context = {"lang": "fa_IR", "tz": "Asia/Tehran"}
    return env(user=reader.id, su=False, context=context)


def check(env):
    """The groups must be the Jalali months, or the figures are void."""
    groups = env["business.cluster.contribution"].formatted_read_group(
        [], ["date:month"], ["__count"]
    )
    labels = [group["date:month"][1] for group in groups if group["date:month"]]
    if not labels or not all("۱۴۰" in label for label in labels):
        sys.exit("the months are not Jalali: void")


def tasks(env):
    """{name: (ours, floor or None)}"""
    found = {}
    for model, specification in LISTS.items():
        table = TABLES.get(model, model.replace(".", "_"))
        found[f"list of {LIMIT}: {model}"] = (
            lambda m=model, s=specification: env[m].web_search_read(
                [], s, limit=LIMIT, count_limit=10001
            ),
            (
                FLOORS[model],
                f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 10001) c",
            ),
        )
    for name, model, groupby in GROUPS:
        columns = GROUP_FLOORS[name]
        found[name] = (
            lambda m=model, g=groupby: env[m].formatted_read_group(
                [], g, ["__count", "amount:sum"]
            ),
            (
                f"SELECT {columns}, count(*), sum(amount)"
                f" FROM business_cluster_contribution GROUP BY {columns}",
            ),
        )
    funding = env["business.cluster.funding"]
    for groupby in (["cluster_id"], ["partner_id"], ["jalali_year", "kind"]):
        found[f"pivot by {', '.join(groupby)}"] = (
            lambda g=groupby: funding.formatted_read_group([], g, PIVOT),
            None,
        )
    plan = env["business.cluster.plan"].search([], limit=1)
    found["table of one plan"] = (
        lambda: env["business.cluster.plan"].browse(plan.id)._cost_table_data(),
        None,
    )
    return found


def measure(env, act):
    """(queries, seconds) of one reading with empty caches of records."""
    env.invalidate_all()
    before, start = env.cr.sql_log_count, time.perf_counter()
    act()
    return env.cr.sql_log_count - before, time.perf_counter() - start


def run_floor(env, statements):
    for statement in statements:
        env.cr.execute(statement)
        env.cr.fetchall()


def measure_all(env, clusters):
    """{task: (queries, seconds ours / seconds SQL or None)}"""
    reader, found = fill(env, clusters), {}
    check(reader)
    for name, (ours, floor) in tasks(reader).items():
        measure(reader, ours)  # warms the caches, is not counted
        rounds, ratios = [], []
        for _ in range(REPEATS):
            rounds.append(measure(reader, ours))
            if floor:
                _q, seconds = measure(reader, lambda floor=floor: run_floor(env, floor))
                ratios.append(rounds[-1][1] / seconds)
        queries = {queries for queries, _seconds in rounds}
        found[name] = max(queries), ratios and statistics.median(ratios)
    return found


def run(env, sizes):
    results = {}
    env["res.lang"]._activate_lang("fa_IR")
    for size in sizes:
        savepoint = env.cr.savepoint(flush=False)
        results[size] = measure_all(env, size)
        savepoint.close(rollback=True)
        env.invalidate_all()
    heads = " | ".join(f"{size} q" for size in sizes)
    print(f"| task | {heads} | time ours / SQL |")
    for name in results[sizes[0]]:
        queries = [results[size][name][0] for size in sizes]
        ratio = results[sizes[-1]][name][1]
        cells = " | ".join(map(str, queries))
        print(f"| {name} | {cells} | {f'{ratio:.1f}' if ratio else ''} |")
        if len(set(queries)) > 1:
            sys.exit("the queries grow with the data: void")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-c", dest="config", required=True)
    parser.add_argument("-d", dest="database", required=True)
    parser.add_argument("sizes", nargs="*", type=int, default=[7, 15])
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
