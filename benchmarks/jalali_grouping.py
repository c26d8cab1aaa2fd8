"""Grouping by Jalali month beside Gregorian month, and reading beside stock Odoo.

Run it on a scratch database that has `web_jalali`:
`tools/run python benchmarks/jalali_grouping.py -c .cache/odoo.conf -d DATABASE [ROWS]`.
Everything is rolled back. Contenders run in turns and the best time of each is taken:
what else the machine did is left out. Ratios within one run are what counts.
"""

import argparse
import sys
import time
from datetime import date

import odoo.api
from odoo.orm.registry import Registry  # a script, not an addon
from odoo.tools import config

REPEATS = 9
LISTED = 80  # rows of a list view
ROUNDS = 10  # a list is read in milliseconds: so many times for one figure
FIRST = date(2000, 1, 1)
DAYS = 10_000


def fill(env, rows):
    """`rows` rates and as many meetings, spread over 27 years, by plain SQL."""
    cr = env.cr
    currency = env["res.currency"].create({"name": "JLB", "symbol": "J"})
    cr.execute(
        """INSERT INTO res_currency_rate (currency_id, name, rate)
           SELECT %s, %s::date + n %% %s, 1 FROM generate_series(0, %s) n""",
        [currency.id, FIRST, DAYS, rows - 1],
    )
    cr.execute(
        """INSERT INTO calendar_event
                  (name, start, stop, active, user_id, privacy, show_as)
           SELECT 'Benchmark', moment, moment, true, %s, 'public', 'busy'
             FROM generate_series(0, %s) n,
                  LATERAL (SELECT %s::timestamp + (n %% %s) * '1 day'::interval
                                  + n %% 24 * '1 hour'::interval AS moment) m""",
        [env.uid, rows - 1, FIRST, DAYS],
    )
    cr.execute("ANALYZE res_currency_rate; ANALYZE calendar_event")
    env.invalidate_all()
    return currency


def seen_by(env, user, lang):
    """The environment of a user who reads in `lang`; nothing is asked twice."""
    context = {"lang": lang, "tz": "Asia/Tehran"}
    return env(user=user.id, context=context)


def milliseconds(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def compare(contenders):
    """Best time of each, in turns, so that the machine's moods hit all alike."""
    for act in contenders.values():
        act()  # warms the caches, is not counted
    times = {name: [] for name in contenders}
    for _round in range(REPEATS):
        for name, act in contenders.items():
            times[name].append(milliseconds(act))
    return {name: min(taken) for name, taken in times.items()}


def grouping(model, domain, spec):
    return lambda: model.formatted_read_group(domain, [spec], ["__count"])


def listing(model, specification):
    # few rows in all: reading them is to be measured, not finding them
    domain = [("id", "in", model.search([], limit=LISTED, order="id").ids)]

    def read():
        for _round in range(ROUNDS):
            model.env.invalidate_all()
            model.web_search_read(domain, specification, limit=LISTED)

    return read


def check(env, persian, currency):
    """Both must count alike, and the one must be Jalali, or the figures are void."""
    domain, spec = [("currency_id", "=", currency.id)], "name:year"
    plain, ours = (
        one["res.currency.rate"].formatted_read_group(domain, [spec], ["__count"])
        for one in (env, persian)
    )
    totals = {sum(group["__count"] for group in groups) for groups in (plain, ours)}
    if len(totals) > 1 or ours[0][spec][1] != "۱۳۷۸":
        sys.exit("the groups are not what they should be: void")


def tell(what, gregorian, jalali):
    print(f"| {what} | {gregorian:.1f} | {jalali:.1f} | {jalali / gregorian:.2f} |")


def run(env, rows):
    user = env.ref("base.user_admin")
    currency = fill(env, rows)
    other = user.copy({"login": "chooser", "calendar_system": "gregorian"})
    english, persian = seen_by(env, user, "en_US"), seen_by(env, user, "fa_IR")
    chooser = seen_by(env, other, "fa_IR")
    check(english, persian, currency)
    print(f"{rows} rows, milliseconds\n")
    print("| | Gregorian | Jalali | ratio |\n|---|---|---|---|")
    for model, field, domain in [
        ("res.currency.rate", "name", [("currency_id", "=", currency.id)]),
        ("calendar.event", "start", [("name", "=", "Benchmark")]),
    ]:
        kind = env[model]._fields[field].type
        for unit in ("month", "quarter", "year", "week"):
            spec = f"{field}:{unit}"
            found = compare(
                {
                    "gregorian": grouping(english[model], domain, spec),
                    "jalali": grouping(persian[model], domain, spec),
                }
            )
            tell(f"group {kind} by {unit}", **found)
    # the same rights and language, so that the calendar alone differs
    specification = {"name": {}, "rate": {}, "create_date": {}, "display_name": {}}
    found = compare(
        {
            "gregorian": listing(chooser["res.currency.rate"], specification),
            "jalali": listing(persian["res.currency.rate"], specification),
        }
    )
    tell(f"list {LISTED} rows, {ROUNDS} times", **found)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-c", dest="config", required=True)
    parser.add_argument("-d", dest="database", required=True)
    parser.add_argument("rows", nargs="?", type=int, default=500_000)
    options = parser.parse_args()
    # the addons are importable from here on
    config.parse_config(
        ["-c", options.config, "-d", options.database, "--log-level=error"]
    )
    registry = Registry(options.database)
    with registry.cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        try:
            run(env, options.rows)
        finally:
            cr.rollback()


if __name__ == "__main__":
    main()
