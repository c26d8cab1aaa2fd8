"""`tools/run rehearse DATABASE`: back up, restore under another name, compare, drop."""

import json
import os
import sys
from pathlib import Path

import databases
import fingerprints
import odoo_runner
import paths
import postgres
from steps import say, stop_with


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in databases.names():
        stop_with(f"Name one of the databases: {', '.join(sorted(databases.names()))}")
    sys.exit(bool(rehearse(arguments[0], paths.DATA)))


def rehearse(name, data):
    """Return what differs in the copy that a backup of `name` was restored as."""
    reach_postgres()
    copy = f"{name}_rehearsal"[-60:]
    backup = paths.RUNS / f"{copy}.zip"
    backup.parent.mkdir(parents=True, exist_ok=True)
    config = odoo_runner.write_config(
        backup.with_suffix(".conf"), data_dir=data, list_db=True
    )
    databases.drop(copy, data)
    try:
        before = fingerprints.fingerprints(name, databases.filestore(name, data))
        say("backing up")
        odoo_runner.run_odoo("db", "-c", config, "dump", name, backup)
        say(f"restoring as {copy}")
        odoo_runner.run_odoo("db", "-c", config, "load", copy, backup)
        after = fingerprints.fingerprints(copy, databases.filestore(copy, data))
        # as JSON: what another run has noted is read from there
        found = fingerprints.faults(after)
        found += fingerprints.differences(json.loads(json.dumps(before)), after)
        say(f"{len(before)} fingerprints compared, {len(found)} differences")
        for line in found[: fingerprints.SHOWN]:
            print(line)
        return found
    finally:
        databases.drop(copy, data)
        for path in (backup, config):
            Path(path).unlink(missing_ok=True)


def reach_postgres():
    """Let psycopg2 and libpq find the server that Odoo works with."""
    for name, value in postgres.settings().items():
        if value:
            os.environ[f"PG{name.upper()}"] = value
