"""Install and upgrade our addons by Odoo's own runner: no warning, no error.

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
    complaints = found()
    print("\n".join(complaints), file=sys.stderr)
    sys.exit(int(bool(complaints)))


def found():
    """Return what Odoo's log complained of, each with the lines that follow it."""
    addons = ",".join(paths.product_addons())
    steps = [("install", "-i", addons), ("upgrade", "-u", addons)]
    with databases.test_database(databases.base_template, "install") as (name, data):
        config = odoo_runner.write_config(data / "odoo.conf", data_dir=data)
        for step in steps:
            complaints = _complaints(config, name, *step)
            if complaints:
                return complaints
    return []


def _complaints(config, database, step, *options):
    say(f"Odoo's own runner: {step}, watching its log")
    done, log = odoo_runner.load_modules(config, database, *options)
    kept = log.replace(log.with_name(f"check_{step}.log"))
    complaints = faults(kept.read_text())
    if done.returncode or complaints:
        ending = f"exit code {done.returncode}, {len(complaints)} warnings or errors"
        complaints.append(f"✗ {step}: {ending}; the whole log is {kept}")
    return complaints


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
