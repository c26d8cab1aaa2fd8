"""Prepared databases: Odoo, our addons in it, their screens; and clones of them."""

import contextlib
import fcntl
import os
import re
import shutil
import threading

import odoo_runner
import odoo_source
import paths
import postgres
from steps import digest, say

LANGUAGES = "en_US,fa_IR"  # the first is the language of the administrator
TEST_PREFIX = "committee_test_"
BASE_PREFIX = "committee_base_"
ADDONS_PREFIX = "committee_addons_"
SCREENS_PREFIX = "committee_screens_"
BESIDE_PREFIX = "committee_beside_"
APART_PREFIX = "committee_apart_"
NEEDS_PREFIX = "committee_needs_"
OLD_PREFIX = "committee_old_"
# A database of one run ends in the number of its process: committee_test_123
OF_ONE_RUN = re.compile(
    r"committee_(?!base_|addons_|screens_|beside_|apart_|needs_|old_)\w+_(\d+)"
)
# Addons that are not in the database of the others, which they would change, nor is
# what depends on them: each is tested in one of its own, with what it depends on
APART = {
    paths.DEMO_ADDON: "its stories would stand in every list and every count",
    "test_workflow_verb": "its sample models are guarded, listed and counted too",
    "test_cluster_committee_extension": "it changes the product as an outsider may",
}
# What an organisation may run already when our addons come
BESIDE = "crm,hr,project"
# What no installed database depends on: read at run time, or only by tests
NOT_IN_DATABASE = ("tests", "static", "__pycache__")
# Compiled once here, else in each browser test, in both directions of writing
COMPILE_SCREENS = """
for name in ("web.assets_web", "web.assets_web_print", "web.assets_frontend",
             "web.assets_frontend_lazy", "web.assets_frontend_minimal",
             "web.assets_tests", "web.assets_unit_tests_setup",
             "web.assets_unit_tests"):
    for rtl in (False, True):
        bundle = env["ir.qweb"]._get_asset_bundle(name, css=True, js=True, rtl=rtl)
        bundle.css()
        bundle.js()
env.cr.commit()
"""
REMOVE_DEMO = """
env["committee.demo"]._remove()
env.cr.commit()
"""


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


def odoo_modules():
    """Return the modules of Odoo that our addons name in their manifests."""
    found = {"base", "web"}
    addons = paths.present_addons()
    for name in addons:
        found |= set(paths.manifest(name)["depends"])
    return sorted(found - set(addons))


def base_state():
    return digest(
        odoo_source.odoo_identity(),
        paths.REQUIREMENTS,
        ",".join(odoo_modules()),
        LANGUAGES,
    )


def together():
    """Return the addons that one database holds, each after its own."""
    return [
        addon
        for addon in paths.present_addons()
        if not APART.keys() & set(paths.with_dependencies(addon))
    ]


def addons_state(addons=None):
    return digest(base_state(), *contents(addons or together()))


def contents(addons):
    """Return names and contents of all files that an installation depends on."""
    installed = (
        path
        for path in _addons_files(addons)
        if not set(path.parts) & set(NOT_IN_DATABASE)
    )
    return _names_and_contents(installed)


def screens_state():
    shown = (path for path in _addons_files(together()) if "static" in path.parts)
    return digest(addons_state(), COMPILE_SCREENS, *_names_and_contents(shown))


def beside_state():
    return digest(base_state(), BESIDE)


def _name(prefix, state):
    return f"{prefix}{state[:12]}"


def _addons_files(addons):
    for addon in addons:
        for path in sorted((paths.ROOT / addon).rglob("*")):
            if path.is_file():
                yield path.relative_to(paths.ROOT)


def _names_and_contents(files):
    for path in files:
        yield str(path)
        yield paths.ROOT / path


# --- the templates --------------------------------------------------------------


def base_template():
    """Return a database with the modules of Odoo and both languages."""
    return template(BASE_PREFIX, base_state(), _build_base)


def addons_template():
    """Return a database with our addons too, without their demo data."""
    return template(ADDONS_PREFIX, addons_state(), _build_addons)


def screens_template():
    """Return a database whose screens open at once, in English and in Persian."""
    return template(SCREENS_PREFIX, screens_state(), _build_screens)


def beside_template():
    """Return a database of Odoo with other apps, where ours are still to come."""
    return template(BESIDE_PREFIX, beside_state(), _build_beside)


def prepared():
    """Return the templates that tests of addons may copy, as far as they are made."""
    found = {
        "BASE": _name(BASE_PREFIX, base_state()),
        "BESIDE": _name(BESIDE_PREFIX, beside_state()),
    }
    existing = names()
    return {word: name for word, name in found.items() if name in existing}


def tests_template():
    """Return the screens' database where it is made, else the quicker one."""
    screens = _name(SCREENS_PREFIX, screens_state())
    return screens if screens in names() else addons_template()


def apart_template(addon):
    """Return a database with one addon and what it depends on, nothing else."""
    addons = paths.with_dependencies(addon)

    def build(name):
        clone_template(base_template, name)
        say(f"preparing a database with {addon}")
        odoo_runner.install(name, ",".join(addons), "--skip-auto-install")
        if addon == paths.DEMO_ADDON:
            odoo_runner.shell_script(name, REMOVE_DEMO)

    return template(f"{APART_PREFIX}{addon}_", addons_state(addons), build)


def whole_template():
    """Return a database with all that a user may install, the demo's addon too; its
    records are removed: its tests build them on the day that they are about."""
    return apart_template(paths.DEMO_ADDON)


def clone_template(template_of, target, data=paths.DATA):
    """Clone before another process, with newer addons, drops the template."""
    with _templates_lock():
        clone(template_of(), target, data)


def template(prefix, state, build):
    name = _name(prefix, state)
    with _templates_lock():
        if name not in names():
            building = f"{prefix}building"
            drop(building)
            build(building)
            for old in names():
                if re.fullmatch(f"{prefix}[0-9a-f]{{12}}", old):
                    drop(old)
            rename(building, name)
    return name


_thread_lock = threading.RLock()
_lock_handles = []


@contextlib.contextmanager
def _templates_lock():
    """Let one thread of one process at a time work on the templates; it may ask
    again inside."""
    with _thread_lock, (paths.CACHE / "templates.lock").open("w") as handle:
        if not _lock_handles:
            fcntl.flock(handle, fcntl.LOCK_EX)
        _lock_handles.append(handle)
        try:
            yield
        finally:
            _lock_handles.remove(handle)


def _build_base(name):
    modules = ",".join(odoo_modules())
    say(f"preparing a database of Odoo ({modules}; fa_IR), about half a minute")
    create_empty(name)
    odoo_runner.install(name, modules, f"--load-language={LANGUAGES}")


def _build_addons(name):
    addons = together()
    clone_template(base_template, name)
    say(f"preparing a database with {', '.join(addons)}")
    odoo_runner.install(name, ",".join(addons))


def _build_beside(name):
    clone_template(base_template, name)
    say(f"preparing a database with {BESIDE}, about a minute")
    odoo_runner.install(name, BESIDE)


def _build_screens(name):
    clone_template(addons_template, name)
    say("compiling the screens, about a quarter of a minute")
    odoo_runner.shell_script(name, COMPILE_SCREENS)


# --- databases of one test run --------------------------------------------------


@contextlib.contextmanager
def test_database(template, label=""):
    """Context manager: a clone with files of its own; both are dropped at the end."""
    drop_abandoned()
    name = f"{TEST_PREFIX}{label}{label and '_'}{os.getpid()}"
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
        run = OF_ONE_RUN.fullmatch(name)
        if run and not os.path.exists(f"/proc/{run[1]}"):
            drop(name)
            shutil.rmtree(paths.RUNS / name, ignore_errors=True)
