"""Install and upgrade both addons by Odoo's own runner: no warning, no error.

pytest-odoo keeps Odoo's log silent; here the log is what is tested.
"""

import re
import sys

import databases
import odoo_runner
import paths
from steps import say

FAULT = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (WARNING|ERROR|CRITICAL) ")
NEXT_LINE = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ [A-Z]+ ")
# What Odoo says about itself: (a part of the line, why it is none of our business)
ALLOWED = ()


def main(_arguments=()):
    sys.exit(int(not is_clean()))


def is_clean():
    addons = ",".join(paths.product_addons())
    steps = [("install", "-i", addons), ("upgrade", "-u", addons)]
    with databases.test_database(databases.base_template) as (name, data):
        config = odoo_runner.write_config(data / "odoo.conf", data_dir=data)
        return all(_step_is_clean(config, name, *step) for step in steps)


def _step_is_clean(config, database, step, *options):
    say(f"Odoo's own runner: {step}, watching its log")
    done, log = odoo_runner.load_modules(config, database, *options)
    kept = log.replace(log.with_name(f"check_{step}.log"))
    found = faults(kept.read_text())
    for fault in found:
        print(fault, file=sys.stderr)
    if done.returncode or found:
        ending = f"exit code {done.returncode}, {len(found)} warnings or errors"
        print(f"✗ {step}: {ending}; the whole log is {kept}", file=sys.stderr)
    return not (done.returncode or found)


def faults(log):
    """Return the warnings and errors of a log, each with the lines that follow it."""
    found, current = [], None
    for line in log.splitlines():
        if NEXT_LINE.match(line):
            current = None
            if FAULT.match(line) and not any(part in line for part, _ in ALLOWED):
                current = [line]
                found.append(current)
        elif current is not None:
            current.append(line)
    return ["\n".join(lines) for lines in found]
