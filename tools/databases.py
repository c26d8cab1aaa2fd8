"""Prepared databases: a template of Odoo, one with our addons, and clones of them."""

import ast
import contextlib
import fcntl
import os
import shutil

import odoo_runner
import odoo_source
import paths
import postgres
from steps import digest, say

LANGUAGES = "en_US,fa_IR"  # the first is the language of the administrator
TEST_PREFIX = "committee_test_"
BASE_PREFIX = "committee_base_"
ADDONS_PREFIX = "committee_addons_"
# What no installed database depends on: read at run time, or only by tests
NOT_IN_DATABASE = ("tests", "static", "__pycache__")


# --- databases and their files --------------------------------------------------


def names():
    with postgres.connection() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def filestore(name, data=paths.DATA):
    return data / "filestore" / name


def create_empty(name):
    """Create the database here: Odoo would ask for extensions nobody has."""
    with postgres.connection() as cursor:
        cursor.execute(
            f"CREATE DATABASE \"{name}\" TEMPLATE template0 LC_COLLATE 'C'"
            " ENCODING 'UTF8'"
        )


def clone(source, target, data=paths.DATA):
    """Copy a database and its files; a test may damage its copy of a file."""
    with postgres.connection() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    if filestore(source).exists():
        shutil.copytree(filestore(source), filestore(target, data))


def rename(source, target):
    with postgres.connection() as cursor:
        cursor.execute(f'ALTER DATABASE "{source}" RENAME TO "{target}"')
    # Another PostgreSQL server may have had a database of this name
    shutil.rmtree(filestore(target), ignore_errors=True)
    if filestore(source).exists():
        filestore(source).rename(filestore(target))


def drop(name, data=paths.DATA):
    with postgres.connection() as cursor:
        # Not WITH (FORCE), which fails while an autovacuum worker looks in: without it
        # PostgreSQL sends such a worker away itself, and waits for it
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user",
            [name],
        )
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
    shutil.rmtree(filestore(name, data), ignore_errors=True)


# --- what the templates are made of ---------------------------------------------


def present_addons():
    return [
        name
        for name in paths.ADDONS
        if (paths.ROOT / name / "__manifest__.py").exists()
    ]


def odoo_modules():
    """Return the modules of Odoo that our addons name in their manifests."""
    found = {"base", "web"}
    for name in present_addons():
        manifest = ast.literal_eval((paths.ROOT / name / "__manifest__.py").read_text())
        found |= set(manifest["depends"])
    return sorted(found - set(paths.ADDONS))


def base_state():
    return digest(
        odoo_source.odoo_identity(),
        paths.REQUIREMENTS,
        ",".join(odoo_modules()),
        LANGUAGES,
    )


def addons_state():
    files = [
        path
        for addon in present_addons()
        for path in sorted((paths.ROOT / addon).rglob("*"))
        if path.is_file()
        and not set(path.relative_to(paths.ROOT / addon).parts) & set(NOT_IN_DATABASE)
    ]
    parts = [
        part for path in files for part in (str(path.relative_to(paths.ROOT)), path)
    ]
    return digest(base_state(), *parts)


# --- the templates --------------------------------------------------------------


def base_template():
    """Return a database with the modules of Odoo and both languages."""
    return _template(BASE_PREFIX, base_state(), _build_base)


def addons_template():
    """Return a database with our addons too, without their demo data."""
    return _template(ADDONS_PREFIX, addons_state(), _build_addons)


def clone_template(template, target, data=paths.DATA):
    """Clone before another process, with newer addons, drops the template."""
    with _templates_lock():
        clone(template(), target, data)


def _template(prefix, state, build):
    name = f"{prefix}{state[:12]}"
    with _templates_lock():
        if name not in names():
            building = f"{prefix}building"
            drop(building)
            build(building)
            for old in names():
                if old.startswith(prefix) and old != building:
                    drop(old)
            rename(building, name)
    return name


_lock_handles = []


@contextlib.contextmanager
def _templates_lock():
    """Let one process at a time work on the templates; it may ask again inside."""
    handle = (paths.CACHE / "templates.lock").open("w")
    if not _lock_handles:
        fcntl.flock(handle, fcntl.LOCK_EX)
    _lock_handles.append(handle)
    try:
        yield
    finally:
        _lock_handles.remove(handle)
        handle.close()


def _build_base(name):
    modules = ",".join(odoo_modules())
    say(f"preparing a database of Odoo ({modules}; fa_IR), about half a minute")
    create_empty(name)
    odoo_runner.install(name, modules, f"--load-language={LANGUAGES}")


def _build_addons(name):
    addons = present_addons()
    clone_template(base_template, name)
    say(f"preparing a database with {' and '.join(addons)}")
    odoo_runner.install(name, ",".join(addons))


def flag_for_demo(name):
    """Let demo data of our addons, and only it, load in a clone of Odoo's template.

    Odoo loads an addon's demo data where all modules it depends on have theirs.
    """
    with postgres.connection(name) as cursor:
        cursor.execute("UPDATE ir_module_module SET demo = (state = 'installed')")


# --- databases of one test run --------------------------------------------------


@contextlib.contextmanager
def test_database(template):
    """Lend a clone with files of its own; drop both at the end."""
    drop_abandoned()
    name = f"{TEST_PREFIX}{os.getpid()}"
    data = paths.RUNS / name
    shutil.rmtree(data, ignore_errors=True)
    drop(name)
    try:
        clone_template(template, name, data)
        yield name, data
    finally:
        drop(name, data)
        shutil.rmtree(data, ignore_errors=True)


def drop_abandoned():
    """Drop what a killed run left: its process is gone."""
    for name in names():
        pid = name.removeprefix(TEST_PREFIX)
        if name.startswith(TEST_PREFIX) and not os.path.exists(f"/proc/{pid}"):
            drop(name)
            shutil.rmtree(paths.RUNS / name, ignore_errors=True)
