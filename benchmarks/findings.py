"""All obligations of all committees, beside a naive version and plain SQL.

Run it on a scratch database that has the addon: `tools/run python
benchmarks/findings.py -c .cache/odoo.conf -d DATABASE [SIZE …]`. Everything is rolled
back. 31 companies with four people each; the committees have four meetings each with
their attendance, tasks and letters, and are anywhere from fresh to late beyond the
tolerance.

- first: nothing is stored yet, all is found, and whom to notify is noted
- idle: the same day again; next: the day after, when some have changed
- log: a check that changes every finding, beside the same check without the log, by
  turns, the best of three each
- tell: those noted by the first run are mailed, one mail for each person
- SQL: the rules' own queries without the engine's, once each, nothing written
- naive: three of the rules, one committee after the other, as a first version would;
  beside it ours for the same three rules

Figures are ratios within one run on one machine; queries and rows are exact.
"""

import argparse
import resource
import sys
import time
from datetime import timedelta

import odoo.api
import odoo.fields
from odoo.orm.registry import Registry  # a script, not an addon
from odoo.tools import SQL, config

COMPANIES = 31
# days since the last meeting, mixed: fresh, due soon, due, late, beyond tolerance
AGES = (10, 100, 160, 186, 200, 230, 300)
NAIVE_RULES = ("meeting_gap", "meeting_count", "minutes")
ROLES = ("officer", "supervisor", "secretary", "chair")


def people(env):
    """31 companies of provinces, each with the people that are notified."""
    # places of their own, beside the provinces that the addon brings
    env.cr.execute(
        """INSERT INTO res_country_state (country_id, name, code)
           SELECT %s, 'C' || n, 'C' || n FROM generate_series(1, %s) n RETURNING id""",
        [env.ref("base.ir").id, COMPANIES],
    )
    provinces = [row[0] for row in env.cr.fetchall()]
    companies = env["res.company"].create(
        [{"name": f"Company {n}", "province_id": p} for n, p in enumerate(provinces)]
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
            for role in ROLES
        ]
    )
    return companies


COMMITTEES = """
    INSERT INTO committee_committee
           (name, kind, company_id, province_id, edition_id, state, formed_on,
            parent_body)
    SELECT 'Committee ' || p, 'provincial', (%(companies)s::int[])[1 + p %% %(number)s],
           p, %(edition)s, 'active', %(day)s::date - 1000, 'Working group'
      FROM unnest(%(provinces)s::int[]) p RETURNING id"""
SEATS = """
    INSERT INTO committee_seat (committee_id, company_id, name, role, statutory,
                                decree_required, active, sequence, state)
    SELECT c.id, c.company_id, 'Seat ' || n,
           CASE n WHEN 1 THEN 'chair' WHEN 2 THEN 'secretary' ELSE 'member' END,
           TRUE, n > 1, TRUE, n, 'open'
      FROM committee_committee c, generate_series(1, 9) n WHERE c.id = ANY(%(ids)s)"""
MEMBERS = """
    INSERT INTO committee_member (seat_id, committee_id, company_id, role, partner_id,
                                  state, date_from)
    SELECT s.id, s.committee_id, s.company_id, s.role, %(person)s, 'seated',
           %(day)s::date - 1000
      FROM committee_seat s
     WHERE s.committee_id = ANY(%(ids)s) AND (s.id %% 29) > 0"""
MEETINGS = """
    INSERT INTO committee_meeting
           (committee_id, company_id, kind, date_start, state, held_on, invited_on,
            agenda_proposed_on, agenda_approved_on, recorded_on, number, number_year,
            counts, counts_from, meeting_type)
    SELECT c.id, c.company_id, 'provincial', now(), 'recorded', held, held - 10,
           held - 20, held - 15, CASE WHEN c.id %% 5 > 0 OR k > 0 THEN held + 3 END,
           k + 1, 1300, TRUE, held, 'regular'
      FROM committee_committee c, generate_series(0, 3) k,
           LATERAL (SELECT %(day)s::date - (%(ages)s::int[])[1 + c.id %% %(length)s]
                           - 170 * k AS held) h
     WHERE c.id = ANY(%(ids)s)"""
ATTENDANCE = """
    INSERT INTO committee_attendance (meeting_id, committee_id, company_id, seat_id,
                                      partner_id, label, is_member, active, role,
                                      presence)
    SELECT m.id, m.committee_id, m.company_id, s.id, %(person)s, s.name, TRUE, TRUE,
           s.role, CASE WHEN (m.id + s.id) %% 11 > 0 THEN 'present' ELSE 'absent' END
      FROM committee_meeting m JOIN committee_seat s ON s.committee_id = m.committee_id
     WHERE m.committee_id = ANY(%(ids)s)"""
LETTERS = """
    INSERT INTO committee_letter (kind, committee_id, company_id, meeting_id, state,
                                  letter_date, sent_on, signatory_id, secrecy,
                                  urgency, number)
    SELECT k.kind, m.committee_id, m.company_id, m.id, 'sent', k.day, k.day,
           %(person)s, 'ordinary', 'ordinary', 'N/' || m.id
      FROM committee_meeting m,
           LATERAL (VALUES ('invitation', m.held_on - 10),
                           ('dispatch', m.held_on + 8)) k(kind, day)
     WHERE m.committee_id = ANY(%(ids)s) AND m.recorded_on IS NOT NULL"""


def committees(env, companies, size, today):
    """`size` committees with all that hangs on them, by plain SQL."""
    cr = env.cr
    cr.execute(
        """INSERT INTO res_country_state (country_id, name, code)
           SELECT %s, 'B' || n, 'B' || n FROM generate_series(1, %s) n RETURNING id""",
        [env.ref("base.ir").id, size],
    )
    given = {
        "provinces": [row[0] for row in cr.fetchall()],
        "companies": companies.ids,
        "number": COMPANIES,
        "edition": env["committee.procedure.edition"]._edition_on(today).id,
        "day": today,
        "ages": list(AGES),
        "length": len(AGES),
        "person": env.user.partner_id.id,
    }
    cr.execute(COMMITTEES, given)
    given["ids"] = [row[0] for row in cr.fetchall()]
    for statement in (SEATS, MEMBERS, MEETINGS, ATTENDANCE, LETTERS):
        cr.execute(statement, given)
    cr.execute("ANALYZE")
    env.invalidate_all()
    return env["committee.committee"].browse(given["ids"])


def ours(env, companies, day):
    return env["committee.engine"]._check(day, companies)


def mail(env, _companies, _day):
    """Mail all that waits, as on the first Saturday after."""
    notices = env["committee.finding.notice"]
    now = odoo.fields.Datetime.now() + timedelta(days=8)
    waiting = notices._waiting_domain(now)
    users = [user.id for (user,) in notices._read_group(waiting, ["user_id"])]
    notices._send_notices(waiting, users, now)


def plain(env, companies, day):
    """The rules' facts and standings as SQL, counted and not stored."""
    engine = env["committee.engine"]
    with engine._planned_for_many():
        for rule in engine._rules():
            env.cr.execute(
                SQL(
                    "%s SELECT count(*), max(standing) FROM standings",
                    engine._standings_query(rule, day, companies.ids),
                )
            )
    return ()


def unlogged():
    """The engine's statement as it was before there was a log."""
    from odoo.addons.cluster_committee.compliance.engine.standings_query import STORE

    log, end = STORE.index("    noted AS ("), STORE.index("    SELECT (SELECT count(*)")
    return STORE[:log].rstrip().rstrip(",") + "\n" + STORE[end:]


def all_changes(env, companies, day):
    """(queries, seconds with the log, the same without) of a check on which every
    finding changes; nothing of it stays."""
    from odoo.addons.cluster_committee.compliance.engine import engine

    engine_store, best, queries = engine.STORE, {}, {}
    for _turn in range(3):
        for statement in (engine_store, unlogged()):
            savepoint = env.cr.savepoint(flush=False)
            env.cr.execute("UPDATE committee_finding SET measure = -1, level = '0'")
            engine.STORE = statement
            taken = measure(env, ours, companies, day)
            engine.STORE = engine_store
            savepoint.close(rollback=True)
            env.invalidate_all()
            best[statement] = min(best.get(statement, taken[1]), taken[1])
            queries[statement] = taken[0]
    logged, bare = best[engine_store], best[unlogged()]
    assert queries[engine_store] == queries[unlogged()]
    return queries[engine_store], logged, bare


def three(env, companies, day):
    """The engine, for the rules that the naive version implements."""
    engine = env["committee.engine"]
    rules = [engine._rule(code) for code in NAIVE_RULES]
    return engine._check(day, companies, rules)


def tell(finding, due_on, day):
    """Note each person of the province to whom a late finding matters."""
    env = finding.env
    notices = env["committee.finding.notice"]
    for level, role in enumerate(ROLES):
        if due_on + timedelta(days=7 * level) > day:
            continue
        group = env.ref(f"cluster_committee.group_committee_{role}")
        for user in env["res.users"].search(
            [
                ("all_group_ids", "in", group.id),
                ("company_ids", "in", finding.company_id.id),
            ]
        ):
            key = [("finding_id", "=", finding.id), ("user_id", "=", user.id)]
            if not notices.search([*key, ("level", "=", level)]):
                values = {name: value for name, _operator, value in key}
                values["company_id"] = finding.company_id.id
                notices._permitted_create([{**values, "level": level}])


def naive(env, found, day):
    """What a first version would do, for three of the rules: query, write and notify
    one committee after the other."""
    from odoo.addons.cluster_committee.tests.compliance.cadence_oracle import (
        assess,
        policy_of,
    )

    policy = policy_of(env["committee.procedure.edition"]._edition_on(day))
    findings = env["committee.finding"]
    for committee in found:
        meetings = env["committee.meeting"].search(
            [("committee_id", "=", committee.id), ("counts", "=", True)]
        )
        cadence = assess(meetings.mapped("held_on"), day, policy, committee.formed_on)
        facts = [("meeting_gap", cadence.due_on), ("meeting_count", day)]
        facts += [("minutes", m.held_on + timedelta(days=7)) for m in meetings]
        for rule, due_on in facts:
            key = [
                ("company_id", "=", committee.company_id.id),
                ("rule", "=", rule),
                ("subject_id", "=", committee.id),
                ("period", "=", str(due_on)),
            ]
            if findings.search(key):
                continue
            finding = findings._permitted_create(
                [
                    {
                        **{name: value for name, _operator, value in key},
                        "committee_id": committee.id,
                        "clause": "C4-4-2b",
                        "nature": "law",
                        "standing": "due",
                        "first_seen_on": day,
                        "changed_on": day,
                    }
                ]
            )
            tell(finding, due_on, day)
        env.flush_all()
    return ()


def rows(env):
    """(inserted, updated) rows of findings and notices in this transaction."""
    env.cr.execute(
        """SELECT COALESCE(sum(n_tup_ins), 0), COALESCE(sum(n_tup_upd), 0)
             FROM pg_stat_xact_user_tables
            WHERE relname IN ('committee_finding', 'committee_finding_notice',
                              'committee_finding_change', 'committee_check',
                              'committee_committee')"""
    )
    return env.cr.fetchone()


def measure(env, contender, found, day):
    """(queries, seconds, rows written) of one run."""
    env.flush_all()
    env.invalidate_all()
    before, written = env.cr.sql_log_count, rows(env)
    start = time.perf_counter()
    contender(env, found, day)
    env.flush_all()
    seconds = time.perf_counter() - start
    queries = env.cr.sql_log_count - before - 1
    return queries, seconds, sum(rows(env)) - sum(written)


def run(env, sizes):
    from odoo.addons.web_jalali.tools import jalali

    today = jalali.today()
    companies = people(env)
    rules = len(env["committee.engine"]._rules())
    print(f"{rules} rules")
    print(
        "committees |  queries  rows seconds | idle q rows seconds |"
        " next rows seconds | log q seconds with/without | tell q mails seconds |"
        " SQL seconds ours/SQL |"
        " naive q seconds a committee naive/ours | MB"
    )
    for size in sizes:
        savepoint = env.cr.savepoint(flush=False)
        found = committees(env, companies, size, today)
        plain(env, companies, today)  # warms the caches, is not counted
        same = measure(env, three, companies, today)
        first = measure(env, ours, companies, today)
        env.cr.execute("ANALYZE committee_finding, committee_finding_notice")
        queued = env["mail.mail"].search_count([])
        told = measure(env, mail, companies, today)
        mails = env["mail.mail"].search_count([]) - queued
        idle = measure(env, ours, companies, today)
        next_day = measure(env, ours, companies, today + timedelta(days=1))
        sql = measure(env, plain, companies, today)
        logged = all_changes(env, companies, today)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        few = found[:100]
        slow = measure(env, naive, few, today)
        per_committee = slow[1] / len(few)
        print(
            f"{size:>10} | {first[0]:>8} {first[2]:>6} {first[1]:>7.2f}"
            f" | {idle[0]:>6} {idle[2]:>4} {idle[1]:>7.2f}"
            f" | {next_day[2]:>9} {next_day[1]:>7.2f}"
            f" | {logged[0]:>5} {logged[1]:>7.2f} {logged[1] / logged[2]:>12.2f}"
            f" | {told[0]:>6} {mails:>5} {told[1]:>7.2f}"
            f" | {sql[1]:>11.2f} {idle[1] / sql[1]:>8.2f}"
            f" | {slow[0] // len(few):>7} {per_committee:>19.4f}"
            f" {per_committee * size / same[1]:>10.1f} | {memory:.0f}"
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
    sys.exit(main())
