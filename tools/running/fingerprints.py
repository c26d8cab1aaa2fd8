"""The fingerprints of a database and its files, and what differs from earlier ones.

    fingerprints.py DATABASE FILESTORE                    prints them (JSON)
    fingerprints.py DATABASE FILESTORE --against FILE     prints what differs

FILESTORE is the folder of the files: `filestore/DATABASE` in Odoo's `data_dir`. The
database is found as by psql, by PGHOST and the like. It needs psycopg2 alone and writes
nothing. Stop Odoo before, or what it writes meanwhile differs.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import psycopg2
from psycopg2 import sql

# of each row a number, whose sum does not depend on the order of the rows
ROWS = """
    SELECT count(*),
           COALESCE(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text
      FROM {table} t WHERE {what_counts}"""
# Odoo gives a database that it restores another identity
WHAT_COUNTS = {
    "ir_config_parameter": "key NOT IN ('database.uuid', 'database.secret',"
    " 'database.create_date', 'web.base.url', 'base.login_cooldown_after',"
    " 'base.login_cooldown_duration')"
}
TABLES = """
    SELECT c.oid::regclass::text, n.nspname, c.relname, c.relkind
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'S') AND n.nspname !~ '^pg_|^information_schema$'
       AND c.relpersistence <> 't'
  ORDER BY 1"""
FILES = """
    SELECT DISTINCT store_fname, checksum FROM ir_attachment
     WHERE store_fname IS NOT NULL ORDER BY 1"""
SHOWN = 40


def fingerprints(database, filestore):
    """Return {what: its fingerprint} of all tables, sequences and files."""
    link = psycopg2.connect(dbname=database)
    try:
        link.set_session(readonly=True, isolation_level="REPEATABLE READ")
        with link.cursor() as cursor:
            # the texts of days and moments do not depend on the server
            cursor.execute("SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'")
            return dict(
                [*_tables(cursor), *_files(cursor, Path(filestore)), *_schema(cursor)]
            )
    finally:
        link.close()


def _tables(cursor):
    cursor.execute(TABLES)
    for name, schema, table, kind in cursor.fetchall():
        place = sql.Identifier(schema, table)
        if kind == "S":
            query = sql.SQL("SELECT last_value, is_called FROM {table}")
        else:
            query = sql.SQL(ROWS)
        what_counts = sql.SQL(WHAT_COUNTS.get(table, "TRUE"))
        cursor.execute(query.format(table=place, what_counts=what_counts))
        yield f"table {name}", " ".join(map(str, cursor.fetchone()))


# By name and columns: a condition is written in other words after it was restored
SCHEMA = {
    "indexes": """
        SELECT concat_ws(' ', indrelid::regclass, indexrelid::regclass, indkey,
                         indisunique, indisvalid, indpred IS NULL)
          FROM pg_index WHERE indrelid IN (
               SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)""",
    # that a column is never empty counts as one since PostgreSQL 18
    "constraints": """
        SELECT concat_ws(' ', conrelid::regclass, conname, contype, convalidated)
          FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
}


def _schema(cursor):
    for what, query in SCHEMA.items():
        cursor.execute(query)
        lines = "\n".join(sorted(row[0] or "" for row in cursor.fetchall()))
        yield what, hashlib.sha1(lines.encode()).hexdigest()


def _files(cursor, filestore):
    """Each file that an attachment has: whether it is there, and its SHA-1, which Odoo
    has noted in the database."""
    cursor.execute(FILES)
    for name, checksum in cursor.fetchall():
        path = filestore / name
        if not path.is_file():
            yield f"file {name}", "missing"
            continue
        found = hashlib.sha1(path.read_bytes()).hexdigest()
        yield f"file {name}", found if found == checksum else f"changed: {found}"


def faults(found):
    """Return what is wrong in itself: files that are gone, or not what was stored."""
    return [
        f"{what}: {text}"
        for what, text in found.items()
        if what.startswith("file ") and text.startswith(("missing", "changed"))
    ]


def differences(before, after):
    return [
        f"{what}: {before.get(what, 'not there')} → {after.get(what, 'not there')}"
        for what in sorted(before.keys() | after.keys())
        if before.get(what) != after.get(what)
    ]


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("filestore")
    parser.add_argument("--against", type=Path, help="what an earlier run has printed")
    options = parser.parse_args(arguments)
    found = fingerprints(options.database, options.filestore)
    wrong = faults(found)
    if options.against:
        wrong += differences(json.loads(options.against.read_text()), found)
        tables = sum(what.startswith("table ") for what in found)
        files = sum(what.startswith("file ") for what in found)
        print(f"{tables} tables and {files} files compared, {len(wrong)} differences")
    else:
        print(json.dumps(found, indent=0))
    for line in wrong[:SHOWN]:
        print(line, file=sys.stderr)
    if len(wrong) > SHOWN:
        print(f"… and {len(wrong) - SHOWN} more", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
